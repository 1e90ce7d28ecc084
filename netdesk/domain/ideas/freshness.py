"""Never the same twice: how near a headline is to those before it.

The same headline never. Within 30 days no headline that shares more than half of its character
pairs with another, and none that begins like another. A production rests for 7 posts, a filler
for 5: those before it and, where posts are planned ahead, those after it. Letters and digits count,
signs and blanks don't.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NEAR = 0.5
DAYS = timedelta(days=30)
PRODUCTION_REST = 7
FILLER_REST = 5
OPENING = 4
WINDOW = 150  # how many headlines a new one is laid beside at most: more than 30 days of posts


class Stale(StrEnum):
    """Why a headline may not be used now."""

    SAME = "same"
    NEAR = "near"
    OPENING = "opening"
    PRODUCTION = "production"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Used:
    """A headline that was planned or published; `fillers` are the words' keys."""

    headline: str
    day: date
    production: str = ""
    fillers: frozenset[str] = frozenset()


def letters(text: str) -> str:
    """Return a text's letters and digits."""
    return "".join(filter(str.isalnum, text))


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of a text."""
    plain = letters(text)
    return frozenset(map("".join, zip(plain, plain[1:], strict=False)))


def opening(text: str) -> str:
    """Return how a text begins."""
    return letters(text)[:OPENING]


def likeness(one: str, other: str) -> float:
    """Return the share of pairs two texts have in common, 0 to 1 (Jaccard)."""
    first, second = pairs(one), pairs(other)
    whole = len(first | second)
    return len(first & second) / whole if whole else float(letters(one) == letters(other))


@dataclass(frozen=True, slots=True)
class Mark:
    """A headline ready to be laid beside others: each pair is a bit of `mask`."""

    letters: str
    mask: int
    size: int

    @property
    def opening(self) -> str:
        """Return how the headline begins."""
        return self.letters[:OPENING]


class Seen:
    """The headlines so far; what two share is one `&` of their masks."""

    def __init__(self) -> None:
        """Begin with none."""
        self._bits: dict[str, int] = {}
        self._letters: set[str] = set()
        self._openings: set[str] = set()
        self._recent: list[Mark] = []
        self._all = 0

    def mark(self, headline: str) -> Mark:
        """Return a headline's mark."""
        plain, mask, bits = letters(headline), 0, self._bits
        for pair in map("".join, zip(plain, plain[1:], strict=False)):
            bit = bits.get(pair)
            if bit is None:
                bit = bits[pair] = 1 << len(bits)
            mask |= bit
        return Mark(plain, mask, mask.bit_count())

    def add(self, mark: Mark, *, is_recent: bool = True) -> None:
        """Remember a headline; an older one only so that it never comes again."""
        self._letters.add(mark.letters)
        if is_recent:
            self._recent.append(mark)
            self._all |= mark.mask
            self._openings.add(mark.opening)

    def has(self, mark: Mark) -> bool:
        """Whether this very headline was there."""
        return mark.letters in self._letters

    def begins_like_another(self, mark: Mark) -> bool:
        """Whether another begins the same way."""
        return mark.opening in self._openings

    def nearest(self, mark: Mark) -> float:
        """Return the likeness to the one most alike, 0 where there is none."""
        best, mask, size = 0.0, mark.mask, mark.size
        for other in self._recent[-WINDOW:]:
            common = (mask & other.mask).bit_count()
            if common:
                best = max(best, common / (size + other.size - common))
        return best

    def new_share(self, mark: Mark) -> float:
        """Return the share of a headline's pairs that none before had."""
        return (mark.mask & ~self._all).bit_count() / mark.size if mark.size else 0.0


class Freshness:
    """Judges against what was planned or published (`history`), by the order of its days.

    What was only `shown` may not come again either, but is no post for others to rest by.
    """

    def __init__(self, history: Sequence[Used], today: date, shown: Sequence[Used] = ()) -> None:
        """Hold what may not come again on a post of `today`."""
        self.seen = Seen()
        self._openings: set[str] = set()
        ordered = sorted(history, key=lambda used: used.day)
        for used in (*ordered, *shown):
            mark, is_recent = self.seen.mark(used.headline), used.day > today - DAYS
            self.seen.add(mark, is_recent=is_recent)
            if is_recent:
                self._openings.add(mark.opening)
        before = [used for used in ordered if used.day <= today][::-1]
        after = [used for used in ordered if used.day > today]
        near = (*before[:PRODUCTION_REST], *after[:PRODUCTION_REST])
        self.resting_productions = frozenset(used.production for used in near)
        nearer = (*before[:FILLER_REST], *after[:FILLER_REST])
        self.resting_fillers: frozenset[str] = frozenset().union(*(u.fillers for u in nearer))

    def stale(
        self, mark: Mark, nearest: float, production: str = "", fillers: Iterable[str] = ()
    ) -> Stale | None:
        """Return why a headline may not be used today, or None. `nearest` is `seen.nearest`."""
        if self.seen.has(mark):
            return Stale.SAME
        if production and production in self.resting_productions:
            return Stale.PRODUCTION
        if not self.resting_fillers.isdisjoint(fillers):
            return Stale.FILLER
        if mark.opening in self._openings:
            return Stale.OPENING
        return Stale.NEAR if nearest > NEAR else None
