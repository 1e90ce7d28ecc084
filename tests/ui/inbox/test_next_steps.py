"""What is offered next always falls in open hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from netdesk.domain.deadlines.hours import DEFAULT_HOURS, Window
from netdesk.domain.leads.lead import Grade
from netdesk.services.hours import timetable_of
from netdesk.ui.inbox.next_steps import offered, visit_days, visit_times

USUAL = timetable_of(DEFAULT_HOURS)  # 08:30-17:30 every day
H = 3600
SPLIT = timetable_of(
    replace(DEFAULT_HOURS, weekly=((Window(8 * H, 12 * H), Window(14 * H, 18 * H)),) * 5 + ((), ()))
)


def shop(text: str, timetable=USUAL) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timetable.zone).astimezone(UTC)


def said(now: str, timetable=USUAL, grade: Grade = Grade.N) -> dict[str, str]:
    steps = offered(shop(now), timetable, grade)
    return {step.name: f"{step.at.astimezone(timetable.zone):%m-%d %H:%M}" for step in steps}


def test_in_the_morning_all_four_are_offered():
    assert said("2026-11-24 09:24") == {
        "hour": "11-24 10:24",
        "evening": "11-24 17:00",
        "tomorrow": "11-25 09:30",
        "grade": "11-25 09:30",
    }


def test_what_has_no_room_left_today_is_not_offered():
    assert set(said("2026-11-24 16:45")) == {"tomorrow", "grade"}
    assert set(said("2026-11-24 22:00")) == {"tomorrow", "grade"}


def test_an_hour_that_would_end_in_the_lunch_break_is_not_offered():
    assert set(said("2026-11-24 11:30", SPLIT)) == {"evening", "tomorrow", "grade"}


def test_friday_evening_goes_on_to_monday():
    assert said("2026-11-27 17:50", SPLIT) == {"tomorrow": "11-30 09:00", "grade": "11-30 09:00"}


@pytest.mark.parametrize(
    ("grade", "day"), [(Grade.H, "11-25"), (Grade.A, "11-27"), (Grade.B, "12-01")]
)
def test_the_grade_decides_how_many_days_pass(grade, day):
    assert said("2026-11-24 09:00", grade=grade)["grade"] == f"{day} 09:30"


def test_a_public_holiday_is_passed_over():
    assert said("2026-09-30 15:00")["tomorrow"] == "10-08 09:30"


def test_every_instant_offered_is_in_open_hours():
    now = shop("2026-11-24 00:00", SPLIT)
    for quarter in range(4 * 24 * 7):
        at = now + timedelta(minutes=15 * quarter)
        for step in offered(at, SPLIT, Grade.A):
            assert SPLIT.is_open(step.at)
            assert step.at > at


def test_visits_are_offered_on_open_days_with_time_left():
    days = visit_days(shop("2026-11-27 17:30", SPLIT), SPLIT, 3)
    assert days == (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))
    assert visit_days(shop("2026-11-24 09:00"), USUAL, 2)[0] == date(2026, 11, 24)


def test_visit_times_are_hours_of_that_day_yet_to_come():
    now = shop("2026-11-24 14:10", SPLIT)
    assert visit_times(date(2026, 11, 24), now, SPLIT) == (time(15), time(16), time(17))
    assert visit_times(date(2026, 11, 25), now, SPLIT)[0] == time(8)
