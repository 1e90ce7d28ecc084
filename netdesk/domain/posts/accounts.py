"""Accounts by day (R13): how many followers, how that changed, how often something was posted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from netdesk.domain.channel import Channel
from netdesk.domain.leads.filing import Filed

MOST = 9_999_999_999  # of any count that is entered
_DAY = timedelta(days=1)


class Figures(NamedTuple):
    """What is kept of an account's day; None: not entered."""

    followers: int | None = None
    updates: int | None = None


NOTHING = Figures()


class Net(NamedTuple):
    """How the followers changed since the last day that is known, which may be days ago."""

    change: int
    since: date


@dataclass(frozen=True, slots=True)
class AccountDay:
    """One account on one day. `posted` is what the desk published there, apart from `updates`."""

    day: date
    figures: Figures = NOTHING
    posted: int = 0
    net: Net | None = None

    @property
    def has_gap(self) -> bool:
        """Say whether the change is of more than this day."""
        return self.net is not None and self.net.since < self.day - _DAY


@dataclass(frozen=True, slots=True)
class Account:
    """One account over the days of a table; `net` is over them all."""

    channel: Channel
    days: tuple[AccountDay, ...]
    latest: tuple[date, int] | None = None  # the newest total up to the last day
    net: Net | None = None


def account(
    channel: Channel,
    days: Sequence[date],
    known: Mapping[date, Figures],
    posted: Mapping[date, int],
    before: tuple[date, int] | None = None,
) -> Account:
    """Return an account's days in their order; `before` is the last total known earlier.

    Over the whole table the followers change from `before`, or from the first day that is known.
    """
    made, last = [], before
    first = before
    for day in days:
        figures = known.get(day, NOTHING)
        net = None
        if figures.followers is not None:
            if last is not None:
                net = Net(figures.followers - last[1], last[0])
            last = (day, figures.followers)
            first = first or last
        made.append(AccountDay(day, figures, posted.get(day, 0), net))
    whole = None
    if first is not None and last is not None and last[0] > first[0]:
        whole = Net(last[1] - first[1], first[0])
    return Account(channel, tuple(made), last, whole)


class Row(NamedTuple):
    """A row of a file on one account's day: a total, or only how it changed; what was posted."""

    day: date
    followers: int | None
    net: int | None
    updates: int | None


@dataclass(slots=True)
class AccountFold:
    """Folds rows of a file onto what is known of one account.

    A row without a total gets it from the day before or the day after, once all rows are there:
    exports begin with the newest day as often as with the oldest.
    """

    known: dict[date, Figures]
    changed: set[date] = field(default_factory=set)
    _nets: dict[date, int] = field(default_factory=dict)
    _waiting: list[tuple[int, Row]] = field(default_factory=list)

    def take(self, row: Row, number: int) -> Filed | None:
        """Fold a row; None where it must wait for others. `number` tells it apart later."""
        if row.net is not None:
            self._nets[row.day] = row.net
        if row.followers is None and row.net is not None:
            self._waiting.append((number, row))
            return None
        return self._put(row.day, Figures(row.followers, row.updates))

    def settle(self) -> Iterator[tuple[int, Filed | None]]:
        """Yield what became of the rows that waited, by their numbers; None: no total is near."""
        totals = {d: f.followers for d, f in self.known.items() if f.followers is not None}
        waiting = sorted(self._waiting, key=lambda one: one[1].day)
        for day in dict.fromkeys(row.day for _number, row in waiting):
            if day - _DAY in totals:
                totals[day] = totals[day - _DAY] + self._nets[day]
        for day in reversed(dict.fromkeys(row.day for _number, row in waiting)):
            if day not in totals and day + _DAY in totals and day + _DAY in self._nets:
                totals[day] = totals[day + _DAY] - self._nets[day + _DAY]
        for number, row in self._waiting:
            total = totals.get(row.day)
            known = total is not None and 0 <= total <= MOST
            yield number, self._put(row.day, Figures(total, row.updates)) if known else None

    def _put(self, day: date, said: Figures) -> Filed:
        before = self.known.get(day)
        after = said if before is None else filled(said, before)
        if after == before:
            return Filed.UNCHANGED
        self.known[day] = after
        self.changed.add(day)
        return Filed.ADDED if before is None else Filed.MERGED


def filled(said: Figures, before: Figures) -> Figures:
    """Return what is said, and of what is not said what was there before."""
    pairs = zip(said, before, strict=True)
    return Figures(*(old if new is None else new for new, old in pairs))
