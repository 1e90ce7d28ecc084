"""The rule check: what is said of what, exemptions and proof, fields, offsets (RULINGS 29)."""

import dataclasses
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import Fields, read_fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.search import Search
from tests.compliance.judged_sets import judged

PIECES = st.sampled_from(
    [
        "最",
        "最低价",
        "第一",
        "唯一",
        "全网",
        " ",
        "🔥",
        "\u200b",
        "，",
        "。",
        "\n",
        "的",
        "车",
        "4S店",
        "好评返现",
    ]
    + [
        "送",
        "13812345678",
        "①",
        "ＮＯ．１",
        "広告",
        "最-佳",
        "zui",
        "…",
        "“",
        "”",
        "自动驾驶",
        "%",
        "\r",
        "\t",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=14).map("".join)


def found(text, **fields):
    return check(text, load(), read_fields(fields))


def rules_of(report):
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    "text",
    [
        "最近 最后 最多可坐7人 最大功率120kW 最高车速180 最小转弯半径5.3米",
        "第一排、第一时间、首保、首付、首任车主、唯一码、顶配、极氪、冠军版、国六",
        "国家级高新区今天修路，充到100%电量再走，开运动模式更费电",
    ],
)
def test_what_only_looks_like_a_claim_is_let_pass(text):
    assert found(text).level is Level.OK


@pytest.mark.parametrize(
    ("fine", "blocked"),
    [
        ("最省油的开车习惯", "最省油的SUV"),
        ("台儿庄最美的傍晚", "台儿庄最美的4S店"),
        ("停车首选阴凉处", "买车首选本店"),
        ("唯一的遗憾是没带伞", "唯一值得买的混动"),
        ("开车安全第一", "碰撞安全第一"),
        ("国家级湿地公园", "国家级品质"),
        ("L2不是自动驾驶", "L2自动驾驶"),
        ("我们不刷好评", "帮我们刷好评"),
    ],
)
def test_the_same_words_are_judged_by_what_they_are_said_of(fine, blocked):
    assert found(fine).level is Level.OK
    assert found(blocked).level is Level.BLOCK


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("看：ＮＯ．１ 4S店", "ＮＯ．１"),
        ("😀最🔥低\u200b价，来", "最🔥低\u200b价"),
        ("本店蕞便宜", "蕞便宜"),
        ("本店zui便宜", "zui便宜"),
        ("來買最優惠的車", "最優惠"),
        ("第①品牌的车", "第①品牌"),
        ("最-佳-家用车", "最-佳"),
        ("仝网最低价", "仝网最低价"),
        ("㊙️価格最低的车", "最低"),
    ],
)
def test_disguises_are_seen_through_and_found_where_they_stand(text, hit):
    report = found(text)
    assert report.level is Level.BLOCK
    spans = [text[one.start : one.end] for one in report.findings]
    assert any(hit in span or span in hit for span in spans), spans
    assert all(one.text == text[one.start : one.end] for one in report.findings)


def test_a_finding_says_law_reason_and_a_way_out_for_this_very_thing():
    (finding,) = found("这台车空间最大").findings
    assert (finding.rule, finding.family, finding.text) == ("ABS", "ABS", "最大")
    assert "第九条" in finding.law
    assert "最大" in finding.why
    assert "空间" in finding.instead


def test_driving_assistance_is_given_its_proper_name():
    finding = next(one for one in found("L3自动驾驶，欢迎体验").findings if one.rule == "ADAS")
    assert "自动驾驶 → 组合驾驶辅助" in finding.instead


def test_only_the_superlative_that_is_said_of_goods_is_found():
    report = found("最美水乡配最美SUV")
    assert [finding.text for finding in report.findings] == ["最美"]
    assert report.findings[0].start == 5
    assert [(one.start, one.proof) for one in report.exempted] == [(0, None)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("本品牌在售车型里轴距最长的一款", "ABS_EX1"),
        ("2026年11月本店单日交付量最高，28台", "ABS_EX6"),
        ("2025年全国轿车销量第一（数据来源：中汽协）", "RANK"),
        ("C-NCAP 2024版五星", "CITE"),
    ],
)
def test_an_exemption_is_evidence_until_its_proof_is_given(text, rule):
    bare = found(text)
    assert bare.level is Level.EVIDENCE
    assert rule in rules_of(bare)
    proven = found(text, proof="厂家参数表 2026-11")
    assert proven.level is Level.OK
    assert "厂家参数表 2026-11" in [one.proof for one in proven.exempted]


