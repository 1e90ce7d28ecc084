"""The rows of the hours form: seven weekdays, and dates of their own."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from netdesk.domain.deadlines.hours import Week, Windows
from netdesk.i18n import _
from netdesk.ui.hours_table import shown
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.days import WEEKDAYS
from netdesk.ui.widgets.form import FIELD_HEIGHT, FaultLabel, line_field
from netdesk.ui.widgets.text import label

Check = Callable[[str], str]  # a field's text to what is wrong with it


class WindowsField(QWidget):
    """A field for one day's windows, with its fault under it."""

    def __init__(self, theme: Theme, name: str, windows: Windows, check: Check) -> None:
        """Show `windows`."""
        super().__init__()
        self._check = check
        self.field: QLineEdit = line_field(name, shown(windows), hint=_("休息"), longest=120)
        self.fault = FaultLabel(theme, self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.fault)
        self.field.editingFinished.connect(self.look)

    def look(self) -> bool:
        """Say what is wrong; return whether anything is."""
        found = self._check(self.field.text())
        self.fault.say(found)
        return bool(found)


class WeekRows(QWidget):
    """Seven weekdays."""

    def __init__(self, theme: Theme, week: Week, check: Check) -> None:
        """Show `week`, Monday first."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.fields = []
        for at, windows in enumerate(week):
            name = _(WEEKDAYS[at])
            head = label(theme, name)
            head.setFixedHeight(FIELD_HEIGHT)
            field = WindowsField(theme, name, windows, check)
            self.fields.append(field)
            grid.addWidget(head, at, 0)
            grid.addWidget(field, at, 1)
        copy = Button(theme, _("用到每天"), kind=Kind.QUIET)
        copy.clicked.connect(lambda _checked=False: self._copy_down())
        grid.addWidget(copy, 0, 2)

    def texts(self) -> list[str]:
        """Return what the fields say, Monday first."""
        return [field.field.text() for field in self.fields]

    def has_fault(self) -> bool:
        """Look at every field; say whether any has a fault."""
        return any([field.look() for field in self.fields])

    def _copy_down(self) -> None:
        for field in self.fields[1:]:
            field.field.setText(self.fields[0].field.text())
            field.look()


class DateRows(QWidget):
    """Dates with hours of their own, earliest first; one can be added and taken away."""

    def __init__(
        self,
        theme: Theme,
        dates: Sequence[tuple[date, Windows]],
        check: Check,
        today: date,
    ) -> None:
        """Show `dates`."""
        super().__init__()
        self._theme = theme
        self._check = check
        self._today = today
        self.rows: list[tuple[QDateEdit, WindowsField, QWidget]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._add = Button(theme, _("添加日期"))
        self._add.clicked.connect(lambda _checked=False: self.add(self._today, ()))
        self._column.addWidget(self._add)
        for day, windows in sorted(dates):
            self.add(day, windows)

    def add(self, day: date, windows: Windows) -> None:
        """Add a row."""
        when = QDateEdit(QDate(day.year, day.month, day.day))
        when.setCalendarPopup(True)
        when.setDisplayFormat("yyyy-MM-dd")
        when.setFixedSize(140, FIELD_HEIGHT)
        when.setAccessibleName(_("日期"))
        field = WindowsField(self._theme, _("这一天的时段"), windows, self._check)
        drop = Button(self._theme, _("删除"), kind=Kind.QUIET)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(when)
        line.addWidget(field, 1)
        line.addWidget(drop)
        row = (when, field, holder)
        drop.clicked.connect(lambda _checked=False: self._drop(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, holder)

    def texts(self) -> dict[str, str]:
        """Return what the rows say, by ISO date; of two rows for a date the later stands."""
        return {
            when.date().toString("yyyy-MM-dd"): field.field.text()
            for when, field, _holder in self.rows
        }

    def has_fault(self) -> bool:
        """Look at every row; say whether any has a fault."""
        return any([field.look() for _when, field, _holder in self.rows])

    def _drop(self, row: tuple[QDateEdit, WindowsField, QWidget]) -> None:
        self.rows.remove(row)
        row[2].hide()
        row[2].deleteLater()
