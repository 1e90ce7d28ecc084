"""When to follow up next: the few instants offered, worked out against the shop's hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from netdesk.domain.deadlines.hours import Windows
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.deadlines.when import day_and_time
from netdesk.domain.leads.lead import Grade
from netdesk.i18n import _, ngettext

# Days until the next contact by grade, where the shop has set nothing else.
CADENCE = {Grade.H: 1, Grade.A: 3, Grade.B: 7, Grade.C: 15, Grade.N: 1, Grade.O: 7, Grade.D: 30}

_HOUR = timedelta(hours=1)
_HALF = timedelta(minutes=30)
_EVENING = time(17, 0)


@dataclass(frozen=True)
class NextStep:
    """One instant offered, and what it is called."""

    name: str
    text: str
    at: datetime


def offered(
    now: datetime, timetable: Timetable, grade: Grade, cadence: Mapping[Grade, int] = CADENCE
) -> tuple[NextStep, ...]:
    """Return what is offered at `now`: in an hour, this evening, tomorrow, and by grade.

    Each falls in open hours; what has no room left today is not offered.
    """
    zone = timetable.zone
    today = now.astimezone(zone).date()
    steps = []
    if timetable.is_open(now + _HOUR):
        steps.append(NextStep("hour", _("1 小时后"), now + _HOUR))
    evening = _evening(now, today, timetable)
    if evening is not None:
        steps.append(NextStep("evening", day_and_time(evening, zone, today), evening))
    tomorrow = _morning(today + timedelta(days=1), timetable)
    steps.append(NextStep("tomorrow", day_and_time(tomorrow, zone, today), tomorrow))
    days = cadence.get(grade, 1)
    by_grade = _morning(today + timedelta(days=days), timetable)
    shown = (by_grade.astimezone(zone).date() - today).days
    text = ngettext("按级别 %(n)d 天", "按级别 %(n)d 天", shown) % {"n": shown}
    steps.append(NextStep("grade", text, by_grade))
    return tuple(steps)


def visit_days(now: datetime, timetable: Timetable, count: int) -> tuple[date, ...]:
    """Return the next `count` open days, today among them while it has open time left."""
    day = now.astimezone(timetable.zone).date()
    if _closing(day, timetable) <= now + _HOUR:
        day += timedelta(days=1)
    found: list[date] = []
    while len(found) < count:
        day = timetable.open_day(day)
        found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def visit_times(day: date, now: datetime, timetable: Timetable) -> tuple[time, ...]:
    """Return times of `day` to offer for a visit: on the hour, in open windows, yet to come."""
    zone = timetable.zone
    hours = []
    for hour in range(24):
        at = datetime.combine(day, time(hour), zone)
        if at > now + _HALF and _is_inside(hour * 3600, timetable.windows_on(day)):
            hours.append(time(hour))
    return tuple(hours)


def _evening(now: datetime, today: date, timetable: Timetable) -> datetime | None:
    """Return 17:00 today, or half an hour before closing where the shop closes earlier."""
    closing = _closing(today, timetable)
    at = min(datetime.combine(today, _EVENING, timetable.zone), closing - _HALF)
    return at if at > now + _HALF and timetable.is_open(at) else None


def _morning(day: date, timetable: Timetable) -> datetime:
    """Return an hour after the opening of the first open day from `day` on (08:30 → 09:30)."""
    opening = timetable.day_opening(timetable.open_day(day))
    after = opening + _HOUR
    return after if timetable.is_open(after) else opening


def _closing(day: date, timetable: Timetable) -> datetime:
    """Return when `day` closes for good; its midnight where it is closed."""
    windows = timetable.windows_on(day)
    end = windows[-1].end if windows else 0
    midnight = datetime.combine(day, time(), timetable.zone)
    return midnight + timedelta(seconds=end)


def _is_inside(second: int, windows: Windows) -> bool:
    return any(window.start <= second < window.end for window in windows)
