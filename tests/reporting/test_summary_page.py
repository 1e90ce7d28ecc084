"""The words of the day's page."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk.domain.figures.kpi import Counts, total
from netdesk.domain.figures.summary import ChannelCounts
from netdesk.reporting.summary_page import day_page, lunar_date
from tests import summaries


def test_the_strip_says_the_figures_and_what_stands_behind_them() -> None:
    figures = {f.label: (f.value, f.captions) for f in day_page(summaries.ordinary()).figures}
    assert figures == {
        "新线索": ("15", ("触点 16",)),
        "首响及时率": ("87%", ("按时 13/15", "区间 62–96%")),
        "首响中位": ("10 分", ("P90 40 分",)),
        "待首响": ("3", ("未到时限 1",)),
        "超时未首响": ("2", ("最久 14 分",)),
        "邀约": ("4", ("有效线索 12",)),
        "到店": ("2", ("到期预约 2",)),
        "订车": ("1", ("试驾 1",)),
    }


def test_the_table_has_the_busiest_channel_first_and_the_whole_day_last() -> None:
    page = day_page(summaries.ordinary())
    rows = [(c.name, c.leads, c.on_time, c.median, c.waiting) for c in (*page.channels, page.total)]
    assert rows == [
        ("汽车之家", "9", "8/9", "9 分", "2"),
        ("懂车帝", "6", "5/6", "20 分", "1"),
        ("合计", "15", "13/15", "10 分", "3"),
    ]


def test_a_channel_whose_every_column_is_zero_is_not_printed_and_the_total_stays() -> None:
    called = ChannelCounts("tieba", "贴吧", Counts(touches=4, tried=4, connected=2, lost=1))
    answered = ChannelCounts("weibo", "微博", Counts(response_seconds=(0,)))
    waiting = ChannelCounts("site", "官网", Counts(waiting=1))
    day = summaries.ordinary()
    parts = (*day.channels, called, answered, waiting)
    whole = total(part.counts for part in parts)
    page = day_page(replace(day, channels=parts, counts=whole))
    assert [line.name for line in page.channels] == ["汽车之家", "懂车帝", "微博", "官网"]
    assert page.figures[0].captions == ("触点 20",)


def test_a_day_with_fifty_clocks_needs_no_interval() -> None:
    counts = Counts(answered=50, on_time=49, clocks_judged=50)
    page = day_page(replace(summaries.empty(), counts=counts))
    assert page.figures[1].captions == ("按时 49/50",)


def test_a_day_without_anything_has_dashes_not_zeros_for_rates() -> None:
    page = day_page(summaries.empty())
    assert [figure.value for figure in page.figures] == ["0", "—", "—", "0", "0", "0", "0", "0"]
    assert page.channels == ()
    assert page.total.on_time == "—"
    assert page.hours == "本日不营业"


def test_targets_say_what_is_attained_and_where_the_month_should_be() -> None:
    page = day_page(replace(summaries.ordinary(), targets=summaries.TARGETS))
    assert page.targets_title == "11 月目标"
    assert [one.line() for one in page.targets] == [
        "新线索 46/120（应到 72，落后）",
        "首响及时率 96%/95%",
        "首响中位 21 分/15 分（落后）",
        "邀约 24/40（应到 24）",
        "到店 13/20（应到 12）",
        "订车 2/8（应到 5，落后）",
        "毛利 51,300/120,000（应到 72,000，落后）",
        "每条线索成本 —/80",
    ]


def test_a_page_has_room_for_eight_targets_and_tells_how_many_more_there_are() -> None:
    more = replace(summaries.ordinary(), targets=(*summaries.TARGETS, *summaries.TARGETS[:3]))
    page = day_page(more)
    assert len(page.targets) == 8
    assert page.targets_more == "另有 3 项未列出"


def test_a_month_without_targets_has_no_line_for_them() -> None:
    page = day_page(summaries.ordinary())
    assert (page.targets_title, page.targets) == ("", ())


def test_late_entries_are_counted_apart() -> None:
    page = day_page(replace(summaries.empty(), counts=Counts(backdated=3), remarks=("调休未公布",)))
    assert page.remarks == ("调休未公布", "跟进记录其中补录 3 条（发生 10 分钟以后才登记）。")


def test_a_second_edition_says_so() -> None:
    assert day_page(summaries.empty()).made == "制表 2026-11-24 17:42 · 口径 v2"
    second = replace(summaries.empty(), edition=2)
    assert day_page(second).made == "制表 2026-11-24 17:42 · 版次 2 · 口径 v2"


def test_appointments_of_a_later_day_name_it() -> None:
    page = replace(summaries.ordinary(), next_day=date(2026, 11, 26))
    assert day_page(page).appointments_title == "下一营业日预约（11月26日）"
    assert day_page(page).appointments[0].at == "明天 09:30"
    assert day_page(summaries.ordinary()).appointments_title == "明日预约"
    assert day_page(summaries.ordinary()).appointments[0].at == "09:30"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "农历十月十六"),
        (date(2026, 11, 22), "农历十月十四 小雪"),
        (date(2026, 2, 17), "农历正月初一"),
        (date(2025, 8, 1), "农历闰六月初八"),
    ],
)
def test_the_lunar_date_names_leap_months_and_solar_terms(day: date, words: str) -> None:
    assert lunar_date(day) == words
