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
    chosen = [one for kind in topic.draft for one in _fitting(kind, question, topic, standing)]
    kinds = {fact.used.kind for fact in chosen}
    if not chosen or (kinds == {FactKind.HOURS} and len(topic.draft) > 1):
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


def _fitting(
    kind: str, question: Question, topic: Topic, standing: Sequence[KnownFact]
) -> list[KnownFact]:
    """Return the facts of a kind that a question asks for, as its topic names the kind."""
    wanted = FactKind(kind.partition("_")[0])
    found = [one for one in standing if one.used.kind is wanted]
    if kind == _DRIVE_GIFT:
        return [one for one in found if _DRIVE in one.tags]
    if wanted in (FactKind.PRICE, FactKind.POINT, FactKind.MANUAL):
        models = list(dict.fromkeys(one.model for one in standing if one.model))
        asked = CarNames(models).mark(folded(question.text)).cars
        named = [m for m in models if any(folded(m).startswith(car) for car in asked)]
        found = [one for one in found if not named or one.model in named]
    if wanted in (FactKind.POINT, FactKind.MANUAL):
        found = [one for one in found if topic.words and topic.words.search(one.used.said)]
        return found[:_SHOWN]
    return found
