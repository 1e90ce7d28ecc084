"""A short list of what a ledger keeps: Enter opens a row in the form, Del takes it out."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from netdesk.ui.actions import bind
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.rows import Cells, Column, Rows, set_manners

_ROW, _HEAD = 32, 34


class ListingView(QTableView):
    """As high as its rows, within bounds; columns of width 0 share what is left."""

    edit_wanted = Signal(object)  # the row
    drop_wanted = Signal(object)

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[Column], *, most: int = 10
    ) -> None:
        """Show at most `most` rows at a time."""
        super().__init__()
        self._columns = columns
        self._most = most
        self.listing = Rows(columns)
        self.setModel(self.listing)
        self.setItemDelegate(Cells(theme, self))
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
        set_manners(self, row=_ROW, head=_HEAD)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for at, column in enumerate(self._columns):
            if column.width:
                self.setColumnWidth(at, column.width)
