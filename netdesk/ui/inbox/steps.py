"""Writing what came of a lead, in the background, and saying what was written."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netdesk import words
from netdesk.domain.leads.inbox import InboxRow, TimelineEntry
from netdesk.domain.leads.lead import Grade
from netdesk.errors import NetdeskError, NothingToUndo
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.inbox.answer_pad import Entered
from netdesk.ui.leads.columns import name_of
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from netdesk.services.answer import Logged, Undone

_TOPIC = "step"


class LeadSteps(QObject):
    """One write after the other; each ends in `written`, also when it was refused."""

    written = Signal(object)  # id of the lead to show, None: keep the one that is shown
    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        """Write through `desk` on the thread of `tasks`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks

    def log(self, row: InboxRow, entered: Entered) -> None:
        """Record an outcome of the lead of `row`."""
        from netdesk.services.answer import Step

        step = Step(
            lead_id=row.id,
            outcome=entered.outcome,
            by=self._desk.settings.me(),
            visit_at=entered.visit_at,
            reason=entered.reason,
            note=entered.note,
            next_at=entered.next_at,
            version=row.version,
        )
        now = self._desk.now()
        self._write(
            lambda: self._desk.answer.log(step, now=now),
            lambda _logged: self._tell(row, words.outcome(entered.outcome)),
        )

    def bought(self, row: InboxRow, entry: TimelineEntry) -> None:
        """Write down what the shop's ledger says, on the deal's own day: it counts once."""
        from netdesk.services.answer import Step

        outcome = entry.outcome
        assert outcome is not None
        by, now = self._desk.settings.me(), self._desk.now()
        note = _("按成交台账") + (f" {entry.text}" if entry.text else "")
        step = Step(row.id, outcome, by=by, at=min(entry.at, now), note=note, version=row.version)
        self._write(
            lambda: self._desk.answer.log(step, now=now),
            lambda _logged: self._tell(row, words.outcome(outcome)),
        )

    def grade(self, row: InboxRow, grade: Grade) -> None:
        """Set the grade of the lead of `row`."""
        by, now = self._desk.settings.me(), self._desk.now()
        self._write(
            lambda: self._desk.answer.set_grade(row.id, grade, by=by, now=now, version=row.version),
            lambda _logged: self._tell(row, words.grade(grade)),
        )

    def snooze(self, row: InboxRow, until: datetime, said: str) -> None:
        """Put the lead of `row` off until an instant, called `said`."""
        by, now = self._desk.settings.me(), self._desk.now()
        self._write(
            lambda: self._desk.answer.snooze(row.id, until, by=by, now=now, version=row.version),
            lambda _logged: self._tell(row, _("稍后 %(time)s") % {"time": said}),
        )

    def undo(self) -> None:
        """Take this person's last step of today back."""
        by, now = self._desk.settings.me(), self._desk.now()
        self._turn(lambda: self._desk.answer.undo_last(by=by, now=now), _("已撤销"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        by, now = self._desk.settings.me(), self._desk.now()
        self._turn(lambda: self._desk.answer.redo_last(by=by, now=now), _("已重做"))

    def _write(self, work: Callable[[], "Logged"], done: Callable[["Logged"], None]) -> None:
        def finish(logged: "Logged") -> None:
            done(logged)
            self.written.emit(None)

        self._tasks.run(work, self, done=finish, failed=self._refuse)

    def _turn(self, work: Callable[[], "Undone | None"], said: str) -> None:
        def finish(undone: "Undone | None") -> None:
            if undone is None:
                self.told.emit(Notice(NothingToUndo().sentence(_), Tone.TOLD, topic=_TOPIC))
                return
            what = "" if undone.outcome is None else words.outcome(undone.outcome)
            facts = {"said": said, "name": undone.name or _("未留姓名"), "what": what}
            text = (_("%(said)s：%(name)s %(what)s") % facts).strip()
            self.told.emit(Notice(text, topic=_TOPIC))
            self.written.emit(undone.lead_id)

        self._tasks.run(work, self, done=finish, failed=self._refuse)

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))
        self.written.emit(None)

    def _tell(self, row: InboxRow, what: str) -> None:
        facts = {"name": name_of(row), "what": what}
        text = _("已记：%(name)s %(what)s") % facts
        self.told.emit(Notice(text, action=(_("撤销"), self.undo), topic=_TOPIC))
