"""Forms: a title over a field, a line of help or of fault under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from netdesk.ui.theme import SMALL, TITLE, Theme
from netdesk.ui.widgets.text import DANGER, label

FIELD_HEIGHT = 34


def line_field(name: str, text: str = "", *, hint: str = "", longest: int = 60) -> QLineEdit:
    """Return a field for one line."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMaxLength(longest)
    made.setFixedHeight(FIELD_HEIGHT)
    made.setAcceptDrops(False)  # a file let go here is for the window
    return made


def titled(theme: Theme, title: str, widget: QWidget, *, help_text: str = "") -> QVBoxLayout:
    """Return `widget` under its title, with help under it."""
    column = QVBoxLayout()
    column.setSpacing(4)
    head = label(theme, title, size=SMALL, quiet=True)
    head.setBuddy(widget)
    column.addWidget(head)
    column.addWidget(widget)
    if help_text:
        column.addWidget(label(theme, help_text, size=SMALL, quiet=True, wrap=True))
    return column


class FaultLabel(QLabel):
    """A line that is there only while something is wrong with a field."""

    def __init__(self, theme: Theme, field: QWidget) -> None:
        """Mark `field` while there is a fault."""
        super().__init__()
        self._field = field
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(SMALL))
        self.setWordWrap(True)
        self.setForegroundRole(DANGER)
        self.hide()

    def say(self, text: str) -> None:
        """Say what is wrong; empty: nothing is."""
        self.setText(text)
        self.setVisible(bool(text))
        self._field.setAccessibleDescription(text)
        if bool(self._field.property("fault")) != bool(text):
            self._field.setProperty("fault", bool(text))
            style = self._field.style()
            style.unpolish(self._field)
            style.polish(self._field)


class Section(QScrollArea):
    """One page of a form: a heading and rows, as wide as reads well."""

    WIDTH = 680

    def __init__(self, theme: Theme, title: str) -> None:
        """Start with the heading."""
        super().__init__()
        self._inner = QWidget()
        self._inner.setMaximumWidth(self.WIDTH)
        self.rows = QVBoxLayout(self._inner)
        self.rows.setContentsMargins(24, 20, 24, 24)
        self.rows.setSpacing(16)
        self.rows.addWidget(label(theme, title, size=TITLE, bold=True))
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(title)

    def settle(self) -> None:
        """Close the form: what is left over stays empty."""
        self.rows.addStretch(1)
