"""The big countdown and the why line of one lead."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from netdesk.domain.leads.lead import Urgency
from netdesk.ui.paint import brush
from netdesk.ui.theme import BODY, DISPLAY, TITLE, Theme

_BAR = 3


class BigCountdown(QWidget):
    """The time that is left, in digits of one width; painted, so that a tick moves no layout."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._text = ""
        self._urgency = Urgency.CALM
        self._is_clock = False
        self.setFixedHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_left(self, text: str, urgency: Urgency, *, spoken: str) -> None:
        """Show what is left; `spoken` is the same to the minute."""
        self._set(text, urgency, spoken, is_clock=True)

    def show_words(self, text: str) -> None:
        """Show where the lead stands when no clock runs."""
        self._set(text, Urgency.CALM, text, is_clock=False)

    def sizeHint(self) -> QSize:
        """Return the room for ten digits."""
        return QSize(170, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the digits in the colour of their urgency."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        ink = tokens.urgency(self._urgency)[0] if self._is_clock else tokens.text
        painter.setPen(ink)
        painter.setFont(self._theme.font(DISPLAY if self._is_clock else TITLE, bold=True))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), middle, shown)
        painter.end()

    def _set(self, text: str, urgency: Urgency, spoken: str, *, is_clock: bool) -> None:
        if (text, urgency, is_clock) != (self._text, self._urgency, self._is_clock):
            self._text, self._urgency, self._is_clock = text, urgency, is_clock
            self.update()
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)


class WhyLine(QLabel):
    """Why the deadline is what it is, on the ground of its urgency."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._urgency = Urgency.CALM
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme.font(BODY))
        self.setContentsMargins(13, 6, 8, 6)
        self.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 12)  # two lines: nothing jumps
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        theme.changed.connect(self._colour)
        self._colour()

    def show_why(self, text: str, urgency: Urgency) -> None:
        """Show the reason."""
        if text != self.text():
            self.setText(text)
        if urgency is not self._urgency:
            self._urgency = urgency
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the bar at its left, then the words."""
        ink, ground = self._colours()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(ground))
        painter.drawRect(self.rect())
        painter.setBrush(brush(ink))
        painter.drawRect(0, 0, _BAR, self.height())
        painter.end()
        super().paintEvent(event)

    def _colours(self) -> tuple[QColor, QColor]:
        tokens = self._theme.tokens
        ink, fill, _bar = tokens.urgency(self._urgency)
        return ink, tokens.danger_soft if self._urgency is Urgency.OVERDUE else fill

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._colours()[0])
        self.setPalette(palette)
        self.update()
