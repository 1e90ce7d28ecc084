"""The calendar as a table: a row is a week, a cell is a day with its posts in the order of time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from netdesk.domain.posts.post import Post, PostState
from netdesk.i18n import _
from netdesk.services.calendar_days import CalendarDay
from netdesk.ui.posts.saying import Here, day_words, posts_words, spoken
from netdesk.ui.widgets.days import WEEKDAYS

Index = QModelIndex | QPersistentModelIndex
_Display = Qt.ItemDataRole.DisplayRole
_NO_INDEX = QModelIndex()
_WEEK = 7


@dataclass(frozen=True)
class Cell:
    """One day as it is drawn. `is_outside`: it belongs to the month before or after."""

    day: CalendarDay
    name: str
    posts: tuple[Post, ...]
    is_today: bool
    is_past: bool
    is_outside: bool


class CalendarModel(QAbstractTableModel):
    """Whole weeks, Monday first."""

    def __init__(self, here: Here) -> None:
        """Start without days."""
        super().__init__()
        self.here = here
        self._days: tuple[CalendarDay, ...] = ()
        self._names: Mapping[date, str] = {}
        self._month: int | None = None
        self._posts: tuple[Post, ...] = ()
        self._by_day: dict[date, tuple[Post, ...]] = {}
        self._platforms: Mapping[str, str] = {}

    def show(
        self,
        days: Sequence[CalendarDay],
        posts: Sequence[Post],
        *,
        here: Here,
        platforms: Mapping[str, str],
        month: int | None = None,
    ) -> None:
        """Show whole weeks with their posts; days that are not of `month` are told apart.

        `platforms` are names by code.
        """
        same = [one.day for one in days] == [one.day for one in self._days]
        if not same:
            self.beginResetModel()
        self.here, self._month, self._platforms = here, month, platforms
        self._days = tuple(days)
        self._put(posts)
        if same:
            self._tell_all()
        else:
            self.endResetModel()

    def name_days(self, names: Mapping[date, str]) -> None:
        """Call days by their festivals and solar terms."""
        self._names = {**self._names, **names}
        self._tell_all()

    def move(self, post: Post, at: datetime) -> Post:
        """Show a post at another time before the store has agreed; return it as it is shown."""
        moved = replace(post, planned_at=at, state=PostState.SCHEDULED)
        self._put([*(one for one in self._posts if one.id != post.id), moved])
        self._tell_all()
        return moved

    def cell(self, row: int, column: int) -> Cell:
        """Return a day as it is drawn."""
        day = self._days[row * _WEEK + column]
        return Cell(
            day,
            self._names.get(day.day, ""),
            self.posts_on(day.day),
            is_today=day.day == self.here.today,
            is_past=day.day < self.here.today,
            is_outside=self._month is not None and day.day.month != self._month,
        )

    def day(self, row: int, column: int) -> date | None:
        """Return the date of a cell."""
        at = row * _WEEK + column
        return self._days[at].day if 0 <= at < len(self._days) else None

    def facts_of(self, day: date) -> CalendarDay | None:
        """Return what a day is; None where it isn't shown."""
        return next((one for one in self._days if one.day == day), None)

    def index_of(self, day: date) -> QModelIndex:
        """Return where a day stands; not valid where it doesn't."""
        if not self._days:
            return QModelIndex()
        at = (day - self._days[0].day).days
        return self.index(*divmod(at, _WEEK)) if 0 <= at < len(self._days) else QModelIndex()

    def posts(self) -> tuple[Post, ...]:
        """Return all that is shown, in the order of time."""
        return self._posts

    def posts_on(self, day: date) -> tuple[Post, ...]:
        """Return a day's posts in the order of time."""
        return self._by_day.get(day, ())

    def post(self, post_id: int | None) -> Post | None:
        """Return a post that is shown."""
        return next((one for one in self._posts if one.id == post_id), None)

    def platform(self, post: Post) -> str:
        """Return what a post's platform is called."""
        return self._platforms.get(post.content.platform, post.content.platform)

    def spoken(self, post: Post) -> str:
        """Return a post in words."""
        return spoken(post, self.here, self.platform(post))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many weeks there are."""
        return 0 if parent.isValid() else len(self._days) // _WEEK

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the days of a week."""
        return 0 if parent.isValid() else _WEEK

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Display) -> Any:
        """Return the weekdays."""
        if orientation is Qt.Orientation.Horizontal and section < _WEEK and role == _Display:
            return _(WEEKDAYS[section])
        return None

    def data(self, index: Index, role: int = _Display) -> Any:
        """Return what a day says, in the words of `_ROLES`."""
        answer = _ROLES.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self, self.cell(index.row(), index.column()))

    def _put(self, posts: Sequence[Post]) -> None:
        self._posts = tuple(sorted(posts, key=lambda one: (one.at or self.here.now, one.id)))
        self._by_day = {}
        for post in self._posts:
            day = self.here.day_of(post)
            if day is not None:
                self._by_day[day] = (*self._by_day.get(day, ()), post)

    def _tell_all(self) -> None:
        if self._days:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, _WEEK - 1))


def _spoken_day(model: CalendarModel, cell: Cell) -> str:
    told = [day_words(cell.day, cell.name), posts_words(len(cell.posts))]
    told += [model.spoken(post) for post in cell.posts]
    return "；".join(told)


_ROLES: dict[int, Callable[[CalendarModel, Cell], Any]] = {
    _Display: lambda _model, cell: str(cell.day.day.day),
    Qt.ItemDataRole.AccessibleTextRole: _spoken_day,
}
