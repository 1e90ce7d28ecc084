"""Rows of any kind under columns: the model, how its cells are set, how its list behaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from netdesk.i18n import _
from netdesk.ui.theme import Theme, Tokens
from netdesk.ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_INK = int(Qt.ItemDataRole.UserRole) + 1
_BOLD = int(Qt.ItemDataRole.UserRole) + 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Ink(StrEnum):
    """The inks of cells; their words say the same."""

    PLAIN = "text"
    QUIET = "muted"
    GOOD = "good_text"
    ACCENT = "accent_text"
    BAD = "danger_text"


@dataclass(frozen=True)
class Column:
    """One column; a number stands at the right. How it shares the room is the list's business.

    `width` is the least room, `share` how much of what is left over it takes. `keep` is the order
    in which columns stay where there is too little room (0 always stays).
    """

    title: str
    text: Callable[[Any], str]
    width: int
    share: int = 0
    keep: int = 0
    bold: bool = False
    is_number: bool = False
    ink: Callable[[Any], Ink] = lambda _row: Ink.PLAIN
    longer: int = 0  # more room where it is not said in Chinese


class Rows(QAbstractTableModel):
    """The rows as they were handed over."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Start without rows."""
        super().__init__()
        self.columns = columns
        self._rows: Sequence[Any] = ()

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> Any:
        """Return a row, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def all(self) -> Sequence[Any]:
        """Return every row."""
        return self._rows

    def texts(self) -> list[list[str]]:
        """Return what is shown, row by row."""
        return [[column.text(row) for column in self.columns] for row in self._rows]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].is_number else _LEFT
        return _(self.columns[section].title) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words and how it is set."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        if role == _INK:
            return column.ink(row)
        return column.bold if role == _BOLD else None


def set_manners(view: QTableView, *, row: int, head: int) -> None:
    """Have whole rows chosen, none edited in place, no grid; `row` and `head` are heights."""
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().setVisible(False)
    view.verticalHeader().setDefaultSectionSize(row)
    heads = view.horizontalHeader()
    heads.setFixedHeight(head)
    heads.setSectionsClickable(False)
    heads.setHighlightSections(False)
    heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class Cells(QStyledItemDelegate):
    """Sets cells in their ink and weight; begins words under those of the heading."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        """Set the cells of `view`."""
        super().__init__(view)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Choose the ink; an empty picture before the text is the only inset the style knows."""
        super().initStyleOption(option, index)
        ink = _ink(self._theme.tokens, index.data(_INK))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, ink)
        if index.data(_BOLD):
            option.font = self._theme.font(bold=True)
        if not option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(1, 1)


def _ink(tokens: Tokens, ink: str) -> QColor:
    found: QColor = getattr(tokens, ink)  # a word of Ink comes out of a model as plain text
    return found
