"""Invitations give a reason to come (R16) and pass the rule check."""

import pytest

from netdesk.catalog.compliance_rules import load as rules
from netdesk.catalog.invitations import load, read
from netdesk.domain.activities.guests import InviteBy
from netdesk.domain.activities.inviting import invitation
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.errors import ResourceFault
from netdesk.resources import resource
from tests.invited import PLAN, other


def told(way, plan=PLAN, guest="王女士"):
    return invitation(plan, way, load(), shop="示例汽车", guest=guest, code="ABC234")


@pytest.mark.parametrize("way", InviteBy)
def test_an_invitation_names_day_place_gift_and_code(way):
    text = told(way)
    for part in ("王女士", "示例汽车", "11月28日（周六）", "薛城店内", "试驾礼", "ABC234"):
        assert part in text
    assert "促销" not in text


@pytest.mark.parametrize("way", InviteBy)
def test_all_six_parts_of_the_gift_are_said(way):
    for part in (
        "车载垃圾桶",
        "带盖一只",
        "共 30 份",
        "2026-12-31 前",
        "试驾结束领取",
        "价值 29 元",
    ):
        assert part in told(way)


@pytest.mark.parametrize("way", InviteBy)
@pytest.mark.parametrize("plan", [PLAN, other(gift={}), other(channel="autohome", place="")])
def test_invitations_pass_the_check(way, plan):
    fields = Fields(
        persona="shop",
        gift=plan.six_parts or None,
        platform="sms" if way is InviteBy.SMS else "",
    )
    assert check(told(way, plan), rules("zh_CN"), fields).level is Level.OK


def test_a_gift_without_a_name_is_called_by_the_kind_of_activity():
    nameless = {part: text for part, text in PLAN.gift.items() if part != "name"}
    assert "试驾礼" in told(InviteBy.WECHAT, other(gift=nameless))


def test_what_is_not_known_leaves_no_gap():
    text = told(InviteBy.WECHAT, other(gift={}, hours="", place=""), guest="")
    assert text.startswith("您好，我是示例汽车")
    assert "11月28日（周六）到11月29日（周日）有“冬季试驾会”，想请您来看看。您的到店码" in text


def test_a_place_that_is_not_known_is_told_with_its_line(tmp_path):
    shipped = resource("activities.toml").read_text(encoding="utf-8")
    path = tmp_path / "activities.toml"
    path.write_text(shipped.replace("在{place}", "在{plce}"), encoding="utf-8")
    with pytest.raises(ResourceFault) as refused:
        read(path)
    assert "plce" in str(refused.value.facts["fault"])
    line = shipped.splitlines().index('at = "在{place}"') + 1
    assert refused.value.facts["line"] == line
