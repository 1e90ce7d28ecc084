"""Ideas as cards in columns; one of them is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.ideas.idea import Idea
from netdesk.i18n import _
from netdesk.ui.ideas.saying import headline_of, verdict
from netdesk.ui.paint import brush, pen
from netdesk.ui.spoken import announce
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.levels import LEVELS
from netdesk.ui.widgets.marks import inks
from netdesk.ui.widgets.text import PLAIN, ElidedLabel, label

_NARROWEST = 220  # of a card
_MOST = 3  # columns
_GAP = 12


class IdeaCard(QWidget):
    """One idea, short."""

    clicked = Signal()

    def __init__(self, theme: Theme, idea: Idea) -> None:
        """Show `idea`."""
        super().__init__()
        self._theme = theme
        self.idea = idea
        self._chosen = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Button(theme, words.technique(idea.technique), kind=Kind.MARK))
        column = ElidedLabel(theme.font(SMALL), quiet=True)
        column.setText(words.column(idea.column))
        head.addWidget(column, 1)
        headline = headline_of(idea)
        size = f"{idea.platform.length(headline)}／{idea.platform.limit}"
        head.addWidget(label(theme, size, size=SMALL, quiet=True))
        self._verdict = label(theme, verdict(idea.report), size=SMALL, wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addWidget(label(theme, headline, size=LARGE, bold=True, wrap=True))
        if idea.facts_used:
            told = _("用到：%(facts)s") % {"facts": "；".join(idea.facts_used)}
            rows.addWidget(label(theme, told, size=SMALL, quiet=True, wrap=True))
        rows.addWidget(self._verdict)
        rows.addStretch(1)
        self.setAccessibleName(self.spoken())
        self._colour()
        theme.changed.connect(self._colour)

    def spoken(self) -> str:
        """Return the card in words."""
        idea = self.idea
        return _("%(technique)s：%(headline)s，%(level)s") % {
            "technique": words.technique(idea.technique),
            "headline": idea.headline,
            "level": _(LEVELS[idea.level]),
        }

    def verdict(self) -> str:
        """Return what the card says of the check."""
        return self._verdict.text()

    def set_chosen(self, *, chosen: bool) -> None:
        """Mark it as the one that is open."""
        self._chosen = chosen
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the frame, thick where it is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        width = 2 if self._chosen else 1
        inset = width / 2
        painter.setPen(pen(tokens.accent if self._chosen else tokens.border, width))
        painter.setBrush(brush(tokens.surface))
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, 8, 8)
        painter.end()

    def _colour(self) -> None:
        palette = self._verdict.palette()
        palette.setColor(
            QPalette.ColorRole.WindowText, inks(self._theme.tokens, self.idea.level)[0]
        )
        self._verdict.setPalette(palette)
        self._verdict.setForegroundRole(PLAIN)


class CardGrid(QScrollArea):
    """The cards; the keys go from one to the next."""

    chosen = Signal(object)  # Idea

    def __init__(self, theme: Theme) -> None:
        """Start without cards."""
        super().__init__()
        self._theme = theme
        self.cards: list[IdeaCard] = []
        self._place = -1
        self._across = 0
        inner = QWidget()
        inner.setBackgroundRole(QPalette.ColorRole.Window)
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(16, 16, 16, 16)
        self._grid.setSpacing(_GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("创意"))

    def show_ideas(self, ideas: Sequence[Idea]) -> None:
        """Show these in place of the others, the first one chosen."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [IdeaCard(self._theme, idea) for idea in ideas]
        for at, card in enumerate(self.cards):
            card.clicked.connect(lambda at=at: self.go(at))
        self._place = -1
        self._arrange(self._fitting())
        self.verticalScrollBar().setValue(0)
        if self.cards:
            self.go(0)

    def idea(self) -> Idea | None:
        """Return the idea that is chosen."""
        return self.cards[self._place].idea if 0 <= self._place < len(self.cards) else None

    def go(self, place: int) -> None:
        """Choose the card at a place; at the ends it stays."""
        place = max(0, min(place, len(self.cards) - 1))
        if not self.cards or place == self._place:
            return
        self._place = place
        for at, card in enumerate(self.cards):
            card.set_chosen(chosen=at == place)
        card = self.cards[place]
        self.ensureWidgetVisible(card, 0, _GAP)
        self.setAccessibleDescription(card.spoken())
        if self.hasFocus():
            announce(self, card.spoken())
        self.chosen.emit(card.idea)

    def step(self, by: int) -> None:
        """Choose the card `by` places further."""
        self.go(self._place + by)

    def step_line(self, by: int) -> None:
        """Choose the card under or over this one, where there is one."""
        place = self._place + by * max(1, self._across)
        if 0 <= place < len(self.cards):
            self.go(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards beside each other as there is room for."""
        super().resizeEvent(event)
        if self._fitting() != self._across:
            self._arrange(self._fitting())

    def _fitting(self) -> int:
        room = self.viewport().width() - 32
        return max(1, min(_MOST, (room + _GAP) // (_NARROWEST + _GAP)))

    def _arrange(self, across: int) -> None:
        for at in range(_MOST):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(self.cards) // across + 1, 1)  # cards don't grow
        self._across = across
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // across, at % across)
