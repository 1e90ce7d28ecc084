"""What is left of a budget, by month and for the year."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from netdesk.domain.money.budget import evenly, month_end, whole_year, year_of
from netdesk.domain.money.spend import Spend

OCT, NOV, DEC = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def line(year, month):
    return year.months[month.month - 1]


def test_a_fee_over_two_months_is_taken_from_both():
    year = year_of(2026, {NOV: 500_000}, [Spend(600_000, NOV, date(2026, 12, 30))])
    assert (line(year, NOV).spent, line(year, NOV).left) == (300_000, 200_000)
    assert (line(year, DEC).spent, line(year, DEC).left) == (300_000, None)
    assert (year.budget, year.spent, year.left) == (500_000, 600_000, 200_000)


def test_what_is_spent_over_the_budget_is_less_than_nothing_left():
    year = year_of(2026, {NOV: 100}, [Spend(250, NOV, NOV)])
    assert line(year, NOV).left == -150


def test_a_year_without_a_budget_has_none_left():
    year = year_of(2026, {}, [Spend(250, NOV, NOV)])
    assert (year.budget, year.left, year.spent) == (None, None, 250)


def test_a_budget_of_nothing_is_one():
    assert line(year_of(2026, {NOV: 0}, []), NOV).left == 0


def test_days_of_another_year_are_not_counted():
    fee = Spend(36_500, date(2026, 7, 1), date(2027, 6, 30))
    assert year_of(2026, {}, [fee]).spent == 18_400
    assert year_of(2027, {}, [fee]).spent == 18_100


def test_the_whole_has_what_its_channels_have_where_it_has_none_of_its_own():
    parts = [{NOV: 100}, {NOV: 200, DEC: 50}]
    year = whole_year(2026, {DEC: 70}, parts, [])
    assert [line(year, month).budget for month in (OCT, NOV, DEC)] == [None, 300, 70]
    assert (year.parts, year.is_overplanned) == (350, False)
    assert whole_year(2026, {NOV: 100}, parts, []).is_overplanned
    assert not whole_year(2026, {}, parts, []).is_overplanned


@given(st.integers(0, 10**10))
def test_a_year_is_spread_to_the_last_fen_and_in_whole_yuan_where_it_is_whole(amount):
    parts = evenly(2026, amount)
    assert sum(parts.values()) == amount
    assert max(parts.values()) - min(parts.values()) <= 100
    if amount % 100 == 0:
        assert all(part % 100 == 0 for part in parts.values())


def test_a_month_ends_on_its_last_day():
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)
    assert month_end(DEC) == date(2026, 12, 31)
