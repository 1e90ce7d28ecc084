"""Never the same twice: how near a headline is to those before it.

The same headline never. Within 30 days no headline that shares more than half of its character
pairs with another, and none that begins like another. A production rests for 7 posts, a filler
for 5. Letters and digits count, signs and blanks don't.
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
WINDOW = 600  # how many headlines a new one is laid beside at most


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
    return "".join(character for character in text if character.isalnum())


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of a text."""
    plain = letters(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def opening(text: str) -> str:
    """Return how a text begins."""
    return letters(text)[:OPENING]


def likeness(one: str, other: str) -> float:
    """Return the share of pairs two texts have in common, 0 to 1 (Jaccard)."""
    first, second = pairs(one), pairs(other)
    whole = len(first | second)
    return len(first & second) / whole if whole else float(letters(one) == letters(other))


class Seen:
    """The headlines so far. A headline's pairs are bits of one number: sharing is one `&`."""

    def __init__(self) -> None:
        """Begin with none."""
        self._bits: dict[str, int] = {}
        self._headlines: set[str] = set()
        self._openings: set[str] = set()
        self._recent: list[int] = []
        self._all_pairs = 0

    def add(self, headline: str, *, is_recent: bool = True) -> None:
        """Remember a headline; an older one only so that it never comes again."""
        self._headlines.add(letters(headline))
        if is_recent:
            mask = self._mask(headline)
            self._recent.append(mask)
            self._all_pairs |= mask
            self._openings.add(opening(headline))

    def has(self, headline: str) -> bool:
        """Whether this very headline was there."""
        return letters(headline) in self._headlines

    def begins_like_another(self, headline: str) -> bool:
        """Whether another begins the same way."""
        return opening(headline) in self._openings

    def nearest(self, headline: str) -> float:
        """Return the likeness to the one most alike, 0 where there is none."""
        mask = self._mask(headline)
        size = mask.bit_count()
        best = 0.0
        for other in self._recent[-WINDOW:]:
            common = (mask & other).bit_count()
            if common:
                best = max(best, common / (size + other.bit_count() - common))
        return best

    def new_share(self, headline: str) -> float:
        """Return the share of a headline's pairs that none before had."""
        mask = self._mask(headline)
        size = mask.bit_count()
        return (mask & ~self._all_pairs).bit_count() / size if size else 0.0

    def _mask(self, headline: str) -> int:
        mask = 0
        for pair in pairs(headline):
            mask |= 1 << self._bits.setdefault(pair, len(self._bits))
        return mask


class Freshness:
    """Judges against what was planned or published (`history`, in the order of its days)."""

    def __init__(self, history: Sequence[Used], today: date) -> None:
        """Hold what may not come again today."""
        self.seen = Seen()
        ordered = sorted(history, key=lambda used: used.day)
        for used in ordered:
            self.seen.add(used.headline, is_recent=used.day > today - DAYS)
        last = ordered[::-1]
        self.resting_productions = frozenset(u.production for u in last[:PRODUCTION_REST])
        self.resting_fillers: frozenset[str] = frozenset().union(
            *(used.fillers for used in last[:FILLER_REST])
        )

    def stale(
        self, headline: str, production: str = "", fillers: Iterable[str] = ()
    ) -> Stale | None:
        """Return why a headline may not be used today, or None."""
        if self.seen.has(headline):
            return Stale.SAME
        if production and production in self.resting_productions:
            return Stale.PRODUCTION
        if not self.resting_fillers.isdisjoint(fillers):
            return Stale.FILLER
        if self.seen.begins_like_another(headline):
            return Stale.OPENING
        return Stale.NEAR if self.seen.nearest(headline) > NEAR else None
