"""What the questions' panel asks of the services, in the background."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from netdesk.domain.compliance.rules import Report
from netdesk.domain.posts.questions import FactUsed, QuestionView
from netdesk.domain.posts.standing_facts import KnownFact
from netdesk.services.desk import Desk
from netdesk.services.questions import QuestionPage
from netdesk.ui.notices import refusal
from netdesk.ui.tasks import Tasks


@dataclass(frozen=True)
class ShownQuestions:
    """One answer of the desk: a stretch of the view and what goes with it."""

    page: QuestionPage
    view: QuestionView
    codes: tuple[str, ...]
    facts: tuple[KnownFact, ...]
    signature: str
    now: datetime


class QuestionAsking(QObject):
    """Each question's newest answer is given to `done`; gathering goes on beside it."""

    told = Signal(object)  # a Notice
    read = Signal(int)  # messages and notes so far, while questions are gathered
    gathered = Signal(object)  # Gathered
    ended = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        """Ask `desk` through `tasks`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._gathering = False

    def page(
        self,
        view: QuestionView,
        topic: str,
        limit: int,
        offset: int,
        done: Callable[[ShownQuestions], None],
    ) -> None:
        """Ask for a stretch of a view; `topic` is a code, empty for all."""
        desk, now = self._desk, self._desk.now()

        def work() -> ShownQuestions:
            questions = desk.questions
            page = questions.page(view, now=now, topic=topic, limit=limit, offset=offset)
            codes = tuple(one.code for one in questions.topics())
            signature = questions.export.signature()
            return ShownQuestions(page, view, codes, questions.facts(now=now), signature, now)

        self._tasks.run(work, self, done=done, topic="page" if not offset else "more")

    def report(
        self,
        question: str,
        text: str,
        chosen: Sequence[FactUsed],
        done: Callable[[Report, tuple[FactUsed, ...]], None],
    ) -> None:
        """Ask what the rules say of an answer, and which facts it stands on."""
        questions, now = self._desk.questions, self._desk.now()

        def work() -> tuple[Report, tuple[FactUsed, ...]]:
            used = questions.used_in(text, chosen, now=now)
            return questions.judge(question, text, used, now=now), used

        self._tasks.run(work, self, done=lambda found: done(*found), topic="check")

    def gather(self) -> None:
        """Find what was asked since the last time; nothing is begun twice."""
        if self._gathering:
            return
        self._gathering = True
        questions, now = self._desk.questions, self._desk.now()
        self.read.emit(0)
        self._tasks.run_long(
            lambda progress, cancelled: questions.gather(
                now=now, progress=progress, cancelled=cancelled
            ),
            self,
            progress=self.read.emit,
            done=self.gathered.emit,
            failed=lambda error: self.told.emit(refusal(error)),
            ended=self._ended,
        )

    def _ended(self) -> None:
        self._gathering = False
        self.ended.emit()
