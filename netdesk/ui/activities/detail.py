"""One activity: its name and facts above, its tabs below."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.checklist import Check
from netdesk.domain.activities.guests import Guest
from netdesk.domain.activities.result import Report
from netdesk.domain.activities.words import ActivityState
from netdesk.i18n import N_, _
from netdesk.ui.actions import key_words
from netdesk.ui.activities import saying
from netdesk.ui.activities.arrivals_tab import ArrivalsTab
from netdesk.ui.activities.checks_tab import ChecksTab
from netdesk.ui.activities.guests_tab import GuestsTab
from netdesk.ui.activities.result_tab import ResultTab
from netdesk.ui.theme import SMALL, TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import ElidedLabel, rule, surface


class Tab(IntEnum):
    """The tabs in their order."""

    GUESTS = 0
    ARRIVALS = 1
    CHECKS = 2
    RESULT = 3


_TABS = {
    Tab.GUESTS: N_("名单"),
    Tab.ARRIVALS: N_("签到"),
    Tab.CHECKS: N_("清单"),
    Tab.RESULT: N_("总结"),
}


class Detail(QWidget):
    """Says what is wanted of the activity as a whole."""

    edit_wanted = Signal()
    state_wanted = Signal(object)  # an ActivityState

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        """Start without an activity."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._today = date.min
        self._activity: Activity | None = None
        self.name = ElidedLabel(theme.font(TITLE, bold=True))
        self.facts = ElidedLabel(theme.font(SMALL), quiet=True)
        self.guests = GuestsTab(theme, zone)
        self.arrivals = ArrivalsTab(theme, zone)
        self.checks = ChecksTab(theme, zone)
        self.result = ResultTab(theme)
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._edit = Button(theme, _("改计划"), key=key_words("activity_edit"))
        self._cancel = Button(theme, "", key=key_words("activity_cancel"))
        self._close = Button(theme, "", key=key_words("activity_close"))
        self._build()

    def show_activity(self, activity: Activity, today: date) -> None:
        """Head the tabs of an activity."""
        self._activity, self._today = activity, today
        self.name.setText(activity.plan.name)
        when = saying.when(activity, today)
        self.facts.setText(f"{when} · {saying.facts(activity, today)}")
        is_off = activity.state is ActivityState.CANCELLED
        is_closed = activity.state is ActivityState.CLOSED
        self._cancel.set_words(_("恢复") if is_off else _("取消活动"))
        self._close.set_words(_("重新打开") if is_closed else _("关闭活动"))
        self._cancel.setEnabled(not is_closed)
        self._close.setEnabled(not is_off)
        self.arrivals.field.setEnabled(activity.state is ActivityState.PLANNED)

    def show_parts(self, guests: Sequence[Guest], checks: Sequence[Check], report: Report) -> None:
        """Show what its tabs hold."""
        assert self._activity is not None
        self.guests.show_guests(self._activity, guests, self._today)
        self.arrivals.show_guests(guests, self._today)
        self.checks.show_checks(checks, self._today)
        self.result.show_report(report)
        counts = {
            Tab.GUESTS: len(guests),
            Tab.ARRIVALS: self._activity.tally.arrived,
            Tab.CHECKS: sum(check.done_at is None for check in checks),
            Tab.RESULT: None,
        }
        for tab, count in counts.items():
            button = self._group.button(tab)
            assert isinstance(button, Button)
            button.set_count(count)

    def tab(self) -> Tab:
        """Return the tab that is shown."""
        return Tab(self._stack.currentIndex())

    def choose(self, tab: Tab) -> None:
        """Show a tab."""
        self._group.button(tab).setChecked(True)
        self._stack.setCurrentIndex(tab)

    def step(self, by: int) -> None:
        """Show the next tab, and give it the keys."""
        self.choose(Tab((self.tab() + by) % len(Tab)))
        self.focus_tab()

    def focus_tab(self) -> None:
        """Give the keys to the tab that is shown."""
        widget = self._stack.currentWidget()
        assert widget is not None
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def focused_table(self) -> RowsView | None:
        """Return the table that has the keys."""
        found = (self.guests.table, self.arrivals.table, self.checks.table, self.result.costs)
        return next((table for table in found if table.hasFocus()), None)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        head.addLayout(words, 1)
        for button in (self._edit, self._cancel, self._close):
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self._edit.clicked.connect(lambda _checked=False: self.edit_wanted.emit())
        for button, state in (
            (self._cancel, ActivityState.CANCELLED),
            (self._close, ActivityState.CLOSED),
        ):
            button.clicked.connect(
                lambda _checked=False, state=state: self.state_wanted.emit(state)
            )
        tabs = QHBoxLayout()
        tabs.setContentsMargins(16, 0, 16, 0)
        tabs.setSpacing(20)
        for tab, text in _TABS.items():
            made = Button(self._theme, _(text), kind=Kind.TAB)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(made, tab)
            tabs.addWidget(made)
        tabs.addStretch(1)
        self._group.button(Tab.GUESTS).setChecked(True)
        self._group.idClicked.connect(self._clicked)
        for part in (self.guests, self.arrivals, self.checks, self.result):
            self._stack.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addLayout(tabs)
        rows.addWidget(rule())
        rows.addWidget(self._stack, 1)

    def _clicked(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        self.focus_tab()
