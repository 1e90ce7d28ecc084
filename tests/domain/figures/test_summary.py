"""The line that matters, in all its cases, and the words beside a waiting lead."""

from dataclasses import replace

import pytest

from netdesk import i18n
from netdesk.domain.figures.kpi import Counts
from netdesk.domain.figures.summary import ChannelCounts, DaySummary, by_leads, due_words, headline
from tests import summaries


def day(counts: Counts, *late: tuple[str, int]) -> DaySummary:
    channels = tuple(
        ChannelCounts(name, name, Counts(leads=1, clocks_judged=n)) for name, n in late
    )
    return replace(summaries.empty(), counts=counts, channels=channels)


def test_the_line_names_the_late_channels_the_worst_first() -> None:
    counts = Counts(leads=23, answered=23, on_time=20, clocks_judged=23)
    assert headline(day(counts, ("懂车帝", 1), ("汽车之家", 2))) == (
        "今日新线索 23 条，按时回复 20 条（及时率 87%）。3 条超时：汽车之家 2、懂车帝 1。"
    )


def test_more_than_three_late_channels_are_summed_up() -> None:
    counts = Counts(leads=9, on_time=0, clocks_judged=9, answered=9)
    late = (("甲", 4), ("乙", 2), ("丙", 1), ("丁", 1), ("戊", 1))
    assert headline(day(counts, *late)).endswith("9 条超时：甲 4、乙 2、丙 1、其余渠道 2。")


def test_late_clocks_without_channels_are_only_counted() -> None:
    assert headline(day(Counts(leads=1, clocks_judged=1))).endswith("）。1 条超时。")


def test_a_day_with_none_late_says_so() -> None:
    counts = Counts(leads=5, answered=5, on_time=5, clocks_judged=5)
    assert headline(day(counts)) == ("今日新线索 5 条，按时回复 5 条（及时率 100%）。没有超时。")


def test_a_day_without_leads_says_so() -> None:
    assert headline(day(Counts())) == "今日没有新线索。"


def test_old_clocks_answered_on_a_day_without_leads_are_told() -> None:
    assert headline(day(Counts(on_time=2, clocks_judged=2))) == (
        "今日没有新线索，按时回复 2 条（及时率 100%）。没有超时。"
    )


def test_leads_that_all_still_have_time_are_not_called_late() -> None:
    assert headline(day(Counts(leads=4, waiting=4))) == "今日新线索 4 条，都未到回复时限。"


def test_leads_without_a_clock_are_only_counted() -> None:
    assert headline(day(Counts(leads=3))) == "今日新线索 3 条。"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (
            Counts(waiting=3, overdue=1, clocks_judged=1),
            "截至制表，1 条超时仍未回复，另有 2 条未到时限。",
        ),
        (Counts(waiting=1, overdue=1, clocks_judged=1), "截至制表，1 条超时仍未回复。"),
        (Counts(waiting=2), "截至制表，2 条未到回复时限。"),
    ],
)
def test_what_is_open_as_the_page_is_made_is_told(counts: Counts, told: str) -> None:
    assert headline(day(counts)).endswith(told)


def test_outcomes_are_told_without_the_zeros() -> None:
    assert headline(day(Counts(invited=7, ordered=1))) == "今日没有新线索。邀约 7 位，订车 1 台。"


def test_a_page_made_later_does_not_say_today() -> None:
    late = replace(day(Counts(leads=2)), generated_at=summaries.at(8, 30, day=25))
    assert headline(late) == "当日新线索 2 条。"


def test_the_words_fit_one_and_many_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    one, many = "%(day)s: %(n)d new lead.", "%(day)s: %(n)d new leads."
    messages: dict[str, i18n.Message] = {"%(day)s新线索 %(n)d 条。": (one, many), "今日": "Today"}
    messages |= {"没有超时。": "None late.", "%(parts)s。": "%(parts)s."}
    messages["订车 %(n)d 台"] = ("%(n)d car ordered", "%(n)d cars ordered")
    monkeypatch.setattr(i18n._in_use, "messages", messages)
    monkeypatch.setattr(i18n._in_use, "language", "en")
    assert headline(day(Counts(leads=1, ordered=2))) == "Today: 1 new lead. 2 cars ordered."
    assert headline(day(Counts(leads=2, ordered=1))) == "Today: 2 new leads. 1 car ordered."


def test_a_waiting_lead_says_how_long_past_due_or_when_it_is_due() -> None:
    page = summaries.ordinary()
    assert due_words(summaries.waiting(left_s=-840), page) == "超时 14 分"
    assert due_words(summaries.waiting(left_s=-1), page) == "超时 1 秒"
    assert due_words(summaries.waiting(left_s=57000), page) == "明天 09:30 前"
    today = replace(summaries.waiting(left_s=0), due_at=summaries.at(17, 42))
    assert due_words(today, page) == "今天 17:42 前"


def test_channels_with_nothing_to_tell_are_left_out_and_the_busiest_is_first() -> None:
    channels = (
        ChannelCounts("a", "甲", Counts(leads=1)),
        ChannelCounts("b", "乙", Counts()),
        ChannelCounts("c", "丙", Counts(leads=3)),
        ChannelCounts("d", "丁", Counts(waiting=1)),
    )
    assert [channel.code for channel in by_leads(channels)] == ["c", "a", "d"]


def test_tomorrow_is_the_next_open_day_where_one_is_given() -> None:
    page = summaries.empty()
    assert page.tomorrow.day == 25
    assert replace(page, next_day=page.day.replace(day=26)).tomorrow.day == 26


def test_the_calls_of_the_day_are_told_where_there_were_any():
    some = Counts(leads=3, calls=9, calls_answered=6, missed=3, missed_called_back=1)
    assert headline(day(some)) == ("今日新线索 3 条。来电 9 通，未接 3 通，其中 1 通及时回拨。")
    all_taken = Counts(leads=3, calls=9, calls_answered=9)
    assert headline(day(all_taken)) == "今日新线索 3 条。来电 9 通，都接起了。"
