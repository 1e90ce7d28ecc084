"""The form of a plan, and beside it what the rules and the calendar say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.activities.activity import NAME, Activity, Goal, Plan
from netdesk.domain.activities.collisions import Collision
from netdesk.domain.activities.words import ActivityKind
from netdesk.domain.compliance.fields import GIFT_PARTS
from netdesk.domain.compliance.rules import Finding, Report
from netdesk.i18n import N_, _
from netdesk.services.activities import LONGEST_NAME, Judged
from netdesk.ui.actions import bind, key_words
from netdesk.ui.activities.reading import money, number, parts, written
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.checked_text import CheckedText
from netdesk.ui.widgets.days import date_of, qdate
from netdesk.ui.widgets.form import FIELD_HEIGHT, FaultLabel, line_field, titled
from netdesk.ui.widgets.text import label, rule, surface

_WAIT_MS = 250
_HINTS = {
    "kind": N_("车载垃圾桶"),
    "spec": N_("带盖一只"),
    "count": "30",
    "period": N_("2026-12-31 前"),
    "how": N_("试驾结束领取"),
    "value": N_("29 元"),
}


class PlanForm(QWidget):
    """Says when it is to be judged, saved or left; does none of it itself."""

    judge_wanted = Signal(object)  # a Plan
    save_wanted = Signal(object, bool)  # a Plan, and whether collisions are accepted
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        surface(self)
        self._theme = theme
        self.editing: Activity | None = None
        self._kept: Plan | None = None
        self._filling = False
        self._collisions: tuple[Collision, ...] = ()
        self.name = line_field(_("名称"), hint=_("冬季试驾会"), longest=LONGEST_NAME)
        self.kind = _choice(_("类型"))
        self.first, self.last = _day_field(_("第一天")), _day_field(_("最后一天"))
        self.hours = line_field(_("时间"), hint="9:00–17:00", longest=40)
        self.place = line_field(_("地点"), hint=_("薛城店内"), longest=100)
        self.channel = _choice(_("面向"))
        self.online = QCheckBox(_("网上专供车型"))
        self.models = line_field(_("车型"), hint=_("几款车用顿号隔开"), longest=200)
        self.quota = line_field(_("名额"), hint=_("空着：不限"), longest=6)
        self.budget = line_field(_("预算（元）"), hint="2500", longest=14)
        self.goals = {goal: line_field(words.goal(goal), longest=6) for goal in Goal}
        self.gift_name = _choice(_("礼品叫法"))
        self.gift = {
            part: line_field(_(word), hint=_(_HINTS[part]), longest=60)
            for part, word in GIFT_PARTS.items()
        }
        self.note = line_field(_("备注（只给自己看）"), longest=200)
        self.checked = CheckedText(theme, self, has_headline=False)
        self.fault = FaultLabel(theme, self.name)
        self._title = label(theme, size=LARGE, bold=True)
        self._clashes = label(theme, size=SMALL, danger=True, wrap=True)
        self._save = Button(theme, "", kind=Kind.PRIMARY, key=key_words("activity_save"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._judge)
        self._build()
        self._connect()

    def offer(self, channels: Sequence[tuple[str, str]], gifts: Sequence[str]) -> None:
        """Offer channels, code and name, and what gifts are called; before a plan is opened."""
        self._filling = True
        _fill(self.channel, _("所有客户"), [(name, code) for code, name in channels])
        _fill(self.gift_name, _("没有礼品"), [(gift, gift) for gift in gifts])
        self._filling = False

    def offer_models(self, models: Sequence[str]) -> None:
        """Offer cars while they are typed."""
        completer = QCompleter(list(models), self.models)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.models.setCompleter(completer)

    def open(self, plan: Plan, activity: Activity | None) -> None:
        """Show a plan: a new one, or an activity's to be changed."""
        self.editing = activity
        self._filling = True
        self._title.setText(_("改活动") if activity else _("新活动"))
        self.name.setText(plan.name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(plan.kind)))
        self.first.setDate(qdate(plan.first))
        self.last.setDate(qdate(plan.last))
        self.hours.setText(plan.hours)
        self.place.setText(plan.place)
        self.channel.setCurrentIndex(max(0, self.channel.findData(plan.channel)))
        self.online.setChecked(plan.online_only)
        self.models.setText("、".join(plan.models))
        self.quota.setText("" if plan.quota is None else str(plan.quota))
        self.budget.setText(written(plan.budget))
        for goal, field in self.goals.items():
            field.setText(str(plan.goals[goal]) if plan.goals.get(goal) else "")
        self.gift_name.setCurrentIndex(max(0, self.gift_name.findData(plan.gift_name)))
        for part, field in self.gift.items():
            field.setText(plan.gift.get(part, ""))
        self.note.setText(plan.note)
        self._filling = False
        self.checked.open(plan.text, None)
        self._kept = self.plan()
        self.show_fault("")
        self._show_gift()
        self._show_collisions(())
        self._judge()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def plan(self) -> Plan | None:
        """Return what is written; None where a number cannot be read, which is said."""
        quota = number(self.quota.text())
        budget = money(self.budget.text())
        goals = {goal: number(field.text()) for goal, field in self.goals.items()}
        unread = [
            field.accessibleName()
            for field, value in (
                (self.quota, quota),
                (self.budget, budget),
                *((self.goals[goal], value) for goal, value in goals.items()),
            )
            if value is None and field.text().strip()
        ]
        if unread:
            self.show_fault(_("%(fields)s 要写成数") % {"fields": "、".join(unread)})
            return None
        return Plan(
            name=self.name.text(),
            kind=ActivityKind(self.kind.currentData() or ActivityKind.OTHER),
            first=date_of(self.first.date()),
            last=date_of(self.last.date()),
            hours=self.hours.text(),
            place=self.place.text(),
            goals={goal: value for goal, value in goals.items() if value},
            budget=budget or 0,
            quota=quota,
            gift=self._gift(),
            channel=self.channel.currentData() or "",
            models=parts(self.models.text()),
            online_only=self.online.isChecked(),
            text=self.checked.text(),
            note=self.note.text(),
        )

    def is_changed(self) -> bool:
        """Say whether something is not saved yet."""
        return self.plan() != self._kept

    def show_judged(self, judged: Judged, plan: Plan) -> None:
        """Show what the rules say and what it runs into, unless another plan is written by now."""
        if plan != self.plan():
            return
        self.show_fault("")
        self._show_collisions(judged.collisions)
        self.checked.show_report(_within(judged.findings, plan), plan.text)

    def show_fault(self, text: str) -> None:
        """Say why it was not saved; empty: nothing is wrong."""
        self.fault.say(text)

    def collisions(self) -> str:
        """Return what is said of collisions; empty where there are none."""
        return self._clashes.text() if self._collisions else ""

    def save(self) -> None:
        """Hand the plan up to be saved; collisions that are shown are accepted by it."""
        plan = self.plan()
        if plan is not None:
            self.save_wanted.emit(plan, bool(self._collisions))

    def _gift(self) -> Mapping[str, str]:
        name = self.gift_name.currentData() or ""
        if not name:
            return {}
        told = {part: field.text().strip() for part, field in self.gift.items()}
        return {NAME: name, **{part: text for part, text in told.items() if text}}

    def _judge(self) -> None:
        plan = self.plan()
        if plan is not None:
            self.judge_wanted.emit(plan)

    def _changed(self) -> None:
        if not self._filling:
            self._show_gift()
            self._timer.start()

    def _show_gift(self) -> None:
        has_gift = bool(self.gift_name.currentData())
        for part, field in self.gift.items():
            field.setEnabled(has_gift)
            field.setPlaceholderText(_(_HINTS[part]) if has_gift else "")

    def _first_changed(self) -> None:
        """Keep the last day behind the first."""
        if not self._filling and self.last.date() < self.first.date():
            self.last.setDate(self.first.date())

    def _show_collisions(self, found: tuple[Collision, ...]) -> None:
        self._collisions = found
        lines = [
            _("%(what)s：%(told)s") % {"what": words.clash(one.clash), "told": one.told}
            for one in found
        ]
        self._clashes.setText("\n".join(lines) or _("没有和别的活动、礼品撞上。"))
        role = label(self._theme, danger=bool(found), quiet=not found).foregroundRole()
        self._clashes.setForegroundRole(role)
        self._save.set_words(_("仍然保存") if found else _("保存活动"))

    def _connect(self) -> None:
        for field in self._fields():
            field.textChanged.connect(lambda _text: self._changed())
        for box in (self.kind, self.channel, self.gift_name):
            box.currentIndexChanged.connect(lambda _at: self._changed())
        self.first.dateChanged.connect(lambda _day: self._first_changed())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _day: self._changed())
        self.online.toggled.connect(lambda _on: self._changed())
        self.checked.check_wanted.connect(lambda _text: self._judge())
        self._save.clicked.connect(lambda _checked=False: self.save())
        bind(self, "take", self.checked.take_first)

    def _fields(self) -> list[QLineEdit]:
        lines = [self.name, self.hours, self.place, self.models, self.quota, self.budget]
        return [*lines, self.note, *self.goals.values(), *self.gift.values()]

    def _build(self) -> None:
        for kind in ActivityKind:
            self.kind.addItem(words.activity_kind(kind), kind)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 12)
        head.setSpacing(8)
        back = Button(self._theme, _("返回"), key="Esc")
        back.clicked.connect(lambda _checked=False: self.left.emit())
        head.addWidget(self._title, 1)
        head.addWidget(back)
        head.addWidget(self._save)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(_scrolled(self._left(), _("活动的计划")), 3)
        sides.addWidget(rule(upright=True))
        sides.addWidget(_scrolled(self._right(), _("检查结果")), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addLayout(sides, 1)

    def _left(self) -> QWidget:
        inner = QWidget()
        inner.setMaximumWidth(760)
        grid = QGridLayout(inner)
        grid.setContentsMargins(20, 16, 20, 20)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        whole = 6
        for column in range(whole):
            grid.setColumnStretch(column, 1)
        lines: tuple[tuple[tuple[QWidget, int], ...], ...] = (
            ((self.name, 4), (self.kind, 2)),
            ((self.first, 2), (self.last, 2), (self.hours, 2)),
            ((self.place, 3), (self.channel, 3)),
            ((self.models, 4), (self.online, 2)),
            ((self.quota, 3), (self.budget, 3)),
        )
        at = self._put(grid, lines, 0)
        grid.addWidget(self.fault, at, 0, 1, whole)
        at = self._heading(grid, _("目标（人数，空着不设）"), at + 1)
        goals = QHBoxLayout()
        goals.setSpacing(12)
        for field in self.goals.values():
            goals.addLayout(titled(self._theme, field.accessibleName(), field))
        grid.addLayout(goals, at, 0, 1, whole)
        at = self._heading(grid, _("来店的理由：礼品，六项写全"), at + 1)
        gift = self.gift
        at = self._put(
            grid,
            (
                ((self.gift_name, 2), (gift["kind"], 2), (gift["spec"], 2)),
                ((gift["count"], 2), (gift["period"], 2), (gift["value"], 2)),
                ((gift["how"], 6),),
                ((self.note, 6),),
            ),
            at,
        )
        grid.setRowStretch(at, 1)
        return inner

    def _put(
        self, grid: QGridLayout, lines: tuple[tuple[tuple[QWidget, int], ...], ...], at: int
    ) -> int:
        for line in lines:
            column = 0
            for widget, span in line:
                name = "" if widget is self.online else widget.accessibleName()
                grid.addLayout(titled(self._theme, name, widget), at, column, 1, span)
                column += span
            at += 1
        return at

    def _heading(self, grid: QGridLayout, text: str, at: int) -> int:
        made = label(self._theme, text, bold=True)
        made.setContentsMargins(0, 8, 0, 0)
        grid.addWidget(made, at, 0, 1, 6)
        return at + 1

    def _right(self) -> QWidget:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 16, 20, 20)
        rows.setSpacing(8)
        head = label(self._theme, _("活动说明"), bold=True)
        told = _("写给客户看的话：给一个来的理由，不喊促销。边写边查。")
        edit = self.checked.edit
        edit.setAccessibleName(_("活动说明"))
        edit.setPlaceholderText(_("雪天怎么刹车，教练坐在旁边带您练一圈。"))
        edit.setMinimumHeight(120)
        edit.setMaximumHeight(200)
        clash = label(self._theme, _("撞期、撞车型、撞礼品"), bold=True)
        clash.setContentsMargins(0, 8, 0, 0)
        found = label(self._theme, _("用语"), bold=True)
        found.setContentsMargins(0, 8, 0, 0)
        for part in (
            head,
            label(self._theme, told, size=SMALL, quiet=True, wrap=True),
            edit,
            clash,
            self._clashes,
            found,
            self.checked.findings,
        ):
            rows.addWidget(part)
        rows.addStretch(1)
        return inner


