"""The questions of a view, two lines each: what is asked, then how far it is and how often."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from netdesk.i18n import _
from netdesk.services.answer_facts import QuestionRow
from netdesk.ui.posts.question_words import (
    State,
    Today,
    about_words,
    asked_words,
    merge_words,
    spoken,
    state_of,
    state_words,
)
from netdesk.ui.theme import SMALL, Theme

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 56
STRETCH = 100
_SIDE, _BAR, _COUNT = 16, 3, 96
_KEY = Qt.Key
_MOVES = (
    _KEY.Key_Up,
    _KEY.Key_Down,
    _KEY.Key_PageUp,
    _KEY.Key_PageDown,
    _KEY.Key_Home,
    _KEY.Key_End,
)
_NO_INDEX = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class QuestionModel(QAbstractListModel):
    """The rows of a view that are loaded, of `total`."""

    wanted = Signal(int)  # more rows, from this one on

    def __init__(self, today: Today) -> None:
        """Start empty; days are told by `today`."""
        super().__init__()
        self.today = today
        self._rows: list[QuestionRow] = []
        self._total = 0
        self._asked = False
        self._marked: int | None = None

    def mark(self, question_id: int | None) -> None:
        """Say of a question that it waits for another to be put together with; None: of none."""
        self._marked = question_id
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def is_marked(self, row: QuestionRow) -> bool:
        """Say whether a question waits for another."""
        return row.question.id == self._marked

    def show_rows(self, rows: Sequence[QuestionRow], total: int, today: Today) -> None:
        """Show a view from its top."""
        same = [row.question.id for row in rows] == [row.question.id for row in self._rows]
        self.today, self._total, self._asked = today, total, False
        if same:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[QuestionRow], total: int) -> None:
        """Add the next stretch."""
        known = {row.question.id for row in self._rows}
        new = [row for row in rows if row.question.id not in known]
        self._asked, self._total = False, total if new else len(self._rows)
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows.extend(new)
            self.endInsertRows()

    def row(self, place: int) -> QuestionRow | None:
        """Return the question at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, question_id: int) -> int:
        """Return where a question stands, -1 where it doesn't."""
        places = (at for at, row in enumerate(self._rows) if row.question.id == question_id)
        return next(places, -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's own name
        """Say whether the view goes on after what is loaded."""
        return not parent.isValid() and not self._asked and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for the next stretch; it is appended when it comes."""
        self._asked = True
        self.wanted.emit(len(self._rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a question's words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.question.text
        return spoken(row, self.today) if role == Qt.ItemDataRole.AccessibleTextRole else None


class QuestionDelegate(QStyledItemDelegate):
    """Draws a row: a bar at the left where the answer is over, words that say it too."""

    def __init__(self, theme: Theme, model: QuestionModel) -> None:
        """Draw the rows of `model`."""
        super().__init__()
        self._theme = theme
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words out: the style draws the ground, and they are drawn over it."""
        super().initStyleOption(option, index)
        option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.state |= QStyle.StateFlag.State_Active

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one question."""
        super().paint(painter, option, index)
        row = self._model.row(index.row())
        if row is None:
            return
        area: QRect = option.rect
        tokens, state = self._theme.tokens, state_of(row)
        painter.save()
        if state is State.LAPSED:
            painter.fillRect(
                QRect(area.left(), area.top(), _BAR, area.height() - 1), tokens.danger_text
            )
        painter.setPen(tokens.line)
        painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        inner = area.adjusted(_SIDE, 8, -_SIDE, -8)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = upper.translated(0, inner.height() // 2)
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(tokens.muted)
        painter.drawText(upper, _RIGHT, asked_words(row))
        painter.drawText(lower, _RIGHT, about_words(row, self._model.today))
        taken = painter.fontMetrics().horizontalAdvance(about_words(row, self._model.today))
        self._line(painter, lower.adjusted(0, 0, -max(_COUNT, taken + _SIDE), 0), row, state)
        painter.setFont(self._theme.font(bold=state is State.OPEN))
        painter.setPen(tokens.text)
        self._text(painter, upper.adjusted(0, 0, -_COUNT, 0), row.question.text)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, row: QuestionRow, state: State) -> None:
        tokens = self._theme.tokens
        painter.setPen(
            {
                State.OPEN: tokens.accent_text,
                State.LAPSED: tokens.danger_text,
                State.STANDS: tokens.good_text,
            }[state]
        )
        told = state_words(row, self._model.today)
        if self._model.is_marked(row):
            painter.setPen(tokens.accent_text)
            told = merge_words()
        self._text(painter, area, told)

    def _text(self, painter: QPainter, area: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, area.width())
        )
        painter.drawText(area, _LEFT, shown)


class QuestionList(QListView):
    """One question is chosen at a time."""

    chosen = Signal(object)  # a QuestionRow

    def __init__(self, theme: Theme, model: QuestionModel) -> None:
        """Show `model`."""
        super().__init__()
        self._questions = model
        self.setModel(model)
        self._delegate = QuestionDelegate(theme, model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("客户的提问"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._tell)
        self._theme = theme
        theme.changed.connect(self._colour)
        self._colour()

    def place(self) -> int:
        """Return the chosen row, -1 for none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def go(self, place: int) -> None:
        """Choose a row, the nearest there is."""
        count = self._questions.rowCount()
        if count:
            index = self._questions.index(min(max(place, 0), count - 1))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the keys that move; letters and Enter are keys of the panel."""
        if event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _colour(self) -> None:
        """Give the chosen row the ground that the table of leads has."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.tokens.accent_soft)
        self.setPalette(palette)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self._questions.row(current.row()) if current.isValid() else None
        if row is not None:
            self.chosen.emit(row)
