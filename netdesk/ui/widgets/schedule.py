"""When a post goes out: the next usual times, each with its digit, or a time of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QVBoxLayout

from netdesk.domain.deadlines.when import day_and_time, local
from netdesk.i18n import _
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.days import WEEKDAYS, date_of, qdate
from netdesk.ui.widgets.keyed import Keyed
from netdesk.ui.widgets.text import ink, label
from netdesk.ui.widgets.time_field import TimeField

OFFERED = 6
_USUAL = time(12, 10)
_STEP = 30  # minutes
_WAITS = "…"  # on a button whose time isn't known yet
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Offer:
    """What the panel asks with: free times, and by day what one more post would do to the mix.

    `first` is the time that is chosen at the start, without it the first that is free. A day that
    `warnings` doesn't have is asked for when it is chosen.
    """

    slots: tuple[datetime, ...]
    warnings: Mapping[date, str] = field(default_factory=dict)
    first: datetime | None = None


class SchedulePanel(Keyed):
    """A small form in place of the buttons."""

    wanted = Signal(object, bool)  # the instant, aware; whether a warning was read
    day_chosen = Signal(object)  # a date whose warning isn't known: `know` brings it
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a post."""
        super().__init__()
        self._theme = theme
        self._zone = ZoneInfo("UTC")
        self._today = date.min
        self._offer = Offer(())
        self._known: dict[date, str] = {}
        self._read: datetime | None = None  # the instant that is warned of
        self._early: list[tuple[int, str]] | None = None  # keys pressed before times were there
        self.buttons: list[Button] = []
        self.day = QDateEdit()
        self.time = TimeField(_("发布时间"))
        self.warning = label(theme, size=SMALL, wrap=True)
        self.save = Button(theme, _("排期"), kind=Kind.PRIMARY, key="Enter")
        self._title = label(theme, size=LARGE, bold=True)
        self._grid = QGridLayout()
        self._build()
        theme.changed.connect(self._colour)

    def wait(self, title: str) -> None:
        """Open at once; keys that are quicker than the times are done when these come."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._early, self._read, self._offer = [], None, Offer(())
        self._known = {}
        for button in self.buttons:
            button.set_words(_WAITS)
            button.setChecked(False)
        self._show_warning("")
        self.show()
        self.save.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self, offer: Offer, *, now: datetime, zone: ZoneInfo) -> None:
        """Offer times, the first of them chosen."""
        early, self._early = self._early or (), None
        self._zone, self._offer, self._read = zone, offer, None
        self._known = dict(offer.warnings)
        here = local(now, zone)
        self._today = here.date()
        for at, button in enumerate(self.buttons):
            button.setVisible(at < len(offer.slots))
            if at < len(offer.slots):
                button.set_words(slot_words(offer.slots[at], zone, self._today))
        self.day.setMinimumDate(qdate(self._today))
        if offer.first is not None:
            self._choose(offer.first)
        elif offer.slots:
            self._pick(0)
        else:
            self._put(self._today + timedelta(days=1), _USUAL)
            self.time.setFocus(Qt.FocusReason.ShortcutFocusReason)
        for key, text in early:
            if key not in _ENTER or not self.warning.isVisible():  # nobody read that yet
                self.take(key, text=text, dry_run=False)

    def know(self, day: date, warning: str) -> None:
        """Take in what speaks against a day; empty: nothing."""
        self._known[day] = warning
        if date_of(self.day.date()) == day and self._early is None:
            self._settle()

    def warn(self, text: str) -> None:
        """Say what speaks against the time that is chosen; it can be saved all the same."""
        self._read = self.at()
        self._show_warning(text)
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def at(self) -> datetime | None:
        """Return the instant that is chosen (UTC); None where the time can't be read."""
        clock = self.time.time()
        if clock is None:
            return None
        chosen = datetime.combine(date_of(self.day.date()), clock, self._zone)
        return chosen.astimezone(UTC)

    def take(self, key: int, *, text: str, dry_run: bool) -> bool:
        """Digits choose a time, T lets it be typed, ↑ ↓ move it, Enter saves, Esc leaves."""
        if key == Qt.Key.Key_Escape:
            if not dry_run:
                self.left.emit()
            return True
        if self._early is not None:
            if not dry_run:
                self._early.append((key, text))
            return True
        if key in _ENTER:
            return dry_run or self._save()
        if self.day.hasFocus():
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return dry_run or self._move(_STEP if key == Qt.Key.Key_Up else -_STEP)
        if self.time.hasFocus():
            return False
        if key == Qt.Key.Key_T:
            return dry_run or self._type()
        if text.isdigit() and 1 <= int(text) <= len(self._offer.slots):
            return dry_run or self._pick(int(text) - 1)
        return text.isalnum()

    def _save(self) -> bool:
        at = self.at()
        if at is None:
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.wanted.emit(at, at == self._read)
        return True

    def _pick(self, place: int) -> bool:
        here = local(self._offer.slots[place], self._zone)
        self._put(here.date(), here.time())
        self.buttons[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _choose(self, at: datetime) -> None:
        """Choose a time that may not be among those offered."""
        if at in self._offer.slots:
            self._pick(self._offer.slots.index(at))
            return
        here = local(at, self._zone)
        self._put(here.date(), here.time())
        self.save.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _type(self) -> bool:
        self.time.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.time.selectAll()
        return True

    def _move(self, minutes: int) -> bool:
        at = self.time.time() or _USUAL
        moved = (at.hour * 60 + at.minute + minutes) % (24 * 60)
        self.time.set_time(time(*divmod(moved, 60)))
        return True

    def _put(self, day: date, clock: time) -> None:
        self.day.setDate(qdate(day))
        self.time.set_time(clock)
        self._settle()

    def _settle(self) -> None:
        """Mark the offered time that is chosen, and say what speaks against its day."""
        at = self.at()
        for button, slot in zip(self.buttons, self._offer.slots, strict=False):
            button.setChecked(slot == at)
        day = date_of(self.day.date())
        told = self._known.get(day, "")
        if day not in self._known and self._early is None:
            self.day_chosen.emit(day)
        self._read = at if told else None
        self._show_warning(told)

    def _show_warning(self, text: str) -> None:
        self.warning.setText(text)
        self.warning.setVisible(bool(text))
        self.save.setAccessibleDescription(text)
        self.save.set_words(_("仍然排期") if text else _("排期"))

    def _build(self) -> None:
        back = Button(self._theme, _("返回"), kind=Kind.TAG, key="Esc")
        back.clicked.connect(lambda _checked=False: self.left.emit())
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(back)
        self._grid.setSpacing(8)
        for at in range(OFFERED):
            button = Button(self._theme, _WAITS, kind=Kind.OUTCOME, key=str(at + 1))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, at=at: self._pick(at))
            self.buttons.append(button)
            self._grid.addWidget(button, at // 2, at % 2)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(_("发布日期"))
        self.day.setMinimumWidth(self.day.fontMetrics().horizontalAdvance("0000-00-00") + 44)
        self.day.dateChanged.connect(lambda _day: self._settle())
        self.time.textChanged.connect(lambda _text: self._settle())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.day)
        line.addWidget(self.time)
        line.addStretch(1)
        self.save.set_wide()
        self.save.clicked.connect(lambda _checked=False: self._save())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        layout.addLayout(line)
        layout.addWidget(label(self._theme, _("T 填时间 · ↑ ↓ 半小时"), size=SMALL, quiet=True))
        layout.addWidget(self.warning)
        layout.addWidget(self.save)
        self._colour()

    def _colour(self) -> None:
        ink(self.warning, self._theme.tokens.soon_text)


def slot_words(at: datetime, zone: ZoneInfo, today: date) -> str:
    """Return a time to come as people say it: 今天 19:30, 周四 12:10, after a week 12-01 12:10."""
    here = local(at, zone)
    days = (here.date() - today).days
    if not 1 < days < len(WEEKDAYS):
        return day_and_time(at, zone, today)
    facts = {"weekday": _(WEEKDAYS[here.weekday()]), "time": f"{here:%H:%M}"}
    return _("%(weekday)s %(time)s") % facts
