"""Targets of the month: the team's, a role's, a person's, and where each should be today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from netdesk import words
from netdesk.domain.figures.kpi import BY_NAME, percent
from netdesk.domain.money.pace import Number
from netdesk.domain.money.targets import TargetLine, allowed_words, names_in_order, shown
from netdesk.domain.money.words import TargetScope
from netdesk.domain.person import Person, Role
from netdesk.errors import NetdeskError
from netdesk.i18n import N_, _, ngettext, say
from netdesk.services.desk import Desk
from netdesk.services.targets import TargetEntry, TargetMonth
from netdesk.ui.actions import bind, key_words
from netdesk.ui.settings.entries import EntryField, LedgerSection, choice
from netdesk.ui.settings.listing import ListingView
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, titled
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.text import label, rule

_DATA = int(Qt.ItemDataRole.UserRole)
_TEAM = (TargetScope.TEAM, "")


def _standing(line: TargetLine) -> str:
    if line.is_behind is None:
        return "—"
    return _("落后") if line.is_behind else _("跟上了")


def _tone(line: TargetLine) -> Ink:
    return Ink.BAD if line.is_behind else Ink.PLAIN


COLUMNS = (
    Column(N_("谁的"), lambda line: line.who or _("团队"), 0),
    Column(N_("指标"), lambda line: line.label, 0),
    Column(N_("目标值"), lambda line: shown(line.kpi, line.target.value), 110, is_number=True),
    Column(N_("到今天"), lambda line: shown(line.kpi, line.actual), 110, is_number=True),
    Column(N_("今天应到"), lambda line: shown(line.kpi, line.expected), 110, is_number=True),
    Column(
        N_("完成"),
        lambda line: "—" if line.attainment is None else percent(line.attainment),
        80,
        is_number=True,
    ),
    Column(N_("进度"), _standing, 96, ink=_tone),
)


@dataclass(frozen=True)
class _Kept:
    month: TargetMonth
    people: Sequence[Person]


class TargetsSection(LedgerSection):
    """A month at a time; the same figure of the same person is written over."""

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show this month."""
        super().__init__(desk, tasks, theme, _("目标"))
        self.month = desk.summary.today(desk.now()).replace(day=1)
        self.whose = choice(_("谁的目标"))
        self.kpi = choice(_("指标"))
        self.value = EntryField(_("目标值"), longest=20)
        self.table = ListingView(theme, _("目标"), COLUMNS, most=14)
        self.save_button = Button(theme, _("记下"), kind=Kind.PRIMARY, key="Enter")
        self.copy_button = Button(theme, _("带入上月的目标"))
        self.fault = FaultLabel(theme, self.value)
        self._formula = label(theme, size=SMALL, quiet=True, wrap=True)
        self._month_label = label(theme, size=LARGE, bold=True)
        self._pace = label(theme, size=SMALL, quiet=True)
        self._nothing = label(theme, quiet=True, wrap=True)
        self._build()
        self.setFocusProxy(self.whose)
        self.reload()

    def reload(self) -> None:
        """Show the month as it is kept."""
        desk, month, now = self.desk, self.month, self.desk.now()

        def work() -> _Kept:
            return _Kept(desk.targets.month(month, now=now), desk.settings.people())

        self.tasks.run(work, self, done=self._show, topic="targets")

    def go_month(self, by: int) -> None:
        """Show another month."""
        middle = self.month + timedelta(days=15 + 31 * by)
        self.month = middle.replace(day=1)
        self.reload()

    def pace(self) -> str:
        """Return what is said of the days gone."""
        return self._pace.text()

    def teaching(self) -> str:
        """Return what an empty month says; empty where there are targets."""
        return "" if self._nothing.isHidden() else self._nothing.text()

    def save(self) -> None:
        """Write the target; without a value it is taken out."""
        kpi, text = self._chosen_kpi(), self.value.text()
        try:
            value = self.desk.targets.value(kpi, text)
        except NetdeskError as error:
            self.fault.say(say(error))
            self.value.setFocus()
            return
        if value is None:
            self.value.setFocus()
            return
        scope, who = self.whose.currentData(_DATA)
        self._put(TargetEntry(self.month, scope, who, kpi, value), value)

    def copy_month(self) -> None:
        """Take the targets of the month before over."""
        service, by, now = self.desk.targets, self.desk.settings.me(), self.desk.now()
        month = self.month
        before = (month - timedelta(days=1)).replace(day=1)
        self.write(
            lambda: service.copy_month(before, month, by=by, now=now),
            lambda done: service.undo(done, by=by, now=now),
            _("已带入 %(month)s 的目标，已有的没有动。") % {"month": f"{before:%Y-%m}"},
        )

    def _put(self, entry: TargetEntry, value: Number | None) -> None:
        service, by, now = self.desk.targets, self.desk.settings.me(), self.desk.now()
        facts = {"label": BY_NAME[entry.kpi].label, "value": shown(entry.kpi, value)}
        told = (
            _("%(label)s的目标是 %(value)s。")
            if value is not None
            else _("已删去%(label)s的目标。")
        )

        def done() -> None:
            self.value.setText("")
            self.kpi.setFocus()

        self.write(
            lambda: service.put([entry], by=by, now=now),
            lambda step: service.undo(step, by=by, now=now),
            told % facts,
            done=done,
            failed=self.fault.say,
        )

    def _drop(self, line: TargetLine) -> None:
        target = line.target
        self._put(TargetEntry(target.month, target.scope, target.who, target.kpi, None), None)

    def _open(self, line: TargetLine) -> None:
        self._choose(line.target.scope, line.target.who)
        self.kpi.setCurrentIndex(self.kpi.findData(line.kpi))
        self.value.setText(_typed(line))
        self.value.setFocus()
        self.value.selectAll()

    def _show(self, kept: _Kept) -> None:
        month = kept.month
        if month.month != self.month:
            return
        self._offer(kept.people)
        facts = {"year": month.month.year, "month": month.month.month}
        self._month_label.setText(_("%(year)d 年 %(month)d 月") % facts)
        self._pace.setText(_pace_words(month))
        self.table.show_rows(month.lines)
        self.table.setVisible(bool(month.lines))
        self._nothing.setVisible(not month.lines)

    def _offer(self, people: Sequence[Person]) -> None:
        wanted = [(_("团队"), _TEAM)]
        wanted += [(words.role(role), (TargetScope.ROLE, str(role))) for role in Role]
        wanted += [(one.name, (TargetScope.PERSON, str(one.id))) for one in people]
        names = [self.whose.itemText(at) for at in range(self.whose.count())]
        if names == [name for name, _data in wanted]:
            return
        chosen = self.whose.currentData(_DATA) or _TEAM
        self.whose.clear()
        for name, data in wanted:
            self.whose.addItem(name, data)
        self._choose(*chosen)

    def _choose(self, scope: TargetScope, who: str) -> None:
        for at in range(self.whose.count()):
            if tuple(self.whose.itemData(at, _DATA)) == (scope, who):
                self.whose.setCurrentIndex(at)

    def _chosen_kpi(self) -> str:
        return str(self.kpi.currentData(_DATA))

    def _kpi_changed(self) -> None:
        kpi = self._chosen_kpi()
        self.fault.say("")
        self.value.setPlaceholderText(allowed_words(kpi))
        facts = {"label": BY_NAME[kpi].label, "formula": BY_NAME[kpi].formula}
        self._formula.setText(_("%(label)s = %(formula)s") % facts)

    def _leave(self) -> None:
        self.value.setText("")
        self.fault.say("")

    def _build(self) -> None:
        theme, rows = self.theme, self.rows
        for name in names_in_order():
            self.kpi.addItem(BY_NAME[name].label, name)
        self._kpi_changed()
        note = _("先定团队的，再定岗位和个人的。进度按营业日算：今天应到多少，写在日报上。")
        rows.addWidget(label(theme, note, quiet=True, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for at, (title, field, share) in enumerate(
            (
                (_("谁的"), self.whose, 4),
                (_("指标"), self.kpi, 5),
                (_("目标值"), self.value, 5),
            )
        ):
            grid.addLayout(titled(theme, title, field), 0, at)
            grid.setColumnStretch(at, share)
        grid.addWidget(self.save_button, 0, 3, Qt.AlignmentFlag.AlignBottom)
        rows.addLayout(grid)
        rows.addWidget(self.fault)
        rows.addWidget(self._formula)
        rows.addWidget(rule())
        rows.addLayout(self._month_line())
        self._nothing.setText(
            _("这个月还没有目标。比如：团队、新线索、120，按 Enter 记下；或带入上月的目标再改。")
        )
        rows.addWidget(self._nothing)
        rows.addWidget(self.table)
        self.settle()
        self._nothing.hide()
        self.kpi.currentIndexChanged.connect(lambda _at: self._kpi_changed())
        self.value.returnPressed.connect(self.save)
        self.value.textChanged.connect(lambda _text: self.fault.say(""))
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.copy_button.clicked.connect(lambda _checked=False: self.copy_month())
        self.table.edit_wanted.connect(self._open)
        self.table.drop_wanted.connect(self._drop)
        bind(self, "entry_leave", self._leave)
        bind(self, "entry_save", self.save)
        bind(self, "ledger_back", lambda: self.go_month(-1))
        bind(self, "ledger_next", lambda: self.go_month(1))

    def _month_line(self) -> QHBoxLayout:
        back = Button(self.theme, _("上个月"), key=key_words("ledger_back"))
        ahead = Button(self.theme, _("下个月"), key=key_words("ledger_next"))
        back.clicked.connect(lambda _checked=False: self.go_month(-1))
        ahead.clicked.connect(lambda _checked=False: self.go_month(1))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._month_label)
        line.addWidget(self._pace, 1)
        line.addWidget(self.copy_button)
        line.addWidget(back)
        line.addWidget(ahead)
        return line


def _typed(line: TargetLine) -> str:
    """Return a target as a person would type it."""
    text = shown(line.kpi, line.target.value)
    return text.replace(",", "")


def _pace_words(month: TargetMonth) -> str:
    pace = month.pace
    if pace.share is None:
        return _("这个月没有营业日。")
    facts = {"whole": pace.whole, "gone": pace.gone, "share": percent(pace.share)}
    if pace.gone == 0:
        return ngettext("%(whole)d 个营业日。", "%(whole)d 个营业日。", pace.whole) % facts
    return _("%(whole)d 个营业日，过了 %(gone)d 个（%(share)s）。") % facts
