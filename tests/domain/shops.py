"""Invented shops for the tests of deadlines: short ways to write hours and instants."""

from datetime import UTC, date, datetime

from netdesk.domain.deadlines.hours import Hours, Window, YearDays, every_day
from netdesk.domain.deadlines.timetable import Timetable

# 2026 as an invented council has it: five days of May, a Sunday worked for them.
MAY_BLOCK = frozenset(date(2026, 5, day) for day in range(1, 6))
MAKEUP_SATURDAY = date(2026, 5, 9)


def days_of(year: int) -> YearDays:
    """Return the invented holidays; those of 2027 on are not published."""
    if year != 2026:
        return YearDays(frozenset(), frozenset(), published=year < 2026)
    return YearDays(MAY_BLOCK, frozenset({MAKEUP_SATURDAY}), published=True)


def opened(*times: str) -> tuple[Window, ...]:
    """Return windows written as `08:30-12:00`."""
    return tuple(Window(*(_second(time) for time in text.split("-"))) for text in times)


def week(**days: str) -> tuple:
    """Return a week from `mon="08:30-12:00 13:30-18:00"`; a missing day is closed."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple(opened(*days.get(name, "").split()) for name in names)


def workdays(times: str) -> tuple:
    """Return a week open from Monday to Friday."""
    return week(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), times))


def daily(times: str) -> tuple:
    """Return a week with the same hours on all days."""
    return every_day(*opened(*times.split()))


def timetable(weekly: tuple, **rest: object) -> Timetable:
    """Return the timetable of hours written by their fields."""
    return Timetable(Hours(weekly=weekly, **rest), days_of)


def at(text: str, shop: Timetable) -> datetime:
    """Return the instant (UTC) of a shop time such as `2026-11-24 17:40`."""
    return datetime.fromisoformat(text).replace(tzinfo=shop.zone).astimezone(UTC)


def shown(instant: datetime, shop: Timetable) -> str:
    """Return an instant as shop time."""
    return instant.astimezone(shop.zone).replace(tzinfo=None).isoformat(" ")


def _second(time: str) -> int:
    hour, minute, second = (*time.split(":"), "0")[:3]
    return int(hour) * 3600 + int(minute) * 60 + int(second)
