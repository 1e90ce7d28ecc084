"""Invented hours for property tests: any weeks, seasons, dates, breaks and holidays, any zone.

Everything happens near one date, so that a walk by minutes stays short.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from netdesk.domain.deadlines.hours import (
    Break,
    Closing,
    HolidayRule,
    Hours,
    MonthDay,
    Season,
    Window,
    YearDays,
)

# A plain week, New Year, 29 February, clocks put forward and back (at 02:00, at midnight, by half
# an hour), and the date that Samoa left out.
SCENES = (
    ("Asia/Shanghai", date(2026, 11, 24)),
    ("Asia/Shanghai", date(2026, 12, 31)),
    ("Asia/Shanghai", date(2028, 2, 29)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/Santiago", date(2026, 9, 6)),
    ("America/Santiago", date(2026, 4, 4)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/New_York", date(2026, 12, 31)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Asia/Kathmandu", date(2025, 12, 31)),
    ("Pacific/Apia", date(2011, 12, 30)),
)


@dataclass(frozen=True)
class Scene:
    """Hours, their public holidays, and instants near the date where things happen, in order."""

    hours: Hours
    days: YearDays
    instants: tuple[datetime, ...]

    def days_of(self, year: int) -> YearDays:
        """Return those of the invented holidays that are in a year."""
        return YearDays(
            frozenset(day for day in self.days.holidays if day.year == year),
            frozenset(day for day in self.days.makeup if day.year == year),
            self.days.published,
        )


def _open(*times: str) -> tuple[Window, ...]:
    """Return windows written as `08:30-12:00`."""
    return tuple(Window(*map(_second, text.split("-"))) for text in times)


def _second(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


# Split, short, touching, over midnight with their neighbours, and over the hours that clocks skip
# or show twice.
DAYS = (
    (),
    _open("00:00-24:00"),
    _open("08:30-17:30"),
    _open("08:30-12:00", "13:30-18:00"),
    _open("10:00-10:40", "14:00-20:00"),
    _open("08:00-12:00", "12:00-12:03"),
    _open("09:00-09:04", "09:10-09:15", "23:57-24:00"),
    _open("00:00-00:03", "18:00-24:00"),
    _open("00:00-02:30"),
    _open("02:15-02:45", "23:30-24:00"),
    _open("02:00-03:00", "22:00-23:30"),
    _open("00:30-04:00", "12:00-12:06"),
)
EDGES = sorted({second // 60 for day in DAYS for window in day for second in window})
_DAY = st.sampled_from(DAYS)
# The shop opens on a Wednesday at least, so that a walk by minutes comes to an end.
_WEDNESDAY = st.sampled_from((DAYS[4], DAYS[1]))
_WEEK = st.tuples(_DAY, _DAY, _WEDNESDAY, _DAY, _DAY, _DAY, _DAY)
_ALLOWED = st.sampled_from([1, 3, 5, 15, 60, 61, 240, 600])
_MINUTE_OF_DAY = st.builds(sum, st.tuples(st.sampled_from(EDGES), st.integers(-6, 6)))


@st.composite
def scenes(draw: st.DrawFn, instants: int = 1) -> Scene:
    """Hours with a date near which every special thing is, and instants there in order."""
    zone, day = draw(st.sampled_from(SCENES))
    near = st.sampled_from([day + timedelta(days=days) for days in range(-3, 4)])
    month_days = near.map(lambda at: MonthDay(at.month, at.day))
    hours = Hours(
        weekly=draw(_WEEK),
        timezone=zone,
        dates=tuple(draw(st.dictionaries(near, _DAY, max_size=2)).items()),
        seasons=tuple(draw(st.lists(st.builds(Season, month_days, month_days, _WEEK), max_size=2))),
        breaks=tuple(draw(st.lists(st.builds(Break, near, _DAY), max_size=2))),
        holidays=draw(st.sampled_from(HolidayRule)),
        holiday_hours=draw(_DAY),
        makeup_hours=draw(_DAY),
        allowed=timedelta(minutes=draw(_ALLOWED)),
        closing=draw(st.sampled_from(Closing)),
    )
    some_days = st.frozensets(near, max_size=2)
    minutes = st.builds(
        lambda days, minute: days * 1440 + minute, st.integers(-2, 2), _MINUTE_OF_DAY
    )
    offsets = sorted(draw(st.lists(minutes, min_size=instants, max_size=instants)))
    begin = datetime.combine(day, time(), hours.zone).astimezone(UTC)
    return Scene(
        hours,
        YearDays(draw(some_days), draw(some_days), published=True),
        tuple(begin + timedelta(minutes=offset) for offset in offsets),
    )
