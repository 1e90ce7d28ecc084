"""Hours as values: windows joined and cut, seasons over New Year."""

from datetime import date
from zoneinfo import ZoneInfoNotFoundError

import pytest

from netdesk.domain.deadlines.hours import DEFAULT_HOURS, Hours, MonthDay, Season, joined, without
from tests.domain.shops import daily, opened


def test_hours_are_equal_and_hash_alike_when_they_say_the_same():
    one = Hours(daily("08:30-17:30"), dates=((date(2026, 3, 8), ()),))
    other = Hours(daily("08:30-17:30"), dates=((date(2026, 3, 8), ()),))
    assert one.zone is not None
    assert one == other
    assert hash(one) == hash(other)
    assert one != Hours(daily("08:30-17:30"))


def test_without_being_told_the_shop_opens_from_half_past_eight_to_half_past_five():
    assert DEFAULT_HOURS.weekly == daily("08:30-17:30")
    assert DEFAULT_HOURS.timezone == "Asia/Shanghai"


def test_windows_that_touch_or_overlap_are_joined_in_order():
    windows = opened("13:00-15:00", "08:00-10:00", "10:00-11:00", "14:00-14:30", "15:00-16:00")
    assert joined(windows) == opened("08:00-11:00", "13:00-16:00")


@pytest.mark.parametrize(
    ("closed", "left"),
    [
        ("09:00-10:00", ("08:00-09:00", "10:00-12:00", "13:00-18:00")),
        ("07:00-09:00", ("09:00-12:00", "13:00-18:00")),
        ("11:00-14:00", ("08:00-11:00", "14:00-18:00")),
        ("12:00-13:00", ("08:00-12:00", "13:00-18:00")),
        ("00:00-24:00", ()),
    ],
)
def test_a_break_leaves_what_is_around_it(closed, left):
    assert without(opened("08:00-12:00", "13:00-18:00"), opened(closed)) == opened(*left)


def test_breaks_may_overlap():
    assert without(opened("08:00-12:00"), opened("09:00-11:00", "10:00-11:30")) == opened(
        "08:00-09:00", "11:30-12:00"
    )


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        ((5, 1), (9, 30), date(2026, 5, 1), True),
        ((5, 1), (9, 30), date(2026, 9, 30), True),
        ((5, 1), (9, 30), date(2026, 10, 1), False),
        ((11, 15), (3, 14), date(2026, 12, 31), True),
        ((11, 15), (3, 14), date(2026, 3, 14), True),
        ((11, 15), (3, 14), date(2026, 3, 15), False),
        ((2, 1), (2, 29), date(2026, 2, 28), True),
        ((2, 29), (3, 5), date(2026, 3, 1), True),
        ((2, 29), (3, 5), date(2026, 2, 28), False),
        ((2, 29), (2, 29), date(2028, 2, 29), True),
    ],
)
def test_a_season_holds_on_both_its_days_and_over_new_year(first, last, day, holds):
    season = Season(MonthDay(*first), MonthDay(*last), daily("09:00-17:00"))
    assert season.holds_on(day) is holds


def test_a_zone_that_is_not_there_is_not_guessed():
    with pytest.raises(ZoneInfoNotFoundError):
        _ = Hours(daily("08:30-17:30"), timezone="Asia/Zaozhuang").zone
