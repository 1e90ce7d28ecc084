"""How the grid of accounts is drawn, and how a cell that is typed into is left."""

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from netdesk.i18n import _
from netdesk.ui.paint import pen
from netdesk.ui.posts.accounts_model import LOSS_ROLE, UNDER_ROLE
from netdesk.ui.theme import BODY, SMALL, Theme

Index = QModelIndex | QPersistentModelIndex
MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}
STEPS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_SIDE = 8
_EDITOR = 116  # the least width of the field that is typed into
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight


class Grid(Protocol):
    """What a cell asks of its grid. `is_typed`: a digit opened it, so arrows leave it."""

    is_typed: bool

    def currentIndex(self) -> QModelIndex: ...  # noqa: N802

    def hasFocus(self) -> bool: ...  # noqa: N802

    def step(self, down: int, right: int) -> None: ...


def move_of(event: QKeyEvent) -> tuple[int, int]:
    """Return where a key of MOVES goes, rows down and columns right; Shift turns Enter round."""
    key = Qt.Key(event.key())
    down, right = MOVES[key]
    is_back = key in _ENTERS and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return -down if is_back else down, right


class Corner(QWidget):
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


class Heads(QHeaderView):
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


class FigureDelegate(QStyledItemDelegate):
    """A number, and small words under it."""

    def __init__(self, theme: Theme, grid: Grid) -> None:
        super().__init__()
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
            if key in MOVES and (self._grid.is_typed or key not in _SIDEWAYS):
                assert isinstance(editor, QWidget)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self._grid.step(*move_of(event))
                return True
        return bool(super().eventFilter(editor, event))
