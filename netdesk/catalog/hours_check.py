"""Whether hours ever open the shop; hours that don't are refused when they are saved."""

from datetime import UTC, date, datetime, timedelta

from netdesk.catalog.public_holidays import days_of
from netdesk.domain.deadlines.deadline import LAST_MINUTES
from netdesk.domain.deadlines.hours import Closing, Hours, joined
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.errors import NoOpening

_MINUTE = timedelta(minutes=1)
_YEAR = timedelta(days=366)
_ORDINARY_YEAR = 2024
_FEW_DATES = 40  # a weekday comes 52 times a year, and public holidays take few of them


def is_ever_open(hours: Hours, today: date | None) -> bool:
    """Say whether the shop is open for a minute in the year from `today` on.

    Under 当日 a window must be long enough to answer in. Without `today`: in an ordinary year, or
    in one that the dates name.
    """
    if _is_plainly_open(hours):
        return True
    timetable = Timetable(hours, days_of)
    days = [today] if today else _year_starts(hours)
    return any(_opens_in_year(timetable, timetable.day_start(day)) for day in days)


def _is_plainly_open(hours: Hours) -> bool:
    """Say whether nothing could close what the week opens; most hours are answered here."""
    longest = max((w.end - w.start for day in hours.weekly for w in joined(day)), default=0)
    few = len(hours.dates) + len(hours.breaks) <= _FEW_DATES
    return few and not hours.seasons and longest >= LAST_MINUTES.seconds


def _year_starts(hours: Hours) -> list[date]:
    named = {day.year for day, windows in hours.dates if windows}
    return [date(year, 1, 1) for year in sorted(named | {_ORDINARY_YEAR})]


def _opens_in_year(timetable: Timetable, begin: datetime) -> bool:
    try:
        until = begin + _YEAR
    except OverflowError:
        until = datetime.max.replace(tzinfo=UTC)
    if timetable.hours.closing is not Closing.CLAMP:
        return timetable.open_between(begin, until) >= _MINUTE
    try:
        start, end = timetable.window_from(begin)
        while start < until and end - max(start, begin) < LAST_MINUTES:
            start, end = timetable.window_from(end)
    except NoOpening:
        return False
    return start < until
