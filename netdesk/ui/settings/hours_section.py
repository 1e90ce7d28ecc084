"""The shop's hours: a week, special dates, the time allowed and the closing reading."""

import unicodedata
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
)

from netdesk.domain.deadlines.hours import Closing, HolidayRule, Hours
from netdesk.errors import HoursRefused, NetdeskError
from netdesk.i18n import N_, _, ngettext, say
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.services.hours import Moved
from netdesk.ui.hours_table import edited, kept, one_row, table_of
from netdesk.ui.notices import Notice, refusal
from netdesk.ui.settings.hours_rows import DateRows, WeekRows
from netdesk.ui.settings.moved_list import MovedList
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, Section, line_field
from netdesk.ui.widgets.text import label, rule

_MINUTE = timedelta(minutes=1)
READINGS = {
    Closing.LITERAL: (
        N_("按原文：从到达起按钟点算，可以过下班时间"),
        N_("17:40 到达、18:00 下班：18:40 前回复"),
    ),
    Closing.CARRY_OVER: (
        N_("顺延：只算营业时间，剩下的接到下次开门"),
        N_("17:40 到达、18:00 下班、08:30 开门：次日 09:10 前回复"),
    ),
    Closing.CLAMP: (
        N_("当日：不晚于当天下班；下班前 5 分钟内到达的算下班后"),
        N_("17:40 到达、18:00 下班：18:00 前回复"),
    ),
}


