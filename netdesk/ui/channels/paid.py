"""The payments behind a spend, as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from netdesk.domain.figures.table import Paid
from netdesk.i18n import N_, _
from netdesk.ui.channels.choice import range_words
from netdesk.ui.theme import SMALL, Theme

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW, _HEAD, _SIDE = 36, 34, 10
_Display = Qt.ItemDataRole.DisplayRole


def yuan_words(cents: int) -> str:
    """Return an amount in 分 as yuan: 1,200.50."""
    return f"{cents / 100:,.2f}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its words, its width; numbers stand right."""

    title: str
    text: Callable[[Paid], str]
    width: int
    is_number: bool = False


COLUMNS = (
    Column(N_("期间"), lambda one: range_words(one.first, one.last), 190),
    Column(N_("投给谁"), lambda one: one.subject or _("不分渠道"), 160),
    Column(N_("项目"), lambda one: one.item or "—", 200),
    Column(N_("金额（元）"), lambda one: yuan_words(one.amount), 130, is_number=True),
    Column(N_("摊到这里（元）"), lambda one: yuan_words(one.inside), 130, is_number=True),
)


class PaidTable(QAbstractTableModel):
    """Payments, the latest first."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._payments: tuple[Paid, ...] = ()

    def show_payments(self, payments: Sequence[Paid]) -> None:
        """Show other payments."""
        self.beginResetModel()
        self._payments = tuple(payments)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many payments there are."""
        return 0 if parent.isValid() else len(self._payments)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Display) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == _Display:
            return _(COLUMNS[section].title)
        return _aligned(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = _Display) -> Any:
        """Return what a cell says."""
        if not index.isValid():
            return None
        column = COLUMNS[index.column()]
        if role == _Display:
            return column.text(self._payments[index.row()])
        return _aligned(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


class _Cells(QStyledItemDelegate):
    """Cells whose words stand under their headings."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Let the style draw the ground, and the words with room at both sides."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        words, ground.text = ground.text, ""
        style = ground.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        inner = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(inner, int(ground.displayAlignment), shown)


class PaidView(QTableView):
    """The payments on screen."""

    def __init__(self, theme: Theme, model: PaidTable) -> None:
        """Show `model`."""
        super().__init__()
        self._cells = _Cells()
        self.setItemDelegate(self._cells)
        self.setModel(model)
        self.setAccessibleName(_("费用明细"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        heads = self.horizontalHeader()
        heads.setFixedHeight(_HEAD)
        heads.setFont(theme.font(SMALL))
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, column.width)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Do nothing: letters are keys here."""


def _aligned(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
