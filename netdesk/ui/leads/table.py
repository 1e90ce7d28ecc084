"""The table of leads: columns that fit the window, hair lines, and the rows that can be seen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from netdesk.i18n import _
from netdesk.ui.leads.columns import COLUMNS, Part, fit
from netdesk.ui.leads.delegates import (
    CellDelegate,
    CountdownDelegate,
    TagsDelegate,
    TextDelegate,
)
from netdesk.ui.leads.model import LeadTable
from netdesk.ui.theme import SMALL, Theme

ROW_HEIGHT = 40
_HEAD_HEIGHT = 34


class LeadTableView(QTableView):
    """One row is chosen at a time; widths a person sets are kept, the rest share the room."""

    widths_set = Signal(object)  # column key to width, as a person set them
    held = Signal(bool)  # the key that shows a number is down, or up again
    painted = Signal()  # once a paint is done that showed the model's rows

    def __init__(self, theme: Theme, model: LeadTable, widths: Mapping[str, int]) -> None:
        """Show `model`; `widths` are those remembered."""
        super().__init__()
        self._theme = theme
        self._chosen = dict(widths)
        self.chosen_row = -1
        self.exposed_right = 0
        self.ratio = 1.0
        self.pill = model.pill
        self._fitting = False
        self._port = (
            QWidget()
        )  # our own: asking Qt for its one makes PySide load every widget class
        self.setViewport(self._port)
        self.setModel(model)
        self.setAccessibleName(_("线索列表"))
        self._delegates = [_delegate(theme, at, self) for at in range(len(COLUMNS))]
        for at, delegate in enumerate(self._delegates):
            self.setItemDelegateForColumn(at, delegate)
        self._set_manners()
        self._set_headers()

    def visible_rows(self) -> tuple[int, int]:
        """Return the first and last row that can be seen; (-1, -1) for none."""
        first = self.rowAt(0)
        last = self.rowAt(self._port.height() - 1)
        if first < 0:
            return -1, -1
        return first, last if last >= 0 else self.model().rowCount() - 1

    def place(self) -> int:
        """Return the chosen row, -1 for none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def go(self, place: int) -> None:
        """Choose a row, the nearest there is."""
        count = self.model().rowCount()
        if count:
            self.selectRow(min(max(place, 0), count - 1))
        else:
            self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new room."""
        super().resizeEvent(event)
        self.fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then a hair line under each."""
        self.chosen_row, self.exposed_right = self.place(), event.rect().right()
        self.ratio = self.devicePixelRatioF()
        super().paintEvent(event)
        painter = QPainter(self._port)
        painter.setPen(self._theme.tokens.line)
        area = event.rect()
        at = self.rowAt(area.top())
        while 0 <= at < self.model().rowCount():
            bottom = self.rowViewportPosition(at) + self.rowHeight(at) - 1
            if bottom > area.bottom():
                break
            painter.drawLine(area.left(), bottom, area.right(), bottom)
            at += 1
        painter.end()
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell when the key that shows the number goes down."""
        if event.key() == Qt.Key.Key_V and not event.modifiers():
            if not event.isAutoRepeat():
                self.held.emit(True)  # noqa: FBT003
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Tell when it comes up."""
        if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
            self.held.emit(False)  # noqa: FBT003
            return
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the number when the keys go elsewhere."""
        self.held.emit(False)  # noqa: FBT003
        super().focusOutEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Do nothing: letters are keys here."""

    def fit_columns(self) -> None:
        """Share the room among the columns that have a place in it."""
        room = self._port.width()
        if room <= 0:
            return
        self._fitting = True
        widths = fit(room, self._chosen)
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, column.part not in widths)
            if column.part in widths:
                self.setColumnWidth(at, widths[column.part])
        self._fitting = False

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)

    def _set_headers(self) -> None:
        rows = QHeaderView(Qt.Orientation.Vertical, self)
        self.setVerticalHeader(rows)
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        heads = _Heads(self)
        self.setHorizontalHeader(heads)
        heads.setFixedHeight(_HEAD_HEIGHT)
        heads.setFont(self._theme.font(SMALL))
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setMinimumSectionSize(48)
        heads.sectionResized.connect(self._note_width)
        heads.let_go.connect(self._keep_widths)
        heads.forgotten.connect(self._forget_widths)

    def _note_width(self, at: int, _before: int, width: int) -> None:
        if not self._fitting and width > 0 and COLUMNS[at].part is not Part.LEFT:
            self._chosen[COLUMNS[at].part] = width

    def _keep_widths(self) -> None:
        """When a person lets go of a column's edge, fit the others and say it."""
        self.fit_columns()
        self.widths_set.emit(dict(self._chosen))

    def _forget_widths(self) -> None:
        """A double click on the headings brings the usual widths back."""
        self._chosen.clear()
        self._keep_widths()


class _Heads(QHeaderView):
    """The headings; says when the mouse lets go of them."""

    let_go = Signal()
    forgotten = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the header finish, then say it."""
        super().mouseReleaseEvent(event)
        self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Say that the widths are to be forgotten."""
        self.forgotten.emit()


def _delegate(theme: Theme, at: int, table: LeadTableView) -> CellDelegate:
    part = COLUMNS[at].part
    if part is Part.LEFT:
        return CountdownDelegate(theme, table)
    if part is Part.TAGS:
        return TagsDelegate(theme, table)
    return TextDelegate(theme, table, COLUMNS[at])
