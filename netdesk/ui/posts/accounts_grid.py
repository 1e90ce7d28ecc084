"""The grid as Excel taught everybody: type over, Enter down, Tab right, copy and paste blocks."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from netdesk.i18n import _
from netdesk.ui.posts.accounts_cells import MOVES, STEPS, Corner, FigureDelegate, Heads, move_of
from netdesk.ui.posts.accounts_model import AccountsModel, Typed
from netdesk.ui.theme import Theme

ROW_HEIGHT = 44
FEWEST, MOST = 7, 14  # days
_SUM, _HEAD = 84, 44
_NAMES = (108, 188)  # the least and the most
_NARROWEST, _WIDEST = 62, 160
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OTHERS = (*_CLEARS, Qt.Key.Key_F2, Qt.Key.Key_Escape)
_BLOCKS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste)
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class AccountsGrid(QTableView):
    """Hands what was typed to its model; asks for as many days as there is room for."""

    room_changed = Signal()
    left = Signal()  # Esc: the keys are to go elsewhere
    left_out = Signal(int)  # pasted cells that stand outside the grid

    def __init__(self, theme: Theme, model: AccountsModel) -> None:
        """Show `model`."""
        super().__init__()
        self._accounts = model
        self.is_typed = False  # the editor was opened by a digit: arrows leave it
        self.setModel(model)
        self._delegate = FigureDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("账号数据"))
        self._names = Heads(Qt.Orientation.Vertical, theme, self)
        self._set_manners(theme)
        self._corner = Corner(theme, self)
        model.modelReset.connect(self._stand_again)

    def days_that_fit(self) -> int:
        """Return how many days there is room for."""
        room = self.width() - self._names.width() - _SUM - 12
        return max(FEWEST, min(MOST, room // _NARROWEST))

    def fit(self) -> None:
        """Share the room among the days; the names and the sum keep their own."""
        least, most = _NAMES
        self._names.setFixedWidth(max(least, min(most, self._names.wish())))
        self._corner.setGeometry(0, 0, self._names.width(), _HEAD)
        days = len(self._accounts.days())
        if days:
            room = self.viewport().width() - _SUM
            width = max(_NARROWEST, min(_WIDEST, room // days))
            for column in range(days):
                self.setColumnWidth(column, width)
            self.setColumnWidth(days, _SUM)

    def step(self, down: int, right: int) -> None:
        """Go to another day; at the end of a row on to the next."""
        days, rows = len(self._accounts.days()), self._accounts.rowCount()
        at = self.currentIndex()
        if not days or not at.isValid():
            return
        row, column = at.row() + down, at.column() + right
        if right and not 0 <= column < days:
            row, column = row + right, 0 if right > 0 else days - 1
        if 0 <= row < rows:
            self.setCurrentIndex(self._accounts.index(row, min(column, days - 1)))

    def copy(self) -> None:
        """Copy the chosen block as Excel takes it."""
        block = self._block()
        if block is None:
            return
        role = Qt.ItemDataRole.EditRole
        lines = (
            "\t".join(
                str(self._accounts.index(row, column).data(role) or "")
                for column in range(block.left(), block.right() + 1)
            )
            for row in range(block.top(), block.bottom() + 1)
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """Enter a block from the first chosen cell on; one cell goes into all that are chosen."""
        block = self._block()
        text = QGuiApplication.clipboard().text().replace("\r\n", "\n").rstrip("\n")
        if block is None or not text.strip():
            return
        cells = [line.split("\t") for line in text.split("\n")]
        days, rows = len(self._accounts.days()), self._accounts.rowCount()
        if cells == [[text]]:
            self._fill(block, text)
            return
        typed = [
            Typed(block.top() + down, block.left() + right, cell)
            for down, line in enumerate(cells)
            for right, cell in enumerate(line)
        ]
        inside = [one for one in typed if one.row < rows and one.column < days]
        self._accounts.enter(inside)
        if len(inside) < len(typed):
            self.left_out.emit(len(typed) - len(inside))

    def clear_chosen(self) -> None:
        """Take the figures of the chosen cells out."""
        block = self._block()
        if block is not None:
            self._fill(block, "")

    def event(self, event: QEvent) -> bool:
        """Keep the keys that type and move here from the page's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_block = any(map(event.matches, _BLOCKS))
            is_typed = bool(event.text()) and event.text().isprintable()
            is_ours = is_typed or event.key() in MOVES or event.key() in _OTHERS
            if is_block or (is_ours and not event.modifiers() & _COMMAND):
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, copy, paste, clear; anything that is typed opens the cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in _CLEARS:
            self.clear_chosen()
        elif event.key() in STEPS:
            self.step(*move_of(event))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the panel's
        else:
            self.is_typed = event.key() != Qt.Key.Key_F2
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Do nothing: what is typed is a figure."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the days; ask for more or fewer where the room calls for it."""
        super().resizeEvent(event)
        self.fit()
        if self._accounts.days() and self.days_that_fit() != len(self._accounts.days()):
            self.room_changed.emit()

    def _stand_again(self) -> None:
        """After other days came: stand on today of the first account."""
        self.fit()
        days = len(self._accounts.days())
        if days and self._accounts.rowCount():
            self.setCurrentIndex(self._accounts.index(0, days - 1))

    def _block(self) -> QRect | None:
        """Return the chosen cells that can be typed into, columns as x and rows as y."""
        days = len(self._accounts.days())
        chosen = [at for at in self.selectionModel().selectedIndexes() if at.column() < days]
        if not chosen:
            return None
        rows, columns = ({at.row() for at in chosen}, {at.column() for at in chosen})
        left, top = min(columns), min(rows)
        return QRect(left, top, max(columns) - left + 1, max(rows) - top + 1)

    def _fill(self, block: QRect, text: str) -> None:
        rows = range(block.top(), block.bottom() + 1)
        columns = range(block.left(), block.right() + 1)
        self._accounts.enter([Typed(row, column, text) for row in rows for column in columns])

    def _set_manners(self, theme: Theme) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._names.setDefaultSectionSize(ROW_HEIGHT)
        self._names.setFixedWidth(_NAMES[0])
        self.setVerticalHeader(self._names)
        days = Heads(Qt.Orientation.Horizontal, theme, self)
        days.setFixedHeight(_HEAD)
        self.setHorizontalHeader(days)
