"""The shop's open time as sorted UTC windows: every question about it is a bisection.

Windows are what the wall clock of the shop's zone says: an instant is open when the local time it
shows lies in one of that date's windows. A window over a spring gap is therefore shorter by the
hour that doesn't exist, one over an autumn fold longer, and lengths are real elapsed time.

The shop's years are worked out when a question first needs them, and kept. What is kept is replaced
whole, never changed, so that threads may share a timetable.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta

from netdesk.domain.deadlines.day_plan import DayPlans
from netdesk.domain.deadlines.due_reason import ClosedReasons
from netdesk.domain.deadlines.hours import HolidaySource, Hours, Windows
from netdesk.domain.deadlines.stretch import COMES_ROUND, FAR_PAST, FOREVER, Stretch
from netdesk.domain.deadlines.when import local
from netdesk.errors import NoOpening

_ZERO = timedelta(0)
FEW_YEARS = 30
_EMPTY = Stretch.nothing()


class Timetable:
    """Open windows of `hours`; public holidays come from `days_of`. Instants in and out are aware.

    Raises NoOpening where the shop never opens again after an instant that was asked for.
    """

    def __init__(self, hours: Hours, days_of: HolidaySource) -> None:
        self.hours = hours
        self.zone = hours.zone
        self.allowed = hours.allowed
        self.closing = hours.closing
        self.plans = DayPlans(hours, days_of)
        self.closed = ClosedReasons(self.plans, self.zone)
        self._days_of = days_of
        self._stretch = _EMPTY
        self._shop_days: dict[int, tuple[int, date | None]] = {}

    def window_from(self, at: datetime) -> tuple[datetime, datetime]:
        """Return start and end (UTC) of the window `at` is in, else of the next one.

        `at` is open when the start is not after it. The end is FOREVER where it never closes; the
        start may be no earlier than the first year that was worked out.
        """
        stretch = self._stretch
        if stretch.begins <= at:
            index = bisect_right(stretch.ends, at)
            if index < stretch.settled:
                return stretch.starts[index], stretch.ends[index]
        stretch, index = self._settle(at)
        return stretch.starts[index], stretch.ends[index]

    def is_open(self, at: datetime) -> bool:
        """Say whether the shop is open at `at`."""
        try:
            return self.window_from(at)[0] <= at
        except NoOpening:
            return False

    def window_at(self, at: datetime) -> tuple[datetime, datetime] | None:
        """Return the whole open window (UTC) that `at` is in, or None when closed.

        FAR_PAST and FOREVER stand where it never began or never ends.
        """
        try:
            stretch, index = self._settle(at)
        except NoOpening:
            return None
        if stretch.starts[index] > at:
            return None
        end = stretch.ends[index]
        while index == 0 and FAR_PAST < stretch.begins == stretch.starts[0]:
            stretch = self._stretch = stretch.grown_left(self.plans, self.zone)
            index = bisect_left(stretch.ends, end)
        return stretch.starts[index], end

    def next_opening(self, at: datetime) -> datetime:
        """Return the first opening (UTC) after `at`."""
        start, end = self.window_from(at)
        if start > at:
            return start
        if end == FOREVER:
            raise _no_opening(at)
        return self.window_from(end)[0]

    def closing_after(self, at: datetime) -> datetime | None:
        """Return the next closing (UTC) after `at`, or None where the shop never closes again."""
        end = self.window_from(at)[1]
        return None if end == FOREVER else end

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time from `start` to `end`, negative when `end` comes first."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end < start:
            return -self.open_between(end, start)
        first, last = local(start, self.zone).year, local(end, self.zone).year
        if last - first < FEW_YEARS:
            stretch = self._covering(start, end)
            return stretch.open_before(end) - stretch.open_before(start)
        total = _ZERO
        for year in range(first, last + 1):  # each for itself, so that ages cost no memory
            stretch = Stretch.of_year(year, DayPlans(self.hours, self._days_of), self.zone)
            total += stretch.open_before(end) - stretch.open_before(start)
        return total

    def open_seconds(self, start: datetime, end: datetime) -> int:
        """Return the open time in seconds between the whole seconds two instants are in.

        Negative when `end` comes first, and additive, as `open_between` is.
        """
        between = self.open_between(start.replace(microsecond=0), end.replace(microsecond=0))
        return between.days * 86400 + between.seconds

    def add_open(self, at: datetime, budget: timedelta) -> datetime:
        """Return the first instant (UTC) by which `budget` of open time has passed since `at`.

        A budget that ends exactly at a closing ends there; zero ends at `at` or the next opening.
        """
        stretch, index = self._settle(at)
        begin = max(at.astimezone(UTC), stretch.starts[index])
        if begin + budget <= stretch.ends[index]:
            return begin + budget
        while True:
            totals = stretch.totals
            target = totals[index] + (begin - stretch.starts[index]) + budget
            last = bisect_left(totals, target, lo=index + 1, hi=len(stretch.ends)) - 1
            due = stretch.starts[last] + (target - totals[last])
            if due <= stretch.ends[last]:
                return due
            if stretch.is_final:
                raise _no_opening(at)
            stretch = self._stretch = stretch.grown_right(self.plans, self.zone)

    def windows_on(self, day: date) -> Windows:
        """Return the local windows of a date, in order, breaks taken out."""
        return self.plans.on(day).windows

    def shop_day(self, at: datetime) -> date:
        """Return the 营业日 of an arrival (PRODUCT.md 4).

        The date of arrival if it came before that day's closing, else the next open day.
        """
        clock = local(at, self.zone)
        ordinal = clock.toordinal()
        known = self._shop_days.get(ordinal)
        if known is None:
            known = self._shop_days[ordinal] = self._closing_and_next(clock.date())
        closing, following = known
        second = clock.hour * 3600 + clock.minute * 60 + clock.second
        if second < closing:
            return clock.date()
        if following is None:
            raise _no_opening(at)
        return following

    def open_day(self, day: date) -> date:
        """Return `day` if the shop opens on it, else the next day it does (RULINGS 13)."""
        if self.windows_on(day):
            return day
        following = self._closing_and_next(day)[1]
        if following is None:
            raise _no_opening(self.day_start(day))
        return following

    def local_day(self, at: datetime) -> date:
        """Return the date the shop's wall calendar shows at `at`."""
        return local(at, self.zone).date()

    def working_day(self, at: datetime) -> date:
        """Return the day a contact, visit, call or post counts for (RULINGS 13).

        Its own day; that of a closed one is the next the shop opens on.
        """
        return self.open_day(self.local_day(at))

    def day_start(self, day: date) -> datetime:
        """Return the instant (UTC) a local date begins; where midnight is skipped, what follows."""
        try:
            return datetime.combine(day, time(), self.zone).astimezone(UTC)
        except OverflowError:
            return FAR_PAST if day.year == 1 else FOREVER

    def day_opening(self, day: date) -> datetime:
        """Return the instant (UTC) a date opens; a closed date's is its midnight (RULINGS 16)."""
        begin = self.day_start(day)
        if not self.windows_on(day):
            return begin
        return max(begin, self.window_from(begin)[0])

    def last_year_to_ask(self, year: int) -> int:
        """Return the year after which nothing comes that didn't come from `year` on."""
        return min(max(year, self.plans.last_named_year) + COMES_ROUND, date.max.year)

    def is_published(self, day: date) -> bool:
        """Say whether the make-up days of that date's year are known (else 调休未公布)."""
        return self.plans.is_published(day.year)

    def _closing_and_next(self, day: date) -> tuple[int, date | None]:
        """Return the second a date closes at (0: closed all day) and the next open date."""
        windows = self.windows_on(day)
        closing = windows[-1].end if windows else 0
        last = date(self.last_year_to_ask(day.year), 12, 31)
        for ordinal in range(day.toordinal() + 1, last.toordinal() + 1):
            following = date.fromordinal(ordinal)
            if self.windows_on(following):
                return closing, following
        return closing, None

    def _settle(self, at: datetime) -> tuple[Stretch, int]:
        """Return a stretch, and the index in it of the first window that ends after `at`.

        The end of that window is the true one.
        """
        at = at.astimezone(UTC)
        stretch = self._covering(at, at)
        while True:
            index = bisect_right(stretch.ends, at)
            if index < stretch.settled:
                return stretch, index
            if stretch.is_final:
                raise _no_opening(at)
            stretch = self._stretch = stretch.grown_right(self.plans, self.zone)

    def _covering(self, low: datetime, high: datetime) -> Stretch:
        """Return a stretch from `low` to `high` at least, few years apart."""
        stretch = self._stretch
        first, last = local(low, self.zone).year, local(high, self.zone).year
        if not stretch.reaches(first, last):
            stretch = Stretch.of_year(first, self.plans, self.zone)
        while low < stretch.begins:
            stretch = stretch.grown_left(self.plans, self.zone)
        while high >= stretch.until and not stretch.is_final:
            stretch = stretch.grown_right(self.plans, self.zone)
        self._stretch = stretch
        return stretch


def _no_opening(at: datetime) -> NoOpening:
    return NoOpening(after=at.isoformat(" ", "minutes"))
