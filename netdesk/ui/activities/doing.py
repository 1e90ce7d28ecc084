"""What is done to activities: through the tasks, told with its way back, undone by Ctrl+Z."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services.activities import ActivityDone
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.services.guest_steps import GuestsDone
from netdesk.services.spend import SpendDone
from netdesk.ui.notices import Notice
from netdesk.ui.tasks import Tasks

Undo = Callable[[], Any]
TOPIC = "activities"
_MOST = 50


class Doing(QObject):
    """Keeps the way back of every step of this page."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        """Write through `desk`."""
        super().__init__(parent)
        self.desk = desk
        self.tasks = tasks
        self._steps: list[Undo] = []

    @property
    def by(self) -> str:
        """Return who sits at the desk."""
        return self.desk.settings.me()

    def write(
        self,
        work: Callable[[], Any],
        words: Callable[[Any], str],
        *,
        done: Callable[[Any], None] = lambda _step: None,
        failed: Callable[[NetdeskError], None] | None = None,
    ) -> None:
        """Do a step of the service and tell it; what can be undone keeps its way back.

        Empty words: nothing is told.
        """

        def written(step: Any) -> None:
            told, back = words(step), self._way_back(step)
            if back is not None:
                self._steps = [*self._steps, back][-_MOST:]
            if told:
                action = (_("撤销"), self.undo) if back is not None else None
                self.told.emit(Notice(told, action=action, topic=TOPIC))
            self.changed_something.emit(getattr(step, "changes", Changes(activities=True)))
            done(step)

        self.tasks.run(work, self, done=written, failed=failed)

    def keep(self, step: Any) -> None:
        """Keep the way back of a step that was told otherwise."""
        back = self._way_back(step)
        if back is not None:
            self._steps.append(back)

    def undo(self) -> None:
        """Take the last step back."""
        if not self._steps:
            self.told.emit(Notice(_("这一页没有可以撤销的。"), topic=TOPIC))
            return
        back = self._steps.pop()

        def undone(step: Any) -> None:
            self.told.emit(Notice(_("已撤销。"), topic=TOPIC))
            self.changed_something.emit(step.changes)

        self.tasks.run(back, self, done=undone)

    def _way_back(self, step: Any) -> Undo | None:
        desk, by, now = self.desk, self.by, self.desk.now
        if isinstance(step, ActivityDone):
            return lambda: desk.activities.undo(step, by=by, now=now())
        if isinstance(step, GuestsDone) and step.count:
            return lambda: desk.activities.guests.undo(step, by=by, now=now())
        if isinstance(step, SpendDone):
            return lambda: desk.spend.undo(step, by=by, now=now())
        return None
