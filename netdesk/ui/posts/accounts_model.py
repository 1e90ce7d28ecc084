"""The grid of accounts: a row an account, a column a day, and one that sums up; one figure at a
time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from netdesk.domain.posts.accounts import Account, AccountDay, Net
from netdesk.errors import NetdeskError
from netdesk.i18n import N_, _, ngettext
from netdesk.services.accounts import AccountTable, Entry, Figure
from netdesk.ui.widgets.days import WEEKDAYS, whole_day
from netdesk.ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
UNDER_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the small words under a number
LOSS_ROLE = int(Qt.ItemDataRole.UserRole) + 2  # whether they tell of a loss
_EMPTY = AccountTable((), ())
FIGURES = {Figure.FOLLOWERS: N_("粉丝"), Figure.UPDATES: N_("更新")}


@dataclass(frozen=True)
class Typed:
    """What a person typed or pasted into one cell."""

    row: int
    column: int
    text: str


class AccountsModel(QAbstractTableModel):
    """Shows a table as it is kept, and over it what was entered and isn't written yet."""

    entered = Signal(object)  # a list of entries
    refused = Signal(object)  # a NetdeskError

    def __init__(self, number: Callable[[str], int | None]) -> None:
        """`number` reads what a person types; it raises what can be told."""
        super().__init__()
        self._number = number
        self._table = _EMPTY
        self._coming: dict[tuple[str, date, Figure], int | None] = {}
        self.figure = Figure.FOLLOWERS
        self.today: date | None = None

    def show(self, table: AccountTable, today: date) -> None:
        """Show a table; what is still being written stays as it was entered."""
        same = self._table.days == table.days and _codes(self._table) == _codes(table)
        if same and today == self.today:
            self._table = table
            self._all_changed()
            return
        self.beginResetModel()
        self._table, self.today = table, today
        self.endResetModel()

    def show_figure(self, figure: Figure) -> None:
        """Show the other figure."""
        self.figure = figure
        self._all_changed()
        last = len(self._table.days)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, last, last)

    def written(self) -> None:
        """Everything entered is written: what the store says is shown again."""
        self._coming.clear()

    def account(self, row: int) -> Account:
        """Return the account of a row."""
        return self._table.accounts[row]

    def days(self) -> tuple[date, ...]:
        """Return the days of the columns."""
        return self._table.days

    def value(self, row: int, column: int) -> int | None:
        """Return the figure of a cell."""
        one = self._table.accounts[row]
        day = one.days[column]
        key = (one.channel.code, day.day, self.figure)
        if key in self._coming:
            return self._coming[key]
        found: int | None = getattr(day.figures, self.figure)
        return found

    def enter(self, typed: Sequence[Typed]) -> None:
        """Enter what was typed or pasted, all or nothing; cells that say the same are left."""
        entries = []
        try:
            for one in typed:
                value = self._number(one.text)
                if value != self.value(one.row, one.column):
                    code = self.account(one.row).channel.code
                    day = self._table.days[one.column]
                    entries.append(Entry(code, day, self.figure, value))
        except NetdeskError as error:
            self.refused.emit(error)
            return
        if entries:
            self.put(entries)
            self.entered.emit(entries)

    def put(self, entries: Sequence[Entry]) -> None:
        """Show entries that are about to be written."""
        for entry in entries:
            self._coming[entry.channel, entry.day, entry.figure] = entry.value
        self._all_changed()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many accounts there are."""
        return 0 if parent.isValid() else len(self._table.accounts)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the days and the sum."""
        return 0 if parent.isValid() or not self._table.days else len(self._table.days) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let figures be typed; the sum is only shown."""
        usual = super().flags(index)
        if not index.isValid() or index.column() == len(self._table.days):
            return usual
        return usual | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the days and the accounts' names."""
        if orientation is Qt.Orientation.Vertical:
            if not 0 <= section < self.rowCount():
                return None
            name = _(self._table.accounts[section].channel.name)
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip(name)
            return name if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == len(self._table.days):
            return _("净增") if self.figure is Figure.FOLLOWERS else _("合计")
        day = self._table.days[section]
        shown = _("今天") if day == self.today else _(WEEKDAYS[day.weekday()])
        return f"{day.month}-{day.day:02}\n{shown}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell: its number, the words under it, and all of it as a sentence."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if column == len(self._table.days):
            return self._sum(self._table.accounts[row], role)
        value, day = self.value(row, column), self._table.accounts[row].days[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if value is None else f"{value:,}"
        if role == Qt.ItemDataRole.EditRole:
            return "" if value is None else str(value)
        if role == UNDER_ROLE:
            return self._under(day, value)
        if role == LOSS_ROLE:
            net = self._net(day, value)
            return net is not None and net.change < 0
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(self._table.accounts[row], day, value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._sentence(self._table.accounts[row], day, value))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Enter what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.enter([Typed(index.row(), index.column(), str(value))])
        return True

    def _net(self, day: AccountDay, value: int | None) -> Net | None:
        """Return a day's change, unless the total was entered anew and isn't reckoned yet."""
        is_settled = self.figure is Figure.FOLLOWERS and value == day.figures.followers
        return day.net if is_settled else None

    def _under(self, day: AccountDay, value: int | None) -> str:
        if self.figure is Figure.UPDATES:
            return _("日历 %(n)d") % {"n": day.posted} if day.posted else ""
        net = self._net(day, value)
        if net is None:
            return ""
        if not day.has_gap:
            return signed(net.change)
        facts = {"change": signed(net.change), "n": (day.day - net.since).days}
        return _("%(change)s/%(n)d天") % facts

    def _sum(self, one: Account, role: int) -> Any:
        if self.figure is Figure.FOLLOWERS:
            return _growth(one, self._table.days, role)
        entered = sum(day.figures.updates or 0 for day in one.days)
        posted = sum(day.posted for day in one.days)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entered + posted:,}" if entered + posted else ""
        if role == UNDER_ROLE:
            return _("日历 %(n)d") % {"n": posted} if posted else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            facts = {"channel": _(one.channel.name), "posted": posted, "entered": entered}
            text = _("%(channel)s：日历里发布 %(posted)d 篇，另填更新 %(entered)d 次") % facts
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def _sentence(self, one: Account, day: AccountDay, value: int | None) -> str:
        facts = {"channel": _(one.channel.name), "day": whole_day(day.day)}
        if self.figure is Figure.UPDATES:
            facts |= {"posted": f"{day.posted}", "entered": f"{value or 0:,}"}
            told = _("%(channel)s，%(day)s：日历里发布 %(posted)s 篇，另填更新 %(entered)s 次")
            return told % facts
        if value is None:
            return _("%(channel)s，%(day)s：没有填粉丝数") % facts
        facts["n"] = f"{value:,}"
        net = self._net(day, value)
        if net is None:
            return _("%(channel)s，%(day)s：粉丝 %(n)s") % facts
        facts |= {"change": signed(net.change), "since": whole_day(net.since)}
        return _("%(channel)s，%(day)s：粉丝 %(n)s，比 %(since)s %(change)s") % facts

    def _all_changed(self) -> None:
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _growth(one: Account, days: Sequence[date], role: int) -> Any:
    net = one.net
    if net is None:
        return None if role != Qt.ItemDataRole.DisplayRole else ""
    if role == Qt.ItemDataRole.DisplayRole:
        return signed(net.change)
    if role == LOSS_ROLE:
        return net.change < 0
    if role == UNDER_ROLE:
        assert one.latest is not None
        span = (one.latest[0] - net.since).days
        return ngettext("%(n)d 天", "%(n)d 天", span) % {"n": span}
    if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert one.latest is not None
        facts = {
            "channel": _(one.channel.name),
            "since": whole_day(net.since),
            "until": whole_day(one.latest[0]),
            "change": signed(net.change),
            "n": f"{one.latest[1]:,}",
        }
        text = _("%(channel)s：从 %(since)s 到 %(until)s %(change)s，现有粉丝 %(n)s") % facts
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
    return None


def signed(change: int) -> str:
    """Return a change with its sign: +12, −3, 0."""
    return f"{change:+,}".replace("-", "−") if change else "0"


def _codes(table: AccountTable) -> tuple[str, ...]:
    return tuple(one.channel.code for one in table.accounts)
