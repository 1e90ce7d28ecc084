"""How the table's cells are drawn: the style draws the chosen row's ground, we what stands on it.

A tick draws sixteen cells a second, eight hours a day: what can be kept is kept, cut texts, and
pills as pictures by urgency and length of the bar.
"""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from netdesk.domain.leads.lead import Urgency
from netdesk.ui.leads.columns import Column
from netdesk.ui.leads.model import TAGS_ROLE, Pill
from netdesk.ui.paint import brush, pen
from netdesk.ui.theme import SMALL, Theme

Index = QModelIndex | QPersistentModelIndex


class Paint(Protocol):
    """What a table says of the paint that is going on."""

    chosen_row: int
    exposed_right: int  # right edge of what is painted: a tick touches one pixel of the next column
    ratio: float  # device pixels to a pixel

    def pill(self, row: int) -> Pill: ...


SIDE = 10
_PILL_WIDTH = 104
_PILL_HEIGHT = 24
_TAG_HEIGHT = 20
_MOST_KEPT = 2000
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class CellDelegate(QStyledItemDelegate):
    """What all cells have in common: the ground, and text that is cut where it doesn't fit."""

    def __init__(self, theme: Theme, table: Paint) -> None:
        """Ask `table` which row the style is to draw as chosen."""
        super().__init__()
        self._theme = theme
        self._table = table
        self._cut: dict[tuple[str, int], str] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words out: the style draws the ground, and they are drawn over it."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the chosen row's ground as the style has it; other rows have none of their own."""
        if index.row() == self._table.chosen_row:
            super().paint(painter, option, index)

    def paint_text(
        self, painter: QPainter, area: QRect, text: str, *, font: QFont, ink: QColor
    ) -> None:
        """Draw text from the left of a cell, cut with … where it doesn't fit."""
        room = area.width() - SIDE - 2
        shown = self._cut.get((text, room))
        if shown is None:
            if len(self._cut) > _MOST_KEPT:
                self._cut.clear()
            shown = text
            if len(text) * font.pixelSize() > room:  # no sign is wider than the type is high
                shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._cut[text, room] = shown
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(area.adjusted(SIDE, 0, 0, 0), _LEFT, shown)


class TextDelegate(CellDelegate):
    """A cell of words: bold, quiet or plain, as its column says."""

    def __init__(self, theme: Theme, table: Paint, column: Column) -> None:
        """Draw the cells of `column`."""
        super().__init__(theme, table)
        self._font = theme.font(bold=column.bold)
        self._quiet = column.quiet

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the words."""
        self.paint_ground(painter, option, index)
        area: QRect = option.rect
        if area.left() + SIDE > self._table.exposed_right:
            return
        tokens = self._theme.tokens
        ink = tokens.muted if self._quiet else tokens.text
        self.paint_text(painter, area, index.data(), font=self._font, ink=ink)


class CountdownDelegate(CellDelegate):
    """What is left, as a pill with a bar that empties. Sign, weight and words say it too."""

    def __init__(self, theme: Theme, table: Paint) -> None:
        """Draw pills in the colours of `theme`."""
        super().__init__(theme, table)
        self._pills: dict[tuple[Urgency, int, int, float], QPixmap] = {}
        theme.changed.connect(self._pills.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the pill, or plain words where no clock runs."""
        self.paint_ground(painter, option, index)
        area: QRect = option.rect
        text, urgency, share = self._table.pill(index.row())
        if urgency is None:
            theme = self._theme
            self.paint_text(painter, area, text, font=theme.font(), ink=theme.tokens.muted)
            return
        width = min(_PILL_WIDTH, area.width() - 2 * SIDE)
        left, top = area.left() + SIDE, area.top() + (area.height() - _PILL_HEIGHT) // 2
        painter.drawPixmap(left, top, self._pill(urgency, width, round(width * share)))
        painter.setPen(self._theme.tokens.urgency(urgency)[0])
        painter.setFont(self._theme.font(bold=True))
        painter.drawText(left, top, width - SIDE, _PILL_HEIGHT, _RIGHT, text)

    def _pill(self, urgency: Urgency, width: int, bar: int) -> QPixmap:
        """Return the pill's picture, sharp on the screen it is drawn on."""
        ratio = self._table.ratio
        found = self._pills.get((urgency, width, bar, ratio))
        if found is None:
            if len(self._pills) > _MOST_KEPT:
                self._pills.clear()
            found = QPixmap(QSize(width, _PILL_HEIGHT) * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            self._draw_pill(found, urgency, width, bar)
            self._pills[urgency, width, bar, ratio] = found
        return found

    def _draw_pill(self, ground: QPixmap, urgency: Urgency, width: int, bar: int) -> None:
        _ink, fill, bar_ink = self._theme.tokens.urgency(urgency)
        whole = QRectF(0, 0, width, _PILL_HEIGHT)
        radius = _PILL_HEIGHT / 2
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(fill))
        painter.drawRoundedRect(whole, radius, radius)
        painter.setClipRect(QRectF(0, 0, bar, _PILL_HEIGHT))
        painter.setBrush(brush(bar_ink))
        painter.drawRoundedRect(whole, radius, radius)
        painter.end()


class TagsDelegate(CellDelegate):
    """Short words in frames; those that don't fit are left out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the marks of a row from the left."""
        self.paint_ground(painter, option, index)
        found = index.data(TAGS_ROLE)
        if not found:
            return
        tokens, font = self._theme.tokens, self._theme.font(SMALL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        left, right = option.rect.left() + 4, option.rect.right() - 4
        top = option.rect.top() + (option.rect.height() - _TAG_HEIGHT) / 2
        for word in found:
            width = metrics.horizontalAdvance(word) + 12
            if left + width > right:
                break
            area = QRectF(left, top, width, _TAG_HEIGHT)
            painter.setPen(pen(tokens.border))
            painter.setBrush(brush(tokens.surface))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(tokens.muted)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word)
            left += width + 4
        painter.restore()
