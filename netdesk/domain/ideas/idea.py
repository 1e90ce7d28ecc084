"""A post idea, and what it is worth: points that anyone can recount, no invented click rates."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from netdesk.domain.compliance.fields import NO_FIELDS, Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.fact_words import CONTEXT
from netdesk.domain.ideas.grammar import Word
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column, LegalClass, Method, Technique

# What makes a headline concrete: a thing, a place, a person, a number, a moment.
_LOOSE = frozenset({"fault", "care", "saying", "excuse", "opinion", "point", "local", "term"})
_LEGAL_SHARES = {Level.OK: 1.0, Level.REVIEW: 0.6, Level.EVIDENCE: 0.4, Level.BLOCK: 0.0}
_TIMELY = frozenset(
    {"place", "food", "local", "term", "festival", "season", "month", "weather", "activity", "city"}
)


Checker = Callable[[str, Fields], Report]


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea as the page shows it. `fillers` are keys for freshness."""

    technique: Technique
    column: Column
    platform: Platform
    method: Method
    legal: LegalClass
    production: str
    headline: str
    hook: str
    outline: tuple[str, ...]
    call_to_action: str
    picture: str
    why: str
    facts_used: tuple[str, ...]
    fillers: frozenset[str]
    fields: Fields = NO_FIELDS
    report: Report | None = None
    score: int = 0
    score_parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """Return the gravest level found; ok where nothing was checked."""
        return self.report.level if self.report else Level.OK

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return the texts that are checked, each with its name."""
        beats = tuple((f"outline.{n}", beat) for n, beat in enumerate(self.outline))
        action = ("call_to_action", self.call_to_action)
        return (("headline", self.headline), ("hook", self.hook), *beats, action)

    def text(self) -> str:
        """Return the parts as one text, a line each: findings' offsets count in it."""
        return "\n".join(text for _name, text in self.parts())

    def place(self, offset: int) -> tuple[str, int]:
        """Return the part that a place of `text` lies in, and the place within it."""
        for name, text in self.parts():
            if offset <= len(text):
                return name, offset
            offset -= len(text) + 1
        return name, len(text)


@dataclass(frozen=True, slots=True)
class Scoring:
    """Points at most for each part, the words that are hype, what asks, what is a superlative."""

    points: Mapping[str, int]
    hype: tuple[str, ...]
    asking: re.Pattern[str]
    superlative: re.Pattern[str]


def anchors(words: Sequence[Word]) -> int:
    """Return how many concrete things the headline's words name."""
    return sum(map(is_anchor, words))


def is_anchor(word: Word) -> bool:
    """Whether a word names something concrete."""
    return word.type not in CONTEXT and word.type not in _LOOSE


def score_parts(
    headline: str,
    words: Sequence[Word],
    platform: Platform,
    scoring: Scoring,
    *,
    nearest: float,
    level: Level,
) -> dict[str, int]:
    """Return the points of each part. `words` are the headline's, `nearest` its likeness."""
    types = {word.type for word in words}
    shares = {
        "anchors": _anchor_share(anchors(words)),
        "length": _length_share(platform.length(headline) / platform.limit),
        "asks": 1.0 if scoring.asking.search(headline) else 0.4,
        "near": 1.0 if types & _TIMELY else 0.4,
        "hype": 0.0 if any(word in headline for word in scoring.hype) else 1.0,
        "fresh": 1.0 - min(1.0, 2 * nearest),
        "legal": _LEGAL_SHARES[level],
    }
    return {part: round(scoring.points[part] * share) for part, share in shares.items()}


def _anchor_share(count: int) -> float:
    return {0: 0.3, 1: 1.0, 2: 1.0, 3: 0.6}.get(count, 0.3)


def _length_share(filled: float) -> float:
    """From two thirds of the limit to the whole is best, as far as it goes up to 20 characters."""
    if filled > 1:
        return 0.0
    return 1.0 if filled >= 0.55 else max(0.3, filled / 0.55)
