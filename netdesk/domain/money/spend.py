"""What was paid for a channel, an activity or a post: what is the same, what overlaps.

A spend is known by what it was paid for, its item and its days (RULINGS 24). Two of one item whose
days overlap would count money twice; another item may lie beside it. Money is whole 分.
"""

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from netdesk.domain.leads.filing import Filed

LONGEST = timedelta(days=5 * 366)  # a period beyond it is a slip in a year
MOST = 10_000_000_000  # 分: no month of advertising costs a hundred million yuan


class Subject(NamedTuple):
    """What money was paid for; the item as items are compared."""

    channel: str | None
    activity_id: int | None
    post_id: int | None
    item: str


@dataclass(frozen=True, slots=True)
class Spend:
    """An amount in 分 for the calendar days `first` … `last`, both inside."""

    amount: int
    first: date
    last: date
    channel: str | None = None
    item: str = ""
    note: str = ""
    activity_id: int | None = None
    post_id: int | None = None

    @property
    def subject(self) -> Subject:
        """Return what it was paid for."""
        return Subject(self.channel, self.activity_id, self.post_id, same_item(self.item))

    @property
    def days(self) -> tuple[date, date]:
        """Return its period."""
        return self.first, self.last

    def overlaps(self, other: "Spend") -> bool:
        """Say whether both would count money for the same thing and day."""
        return (
            self.subject == other.subject and self.first <= other.last and other.first <= self.last
        )


@dataclass(frozen=True, slots=True)
class KeptSpend:
    """A spend that is on file."""

    id: int
    spend: Spend
    version: int = 1


@dataclass(frozen=True, slots=True)
class SpendRow:
    """A spend as lists show it, with the names of what it was paid for; `by` wrote it down."""

    id: int
    spend: Spend
    version: int
    channel_name: str  # empty where it has none; not translated
    activity: str
    post: str
    by: str
    is_imported: bool


def same_item(item: str) -> str:
    """Return an item as items are compared: width, case and blanks don't tell two apart."""
    return " ".join(unicodedata.normalize("NFKC", item).casefold().split())


class Book:
    """Takes spends one by one. `new` and `changed` are what came of them, in their order."""

    def __init__(self, known: Iterable[KeptSpend] = ()) -> None:
        """Begin with what is on file."""
        self.new: list[Spend] = []
        self.changed: dict[int, Spend] = {}
        self._corrected: set[int] = set()
        self._by_subject: dict[Subject, list[_Entry]] = {}
        for kept in known:
            self._keep(_Entry(kept.spend.first, kept.spend.last, kept.id, kept.spend))

    def take(self, told: Spend) -> Filed | Spend:
        """File one; return the other where it overlaps one.

        One on file with the same days has its amount corrected. Of two such rows of one file
        nobody knows which is true: the later isn't taken.
        """
        other = self._beside(told)
        if other is None:
            self.new.append(told)
            self._keep(_Entry(told.first, told.last, None, told))
            return Filed.ADDED
        known = other.spend
        if known.days != told.days:
            return known
        after = replace(known, amount=told.amount, note=told.note or known.note)
        if after == known:
            return Filed.UNCHANGED
        if other.id is None or other.id in self._corrected:
            return known
        self._corrected.add(other.id)
        self.changed[other.id] = other.spend = after
        return Filed.MERGED

    def settled(self) -> None:
        """Forget what was new and changed: it is on file now."""
        self.new.clear()
        self.changed.clear()

    def _beside(self, told: Spend) -> "_Entry | None":
        """Return the earliest entry of the same subject that shares a day."""
        entries = self._by_subject.get(told.subject, [])
        at = bisect_left(entries, _Entry(told.first, told.first, None, told))
        near = entries[max(0, at - 1) : at + 1]
        return next(
            (one for one in near if one.first <= told.last and told.first <= one.last), None
        )

    def _keep(self, entry: "_Entry") -> None:
        insort(self._by_subject.setdefault(entry.spend.subject, []), entry)


@dataclass(slots=True)
class _Entry:
    first: date
    last: date
    id: int | None
    spend: Spend

    def __lt__(self, other: "_Entry") -> bool:
        return (self.first, self.last) < (other.first, other.last)


def clash(spend: Spend, others: Iterable[KeptSpend], *, but: int | None = None) -> KeptSpend | None:
    """Return the first of the others that overlaps; that with the id `but` is the same one."""
    return next((one for one in others if one.id != but and one.spend.overlaps(spend)), None)
