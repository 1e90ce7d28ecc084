"""What stands where there are no cards: why, and the way to more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label


class Nothing(QWidget):
    """A heading, a sentence, one button."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without words."""
        super().__init__()
        self._theme = theme
        self._title = label(theme, size=LARGE, bold=True, wrap=True)
        self._lines = label(theme, quiet=True, wrap=True)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(32, 0, 32, 0)
        self._rows.setSpacing(12)
        self._rows.addStretch(2)
        for part in (self._title, self._lines):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._rows.addWidget(part)
        self._button: Button | None = None
        self._rows.addStretch(3)

    def wait(self, title: str) -> None:
        """Say what is being done."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def teach(self, title: str, lines: str, words: str, key: str) -> None:
        """Say why there is nothing; the button has its words and its key."""
        self._title.setText(title)
        self._lines.setText(lines)
        self.setAccessibleName(title)
        self.setAccessibleDescription(lines)
        if self._button is None:
            self._button = Button(self._theme, words, kind=Kind.PRIMARY, key=key)
            self._button.clicked.connect(lambda _checked=False: self.wanted.emit())
            self._rows.insertWidget(3, self._button, alignment=Qt.AlignmentFlag.AlignHCenter)

    def title(self) -> str:
        """Return the heading."""
        return self._title.text()
