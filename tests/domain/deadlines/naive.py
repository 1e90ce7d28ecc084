"""The rule of PRODUCT.md 5 told a second time, as plainly as can be: a walk by minutes.

Nothing here is shared with the program but its values. Windows must lie on whole minutes.
"""

from datetime import UTC, date, datetime, timedelta

from netdesk.domain.deadlines.hours import Closing, HolidayRule

MINUTE = timedelta(minutes=1)


class NaiveShop:
    """What the shop's people would say, looking at the wall clock and the notice on the door."""

    def __init__(self, hours, days_of):
        self.hours = hours
        self.days_of = days_of
        self._windows = {}

    def windows_on(self, day: date):
        if day not in self._windows:
            self._windows[day] = list(self._reckon(day))
        return self._windows[day]

    def _reckon(self, day: date):
        hours = self.hours
        dates = dict(hours.dates)
        week = hours.weekly
        for season in hours.seasons:
            if _in_season(season, day):
                week = season.weekly
                break
        if day in dates:
            return dates[day]
        if hours.holidays is HolidayRule.CN:
            days = self.days_of(day.year)
            if day in days.holidays:
                return hours.holiday_hours
            if day in days.makeup and not week[day.weekday()]:
                return hours.makeup_hours or week[0]
        return week[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        clock = at.astimezone(self.hours.zone)
        second = clock.hour * 3600 + clock.minute * 60 + clock.second
        if any(
            part.day == clock.date() and _holds(part.windows, second) for part in self.hours.breaks
        ):
            return False
        return _holds(self.windows_on(clock.date()), second)

    def due(self, at: datetime, allowed: timedelta) -> datetime:
        closing = self.hours.closing
        if closing is Closing.LITERAL:
            return self.open_from(at) + allowed
        if closing is Closing.CARRY_OVER:
            return self.spend(at, allowed)
        if self.is_open(at) and self.left(at) > 5:
            return min(at + allowed, at + self.left(at) * MINUTE)
        return self.clamp_from_next(at, allowed)

    def clamp_from_next(self, at: datetime, allowed: timedelta) -> datetime:
        while self.is_open(at):
            at += MINUTE
        opens = self.open_from(at)
        while self.left(opens) < 5:
            opens = self.open_from(opens + self.left(opens) * MINUTE)
        return min(opens + allowed, opens + self.left(opens) * MINUTE)

    def open_from(self, at: datetime) -> datetime:
        while not self.is_open(at):
            at += MINUTE
        return at

    def left(self, at: datetime) -> int:
        """Return the open minutes from `at` to the closing, as many as matter."""
        count = 0
        while self.is_open(at + count * MINUTE) and count < 600:
            count += 1
        return count

    def spend(self, at: datetime, allowed: timedelta) -> datetime:
        at = self.open_from(at)
        left = allowed // MINUTE
        while left:
            left -= self.is_open(at)
            at += MINUTE
        return at

    def open_minutes(self, start: datetime, end: datetime) -> int:
        count = 0
        while start < end:
            count += self.is_open(start)
            start += MINUTE
        return count

    def shop_day(self, at: datetime) -> date:
        clock = at.astimezone(self.hours.zone)
        day, second = clock.date(), clock.hour * 3600 + clock.minute * 60 + clock.second
        while second >= self.closing_second(day):
            day, second = day + timedelta(days=1), 0
        return day

    def closing_second(self, day: date) -> int:
        """Return the second after the last open one of the local day, 0 for a closed day."""
        breaks = [part.windows for part in self.hours.breaks if part.day == day]
        for second in range(86400 - 60, -60, -60):
            shut = any(_holds(windows, second) for windows in breaks)
            if _holds(self.windows_on(day), second) and not shut:
                return second + 60
        return 0


def _holds(windows, second: int) -> bool:
    return any(start <= second < end for start, end in windows)


def _in_season(season, day: date) -> bool:
    today, first, last = f"{day:%m-%d}", _text(season.first), _text(season.last)
    if first <= last:
        return first <= today <= last
    return today >= first or today <= last


def _text(day) -> str:
    return f"{day.month:02}-{day.day:02}"


def on_minutes(at: datetime) -> datetime:
    """Return the instant with its seconds cut off, in UTC."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)
