"""Ranges of charts, what they are compared with, and what of a picture is pointed at."""

from datetime import date, timedelta

import pytest

from netdesk.domain.figures.charts import (
    ChartName,
    Drawing,
    Region,
    period_before,
    question,
    spans,
    step_of,
)
from netdesk.domain.figures.grouping import By

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)


def test_the_names_of_the_command_stay_as_they_are():
    assert list(ChartName) == [
        *("sources", "speed", "arrivals", "funnel", "money"),
        *("calls", "content", "followers", "targets", "losses"),
    ]
    assert all(question(name) for name in ChartName)


@pytest.mark.parametrize(
    ("days", "step"),
    [(1, By.DAY), (31, By.DAY), (32, By.WEEK), (189, By.WEEK), (190, By.MONTH), (3650, By.MONTH)],
)
def test_bars_are_days_weeks_or_months_by_how_long_the_range_is(days, step):
    assert step_of(TODAY - (days - 1) * DAY, TODAY) is step


@pytest.mark.parametrize("step", [By.DAY, By.WEEK, By.MONTH])
def test_bars_hold_every_day_of_the_range_once(step):
    first, last = date(2026, 10, 28), date(2026, 12, 2)
    found = spans(first, last, step)
    assert found[0].first == first
    assert found[-1].last == last
    assert all(b.first == a.last + DAY for a, b in zip(found, found[1:], strict=False))
    assert len({span.key for span in found}) == len(found)


def test_days_are_compared_with_as_many_days_before_them():
    assert period_before(date(2026, 11, 10), date(2026, 11, 19), TODAY) == (
        date(2026, 10, 31),
        date(2026, 11, 9),
    )


def test_of_a_range_that_still_runs_only_what_has_passed_is_compared():
    assert period_before(date(2026, 11, 20), date(2026, 11, 29), TODAY) == (
        date(2026, 11, 15),
        date(2026, 11, 19),
    )


def test_a_whole_month_is_compared_with_the_whole_month_before():
    assert period_before(date(2026, 3, 1), date(2026, 3, 31), TODAY) == (
        date(2026, 2, 1),
        date(2026, 2, 28),
    )


def test_whole_months_are_compared_with_as_many_over_the_turn_of_the_year():
    assert period_before(date(2026, 1, 1), date(2026, 3, 31), TODAY) == (
        date(2025, 10, 1),
        date(2025, 12, 31),
    )


def test_the_month_at_hand_is_compared_with_the_same_days_of_the_last_one():
    assert period_before(date(2026, 11, 1), date(2026, 11, 30), TODAY) == (
        date(2026, 10, 1),
        date(2026, 10, 24),
    )
    # On 31 March the same days of February are all of them.
    assert period_before(date(2026, 3, 1), date(2026, 4, 30), date(2026, 4, 30))[1] == (
        date(2026, 2, 28)
    )


def test_a_range_ahead_of_today_is_compared_with_its_first_day_only():
    begin, end = period_before(date(2026, 12, 5), date(2026, 12, 9), TODAY)
    assert begin == end == date(2026, 12, 4)


def test_of_regions_over_each_other_the_uppermost_is_pointed_at():
    column, part = Region(0, 0, 10, 100, "column"), Region(0, 80, 10, 20, "part")
    drawing = Drawing(b"", 100, 100, (column, part))
    assert drawing.at(5, 10) is column
    assert drawing.at(5, 90) is part
    assert drawing.at(10, 90) is None  # the right edge is the next one's
