"""Figures as a table: a row a key, a column a figure; and how each number came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from netdesk.domain.figures.columns import (
    change,
    counts_before,
    interval_words,
    ordered,
    written,
)
from netdesk.domain.figures.kpi import BY_NAME, Counts
from netdesk.domain.figures.table import Key, Row, Table
from netdesk.i18n import _
from netdesk.ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_Display = Qt.ItemDataRole.DisplayRole
CELL_ROLE = Qt.ItemDataRole.UserRole  # a Cell
_NO_INDEX = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is written, its interval, and how it changed; empty where there is none."""

    value: str
    interval: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which figure rows stand; `name` empty: as the service gave them."""

    name: str = ""
    descending: bool = True

    def next(self, name: str) -> "Sorting":
        """Return what another click on a heading asks for: most first, least first, as it was."""
        if name != self.name:
            return Sorting(name)
        return Sorting(name, descending=False) if self.descending else Sorting()


class FiguresModel(QAbstractTableModel):
    """The rows of a table of figures, or its whole alone."""

    def __init__(self, *, is_whole: bool = False) -> None:
        """Start empty; `is_whole`: one row, of all rows together."""
        super().__init__()
        self._is_whole = is_whole
        self._table: Table | None = None
        self._rows: tuple[Row, ...] = ()
        self._before: Mapping[Key, Counts] | None = None
        self._cells: dict[tuple[int, int], Cell] = {}
        self.names: tuple[str, ...] = ()
        self.sorting = Sorting()

    def show_table(self, table: Table, before: Table | None) -> None:
        """Show other figures, compared with those of the period before where they are given."""
        self.beginResetModel()
        self._table = table
        self._before = None
        if before is not None:
            self._before = {None: before.total} if self._is_whole else counts_before(table, before)
        self._sort()
        self.endResetModel()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these figures."""
        self.beginResetModel()
        self.names = tuple(names)
        self._cells.clear()
        self.endResetModel()

    def sort_by(self, sorting: Sorting) -> None:
        """Put the rows in another order."""
        self.beginResetModel()
        self.sorting = sorting
        self._sort()
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows as they stand."""
        return self._rows

    def row(self, place: int) -> Row:
        """Return a row."""
        return self._rows[place]

    def place_of(self, key: Key) -> int:
        """Return where a key's row stands, -1 where it doesn't."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def compares(self) -> bool:
        """Say whether numbers are compared with the period before."""
        return self._before is not None

    def is_whole(self) -> bool:
        """Say whether this is the row of all rows together."""
        return self._is_whole

    def explained(self, place: int, column: int) -> tuple[str, str]:
        """Return what a number is and its formula, and how it came about here."""
        name = self.names[column]
        row = self._rows[place]
        return formula_words(name), self._story(name, row)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many figures there are."""
        return 0 if parent.isValid() else len(self.names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Display) -> Any:
        """Return the figures' names, and what each row is about."""
        if orientation is Qt.Orientation.Horizontal:
            if section >= len(self.names):
                return None
            return _heading(self.names[section], role)
        if section >= len(self._rows):
            return None
        if role == _Display:
            return self._rows[section].name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._rows[section].name)
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = _Display) -> Any:
        """Return what a cell says."""
        if not index.isValid():
            return None
        place, column = index.row(), index.column()
        if role == _Display:
            return self.cell(place, column).value
        if role == CELL_ROLE:
            return self.cell(place, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(self.explained(place, column))).replace("\n", "<br>")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row, name = self._rows[place], self.names[column]
            return " ".join((row.name, BY_NAME[name].label, self._story(name, row)))
        return None

    def cell(self, place: int, column: int) -> Cell:
        """Return a cell; each is written once."""
        found = self._cells.get((place, column))
        if found is None:
            found = self._cells[place, column] = self._cell(place, self.names[column])
        return found

    def _cell(self, place: int, name: str) -> Cell:
        row, kpi = self._rows[place], BY_NAME[name]
        changed = ""
        before = self._before.get(row.key) if self._before is not None else None
        if before is not None:
            changed = change(name, row.counts, before)
        value = written(kpi.kind, kpi.value(row.counts))
        return Cell(value, interval_words(name, row.counts), changed)

    def _story(self, name: str, row: Row) -> str:
        kpi = BY_NAME[name]
        said = [written(kpi.kind, kpi.value(row.counts), cents=True)]
        if kpi.share is not None:
            part, whole = kpi.share(row.counts)
            said.append(f"{part:,} ÷ {whole:,}")
        bounds = interval_words(name, row.counts)
        if bounds:
            said.append(_("不到 50 例，95%% 区间 %(bounds)s") % {"bounds": bounds})
        before = self._before.get(row.key) if self._before is not None else None
        if before is not None:
            was = written(kpi.kind, kpi.value(before), cents=True)
            said.append(_("上期 %(before)s") % {"before": was})
        return " · ".join(said)

    def _sort(self) -> None:
        self._cells.clear()
        if self._table is None:
            return
        if self._is_whole:
            self._rows = (Row(None, _("合计"), self._table.total),)
        elif self.sorting.name:
            by = self.sorting
            self._rows = ordered(self._table.rows, by.name, descending=by.descending)
        else:
            self._rows = self._table.rows


def formula_words(name: str) -> str:
    """Return a figure's name with its formula."""
    kpi = BY_NAME[name]
    return _("%(name)s = %(formula)s") % {"name": kpi.label, "formula": kpi.formula}


def _heading(name: str, role: int) -> Any:
    if role == _Display:
        return BY_NAME[name].label
    if role == Qt.ItemDataRole.ToolTipRole:
        return tip(formula_words(name))
    return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None
