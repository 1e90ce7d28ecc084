"""A list whose columns fit the window; several of its rows can be chosen at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from netdesk.i18n import SOURCE_LANGUAGE, language
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.rows import Cells, Column, Rows, set_manners

_ROW, _HEAD = 34, 32


class RowsView(QTableView):
    """Whole rows are chosen: with Shift and Ctrl several."""

    chosen = Signal()  # another row has the keys, or others are chosen
    opened = Signal(object)  # Enter or a double click on a row

    def __init__(self, theme: Theme, name: str, columns: Sequence[Column]) -> None:
        """Start without rows."""
        super().__init__()
        self._theme = theme
        self.rows = Rows(columns)
        self._cells = Cells(theme, self)
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
        set_manners(self, row=_ROW, head=_HEAD)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads = self.horizontalHeader()
        heads.setFont(self._theme.font(SMALL))
        heads.setMinimumSectionSize(24)
