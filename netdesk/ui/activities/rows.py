"""Rows of any kind under columns that fit the window; several can be chosen at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from netdesk.i18n import SOURCE_LANGUAGE, _, language
from netdesk.ui.theme import SMALL, Theme, Tokens
from netdesk.ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_INK = int(Qt.ItemDataRole.UserRole) + 1
_BOLD = int(Qt.ItemDataRole.UserRole) + 2
_ROW, _HEAD = 34, 32
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
    """One column. `width` is the least room, `share` how much of what is left over it takes.

    `keep` is the order in which columns stay where there is too little room (0 always stays).
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


class RowsView(QTableView):
    """Whole rows are chosen: with Shift and Ctrl several."""

    chosen = Signal()  # another row has the keys, or others are chosen
    opened = Signal(object)  # Enter or a double click on a row

    def __init__(self, theme: Theme, name: str, columns: Sequence[Column]) -> None:
        """Start without rows."""
        super().__init__()
        self._theme = theme
        self.rows = Rows(columns)
        self._cells = _Cells(theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(name)
        self._set_manners()
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())
        self.activated.connect(self._open)

    def show_rows(self, rows: Sequence[Any], key: Callable[[Any], object] = id) -> None:
        """Show rows; those that are chosen, told apart by `key`, stay chosen."""
        held = {key(row) for row in self.selected()}
        current = self.current()
        place = self.currentIndex().row()
        wanted = None if current is None else key(current)
        self.selectionModel().blockSignals(True)  # noqa: FBT003
        self.rows.show(rows)
        places = {key(row): at for at, row in enumerate(rows)}
        if rows:
            at = places.get(wanted, max(0, min(place, len(rows) - 1)))
            self.choose([places[one] for one in held if one in places] or [at], at)
        self.selectionModel().blockSignals(False)  # noqa: FBT003
        self.viewport().update()
        self.chosen.emit()

    def choose(self, places: Sequence[int], current: int) -> None:
        """Choose rows; `current` has the keys."""
        model = self.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(self.rows.index(current, 0), flag.NoUpdate)
        model.clearSelection()
        for at in places:
            model.select(self.rows.index(at, 0), flag.Select | flag.Rows)

    def choose_rows(self, wanted: Callable[[Any], bool]) -> None:
        """Choose the rows that are wanted; the first of them has the keys."""
        places = [at for at, row in enumerate(self.rows.all()) if wanted(row)]
        if places:
            self.choose(places, places[0])

    def current(self) -> Any:
        """Return the row that has the keys, None where there is none."""
        return self.rows.row(self.currentIndex().row())

    def selected(self) -> list[Any]:
        """Return the rows that are chosen, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.row(place) for place in places]

    def step(self, by: int) -> None:
        """Go up or down."""
        count = self.rows.rowCount()
        if count:
            at = min(max(self.currentIndex().row() + by, 0), count - 1)
            self.choose([at], at)
            self.scrollTo(self.rows.index(at, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns that have a place in it."""
        super().resizeEvent(event)
        room = self.viewport().width()
        extra = language() != SOURCE_LANGUAGE
        needs = [one.width + (one.longer if extra else 0) for one in self.rows.columns]
        order = sorted(range(len(needs)), key=lambda at: self.rows.columns[at].keep)
        while len(order) > 1 and sum(needs[at] for at in order) > room:
            order.pop()
        over = max(0, room - sum(needs[at] for at in order))
        shares = sum(self.rows.columns[at].share for at in order) or 1
        for at, column in enumerate(self.rows.columns):
            self.setColumnHidden(at, at not in order)
            if at in order:
                self.setColumnWidth(at, needs[at] + over * column.share // shares)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then a hair line under each."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.tokens.line)
        at = self.rowAt(event.rect().top())
        while 0 <= at < self.rows.rowCount():
            bottom = self.rowViewportPosition(at) + self.rowHeight(at) - 1
            if bottom > event.rect().bottom():
                break
            painter.drawLine(event.rect().left(), bottom, event.rect().right(), bottom)
            at += 1
        painter.end()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Do nothing: letters are keys here."""

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.opened.emit(row)

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        heads = self.horizontalHeader()
        heads.setFixedHeight(_HEAD)
        heads.setFont(self._theme.font(SMALL))
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(24)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class _Cells(QStyledItemDelegate):
    """Sets cells in their ink and weight; begins words under those of the heading."""

    def __init__(self, theme: Theme, view: RowsView) -> None:
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
