"""What stands behind a post's words: the facts where they tell of those very words."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.facts import Colleague, Facts, Model, Offer
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.backing import (
    NOTHING,
    Ask,
    Given,
    back,
    back_again,
    given_in,
    parts_of,
    with_given,
)
from netdesk.domain.posts.post import PostText
from netdesk.domain.posts.writing import fields_of

TODAY = date(2026, 11, 24)
SHEET = "厂商指导价表 2026-11"
WASHER = Offer("到店礼", "玻璃水", "2 升一桶", 50, date(2026, 12, 20), "到店登记领取", 15)
FACTS = Facts(
    place="枣庄",
    models=(
        Model("示例 E5", price="10.98 万元起", price_source=SHEET),
        Model("示例 M9", price="19.98 万元起", price_source=SHEET),
    ),
    offers=(WASHER, replace(WASHER, kind="行车记录仪", until=date(2026, 11, 23))),
    people=(Colleague("李师傅", "技师", consent=True), Colleague("孙伟", "经理", consent=False)),
)
OWN = "昨晚的酒没散，早上也别开车\n酒有没有散，不看睡没睡"
CLAIM = "比别家省油"
IDEA = PostText(
    "douyin",
    Column.CARE,
    Method.TIP,
    *OWN.split("\n"),
    fields=Fields(persona="shop", platform="douyin", proof="法第二十二条", price=SHEET),
)


def judge(content: PostText):
    return check(content.text(), load("zh_CN"), fields_of(content))


def backed(line: str, given: Given = NOTHING, *, own: str = OWN):
    """Return what stands behind the idea's post with a line written under it."""
    written = replace(IDEA, body=f"{IDEA.body}\n{line}".strip())
    return back(written, FACTS, judge, today=TODAY, own=own, given=given)


def rules(found) -> list[str]:
    return [one.rule for one in found.report.findings]


def test_a_price_of_the_sheet_stands_on_the_sheet():
    found = backed("示例 E5 10.98 万元起")
    assert found.content.fields.price == SHEET
    assert (rules(found), found.asks) == ([], ())
    assert [one.proof for one in found.report.exempted if one.rule == "PRICE_COND"] == [SHEET]


@pytest.mark.parametrize(
    "line",
    [
        "示例 E5 9.98 万元起",
        "示例 E5 10.98 万元起，现金优惠 5000 元",
        "示例 E5 落地价 10.98 万元",
        "限时优惠",
    ],
)
def test_a_price_that_no_sheet_has_is_asked_for_though_the_idea_had_a_source(line):
    found = backed(line)
    assert found.content.fields.price == ""
    assert found.report.level is Level.EVIDENCE
    assert found.asks == (Ask.PRICE,)


def test_full_width_figures_are_figures():
    assert backed("示例 E5 １０．９８万元起").content.fields.price == SHEET


def test_what_the_idea_proves_counts_for_its_own_lines_only():
    own = backed(CLAIM, own=f"{OWN}\n{CLAIM}")
    assert (rules(own), own.content.fields.proof) == ([], "法第二十二条")
    added = backed(CLAIM)
    assert "DISP" in rules(added)
    assert added.asks == (Ask.PROOF,)
    assert added.content.fields.proof == ""


def test_a_gift_of_the_facts_brings_its_six_parts():
    found = backed("来店送玻璃水")
    assert found.content.fields.gift == parts_of(WASHER)
    assert parts_of(WASHER)["period"] == "2026-12-20"
    assert (rules(found), found.asks) == ([], ())


def test_a_gift_the_facts_do_not_have_or_no_longer_is_asked_for():
    assert backed("来店送脚垫一套").asks == (Ask.GIFT,)
    assert backed("来店送行车记录仪").asks == (Ask.GIFT,)


def test_a_gift_with_parts_missing_stays_asked_for_and_the_missing_are_named():
    found = backed("来店送脚垫一套", Given(gift={"kind": "脚垫", "count": "20"}))
    assert found.asks == (Ask.GIFT,)
    assert any("规格, 期限, 方式, 价值" in one.why for one in found.report.findings)


