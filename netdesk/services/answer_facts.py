"""What answers stand on today, and what the rules say of one: the shop's facts, hours and name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from netdesk.catalog.questions import load
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.rules import Finding, Report, gravest
from netdesk.domain.deadlines.hours import Hours
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.posts import answering
from netdesk.domain.posts.answering import Lapse
from netdesk.domain.posts.questions import FactUsed, Question
from netdesk.domain.posts.standing_facts import KnownFact, known_facts
from netdesk.i18n import N_
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.settings import Settings

_UNNAMED = N_("本店")  # what a shop is called before it has said its name


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as it is shown: why its answer is over (empty: it stands), its last day."""

    question: Question
    lapses: tuple[Lapse, ...] = ()
    last_day: date | None = None

    @property
    def stands(self) -> bool:
        """Whether it has an answer that is good today."""
        return self.question.answer is not None and not self.lapses


class AnswerFacts:
    """Asks for the facts, and keeps them worded until one of them changes."""

    def __init__(self, hours: ShopHours, settings: Settings, ideas: Ideas) -> None:
        """Take the facts and the check from `ideas`."""
        self._hours = hours
        self._settings = settings
        self._ideas = ideas
        self._kept: tuple[tuple[Facts, Hours, date, str], tuple[KnownFact, ...]] | None = None

    def today(self, now: datetime) -> date:
        """Return the shop's date."""
        return self._ideas.today(now)

    def zone(self) -> ZoneInfo:
        """Return the shop's zone."""
        return self._hours.current().zone

    def models(self) -> tuple[str, ...]:
        """Return the names of the shop's cars."""
        return tuple(model.name for model in self._ideas.facts().models)

    def shop_name(self) -> str:
        """Return the shop's name as its facts or its settings have it; empty before it has one."""
        name = self._ideas.facts().shop or self._settings.shop().name
        return "" if name == _UNNAMED else name

    def known(self, now: datetime) -> tuple[KnownFact, ...]:
        """Return every fact an answer may stand on, those that have ended too."""
        facts = self._ideas.standing(self._ideas.facts(), self.today(now))
        hours = self._hours.current()
        key = (facts, hours, self.today(now), self.shop_name() or _UNNAMED)
        if self._kept is None or self._kept[0] != key:
            known = known_facts(facts, hours, shop=key[3], today=key[2], says=load().says)
            self._kept = (key, known)
        return self._kept[1]

    def standing(self, now: datetime) -> tuple[KnownFact, ...]:
        """Return the facts that are true today."""
        today = self.today(now)
        return tuple(one for one in self.known(now) if one.ends is None or one.ends >= today)

    def used_in(
        self, text: str, chosen: Iterable[FactUsed] = (), *, now: datetime
    ) -> tuple[FactUsed, ...]:
        """Return the facts an answer stands on: those chosen and those it names."""
        return tuple(dict.fromkeys((*chosen, *answering.named_in(text, self.known(now)))))

    def fields(self, text: str, used: Sequence[FactUsed]) -> Fields:
        """Return what the check is told of an answer."""
        return answering.fields_of(text, used, self._ideas.facts())

    def judge(self, question: str, text: str, used: Sequence[FactUsed]) -> Report:
        """Return what the rules say of an answer, said by the shop, and of its question.

        What is found in the question is told of the whole: places are those of the answer.
        """
        report = self._ideas.judge(text, self.fields(text, used))
        asked = self._ideas.judge(question, Fields(persona="shop"))
        of_question = (replace(one, start=0, end=0) for one in asked.findings)
        findings: tuple[Finding, ...] = (*of_question, *report.findings)
        return replace(report, level=gravest(findings), findings=findings)

    def row(self, question: Question, now: datetime) -> QuestionRow:
        """Return a question with whether its answer stands."""
        answer = question.answer
        if answer is None:
            return QuestionRow(question)
        known = self.known(now)
        over = answering.lapses(answer, known, self.today(now))
        return QuestionRow(question, over, answering.last_day(answer, known))