def test_proof_does_not_buy_off_what_is_forbidden():
    assert found("枣庄最便宜的SUV", proof="有").level is Level.BLOCK
    assert found("枣庄销量第一（来源：本店统计，2026年）", proof="有").level is Level.BLOCK


def test_a_first_place_needs_source_date_and_a_province():
    cited = "2025年{}轿车销量第一，数据来源：中汽协"
    assert found(cited.format("全国")).level is Level.EVIDENCE
    assert found(cited.format("山东省")).level is Level.EVIDENCE
    assert found(cited.format("枣庄")).level is Level.BLOCK
    assert found("2025年全国10万级插混销量第一，数据来源：中汽协").level is Level.BLOCK
    assert found("全国轿车销量第一，数据来源：中汽协").level is Level.BLOCK
    assert found("2025年全国轿车销量第一").level is Level.BLOCK


def test_trade_names_are_shown_as_exempted():
    report = found("极氪的冠军版到店")
    assert report.level is Level.OK
    assert [one.text for one in report.exempted] == ["极氪", "冠军版"]
    assert all("商标" in one.reason for one in report.exempted)


@pytest.mark.parametrize(
    "text",
    ["我们的目标是做枣庄最好的4S店", "没有最好的车，只有合适的车", "不写“最佳”，广告法不允许"],
)
def test_aims_denials_and_quotations_are_no_claims(text):
    report = found(text)
    assert report.level is Level.OK
    assert report.exempted


def test_what_is_no_advert_is_free_of_superlatives_but_not_of_everything():
    assert found("本市最好的羊汤馆和最大的4S店都搬了", ad="no").level is Level.OK
    assert found("女司机也能停好的车位", ad="no").level is Level.BLOCK
    assert found("客户电话13812345678", ad="no").level is Level.BLOCK


def test_a_second_word_like_the_first_is_found_too():
    spans = [(one.start, one.end) for one in found("价格最低，油耗最低").findings]
    assert spans == [(2, 4), (7, 9)]


def test_one_rule_speaks_once_of_one_place():
    findings = found("全网最低价").findings
    assert [one.text for one in findings if one.rule == "ABS"] == ["全网最低价"]


def test_hashtags_are_words_each_a_clause_of_its_own():
    text = "冬天胎压怎么看\n#枣庄 #最好的4S店 #用车知识"
    (finding,) = check(text, load()).findings
    assert (finding.text, finding.start) == ("最好", text.index("最好"))
    assert check("#全网最低价 #枣庄", load()).level is Level.BLOCK
    assert check("#枣庄 #安全第一 #首保 #国六", load()).level is Level.OK


@pytest.mark.parametrize(
    ("fine", "blocked"),
    [
        ("全城最美的田埂", "全城最美的展车"),  # an unknown noun, and nothing sold in the text
        ("最短的一次试驾，孩子睡着了", "最大的一次优惠"),  # a time is a time
        ("最懂这台老车的人，是老周", "最懂你的车"),
        (
            "最好的保养是按时",
            "枣庄最好的保养",
        ),  # a way of doing; a service where a place is claimed
        ("没有哪台车永不坏", "永不坏的车"),
    ],
)
def test_what_has_the_same_words_but_sells_something_is_blocked(fine, blocked):
    assert check(fine, load()).level is Level.OK
    assert check(blocked, load()).level is Level.BLOCK


def test_no_date_and_no_ledger_makes_a_price_the_lowest():
    assert check("2026年11月全山东最低成交价", load()).level is Level.BLOCK
    assert check("2026年11月全山东成交量最高（省协会统计）", load()).level is Level.EVIDENCE


def test_an_empty_text_is_fine():
    for text in ("", " ", "\n\n", "🔥🔥"):
        assert found(text).level is Level.OK


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_can_be_checked_and_every_span_is_inside_it(text):
    report = found(text)
    for one in (*report.findings, *report.exempted):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
    assert found(text) == report


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(string.whitespace + "\u200b\u3000"))
def test_blanks_around_a_text_change_nothing(text, blank):
    bare = [(one.rule, one.text) for one in found(text).findings]
    assert [(one.rule, one.text) for one in found(blank + text).findings] == bare


def test_looking_only_where_keys_are_finds_all_that_looking_everywhere_finds():
    rules = load()
    groups = [[(frozenset(), thing) for thing in things] for things in rules.search.groups]
    everywhere = dataclasses.replace(rules, search=Search(groups))
    for one in judged("judged"):
        fields = Fields(is_ad=one.is_ad)
        assert check(one.text, everywhere, fields) == check(one.text, rules, fields), one.text
