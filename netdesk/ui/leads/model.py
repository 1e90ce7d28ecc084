"""A view as a table: rows come sorted and filtered from the service, a stretch at a time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from netdesk.domain.deadlines.when import countdown
from netdesk.domain.leads.inbox import InboxRow, InboxView
from netdesk.domain.leads.lead import Urgency, urgency
from netdesk.ui.leads.columns import (
    COLUMNS,
    Part,
    ShopTime,
    first_text,
    heading,
    left_s,
    name_of,
    spoken_left,
    tags,
)

Index = QModelIndex | QPersistentModelIndex
_Display = Qt.ItemDataRole.DisplayRole
TAGS_ROLE = Qt.ItemDataRole.UserRole  # a tuple of short words
Pill = tuple[str, Urgency | None, float]  # words, urgency (None: no clock), share of time left
STRETCH = 500
_FIRST = [column.part for column in COLUMNS].index(Part.LEFT)
_NO_INDEX = QModelIndex()


class LeadTable(QAbstractTableModel):
    """A view's leads. `now` is set by the tick; nothing here reads a clock."""

    wanted = Signal(int)  # more rows, from this one on

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        """Start empty."""
        super().__init__()
        self.view = InboxView.WAITING
        self.at = ShopTime(now, zone)
        self._rows: list[InboxRow] = []
        self._total = 0
        self._asked = False

    def show_page(
        self, rows: Sequence[InboxRow], total: int, *, view: InboxView, at: ShopTime
    ) -> None:
        """Show a view from its top. The same leads in the same order keep their places."""
        same = view is self.view and [row.id for row in rows] == [row.id for row in self._rows]
        self.at, self._asked = at, False
        if same:
            self._rows, self._total = list(rows), total
            if rows:
                last = self.index(len(rows) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.view, self._rows, self._total = view, list(rows), total
        self.endResetModel()

    def append(self, rows: Sequence[InboxRow], total: int) -> None:
        """Add the next stretch."""
        known = {row.id for row in self._rows}
        new = [row for row in rows if row.id not in known]
        self._asked, self._total = False, total if new else len(self._rows)
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows.extend(new)
            self.endInsertRows()

    def take(self, place: int) -> None:
        """Take a row out, as its lead leaves the view."""
        self.beginRemoveRows(QModelIndex(), place, place)
        del self._rows[place]
        self._total -= 1
        self.endRemoveRows()

    def lead(self, place: int) -> InboxRow | None:
        """Return the row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, lead_id: int) -> int:
        """Return where a lead stands, -1 where it doesn't."""
        return next((at for at, row in enumerate(self._rows) if row.id == lead_id), -1)

    def pill(self, place: int) -> Pill:
        """Return what the first column shows of a row; asked for by every tick."""
        row = self._rows[place]
        left = None if self.view is InboxView.VISITS else left_s(row, self.at.now)
        if left is None:
            return first_text(row, self.view, self.at), None, 0.0
        share = left / row.allowed_s if row.allowed_s > 0 else 0.0
        return countdown(left), urgency(left), min(1.0, max(0.0, share))

    @property
    def total(self) -> int:
        """How many leads the whole view has."""
        return self._total

    def tick(self, now: datetime, first: int, last: int) -> None:
        """Let rows `first` to `last` show the time that is left at `now`: one signal."""
        self.at = ShopTime(now, self.at.zone)
        if 0 <= first <= last < len(self._rows):
            self.dataChanged.emit(self.index(first, _FIRST), self.index(last, _FIRST), [_Display])

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's own name
        """Say whether the view goes on after what is loaded."""
        return not parent.isValid() and not self._asked and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for the next stretch; it is appended when it comes."""
        self._asked = True
        self.wanted.emit(len(self._rows))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Display) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == _Display:
            return heading(COLUMNS[section], self.view)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _Display) -> Any:
        """Return what a cell says, in the words and numbers of `_ROLES`."""
        answer = _ROLES.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self, self._rows[index.row()], index.column())


def _display(table: LeadTable, row: InboxRow, column: int) -> str:
    if column == _FIRST:
        return first_text(row, table.view, table.at)
    return COLUMNS[column].text(row, table.at)


def _spoken(table: LeadTable, row: InboxRow, column: int) -> str:
    if column == _FIRST:
        return f"{spoken_left(row, table.at)} {name_of(row)}"
    return _display(table, row, column)


_ROLES: dict[int, Callable[[LeadTable, InboxRow, int], Any]] = {
    _Display: _display,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    TAGS_ROLE: lambda _table, row, _column: tags(row),
}
