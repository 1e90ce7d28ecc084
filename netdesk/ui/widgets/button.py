"""Buttons that show their key. One class, one table of looks, painted without a style sheet."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from netdesk.ui.icons import paint_icon
from netdesk.ui.paint import brush, pen
from netdesk.ui.theme import BODY, SMALL, Theme, Tokens

if TYPE_CHECKING:  # the import alone makes the 179 names of events
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent

_GAP = 8
_CAP_HEIGHT = 18
_ICON = 18
_NARROW_WIDTH, _NARROW_HEIGHT = 64, 52
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


@dataclass(frozen=True)
class Look:
    """How a kind of button is drawn; colours by the names of the tokens, empty is none."""

    height: int = 32
    radius: float = 6
    side: int = 12
    size: int = BODY
    ground: str = "surface"
    hover: str = "hover"
    ink: str = "text"
    edge: str = "border"
    on_ground: str = "accent_soft"
    on_ink: str = "accent_text"
    on_edge: str = "accent"
    on_bold: bool = True
    spread: bool = False  # text at the left, key or badge at the right end
    underline: bool = False


class Kind(Enum):
    """The kinds of buttons there are."""

    PLAIN = Look()
    PRIMARY = Look(ground="accent", hover="accent_hover", ink="on_accent", edge="")
    OUTCOME = Look(height=36, spread=True)
    CHIP = Look(
        height=28,
        radius=14,
        side=10,
        on_ground="strong",
        on_ink="on_strong",
        on_edge="strong",
        on_bold=False,
    )
    MARK = Look(height=22, radius=4, side=6, size=SMALL, ink="muted", on_bold=False)
    TAG = Look(height=22, radius=4, side=6, size=SMALL, ink="muted", on_bold=False)
    QUIET = Look(height=28, side=8, ground="", edge="", ink="accent_text")
    TAB = Look(
        height=36,
        side=0,
        radius=2,
        ground="",
        hover="",
        ink="muted",
        edge="",
        on_ground="",
        on_ink="text",
        on_edge="",
        underline=True,
    )
    LINE = Look(height=26, radius=4, side=8, ground="", edge="", on_edge="", spread=True)
    RAIL = Look(height=36, ground="", edge="", on_edge="", spread=True)


class Button(QPushButton):
    """A button with its text, its key, and for some kinds an icon and a number."""

    def __init__(
        self, theme: Theme, text: str, *, kind: Kind = Kind.PLAIN, key: str = "", icon: str = ""
    ) -> None:
        """`key` is the key as people read it (`Ctrl K`); it is shown, the caller binds it."""
        super().__init__(text)
        self._theme = theme
        self._look: Look = kind.value
        self._key = key
        self._icon = icon
        self._count: str | None = None
        self._alert = False
        self._narrow = False
        self._wide = False
        self._hover = False
        self._measured: tuple[str, str | None] | None = None
        self._hint = QSize()
        self.setFont(theme.font(self._look.size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(
            QSizePolicy.Policy.Minimum if self._look.spread else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed,
        )
        if kind is Kind.MARK:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self.update)

    def set_count(self, count: int | None, *, alert: bool = False) -> None:
        """Show a number: beside a tab, as a badge on the rail (none for 0)."""
        shown = None if count is None or (alert and count == 0) else f"{count:,}"
        if shown != self._count or alert != self._alert:
            self._count, self._alert = shown, alert
            self.setAccessibleName(f"{self.text()} {shown}" if shown else "")
            self.updateGeometry()
            self.update()

    def set_words(self, text: str) -> None:
        """Say something else."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def show_key(self, key: str) -> None:
        """Show another key; empty: none, where there is little room."""
        if key != self._key:
            self._key = key
            self._measured = None
            self.updateGeometry()

    def set_wide(self) -> None:
        """Take all the width there is, and a little more height."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._wide = True
        self._measured = None
        self.updateGeometry()

    def set_narrow(self, *, narrow: bool) -> None:
        """On the rail: the icon over the word, for windows with little room."""
        self._narrow = narrow
        self.setFixedHeight(_NARROW_HEIGHT if narrow else self._look.height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for text, key and number; bold, so that choosing moves nothing."""
        if self._narrow:
            return QSize(_NARROW_WIDTH, _NARROW_HEIGHT)
        wanted = (self.text(), self._count)
        if wanted != self._measured:
            self._measured, self._hint = wanted, self._measure()
        return self._hint

    def _measure(self) -> QSize:
        look = self._look
        metrics = QFontMetrics(self._theme.font(look.size, bold=look.on_bold))
        width = metrics.horizontalAdvance(self.text()) + 2 * look.side
        if self._icon:
            width += _ICON + _GAP
        if self._key:
            width += _GAP + self._cap_width()
        if look.underline:  # room for a number before it comes: tabs don't jump
            shown = self._count or ""
            width += _GAP + max(metrics.horizontalAdvance(n) for n in ("00", shown))
        return QSize(width, look.height + 4 * (self._wide and look is Kind.PRIMARY.value))

    def minimumSizeHint(self) -> QSize:
        """Return the same room: a button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the form around: they are keys there."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: "QEnterEvent") -> None:
        """Note the mouse."""
        self._hover = True
        self.update()

    def leaveEvent(self, event: "QEvent") -> None:
        """Note that the mouse has gone."""
        self._hover = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, tokens = self._look, self._theme.tokens
        on = self.isChecked()
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paint_ground(painter, tokens, body, on=on)
        ink = _colour(tokens, look.on_ink if on else look.ink)
        if not self.isEnabled():
            ink = tokens.muted
        painter.setFont(self._theme.font(look.size, bold=on and look.on_bold))
        if self._narrow:
            self._paint_narrow(painter, ink)
        else:
            self._paint_words(painter, tokens, ink)
        if self.hasFocus() and self.isEnabled():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(tokens.accent_text, 2))
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), look.radius, look.radius)
        painter.end()

    def _paint_ground(self, painter: QPainter, tokens: Tokens, body: QRectF, *, on: bool) -> None:
        look = self._look
        ground = look.on_ground if on else look.ground
        if (self._hover or self.isDown()) and self.isEnabled() and not on:
            ground = look.hover
        edge = look.on_edge if on else look.edge
        if not self.isEnabled():
            ground, edge = "hover", ""
        painter.setPen(pen(_colour(tokens, edge)) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(brush(_colour(tokens, ground)) if ground else Qt.BrushStyle.NoBrush)
        if edge or ground:
            painter.drawRoundedRect(body, look.radius, look.radius)
        if look.underline and on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush(tokens.accent))
            painter.drawRect(QRectF(0, self.height() - 2, self.width(), 2))

    def _paint_words(self, painter: QPainter, tokens: Tokens, ink: QColor) -> None:
        look = self._look
        left, right = float(look.side), float(self.width() - look.side)
        metrics = painter.fontMetrics()
        if not look.spread and not look.underline:
            # text and key together stand in the middle
            left = max(left, (self.width() - self.sizeHint().width()) / 2 + look.side)
        if self._icon:
            area = QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON)
            paint_icon(painter, self._icon, ink, area)
            left += _ICON + _GAP
        text = self.text()
        width = metrics.horizontalAdvance(text)
        room = right - left
        if self._key:
            cap = self._cap_width()
            at = right - cap if look.spread else left + width + _GAP
            self._paint_cap(painter, tokens, QPointF(at, (self.height() - _CAP_HEIGHT) / 2), cap)
            room = at - _GAP - left
        painter.setPen(ink)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.font(look.size, bold=self.isChecked() and look.on_bold))
        shown = text
        if width > room:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room + 1))
        painter.drawText(QRectF(left, 0, room + 1, self.height()), middle, shown)
        if self._count is not None:
            self._paint_count(painter, tokens, left + width + _GAP, right)

    def _paint_count(self, painter: QPainter, tokens: Tokens, left: float, right: float) -> None:
        assert self._count is not None
        if not self._alert:
            painter.drawText(
                QRectF(left, 0, right - left + _GAP * 4, self.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                self._count,
            )
            return
        painter.setFont(self._theme.font(SMALL, bold=True))
        width = max(22, painter.fontMetrics().horizontalAdvance(self._count) + 12)
        pill = QRectF(right - width, (self.height() - 20) / 2, width, 20)
        if self._narrow:
            pill = QRectF(self.width() / 2 + 2, 3, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(tokens.overdue_fill))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(tokens.overdue_text)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count)

    def _paint_narrow(self, painter: QPainter, ink: QColor) -> None:
        if self._icon:
            area = QRectF((self.width() - _ICON) / 2, 8, _ICON, _ICON)
            paint_icon(painter, self._icon, ink, area)
        painter.setFont(self._theme.font(SMALL, bold=self.isChecked()))
        painter.setPen(ink)
        painter.drawText(QRectF(0, 29, self.width(), 18), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count is not None and self._alert:
            self._paint_count(painter, self._theme.tokens, 0, self.width())

    def _cap_width(self) -> int:
        metrics = QFontMetrics(self._theme.font(SMALL))
        return max(_CAP_HEIGHT, metrics.horizontalAdvance(self._key) + 10)

    def _paint_cap(self, painter: QPainter, tokens: Tokens, at: QPointF, width: float) -> None:
        paint_cap(
            painter,
            tokens,
            QRectF(at.x(), at.y(), width, _CAP_HEIGHT),
            self._key,
            self._theme.font(SMALL),
        )


def paint_cap(painter: QPainter, tokens: Tokens, area: QRectF, key: str, font: QFont) -> None:
    """Draw a key as a key: a cap with a thicker lower edge."""
    body = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(pen(tokens.border))
    painter.setBrush(brush(tokens.border))
    painter.drawRoundedRect(body.adjusted(0, 1, 0, 1), 4, 4)
    painter.setBrush(brush(tokens.surface))
    painter.drawRoundedRect(body, 4, 4)
    painter.setPen(tokens.muted)
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)


def _colour(tokens: Tokens, name: str) -> QColor:
    found: QColor = getattr(tokens, name)
    return found
