"""The day's page as HTML."""

import re
from dataclasses import replace
from html import unescape

from netdesk.reporting.summary_html import LISTED, summary_html
from tests import summaries


def words(html: str) -> str:
    """Return what a reader sees, tags and style taken out."""
    body = html.partition("<body>")[2]
    return unescape(re.sub(r"<[^>]+>", " ", body))


def test_it_is_a_document_that_needs_no_other_file() -> None:
    html = summary_html(summaries.ordinary())
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert '<meta charset="utf-8">' in html
    assert "<title>网络营销日报 · 2026年11月24日 · 枣庄示例汽车</title>" in html
    assert "$" not in html
    assert not re.search(r"<!--(each|when|unless|end|include)|(src|href)=|url\(|@import", html)


def test_it_says_head_line_figures_lists_and_notes() -> None:
    seen = words(summary_html(summaries.ordinary()))
    for text in (
        "枣庄示例汽车",
        "2026年11月24日 星期二 · 农历十月十六",
        "营业 08:30–12:00、13:30–17:30 · 填表 小周",
        "今日新线索 15 条，按时回复 13 条（及时率 87%）。2 条超时：懂车帝 1、汽车之家 1。",
        "超时 14 分",
        "明天 09:30 前",
        "138****5678",
        "试驾礼",
        "王女士要求 18:00 以后再打。",
        "首响及时率 = 按时首响 ÷（已首响 + 已过时限未首响）",
        "填表：",
        "复核：",
    ):
        assert text in seen


def test_names_are_text_wherever_they_stand() -> None:
    evil = '<img src="file:///x">&amp;<script>'
    page = replace(
        summaries.ordinary(),
        shop=evil,
        who=evil,
        notes=evil,
        remarks=(evil,),
        channels=tuple(replace(c, name=evil) for c in summaries.ordinary().channels),
        waiting=(replace(summaries.waiting(evil), phone=evil, model=evil, channel=evil),),
        appointments=(replace(summaries.visit(evil, gift=evil), phone=evil, model=evil),),
    )
    html = summary_html(page)
    assert "<img" not in html
    assert "<script" not in html
    assert words(html).count(evil) >= 12


def test_an_empty_day_says_that_nothing_is_there() -> None:
    seen = words(summary_html(summaries.empty()))
    for text in (
        "今日没有新线索。",
        "没有线索到达。",
        "没有待首响的线索。",
        "没有预约。",
        "本日不营业",
    ):
        assert text in seen


def test_a_list_without_end_says_how_many_are_left_out() -> None:
    many = tuple(summaries.waiting(f"客户{n}") for n in range(LISTED + 7))
    seen = words(summary_html(replace(summaries.ordinary(), waiting=many)))
    assert f"客户{LISTED - 1} " in seen
    assert f"客户{LISTED} " not in seen
    assert "另有 7 条未列出，见收件箱。" in seen


def test_the_notes_box_leaves_room_for_a_pen() -> None:
    html = summary_html(summaries.empty())
    assert html.count("<p>&nbsp;</p>") == 4
