"""R18 by worked cases: what each closing reading makes of an arrival."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from netdesk.domain.deadlines.deadline import due_at
from netdesk.domain.deadlines.due_reason import DueReason
from netdesk.domain.deadlines.hours import Break, Closing, HolidayRule, MonthDay, Season
from netdesk.errors import NoOpening
from tests.domain.shops import at, daily, opened, shown, timetable, week, workdays

SPLIT = daily("08:30-12:00 13:30-18:00")
READINGS = (Closing.LITERAL, Closing.CARRY_OVER, Closing.CLAMP)


def due(received, shop, **rest):
    return shown(due_at(at(received, shop), shop, **rest).due, shop)


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (Closing.LITERAL, "2026-11-24 18:40:00"),
        (Closing.CARRY_OVER, "2026-11-25 09:10:00"),
        (Closing.CLAMP, "2026-11-24 18:00:00"),
    ],
)
def test_the_three_readings_of_twenty_minutes_before_closing(closing, expected):
    assert due("2026-11-24 17:40", timetable(SPLIT, closing=closing)) == expected


@pytest.mark.parametrize("closing", READINGS)
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-24 08:29:59.999999", "2026-11-24 09:30:00"),
        ("2026-11-24 08:30:00", "2026-11-24 09:30:00"),
        ("2026-11-24 10:59:59.123456", "2026-11-24 11:59:59.123456"),
        ("2026-11-24 11:00:00", "2026-11-24 12:00:00"),
        ("2026-11-24 12:00:00", "2026-11-24 14:30:00"),
        ("2026-11-24 13:29:31", "2026-11-24 14:30:00"),
        ("2026-11-24 18:00:00", "2026-11-25 09:30:00"),
        ("2026-11-24 21:12:47.5", "2026-11-25 09:30:00"),
    ],
)
def test_every_reading_agrees_where_closing_time_is_not_in_the_way(closing, received, expected):
    assert due(received, timetable(SPLIT, closing=closing)) == expected


def test_one_second_more_than_is_left_goes_to_the_next_opening():
    shop = timetable(workdays("09:00-17:00"), closing=Closing.CARRY_OVER)
    friday = "2026-11-27 16:00:00"
    assert due(friday, shop, allowed=timedelta(hours=1)) == "2026-11-27 17:00:00"
    assert due(friday, shop, allowed=timedelta(seconds=3601)) == "2026-11-30 09:00:01"
    instant_more = timedelta(hours=1, microseconds=1)
    assert due(friday, shop, allowed=instant_more) == "2026-11-30 09:00:00.000001"


def test_a_long_time_allowed_is_carried_over_many_days_and_may_end_at_a_closing():
    shop = timetable(workdays("09:00-17:00"), closing=Closing.CARRY_OVER)
    sunday = "2026-11-29 10:00"
    assert due(sunday, shop, allowed=timedelta(hours=24)) == "2026-12-02 17:00:00"
    assert due(sunday, shop, allowed=timedelta(hours=800)) == "2027-04-16 17:00:00"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("17:54:59.999999", "2026-11-24 18:00:00"),
        ("17:55:00", "2026-11-25 09:30:00"),  # the first instant of the last five minutes
        ("17:59:59", "2026-11-25 09:30:00"),
        ("11:54:00", "2026-11-24 12:00:00"),
        ("11:56:00", "2026-11-24 14:30:00"),
    ],
)
def test_clamp_leaves_out_the_last_five_minutes_of_a_window(received, expected):
    shop = timetable(SPLIT, closing=Closing.CLAMP)
    assert due(f"2026-11-24 {received}", shop) == expected


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ("10:00-10:05 14:00-18:00", "2026-11-24 10:05:00"),
        ("10:00-10:04:59 14:00-18:00", "2026-11-24 15:00:00"),
        ("10:00-10:03 10:03-10:06 14:00-18:00", "2026-11-24 10:06:00"),
        ("10:00-10:40 14:00-18:00", "2026-11-24 10:40:00"),
    ],
)
def test_clamp_out_of_hours_takes_the_next_window_of_five_minutes_or_more(windows, expected):
    assert due("2026-11-24 07:00", timetable(daily(windows), closing=Closing.CLAMP)) == expected


def test_out_of_hours_only_the_literal_reading_runs_on_past_a_short_window():
    expected = {
        Closing.LITERAL: "2026-11-24 11:00:00",
        Closing.CARRY_OVER: "2026-11-24 14:20:00",
        Closing.CLAMP: "2026-11-24 10:40:00",
    }
    for closing, result in expected.items():
        assert (
            due("2026-11-24 07:00", timetable(daily("10:00-10:40 14:00-18:00"), closing=closing))
            == result
        )


@pytest.mark.parametrize("closing", READINGS)
def test_windows_that_touch_over_midnight_and_new_year_are_one(closing):
    shop = timetable(daily("00:00-02:00 20:00-24:00"), closing=closing, holidays=HolidayRule.NONE)
    assert due("2026-12-31 23:30", shop) == "2027-01-01 00:30:00"
    assert due("2026-12-31 20:00", shop, allowed=timedelta(hours=6)) == "2027-01-01 02:00:00"


@pytest.mark.parametrize("closing", READINGS)
def test_a_shop_that_never_closes_counts_by_the_clock(closing):
    shop = timetable(daily("00:00-24:00"), closing=closing, holidays=HolidayRule.NONE)
    assert due("2026-12-31 23:59:30", shop) == "2027-01-01 00:59:30"


def test_a_break_ends_a_window_in_every_reading():
    expected = {
        Closing.LITERAL: "2026-03-02 14:40:00",
        Closing.CARRY_OVER: "2026-03-02 15:40:00",
        Closing.CLAMP: "2026-03-02 14:00:00",
    }
    for closing, result in expected.items():
        shop = timetable(
            SPLIT, closing=closing, breaks=(Break(date(2026, 3, 2), opened("14:00-15:00")),)
        )
        assert due("2026-03-02 13:40", shop) == result
        assert due("2026-03-02 14:00", shop) == "2026-03-02 16:00:00"


def test_a_break_also_cuts_dates_and_holiday_hours_and_midnight():
    shop = timetable(
        daily("00:00-24:00"),
        closing=Closing.CARRY_OVER,
        dates=((date(2026, 6, 1), opened("10:00-16:00")),),
        holiday_hours=opened("10:00-12:00"),
        breaks=(
            Break(date(2026, 6, 1), opened("09:00-10:30", "15:50-17:00")),
            Break(date(2026, 5, 1), opened("11:00-11:30")),
            Break(date(2026, 5, 20), opened("23:00-24:00")),
        ),
    )
    assert due("2026-06-01 10:00", shop) == "2026-06-01 11:30:00"
    assert due("2026-06-01 15:30", shop) == "2026-06-02 00:40:00"
    assert due("2026-05-01 10:30", shop) == "2026-05-01 12:00:00"
    assert due("2026-05-20 22:30", shop) == "2026-05-21 00:30:00"


def test_public_holidays_close_their_weekend_days_too_and_make_up_days_open():
    shop = timetable(workdays("08:30-17:30"))
    assert due("2026-04-30 18:00", shop) == "2026-05-06 09:30:00"
    assert due("2026-05-08 20:00", shop) == "2026-05-09 09:30:00"  # a Saturday
    assert due("2026-05-09 20:00", shop) == "2026-05-11 09:30:00"
    without = timetable(workdays("08:30-17:30"), holidays=HolidayRule.NONE)
    assert due("2026-04-30 18:00", without) == "2026-05-01 09:30:00"
    assert due("2026-05-08 20:00", without) == "2026-05-11 09:30:00"


def test_a_make_up_day_has_its_own_weekly_hours_else_those_for_it_else_mondays():
    friday = "2026-05-08 20:00"
    makeup = opened("10:00-16:00")
    saturday = workdays("08:30-17:30")[:5] + (opened("09:00-12:00"), ())
    monday = week(mon="07:00-15:00", tue="08:30-17:30", fri="08:30-17:30")
    assert due(friday, timetable(saturday, makeup_hours=makeup)) == "2026-05-09 10:00:00"
    assert due(friday, timetable(monday, makeup_hours=makeup)) == "2026-05-09 11:00:00"
    assert due(friday, timetable(monday)) == "2026-05-09 08:00:00"


def test_mondays_hours_on_a_make_up_day_are_those_of_its_season():
    spring = Season(MonthDay(5, 8), MonthDay(5, 10), workdays("11:00-15:00"))
    shop = timetable(workdays("08:30-17:30"), seasons=(spring,))
    assert due("2026-05-08 20:00", shop) == "2026-05-09 12:00:00"


def test_the_shops_own_dates_beat_holidays_and_make_up_days():
    shop = timetable(
        workdays("08:30-17:30"),
        holiday_hours=opened("10:00-12:00"),
        dates=(
            (date(2026, 5, 1), ()),
            (date(2026, 5, 2), opened("13:00-15:00")),
            (date(2026, 5, 9), ()),
        ),
    )
    assert due("2026-04-30 18:00", shop) == "2026-05-02 14:00:00"
    assert due("2026-05-02 16:00", shop) == "2026-05-03 11:00:00"
    assert due("2026-05-08 20:00", shop) == "2026-05-11 09:30:00"


def test_a_season_may_run_over_new_year_and_the_first_that_holds_wins():
    winter = Season(MonthDay(11, 15), MonthDay(3, 14), daily("09:30-16:30"))
    february = Season(MonthDay(2, 1), MonthDay(2, 29), daily("10:30-15:30"))
    shop = timetable(SPLIT, seasons=(winter, february), holidays=HolidayRule.NONE)
    assert due("2026-12-31 20:00", shop) == "2027-01-01 10:30:00"
    assert due("2028-02-29 08:00", shop) == "2028-02-29 10:30:00"
    assert due("2026-03-14 20:00", shop) == "2026-03-15 09:30:00"
    other = timetable(SPLIT, seasons=(february, winter), holidays=HolidayRule.NONE)
    assert due("2028-02-29 08:00", other) == "2028-02-29 11:30:00"
    assert due("2028-02-29 20:00", other) == "2028-03-01 10:30:00"


def test_a_season_of_one_29_february_waits_for_the_next_leap_year():
    leap_day = Season(MonthDay(2, 29), MonthDay(2, 29), daily("10:00-16:00"))
    shop = timetable(week(), seasons=(leap_day,), holidays=HolidayRule.NONE)
    assert due("2026-11-24 09:00", shop) == "2028-02-29 11:00:00"
    assert due("2097-01-01 09:00", shop) == "2104-02-29 11:00:00"


def test_an_hour_is_an_hour_when_the_clocks_change():
    spring = timetable(daily("01:00-09:00"), timezone="Europe/Berlin", holidays=HolidayRule.NONE)
    assert due("2026-03-29 01:30", spring) == "2026-03-29 03:30:00"
    autumn = due_at(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), spring)  # 02:30, the first one
    assert autumn.due == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30, the second one


def test_the_windows_of_a_day_with_a_clock_change_are_what_the_wall_clock_shows():
    carried = {"closing": Closing.CARRY_OVER, "holidays": HolidayRule.NONE}
    shop = timetable(daily("02:30-04:00"), timezone="Europe/Berlin", **carried)
    assert due("2026-03-29 01:00", shop) == "2026-03-29 04:00:00"  # opens at 03:00, 02:30 is not
    deadline = due_at(at("2026-10-25 01:00", shop), shop, timedelta(minutes=45))
    # Open from 02:30 to 03:00, when the clock shows 02:00 again, and from the second 02:30.
    assert deadline.due == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)
    assert deadline.opens_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_midnight_that_the_clocks_skip_parts_no_window():
    shop = timetable(
        daily("00:00-24:00"),
        timezone="America/Santiago",
        closing=Closing.CLAMP,
        holidays=HolidayRule.NONE,
        breaks=(Break(date(2026, 9, 7), opened("12:00-13:00")),),
    )
    assert due("2026-09-05 23:58", shop) == "2026-09-06 01:58:00"


def test_an_instant_may_come_in_any_zone_and_goes_out_in_utc():
    shop = timetable(SPLIT)
    deadline = due_at(datetime(2026, 11, 23, 20, 40, tzinfo=timezone(timedelta(hours=-5))), shop)
    assert deadline.received == datetime(2026, 11, 24, 1, 40, tzinfo=UTC)
    assert deadline.due == datetime(2026, 11, 24, 2, 40, tzinfo=UTC)
    assert deadline.received.tzinfo is UTC
    assert deadline.due.tzinfo is UTC


def test_an_instant_without_a_zone_is_a_bug():
    with pytest.raises(ValueError, match="zone"):
        due_at(datetime(2026, 11, 24, 9, 40), timetable(SPLIT))  # noqa: DTZ001


def test_a_missed_call_has_a_time_of_its_own():
    assert (
        due("2026-11-24 09:10", timetable(SPLIT), allowed=timedelta(minutes=15))
        == "2026-11-24 09:25:00"
    )


def test_no_time_allowed_is_due_at_once_or_at_the_opening():
    for closing in READINGS:
        shop = timetable(SPLIT, closing=closing)
        assert due("2026-11-24 09:10", shop, allowed=timedelta(0)) == "2026-11-24 09:10:00"
        assert due("2026-11-24 19:00", shop, allowed=timedelta(0)) == "2026-11-25 08:30:00"


@pytest.mark.parametrize("closing", READINGS)
def test_hours_that_are_over_for_good_say_so(closing):
    shop = timetable(week(), closing=closing, dates=((date(2026, 1, 5), opened("09:00-17:00")),))
    assert due("2026-01-05 09:00", shop) == "2026-01-05 10:00:00"
    with pytest.raises(NoOpening):
        due_at(at("2026-01-05 17:00", shop), shop)


def test_clamp_with_no_window_long_enough_says_so():
    shop = timetable(daily("09:00-09:04"), closing=Closing.CLAMP, holidays=HolidayRule.NONE)
    with pytest.raises(NoOpening):
        due_at(at("2026-01-05 09:00", shop), shop)


@pytest.mark.parametrize("closing", READINGS)
def test_the_first_and_the_last_day_of_the_calendar_are_no_trap(closing):
    shop = timetable(SPLIT, closing=closing, holidays=HolidayRule.NONE)
    first = due_at(datetime(1, 1, 1, tzinfo=UTC), shop)  # 08:05:43 by the sun in Shanghai
    assert shown(first.due, shop) == "0001-01-01 09:30:00"
    with pytest.raises(NoOpening):
        due_at(datetime(9999, 12, 31, 23, 59, tzinfo=UTC), shop)
    always = timetable(daily("00:00-24:00"), closing=closing, holidays=HolidayRule.NONE)
    with pytest.raises(NoOpening):
        due_at(datetime(9999, 12, 31, 15, 30, tzinfo=UTC), always, timedelta(days=3))


@pytest.mark.parametrize(
    ("received", "closing", "reason"),
    [
        ("2026-04-29 10:00", Closing.LITERAL, DueReason.OPEN),
        ("2026-04-29 17:40", Closing.LITERAL, DueReason.OPEN_PAST_CLOSING),
        ("2026-04-29 17:40", Closing.CARRY_OVER, DueReason.OPEN_CARRIED),
        ("2026-04-29 17:40", Closing.CLAMP, DueReason.OPEN_CUT),
        ("2026-04-29 17:56", Closing.CLAMP, DueReason.LAST_MINUTES),
        ("2026-04-29 12:30", Closing.LITERAL, DueReason.BREAK),
        ("2026-04-29 07:00", Closing.LITERAL, DueReason.BEFORE_OPENING),
        ("2026-04-29 00:00", Closing.LITERAL, DueReason.BEFORE_OPENING),
        ("2026-04-28 23:59:59.999999", Closing.LITERAL, DueReason.AFTER_CLOSING),
        ("2026-04-29 18:00", Closing.LITERAL, DueReason.AFTER_CLOSING),
        ("2026-05-09 07:00", Closing.LITERAL, DueReason.BEFORE_MAKEUP),
        ("2026-05-08 19:00", Closing.LITERAL, DueReason.AFTER_CLOSING_MAKEUP),
        ("2026-05-09 19:00", Closing.LITERAL, DueReason.AFTER_CLOSING_REST),
        ("2026-05-20 19:00", Closing.LITERAL, DueReason.AFTER_CLOSING_CLOSED),
        ("2026-04-30 19:00", Closing.LITERAL, DueReason.AFTER_CLOSING_HOLIDAY),
        ("2026-05-10 19:00", Closing.LITERAL, DueReason.REST_DAY),
        ("2026-05-21 10:00", Closing.LITERAL, DueReason.CLOSED_DATE),
        ("2026-05-03 10:00", Closing.LITERAL, DueReason.HOLIDAY),
    ],
)
def test_the_reason_is_what_the_shop_was_doing_and_what_lay_ahead(received, closing, reason):
    shop = timetable(
        workdays("08:30-12:00 13:30-18:00"), closing=closing, dates=((date(2026, 5, 21), ()),)
    )
    deadline = due_at(at(received, shop), shop)
    assert deadline.reason is reason
    assert deadline.open_at_arrival == shop.is_open(at(received, shop))


def test_a_holiday_before_a_make_up_day_and_a_rest_day_before_one_are_told_apart():
    shop = timetable(
        week(thu="08:30-17:30"),
        breaks=(Break(date(2026, 5, 7), opened("00:00-24:00")),),
        makeup_hours=opened("09:00-12:00"),
    )
    reasons = [
        due_at(at(text, shop), shop).reason
        for text in ("2026-05-03 10:00", "2026-05-08 10:00", "2026-05-07 10:00")
    ]
    assert reasons == [
        DueReason.HOLIDAY_MAKEUP,
        DueReason.REST_DAY_MAKEUP,
        DueReason.CLOSED_DATE,
    ]


def test_carried_over_the_opening_is_the_one_at_which_the_time_ran_out():
    shop = timetable(daily("10:00-10:40 14:00-14:10 16:00-18:00"), closing=Closing.CARRY_OVER)
    deadline = due_at(at("2026-11-24 10:20", shop), shop)
    assert shown(deadline.due, shop) == "2026-11-24 16:30:00"
    assert shown(deadline.opens_at, shop) == "2026-11-24 16:00:00"
    exact = due_at(at("2026-11-24 10:20", shop), shop, timedelta(minutes=30))
    assert shown(exact.due, shop) == "2026-11-24 14:10:00"
    assert shown(exact.opens_at, shop) == "2026-11-24 14:00:00"
