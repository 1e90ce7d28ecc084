"""What an activity came to: against its goals, its money, earlier ones; costs are entered here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.activities.activity import Goal
from netdesk.domain.activities.collisions import days_told
from netdesk.domain.activities.result import CostLine, Earlier, Report, Result, formulas
from netdesk.domain.figures.kpi import percent
from netdesk.i18n import N_, _
from netdesk.ui.actions import key_words
from netdesk.ui.activities import saying
from netdesk.ui.theme import LARGE, SMALL, TITLE, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.form import FaultLabel, line_field
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import label, surface

_ROW, _HEAD = 34, 36


class ResultTab(QWidget):
    """Figures to read; says what is to be printed, exported, paid or taken out."""

    print_wanted = Signal()
    list_wanted = Signal()
    export_wanted = Signal()
    cost_wanted = Signal(str, str)  # item, amount as typed
    cost_drop_wanted = Signal(object)  # a CostLine

    def __init__(self, theme: Theme) -> None:
        """Start without a report."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._tiles = QGridLayout()
        self.headline = label(theme, size=LARGE, bold=True, wrap=True)
        self._money = label(theme, wrap=True)
        self.costs = RowsView(theme, _("费用"), _cost_columns())
        self.earlier = RowsView(theme, _("和以前的活动比"), _earlier_columns())
        self.item = line_field(_("项目"), hint=_("例如 礼品、茶歇"), longest=60)
        self.amount = line_field(_("金额（元）"), hint=_("金额（元），按 Enter"), longest=20)
        self.fault = FaultLabel(theme, self.amount)
        self._formulas = label(theme, size=SMALL, quiet=True, wrap=True)
        self._none_earlier = label(theme, quiet=True)
        self._shown: list[QWidget] = []
        self._build()

    def show_report(self, report: Report) -> None:
        """Show a report."""
        result = report.result
        self._show_tiles(report)
        facts = {
            "cost": saying.money(result.cost),
            "profit": saying.money(result.gross_profit),
            "left": saying.money(result.profit),
            "each": saying.money(result.cost_per_arrival),
        }
        told = _(
            "费用 %(cost)s 元 · 毛利 %(profit)s 元 · 毛利 − 费用 %(left)s 元 · "
            "每到场一人 %(each)s 元"
        )
        lines = [told % facts]
        budget = report.activity.plan.budget
        if report.over_budget:
            over = {"budget": saying.money(budget), "over": saying.money(report.over_budget)}
            lines.append(_("预算 %(budget)s 元，超出 %(over)s 元") % over)
        elif budget:
            rest = {"budget": saying.money(budget), "rest": saying.money(budget - result.cost)}
            lines.append(_("预算 %(budget)s 元，还剩 %(rest)s 元") % rest)
        self._money.setText("\n".join(lines))
        _show(self.costs, report.costs)
        this = Earlier(report.activity, result)
        _show(self.earlier, (this, *report.earlier) if report.earlier else ())
        self.earlier.setVisible(bool(report.earlier))
        self._none_earlier.setVisible(not report.earlier)
        self._formulas.setText(
            "\n".join(
                _("%(name)s：%(meant)s") % {"name": name, "meant": meant}
                for name, meant in formulas()
            )
        )

    def figures(self) -> list[str]:
        """Return the figures that are shown, in their order."""
        return [part.accessibleName() for part in self._shown]

    def clear_cost(self) -> None:
        """Empty the fields of a new cost."""
        self.item.clear()
        self.amount.clear()
        self.fault.say("")

    def drop_cost(self) -> None:
        """Take the chosen cost out."""
        cost = self.costs.current()
        if cost is not None:
            self.cost_drop_wanted.emit(cost)

    def _show_tiles(self, report: Report) -> None:
        for part in self._shown:
            self._tiles.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._shown.clear()
        goals = {line.goal: line for line in report.goals}
        result = report.result
        rates = {
            Goal.AGREED: (_("占邀约 %(rate)s"), result.agreed_rate),
            Goal.ARRIVED: (_("答应的里到了 %(rate)s"), result.came_rate),
            Goal.ORDERED: (_("占到场 %(rate)s"), result.order_rate),
        }
        for at, goal in enumerate(Goal):
            line = goals.get(goal)
            wanted = (
                _("目标 %(n)d，%(share)s")
                % {
                    "n": line.wanted,
                    "share": percent(line.share or 0),
                }
                if line
                else ""
            )
            text, rate = rates.get(goal, ("", None))
            beside = text % {"rate": percent(rate)} if rate is not None else ""
            tile = self._tile(words.goal(goal), str(result.count(goal)), wanted, beside)
            self._tiles.addWidget(tile, 0, at)
            self._shown.append(tile)

    def _tile(self, name: str, value: str, *below: str) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(label(self._theme, name, size=SMALL, quiet=True))
        rows.addWidget(label(self._theme, value, size=TITLE, bold=True))
        for text in below:
            rows.addWidget(label(self._theme, text, size=SMALL, quiet=True, wrap=True))
        rows.addStretch(1)
        made.setAccessibleName(" ".join(part for part in (name, value, *below) if part))
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._theme, _("总结"), size=LARGE, bold=True), 1)
        for name, text, signal in (
            ("activity_print", _("打印结果"), self.print_wanted),
            ("guests_print", _("打印签到表"), self.list_wanted),
            ("guests_export", _("导出名单"), self.export_wanted),
        ):
            button = Button(self._theme, text, key=key_words(name))
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            head.addWidget(button)
        inner = QWidget()
        inner.setMaximumWidth(980)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 14, 20, 20)
        rows.setSpacing(10)
        rows.addLayout(head)
        self._tiles.setHorizontalSpacing(16)
        rows.addLayout(self._tiles)
        rows.addWidget(self._money)
        rows.addWidget(self._section(_("费用")))
        rows.addWidget(self.costs)
        new = QHBoxLayout()
        new.setSpacing(8)
        new.addWidget(self.item, 2)
        new.addWidget(self.amount, 1)
        add = Button(self._theme, _("记一笔"), key="Enter")
        drop = Button(self._theme, _("删去"), key=key_words("activity_drop"))
        add.clicked.connect(lambda _checked=False: self._add_cost())
        drop.clicked.connect(lambda _checked=False: self.drop_cost())
        new.addWidget(add)
        new.addWidget(drop)
        rows.addLayout(new)
        rows.addWidget(self.fault)
        for field in (self.item, self.amount):
            field.returnPressed.connect(self._add_cost)
        rows.addWidget(self._section(_("和以前的活动比")))
        rows.addWidget(self.earlier)
        self._none_earlier.setText(_("以前还没有可以比较的活动。"))
        rows.addWidget(self._none_earlier)
        rows.addWidget(self._section(_("怎么算的")))
        rows.addWidget(self._formulas)
        rows.addStretch(1)
        area = QScrollArea()
        ground = QWidget()
        surface(ground)
        area.setViewport(ground)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(_("活动结果"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _section(self, text: str) -> QWidget:
        made = label(self._theme, text, bold=True)
        made.setContentsMargins(0, 10, 0, 0)
        return made

    def _add_cost(self) -> None:
        if self.amount.text().strip():
            self.cost_wanted.emit(self.item.text().strip(), self.amount.text().strip())
        else:
            self.amount.setFocus()


def _show(view: RowsView, rows: Sequence[object]) -> None:
    view.show_rows(rows)
    view.setFixedHeight(_HEAD + _ROW * max(1, min(len(rows), 8)))


def _cost_columns() -> tuple[Column, ...]:
    def days(cost: CostLine) -> str:
        return days_told(cost.first, cost.last)

    return (
        Column(N_("项目"), lambda cost: cost.item or _("未写项目"), 140, share=1),
        Column(N_("日期"), days, 170, keep=1, ink=lambda _row: Ink.QUIET),
        Column(
            N_("金额（元）"), lambda cost: saying.money(cost.amount), 130, is_number=True, longer=20
        ),
    )


def _earlier_columns() -> tuple[Column, ...]:
    def of(figure: str) -> Column:
        titles = {goal.value: words.goal(goal) for goal in Goal}
        return Column(
            titles[figure],
            lambda one: str(one.result.count(Goal(figure))),
            64,
            is_number=True,
            longer=26,
        )

    def cost(result: Result) -> str:
        return saying.money(result.cost)

    return (
        Column(N_("活动"), lambda one: one.activity.plan.name, 120, share=1),
        Column(
            N_("日期"),
            lambda one: f"{one.activity.plan.first:%Y-%m-%d}",
            96,
            keep=3,
            ink=lambda _row: Ink.QUIET,
        ),
        of("invited"),
        of("agreed"),
        of("arrived"),
        of("ordered"),
        Column(N_("费用（元）"), lambda one: cost(one.result), 110, keep=2, is_number=True),
        Column(
            N_("每到场一人（元）"),
            lambda one: saying.money(one.result.cost_per_arrival),
            130,
            keep=1,
            is_number=True,
            longer=50,
        ),
    )
