"""The list of activities at the left: name, days, how far each is, its guests."""

from collections.abc import Sequence
from datetime import date
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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.words import ActivityState
from netdesk.i18n import _
from netdesk.ui.activities import saying
from netdesk.ui.theme import SMALL, Theme

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_WHOLE = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 68
_SIDE = 14


class Listed(QAbstractListModel):
    """The activities, the latest first."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self._them: tuple[Activity, ...] = ()
        self.today = date.min

    def show(self, them: Sequence[Activity], today: date) -> None:
        """Show these."""
        self.beginResetModel()
        self._them, self.today = tuple(them), today
        self.endResetModel()

    def one(self, place: int) -> Activity | None:
        """Return the activity at a place."""
        return self._them[place] if 0 <= place < len(self._them) else None

    def place_of(self, activity_id: int) -> int:
        """Return where an activity stands, -1 where it doesn't."""
        return next((at for at, one in enumerate(self._them) if one.id == activity_id), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._them)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an activity's words, or the whole of it."""
        if not index.isValid():
            return None
        one = self._them[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.plan.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (
                one.plan.name,
                saying.days(one, self.today),
                saying.when(one, self.today),
                saying.tally(one),
            )
            return "，".join(told)
        return one if role == _WHOLE else None


class ActivityList(QListView):
    """One is chosen."""

    chosen = Signal(object)  # an Activity

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self.them = Listed()
        self.setModel(self.them)
        self._painter = _Lines(theme, self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("活动列表"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._say)

    def show_them(self, them: Sequence[Activity], today: date, wanted: int | None) -> None:
        """Show activities; the `wanted` one, the chosen one or the nearest to come is chosen."""
        kept = self.current()
        self.selectionModel().blockSignals(True)  # noqa: FBT003
        self.them.show(them, today)
        for one in (wanted, None if kept is None else kept.id, _nearest(them, today)):
            place = -1 if one is None else self.them.place_of(one)
            if place >= 0:
                self.setCurrentIndex(self.them.index(place, 0))
                break
        self.selectionModel().blockSignals(False)  # noqa: FBT003
        self.scrollTo(self.currentIndex())
        self.viewport().update()
        self._say()

    def current(self) -> Activity | None:
        """Return the chosen activity."""
        return self.them.one(self.currentIndex().row())

    def step(self, by: int) -> None:
        """Choose the next one or the one before."""
        count = self.them.rowCount()
        if count:
            place = min(max(self.currentIndex().row() + by, 0), count - 1)
            self.setCurrentIndex(self.them.index(place, 0))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Do nothing: letters are keys here."""

    def _say(self) -> None:
        one = self.current()
        if one is not None:
            self.chosen.emit(one)


class _Lines(QStyledItemDelegate):
    """Three lines: name, days with how far it is, guests."""

    def __init__(self, theme: Theme, view: ActivityList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(100, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw an activity."""
        one: Activity = index.data(_WHOLE)
        tokens, today = self._theme.tokens, self._view.them.today
        painter.save()
        area: QRect = option.rect
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(area, tokens.accent_soft)
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), tokens.accent)
        painter.setPen(tokens.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        room = area.adjusted(_SIDE, 8, -_SIDE, -8)
        is_off = one.state is ActivityState.CANCELLED
        name_ink = tokens.muted if is_off else tokens.text
        bold, small = self._theme.font(bold=True), self._theme.font(SMALL)
        self._line(painter, room, 0, one.plan.name, bold, name_ink)
        when = saying.when(one, today)
        ink = getattr(tokens, saying.when_ink(one, today).value)
        width = QFontMetrics(small).horizontalAdvance(when)
        painter.setFont(small)
        painter.setPen(ink)
        second = QRect(room.left(), room.top() + 19, room.width(), 17)
        painter.drawText(second, int(Qt.AlignmentFlag.AlignRight), when)
        left = room.adjusted(0, 0, -width - 8, 0)
        self._line(painter, left, 19, saying.days(one, today), small, tokens.muted)
        self._line(painter, room, 36, saying.tally(one), small, tokens.muted)
        painter.restore()

    def _line(
        self, painter: QPainter, room: QRect, top: int, text: str, font: QFont, ink: QColor
    ) -> None:
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(ink)
        area = QRect(room.left(), room.top() + top, room.width(), 18)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft), shown)


def _nearest(them: Sequence[Activity], today: date) -> int | None:
    """Return the activity of today or the next to come, else the last that was."""
    planned = [one for one in them if one.state is ActivityState.PLANNED]
    ahead = [one for one in planned if one.plan.last >= today]
    if ahead:
        return min(ahead, key=lambda one: (one.plan.first, one.id)).id
    found = planned or them
    return found[0].id if found else None
