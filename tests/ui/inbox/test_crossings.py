"""Each crossing once: with the page hidden, after a sleep, and with a clock that is set back."""

from datetime import timedelta

import pytest

from netdesk.domain.leads.lead import Urgency
from netdesk.ui.inbox.crossings import Crossings, crossed, next_crossing
from tests.conftest import NINE

MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)


@pytest.fixture
def crossings(qapp):
    made = Crossings(NINE)
    made.heard = []
    made.reached.connect(made.heard.append)
    return made


def test_the_next_crossing_is_fifteen_minutes_before_then_five_then_just_after():
    due = NINE + 60 * MINUTE
    steps = []
    at = NINE
    while (at := next_crossing([due], at)) is not None:
        steps.append(at - due)
    assert steps == [-15 * MINUTE, -5 * MINUTE, TICK]


def test_a_deadline_that_crosses_two_bounds_at_once_counts_as_the_more_urgent():
    due = NINE + 20 * MINUTE
    assert crossed([due], NINE, NINE + 16 * MINUTE) == {due: Urgency.URGENT}
    assert crossed([due], NINE, NINE + 5 * MINUTE) == {due: Urgency.SOON}
    assert crossed([due], NINE, NINE + 4 * MINUTE) == {}


def test_what_was_crossed_before_the_start_is_not_said(crossings):
    crossings.watch((NINE - MINUTE, NINE + MINUTE), NINE)
    crossings.check(NINE + 30 * TICK)
    assert crossings.heard == []
    assert crossings.overdue(NINE) == 1


def test_each_crossing_is_said_once(crossings):
    due = NINE + 20 * MINUTE
    crossings.watch((due,), NINE)
    for minute in (4, 5, 6, 15, 16, 20, 21, 22):
        crossings.check(NINE + minute * MINUTE)
        crossings.watch((due,), NINE + minute * MINUTE)
    assert crossings.heard == [
        {due: Urgency.SOON},
        {due: Urgency.URGENT},
        {due: Urgency.OVERDUE},
    ]


def test_a_clock_that_is_set_back_repeats_nothing(crossings):
    due = NINE + 15 * MINUTE
    crossings.watch((due,), NINE - MINUTE)
    crossings.check(NINE + MINUTE)
    crossings.watch((due,), NINE - 10 * MINUTE)
    crossings.check(NINE - 5 * MINUTE)
    crossings.check(NINE + MINUTE)
    assert crossings.heard == []
    crossings.check(NINE + 10 * MINUTE)
    assert crossings.heard == [{due: Urgency.URGENT}]


def test_the_timer_waits_for_the_next_crossing_and_rests_when_there_is_none(crossings):
    crossings.watch((NINE + 16 * MINUTE,), NINE)
    assert crossings.next_at() == NINE + MINUTE
    assert crossings._timer.isActive()
    assert crossings._timer.remainingTime() <= 60_001
    crossings.watch((), NINE)
    assert not crossings._timer.isActive()


def test_a_crossing_is_said_while_the_page_is_hidden(driver, clock, five):
    driver.window.go("settings")
    driver.settle()
    assert not driver.inbox.isVisible()
    heard = []
    driver.inbox.crossings.reached.connect(heard.append)
    first = driver.inbox.model.lead(0)
    clock.at = first.due_at + timedelta(seconds=1)
    driver.inbox.crossings._timer.timeout.emit()
    assert Urgency.OVERDUE in heard[0].values()
    assert driver.told() == ["1 条线索刚刚超时"]
