"""Where a month should be today, by its open days."""

from datetime import date

import pytest

from netdesk.domain.money.pace import (
    Pace,
    adds_up,
    attainment,
    expected,
    is_behind,
    pace_of,
)
from netdesk.domain.money.targets import USUAL, allowed, names_in_order, shown

NOV = date(2026, 11, 1)
HALF = Pace(10, 20)


def test_the_pace_counts_open_days_with_today_among_those_gone():
    def on_weekdays(day):
        return day.weekday() < 5

    assert pace_of(NOV, date(2026, 11, 24), on_weekdays) == Pace(17, 21)
    assert pace_of(NOV, date(2026, 11, 22), on_weekdays) == Pace(15, 21)  # a Sunday
    assert pace_of(NOV, date(2026, 10, 31), on_weekdays) == Pace(0, 21)
    assert pace_of(NOV, date(2027, 3, 1), on_weekdays) == Pace(21, 21)


@pytest.mark.parametrize(
    ("kpi", "target", "should"),
    [
        ("leads", 120, 60),
        ("gross_profit", 50_000, 25_000),
        ("spend", 9_000, 4_500),
        ("on_time_rate", 0.95, 0.95),
        ("first_response_median_s", 900, 900),
        ("cpl", 80, 80),
        ("overdue", 2, 2),
    ],
)
def test_what_adds_up_is_expected_by_its_share_and_the_rest_as_it_is(kpi, target, should):
    assert expected(kpi, target, HALF) == should


def test_a_month_that_never_opens_expects_nothing():
    assert expected("leads", 120, Pace(0, 0)) is None
    assert is_behind("leads", 120, 0, Pace(0, 0)) is None
    assert expected("on_time_rate", 0.9, Pace(0, 0)) == 0.9


@pytest.mark.parametrize(
    ("kpi", "target", "actual", "share", "behind"),
    [
        ("leads", 120, 60, 0.5, False),
        ("leads", 120, 59, 59 / 120, True),
        ("leads", 0, 5, None, False),  # a zero denominator is no rate
        ("leads", 120, None, None, None),
        ("on_time_rate", 0.9, 0.9, 1.0, False),
        ("on_time_rate", 0.9, 0.45, 0.5, True),
        ("on_time_rate", 0.9, None, None, None),
        ("first_response_median_s", 900, 1800, 0.5, True),
        ("first_response_median_s", 900, 600, 1.5, False),
        ("first_response_median_s", 900, 0, 1.0, False),
        ("cpl", 80, 100, 0.8, True),
        ("lost", 10, 6, 0.6, True),
        ("lost", 10, 5, 0.5, False),
        ("spend", 9_000, 4_500, 0.5, False),
    ],
)
def test_what_is_attained_and_whether_it_is_behind(kpi, target, actual, share, behind):
    assert attainment(kpi, target, actual) == share
    assert is_behind(kpi, target, actual, HALF) is behind


def test_a_third_of_a_month_is_not_behind_by_a_crumb():
    third = Pace(7, 21)
    assert is_behind("leads", 3, 1, third) is False


def test_every_figure_can_have_a_target_and_the_usual_ones_come_first():
    names = names_in_order()
    assert names[: len(USUAL)] == USUAL
    assert len(names) == len(set(names))
    assert adds_up("leads")
    assert not adds_up("on_time_rate")


@pytest.mark.parametrize(
    ("kpi", "value", "may"),
    [
        ("on_time_rate", 1, True),
        ("on_time_rate", 1.01, False),
        ("leads", -1, False),
        ("leads", 10**12, False),
        ("cpl", 0, True),
    ],
)
def test_a_target_keeps_to_what_its_figure_can_be(kpi, value, may):
    assert allowed(kpi, value) is may


@pytest.mark.parametrize(
    ("kpi", "value", "words"),
    [
        ("leads", 49.4, "49"),
        ("leads", 1200, "1,200"),
        ("on_time_rate", 0.95, "95%"),
        ("first_response_median_s", 900, "15 分"),
        ("cpl", 80.0, "80"),
        ("cpl", 80.5, "80.50"),
        ("followers_net", -12, "−12"),
        ("leads", None, "—"),
    ],
)
def test_values_are_written_as_their_figure_is(kpi, value, words):
    assert shown(kpi, value) == words
