"""本店问答 (R15): what customers ask and what the shop answers, under its own name alone.

A question keeps no name and no number of who asked it. An answer stands on facts that end; the day
they do it is flagged. Nobody but the shop answers (FAKE_USER).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Method

OTHER = "other"  # the topic of what has no topic
MODEL = "{model}"  # stands for the car in a wording


class FactKind(StrEnum):
    """What an answer may stand on."""

    ADDRESS = "address"
    HOURS = "hours"
    GIFT = "gift"
    ACTIVITY = "activity"
    PRICE = "price"
    POINT = "point"
    MANUAL = "manual"


class QuestionView(StrEnum):
    """Which questions a list shows."""

    OPEN = "open"  # to be answered: without an answer, or with one that is over
    LAPSED = "lapsed"
    ANSWERED = "answered"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact an answer stands on, and how it was worded then: another wording is another fact."""

    kind: FactKind
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The shop's answer. `until` is the last day it may stand, None without one."""

    id: int
    text: str
    until: date | None
    facts: tuple[FactUsed, ...]
    level: Level
    rules_version: str
    created_at: datetime
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Another question that was put together with one by hand, and how often it was asked."""

    id: int
    text: str
    asked: int


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `asked` times, first and last at instants UTC.

    `wordings` are others that mean the same: their askings are counted here.
    """

    id: int
    topic: str
    text: str
    asked: int
    first_at: datetime
    last_at: datetime
    by_hand: bool = False
    hidden: bool = False
    version: int = 1
    answer: Answer | None = None
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question that comes in many wordings: `text` is ours, `{model}` for the car in it.

    `like` fits a whole clause bare of its fillers, `nouns` are what is asked for by name alone.
    `draft` names the facts for a draft, None where the topic's do.
    """

    text: str
    like: re.Pattern[str]
    nouns: frozenset[str]
    draft: tuple[str, ...] | None = None

    def car_in(self, question: str) -> str | None:
        """Return the car in a question of this wording, empty for none; None for another one."""
        before, _model, after = self.text.partition(MODEL)
        if not (question.startswith(before) and question.endswith(after)):
            return None
        return question[len(before) : len(question) - len(after)]


@dataclass(frozen=True, slots=True)
class Topic:
    """What questions are about: its words, how a post of it goes out (R4), facts for a draft."""

    code: str
    words: re.Pattern[str] | None
    method: Method
    draft: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()


class Form(StrEnum):
    """How a platform takes answers."""

    PAIRS = "pairs"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class AnswerPlatform:
    """Where answers go."""

    code: str
    name: str
    form: Form


@dataclass(frozen=True, slots=True)
class Says:
    """The sentences of drafts and exports, from resources/questions.toml."""

    draft: Mapping[str, str]
    weekdays: tuple[str, ...]
    export: Mapping[str, str]