class HoursSection(Section):
    """Checks while it is edited; before it saves it shows which waiting leads move."""

    told = Signal(object)
    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show the hours in force."""
        super().__init__(theme, _("营业时间"))
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        hours = desk.hours.current()
        self._table = table_of(desk.hours.text())
        self.week = WeekRows(theme, hours.weekly, self.fault_of)
        self.dates = DateRows(theme, hours.dates, self.fault_of, desk.summary.today(desk.now()))
        self.allowed = line_field(_("允许的分钟数"), longest=5)
        self.readings: dict[Closing, QRadioButton] = {}
        self.holidays = QCheckBox(_("法定节假日休息，调休上班日照常营业"))
        self.moved = MovedList(theme)
        self._save = Button(theme, _("保存营业时间"), kind=Kind.PRIMARY)
        self._fault = FaultLabel(theme, self._save)
        self._allowed_before = hours.allowed
        self._build(hours)

    def fault_of(self, text: str) -> str:
        """Return what is wrong with one field of windows; empty: nothing."""
        try:
            self._desk.hours.from_table(one_row(text), now=self._desk.now())
        except HoursRefused as error:
            return "；".join(fault.text for fault in error.faults)
        return ""

    def save(self) -> None:
        """Check, and show what would move; what moves nothing is saved at once."""
        hours = self._checked()
        if hours is None:
            return
        service, by, now = self._desk.hours, self._desk.settings.me(), self._desk.now()

        def show(moved: tuple[Moved, ...]) -> None:
            if moved:
                zone = hours.zone
                self.moved.ask(moved, zone, now.astimezone(zone).date(), lambda: self.put(hours))
                self._save.setEnabled(False)
                self.ensureWidgetVisible(self.moved)
            else:
                self.put(hours)

        self._tasks.run(
            lambda: service.set(hours, by=by, now=now, dry_run=True),
            self,
            done=show,
            failed=self._refuse,
        )

    def put(self, hours: Hours) -> None:
        """Put hours in force."""
        service, by, now = self._desk.hours, self._desk.settings.me(), self._desk.now()

        def done(moved: tuple[Moved, ...]) -> None:
            self._save.setEnabled(True)
            self.moved.hide()
            self._table = table_of(service.text())
            self._allowed_before = hours.allowed
            self.told.emit(Notice(_saved(len(moved))))
            self.changed_something.emit(Changes(leads=True, hours=True))

        self._tasks.run(
            lambda: service.set(hours, by=by, now=now), self, done=done, failed=self._refuse
        )

    def _checked(self) -> Hours | None:
        """Return the hours as the form writes them, or None with the faults shown."""
        if self.week.has_fault() or self.dates.has_fault():
            self._fault.say(_("上面有标红的地方要改，还没有保存。"))
            return None
        table = edited(
            self._table,
            weekly=self.week.texts(),
            dates=self.dates.texts(),
            allowed=self._allowed(),
            closing=self._closing(),
            holidays=HolidayRule.CN if self.holidays.isChecked() else HolidayRule.NONE,
        )
        try:
            hours = self._desk.hours.from_table(table, now=self._desk.now())
        except NetdeskError as error:
            self._fault.say(say(error))
            return None
        self._fault.say("")
        return hours

    def _refuse(self, error: NetdeskError) -> None:
        self._save.setEnabled(True)
        self.moved.hide()
        self.told.emit(refusal(error))

    def _allowed(self) -> str:
        minutes, rest = divmod(self._allowed_before, _MINUTE)
        written = unicodedata.normalize("NFKC", self.allowed.text()).strip()
        if rest and written == str(minutes):  # set in seconds by file, and left alone
            return f"{self._allowed_before // timedelta(seconds=1)}s"
        return f"{written}m" if written.isdecimal() else written

    def _closing(self) -> Closing:
        return next(closing for closing, box in self.readings.items() if box.isChecked())

    def _build(self, hours: Hours) -> None:
        theme, rows = self._theme, self.rows
        rows.addWidget(
            label(
                theme,
                _("一天可以写几段，例如 08:30-12:00 13:30-18:00；空着是休息。"),
                quiet=True,
                wrap=True,
            )
        )
        rows.addWidget(self.week)
        self.holidays.setChecked(hours.holidays is HolidayRule.CN)
        rows.addWidget(self.holidays)
        rows.addWidget(rule())
        rows.addWidget(label(theme, _("特别的日期"), size=LARGE, bold=True))
        rows.addWidget(
            label(
                theme, _("写了时段就按它营业，空着就是休息；比节假日优先。"), quiet=True, wrap=True
            )
        )
        rows.addWidget(self.dates)
        seasons, breaks = kept(hours)
        if seasons or breaks:
            told = _("另有 %(seasons)d 段季节时间、%(breaks)d 次临时休息，保存时原样保留。")
            facts = {"seasons": seasons, "breaks": breaks}
            rows.addWidget(label(theme, told % facts, size=SMALL, quiet=True, wrap=True))
        rows.addWidget(rule())
        rows.addWidget(label(theme, _("首次回复的时限"), size=LARGE, bold=True))
        rows.addLayout(self._allowed_line(hours))
        rows.addLayout(self._reading_lines(hours))
        rows.addWidget(rule())
        rows.addWidget(self.moved)
        rows.addWidget(self._fault)
        self.moved.left.connect(lambda: self._save.setEnabled(True))
        self._save.clicked.connect(lambda _checked=False: self.save())
        line = QHBoxLayout()
        line.addWidget(self._save)
        line.addStretch(1)
        rows.addLayout(line)
        self.settle()

    def _allowed_line(self, hours: Hours) -> QHBoxLayout:
        self.allowed.setText(str(hours.allowed // _MINUTE))
        self.allowed.setFixedWidth(72)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.allowed)
        line.addWidget(label(self._theme, _("分钟内")))
        line.addStretch(1)
        return line

    def _reading_lines(self, hours: Hours) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        group = QButtonGroup(self)
        for closing, (words, example) in READINGS.items():
            box = QRadioButton(_(words))
            box.setChecked(hours.closing is closing)
            box.setAccessibleDescription(_(example))
            group.addButton(box)
            self.readings[closing] = box
            column.addWidget(box)
            told = label(self._theme, _(example), size=SMALL, quiet=True)
            told.setContentsMargins(24, 0, 0, 6)
            column.addWidget(told)
        return column


def _saved(moved: int) -> str:
    if not moved:
        return _("营业时间已保存。")
    text = ngettext(
        "营业时间已保存，%(n)d 条线索的时限已改。",
        "营业时间已保存，%(n)d 条线索的时限已改。",
        moved,
    )
    return text % {"n": moved}
