"""The rule against a naive walk of the clock, and what holds of any hours and any arrival."""

from datetime import timedelta

from hypothesis import given, settings

from netdesk.domain.deadlines.deadline import due_at
from netdesk.domain.deadlines.hours import Closing
from netdesk.domain.deadlines.timetable import Timetable
from tests.domain.deadlines.invented_hours import scenes
from tests.domain.deadlines.naive import NaiveShop

EXAMPLES = 100
INSTANT = timedelta(microseconds=1)


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes())
def test_a_deadline_is_what_walking_the_clock_by_minutes_finds(scene):
    (received,) = scene.instants
    found = due_at(received, Timetable(scene.hours, scene.days_of))
    naive = NaiveShop(scene.hours, scene.days_of)
    assert found.due == naive.due(received, scene.hours.allowed)
    assert found.open_at_arrival == naive.is_open(received)


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes(instants=3))
def test_open_time_is_what_walking_the_clock_by_minutes_counts(scene):
    first, second, third = scene.instants
    timetable, naive = Timetable(scene.hours, scene.days_of), NaiveShop(scene.hours, scene.days_of)
    assert timetable.open_seconds(first, second) == naive.open_minutes(first, second) * 60
    assert timetable.open_seconds(second, third) == naive.open_minutes(second, third) * 60


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes())
def test_openings_closings_and_the_shop_day_are_what_the_wall_clock_shows(scene):
    (at,) = scene.instants
    timetable, naive = Timetable(scene.hours, scene.days_of), NaiveShop(scene.hours, scene.days_of)
    assert timetable.is_open(at) == naive.is_open(at)
    assert timetable.shop_day(at) == naive.shop_day(at)
    closing = timetable.closing_after(at)
    if closing is not None:
        assert naive.is_open(closing - INSTANT)
        assert not naive.is_open(closing)
        opening = timetable.next_opening(at)
        assert naive.is_open(opening)
        assert not naive.is_open(opening - INSTANT)
        assert opening == naive.open_from(closing if naive.is_open(at) else at)


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes(instants=2))
def test_a_later_arrival_is_never_due_before_an_earlier_one_in_any_reading(scene):
    timetable = Timetable(scene.hours, scene.days_of)
    first, second = (due_at(received, timetable).due for received in scene.instants)
    assert first <= second


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes())
def test_a_deadline_is_never_before_the_arrival(scene):
    (received,) = scene.instants
    found = due_at(received, Timetable(scene.hours, scene.days_of))
    assert found.due > received
    assert found.received == received
    assert found.opens_at is None or received < found.opens_at < found.due


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes())
def test_only_the_literal_reading_falls_due_in_closed_time(scene):
    (received,) = scene.instants
    timetable = Timetable(scene.hours, scene.days_of)
    due = due_at(received, timetable).due
    if scene.hours.closing is not Closing.LITERAL:
        assert timetable.is_open(due - INSTANT)


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes())
def test_carried_over_a_deadline_leaves_exactly_the_time_allowed(scene):
    (received,) = scene.instants
    timetable = Timetable(scene.hours, scene.days_of)
    due = due_at(received, timetable).due
    if scene.hours.closing is Closing.CARRY_OVER:
        assert timetable.open_between(received, due) == scene.hours.allowed


@settings(max_examples=EXAMPLES, deadline=None)
@given(scenes(instants=3))
def test_open_time_is_additive_whatever_the_order(scene):
    first, second, third = (at + timedelta(microseconds=700_001) for at in scene.instants)
    timetable = Timetable(scene.hours, scene.days_of)
    for a, b, c in ((first, second, third), (third, first, second), (second, third, first)):
        between = timetable.open_between
        assert between(a, b) + between(b, c) == between(a, c)
        whole = timetable.open_seconds
        assert whole(a, b) + whole(b, c) == whole(a, c)
