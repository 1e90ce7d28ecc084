"""The board of policies (R7): what holds for sales and service now, from when, until when."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netdesk.domain.activities.words import PolicyKind

SHORTEST_TITLE = 2  # a sign alone would be named by every text
SOON = 7  # days before its end a policy is told to be ending


class PolicyState(StrEnum):
    """Whether a policy holds."""

    ACTIVE = "active"
    COMING = "coming"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class PolicyNote:
    """What a person writes of a policy. `last` None: until it is ended; both days inside."""

    kind: PolicyKind
    title: str
    text: str
    first: date
    last: date | None = None
    models: tuple[str, ...] = ()  # empty: all
    source: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy on the board. `ended` is the day a person ended it, before its time or without."""

    id: int
    note: PolicyNote
    ended: date | None = None
    by: str = ""
    version: int = 1

    def state(self, day: date) -> PolicyState:
        """Return whether it holds on a day."""
        if self.over(day) is not None:
            return PolicyState.EXPIRED
        return PolicyState.COMING if day < self.note.first else PolicyState.ACTIVE

    def over(self, day: date) -> date | None:
        """Return the day it ended, where that is past, or a person ended it; else None."""
        if self.ended is not None and self.ended <= day:
            return min(self.ended, self.note.last or self.ended)
        last = self.note.last
        return last if last is not None and last < day else None

    def days_left(self, day: date) -> int | None:
        """Return how many days are left after `day`; None: it has no end, or is over."""
        last = self.note.last
        return (last - day).days if last is not None and self.over(day) is None else None


def in_order(policies: Iterable[Policy], day: date) -> dict[PolicyState, tuple[Policy, ...]]:
    """Return the board: what holds, that which ends first before; what comes; what is over."""
    found: dict[PolicyState, list[Policy]] = {state: [] for state in PolicyState}
    for one in policies:
        found[one.state(day)].append(one)
    found[PolicyState.ACTIVE].sort(key=lambda one: (one.note.last or date.max, one.id))
    found[PolicyState.COMING].sort(key=lambda one: (one.note.first, one.id))
    found[PolicyState.EXPIRED].sort(key=lambda one: (one.over(day) or day, one.id), reverse=True)
    return {state: tuple(listed) for state, listed in found.items()}


class EndedTitles:
    """Finds policies that have ended by a day where a text names them.

    The longest title that fits is meant: 置换补贴十二月版 is not 置换补贴. A title that another
    policy bears which holds or is to come is no ended one.
    """

    def __init__(self, policies: Iterable[Policy], day: date) -> None:
        """Take the titles of the board as of `day`."""
        self._ended: dict[str, Policy] = {}
        standing: set[str] = set()
        for one in policies:
            title = _plain(one.note.title)
            if len(title) < SHORTEST_TITLE:
                continue
            if one.over(day) is None:
                standing.add(title)
            else:
                self._ended[title] = one
        for title in standing:
            self._ended.pop(title, None)
        self._titles = sorted({*self._ended, *standing}, key=len, reverse=True)

    def __bool__(self) -> bool:
        """Say whether any policy has ended."""
        return bool(self._ended)

    def named_in(self, text: str) -> Policy | None:
        """Return an ended policy that a text names; None: it names none."""
        plain = _plain(text)
        for title in self._titles:
            if title not in plain:
                continue
            if title in self._ended:
                return self._ended[title]
            plain = plain.replace(title, "\0")
        return None


def _plain(text: str) -> str:
    """Return a text as titles are looked for in it: letters and figures alone."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")
