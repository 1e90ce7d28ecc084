"""Budgets are set by month or spread over the year, held against what was spent, and undone."""

from datetime import date

import pytest

from netdesk import errors
from netdesk.domain.money.spend import Spend
from netdesk.services.budgets import WHOLE, BudgetEntry
from tests.conftest import NINE

NOV, DEC = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def paid(desk):
    """6,000 yuan for 汽车之家 in November, 100 for 易车, 80 for an activity of no channel."""
    end = date(2026, 11, 30)
    desk.spend.add(Spend(600_000, NOV, end, "autohome"), by="", now=NINE)
    desk.spend.add(Spend(10_000, NOV, end, "yiche"), by="", now=NINE)
    return desk


def put(desk, *entries):
    return desk.budgets.put([BudgetEntry(*entry) for entry in entries], by="", now=NINE)


def left(desk, channel=WHOLE, month=NOV):
    return desk.budgets.year(2026, channel).months[month.month - 1].left


def test_what_is_left_is_the_budget_less_what_was_spent(paid):
    put(paid, (NOV, "autohome", 500_000), (NOV, "yiche", 20_000))
    assert left(paid, "autohome") == -100_000
    assert left(paid, "yiche") == 10_000
    assert left(paid) == -90_000
    put(paid, (NOV, WHOLE, 1_000_000))
    assert left(paid) == 390_000


def test_a_day_of_the_month_stands_for_its_month(paid):
    put(paid, (date(2026, 11, 24), "yiche", 20_000))
    assert left(paid, "yiche") == 10_000


def test_the_overview_has_the_whole_first_and_then_what_is_used(paid):
    put(paid, (DEC, "hotline", 30_000))
    found = paid.budgets.overview(2026)
    assert [one.channel for one in found] == [WHOLE, "autohome", "yiche", "hotline"]
    assert [one.year.spent for one in found] == [610_000, 600_000, 10_000, 0]
    assert [one.year.budget for one in found] == [30_000, None, None, 30_000]


def test_a_year_is_spread_evenly_and_can_be_taken_back(desk):
    put(desk, (NOV, "yiche", 1))
    done = desk.budgets.put_year(2026, "yiche", 10_000_000, by="", now=NINE)
    year = desk.budgets.year(2026, "yiche")
    assert year.budget == 10_000_000
    assert [line.budget for line in year.months[3:6]] == [833_400, 833_300, 833_300]
    undone = desk.budgets.undo(done, by="", now=NINE)
    assert [line.budget for line in desk.budgets.year(2026, "yiche").months[9:]] == [None, 1, None]
    desk.budgets.undo(undone, by="", now=NINE)
    assert desk.budgets.year(2026, "yiche").budget == 10_000_000


def test_what_changed_since_is_not_undone(desk):
    done = put(desk, (NOV, WHOLE, 100))
    put(desk, (NOV, WHOLE, 200))
    with pytest.raises(errors.BudgetChanged):
        desk.budgets.undo(done, by="", now=NINE)
    assert left(desk) == 200


def test_taking_a_budget_out_and_setting_what_is_set_already(desk, database):
    put(desk, (NOV, WHOLE, 100))
    assert put(desk, (NOV, WHOLE, 100)).before == ()
    put(desk, (NOV, WHOLE, None))
    assert desk.budgets.year(2026).budget is None
    with database.reading() as tx:
        sets = tx.exec_driver_sql("SELECT count(*) FROM audit WHERE action = 'budget.set'")
        assert sets.scalar() == 2


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ((NOV, WHOLE, -1), errors.BadAmount),
        ((NOV, WHOLE, 10**14), errors.BadAmount),
        ((NOV, "nowhere", 1), errors.UnknownChannel),
    ],
)
def test_what_cannot_be_a_budget_is_refused_and_nothing_is_written(desk, entry, error):
    with pytest.raises(error):
        put(desk, (NOV, "yiche", 5), entry)
    assert desk.budgets.year(2026, "yiche").budget is None
