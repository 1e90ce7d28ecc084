"""The why line: one sentence of what decided a deadline, from what is stored with the clock."""

from datetime import date, timedelta

import pytest

from netdesk.domain.deadlines.deadline import due_at, why
from netdesk.domain.deadlines.due_reason import DueReason
from netdesk.domain.deadlines.hours import Closing
from tests.domain.shops import at, daily, timetable, workdays

HOUR = timedelta(hours=1)
SPLIT = workdays("08:30-12:00 13:30-18:00")


def line(received, *, today, weekly=SPLIT, allowed=HOUR, **rest):
    shop = timetable(weekly, **rest)
    deadline = due_at(at(received, shop), shop, allowed)
    return why(
        deadline.received,
        deadline.due,
        reason=deadline.reason,
        opens_at=deadline.opens_at,
        allowed=allowed,
        zone=shop.zone,
        today=date.fromisoformat(today),
    )


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-23 21:12:44", "昨天 21:12 到达，已下班 → 今天 08:30 开门 → 09:30 前回复"),
        ("2026-11-24 08:10:51", "今天 08:10 到达，未开门 → 08:30 开门 → 09:30 前回复"),
        ("2026-11-24 09:10:51", "今天 09:10 到达，营业中 → 1 小时内 → 10:10 前回复"),
        ("2026-11-24 12:10", "今天 12:10 到达，休息时段 → 13:30 恢复营业 → 14:30 前回复"),
        ("2026-11-24 17:40", "今天 17:40 到达，营业中 → 1 小时内，非营业时间照计 → 18:40 前回复"),
        ("2026-11-24 19:00", "今天 19:00 到达，已下班 → 明天 08:30 开门 → 09:30 前回复"),
        (
            "2026-11-20 19:00",
            "11-20 19:00 到达，已下班，接着是休息日 → 昨天 08:30 开门 → 09:30 前回复",
        ),
        ("2026-11-28 10:00", "11-28 10:00 到达，休息日 → 11-30 08:30 开门 → 09:30 前回复"),
        ("2025-11-20 09:00", "2025-11-20 09:00 到达，营业中 → 1 小时内 → 10:00 前回复"),
    ],
)
def test_the_line_says_days_as_people_do_and_only_where_they_change(received, expected):
    assert line(received, today="2026-11-24") == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (
            "2026-05-08 19:00",
            "昨天 19:00 到达，已下班 → 今天 08:30 开门（调休上班） → 09:30 前回复",
        ),
        ("2026-05-09 07:00", "今天 07:00 到达，未开门 → 08:30 开门（调休上班） → 09:30 前回复"),
        (
            "2026-04-30 19:00",
            "04-30 19:00 到达，已下班，接着是假期 → 05-06 08:30 开门 → 09:30 前回复",
        ),
        ("2026-05-03 10:00", "05-03 10:00 到达，假期 → 05-06 08:30 开门 → 09:30 前回复"),
        ("2026-05-11 10:00", "05-11 10:00 到达，店休 → 05-12 08:30 开门 → 09:30 前回复"),
    ],
)
def test_the_line_names_the_holiday_the_make_up_day_and_the_shops_own_day(received, expected):
    closed = ((date(2026, 5, 11), ()),)
    assert line(received, today="2026-05-09", dates=closed) == expected


@pytest.mark.parametrize(
    ("received", "closing", "expected"),
    [
        (
            "2026-11-24 17:40",
            Closing.CARRY_OVER,
            "今天 17:40 到达，营业中 → 只计营业时间 1 小时，余下的顺延"
            " → 明天 08:30 继续计时 → 09:10 前回复",
        ),
        (
            "2026-11-24 17:40",
            Closing.CLAMP,
            "今天 17:40 到达，营业中 → 1 小时内，当日截止 → 18:00 前回复",
        ),
        (
            "2026-11-24 17:57",
            Closing.CLAMP,
            "今天 17:57 到达，临近下班 → 明天 08:30 开门 → 09:30 前回复",
        ),
    ],
)
def test_the_line_says_how_closing_time_was_read(received, closing, expected):
    assert line(received, today="2026-11-24", closing=closing) == expected


def test_the_line_says_when_a_short_window_cut_or_carried_the_time():
    short = daily("10:00-10:40 14:00-18:00")
    cut = line("2026-11-24 07:00", today="2026-11-24", weekly=short, closing=Closing.CLAMP)
    assert cut == "今天 07:00 到达，未开门 → 10:00 开门 → 当日截止，10:40 前回复"
    carried = line("2026-11-24 19:00", today="2026-11-24", weekly=short, closing=Closing.CARRY_OVER)
    assert carried == "今天 19:00 到达，已下班 → 明天 10:00 开门 → 顺延，14:20 前回复"


def test_the_line_says_the_time_a_missed_call_is_allowed():
    found = line("2026-11-24 09:10", today="2026-11-24", allowed=timedelta(minutes=15))
    assert found == "今天 09:10 到达，营业中 → 15 分钟内 → 09:25 前回复"


def test_the_line_says_that_an_earlier_deadline_stands():
    shop = timetable(SPLIT)
    found = why(
        at("2026-11-24 09:00", shop),
        at("2026-11-24 09:25", shop),
        reason=DueReason.KEPT_EARLIER,
        opens_at=None,
        allowed=HOUR,
        zone=shop.zone,
        today=date(2026, 11, 24),
    )
    assert found == "今天 09:00 到达，原有更早的时限 → 仍按 09:25 前回复"


def test_every_reason_has_a_line():
    shop = timetable(SPLIT)
    received = at("2026-11-24 09:00", shop)
    for reason in DueReason:
        found = why(
            received,
            received + 2 * HOUR,
            reason=reason,
            opens_at=received + HOUR,
            allowed=HOUR,
            zone=shop.zone,
            today=date(2026, 11, 24),
        )
        assert found.startswith("今天 09:00 到达，")
        assert found.endswith("11:00 前回复")
        assert "%" not in found


@pytest.mark.parametrize(
    ("received", "due", "expected"),
    [
        (
            "2026-11-24 09:00",
            "2026-11-24 09:35",
            "今天 09:00 到达，之后又有来电未接 → 09:35 前回复",
        ),
        (
            "2026-11-23 20:00",
            "2026-11-24 08:45",
            "昨天 20:00 到达，之后又有来电未接 → 今天 08:30 开门 → 08:45 前回复",
        ),
    ],
)
def test_a_call_missed_since_says_that_it_decided(received, due, expected):
    shop = timetable(SPLIT)
    own = due_at(at(received, shop), shop, HOUR)
    told = why(
        own.received,
        at(due, shop),
        reason=DueReason.CALL_SINCE,
        opens_at=own.opens_at,
        allowed=HOUR,
        zone=shop.zone,
        today=date(2026, 11, 24),
    )
    assert told == expected
