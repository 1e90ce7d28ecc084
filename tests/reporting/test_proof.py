"""The proof of influence on paper and in the workbook: the same numbers, and text stays text."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from netdesk import i18n
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.proof import (
    DealRow,
    EventRow,
    Match,
    PersonProofs,
    Proof,
    ProofReport,
    Spoken,
    Touched,
)
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.reporting.proof_html import LISTED, proof_html
from netdesk.reporting.proof_page import proof_page
from netdesk.reporting.proof_sheets import proof_sheets
from netdesk.reporting.workbook import workbook_bytes

MADE = datetime(2026, 11, 30, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


def deal(number, *, profit=350_000, ended=False, how=MatchHow.PHONE, **more):
    events = [EventRow(DealEvent.ORDERED, DAY), EventRow(DealEvent.DELIVERED, DAY)]
    events += [EventRow(DealEvent.REFUNDED, DAY)] if ended else []
    match = Match(number, how, FIRST + timedelta(days=20), "周敏") if how else None
    said = {"name": f"客户{number}", "phone": "138****5678", "model": "秦PLUS", "person": "赵强"}
    return DealRow(
        id=number,
        number=f"HT{number}",
        day=DAY,
        shop_day=DAY,
        amount=12_980_000,
        gross_profit=profit,
        events=tuple(events),
        match=match,
        **{**said, **more},
    )


def proof(one, touches=2, message=""):
    came = [
        Touched(
            FIRST + timedelta(days=n),
            (FIRST + timedelta(days=n)).date(),
            "yiche",
            "易车" if n else "汽车之家",
            "秦PLUS",
            "" if n else message,
        )
        for n in range(touches)
    ]
    visit = FIRST + timedelta(days=9)
    spoken = [
        Spoken(FIRST, FIRST.date(), "周敏", Outcome.INVITED, "", visit),
        Spoken(visit, visit.date(), "赵强", Outcome.ARRIVED, "带家人来"),
    ]
    return Proof(one, tuple(came), tuple(spoken), 1260)


@pytest.fixture
def report():
    mine = PersonProofs(2, "周敏", (proof(deal(1), message="周末看车"), proof(deal(2, ended=True))))
    nobodys = PersonProofs(None, "", (proof(deal(3, profit=None, how=MatchHow.HAND)),))
    others = (deal(4, profit=-20_000, how=None),)
    return ProofReport(
        "枣庄示例汽车", date(2026, 11, 1), date(2026, 11, 30), MADE, (mine, nobodys), others, "小周"
    )


def seen(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html.partition("<body>")[2])))


def sheets(report):
    content = workbook_bytes(proof_sheets(report), made_at=MADE)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_page_says_what_the_web_brought_and_by_whom(report):
    page = proof_page(report)
    assert page.headline == "本期成交 3 单，其中 2 单有线索在先（67%），毛利 3,500.00 元。"
    lines = [(line.name, line.deals, line.gross_profit, line.days) for line in page.sums]
    assert lines == [("周敏", "1", "3,500.00", "17 天"), ("还没有人跟进", "1", "—", "17 天")]
    sums = {line.name: (line.deals, line.gross_profit) for line in page.others}
    assert sums == {
        "有线索在先": ("2", "3,500.00"),
        "没有线索": ("1", "-200.00"),
        "全店": ("3", "3,300.00"),
    }


def test_each_deal_tells_its_story(report):
    first, cancelled = proof_page(report).people[0].deals
    assert (first.day, first.consultant, first.days) == ("11-20", "赵强", "17 天")
    assert first.story == (
        "触点 2：11-03 汽车之家、11-04 易车；首响 21 分；跟进 2 次；"
        "11-12 到店（首触后 9 天）；11-20 交车；电话相同",
        "留言：周末看车",
    )
    assert (first.ended, cancelled.ended) == ("", "退车 11-20")
    (by_hand,) = proof_page(report).people[1].deals
    assert by_hand.story[0].endswith("人工匹配：周敏")
    assert by_hand.gross_profit == "—"


def test_many_touches_are_counted_and_not_all_told(report):
    many = replace(report, people=(PersonProofs(2, "周敏", (proof(deal(1), touches=9),)),))
    assert "触点 9" in proof_page(many).people[0].deals[0].story[0]
    assert "另有 3 次" in proof_page(many).people[0].deals[0].story[0]


def test_paper_lists_some_and_says_how_many_are_not(report):
    ours = [PersonProofs(n, f"人{n}", tuple(proof(deal(k)) for k in range(100))) for n in (1, 2)]
    text = seen(proof_html(replace(report, people=tuple(ours))))
    assert text.count("138****5678") == LISTED
    assert "另有 50 单未列出，见工作簿。" in text
    assert "人2：100 单" in text


def test_the_html_is_a_document_that_needs_no_other_file(report):
    html = proof_html(report)
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    title = "网络成交证明 · 2026-11-01 至 2026-11-30 · 枣庄示例汽车"
    assert f"<title>{title}</title>" in html
    assert "$" not in html
    assert not re.search(r"<!--(each|when|unless|end|include)|(src|href)=|url\(|@import", html)
    for text in ("填表 小周", "周敏：1 单，毛利 3,500.00 元", "退车 11-20", "口径：", "复核："):
        assert text in seen(html)


def test_names_are_text_wherever_they_stand(report):
    evil = '<img src="file:///x">&amp;<script>'
    told = deal(1, name=evil, model=evil, person=evil)
    touched = proof(told, message=evil)
    channel = replace(touched.touches[0], channel_name=evil)
    person = PersonProofs(2, evil, (replace(touched, touches=(channel,)),))
    html = proof_html(replace(report, shop=evil, by=evil, people=(person,)))
    assert "<img" not in html
    assert "<script" not in html


def test_a_range_without_deals_says_so(report):
    empty = replace(report, people=(), others=())
    text = seen(proof_html(empty))
    assert "本期没有成交。" in text
    assert "本期没有匹配到线索的成交。" in text
    assert [len(rows) for rows in sheets(empty).values()] == [3, 1, 1, 1, 5]


def test_the_workbook_has_the_same_numbers(report):
    found = sheets(report)
    people, deals, story, others, meant = found.values()
    assert people[1][:5] == ["周敏", 1, 1, 129_800, 3500]
    assert people[-1][:5] == ["全店", 3, 3, 389_400, 3300]
    names = deals[0]
    row = dict(zip(names, deals[1], strict=True))
    assert row["首次触点"] == datetime(2026, 11, 3, 9, 0)  # noqa: DTZ001 - a sheet has no zone
    assert (row["首触渠道"], row["触点（次）"], row["来过的渠道"]) == (
        "汽车之家",
        2,
        "汽车之家、易车",
    )
    days = [row[f"{name}（天）"] for name in ("首触到到店", "到店到成交", "首触到成交")]
    assert days == [9, 8, 17]
    assert (row["匹配方式"], row["匹配人"], row["首响（分钟）"]) == ("按电话", "周敏", 21)
    assert row["手机"] == "138****5678"
    assert dict(zip(names, deals[2], strict=True))["状态"] == "退车"
    assert dict(zip(names, deals[3], strict=True))["毛利（元）"] == ""
    assert [line[4] for line in story[1:5]] == ["触点", "已邀约", "触点", "已到店"]
    assert others[1][-1] == "没有匹配到线索"
    assert meant[1][1] == "本期成交 3 单，其中 2 单有线索在先（67%），毛利 3,500.00 元。"


def test_nothing_in_the_workbook_is_live(report):
    evil = PersonProofs(2, "=1+1", (proof(deal(1, name="=cmd|'/C calc'!A0"), message="+1"),))
    found = sheets(replace(report, people=(evil,)))
    assert found["成交"][1][3] == "=cmd|'/C calc'!A0"


def test_it_is_said_in_english_too(report):
    i18n.use("en")
    assert 'lang="en"' in proof_html(report)