def _within(report: Report, plan: Plan) -> Report:
    """Return a report of name and text as one of the text: what is in the name is of the whole."""
    name = plan.name
    shift = len(name) + 1 if name and plan.text else len(name)
    text = len(plan.text)

    def moved(finding: Finding) -> Finding:
        start, end = finding.start - shift, finding.end - shift
        if 0 <= start < end <= text:
            return replace(finding, start=start, end=end)
        return replace(finding, start=0, end=0)

    return replace(report, findings=tuple(map(moved, report.findings)))


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFixedHeight(FIELD_HEIGHT)
    made.setMaxVisibleItems(18)
    made.setMinimumContentsLength(5)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _fill(box: QComboBox, first: str, them: Sequence[tuple[str, str]]) -> None:
    box.clear()
    box.addItem(first, "")
    for text, data in them:
        box.addItem(text, data)


def _day_field(name: str) -> QDateEdit:
    made = QDateEdit()
    made.setAccessibleName(name)
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setFixedHeight(FIELD_HEIGHT)
    made.setMinimumDate(qdate(date(2000, 1, 1)))
    return made


def _scrolled(inner: QWidget, name: str) -> QScrollArea:
    made = QScrollArea()
    ground = QWidget()
    surface(ground)
    made.setViewport(ground)
    made.setWidget(inner)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setAccessibleName(name)
    return made
