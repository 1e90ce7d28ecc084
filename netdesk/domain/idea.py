"""A post idea, and what it is worth: points that anyone can recount, no invented click rates."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from netdesk.domain.fact_words import CONTEXT
from netdesk.domain.grammar import Word
from netdesk.domain.platform import Platform
from netdesk.domain.technique import Column, LegalClass, Method, Technique

BLOCK = "block"
# What makes a headline concrete: a thing, a place, a person, a number, a moment.
_LOOSE = frozenset({"fault", "care", "saying", "excuse", "opinion", "point", "local", "term"})
_TIMELY = frozenset(
    {"place", "food", "local", "term", "festival", "season", "month", "weather", "activity", "city"}
)
_ASKING = re.compile(r"[？?]|[吗呢么没]$|你")


class Report(Protocol):
    """What the rule check says of a text."""

    @property
    def level(self) -> str:
        """ok, review, evidence or block."""

    @property
    def findings(self) -> Sequence[object]:
        """What was found, for the page."""


Checker = Callable[[str, Mapping[str, str]], Report]


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea as the page shows it. `fillers` are keys for freshness, `spans` the parts' places."""

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
    fields: Mapping[str, str] = field(default_factory=dict)
    level: str = "ok"
    findings: tuple[object, ...] = ()
    score: int = 0
    score_parts: Mapping[str, int] = field(default_factory=dict)

    def text(self) -> str:
        """Return the whole idea as one text, which is what is checked."""
        return "\n".join((self.headline, self.hook, *self.outline, self.call_to_action))


@dataclass(frozen=True, slots=True)
class Scoring:
    """Points at most for each part, and the words that are hype."""

    points: Mapping[str, int]
    hype: tuple[str, ...]


def anchors(words: Sequence[Word]) -> int:
    """Return how many concrete things the headline's words name."""
    return sum(word.type not in CONTEXT and word.type not in _LOOSE for word in words)


def score_parts(
    headline: str,
    words: Sequence[Word],
    platform: Platform,
    scoring: Scoring,
    *,
    nearest: float,
    level: str,
) -> dict[str, int]:
    """Return the points of each part. `words` are the headline's, `nearest` its likeness."""
    types = {word.type for word in words}
    shares = {
        "anchors": _anchor_share(anchors(words)),
        "length": _length_share(platform.length(headline) / platform.limit),
        "asks": 1.0 if _ASKING.search(headline) else 0.4,
        "near": 1.0 if types & _TIMELY else 0.4,
        "hype": 0.0 if any(word in headline for word in scoring.hype) else 1.0,
        "fresh": 1.0 - min(1.0, 2 * nearest),
        "legal": {"ok": 1.0, "review": 0.6, "evidence": 0.4}.get(level, 0.0),
    }
    return {part: round(scoring.points[part] * share) for part, share in shares.items()}


def _anchor_share(count: int) -> float:
    return {0: 0.3, 1: 1.0, 2: 1.0, 3: 0.6}.get(count, 0.3)


def _length_share(filled: float) -> float:
    """From two thirds of the limit to the whole is best, as far as it goes up to 20 characters."""
    if filled > 1:
        return 0.0
    return 1.0 if filled >= 0.55 else max(0.3, filled / 0.55)
