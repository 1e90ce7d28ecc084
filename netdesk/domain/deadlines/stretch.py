"""A run of years with its open windows in UTC, sorted, touching ones joined, with running totals.

A stretch never changes: growing it gives another one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from operator import sub
from zoneinfo import ZoneInfo

from netdesk.domain.deadlines.day_plan import DayPlans
from netdesk.domain.deadlines.hours import DAY_S, Window

FAR_PAST = datetime.min.replace(tzinfo=UTC)
FOREVER = datetime.max.replace(tzinfo=UTC)
# Every rule of the hours comes round within this many years: a 29 February on a given weekday
# takes 40 at most, over a century without a leap day.
COMES_ROUND = 41
NEAR = 60

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = _EPOCH.toordinal()
_SECOND = timedelta(seconds=1)
# No zone has ever changed its offset and changed it back in less (3.99 days, Freetown 1939).
_PROBE_S = 3 * DAY_S
_Parts = tuple[list[datetime], list[datetime], datetime, datetime]  # starts, ends, begins, until


@dataclass(frozen=True, slots=True)
class Stretch:
    """The open windows of the shop's years `first` to `last`, from `begins` to `until`.

    Of the first `settled` windows the end is known; the one after may go on in the next year. A
    final stretch knows all that is to come. `still` counts the whole years at each side in which
    the shop neither opened nor closed.
    """

    first: int
    last: int
    begins: datetime
    until: datetime
    starts: list[datetime]
    ends: list[datetime]
    totals: list[timedelta]  # open time before each window, and after the last
    settled: int
    is_final: bool
    still: tuple[int, int]

    @classmethod
    def nothing(cls) -> "Stretch":
        """Return the stretch that knows of no year yet."""
        return cls(1, 0, FOREVER, FAR_PAST, [], [], [timedelta(0)], 0, False, (0, 0))

    @classmethod
    def of_year(cls, year: int, plans: DayPlans, zone: ZoneInfo) -> "Stretch":
        """Return the stretch of one year."""
        starts, ends = _windows(year, plans, zone)
        begins, until = _year_start(year, zone), _year_start(year + 1, zone)
        still = int(_is_still(starts, ends, begins, until))
        parts = (starts, ends, begins, until)
        return _made(year, year, parts, still=(still, still), plans=plans)

    def grown_right(self, plans: DayPlans, zone: ZoneInfo) -> "Stretch":
        """Return the stretch with the next year too."""
        year = self.last + 1
        starts, ends = _windows(year, plans, zone)
        until = _year_start(year + 1, zone)
        is_same = bool(starts) == (bool(self.ends) and self.ends[-1] == self.until)
        goes_on = is_same and _is_still(starts, ends, self.until, until)
        still = (self.still[0], self.still[1] + 1 if goes_on else 0)
        parts = (*_joined(self.starts, self.ends, starts, ends), self.begins, until)
        return _made(self.first, year, parts, still=still, plans=plans)

    def grown_left(self, plans: DayPlans, zone: ZoneInfo) -> "Stretch":
        """Return the stretch with the year before too."""
        year = self.first - 1
        starts, ends = _windows(year, plans, zone)
        begins = _year_start(year, zone)
        is_same = bool(starts) == (bool(self.starts) and self.starts[0] == self.begins)
        goes_on = is_same and _is_still(starts, ends, begins, self.begins)
        still = (self.still[0] + 1 if goes_on else 0, self.still[1])
        parts = (*_joined(starts, ends, self.starts, self.ends), begins, self.until)
        return _made(year, self.last, parts, still=still, plans=plans)

    def reaches(self, low: int, high: int) -> bool:
        """Say whether no more than a few years are missing to hold the years `low` to `high`."""
        if not self.last:
            return False
        before = 0 if self.begins == FAR_PAST else max(self.first - low, 0)
        after = 0 if self.is_final else max(high - self.last, 0)
        missing = before + after
        return missing == 0 or (missing <= NEAR and self.last - self.first + missing <= 3 * NEAR)

    def open_before(self, at: datetime) -> timedelta:
        """Return the open time from the beginning to `at`."""
        index = bisect_right(self.ends, at)
        total = self.totals[index]
        if index < len(self.starts) and self.starts[index] < at:
            total += at - self.starts[index]
        return total


def _made(
    first: int,
    last: int,
    parts: _Parts,
    *,
    still: tuple[int, int],
    plans: DayPlans,
) -> Stretch:
    starts, ends, begins, until = parts
    if still[0] >= COMES_ROUND and first < plans.first_named_year:
        starts = [FAR_PAST if start == begins else start for start in starts]
        begins = FAR_PAST
    is_final = last == date.max.year or (still[1] >= COMES_ROUND and last > plans.last_named_year)
    if is_final:
        ends = [FOREVER if end == until else end for end in ends]
        until = FOREVER
    opens_on = bool(ends) and not is_final and ends[-1] == until
    lengths = map(sub, ends, starts)
    totals = list(accumulate(lengths, initial=timedelta(0)))
    settled = len(ends) - opens_on
    return Stretch(first, last, begins, until, starts, ends, totals, settled, is_final, still)


def _joined(
    starts: list[datetime],
    ends: list[datetime],
    more_starts: list[datetime],
    more_ends: list[datetime],
) -> tuple[list[datetime], list[datetime]]:
    if ends and more_starts and ends[-1] == more_starts[0]:
        return starts + more_starts[1:], ends[:-1] + more_ends
    return starts + more_starts, ends + more_ends


def _is_still(
    starts: list[datetime], ends: list[datetime], begins: datetime, until: datetime
) -> bool:
    """Say whether the shop neither opens nor closes inside a year."""
    return not starts or (starts[0] == begins and ends[0] == until)


def _windows(year: int, plans: DayPlans, zone: ZoneInfo) -> tuple[list[datetime], list[datetime]]:
    """Return the starts and the ends of the windows of a shop's year, cut at the year's edges."""
    begins, until = _year_start(year, zone), _year_start(year + 1, zone)
    kinds = {plan.windows for plan in plans.year(year)[1]}
    if kinds == {()}:
        return [], []
    if kinds == {(Window(0, DAY_S),)}:
        return [begins], [until]
    low, high = _seconds(begins), _seconds(until)
    starts: list[datetime] = []
    ends: list[datetime] = []
    for start, end in _spans(low, high, plans, zone):
        opens = _EPOCH + timedelta(0, start)
        if ends and ends[-1] == opens:
            ends.pop()
        else:
            starts.append(opens)
        ends.append(FOREVER if end >= _LAST_S else _EPOCH + timedelta(0, end))
    return starts, ends


def _spans(low: int, high: int, plans: DayPlans, zone: ZoneInfo) -> Iterator[tuple[int, int]]:
    """Yield the open spans between two UTC seconds, in order; local midnight parts them."""
    for begin, end, offset in _offsets(low, high, zone):
        local_begin, local_end = begin + offset, end + offset
        first, last = local_begin // DAY_S, (local_end - 1) // DAY_S
        shift = first * DAY_S - offset  # from a second of the local day to UTC
        for plan in plans.span(first + _EPOCH_ORDINAL, last + _EPOCH_ORDINAL):
            for window in plan.windows:
                opens, closes = max(begin, window.start + shift), min(end, window.end + shift)
                if opens < closes:
                    yield opens, closes
            shift += DAY_S


def _offsets(low: int, high: int, zone: ZoneInfo) -> list[tuple[int, int, int]]:
    """Return the parts of a stretch of UTC seconds with the zone's offset in each."""
    parts: list[tuple[int, int, int]] = []
    begin, offset = low, _offset(low, zone)
    for at in range(low + _PROBE_S, high + _PROBE_S, _PROBE_S):
        found = _offset(min(at, high), zone)
        if found != offset:
            change = _change(at - _PROBE_S, min(at, high), zone)
            parts.append((begin, change, offset))
            begin, offset = change, found
    parts.append((begin, high, offset))
    return parts


def _change(low: int, high: int, zone: ZoneInfo) -> int:
    """Return the second at which the offset becomes that of `high`."""
    offset = _offset(high, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(middle, zone) == offset:
            high = middle
        else:
            low = middle
    return high


def _offset(at: int, zone: ZoneInfo) -> int:
    """Return the zone's offset in seconds at a UTC second; the calendar's edges take a near one."""
    inside = min(max(at, _FIRST_S + 2 * DAY_S), _LAST_S - 2 * DAY_S)
    offset = (_EPOCH + timedelta(0, inside)).astimezone(zone).utcoffset()
    return offset.days * DAY_S + offset.seconds if offset else 0


def _year_start(year: int, zone: ZoneInfo) -> datetime:
    """Return the instant a shop's year begins; the first and the last go on for ever."""
    if year == 1:
        return FAR_PAST
    return datetime(year, 1, 1, tzinfo=zone).astimezone(UTC) if year <= date.max.year else FOREVER


def _seconds(at: datetime) -> int:
    return _LAST_S if at == FOREVER else (at - _EPOCH) // _SECOND


_FIRST_S = (FAR_PAST - _EPOCH) // _SECOND
_LAST_S = (FOREVER - _EPOCH) // _SECOND + 1
