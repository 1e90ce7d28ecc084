"""The fields of a post (RULINGS 29), and what they break or excuse."""

import pytest

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import GIFT_PARTS, Fields, missing_parts, read_fields
from netdesk.domain.compliance.level import Level
from netdesk.errors import BadField, UnknownField

TIP = "冬天养车五件小事"
OFFER = "周末到店试驾，欢迎来坐坐"
GIFT = "kind=脚垫;spec=XPE;count=30;period=至12月15日;how=到店;value=260元"


def found(text, **fields):
    return check(text, load(), read_fields(fields))


def whole_post(report):
    """Return the findings that mean the whole post."""
    return [(one.rule, one.level) for one in report.findings if one.end == 0]


@pytest.mark.parametrize(
    ("text", "fields", "is_broken"),
    [
        (TIP, {"link": "yes"}, True),
        (TIP, {"link": "yes", "label": "yes"}, False),
        ("广告｜" + TIP, {"link": "yes"}, False),
        ("【广告】" + TIP, {"link": "yes"}, False),
        ("广告法怎么写：" + TIP, {"link": "yes"}, True),
        (OFFER, {"label": "no"}, True),
        (OFFER, {}, False),
        (TIP, {"label": "no"}, False),
        (TIP, {"link": "no"}, False),
        (TIP, {"link": "yes", "ad": "no"}, False),
    ],
)
def test_a_promoting_post_and_a_tip_with_a_link_begin_with_the_word(text, fields, is_broken):
    assert whole_post(found(text, **fields)) == [("LABEL", Level.BLOCK)] * is_broken


def test_a_customers_persona_is_blocked_and_the_shops_is_not():
    for persona, broken in (("customer", 1), ("shop", 0), ("staff", 0)):
        told = whole_post(found(TIP, persona=persona))
        assert told == [("FAKE_USER", Level.BLOCK)] * broken
    assert found(TIP, persona="customer", ad="no").level is Level.BLOCK


def test_staff_may_tell_of_their_own_car():
    text = "我自己提车两年的感受"
    assert found(text).level is Level.BLOCK
    assert found(text, persona="staff").level is Level.OK


def test_what_ai_made_says_so():
    assert whole_post(found(TIP, ai="yes")) == [("AI_LABEL", Level.BLOCK)]
    assert found(TIP + "（内容由AI生成）", ai="yes").level is Level.OK
    assert found(TIP, ai="no").level is Level.OK


def test_a_message_to_phones_offers_a_way_out():
    assert whole_post(found(OFFER, platform="sms")) == [("SMS", Level.BLOCK)]
    assert found(OFFER + "，拒收请回复R", platform="sms").level is Level.OK


def test_consent_excuses_a_name():
    text = "车主王女士说后排够坐"
    assert found(text).level is Level.EVIDENCE
    report = found(text, consent="yes")
    assert report.level is Level.OK
    assert [one.text for one in report.exempted] == ["王女士"]
    assert found(text, consent="no").level is Level.EVIDENCE


def test_six_particulars_excuse_a_gift_and_fewer_are_named():
    text = "到店就送脚垫"
    assert found(text).level is Level.EVIDENCE
    assert found(text, gift=GIFT).level is Level.OK
    report = found(text, gift="kind=脚垫;count=30")
    told = next(one for one in report.findings if one.end == 0)
    assert (told.rule, told.level) == ("GIFT", Level.EVIDENCE)
    for name in ("规格", "期限", "方式", "价值"):
        assert name in told.why
    assert "品种" not in told.why


def test_a_gift_is_read_by_parts_and_in_chinese():
    in_parts = read_fields({f"gift.{part}": "x" for part in GIFT_PARTS})
    assert missing_parts(in_parts.gift) == []
    chinese = read_fields(
        {"gift": "品种：脚垫；规格：XPE；数量：30；期限：周末；方式：到店；价值：9元"}
    )
    assert chinese.gift["value"] == "9元"
    assert missing_parts(chinese.gift) == []
    assert missing_parts(read_fields({"gift": "yes"}).gift) == list(GIFT_PARTS)


def test_terms_of_a_price_excuse_it():
    assert found("9.98万起开回家").level is Level.EVIDENCE
    assert found("9.98万起开回家", price="指导价，含税明细见附件").level is Level.OK


def test_each_platform_has_its_own_ways():
    text = "加店长微信领资料"
    assert found(text).level is Level.REVIEW
    assert found(text, platform="wechat").level is Level.OK
    number = "前台电话0632-3300000"
    assert found(number).level is Level.OK
    assert found(number, platform="douyin").level is Level.REVIEW


def test_without_fields_it_is_an_advert_of_the_shop():
    assert read_fields({}) == Fields()
    assert read_fields({}).is_ad
    assert not read_fields({"ad": "no"}).is_ad


@pytest.mark.parametrize(
    "given",
    [{"ad": "maybe"}, {"persona": "friend"}, {"consent": ""}, {"gift": "colour=red"}],
)
def test_a_value_nobody_knows_is_refused(given):
    with pytest.raises(BadField):
        read_fields(given)


def test_a_name_nobody_knows_is_refused():
    with pytest.raises(UnknownField):
        read_fields({"colour": "red"})
