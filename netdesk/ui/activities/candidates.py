"""Choosing whom to invite: filters above, the leads they leave below, the warmest first."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.guests import Wanted
from netdesk.domain.deadlines.when import day_and_time
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.leads.lead import Grade
from netdesk.i18n import N_, _, ngettext
from netdesk.services.guest_steps import Candidates
from netdesk.ui.actions import key_words
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.empty_state import EmptyState
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.form import FIELD_HEIGHT
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import label, rule, surface

_GRADES = (Grade.H, Grade.A, Grade.B, Grade.C, Grade.N, Grade.O, Grade.D)
_QUIET = (0, 3, 7, 15, 30)
_WAIT_MS = 200


class CandidatesPanel(QWidget):
    """Says when to ask again and whom to list."""

    wanted = Signal(object)  # what is asked for, a Wanted
    add_wanted = Signal(object)  # lead ids
    left = Signal()

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        """Start without leads."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._zone = zone
        self._today = date.min
        self._clashing: frozenset[int] = frozenset()
        self._filling = False
        self._own: tuple[str, ...] = ()
        self.grades: dict[Grade, Button] = {}
        self.model = _field(_("车型"))
        self.channel = _field(_("渠道"))
        self.quiet = _field(_("多久没联系"))
        self.lost = QCheckBox(_("也看战败的"))
        self.table = RowsView(theme, _("可邀请的客户"), self._columns())
        self.empty = EmptyState(theme)
        self._middle = QStackedWidget()
        self._title = label(theme, size=LARGE, bold=True)
        self._count = label(theme, size=SMALL, quiet=True)
        self.add_button = Button(theme, "", kind=Kind.PRIMARY, key="Enter")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.ask)
        self._build()

    def open(self, activity: Activity, channels: Sequence[tuple[str, str]]) -> None:
        """Begin to choose for an activity."""
        self._filling = True
        self._title.setText(_("给“%(name)s”挑客户") % {"name": activity.plan.name})
        self._own = activity.plan.models
        self.model.setCurrentIndex(0)
        self._put_models(self._own)
        self._offer(self.channel, _("所有渠道"), [(name, code) for code, name in channels])
        if activity.plan.channel:
            self.channel.setCurrentIndex(max(0, self.channel.findData(activity.plan.channel)))
        self.channel.setEnabled(not activity.plan.channel)
        self._filling = False
        self.ask()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_models(self, models: Sequence[str]) -> None:
        """Offer cars to choose from; the activity's own stand first."""
        self._filling = True
        self._put_models((*self._own, *models))
        self._filling = False

    def ask(self) -> None:
        """Ask for the leads that the filters leave."""
        grades = frozenset(grade for grade, chip in self.grades.items() if chip.isChecked())
        self.wanted.emit(
            Wanted(
                grades=grades,
                model=self.model.currentData() or "",
                channel=self.channel.currentData() or "",
                quiet_days=self.quiet.currentData() or 0,
                with_lost=self.lost.isChecked(),
            )
        )

    def show_found(self, found: Candidates, today: date) -> None:
        """Show the leads; Enter lists those that are chosen."""
        self._today, self._clashing = today, found.clashing
        self.table.show_rows(found.rows, key=lambda row: row.id)
        told = ngettext("符合的 %(n)d 位", "符合的 %(n)d 位", found.total) % {"n": found.total}
        if found.total > len(found.rows):
            n = len(found.rows)
            told += ngettext("，先列最热的 %(n)d 位", "，先列最热的 %(n)d 位", n) % {"n": n}
        self._count.setText(told)
        self._middle.setCurrentWidget(self.table if found.rows else self.empty)
        if not found.rows:
            self.empty.teach(
                _("没有符合的客户"),
                _("放宽级别、车型、渠道或没联系的天数。\n要求不再联系的、已在名单的不会列出来。"),
            )
        self._show_chosen()

    def choose_all(self) -> None:
        """Choose every lead that is shown."""
        self.table.selectAll()

    def add(self) -> None:
        """Hand up those that are chosen."""
        ids = [row.id for row in self.table.selected()]
        if ids:
            self.add_wanted.emit(ids)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(N_("客户"), lambda row: row.name or _("未留姓名"), 92, share=3, bold=True),
            Column(N_("意向级别"), lambda row: words.grade(row.grade), 76, longer=14),
            Column(N_("意向车型"), lambda row: row.model, 100, share=4, keep=1),
            Column(N_("阶段"), lambda row: words.stage(row.stage), 80, keep=3, longer=20),
            Column(
                N_("手机"),
                lambda row: row.phone or (_("微信") if row.wechat else "—"),
                110,
                keep=2,
            ),
            Column(N_("渠道"), lambda row: _(row.channel_name), 90, share=2, keep=4, longer=16),
            Column(
                N_("到达"),
                lambda row: day_and_time(row.received_at, self._zone, self._today),
                104,
                keep=5,
                ink=lambda _row: Ink.QUIET,
                longer=28,
            ),
            Column(N_("提醒"), self._reminder, 84, keep=6, ink=lambda _row: Ink.BAD, longer=40),
        )

    def _reminder(self, row: InboxRow) -> str:
        return _("同日另有约") if row.id in self._clashing else ""

    def _show_chosen(self) -> None:
        n = len(self.table.selected())
        self.add_button.set_words(
            ngettext("加入名单（%(n)d 位）", "加入名单（%(n)d 位）", n) % {"n": n}
        )
        self.add_button.setEnabled(n > 0)

    def _put_models(self, models: Sequence[str]) -> None:
        self._offer(self.model, _("所有车型"), [(one, one) for one in dict.fromkeys(models)])

    def _changed(self) -> None:
        if not self._filling:
            self._timer.start()

    def _offer(self, box: QComboBox, first: str, them: Sequence[tuple[str, object]]) -> None:
        held = box.currentData()
        box.clear()
        box.addItem(first, None)
        for text, data in them:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, box.findData(held)) if held else 0)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        back = Button(self._theme, _("返回"), key="Esc")
        back.clicked.connect(lambda _checked=False: self.left.emit())
        every = Button(self._theme, _("全选"), key=key_words("guests_all"))
        every.clicked.connect(lambda _checked=False: self.choose_all())
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        head.addWidget(self._title, 1)
        head.addWidget(back)
        head.addWidget(every)
        head.addWidget(self.add_button)
        filters = Flow(8)
        for grade in _GRADES:
            chip = Button(self._theme, words.grade(grade), kind=Kind.CHIP)
            chip.setCheckable(True)
            chip.toggled.connect(lambda _on: self._changed())
            self.grades[grade] = chip
            filters.add(chip)
        self.quiet.setMinimumContentsLength(14)
        for days in _QUIET:
            told = ngettext("%(n)d 天没联系", "%(n)d 天没联系", days) % {"n": days}
            self.quiet.addItem(told if days else _("联系过的也看"), days)
        for box in (self.model, self.channel, self.quiet):
            box.currentIndexChanged.connect(lambda _at: self._changed())
            filters.add(box)
        self.lost.toggled.connect(lambda _on: self._changed())
        filters.add(self.lost)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 0)
        rows.setSpacing(10)
        rows.addLayout(head)
        rows.addLayout(filters)
        rows.addWidget(self._count)
        rows.addWidget(rule())
        rows.addWidget(self._middle, 1)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _row: self.add())


def _field(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFixedHeight(FIELD_HEIGHT)
    made.setMaxVisibleItems(18)
    made.setMinimumContentsLength(9)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made
