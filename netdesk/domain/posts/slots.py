"""The next times to post at: the shop's usual times, on its open days, where no post is yet."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.posts.planning import BESIDE

_SEARCHED = 60  # days: after these no more is offered


def next_slots(
    now: datetime,
    timetable: Timetable,
    times: Sequence[time],
    taken: Iterable[datetime],
    count: int,
) -> tuple[datetime, ...]:
    """Return the next `count` instants (UTC) to post at; fewer where the shop is long closed.

    `times` are of the shop's clock. A time is taken where another post is less than an hour away.
    """
    return tuple(islice(_free(now, timetable, sorted(times), tuple(taken)), count))


def _free(
    now: datetime, timetable: Timetable, times: Sequence[time], taken: Sequence[datetime]
) -> Iterator[datetime]:
    first = timetable.local_day(now)
    for day in (first + timedelta(days=n) for n in range(_SEARCHED)):
        if not timetable.windows_on(day):
            continue
        for clock in times:
            at = datetime.combine(day, clock, timetable.zone).astimezone(UTC)
            if at > now and all(abs(at - other) >= BESIDE for other in taken):
                yield at
