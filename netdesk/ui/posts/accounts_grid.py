"""The grid as Excel taught everybody: type over, Enter down, Tab right, copy and paste blocks."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from netdesk.i18n import _
from netdesk.ui.paint import pen
from netdesk.ui.posts.accounts_model import LOSS_ROLE, UNDER_ROLE, AccountsModel, Typed
from netdesk.ui.theme import BODY, SMALL, Theme

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 44
FEWEST, MOST = 7, 14  # days
_SUM, _HEAD = 84, 44
_NAMES = (108, 188)  # the least and the most
_NARROWEST, _WIDEST, _EDITOR = 62, 160, 116
_SIDE = 8
_MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_STEPS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OTHERS = (*_CLEARS, Qt.Key.Key_F2, Qt.Key.Key_Escape)
_BLOCKS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class AccountsGrid(QTableView):
    """Hands what was typed to its model; asks for as many days as there is room for."""

    room_changed = Signal()
    left_out = Signal(int)  # pasted cells that stand outside the grid

    def __init__(self, theme: Theme, model: AccountsModel) -> None:
        """Show `model`."""
        super().__init__()
        self._accounts = model
        self.is_typed = False  # the editor was opened by a digit: arrows leave it
        self.setModel(model)
        self._delegate = _FigureDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("账号数据"))
        self._names = _Heads(Qt.Orientation.Vertical, theme, self)
        self._set_manners(theme)
        self._corner = _Corner(theme, self)
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
            is_ours = is_typed or event.key() in _MOVES or event.key() in _OTHERS
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
        elif event.key() in _STEPS:
            self._leave(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.focusNextChild()
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

    def _leave(self, event: QKeyEvent) -> None:
        down, right = _MOVES[Qt.Key(event.key())]
        back = down and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.step(-down if back else down, right)

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
        days = _Heads(Qt.Orientation.Horizontal, theme, self)
        days.setFixedHeight(_HEAD)
        self.setHorizontalHeader(days)


class _Corner(QWidget):
    """Covers the corner between the headings, which the style would draw as a button."""

    def __init__(self, theme: Theme, grid: QWidget) -> None:
        super().__init__(grid)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what the rows are."""
        painter = QPainter(self)
        tokens, area = self._theme.tokens, self.rect()
        painter.fillRect(area, tokens.surface)
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(tokens.muted)
        painter.drawText(area.adjusted(_SIDE + 4, 0, 0, 0), int(_LEFT), _("账号"))
        painter.setPen(tokens.border)
        painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        painter.end()


class _Heads(QHeaderView):
    """Days in two lines over their columns; accounts' names before their rows."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, table: QWidget) -> None:
        super().__init__(orientation, table)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def wish(self) -> int:
        """Return the width that the longest name needs."""
        metrics = QFontMetrics(self._theme.font(BODY))
        names = (
            str(self.model().headerData(at, self.orientation()) or "") for at in range(self.count())
        )
        return max(map(metrics.horizontalAdvance, names), default=0) + 2 * _SIDE + 6

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        """Draw a day or a name."""
        if not rect.isValid():
            return
        painter.save()
        tokens = self._theme.tokens
        painter.fillRect(rect, tokens.surface)
        text = str(self.model().headerData(logical, self.orientation()) or "")
        if self.orientation() is Qt.Orientation.Vertical:
            painter.setFont(self._theme.font(BODY))
            painter.setPen(tokens.text)
            area = rect.adjusted(_SIDE + 4, 0, -_SIDE, 0)
            shown = painter.fontMetrics().elidedText(text, _ELIDE, area.width())
            painter.drawText(area, int(_LEFT), shown)
            painter.setPen(tokens.line)
        else:
            over, _end, under = text.partition("\n")
            self._paint_lines(painter, rect.adjusted(2, 4, -_SIDE, -4), over, under)
            painter.setPen(tokens.border)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRect, over: str, under: str) -> None:
        tokens = self._theme.tokens
        half = area.height() // 2 if under else area.height()
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(tokens.text)
        painter.drawText(area.adjusted(0, 0, 0, half - area.height()), int(_RIGHT), over)
        painter.setPen(tokens.muted)
        painter.drawText(area.adjusted(0, half, 0, 0), int(_RIGHT), under)


class _FigureDelegate(QStyledItemDelegate):
    """A number, and small words under it."""

    def __init__(self, theme: Theme, grid: AccountsGrid) -> None:
        super().__init__(grid)
        self._theme = theme
        self._grid = grid

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words out: they are drawn over the ground."""
        super().initStyleOption(option, index)
        option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the number, what stands under it, and a frame where the keys are."""
        super().paint(painter, option, index)
        painter.save()
        tokens, area = self._theme.tokens, QRect(option.rect)
        number, under = index.data() or "", index.data(UNDER_ROLE) or ""
        inner = area.adjusted(2, 4, -_SIDE, -4)
        half = inner.height() // 2 if under else inner.height()
        painter.setFont(self._theme.font(BODY))
        painter.setPen(tokens.text)
        shown = painter.fontMetrics().elidedText(number, _ELIDE, inner.width())
        painter.drawText(inner.adjusted(0, 0, 0, half - inner.height()), int(_RIGHT), shown)
        if under:
            painter.setFont(self._theme.font(SMALL))
            painter.setPen(tokens.danger_text if index.data(LOSS_ROLE) else tokens.muted)
            painter.drawText(inner.adjusted(0, half, 0, 0), int(_RIGHT), under)
        painter.setPen(tokens.line)
        painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        painter.drawLine(area.right(), area.top(), area.right(), area.bottom())
        if index == self._grid.currentIndex() and self._grid.hasFocus():
            painter.setPen(pen(tokens.accent, 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field for one number."""
        field = QLineEdit(parent)
        field.setAlignment(_RIGHT)
        field.setMaxLength(20)
        field.setAcceptDrops(False)
        field.setFont(self._theme.font(BODY))
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the number, chosen whole so that the first digit takes its place."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def updateEditorGeometry(  # noqa: N802 - Qt's own name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let the field be wider than a narrow day."""
        area = QRect(option.rect)
        left = max(0, min(area.left(), area.right() - _EDITOR))
        editor.setGeometry(QRect(left, area.top() + 4, area.right() - left, area.height() - 9))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the field as Excel's cells are left."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _MOVES and (self._grid.is_typed or key not in _SIDEWAYS):
                assert isinstance(editor, QWidget)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                down, right = _MOVES[key]
                is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._grid.step(-down if is_back and key in _STEPS[:2] else down, right)
                return True
        return bool(super().eventFilter(editor, event))
