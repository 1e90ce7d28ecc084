"""The next times to post at."""

from datetime import UTC, datetime, time, timedelta

import pytest

from netdesk.domain.deadlines.hours import Hours
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.posts.slots import next_slots
from tests.domain.shops import days_of, week

TIMES = (time(19, 30), time(12, 10))
NOW = datetime(2026, 11, 27, 4, 10, tzinfo=UTC)  # Friday 12:10 in the shop
WEEKDAYS = Hours(weekly=week(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:30-17:30")))


@pytest.fixture
def timetable() -> Timetable:
    """A shop that is closed at the weekend."""
    return Timetable(WEEKDAYS, days_of)


def clocks(found, timetable) -> list[str]:
    return [f"{at.astimezone(timetable.zone):%a %H:%M}" for at in found]


def test_usual_times_come_in_order_and_closed_days_are_left_out(timetable):
    found = next_slots(NOW, timetable, TIMES, (), 4)
    assert clocks(found, timetable) == ["Fri 19:30", "Mon 12:10", "Mon 19:30", "Tue 12:10"]


def test_a_time_that_is_now_is_past(timetable):
    before = next_slots(NOW - timedelta(seconds=1), timetable, TIMES, (), 1)
    assert clocks(before, timetable) == ["Fri 12:10"]


def test_a_time_with_a_post_less_than_an_hour_away_is_taken(timetable):
    evening = datetime(2026, 11, 27, 11, 30, tzinfo=UTC)
    for away, is_taken in ((0, True), (59, True), (-59, True), (60, False), (-60, False)):
        taken = [evening + timedelta(minutes=away)]
        (first,) = next_slots(NOW, timetable, TIMES, taken, 1)
        assert (first != evening) is is_taken


def test_where_every_time_is_taken_nothing_is_offered(timetable):
    taken = [NOW + timedelta(hours=n) for n in range(24 * 61)]
    assert next_slots(NOW, timetable, TIMES, taken, 3) == ()
