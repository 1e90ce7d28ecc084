"""How the cells and headings of the figures are drawn: numbers right, what explains them small."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from netdesk.ui.channels.model import CELL_ROLE, Cell, FiguresModel
from netdesk.ui.paint import brush, pen
from netdesk.ui.theme import BODY, SMALL, Theme

SIDE = 10
ROW, TALL_ROW = 30, 38  # without and with the change against the period before
HEAD = 38
_GAP = 6
_NO_INDEX = QModelIndex()


class FigureDelegate(QStyledItemDelegate):
    """A number; left of it its interval, under it how it changed."""

    def __init__(self, theme: Theme, model: FiguresModel) -> None:
        """Draw the cells of `model`."""
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(80, TALL_ROW if self._model.compares() else ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell."""
        theme, area = self._theme, QRect(option.rect)
        cell: Cell = index.data(CELL_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, theme.tokens.accent_soft)
            painter.setPen(pen(theme.tokens.accent_text))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        inner = area.adjusted(2, 0, -SIDE, 0)
        above = QRect(inner)
        if self._model.compares():
            above = QRect(inner.left(), inner.top() + 1, inner.width(), 19)
        bold = self._model.is_whole()
        self._paint_value(painter, above, cell, bold=bold)
        if cell.change:
            below = QRect(inner.left(), above.bottom(), inner.width(), 16)
            painter.setFont(theme.font(SMALL))
            painter.setPen(theme.tokens.muted)
            painter.drawText(below, _RIGHT, _cut(painter, cell.change, below.width()))
        painter.restore()

    def _paint_value(self, painter: QPainter, area: QRect, cell: Cell, *, bold: bool) -> None:
        theme = self._theme
        painter.setFont(theme.font(BODY, bold=bold))
        painter.setPen(theme.tokens.muted if cell.value in ("0", "—") else theme.tokens.text)
        painter.drawText(area, _RIGHT, _cut(painter, cell.value, area.width()))
        if cell.interval:
            room = area.width() - painter.fontMetrics().horizontalAdvance(cell.value) - _GAP
            painter.setFont(theme.font(SMALL))
            if painter.fontMetrics().horizontalAdvance(cell.interval) <= room:
                painter.setPen(theme.tokens.muted)
                left = QRect(area.left(), area.top(), room, area.height())
                painter.drawText(left, _RIGHT, cell.interval)


class FigureHeads(QHeaderView):
    """Headings in two lines, the one that rows stand by with its arrow."""

    def __init__(self, theme: Theme, model: FiguresModel, table: QTableView) -> None:
        """Head the columns of `model`."""
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._figures = model
        self.setFixedHeight(HEAD)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(40)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:  # noqa: N802
        """Draw a heading."""
        tokens = self._theme.tokens
        names = self._figures.names
        sorting = self._figures.sorting
        is_sorted = section < len(names) and sorting.name == names[section]
        text = self._figures.headerData(section, Qt.Orientation.Horizontal) or ""
        if is_sorted:
            text = f"{'↓' if sorting.descending else '↑'} {text}"
        painter.save()
        painter.fillRect(area, tokens.surface)
        painter.setFont(self._theme.font(SMALL, bold=is_sorted))
        painter.setPen(tokens.text if is_sorted else tokens.muted)
        inner = area.adjusted(6, 2, -SIDE, -4)
        flags = _RIGHT_BOTTOM | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(inner, flags, text)
        _line(painter, area, tokens.border)
        painter.restore()


class KeyHeads(QHeaderView):
    """What each row is about; it stays where it is when the figures are scrolled."""

    def __init__(self, theme: Theme, model: FiguresModel, table: QTableView) -> None:
        """Head the rows of `model`."""
        super().__init__(Qt.Orientation.Vertical, table)
        self._theme = theme
        self._figures = model
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:  # noqa: N802
        """Draw what a row is about."""
        tokens, model = self._theme.tokens, self._figures
        chosen = self._table.selectionModel().isRowSelected(section, _NO_INDEX) or (
            self._table.hasFocus() and self._table.currentIndex().row() == section
        )
        painter.save()
        painter.fillRect(area, tokens.surface)
        painter.setFont(self._theme.font(BODY, bold=chosen or model.is_whole()))
        painter.setPen(tokens.text)
        text = model.headerData(section, Qt.Orientation.Vertical) or ""
        inner = area.adjusted(SIDE, 0, -4, 0)
        painter.drawText(inner, _LEFT, _cut(painter, text, inner.width()))
        if model.is_whole():
            _line(painter, area, tokens.border, at_top=True)
        else:
            _line(painter, area, tokens.line)
        painter.setPen(pen(tokens.border))
        painter.drawLine(area.right(), area.top(), area.right(), area.bottom())
        painter.restore()


class FigureTable(QTableView):
    """A table view with these cells and headings, without Qt's grid."""

    def __init__(self, theme: Theme, model: FiguresModel) -> None:
        """Show `model`."""
        super().__init__()
        self._theme = theme
        self.figures = model
        self._delegate = FigureDelegate(theme, model)
        self.heads = FigureHeads(theme, model, self)
        self.keys = KeyHeads(theme, model, self)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.keys)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.keys.sectionClicked.connect(self._go_row)
        theme.changed.connect(self.viewport().update)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Do nothing: letters are keys here."""

    def row_height(self) -> int:
        """Return the height of a row."""
        return TALL_ROW if self.figures.compares() else ROW

    def paintEvent(self, event: object) -> None:
        """Draw the cells, then a hair line under each row."""
        super().paintEvent(event)  # type: ignore[arg-type]
        tokens = self._theme.tokens
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        for place in range(max(self.rowAt(0), 0), self.figures.rowCount()):
            top = self.rowViewportPosition(place)
            if top > self.viewport().height():
                break
            row = QRect(0, top, width, self.rowHeight(place))
            if self.figures.is_whole():
                _line(painter, row, tokens.border, at_top=True)
            else:
                _line(painter, row, tokens.line)
        painter.end()

    def _go_row(self, place: int) -> None:
        column = max(self.currentIndex().column(), 0)
        self.setCurrentIndex(self.figures.index(place, column))
        self.setFocus(Qt.FocusReason.MouseFocusReason)


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_RIGHT_BOTTOM = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _cut(painter: QPainter, text: str, room: int) -> str:
    metrics: QFontMetrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) <= room:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def _line(painter: QPainter, area: QRect, colour: QColor, *, at_top: bool = False) -> None:
    y = area.top() if at_top else area.bottom()
    painter.fillRect(QRect(area.left(), y, area.width(), 1), brush(colour))
