"""A question with a few answers, each with its key: a grade, a reason, a time, a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from netdesk.i18n import _
from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.keyed import Keyed
from netdesk.ui.widgets.text import label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Choice:
    """One answer: its key, its words, its value."""

    key: str
    text: str
    value: Any


class ChoicePanel(Keyed):
    """Asks; a key or a click answers at once."""

    picked = Signal(object)  # the value, or the text that was typed
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a question."""
        super().__init__()
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[Button] = []
        self._title = label(theme, size=LARGE, bold=True)
        back = Button(theme, _("返回"), kind=Kind.TAG, key="Esc")
        back.clicked.connect(lambda _checked=False: self.left.emit())
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(back)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._other = QLineEdit()
        self._other.setMaxLength(100)
        self._other.setAcceptDrops(False)
        self._other.returnPressed.connect(self._answer_typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        layout.addWidget(self._other)
        layout.addStretch(1)

    def ask(
        self, title: str, choices: Sequence[Choice], *, other: str = "", columns: int = 2
    ) -> None:
        """Ask `title`. With `other` a reason can be typed too; it is the field's hint."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._choices = tuple(choices)
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(choice) for choice in self._choices]
        for at, button in enumerate(self._buttons):
            self._grid.addWidget(button, at // columns, at % columns)
        self._other.clear()
        self._other.setPlaceholderText(other)
        self._other.setAccessibleName(other)
        self._other.setVisible(bool(other))
        if self._buttons:
            self._buttons[0].show()  # what isn't shown yet takes no focus
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self, key: int, *, text: str, dry_run: bool) -> bool:
        """Answer with a choice's key; leave with Esc; Enter answers with the focused one."""
        if key == Qt.Key.Key_Escape:
            if not dry_run:
                self.left.emit()
            return True
        if key in _ENTER:
            focused = self.focusWidget()
            if not dry_run and isinstance(focused, Button):
                focused.click()
            return True
        if self._other.hasFocus():
            return False
        found = next((choice for choice in self._choices if choice.key == text), None)
        if found is not None and not dry_run:
            self.picked.emit(found.value)
        return found is not None or text.isalnum()

    def _button(self, choice: Choice) -> Button:
        made = Button(self._theme, choice.text, kind=Kind.OUTCOME, key=choice.key)
        made.clicked.connect(lambda _checked=False: self.picked.emit(choice.value))
        return made

    def _answer_typed(self) -> None:
        text = self._other.text().strip()
        if text:
            self.picked.emit(text)
