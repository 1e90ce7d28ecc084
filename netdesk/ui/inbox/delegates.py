"""How the table's cells are drawn. The style draws ground, selection and text; pills are ours."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from netdesk.domain.lead import Urgency
from netdesk.ui.inbox.columns import Column
from netdesk.ui.inbox.model import LEFT_ROLE, SHARE_ROLE, TAGS_ROLE, URGENCY_ROLE
from netdesk.ui.theme import SMALL, Theme

Index = QModelIndex | QPersistentModelIndex

SIDE = 10
_PILL_WIDTH = 104
_PILL_HEIGHT = 24
_TAG_HEIGHT = 20
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class TextDelegate(QStyledItemDelegate):
    """A cell of words: bold, quiet or plain, as its column says."""

    def __init__(self, theme: Theme, column: Column) -> None:
        """Draw the cells of `column`."""
        super().__init__()
        self._theme = theme
        self._column = column

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Say the column's weight and tone; the style does the rest."""
        super().initStyleOption(option, index)
        option.font = self._theme.font(bold=self._column.bold)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        # An empty picture before the text is the only inset that the style itself knows.
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(1, 1)
        if self._column.quiet:
            muted = self._theme.tokens.muted
            option.palette.setColor(QPalette.ColorRole.Text, muted)
            option.palette.setColor(QPalette.ColorRole.HighlightedText, muted)


class _PaintedDelegate(QStyledItemDelegate):
    """A cell whose ground the style draws and whose content we do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw the row's ground as the style has it: selection, hover, dark, disabled."""
        option.state &= ~QStyle.StateFlag.State_HasFocus
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )


class CountdownDelegate(_PaintedDelegate):
    """What is left, as a pill with a bar that empties. Sign, weight and words say it too."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the pill, or plain words where no clock runs."""
        self._paint_ground(painter, option)
        text = index.data()
        left = index.data(LEFT_ROLE)
        area = QRectF(option.rect)
        if left is None:
            painter.setFont(self._theme.font())
            painter.setPen(self._theme.tokens.muted)
            room = area.adjusted(SIDE, 0, -SIDE, 0)
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, _MIDDLE, shown)
            return
        urgency: Urgency = index.data(URGENCY_ROLE)
        width = min(_PILL_WIDTH, area.width() - 2 * SIDE)
        top = area.top() + (area.height() - _PILL_HEIGHT) // 2
        pill = QRectF(area.left() + SIDE, top, width, _PILL_HEIGHT)
        self._paint_pill(painter, pill, text, urgency, index.data(SHARE_ROLE))

    def _paint_pill(
        self, painter: QPainter, pill: QRectF, text: str, urgency: Urgency, share: float
    ) -> None:
        ink, fill, bar = self._theme.tokens.urgency(urgency)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        radius = _PILL_HEIGHT / 2
        painter.drawRoundedRect(pill, radius, radius)
        if share > 0 and bar != fill:
            painter.setClipRect(
                QRectF(pill.left(), pill.top(), pill.width() * share, pill.height()),
                Qt.ClipOperation.IntersectClip,
            )
            painter.setBrush(bar)
            painter.drawRoundedRect(pill, radius, radius)
            painter.setClipping(False)
        painter.setPen(ink)
        painter.setFont(self._theme.font(bold=urgency is not Urgency.CALM))
        painter.drawText(
            pill.adjusted(SIDE, 0, -SIDE, 0), _MIDDLE | Qt.AlignmentFlag.AlignRight, text
        )
        painter.restore()


class TagsDelegate(_PaintedDelegate):
    """Short words in frames; those that don't fit are left out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the marks of a row from the left."""
        self._paint_ground(painter, option)
        found = index.data(TAGS_ROLE)
        if not found:
            return
        font = self._theme.font(SMALL)
        tokens = self._theme.tokens
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
            paint_tag(
                painter,
                QRectF(left, top, width, _TAG_HEIGHT),
                word,
                ground=tokens.surface,
                edge=tokens.border,
                ink=tokens.muted,
                font=font,
            )
            left += width + 4
        painter.restore()


def paint_tag(
    painter: QPainter,
    area: QRectF,
    word: str,
    *,
    ground: QColor,
    edge: QColor,
    ink: QColor,
    font: QFont,
) -> None:
    """Draw a word in a frame."""
    painter.setPen(edge)
    painter.setBrush(ground)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word)
