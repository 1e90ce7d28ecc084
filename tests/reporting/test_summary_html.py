"""The day's page as HTML."""

import re
from dataclasses import replace
from html import unescape

import pytest

from netdesk.domain.figures.kpi import Counts
from netdesk.reporting.summary_html import BESIDE, LISTED, summary_html
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


def test_targets_stand_under_the_strip_and_only_where_there_are_some() -> None:
    told = words(summary_html(replace(summaries.ordinary(), targets=summaries.TARGETS)))
    line = told.replace("\N{NO-BREAK SPACE}", " ")
    assert "11 月目标" in line
    squeezed = " ".join(line.split())
    assert squeezed.index("订车 2 /8 应到 5 落后") < squeezed.index("分渠道")
    assert "目标" not in words(summary_html(summaries.ordinary()))


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


@pytest.mark.parametrize(
    ("seconds", "number", "unit", "size"),
    [
        (59, "59", "秒", "usual"),
        (52_920, "14.7", "小时", "usual"),
        (172_799, "48.0", "小时", "usual"),
        (99_999_999, "1157.4", "天", "long"),
    ],
)
def test_a_unit_stands_small_beside_its_number(
    seconds: int, number: str, unit: str, size: str
) -> None:
    html = summary_html(replace(summaries.empty(), counts=Counts(response_seconds=(seconds,))))
    value = f'<span class="{size}">{number}</span>&nbsp;<span class="unit">{unit}</span>'
    assert f'<p class="value">{value}</p>' in html


def table_under(title: str, html: str) -> str:
    """Return the table that follows a heading."""
    return html.partition(f"<h2>{title}</h2>")[2].partition("</table>")[0]


def test_short_lists_stand_side_by_side_and_long_ones_show_the_channel() -> None:
    day = summaries.ordinary()
    beside = summary_html(replace(day, waiting=(summaries.waiting(),) * BESIDE))
    below = summary_html(replace(day, waiting=(summaries.waiting(),) * (BESIDE + 1)))
    assert 'class="pair"' in beside
    assert "汽车之家" not in table_under("未完", beside)
    assert "135****2210" not in table_under("明日预约", beside)
    assert 'class="pair"' not in below
    assert table_under("未完", below).count("<td>汽车之家</td>") == BESIDE + 1
    assert "135****2210" in table_under("明日预约", below)


def test_short_lists_of_long_names_count_by_their_lines() -> None:
    long = tuple(summaries.waiting("欧阳司马诸葛上官" * 3) for _n in range(BESIDE // 2))
    assert 'class="pair"' not in summary_html(replace(summaries.ordinary(), waiting=long))
    assert 'class="pair"' in summary_html(replace(summaries.ordinary(), waiting=long[:4]))
    visits = (summaries.visit(gift="到店礼试驾礼网购礼包"),) * (BESIDE // 2 + 1)
    assert 'class="pair"' not in summary_html(replace(summaries.ordinary(), appointments=visits))
