"""What a day is called: season, month, solar term, the festivals near it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FESTIVAL_DAYS = 21  # a festival is spoken of from three weeks before
TERM_DAYS = 15
WEEKEND = "weekend"
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Phrases:
    """How posts say dates and counts, with `%(name)s` places; not in the language of the window."""

    month: str
    date: str
    weekdays: tuple[str, ...]
    term_today: str
    term_since: str
    today: str
    tomorrow: str
    days_left: str
    count: str
    value: str
    page: str
    shop: str


@dataclass(frozen=True, slots=True)
class Season:
    """A season; `begins` is the solar term of its first day."""

    code: str
    name: str
    short: str
    begins: str


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival on its day."""

    name: str
    day: date
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    """A solar term on its day."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Almanac:
    """A day with the solar terms and festivals around it, in order, and how posts say them."""

    day: date
    season: Season
    terms: tuple[Term, ...]
    festivals: tuple[Festival, ...]
    says: Phrases

    def term(self) -> Term:
        """Return the solar term whose days these are."""
        return max((term for term in self.terms if term.day <= self.day), key=lambda t: t.day)

    def next_term(self) -> Term:
        """Return the next solar term."""
        return min((term for term in self.terms if term.day > self.day), key=lambda t: t.day)

    def coming(self) -> tuple[Festival, ...]:
        """Return the festivals of today and the next three weeks, the nearest first."""
        last = self.day + timedelta(days=FESTIVAL_DAYS)
        near = [one for one in self.festivals if self.day <= one.day <= last]
        return tuple(sorted(near, key=lambda one: one.day))

    def whens(self) -> frozenset[str]:
        """Return the words of `when` that hold today."""
        found = {self.season.code, f"m{self.day.month:02}", self.term().name}
        found.update(festival.name for festival in self.coming())
        if self.day.weekday() >= _FRIDAY:
            found.add(WEEKEND)
        return frozenset(found)


def season_of(terms: Sequence[Term], seasons: Sequence[Season], day: date) -> Season:
    """Return the season of a day: the last one whose first term has come."""
    begun = {season.begins: season for season in seasons}
    past = [term for term in terms if term.day <= day and term.name in begun]
    return begun[max(past, key=lambda term: term.day).name]
