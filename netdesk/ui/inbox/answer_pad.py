"""What came of it: outcome keys, the next step, a note, and the forms that take their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.leads.lead import Outcome
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.inbox.next_steps import NextStep
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind

_CHIPS = 4
# What usually follows an outcome; a bad number is not followed up.
_USUALLY_NEXT = {
    Outcome.CONNECTED: "grade",
    Outcome.NO_ANSWER: "hour",
    Outcome.WECHAT: "tomorrow",
}
_BAD_NUMBERS = (Outcome.DEAD_NUMBER, Outcome.WRONG_NUMBER)


@dataclass(frozen=True)
class Entered:
    """What a person entered for one lead."""

    outcome: Outcome
    next_at: datetime | None = None
    visit_at: datetime | None = None
    reason: str = ""
    note: str = ""


class AnswerPad(QWidget):
    """The keys 1 to 4, chips for the next step, and Enter."""

    saved = Signal(object)  # Entered
    asked = Signal(str)  # visit, later, lost, more: the form to open

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._outcome: Outcome | None = None
        self._steps: tuple[NextStep, ...] = ()
        self._chosen = ""
        self._outcomes = {
            name: Button(theme, text, kind=Kind.OUTCOME, key=key_words(name))
            for name, text in (
                ("connected", words.outcome(Outcome.CONNECTED)),
                ("no_answer", words.outcome(Outcome.NO_ANSWER)),
                ("bad_number", _("空号、错号")),
                ("wechat", words.outcome(Outcome.WECHAT)),
            )
        }
        self._chips = [Button(theme, "", kind=Kind.CHIP) for _at in range(_CHIPS)]
        self.note = QLineEdit()
        self._save = Button(theme, _("记下，看下一位"), kind=Kind.PRIMARY, key=key_words("save"))
        self._build()
        self.clear()

    def offer(self, steps: Sequence[NextStep]) -> None:
        """Offer these next steps."""
        self._steps = tuple(steps)
        self._show()

    def clear(self) -> None:
        """Forget what was entered."""
        self._outcome, self._chosen = None, ""
        self.note.clear()
        self._show()

    def choose(self, name: str) -> None:
        """Choose an outcome; the key for bad numbers turns from one kind to the other."""
        if name == "bad_number":
            again = self._outcome is Outcome.DEAD_NUMBER
            self._outcome = Outcome.WRONG_NUMBER if again else Outcome.DEAD_NUMBER
        else:
            self._outcome = Outcome(name)
        self._chosen = _USUALLY_NEXT.get(self._outcome, "")
        names = [step.name for step in self._steps]
        if self._chosen and self._chosen not in names and names:
            self._chosen = names[0]
        self._show()

    def move_step(self, by: int) -> None:
        """Choose the next step before or after the chosen one; for bad numbers turn the kind."""
        if self._outcome in _BAD_NUMBERS:
            self._outcome = next(one for one in _BAD_NUMBERS if one is not self._outcome)
        elif self._steps:
            names = [step.name for step in self._steps]
            at = names.index(self._chosen) + by if self._chosen in names else 0
            self._chosen = names[at % len(names)]
        self._show()

    def save(self) -> None:
        """Hand up what was entered, if an outcome was chosen."""
        if self._outcome is None:
            return
        step = next((step for step in self._steps if step.name == self._chosen), None)
        followed = self._outcome not in _BAD_NUMBERS and step is not None
        self.saved.emit(
            Entered(
                self._outcome,
                next_at=step.at if followed and step is not None else None,
                note=self.note.text().strip(),
            )
        )

    def outcome(self) -> Outcome | None:
        """Return the outcome that is chosen."""
        return self._outcome

    def chosen_step(self) -> str:
        """Return the name of the next step that is chosen."""
        return self._chosen

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (name, button) in enumerate(self._outcomes.items()):
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=name: self.choose(name))
            grid.addWidget(button, at // 2, at % 2)
        layout.addLayout(grid)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for at, chip in enumerate(self._chips):
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, at=at: self._pick(at))
            chips.addWidget(chip)
        chips.addStretch(1)
        layout.addLayout(chips)
        self.note.setPlaceholderText(_("备注（按 N 写，可不写）"))
        self.note.setAccessibleName(_("备注"))
        self.note.setMaxLength(500)
        self.note.setAcceptDrops(False)  # a file let go here is for the window
        layout.addWidget(self.note)
        self._save.set_wide()
        self._save.clicked.connect(lambda _checked=False: self.save())
        layout.addWidget(self._save)
        layout.addLayout(self._forms())

    def _forms(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for name, text in (
            ("visit", _("预约")),
            ("later", _("稍后")),
            ("lost", _("战败")),
            ("more", _("更多")),
        ):
            button = Button(self._theme, text, key=key_words(name))
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            button.set_wide()
            line.addWidget(button)
        return line

    def _pick(self, at: int) -> None:
        if self._outcome in _BAD_NUMBERS:
            self._outcome = _BAD_NUMBERS[at]
        else:
            self._chosen = self._steps[at].name
        self._show()

    def _show(self) -> None:
        bad = self._outcome in _BAD_NUMBERS
        for name, button in self._outcomes.items():
            on = bad if name == "bad_number" else name == self._outcome
            button.setChecked(on)
        if bad:
            shown = [(words.outcome(one), one is self._outcome) for one in _BAD_NUMBERS]
        else:
            shown = [(step.text, step.name == self._chosen) for step in self._steps]
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(shown))
            if at < len(shown):
                chip.set_words(shown[at][0])
                chip.setChecked(shown[at][1])
        self._save.setEnabled(self._outcome is not None)
