"""Which days: the usual ranges as chips with their keys, and two fields for any others."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QHBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.ui.actions import action_of
from netdesk.ui.channels.choice import DAYS_WORDS, RANGES, Days
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.days import date_of, qdate
from netdesk.ui.widgets.text import label, surface

HEIGHT = 30
_DATE = 116


class DaysLine(QWidget):
    """`chosen` comes once for each change a person makes: a Days, the first and the last day."""

    chosen = Signal(object, object, object)

    def __init__(self, theme: Theme, today: date) -> None:
        """Start without a choice; 本月 and the like are those of `today`."""
        super().__init__()
        surface(self)
        self._theme = theme
        self.today = today
        self._filling = False
        self._group = QButtonGroup(self)
        self.chips = {one: self._chip(one) for one in Days}
        self.first, self.last = self._day(_("从哪天")), self._day(_("到哪天"))
        self._build()

    def show_days(self, days: Days, first: date, last: date) -> None:
        """Show a choice."""
        self._filling = True
        self.chips[days].setChecked(True)
        self.first.setDate(qdate(first))
        self.last.setDate(qdate(last))
        self._filling = False

    def choose(self, days: Days) -> None:
        """Choose one of the ranges; 自选 goes to its first day."""
        self.chips[days].setChecked(True)
        if days is Days.OWN:
            self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.chosen.emit(days, *RANGES[days](self.today))

    def show_keys(self, *, shown: bool) -> None:
        """Show the keys in the chips, or only when they are pointed at."""
        for button, key in zip(self.chips.values(), action_of("figures_days").keys, strict=True):
            button.show_key(key if shown else "")
            button.setToolTip("" if shown else key)
        self.updateGeometry()

    def bind_keys(self, widget: QWidget) -> None:
        """Let the keys of the ranges work in `widget`."""
        for days, key in zip(Days, action_of("figures_days").keys, strict=True):
            made = QShortcut(QKeySequence(key), widget)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(partial(self.choose, days))

    def _day_set(self, *, moved_first: bool) -> None:
        """Take a day that was set; the other one goes along where it would be on the wrong side."""
        if self._filling:
            return
        first, last = date_of(self.first.date()), date_of(self.last.date())
        if first > last:
            first, last = (first, first) if moved_first else (last, last)
        self.chosen.emit(Days.OWN, first, last)

    def _chip(self, days: Days) -> Button:
        keys = action_of("figures_days").keys
        made = Button(
            self._theme, _(DAYS_WORDS[days]), kind=Kind.CHIP, key=keys[tuple(Days).index(days)]
        )
        made.setCheckable(True)
        made.clicked.connect(lambda _on=False: self.choose(days))
        self._group.addButton(made)
        return made

    def _day(self, name: str) -> QDateEdit:
        made = QDateEdit()
        made.setAccessibleName(name)
        made.setCalendarPopup(True)
        made.setDisplayFormat("yyyy-MM-dd")
        made.setDateRange(qdate(date(2000, 1, 1)), qdate(date(2099, 12, 31)))
        made.setKeyboardTracking(False)
        made.setFixedSize(_DATE, HEIGHT)
        return made

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for chip in self.chips.values():
            line.addWidget(chip)
        line.addSpacing(4)
        line.addWidget(self.first)
        line.addWidget(label(self._theme, "–", quiet=True))
        line.addWidget(self.last)
        self.first.dateChanged.connect(lambda _day: self._day_set(moved_first=True))
        self.last.dateChanged.connect(lambda _day: self._day_set(moved_first=False))
