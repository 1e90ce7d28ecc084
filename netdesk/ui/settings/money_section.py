"""Fees and budgets: what was paid, written down line by line, and what is left by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from netdesk.domain.channel import Channel
from netdesk.domain.money.budget import BudgetYear
from netdesk.domain.money.spend import Spend, SpendRow
from netdesk.i18n import N_, _, ngettext
from netdesk.services.budgets import WHOLE, BudgetEntry
from netdesk.services.desk import Desk
from netdesk.services.spend import SpendList, SpendSubject
from netdesk.ui.actions import bind, key_words
from netdesk.ui.settings.budget_rows import BudgetRows
from netdesk.ui.settings.entries import LedgerSection, choice
from netdesk.ui.settings.listing import ListingView
from netdesk.ui.settings.money_words import period, subject, yuan
from netdesk.ui.settings.spend_form import SpendForm
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.text import label, rule

COLUMNS = (
    Column(N_("日期"), lambda row: period(row.spend), 190),
    Column(N_("给谁的"), subject, 0),
    Column(N_("项目"), lambda row: row.spend.item or "—", 0),
    Column(N_("金额（元）"), lambda row: yuan(row.spend.amount), 120, is_number=True),
    Column(N_("备注"), lambda row: row.spend.note, 0, ink=lambda _row: Ink.QUIET),
    Column(
        N_("来自"),
        lambda row: _("导入") if row.is_imported else row.by,
        86,
        ink=lambda _row: Ink.QUIET,
    ),
)


@dataclass(frozen=True)
class _Kept:
    """Everything the section shows."""

    spends: SpendList
    budget: BudgetYear
    subjects: Sequence[SpendSubject]
    items: Sequence[str]
    channels: Sequence[Channel]


class MoneySection(LedgerSection):
    """A year at a time; Enter writes, Ctrl+Z takes back."""

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show this year."""
        super().__init__(desk, tasks, theme, _("费用与预算"))
        self.year = desk.summary.today(desk.now()).year
        self.form = SpendForm(desk, theme)
        self.table = ListingView(theme, _("费用"), COLUMNS, most=6)
        self.channel = choice(_("哪个渠道的预算"))
        self.channel.setMinimumContentsLength(12)
        self.budget = BudgetRows(theme, desk.spend.amount)
        self._year_label = label(theme, size=LARGE, bold=True)
        self._total = label(theme, size=SMALL, quiet=True)
        self._nothing = label(theme, quiet=True, wrap=True)
        self._warning = label(theme, size=SMALL, danger=True, wrap=True)
        self._build()
        self.setFocusProxy(self.form.subjects)
        self.reload()

    def reload(self) -> None:
        """Show the year as it is kept."""
        desk, year, code = self.desk, self.year, self.channel.currentData() or WHOLE

        def work() -> _Kept:
            return _Kept(
                desk.spend.listed(date(year, 1, 1), date(year, 12, 31)),
                desk.budgets.year(year, code),
                desk.spend.subjects(),
                desk.spend.items(),
                desk.settings.channels(),
            )

        self.tasks.run(work, self, done=self._show, topic="money")

    def go_year(self, by: int) -> None:
        """Show another year."""
        self.year = max(2000, min(2099, self.year + by))
        self.reload()

    def total(self) -> str:
        """Return what is said of the year's fees."""
        return self._total.text()

    def teaching(self) -> str:
        """Return what an empty year says; empty where there are fees."""
        return "" if self._nothing.isHidden() else self._nothing.text()

    def warning(self) -> str:
        """Return what is wrong with the plan of the year."""
        return self._warning.text()

    def _show(self, kept: _Kept) -> None:
        if kept.budget.year != self.year:
            return
        rows = kept.spends.rows
        self._year_label.setText(_("%(year)d 年") % {"year": self.year})
        self.form.offer(kept.subjects, kept.items)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(_teach(self.year))
        facts = {"n": len(rows), "total": yuan(kept.spends.total)}
        told = ngettext(
            "%(n)d 笔，摊到这一年 %(total)s 元。", "%(n)d 笔，摊到这一年 %(total)s 元。", len(rows)
        )
        self._total.setText(told % facts if rows else "")
        self._offer_channels(kept.channels)
        self.budget.show_year(kept.budget)
        self._warn(kept.budget)

    def _warn(self, year: BudgetYear) -> None:
        self._warning.setText("")
        if year.is_overplanned and year.parts is not None and year.budget is not None:
            facts = {"parts": yuan(year.parts), "budget": yuan(year.budget)}
            told = _("各渠道的预算合计 %(parts)s 元，超过了总预算 %(budget)s 元。")
            self._warning.setText(told % facts)
        self._warning.setVisible(bool(self._warning.text()))

    def _offer_channels(self, channels: Sequence[Channel]) -> None:
        wanted = [(_("全部渠道"), WHOLE), *((_(c.name), c.code) for c in channels if c.active)]
        known = [
            (self.channel.itemText(at), self.channel.itemData(at))
            for at in range(self.channel.count())
        ]
        if wanted == known:
            return
        chosen = self.channel.currentData() or WHOLE
        self.channel.blockSignals(True)  # noqa: FBT003
        self.channel.clear()
        for name, code in wanted:
            self.channel.addItem(name, code)
        self.channel.setCurrentIndex(max(0, self.channel.findData(chosen)))
        self.channel.blockSignals(False)  # noqa: FBT003

    def _save(self, spend: Spend) -> None:
        service, by, now = self.desk.spend, self.desk.settings.me(), self.desk.now()
        row = self.form.editing
        self.write(
            lambda: (
                service.add(spend, by=by, now=now)
                if row is None
                else service.change(row.id, spend, version=row.version, by=by, now=now)
            ),
            lambda done: service.undo(done, by=by, now=now),
            (_("已记下 %(amount)s 元。") if row is None else _("已改为 %(amount)s 元。"))
            % {"amount": yuan(spend.amount)},
            done=self.form.done,
            failed=self.form.refuse,
        )

    def _drop(self, row: SpendRow) -> None:
        service, by, now = self.desk.spend, self.desk.settings.me(), self.desk.now()
        facts = {"days": period(row.spend), "amount": yuan(row.spend.amount)}
        if self.form.editing is not None and self.form.editing.id == row.id:
            self.form.leave()
        self.write(
            lambda: service.void(row.id, version=row.version, by=by, now=now),
            lambda done: service.undo(done, by=by, now=now),
            _("已删去 %(days)s 的 %(amount)s 元。") % facts,
        )

    def _set_month(self, month: date, amount: int | None) -> None:
        service, by, now = self.desk.budgets, self.desk.settings.me(), self.desk.now()
        entry = BudgetEntry(month, self.channel.currentData() or WHOLE, amount)
        facts = {"month": f"{month:%Y-%m}", "amount": yuan(amount or 0)}
        told = (
            _("%(month)s 的预算是 %(amount)s 元。")
            if amount is not None
            else _("%(month)s 没有预算了。")
        )
        self.write(
            lambda: service.put([entry], by=by, now=now),
            lambda done: service.undo(done, by=by, now=now),
            told % facts,
            failed=self.budget.say,
        )

    def _set_year(self, amount: int) -> None:
        service, by, now = self.desk.budgets, self.desk.settings.me(), self.desk.now()
        year, code = self.year, self.channel.currentData() or WHOLE
        self.write(
            lambda: service.put_year(year, code, amount, by=by, now=now),
            lambda done: service.undo(done, by=by, now=now),
            _("全年 %(amount)s 元已平均分到 12 个月。") % {"amount": yuan(amount)},
            failed=self.budget.say,
        )

    def _build(self) -> None:
        theme, rows = self.theme, self.rows
        note = _(
            "按天摊到日期里，和毛利一起算每个渠道的成本；同一渠道、活动或帖子的同一项目，"
            "日期不能重叠，不同项目可以。费用表也可以直接拖进窗口导入，写上“活动”“帖子”两列就记到它们名下。"
        )
        rows.addWidget(label(theme, note, quiet=True, wrap=True))
        rows.addWidget(self.form)
        rows.addWidget(rule())
        rows.addLayout(self._year_line())
        rows.addWidget(self._nothing)
        rows.addWidget(self.table)
        rows.addWidget(rule())
        rows.addLayout(self._budget_line())
        rows.addWidget(self._warning)
        rows.addWidget(self.budget)
        self.settle()
        self._warning.hide()
        self.form.wanted.connect(self._save)
        self.table.edit_wanted.connect(self.form.open)
        self.table.drop_wanted.connect(self._drop)
        self.budget.month_wanted.connect(self._set_month)
        self.budget.year_wanted.connect(self._set_year)
        self.channel.currentIndexChanged.connect(lambda _at: self.reload())
        bind(self, "ledger_back", lambda: self.go_year(-1))
        bind(self, "ledger_next", lambda: self.go_year(1))

    def _year_line(self) -> QHBoxLayout:
        back = Button(self.theme, _("前一年"), key=key_words("ledger_back"))
        ahead = Button(self.theme, _("后一年"), key=key_words("ledger_next"))
        back.clicked.connect(lambda _checked=False: self.go_year(-1))
        ahead.clicked.connect(lambda _checked=False: self.go_year(1))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._year_label)
        line.addWidget(self._total, 1)
        line.addWidget(back)
        line.addWidget(ahead)
        return line

    def _budget_line(self) -> QHBoxLayout:
        self.channel.addItem(_("全部渠道"), WHOLE)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(label(self.theme, _("预算"), size=LARGE, bold=True))
        line.addWidget(self.channel)
        told = _("Enter 记下并到下一个月；填“全年”会平均分到 12 个月。")
        line.addWidget(label(self.theme, told, size=SMALL, quiet=True), 1)
        return line


def _teach(year: int) -> str:
    told = _(
        "%(year)d 年还没有记过费用。上面写一笔，按 Enter 记下；或按 %(key)s 导入平台的消费报表、"
        "财务的付款表（渠道、起止日期、金额三列就够）。"
    )
    return told % {"year": year, "key": key_words("import")}
