"""The page of activities: asks the service, follows the keys, shows one activity at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.checklist import Check
from netdesk.domain.activities.guests import Guest
from netdesk.domain.activities.result import Report
from netdesk.domain.activities.words import ActivityState
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind, key_words
from netdesk.ui.activities.activity_list import ActivityList
from netdesk.ui.activities.candidates import CandidatesPanel
from netdesk.ui.activities.detail import Detail, Tab
from netdesk.ui.activities.doing import Doing
from netdesk.ui.activities.guest_steps import GuestSteps
from netdesk.ui.activities.guests_tab import MARKS
from netdesk.ui.activities.ledger_steps import LedgerSteps
from netdesk.ui.activities.papers import Papers
from netdesk.ui.activities.plan_form import PlanForm
from netdesk.ui.activities.plan_steps import PlanSteps
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.empty_state import EmptyState
from netdesk.ui.widgets.text import label, rule, surface

_NARROW, _WIDE = 960, 1500
_LISTS = (208, 240, 300)
_AHEAD = timedelta(days=7)
_LIMIT = 300


@dataclass(frozen=True)
class _Seen:
    """One activity with all that its tabs show."""

    activity: Activity
    guests: tuple[Guest, ...]
    checks: tuple[Check, ...]
    report: Report


class ActivitiesPage(QWidget):
    """The list at the left; beside it the chosen activity, its form, or whom to invite."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`, once it is shown."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        zone = desk.hours.current().zone
        self._seen: _Seen | None = None
        self._is_filled = False
        self.doing = Doing(desk, tasks, self)
        self.papers = Papers(desk, tasks, self)
        self.list = ActivityList(theme)
        self.detail = Detail(theme, zone)
        self.form = PlanForm(theme)
        self.candidates = CandidatesPanel(theme, zone)
        self.empty = EmptyState(theme)
        self.plans = PlanSteps(self.doing, self.form, self.list.current)
        self.guests = GuestSteps(self.doing, self.detail, self.candidates, self.list.current)
        self._ledger = LedgerSteps(
            self.doing, self.detail.checks, self.detail.result, self.list.current
        )
        self._left = QWidget()
        self._sides = QStackedWidget()
        self._build()
        self._connect()
        self._bind()

    # asking

    def reload(self, wanted: int | None = None) -> None:
        """Ask for the list, and for the activity that is chosen in it."""
        service, today = self._desk.activities, self._today()

        def show(them: tuple[Activity, ...]) -> None:
            self._is_filled = True
            self._left.setVisible(bool(them))
            if not them:
                self._seen = None
                self._teach()
            elif self._sides.currentWidget() is self.empty:
                self._sides.setCurrentWidget(self.detail)
            self.list.show_them(them, today, wanted)

        self._tasks.run(service.listed, self, done=show, topic="list")

    def changed(self, changes: Changes) -> None:
        """Ask again where guests, leads, deals or money were changed."""
        touched = changes.activities or changes.leads or changes.deals or changes.money
        if self._is_filled and (touched or changes.shop):
            if self.isVisible():
                self.reload()
            else:
                self._is_filled = False

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            ("[ ]", _("换页签")),
            ("1–4", _("邀约结果")),
            (key_words("guests_add"), _("挑客户")),
            (key_words("activity_desk"), _("签到")),
            (key_words("activity_new"), _("新活动")),
            (key_words("keys"), _("全部按键")),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Ask when it is first seen, and after something was changed meanwhile."""
        super().showEvent(event)
        if not self._is_filled:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share."""
        super().resizeEvent(event)
        width = event.size().width()
        narrow, usual, wide = _LISTS
        self._left.setFixedWidth(narrow if width < _NARROW else wide if width > _WIDE else usual)

    def back(self) -> None:
        """Go back to the chosen activity, then to the list."""
        side = self._sides.currentWidget()
        if side is self.form and not self.plans.may_leave():
            return
        if side in (self.form, self.candidates):
            self._sides.setCurrentWidget(self.detail if self._seen else self.empty)
            self.detail.focus_tab() if self._seen else self.empty.setFocus()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # tabs

    def _drop(self) -> None:
        tab = self.detail.tab()
        if tab is Tab.CHECKS:
            self.detail.checks.drop()
        elif tab is Tab.RESULT:
            self.detail.result.drop_cost()
        elif tab is Tab.GUESTS:
            self.guests.remove()

    def _undo(self) -> None:
        self.detail.arrivals.reset()
        self.doing.undo()

    def _go_desk(self) -> None:
        if self._seen is not None:
            self._sides.setCurrentWidget(self.detail)
            self.detail.choose(Tab.ARRIVALS)
            self.detail.focus_tab()

    # showing

    def _show(self, one: Activity) -> None:
        service, today, now, by = (
            self._desk.activities,
            self._today(),
            self._desk.now(),
            self.doing.by,
        )
        if self._seen is not None and self._seen.activity.id != one.id:
            self.detail.arrivals.reset()
            if self._sides.currentWidget() is self.candidates:
                self._sides.setCurrentWidget(self.detail)

        def work() -> _Seen:
            return _Seen(
                service.one(one.id),
                service.guests.of(one.id),
                service.checks(one.id),
                service.reports.of(one.id, by=by, now=now),
            )

        def show(seen: _Seen) -> None:
            self._seen = seen
            self.detail.show_activity(seen.activity, today)
            self.detail.show_parts(seen.guests, seen.checks, seen.report)

        self._tasks.run(work, self, done=show, topic="activity")

    def _teach(self) -> None:
        if self._sides.currentWidget() is not self.form:
            self._sides.setCurrentWidget(self.empty)
        lines = _(
            "试驾会、车展、团购、直播：先写下日期、地点、礼品和目标，\n"
            "用语和撞期当场就查；再从线索里挑人邀约，当天扫码签到，\n"
            "事后看来了几位、订了几台、每到场一位花了多少。"
        )
        self.empty.teach(
            _("还没有活动"),
            lines,
            ((_("新活动"), key_words("activity_new"), self.plans.new),),
        )

    def _on_detail(self, tab: Tab | None, slot: Callable[[], None]) -> Callable[[], None]:
        """Return `slot` for a key that works while an activity (and this tab of it) is shown."""

        def act() -> None:
            shown = self._sides.currentWidget() is self.detail and self._seen is not None
            if shown and (tab is None or self.detail.tab() is tab):
                slot()

        return act

    def _saved(self, activity_id: int, is_new: bool) -> None:  # noqa: FBT001
        self._sides.setCurrentWidget(self.detail)
        if is_new:
            self.detail.choose(Tab.GUESTS)
        self.reload(activity_id)
        self.detail.focus_tab()

    def _show_list(self) -> None:
        self._sides.setCurrentWidget(self.detail)
        self.detail.choose(Tab.GUESTS)
        self.detail.focus_tab()

    def _step(self, by: int) -> None:
        table = self.detail.focused_table()
        if self._sides.currentWidget() is self.candidates:
            self.candidates.table.step(by)
        elif table is not None:
            table.step(by)
        else:
            self.list.step(by)

    def _save_open(self) -> None:
        if self._sides.currentWidget() is self.form:
            self.form.save()

    def _today(self) -> date:
        return self._desk.activities.today(self._desk.now())

    def _build(self) -> None:
        surface(self._left)
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 10, 12)
        head.addWidget(label(self._theme, _("活动"), size=TITLE, bold=True), 1)
        new = Button(self._theme, _("新活动"), kind=Kind.QUIET, key=key_words("activity_new"))
        new.clicked.connect(lambda _checked=False: self.plans.new())
        head.addWidget(new)
        rows = QVBoxLayout(self._left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(rule())
        rows.addWidget(self.list, 1)
        for side in (self.empty, self.detail, self.form, self.candidates):
            self._sides.addWidget(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left)
        layout.addWidget(rule(upright=True))
        layout.addWidget(self._sides, 1)
        self._left.hide()
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        for part in (self.doing, self.papers):
            part.told.connect(self.told)
        self.doing.changed_something.connect(self.changed_something)
        self.list.chosen.connect(self._show)
        self.plans.told.connect(self.told)
        self.plans.opened.connect(lambda: self._sides.setCurrentWidget(self.form))
        self.plans.saved.connect(self._saved)
        self.form.left.connect(self.back)
        self.candidates.left.connect(self.back)
        self.guests.told.connect(self.told)
        self.guests.candidates_opened.connect(lambda: self._sides.setCurrentWidget(self.candidates))
        self.guests.listed.connect(self._show_list)
        detail = self.detail
        detail.edit_wanted.connect(self.plans.edit)
        detail.state_wanted.connect(self.plans.turn)
        detail.arrivals.undo_wanted.connect(self._undo)
        detail.result.print_wanted.connect(self._print_result)
        detail.result.list_wanted.connect(self._print_list)
        detail.result.export_wanted.connect(self._export)

    def _print_result(self) -> None:
        if self._seen is not None:
            self.papers.print_result(self._seen.activity.id)

    def _print_list(self) -> None:
        if self._seen is not None:
            self.papers.print_list(self._seen.activity.id)

    def _export(self) -> None:
        if self._seen is not None:
            self.papers.choose_workbook(self._seen.activity)

    def _bind(self) -> None:
        tab = self.detail.guests
        for name, slot in (
            ("activity_new", self.plans.new),
            ("activity_edit", self.plans.edit),
            ("activity_next", lambda: self._step(1)),
            ("activity_back", lambda: self._step(-1)),
            ("activity_desk", self._go_desk),
            ("activity_undo", self._undo),
            ("activity_left", self.back),
            ("activity_save", self._save_open),
            ("activity_print", self._print_result),
            ("guests_print", self._print_list),
            ("guests_export", self._export),
            ("guests_add", self.guests.open_candidates),
            ("activity_tab_next", self._on_detail(None, lambda: self.detail.step(1))),
            ("activity_tab_back", self._on_detail(None, lambda: self.detail.step(-1))),
            (
                "activity_cancel",
                self._on_detail(None, partial(self.plans.turn, ActivityState.CANCELLED)),
            ),
            (
                "activity_close",
                self._on_detail(None, partial(self.plans.turn, ActivityState.CLOSED)),
            ),
            ("activity_drop", self._on_detail(None, self._drop)),
            ("guest_unmark", self._on_detail(Tab.GUESTS, self.guests.unmark)),
            ("guests_view", self._on_detail(Tab.GUESTS, tab.next_view)),
            ("invite_way", self._on_detail(Tab.GUESTS, tab.next_way)),
            ("invite_copy", self._on_detail(Tab.GUESTS, self.guests.copy_text)),
            ("invite_qr", self._on_detail(Tab.GUESTS, self.guests.copy_picture)),
            ("check_tick", self._on_detail(Tab.CHECKS, self.detail.checks.tick)),
            ("guests_all", self._choose_all),
        ):
            bind(self, name, slot)
        for mark, _text, name in MARKS:
            bind(self, name, self._on_detail(Tab.GUESTS, partial(self.guests.mark, mark)))

    def _choose_all(self) -> None:
        if self._sides.currentWidget() is self.candidates:
            self.candidates.choose_all()
        elif self.detail.tab() is Tab.GUESTS:
            self.detail.guests.table.selectAll()
