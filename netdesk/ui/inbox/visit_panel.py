"""Agreeing a visit: a day by its digit, a time by ↑ and ↓ or typed, Enter."""

from datetime import UTC, date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QVBoxLayout

from netdesk.domain.deadlines.timetable import Timetable
from netdesk.i18n import _
from netdesk.ui.inbox.next_steps import visit_days, visit_times
from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.days import date_of, day_words, qdate
from netdesk.ui.widgets.keyed import Keyed
from netdesk.ui.widgets.text import label
from netdesk.ui.widgets.time_field import TimeField

_DAYS = 6
_USUAL = time(10, 0)
_STEP = 30
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class VisitPanel(Keyed):
    """A small form in place of the outcome keys."""

    agreed = Signal(object)  # the instant, aware
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a lead."""
        super().__init__()
        self._theme = theme
        self._timetable: Timetable | None = None
        self._now: datetime | None = None
        self._days: tuple[date, ...] = ()
        self._buttons: list[Button] = []
        self._day = QDateEdit()
        self._time = TimeField(_("到店时间"))
        self._save = Button(theme, _("记下预约"), kind=Kind.PRIMARY, key="Enter")
        self._hint = label(theme, quiet=True)
        self._build()

    def ask(self, now: datetime, timetable: Timetable) -> None:
        """Offer the next open days, the second of them chosen, at ten."""
        self._now, self._timetable = now, timetable
        self._days = visit_days(now, timetable, _DAYS)
        today = now.astimezone(timetable.zone).date()
        self._day.setMinimumDate(qdate(today))
        for button, day in zip(self._buttons, self._days, strict=True):
            button.set_words(day_words(day, today))
        following = next(at for at, day in enumerate(self._days) if day > today)
        self._pick_day(following)
        self._time.set_time(_USUAL)
        self._settle_time()
        self._buttons[following].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self, key: int, *, text: str, dry_run: bool) -> bool:
        """Digits choose a day, ↑ and ↓ move the time by half an hour, Enter saves."""
        if key == Qt.Key.Key_Escape:
            return dry_run or self._say(self.left)
        if key in _ENTER:
            return dry_run or self._agree()
        if self._day.hasFocus() or self._time.hasFocus():
            return False
        if text.isdigit() and 1 <= int(text) <= len(self._days):
            return dry_run or self._pick_day(int(text) - 1)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return dry_run or self._move_time(_STEP if key == Qt.Key.Key_Up else -_STEP)
        return text.isalnum()

    def _build(self) -> None:
        title = label(self._theme, _("预约到店"), size=LARGE, bold=True)
        back = Button(self._theme, _("返回"), kind=Kind.TAG, key="Esc")
        back.clicked.connect(lambda _checked=False: self.left.emit())
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(back)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at in range(_DAYS):
            button = Button(self._theme, "", kind=Kind.OUTCOME, key=str(at + 1))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, at=at: self._pick_day(at))
            self._buttons.append(button)
            grid.addWidget(button, at // 3, at % 3)
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._day.setAccessibleName(_("到店日期"))
        self._day.dateChanged.connect(lambda _day: self._show_day())
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self._day, self._time, self._hint):
            line.addWidget(widget)
        line.addStretch(1)
        self._hint.setText(_("↑ ↓ 半小时"))
        self._save.clicked.connect(lambda _checked=False: self._agree())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addLayout(line)
        layout.addStretch(1)
        self._save.set_wide()
        layout.addWidget(self._save)

    def _pick_day(self, at: int) -> bool:
        self._day.setDate(qdate(self._days[at]))
        self._show_day()
        self._settle_time()
        return True

    def _show_day(self) -> None:
        chosen = date_of(self._day.date())
        for button, day in zip(self._buttons, self._days, strict=False):
            button.setChecked(day == chosen)

    def _settle_time(self) -> None:
        """Keep the time where the day is open then, else take the day's first."""
        assert self._timetable is not None
        assert self._now is not None
        offered = visit_times(date_of(self._day.date()), self._now, self._timetable)
        chosen = self._time.time()
        is_open = chosen is not None and offered and offered[0] <= chosen <= _last(offered)
        if offered and not is_open:
            self._time.set_time(offered[0])

    def _move_time(self, minutes: int) -> bool:
        at = self._time.time() or _USUAL
        moved = (at.hour * 60 + at.minute + minutes) % (24 * 60)
        self._time.set_time(time(*divmod(moved, 60)))
        return True

    def _agree(self) -> bool:
        assert self._timetable is not None
        at = self._time.time()
        if at is None:
            self._time.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        local = datetime.combine(date_of(self._day.date()), at, self._timetable.zone)
        self.agreed.emit(local.astimezone(UTC))
        return True

    def _say(self, signal: object) -> bool:
        self.left.emit()
        return True


def _last(offered: tuple[time, ...]) -> time:
    return offered[-1].replace(minute=59)
