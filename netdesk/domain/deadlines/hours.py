"""The shop's hours as its people say them: windows by weekday, season and date (PRODUCT.md 5).

Times of day are whole seconds after local midnight, 0 to 86400; 86400 (24:00) only ends a window.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY_S = 86400


class Closing(StrEnum):
    """How a deadline meets closing time: 按原文, 顺延, 当日."""

    LITERAL = "literal"
    CARRY_OVER = "carry_over"
    CLAMP = "clamp"


class HolidayRule(StrEnum):
    """Whose public holidays close the shop."""

    NONE = "none"
    CN = "CN"


class Window(NamedTuple):
    """Open from `start` (inside) to `end` (outside), seconds of the local day."""

    start: int
    end: int


class MonthDay(NamedTuple):
    """A day of any year; 29 February is simply not there in most."""

    month: int
    day: int


Windows = tuple[Window, ...]
Week = tuple[Windows, Windows, Windows, Windows, Windows, Windows, Windows]  # Monday first


@dataclass(frozen=True, slots=True)
class Season:
    """Another week between two days of any year, both included; may run over New Year."""

    first: MonthDay
    last: MonthDay
    weekly: Week

    def holds_on(self, day: date) -> bool:
        """Say whether `day` is in the season."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True)
class Break:
    """Closed windows inside one date's open hours, whatever made it open."""

    day: date
    windows: Windows


@dataclass(frozen=True)
class Hours:
    """Everything the deadline rule asks of a shop, as one value that can be hashed and compared.

    `weekly` holds seven tuples of windows, Monday first, an empty one is closed. `dates` replace a
    date's hours and beat public holidays; the first of `seasons` that holds wins. `holiday_hours`
    are the windows on public holidays instead of closed. `makeup_hours` are those of make-up days
    that the weekly hours close; else Monday's.
    """

    weekly: Week
    timezone: str = "Asia/Shanghai"
    dates: tuple[tuple[date, Windows], ...] = ()
    seasons: tuple[Season, ...] = ()
    breaks: tuple[Break, ...] = ()
    holidays: HolidayRule = HolidayRule.CN
    holiday_hours: Windows = ()
    makeup_hours: Windows = ()
    allowed: timedelta = timedelta(minutes=60)
    closing: Closing = Closing.LITERAL

    @cached_property
    def zone(self) -> ZoneInfo:
        """The shop's zone; raises ZoneInfoNotFoundError for an unknown name."""
        return ZoneInfo(self.timezone)


class YearDays(NamedTuple):
    """A year's public holidays, and the weekend days worked for them (调休).

    `published` is false where the State Council has not said the year's make-up days (调休未公布).
    """

    holidays: frozenset[date]
    makeup: frozenset[date]
    published: bool


HolidaySource = Callable[[int], YearDays]


def every_day(*windows: Window) -> Week:
    """Return a week with the same windows on all seven days."""
    return (windows,) * 7


def joined(windows: Windows) -> Windows:
    """Return the windows in order, those that touch or overlap made one."""
    whole: list[Window] = []
    for window in sorted(windows):
        if whole and window.start <= whole[-1].end:
            whole[-1] = Window(whole[-1].start, max(whole[-1].end, window.end))
        else:
            whole.append(window)
    return tuple(whole)


def without(windows: Windows, closed: Windows) -> Windows:
    """Return what is left of ordered, separate `windows` when `closed` is taken out."""
    left = list(windows)
    for gap in closed:
        left = [part for window in left for part in _around(window, gap)]
    return tuple(left)


def _around(window: Window, gap: Window) -> list[Window]:
    parts = (
        Window(window.start, min(window.end, gap.start)),
        Window(max(window.start, gap.end), window.end),
    )
    return [part for part in parts if part.start < part.end]


DEFAULT_HOURS = Hours(weekly=every_day(Window(8 * 3600 + 1800, 17 * 3600 + 1800)))
