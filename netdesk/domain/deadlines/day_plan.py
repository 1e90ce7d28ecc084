"""Which windows a local date has, and why: weekly hours, seasons, dates, holidays, make-up days."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netdesk.domain.deadlines.hours import (
    HolidayRule,
    HolidaySource,
    Hours,
    Week,
    Windows,
    joined,
    without,
)


class DayKind(StrEnum):
    """What decided a date's windows."""

    WEEKLY = "weekly"
    MAKEUP = "makeup"  # a make-up day that the weekly hours close
    HOLIDAY = "holiday"
    DATED = "dated"  # the shop's own word for that date, or a break that took the whole day


class DayPlan(NamedTuple):
    """One date: its windows in order, those that touch made one, breaks taken out."""

    kind: DayKind
    windows: Windows


_NO_DAY = DayPlan(DayKind.WEEKLY, ())
_Plans = list[DayPlan]


class DayPlans:
    """The plan of each date, worked out a year at a time when it is first asked for.

    Safe to share between threads: a year is made whole before it is kept.
    """

    def __init__(self, hours: Hours, days_of: HolidaySource) -> None:
        self._hours = hours
        self._days_of = days_of
        self._years: dict[int, tuple[int, _Plans]] = {}
        self._weekly = _week_plans(hours.weekly)
        self._seasons = [(season, _week_plans(season.weekly)) for season in hours.seasons]
        self._holiday = DayPlan(DayKind.HOLIDAY, joined(hours.holiday_hours))
        named = [day for day, _ in hours.dates] + [part.day for part in hours.breaks]
        self.last_named_year = max((day.year for day in named), default=0)
        self.first_named_year = min((day.year for day in named), default=9999)

    def on(self, day: date) -> DayPlan:
        """Return the plan of a local date."""
        first, plans = self.year(day.year)
        return plans[day.toordinal() - first]

    def year(self, year: int) -> tuple[int, list[DayPlan]]:
        """Return the ordinal of 1 January and the plans of all days of a year, 1 to 9999."""
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = (date(year, 1, 1).toordinal(), self._make(year))
        return known

    def span(self, first: int, last: int) -> list[DayPlan]:
        """Return the plans from one ordinal to another; closed where the calendar has no day."""
        plans: list[DayPlan] = []
        day = first
        while day <= last:
            if not 1 <= day <= _LAST_ORDINAL:
                plans.append(_NO_DAY)
                day += 1
                continue
            begin, of_year = self.year(date.fromordinal(day).year)
            part = of_year[day - begin : last - begin + 1]
            plans += part
            day += len(part)
        return plans

    def is_published(self, year: int) -> bool:
        """Say whether the year's make-up days are known, or not needed."""
        return self._hours.holidays is HolidayRule.NONE or self._days_of(year).published

    def _make(self, year: int) -> _Plans:
        begin = date(year, 1, 1).toordinal()
        count = date(year, 12, 31).toordinal() - begin + 1
        plans = (_from(self._weekly, begin) * 54)[:count]
        for season, week in reversed(self._seasons):
            for index in range(count):
                day = date.fromordinal(begin + index)
                if season.holds_on(day):
                    plans[index] = week[day.weekday()]
        if self._hours.holidays is HolidayRule.CN:
            self._mark_holidays(year, begin, plans)
        for day, windows in self._hours.dates:
            if day.year == year:
                plans[day.toordinal() - begin] = DayPlan(DayKind.DATED, joined(windows))
        for part in self._hours.breaks:
            if part.day.year == year:
                index = part.day.toordinal() - begin
                plans[index] = _broken(plans[index], part.windows)
        return plans

    def _mark_holidays(self, year: int, begin: int, plans: _Plans) -> None:
        days = self._days_of(year)
        for day in days.makeup:
            index = day.toordinal() - begin
            if not plans[index].windows:
                windows = joined(self._hours.makeup_hours) or self._mondays(day)
                plans[index] = DayPlan(DayKind.MAKEUP, windows)
        for day in days.holidays:
            plans[day.toordinal() - begin] = self._holiday

    def _mondays(self, day: date) -> Windows:
        """Return Monday's windows of the week that is in force on `day`."""
        weeks = (week for season, week in self._seasons if season.holds_on(day))
        return next(weeks, self._weekly)[0].windows


def _week_plans(weekly: Week) -> _Plans:
    return [DayPlan(DayKind.WEEKLY, joined(windows)) for windows in weekly]


def _from(week: _Plans, ordinal: int) -> _Plans:
    """Return the week turned so that it begins at the weekday of `ordinal`."""
    weekday = (ordinal - 1) % 7  # ordinal 1 was a Monday
    return week[weekday:] + week[:weekday]


def _broken(plan: DayPlan, closed: Windows) -> DayPlan:
    left = without(plan.windows, closed)
    return DayPlan(plan.kind if left or not plan.windows else DayKind.DATED, left)


_LAST_ORDINAL = date.max.toordinal()
