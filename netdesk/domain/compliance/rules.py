"""What the rule check is made of: rules, the fields of a post, findings, exemptions, the report.

The law behind the rules is PRODUCT.md 7; the rules themselves are resources/compliance/*.toml.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.patterns import Pattern
from netdesk.domain.compliance.search import Search
from netdesk.domain.compliance.text import Folding

Patterns = tuple[Pattern, ...]


class SaidOf(StrEnum):
    """How a rule weighs what its words are said of (see netdesk.domain.compliance.superlatives)."""

    ALWAYS = "always"
    LISTED = "listed"
    SOLD = "sold"
    ASKED = "asked"
    RARELY = "rarely"
    NAMED = "named"
    HYPE = "hype"
    RANK = "rank"


class Kind(StrEnum):
    """What a noun stands for. The first seven are sold here."""

    CAR = "car"
    PRICE = "price"
    SHOP = "shop"
    STAFF = "staff"
    SERVICE = "service"
    PART = "part"
    TRADE = "trade"
    CHOICE = "choice"
    PERSON = "person"
    MOMENT = "moment"
    FREE = "free"
    ACT = "act"
    STOP = "stop"
    COPULA = "copula"


SOLD_KINDS = frozenset(
    {Kind.CAR, Kind.PRICE, Kind.SHOP, Kind.STAFF, Kind.SERVICE, Kind.PART, Kind.TRADE}
)
FREE_KINDS = frozenset({Kind.PERSON, Kind.MOMENT, Kind.FREE, Kind.ACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `name` is its own; `id` is what is reported; `family` is PRODUCT.md 7's.

    `unless` is looked for in the clause of a hit, `unless_sentence` in its sentence, `unless_text`
    and `needs_text` in the whole text; `unless_all` silences only when every pattern is in it.
    `excuse` are the fields that stand for the proof; `also` are the names of rules reported at
    the same place; a marker is only asked for by name.
    """

    name: str
    id: str
    family: str
    level: Level
    law: str
    why: str
    instead: str
    patterns: Patterns = ()
    said_of: SaidOf | None = None
    is_fact: bool = False
    is_raw: bool = False
    is_everywhere: bool = False
    is_marker: bool = False
    unless: Patterns = ()
    unless_sentence: Patterns = ()
    unless_text: Patterns = ()
    unless_all: Patterns = ()
    needs_text: Patterns = ()
    excuse: tuple[str, ...] = ()
    excuse_persona: str = ""
    excuse_label: bool = False
    excuse_platform: tuple[str, ...] = ()
    only_platform: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    swap: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words as patterns, by the names they have in resources/compliance/words.toml."""

    kinds: Mapping[str, Kind]
    things: Pattern
    words: Mapping[str, Pattern]

    def has(self, name: str, text: str) -> bool:
        """Say whether any word of that list is in the text."""
        return self.words[name].search(text) is not None


class View(IntEnum):
    """What a pattern looks at: the folded text, that with some or with all safe phrases masked."""

    FULL = 0
    MASKED = 1
    WEIGHED = 2


@dataclass(frozen=True, slots=True)
class Safe:
    """What only looks like a claim: masked in a view, shown as exempted where it has a reason."""

    view: View
    reason: str = ""


# A pattern and what it stands for.
Sought = tuple[Rule | Safe, Pattern]


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole rule set; `version` changes with any of its files.

    `search` has a group for each view; the first also holds the safe phrases.
    """

    version: str
    folding: Folding
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    search: Search[Sought]
    reasons: Mapping[str, str]
    facts: Mapping[str, str]
    named: Mapping[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        """Index the rules by name."""
        object.__setattr__(self, "named", {rule.name: rule for rule in self.rules})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of `text`, which is `[start, end)` of the text as given.

    `start` and `end` are both 0 where the whole post is meant, such as a missing label.
    """

    rule: str
    family: str
    law: str
    start: int
    end: int
    text: str
    level: Level
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Exempted:
    """What was let pass and why. `proof` is what was given, "" where it is owed, None where none
    is needed."""

    rule: str
    start: int
    end: int
    text: str
    reason: str
    proof: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one check; `level` is the gravest finding's."""

    level: Level
    findings: tuple[Finding, ...]
    exempted: tuple[Exempted, ...]
    rules_version: str


def gravest(findings: Sequence[Finding]) -> Level:
    """Return the level of the gravest finding."""
    return max((one.level for one in findings), key=lambda level: level.gravity, default=Level.OK)


def find(patterns: Patterns, text: str) -> bool:
    """Say whether any of the patterns is in the text."""
    return any(pattern.search(text) for pattern in patterns)
