"""The figures of channels: figures and pictures of a range, and the lists behind them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.figures.charts import Drawing, Region
from netdesk.domain.figures.grouping import Asked
from netdesk.domain.figures.table import Row, Table
from netdesk.domain.leads.inbox import InboxRow, InboxView
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind, key_words
from netdesk.ui.channels.bar import RangeBar
from netdesk.ui.channels.behind import Behind
from netdesk.ui.channels.choice import remembered
from netdesk.ui.channels.lists import Lists
from netdesk.ui.channels.questions import Questions
from netdesk.ui.channels.saving import Saving, Seen
from netdesk.ui.channels.table import FiguresView
from netdesk.ui.notices import refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.empty_state import EmptyState
from netdesk.ui.widgets.text import rule

_CHOICE = "ui.channels.choice"
_LOOKS = ((38, 62), (100, 0), (0, 100))  # per cent of chart and table: both, chart, table


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer to what is chosen."""

    table: Table
    before: Table | None
    is_new: bool  # the desk has no lead at all
    channels: tuple[tuple[str, str], ...]  # (code, name), to choose from


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One chart: what it is made of, its picture, the same in a sentence, the size asked for."""

    data: Any
    drawing: Drawing
    described: str
    size: QSize


class FiguresTab(QWidget):
    """Range above, chart in the middle, figures below; or the list behind one of the numbers."""

    told = Signal(object)  # a Notice
    leads_wanted = Signal(str)  # what finds them in the inbox
    import_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`, once it is shown."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._seen: _Answer | None = None
        self._data: Any = None  # of the chart that is shown
        self._is_stale = True
        self._is_drawing = False
        self._look = 0
        today = self._today()
        choice = remembered(desk.settings.get(_CHOICE, None), today)
        self.bar = RangeBar(theme, choice, today)
        self.questions = Questions(theme, [(q.name, q.question) for q in desk.charts.names()])
        self.view = FiguresView(theme)
        self.behind = Behind(theme, desk.now(), desk.hours.current().zone)
        self.empty = EmptyState(theme)
        self.lists = Lists(desk, tasks, self.behind)
        self.saving = Saving(desk, tasks, self)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._sides = QStackedWidget()
        self._build()
        self._connect()
        self._bind()

    def reload(self) -> None:
        """Ask for the figures and the chart of what is chosen."""
        asked, compares = self._asked(), self.bar.choice().compares
        figures, inbox, now = self._desk.figures, self._desk.inbox, self._desk.now()
        settings = self._desk.settings
        self._is_stale = False

        def work() -> _Answer:
            table, before = figures.compared(asked) if compares else (figures.table(asked), None)
            is_new = not table.total and not inbox.counts(now=now)[InboxView.ALL]
            channels = tuple((one.code, _(one.name)) for one in settings.channels())
            return _Answer(table, before, is_new, channels)

        self._tasks.run(work, self, done=self._show, failed=self._refuse, topic="table", aside=True)
        self.draw()

    def draw(self) -> None:
        """Ask for the chosen chart of what is chosen."""
        charts, asked = self._desk.charts, self._asked()
        name = charts.named(self.questions.name())
        among = self.bar.choice().channels or None
        paint = self._painter()
        self.questions.picture.wait()
        self._is_drawing = True

        def work() -> _Drawn:
            return paint(charts.data(name, asked, channels=among))

        self._tasks.run(
            work, self, done=self._show_chart, failed=self._refuse_chart, topic="chart", aside=True
        )

    def changed(self, changes: Changes) -> None:
        """Ask again where something that is counted was changed; at once where it is seen."""
        if any((changes.leads, changes.deals, changes.money, changes.posts, changes.accounts)):
            self._is_stale = True
        if changes.hours or changes.shop:
            self._is_stale = True
        if self._is_stale and self.isVisible():
            self.reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            ("1–6", _("时间")),
            ("J/K", _("换图")),
            (key_words("figures_open"), _("看名单")),
            (key_words("figures_sort"), _("排序")),
            (key_words("figures_export"), _("导出")),
            (key_words("keys"), _("全部按键")),
        )

    def open_behind(self, name: str, row: Row | None) -> None:
        """Show the list behind a number of a row; no row: of the whole."""
        if self._seen is not None and self.lists.open_number(self._seen.table, name, row):
            self._sides.setCurrentWidget(self.behind)

    def open_region(self, region: Region) -> None:
        """Show the list behind a part of a chart."""
        if self.lists.open_region(region):
            self._sides.setCurrentWidget(self.behind)

    def back(self) -> None:
        """Go back to the figures."""
        self._sides.setCurrentWidget(self._split)
        self.view.focus_table()

    def seen(self) -> Seen | None:
        """Return what is on screen, the rows as they stand."""
        if self._seen is None:
            return None
        table = replace(self._seen.table, rows=self.view.model.rows())
        return Seen(table, self._seen.before, self.view.group())

    def showEvent(self, event: QShowEvent) -> None:
        """Show the figures as they are now."""
        super().showEvent(event)
        self.bar.show_today(self._today())
        self.reload()

    def _today(self) -> date:
        return self._desk.hours.timetable().local_day(self._desk.now())

    def _asked(self) -> Asked:
        choice = self.bar.choice()
        return self._desk.figures.asked(
            choice.first,
            choice.last,
            now=self._desk.now(),
            by=choice.by,
            view=choice.view,
            attribution=choice.attribution,
            channels=choice.channels,
        )

    def _painter(self) -> Callable[[Any], _Drawn]:
        """Return what draws a chart for the screen as it is now."""
        charts, picture = self._desk.charts, self.questions.picture
        size, theme = picture.size(), self._theme.name
        dpi = 96 * picture.devicePixelRatioF()

        def paint(data: Any) -> _Drawn:
            made = charts.draw(data, width=size.width(), height=size.height(), dpi=dpi, theme=theme)
            return _Drawn(data, made, charts.described(data), size)

        return paint

    def _redraw(self) -> None:
        """Draw the same chart for another size or another look."""
        data = self._data
        if not self.isVisible() or (data is None and not self._is_drawing):
            return
        if self._is_drawing:  # another chart is on its way: it is the one to be drawn anew
            self.draw()
            return
        paint = self._painter()
        self._tasks.run(lambda: paint(data), self, done=self._show_chart, topic="chart", aside=True)

    def _show(self, answer: _Answer) -> None:
        self._seen = answer
        self.bar.offer(answer.channels)
        self.view.show_table(answer.table, answer.before)
        before = answer.before.asked if answer.before is not None else None
        self.bar.show_compared((before.first, before.last) if before else None)
        if answer.is_new:
            self._teach()
        elif self._sides.currentWidget() is self.empty:
            self._sides.setCurrentWidget(self._split)

    def _show_chart(self, made: _Drawn) -> None:
        self._data, self._is_drawing = made.data, False
        self.questions.picture.show_drawing(made.drawing, made.described)
        if made.size != self.questions.picture.size():
            self._redraw()  # the room was another when it was asked for

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))

    def _refuse_chart(self, error: NetdeskError) -> None:
        self._is_drawing = False
        self._refuse(error)

    def _teach(self) -> None:
        lines = _(
            "有了线索，这里按渠道、人员、车型算出各自带来多少、多快回复、\n"
            "多少到店成交、花了多少、赚了多少；每个数都能点开看名单。"
        )
        helps = [
            (_("导入文件"), key_words("import"), self.import_wanted.emit),
            (_("用演示数据试一试"), "", self.demo_wanted.emit),
        ]
        self.empty.teach(_("还没有可以统计的线索"), lines, helps)
        self._sides.setCurrentWidget(self.empty)

    def _open_lead(self, row: InboxRow) -> None:
        self.leads_wanted.emit(f"#{row.id}")

    def _choice_changed(self) -> None:
        kept, settings = self.bar.choice().kept(), self._desk.settings
        if kept != settings.get(_CHOICE, None):
            self._tasks.run(
                lambda: settings.put(_CHOICE, kept), self, done=lambda _none: None, topic="choice"
            )
        if self._sides.currentWidget() is self.behind:
            self.back()
        self.reload()

    def _next_look(self) -> None:
        """Show chart and table, the chart alone, the table alone."""
        self._look = (self._look + 1) % len(_LOOKS)
        self._show_look()

    def _show_look(self) -> None:
        chart, table = _LOOKS[self._look]
        self.questions.setVisible(chart > 0)
        self.view.setVisible(table > 0)
        self._split.setSizes([chart * 10, table * 10])
        (self.view.body if table else self.questions.picture).setFocus()

    def _build(self) -> None:
        self._split.addWidget(self.questions)
        self._split.addWidget(self.view)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.setStretchFactor(0, _LOOKS[0][0])
        self._split.setStretchFactor(1, _LOOKS[0][1])
        self._split.setSizes([one * 10 for one in _LOOKS[0]])
        self.view.setMinimumHeight(240)
        for part in (self._split, self.behind, self.empty):
            self._sides.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(rule())
        rows.addWidget(self._sides, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.bar.changed.connect(self._choice_changed)
        self.bar.export_wanted.connect(self._export)
        self.bar.print_wanted.connect(self._print)
        self.questions.chosen.connect(self.draw)
        picture = self.questions.picture
        picture.resized.connect(self._redraw)
        picture.opened.connect(self.open_region)
        picture.menu_wanted.connect(self._open_menu)
        self._theme.changed.connect(self._redraw)
        self.view.opened.connect(self.open_behind)
        self.behind.left.connect(self.back)
        self.behind.lead_wanted.connect(self._open_lead)
        self.lists.told.connect(self.told)
        self.saving.told.connect(self.told)

    def _bind(self) -> None:
        self.bar.days.bind_keys(self)
        for name, slot in (
            ("figures_back_range", lambda: self.bar.go(-1)),
            ("figures_next_range", lambda: self.bar.go(1)),
            ("figures_compare", self.bar.compare.toggle),
            ("figures_by", lambda: self.bar.step("by")),
            ("figures_view", lambda: self.bar.step("view")),
            ("figures_credit", lambda: self.bar.step("credit")),
            ("figures_channels", self.bar.open_filter),
            ("chart_next", lambda: self._step_question(1)),
            ("chart_back", lambda: self._step_question(-1)),
            ("figures_group_next", lambda: self._step_group(1)),
            ("figures_group_back", lambda: self._step_group(-1)),
            ("figures_sort", self.view.sort_chosen),
            ("figures_look", self._next_look),
            ("figures_export", self._export),
            ("chart_save", self._save_chart),
            ("figures_print", self._print),
            ("figures_back", self._leave),
        ):
            bind(self, name, slot)

    def _leave(self) -> None:
        """Esc: back from a list, or from a field to the numbers."""
        if self._sides.currentWidget() is self.behind:
            self.back()
        else:
            self.view.focus_table()

    def _step_question(self, by: int) -> None:
        if self._sides.currentWidget() is self._split:
            self.questions.step(by)

    def _step_group(self, by: int) -> None:
        if self._sides.currentWidget() is self.behind:
            self.behind.step_part(by)
        else:
            self.view.step_group(by)

    def _export(self) -> None:
        seen = self.seen()
        if seen is not None:
            self.saving.choose_table(seen)

    def _print(self) -> None:
        seen = self.seen()
        if seen is not None:
            self.saving.print_table(seen)

    def _save_chart(self) -> None:
        if self._data is not None:
            self.saving.choose_chart(self._data, self._theme.name)

    def _open_menu(self, at: QPoint) -> None:
        if self._data is not None:
            self.saving.open_menu(self._data, self._theme.name, at)
