"""What stands where a page has nothing: what it is for, and how to fill it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netdesk.ui.theme import TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label


class EmptyState(QWidget):
    """A heading, a few lines, and the buttons that help on."""

    def __init__(self, theme: Theme) -> None:
        """Start without words."""
        super().__init__()
        self._theme = theme
        self._title = label(theme, size=TITLE, bold=True)
        self._lines = label(theme, quiet=True)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        self._made: list[Button] = []
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._lines, alignment=Qt.AlignmentFlag.AlignHCenter)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addLayout(self._buttons)
        centred.addStretch(1)
        layout.addLayout(centred)
        layout.addStretch(3)

    def teach(
        self,
        title: str,
        lines: str,
        buttons: Sequence[tuple[str, str, Callable[[], None]]] = (),
    ) -> None:
        """Say `title` and `lines`; each button has its words, its key and what it does."""
        self._title.setText(title)
        self._lines.setText(lines)
        self.setAccessibleName(title)
        self.setAccessibleDescription(lines)
        for button in self._made:
            self._buttons.removeWidget(button)
            button.deleteLater()
        self._made.clear()
        for at, (text, key, act) in enumerate(buttons):
            kind = Kind.PLAIN if at else Kind.PRIMARY
            button = Button(self._theme, text, kind=kind, key=key)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(button)
            self._made.append(button)

    def title(self) -> str:
        """Return the heading."""
        return self._title.text()
