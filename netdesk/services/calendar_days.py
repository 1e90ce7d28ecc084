"""What the days of a calendar are: open or closed, the festivals and solar terms on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from netdesk import i18n
from netdesk.catalog.almanac import almanac_of
from netdesk.domain.deadlines.day_plan import DayKind
from netdesk.services.hours import ShopHours

_MIDDLE = 15  # of a month: its almanac knows the festivals of the weeks around the month too


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the shop. `windows` are its open hours in words, empty where it is closed.

    `is_makeup`: a weekend day worked for a holiday (调休). `is_published`: its year's make-up days
    are known.
    """

    day: date
    windows: str = ""
    is_holiday: bool = False
    is_makeup: bool = False
    is_published: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the shop opens on it."""
        return bool(self.windows)


def days_between(hours: ShopHours, first: date, last: date) -> tuple[CalendarDay, ...]:
    """Return the days from `first` to `last` as the shop's hours have them."""
    timetable = hours.timetable()
    found = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        kind = timetable.plans.on(day).kind
        found.append(
            CalendarDay(
                day,
                windows=hours.windows_words(day),
                is_holiday=kind is DayKind.HOLIDAY,
                is_makeup=kind is DayKind.MAKEUP,
                is_published=timetable.is_published(day),
            )
        )
    return tuple(found)


def names_between(first: date, last: date) -> Mapping[date, str]:
    """Return the festivals and solar terms of up to six weeks; a festival goes before a term.

    Takes a quarter of a second the first time a month is asked for. The names are Chinese: there
    are none in other languages.
    """
    if i18n.language() != i18n.SOURCE_LANGUAGE:
        return {}
    almanac = almanac_of((first + (last - first) / 2).replace(day=_MIDDLE))
    names = {term.day: term.name for term in almanac.terms}
    names |= {festival.day: festival.name for festival in almanac.festivals}
    return {day: name for day, name in names.items() if first <= day <= last}
