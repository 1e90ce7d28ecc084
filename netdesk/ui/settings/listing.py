"""A short list of what a ledger keeps: Enter opens a row in the form, Del takes it out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from netdesk.i18n import _
from netdesk.ui.actions import bind
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_TONE = int(Qt.ItemDataRole.UserRole) + 1
_ROW, _HEAD = 32, 34
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Tone(StrEnum):
    """How a cell is set; its words say the same."""

    PLAIN = "plain"
    QUIET = "quiet"
    BAD = "bad"


@dataclass(frozen=True)
class Column:
    """One column. `width` 0 takes what is left; a number stands at the right."""

    title: str
    text: Callable[[Any], str]
    width: int
    is_number: bool = False
    tone: Callable[[Any], Tone] = lambda _row: Tone.PLAIN


class Listing(QAbstractTableModel):
    """Rows of any kind under columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Start without rows."""
        super().__init__()
        self._columns = columns
        self._rows: Sequence[Any] = ()

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, place: int) -> Any:
        """Return a row, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def texts(self) -> list[list[str]]:
        """Return what is shown, row by row."""
        return [[column.text(row) for column in self._columns] for row in self._rows]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._columns[section].is_number else _LEFT
        return _(self._columns[section].title) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, how it is set, and the words whole."""
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        return column.tone(row) if role == _TONE else None


class ListingView(QTableView):
    """As high as its rows, within bounds; no cell is edited in place."""

    edit_wanted = Signal(object)  # the row
    drop_wanted = Signal(object)

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[Column], *, most: int = 10
    ) -> None:
        """Show at most `most` rows at a time."""
        super().__init__()
        self._columns = columns
        self._most = most
        self.listing = Listing(columns)
        self.setModel(self.listing)
        self.setItemDelegate(_Cells(theme, self))
        self.setAccessibleName(name)
        self._set_manners()
        self.doubleClicked.connect(lambda _index: self._edit())
        bind(self, "entry_edit", self._edit)
        bind(self, "entry_drop", self._drop)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; the keys stay where they were, as far as that is still there."""
        place = self.currentIndex().row()
        self.listing.show(rows)
        self.setFixedHeight(_HEAD + _ROW * max(1, min(len(rows), self._most)) + 4)
        if rows:
            self.setCurrentIndex(self.listing.index(max(0, min(place, len(rows) - 1)), 0))

    def chosen(self) -> Any:
        """Return the row that is chosen, None where there is none."""
        return self.listing.row(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is left to the wide columns."""
        super().resizeEvent(event)
        wide = [at for at, column in enumerate(self._columns) if not column.width]
        fixed = sum(column.width for column in self._columns)
        for at in wide:
            self.setColumnWidth(at, max(90, (self.viewport().width() - fixed) // len(wide)))

    def _edit(self) -> None:
        row = self.chosen()
        if row is not None:
            self.edit_wanted.emit(row)

    def _drop(self) -> None:
        row = self.chosen()
        if row is not None:
            self.drop_wanted.emit(row)

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        heads = self.horizontalHeader()
        heads.setFixedHeight(_HEAD)
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for at, column in enumerate(self._columns):
            if column.width:
                self.setColumnWidth(at, column.width)


class _Cells(QStyledItemDelegate):
    """Sets quiet and bad cells in their ink; begins words under those of the heading."""

    def __init__(self, theme: Theme, view: ListingView) -> None:
        super().__init__(view)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Choose the ink; an empty picture before the text is the only inset the style knows."""
        super().initStyleOption(option, index)
        tokens = self._theme.tokens
        tone = index.data(_TONE)
        ink = {Tone.QUIET: tokens.muted, Tone.BAD: tokens.danger_text}.get(tone)
        if ink is not None:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, ink)
        if not option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(1, 1)