def test_a_colleague_who_agreed_may_be_named_and_a_customer_is_asked_about():
    assert backed("车主李师傅说好开").content.fields.consent is True
    for line in ("车主王女士说好开", "车主李师傅、车主王女士说好开"):
        found = backed(line)
        assert found.content.fields.consent is None
        assert found.asks == (Ask.CONSENT,)


def test_what_a_person_gives_settles_it_and_can_still_be_changed():
    given = Given(price="厂商公告第 8 号", consent=True, proof="台账", gift=parts_of(WASHER))
    line = "示例 E5 9.98 万元起，送记录仪一台，车主王女士说比别家省油"
    assert set(backed(line).asks) == set(Ask)
    found = backed(line, given)
    assert (rules(found), found.asks) == ([], tuple(Ask))
    assert found.content.fields.price == "厂商公告第 8 号"
    assert found.content.fields.persona == "shop"


def test_what_no_field_can_settle_is_not_asked_about():
    found = backed("这是枣庄销量第一的选择")
    assert found.report.level is Level.BLOCK
    assert found.asks == ()


def test_a_finding_that_two_fields_settle_asks_for_one():
    assert backed("原价 12 万元").asks == (Ask.PRICE,)


STUDY = "百公里比别家省 2 升油"
PROVED = replace(
    IDEA, body=f"{IDEA.body}\n{STUDY}", fields=Fields(platform="douyin", proof="检测报告 8 号")
)


def rewritten(body: str, *, saved: PostText = PROVED):
    return back_again(replace(saved, body=body), saved, FACTS, judge, today=TODAY)


def test_what_proves_a_saved_post_holds_while_its_line_is_as_it_was():
    assert rules(rewritten(PROVED.body)) == []
    elsewhere = rewritten(f"换过一行\n{STUDY}")
    assert rules(elsewhere) == []
    assert elsewhere.asks == (Ask.PROOF,)  # to be seen, and changed
    assert elsewhere.again == ()
    assert elsewhere.content.fields.proof == "检测报告 8 号"


def test_once_its_line_is_another_a_proof_is_to_be_looked_at_again():
    found = rewritten(f"{IDEA.body}\n百公里比别家省 3 升油")
    assert rules(found)
    assert (found.asks, found.again) == ((Ask.PROOF,), (Ask.PROOF,))
    assert found.content.fields.proof == ""
    written = replace(PROVED, body=f"{IDEA.body}\n百公里比别家省 3 升油")
    looked = back_again(written, written, FACTS, judge, today=TODAY)
    assert (rules(looked), looked.again) == ([], ())
    assert looked.content.fields.proof == "检测报告 8 号"


def test_the_proof_of_one_claim_is_none_for_another_beside_it():
    found = rewritten(f"{PROVED.body}\n百公里省油 30%")
    assert Ask.PROOF in found.again


def test_a_consent_is_for_the_words_it_was_given_for():
    saved = replace(
        IDEA, body="车主李女士说：这车能拉", fields=Fields(platform="douyin", consent=True)
    )
    assert "TESTI" not in rules(rewritten(saved.body, saved=saved))
    found = rewritten("车主李女士说：这车好开", saved=saved)
    assert Ask.CONSENT in found.again
    assert found.content.fields.consent is None


def test_what_was_given_goes_into_a_post_and_comes_out_of_it():
    given = Given("价格表", {"kind": "玻璃水"}, consent=True, proof="台账")
    assert given_in(with_given(IDEA, given)) == given


def test_what_a_person_gave_holds_for_the_lines_it_was_given_for():
    given, line = Given(proof="检测报告 8 号"), f"{IDEA.body}\n{STUDY}"
    before = replace(IDEA, body=line).text()

    def later(body: str):
        written = replace(IDEA, body=body)
        found = back(written, FACTS, judge, today=TODAY, own=OWN, given=given, given_for=before)
        return rules(found), found.asks, found.again

    assert later(line) == ([], (Ask.PROOF,), ())
    assert later(f"换过一行\n{STUDY}") == ([], (Ask.PROOF,), ())
    assert later(f"{IDEA.body}\n百公里比别家省 3 升油")[1:] == ((Ask.PROOF,), (Ask.PROOF,))
