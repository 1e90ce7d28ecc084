"""Figures of long stories: leads that were open for months, clocks that waited for weeks."""

from datetime import date

import pytest
from sqlalchemy import event

from netdesk.domain.figures.grouping import View
from netdesk.domain.leads.lead import Outcome
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.dealt import at

MANY_ROWS = [
    "leads",
    "touches",
    "clocks",
    "contacts",
    "steps",
    "appointments",
    "deals",
    "deal_events",
    "deal_matches",
]


def log(desk, lead, outcome, when, **more):
    return desk.answer.log(Step(lead, outcome, at=at(when), **more), now=max(at(when), desk.now()))


def figures_of(desk, first, last, **more):
    asked = desk.figures.asked(first, last, now=desk.now(), **more)
    return asked, desk.figures.table(asked).total


@pytest.fixture
def old(desk, clock, tmp_path):
    """A lead of January that was heard of until May, and one of June that waits."""
    clock.at = at("2026-01-05 10:10")
    arrive(desk, tmp_path, person(1, 留资时间="2026-01-05 10:00", 渠道="易车"), now=clock.at)
    clock.at = at("2026-06-01 10:10")
    arrive(desk, tmp_path, person(2, 留资时间="2026-06-01 10:00", 渠道="易车"), now=clock.at)
    clock.at = at("2026-10-20 10:00")
    log(desk, 1, Outcome.CONNECTED, "2026-01-05 10:30")
    log(desk, 1, Outcome.WECHAT, "2026-03-20 10:00")
    log(desk, 1, Outcome.WECHAT, "2026-05-20 10:00")
    return desk


@pytest.mark.parametrize(
    ("first", "was_open"),
    [
        (date(2026, 4, 1), [1]),
        (date(2026, 8, 1), [2, 1]),  # 73 days after the last word, 208 after it came
        (date(2026, 8, 18), [2, 1]),
        (date(2026, 8, 19), [2]),  # 90 days and the night are over
        (date(2026, 9, 1), []),
    ],
)
def test_a_lead_is_open_at_the_start_for_90_days_after_it_was_heard_of(old, first, was_open):
    asked, total = figures_of(old, first, first)
    assert old.figures.listed(asked, "arrive_base") == tuple(was_open)
    assert total.arrive_base == len(was_open)


def test_a_word_after_the_start_does_not_open_a_lead_at_it(old):
    log(old, 1, Outcome.CONNECTED, "2026-09-05 10:00")
    _asked, september = figures_of(old, date(2026, 9, 1), date(2026, 9, 30))
    _asked, october = figures_of(old, date(2026, 10, 1), date(2026, 10, 31))
    assert september.arrive_base == 0
    assert october.arrive_base == 1


def test_a_mark_of_loss_that_was_taken_back_by_a_word_leaves_the_lead_open(old):
    log(old, 1, Outcome.LOST, "2026-05-25 10:00", reason="价格")
    _asked, lost = figures_of(old, date(2026, 8, 1), date(2026, 8, 31))
    log(old, 1, Outcome.CONNECTED, "2026-07-01 10:00", reason="又来")
    _asked, back = figures_of(old, date(2026, 8, 1), date(2026, 8, 31))
    assert (lost.arrive_base, back.arrive_base) == (1, 2)


def test_a_clock_that_waits_for_months_is_counted_in_the_period_and_listed(old):
    asked, august = figures_of(old, date(2026, 8, 1), date(2026, 8, 31), view=View.PERIOD)
    assert (august.waiting, august.overdue) == (1, 1)
    assert old.figures.listed(asked, "waiting") == (2,)
    log(old, 2, Outcome.CONNECTED, "2026-09-10 10:00")
    _asked, then = figures_of(old, date(2026, 8, 1), date(2026, 8, 31), view=View.PERIOD)
    _asked, later = figures_of(old, date(2026, 9, 1), date(2026, 9, 30), view=View.PERIOD)
    assert (then.waiting, later.waiting) == (1, 0)  # as of the end of the range (RULINGS 21)
    _asked, june = figures_of(old, date(2026, 6, 1), date(2026, 6, 30))
    assert june.waiting == 1


@pytest.mark.parametrize("view", View)
def test_no_figure_by_channel_reads_a_whole_table(old, database, view):
    plans = []

    def explain(_connection, cursor, statement, parameters, *_more):
        if statement.startswith("SELECT"):
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in cursor.fetchall())

    asked = old.figures.asked(date(2026, 8, 1), date(2026, 8, 31), now=old.now(), view=view)
    event.listen(database.engine, "before_cursor_execute", explain)
    try:
        old.figures.table(asked)
    finally:
        event.remove(database.engine, "before_cursor_execute", explain)
    assert any("ix_leads_long" in plan for plan in plans)
    assert any("ix_clocks_long" in plan for plan in plans)
    for table in MANY_ROWS:
        for plan in plans:
            assert not plan.startswith(f"SCAN {table}"), plan
            assert not (plan.startswith(f"SEARCH {table} ") and plan.endswith("(shop_id=?)")), plan
