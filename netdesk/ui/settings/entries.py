"""What the ledgers of the settings share: fields, a list under them, steps that are undone."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from netdesk.errors import NetdeskError
from netdesk.i18n import _, say
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind
from netdesk.ui.notices import Notice
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.form import FIELD_HEIGHT, Section

Undo = Callable[[Any], Any]  # takes what a step gave, puts back what was before


class Step(Protocol):
    """What a service gives back for a write."""

    @property
    def changes(self) -> Changes:
        """Return what it touched."""


class EntryField(QLineEdit):
    """A field whose Ctrl+Z is the ledger's where there is nothing written to take back."""

    def __init__(self, name: str, *, hint: str = "", longest: int = 60) -> None:
        """Start empty."""
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.setFixedHeight(FIELD_HEIGHT)
        self.setAcceptDrops(False)  # a file let go here is for the window

    def event(self, event: QEvent) -> bool:
        """Let the shortcut have Ctrl+Z."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return bool(super().event(event))


def choice(name: str) -> QComboBox:
    """Return a field to choose from."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFixedHeight(FIELD_HEIGHT)
    made.setMaxVisibleItems(18)
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


class LedgerSection(Section):
    """A section that writes step by step; each step is told with its way back."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    WIDTH = 920

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme, title: str) -> None:
        """Start with the heading."""
        super().__init__(theme, title)
        self.desk = desk
        self.tasks = tasks
        self.theme = theme
        self._steps: list[tuple[Step, Undo]] = []
        bind(self, "entry_undo", self.undo)

    def reload(self) -> None:
        """Show what is kept now."""
        raise NotImplementedError

    def write(
        self,
        work: Callable[[], Step],
        undo: Undo,
        words: str,
        *,
        done: Callable[[], None] = lambda: None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Do a step, tell it, and keep the way back. `failed` gets the sentence of a refusal."""

        def written(step: Step) -> None:
            self._steps.append((step, undo))
            notice = Notice(words, action=(_("撤销"), self.undo), topic=self.topic())
            self._settled(step, notice)
            done()

        def refused(error: NetdeskError) -> None:
            assert failed is not None
            failed(say(error))

        self.tasks.run(work, self, done=written, failed=refused if failed else None)

    def undo(self) -> None:
        """Take the last step of this section back."""
        if not self._steps:
            return
        step, back = self._steps.pop()

        def undone(result: Step) -> None:
            self._settled(result, Notice(_("已撤销。"), topic=self.topic()))

        self.tasks.run(lambda: back(step), self, done=undone)

    def topic(self) -> str:
        """Return the topic of this section's notices."""
        return type(self).__name__

    def _settled(self, step: Step, notice: Notice) -> None:
        self.told.emit(notice)
        self.reload()
        self.changed_something.emit(step.changes)

    def show_field(self, field: QWidget) -> None:
        """Bring a field into sight and give it the keys."""
        self.ensureWidgetVisible(field)
        field.setFocus()
