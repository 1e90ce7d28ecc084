"""What is done with a question and its answer, and the way back from each step."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from netdesk.domain.posts.answering import DraftAnswer
from netdesk.domain.posts.post import Post
from netdesk.domain.posts.questions import FactUsed, Wording
from netdesk.i18n import _, ngettext
from netdesk.services.answer_export import Exported
from netdesk.services.answer_facts import QuestionRow
from netdesk.services.desk import Desk
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.tasks import Tasks

TOPIC = "questions"  # of the notices: a newer one takes the place of the older
_T = TypeVar("_T")


class QuestionSteps(QObject):
    """Writes through the desk; says what came of it."""

    told = Signal(object)  # a Notice
    came = Signal(object)  # a QuestionRow that was changed and is to be shown
    added = Signal(object)  # one that is new
    done_with = Signal(object)  # one that needs no more: the next may be shown
    posted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        """Ask `desk` through `tasks`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks

    def answer(
        self, row: QuestionRow, text: str, until: date | None, facts: Sequence[FactUsed]
    ) -> None:
        """Save an answer; the notice takes it back."""
        question, questions, by, now = row.question, self._desk.questions, self._me(), self._now()

        def done(saved: QuestionRow) -> None:
            told = _("已保存：%(question)s") % {"question": saved.question.text}
            back = partial(self._take_back, row)
            self.told.emit(Notice(told, action=(_("撤销"), back), topic=TOPIC))
            self.done_with.emit(saved)

        self._run(
            lambda: questions.answer(
                question.id, text, until, facts, by=by, now=now, version=question.version
            ),
            done,
        )

    def draft(self, row: QuestionRow, put: Callable[[DraftAnswer], None]) -> None:
        """Hand an answer made of the shop's facts to `put`; say where there is none."""
        questions, now = self._desk.questions, self._now()

        def done(found: DraftAnswer | None) -> None:
            if found is not None:
                put(found)
                return
            told = _("本店的事实里没有能答这个问题的，没有拟；请自己写，或先到创意页补上事实。")
            self.told.emit(Notice(told, Tone.TOLD, topic=TOPIC))

        self._run(lambda: questions.draft(row.question.id, now=now), done)

    def hide(self, row: QuestionRow) -> None:
        """Take a question out of the lists, or bring a hidden one back."""
        questions, by, now = self._desk.questions, self._me(), self._now()
        step, undo = questions.hide, questions.show
        if row.question.hidden:
            step, undo = undo, step
        question_id = row.question.id

        def back() -> None:
            self._run(lambda: undo(question_id, by=by, now=now), self.came.emit)

        def done(changed: QuestionRow) -> None:
            hidden, shown = _("已隐藏：%(question)s"), _("已恢复：%(question)s")
            told = hidden if changed.question.hidden else shown
            facts = {"question": changed.question.text}
            self.told.emit(Notice(told % facts, action=(_("撤销"), back), topic=TOPIC))
            self.done_with.emit(changed)

        self._run(lambda: step(question_id, by=by, now=now), done)

    def reword(self, row: QuestionRow, text: str) -> None:
        """Put a question otherwise."""
        question, questions, by, now = row.question, self._desk.questions, self._me(), self._now()
        self._run(
            lambda: questions.reword(question.id, text, by=by, now=now, version=question.version),
            self.came.emit,
        )

    def merge(self, row: QuestionRow, into: QuestionRow) -> None:
        """Put a question together with another; the notice parts them again."""
        questions, by, now = self._desk.questions, self._me(), self._now()
        question_id, into_id = row.question.id, into.question.id

        def back() -> None:
            self._run(lambda: questions.split(question_id, by=by, now=now), self.came.emit)

        def done(merged: QuestionRow) -> None:
            told = _("已并到：%(question)s") % {"question": merged.question.text}
            self.told.emit(Notice(told, action=(_("撤销"), back), topic=TOPIC))
            self.came.emit(merged)

        self._run(lambda: questions.merge(question_id, into_id, by=by, now=now), done)

    def split(self, wording: Wording, row: QuestionRow) -> None:
        """Part a wording from the question it was put together with; the notice takes it back."""
        questions, by, now = self._desk.questions, self._me(), self._now()

        def back() -> None:
            into = row.question.id
            self._run(lambda: questions.merge(wording.id, into, by=by, now=now), self.came.emit)

        def done(parted: QuestionRow) -> None:
            told = _("已拆成单独一条：%(question)s") % {"question": parted.question.text}
            self.told.emit(Notice(told, action=(_("撤销"), back), topic=TOPIC))
            self.came.emit(parted)

        self._run(lambda: questions.split(wording.id, by=by, now=now), done)

    def add(self, text: str, topic: str) -> None:
        """Keep a question that is written by hand."""
        questions, by, now = self._desk.questions, self._me(), self._now()
        self._run(lambda: questions.add(text, topic=topic, by=by, now=now), self.added.emit)

    def post(self, row: QuestionRow, platform: str) -> None:
        """Make a draft of a post of an answer."""
        questions, by, now = self._desk.questions, self._me(), self._now()

        def done(_post: Post) -> None:
            told = _("已做成帖子草稿（栏目：本店问答），在内容日历的草稿里排期。")
            self.told.emit(Notice(told, topic=TOPIC))
            self.posted.emit()

        self._run(lambda: questions.post(row.question.id, platform, by=by, now=now), done)

    def copy(self, platform: str, topic: str) -> None:
        """Copy the answers that stand as a platform takes them."""
        export, now = self._desk.questions.export, self._now()

        def done(made: Exported) -> None:
            if made.answers:
                QGuiApplication.clipboard().setText(made.text)
            self.told.emit(_copied(made))

        self._run(lambda: export.text(platform, topic=topic, now=now), done)

    def save_book(self, path: Path, platform: str, topic: str) -> None:
        """Save the answers that stand as a workbook."""
        export, by, now = self._desk.questions.export, self._me(), self._now()

        def done(made: Exported) -> None:
            told = ngettext("已存 %(n)d 条到 %(path)s", "已存 %(n)d 条到 %(path)s", made.answers)
            facts = {"n": made.answers, "path": path}
            self.told.emit(Notice(told % facts + _left_out(made), topic=TOPIC))

        self._run(lambda: export.save(path, platform, topic=topic, by=by, now=now), done)

    def _take_back(self, before: QuestionRow) -> None:
        """Give a question the answer it had before a step."""
        question, questions, by, now = (
            before.question,
            self._desk.questions,
            self._me(),
            self._now(),
        )
        answer = question.answer

        def work() -> QuestionRow:
            if answer is None:
                return questions.take_answer(question.id, by=by, now=now)
            return questions.put_back(question.id, answer, by=by, now=now)

        self._run(work, self.came.emit)

    def _run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._tasks.run(work, self, done=done, failed=lambda error: self.told.emit(refusal(error)))

    def _me(self) -> str:
        return self._desk.settings.me()

    def _now(self) -> datetime:
        return self._desk.now()


def _copied(made: Exported) -> Notice:
    if not made.answers:
        told = _("没有可以导出的答案，没有复制；先回答几个问题，过期的改好。")
        return Notice(told, Tone.TOLD, topic=TOPIC)
    told = ngettext(
        "已复制 %(n)d 条，可以直接粘贴。", "已复制 %(n)d 条，可以直接粘贴。", made.answers
    )
    return Notice(told % {"n": made.answers} + _left_out(made), topic=TOPIC)


def _left_out(made: Exported) -> str:
    n = len(made.left_out)
    if not n:
        return ""
    told = ngettext("%(n)d 条没有导出：%(first)s", "%(n)d 条没有导出：%(first)s", n)
    first = made.left_out[0]
    return " " + told % {"n": n, "first": f"{first.question} {first.why}"}
