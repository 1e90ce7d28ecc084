"""Answers made of the shop's facts, what the check is told of them, and when one is over.

Nothing here makes a number up: every figure of a draft is a fact's own. An answer keeps how its
facts were worded; a fact that ended, went or was worded anew takes the answer with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.rewording import AFTER_LABEL, LABEL
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.posts.car_names import CarNames
from netdesk.domain.posts.personal import folded
from netdesk.domain.posts.questions import Answer, FactKind, FactUsed, Question, Says, Topic
from netdesk.domain.posts.standing_facts import KnownFact, fact_name, gift_told, six_parts
from netdesk.i18n import _

_PROMOTES = (FactKind.GIFT, FactKind.ACTIVITY)  # what makes an answer an advertisement (LABEL)
_DRIVE, _DRIVE_GIFT = "drive", "gift_drive"  # the tag of a gift for a test drive
_OFFERS = "offers"  # the topic that any activity answers
_SHOWN = 3  # points or pages in a draft


class LapseKind(StrEnum):
    """Why an answer is over."""

    UNTIL = "until"
    ENDED = "ended"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Lapse:
    """One reason: the last day, or the fact, and how it is worded now."""

    kind: LapseKind
    fact: FactUsed | None = None
    day: date | None = None
    now: str = ""

    def sentence(self) -> str:
        """Return the reason in words."""
        told = {"name": fact_name(self.fact) if self.fact else "", "day": self.day, "now": self.now}
        if self.kind is LapseKind.UNTIL:
            return _("有效期到 %(day)s，已经过了") % told
        if self.kind is LapseKind.ENDED:
            return _("%(name)s 到 %(day)s 为止，已经结束") % told
        if self.kind is LapseKind.GONE:
            return _("本店的事实里已经没有：%(name)s") % told
        return _("%(name)s 变了，现在是：%(now)s") % told


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """A proposed answer, the facts it stands on, the last day they are all true."""

    text: str
    facts: tuple[FactUsed, ...]
    until: date | None


def lapses(answer: Answer, known: Sequence[KnownFact], today: date) -> tuple[Lapse, ...]:
    """Return why an answer is over; empty while it stands."""
    found: list[Lapse] = []
    if answer.until is not None and answer.until < today:
        found.append(Lapse(LapseKind.UNTIL, day=answer.until))
    for used in answer.facts:
        same = [one for one in known if (one.used.kind, one.used.name) == (used.kind, used.name)]
        standing = next((one for one in same if one.used == used), None)
        if not same:
            found.append(Lapse(LapseKind.GONE, used))
        elif standing is None:
            found.append(Lapse(LapseKind.CHANGED, used, now=same[0].used.said))
        elif standing.ends is not None and standing.ends < today:
            found.append(Lapse(LapseKind.ENDED, used, standing.ends))
    return tuple(found)


def last_day(answer: Answer, known: Sequence[KnownFact]) -> date | None:
    """Return the last day an answer stands by what is known: its own, or its facts' if earlier."""
    ends = [one.ends for one in known if one.used in answer.facts and one.ends is not None]
    return min((*ends, *([answer.until] if answer.until else ())), default=None)


def named_in(text: str, known: Iterable[KnownFact]) -> tuple[FactUsed, ...]:
    """Return the facts that a text names: it stands on them, chosen or not."""
    close = "".join(text.split())
    return tuple(
        one.used
        for one in known
        if one.marks and all("".join(mark.split()) in close for mark in one.marks)
    )


def draft(
    question: Question, topic: Topic, known: Sequence[KnownFact], *, today: date, says: Says
) -> DraftAnswer | None:
    """Return an answer made of the facts that the topic asks for; None where there are none.

    Hours alone answer only a question on them.
    """
    standing = [fact for fact in known if fact.ends is None or fact.ends >= today]
    wanted, car = _wanted(question.text, topic)
    fitting = _Fitting(question.text, topic, car)
    chosen = [one for kind in wanted for one in fitting.facts(kind, standing)]
    kinds = {fact.used.kind for fact in chosen}
    if not chosen or (kinds == {FactKind.HOURS} and len(wanted) > 1):
        return None
    lines = [fact.line for fact in chosen]
    if FactKind.PRICE in kinds:
        lines.append(says.draft["price_after"])
    text, used = "\n".join(lines), tuple(fact.used for fact in chosen)
    if promotes(used):
        text = f"{LABEL}{AFTER_LABEL}{text}"
    ends = [fact.ends for fact in chosen if fact.ends is not None]
    return DraftAnswer(text, used, min(ends, default=None))


def promotes(facts: Iterable[FactUsed]) -> bool:
    """Say whether an answer on these facts is an advertisement, and begins with the label."""
    return any(fact.kind in _PROMOTES for fact in facts)


def fields_of(text: str, used: Sequence[FactUsed], facts: Facts) -> Fields:
    """Return what the check is told of an answer. It is always the shop that speaks."""
    gifts = {fact.said for fact in used if fact.kind is FactKind.GIFT}
    offer = next((one for one in facts.offers if gift_told(one) in gifts), None)
    prices = {fact.name for fact in used if fact.kind is FactKind.PRICE}
    sources = [one.price_source for one in facts.models if one.name in prices and one.price_source]
    source = "; ".join(dict.fromkeys(sources))
    label = True if text.lstrip().startswith(LABEL) else False if promotes(used) else None
    return Fields(
        persona="shop",
        label=label,
        price=source,
        proof=source,
        gift=six_parts(offer) if offer else None,
    )


def _wanted(question: str, topic: Topic) -> tuple[tuple[str, ...], str]:
    """Return the kinds of facts a question asks for, and the car it is known to name."""
    for ask in topic.asks:
        car = ask.car_in(question)
        if car is not None:
            return (topic.draft if ask.draft is None else ask.draft), car
    return topic.draft, ""


class _Fitting:
    """Finds the facts that one question asks for."""

    def __init__(self, question: str, topic: Topic, car: str) -> None:
        self._question = folded(question)
        self._topic = topic
        self._car = folded(car)

    def facts(self, kind: str, standing: Sequence[KnownFact]) -> list[KnownFact]:
        """Return the facts of a kind, as topics name it."""
        wanted = FactKind(kind.partition("_")[0])
        found = [one for one in standing if one.used.kind is wanted]
        if kind == _DRIVE_GIFT:
            return [one for one in found if _DRIVE in one.tags]
        if wanted is FactKind.ACTIVITY and self._topic.code != _OFFERS:
            return [one for one in found if self._speaks_of(one.used.name)]
        if wanted is FactKind.PRICE:
            return self._of_car(found)
        if wanted in (FactKind.POINT, FactKind.MANUAL):
            return [one for one in self._of_car(found) if self._shares(one.used.said)][:_SHOWN]
        return found

    def _of_car(self, found: Sequence[KnownFact]) -> list[KnownFact]:
        """Return what is of the car that is asked about; of all where none is named."""
        models = list(dict.fromkeys(one.model for one in found))
        cars = CarNames(models).mark(self._question).cars
        if not cars and self._car:
            return []
        return [
            one
            for one in found
            if not cars or any(folded(one.model).startswith(car) for car in cars)
        ]

    def _speaks_of(self, text: str) -> bool:
        words = self._topic.words
        return words is not None and words.search(text) is not None

    def _shares(self, text: str) -> bool:
        """Whether a fact has one of the topic's words that the question has."""
        words = self._topic.words
        return words is not None and any(
            found[0] in text for found in words.finditer(self._question)
        )
