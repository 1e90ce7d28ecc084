"""The ledger of deals: a range and a list at the left, the chosen deal with its proof beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.money.proof import DealRow, DealView, Proof, ProofReport
from netdesk.domain.money.words import DealEvent
from netdesk.i18n import _, say
from netdesk.services.changes import Changes
from netdesk.services.deal_reading import DealPage
from netdesk.services.deals import Matched
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind, key_words
from netdesk.ui.channels.choice import Days, range_words
from netdesk.ui.channels.deal_form import DealForm
from netdesk.ui.channels.deal_panel import DealPanel
from netdesk.ui.channels.deal_papers import DealPapers
from netdesk.ui.channels.deal_steps import DealSteps
from netdesk.ui.channels.deal_words import columns, people
from netdesk.ui.channels.deals_bar import DealsBar
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.empty_state import EmptyState
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import ElidedLabel, rule, surface

_MOST = 1000  # deals in the list; how many are not is said
_WAIT_MS = 250
_PANELS = (360, 420, 520)
_NARROW, _WIDE = 1000, 1500

_EVER = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One answer to what is chosen."""

    page: DealPage
    is_new: bool  # the ledger has no deal at all


class DealsTab(QWidget):
    """Asks for deals of a range; every step on one of them can be taken back."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    leads_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`, once it is shown."""
        super().__init__()
        surface(self)
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._is_stale = True
        zone = desk.hours.current().zone
        self.papers = DealPapers(desk, tasks, self)
        self.bar = DealsBar(
            theme,
            self._today(),
            {
                "deal_new": (_("记一笔"), self.write_new),
                "deal_book": (_("工作簿"), self.papers.choose_book),
                "deal_report": (_("成交证明"), self.papers.print),
            },
        )
        self.table = RowsView(theme, _("成交台账"), columns())
        self.headline = ElidedLabel(theme.font(bold=True))
        self.people = ElidedLabel(theme.font(SMALL), quiet=True)
        self.panel = DealPanel(theme, zone)
        self.form = DealForm(theme)
        self.empty = EmptyState(theme)
        self.steps = DealSteps(desk, tasks, self)
        self._middle, self._side = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()
        self._bind()

    def reload(self) -> None:
        """Ask for the deals of what is chosen."""
        deals, choice, view = self._desk.deals, self.bar.choice, self.bar.view
        find = self.bar.sought()
        self._is_stale = False

        def work() -> _Seen:
            page = deals.page(choice.first, choice.last, view, find=find, limit=_MOST)
            return _Seen(page, not page.rows and not deals.page(*_EVER, limit=1).rows)

        self._tasks.run(work, self, done=self._show, topic="deals")
        self.papers.make(choice.first, choice.last)

    def changed(self, changes: Changes) -> None:
        """Ask again where deals or their leads were changed; at once where they are seen."""
        if changes.deals or changes.leads or changes.hours or changes.shop:
            self._is_stale = True
            if self.isVisible():
                self.reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            ("[ ]", _("换一类")),
            (key_words("deal_open"), _("看线索")),
            (key_words("deal_match"), _("挑线索")),
            (key_words("deal_delivered"), _("交车")),
            (key_words("deal_ended"), _("退订")),
            (key_words("deal_report"), _("成交证明")),
            (key_words("keys"), _("全部按键")),
        )

    def row(self) -> DealRow | None:
        """Return the chosen deal."""
        found: DealRow | None = self.table.current()
        return found

    def showEvent(self, event: QShowEvent) -> None:
        """Show the deals as they are now."""
        super().showEvent(event)
        if self.bar.show_today(self._today()):
            self._is_stale = True
        if self._is_stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the chosen deal its share."""
        super().resizeEvent(event)
        width = event.size().width()
        narrow, usual, wide = _PANELS
        self._side.setFixedWidth(narrow if width < _NARROW else wide if width > _WIDE else usual)

    # what is shown

    def _show(self, seen: _Seen) -> None:
        rows = seen.page.rows
        self.bar.show_counts(seen.page.counts, len(rows))
        self.table.show_rows(rows, key=lambda row: row.id)
        self._middle.setCurrentWidget(self.table if rows else self.empty)
        if not rows:
            self._teach(is_new=seen.is_new)
        self._show_chosen()

    def _show_report(self, report: ProofReport, headline: str) -> None:
        self.headline.setText(headline)
        self.people.setText(people(report.people))

    def _show_chosen(self) -> None:
        row = self.row()
        is_writing = self._side.currentWidget() is self.form and self._side.isVisible()
        self._side.setVisible(row is not None or is_writing)
        if row is None:
            return
        at = self._at()
        self.panel.show_deal(row, at)
        deals = self._desk.deals

        def work() -> tuple[Proof | None, tuple[InboxRow, ...]]:
            if row.is_matched:
                return deals.proof(row.id), ()
            return None, deals.suggested(row.id)

        def show(found: tuple[Proof | None, tuple[InboxRow, ...]]) -> None:
            proof, leads = found
            self.panel.show_proof(proof, at)
            if proof is None and not self.panel.search.asked():
                self.panel.show_leads(leads, at)

        self._tasks.run(work, self, done=show, topic="deal")

    def _search(self, text: str) -> None:
        """Look leads up for the chosen deal."""
        row, deals, at = self.row(), self._desk.deals, self._at()
        if row is None:
            return
        self._tasks.run(
            lambda: deals.found(text, now=at.now) if text else deals.suggested(row.id),
            self,
            done=lambda found: self.panel.show_leads(found, at),
            topic="leads",
        )

    def _teach(self, *, is_new: bool) -> None:
        choice = self.bar.choice
        if is_new:
            self.empty.teach(
                _("还没有成交"),
                _(
                    "把店里的成交台账拖进来（Excel、CSV 都行）：\n"
                    "日期、客户、电话、车型、金额、毛利。\n"
                    "按电话自动对上线索，每一单都有首次留资、每次跟进和到店的记录作证明。"
                ),
                (
                    (_("导入文件"), key_words("import"), self.import_wanted.emit),
                    (_("记一笔成交"), key_words("deal_new"), self.write_new),
                ),
            )
        elif self.bar.view is not DealView.ALL or self.bar.sought().strip():
            self.empty.teach(
                _("这一类没有成交"),
                range_words(choice.first, choice.last),
                ((_("看全部"), "", self.bar.show_all),),
            )
        else:
            self.empty.teach(
                _("这段时间没有成交"),
                range_words(choice.first, choice.last),
                ((_("看近 90 天"), "5", lambda: self.bar.days.choose(Days.NINETY)),),
            )

    # what is done

    def write_new(self) -> None:
        """Begin to write a deal down."""
        self._side.setCurrentWidget(self.form)
        self._side.show()
        self.form.begin(self._today())

    def open_lead(self) -> None:
        """Show the lead of the chosen deal, or let one be chosen."""
        row = self.row()
        if row is None:
            return
        if row.match is not None and row.match.lead_id is not None:
            self.leads_wanted.emit(f"#{row.match.lead_id}")
        else:
            self.open_search()

    def open_search(self) -> None:
        """Let a lead be chosen for the deal."""
        row = self.row()
        if row is None:
            return
        self._side.setCurrentWidget(self.panel)
        if row.is_matched or not self.panel.is_searching():
            self.panel.search.begin()
            self._search("")
        self.panel.open_search()

    def leave(self) -> None:
        """Esc: back to the list, step by step."""
        self._side.setCurrentWidget(self.panel)
        self.panel.close()
        self._side.setVisible(self.row() is not None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, lead: InboxRow) -> None:
        row = self.row()
        if row is not None:
            self.panel.search.begin()
            self.steps.match(row, lead)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _none(self) -> None:
        row = self.row()
        if row is not None and (row.match is None or row.is_matched):
            self.steps.say_none(row)

    def _by_phone(self) -> None:
        row = self.row()
        if row is not None and row.match is not None:
            self.steps.by_phone(row)

    def _deliver(self) -> None:
        row = self.row()
        if row is not None and row.is_standing and row.day_of(DealEvent.DELIVERED) is None:
            self.panel.day.ask(DealEvent.DELIVERED, row.day, self._today())

    def _end(self) -> None:
        row = self.row()
        if row is None:
            return
        if not row.is_standing:
            self.steps.stand(row)
            return
        delivered = row.day_of(DealEvent.DELIVERED)
        kind = DealEvent.REFUNDED if delivered else DealEvent.CANCELLED
        self.panel.day.ask(kind, delivered or row.day, self._today())

    def _happened(self, kind: DealEvent, day: date, note: str) -> None:
        row, asking = self.row(), self.panel.day

        def done(_step: Matched) -> None:
            asking.hide()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

        if row is not None:
            self.steps.happened(
                *(row, kind, day, note),
                done=done,
                failed=lambda error: asking.fault.say(say(error)),
            )

    def _add(self, cells: Mapping[str, str]) -> None:
        def done(step: Matched) -> None:
            self._side.setCurrentWidget(self.panel)
            if not self.bar.choice.first <= step.deal.day <= self.bar.choice.last:
                self.bar.choose_days(Days.OWN, step.deal.day.replace(day=1), self._today())
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

        self.steps.add(cells, done=done, failed=lambda error: self.form.fault.say(say(error)))

    # choosing

    def _step(self, by: int) -> None:
        search = self.panel.search.table
        (search if search.hasFocus() else self.table).step(by)

    def _today(self) -> date:
        return self._desk.hours.timetable().local_day(self._desk.now())

    def _at(self) -> ShopTime:
        return ShopTime(self._desk.now(), self._desk.hours.current().zone)

    # parts

    def _build(self) -> None:
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 16, 8)
        foot.setSpacing(2)
        foot.addWidget(self.headline)
        foot.addWidget(self.people)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._middle, 1)
        left.addWidget(rule())
        left.addLayout(foot)
        self._side.addWidget(self.panel)
        self._side.addWidget(self.form)
        self._side.hide()
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addLayout(left, 1)
        sides.addWidget(rule(upright=True))
        sides.addWidget(self._side)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(rule())
        rows.addLayout(sides, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.bar.changed.connect(self.reload)
        self.bar.left.connect(lambda: self.table.setFocus())
        self.papers.told.connect(self.told)
        self.papers.made.connect(self._show_report)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _row: self.open_lead())
        self.panel.search.wanted.connect(self._search)
        self.panel.search.taken.connect(self._take)
        self.panel.day.wanted.connect(self._happened)
        self.panel.day.left.connect(self.leave)
        self.form.wanted.connect(self._add)
        self.form.left.connect(self.leave)
        self.steps.told.connect(self.told)
        self.steps.changed_something.connect(self.changed_something)

    def _bind(self) -> None:
        steps: dict[str, Callable[[], None]] = {
            "deal_open": self.open_lead,
            "deal_match": self.open_search,
            "deal_none": self._none,
            "deal_phone": self._by_phone,
            "deal_delivered": self._deliver,
            "deal_ended": self._end,
        }
        self.panel.wanted.connect(lambda name: steps[name]())
        slots: dict[str, Callable[[], None]] = {
            **{name: slot for name, slot in steps.items() if name != "deal_open"},
            "deal_next": partial(self._step, 1),
            "deal_back": partial(self._step, -1),
            "deal_view_next": partial(self.bar.step_view, 1),
            "deal_view_back": partial(self.bar.step_view, -1),
            "deal_range_back": partial(self.bar.go, -1),
            "deal_range_next": partial(self.bar.go, 1),
            "deal_find": self.bar.go_find,
            "deal_new": self.write_new,
            "deal_save": self._save_open,
            "deal_undo": self.steps.undo,
            "deal_report": self.papers.print,
            "deal_book": self.papers.choose_book,
            "deal_leave": self.leave,
        }
        for name, slot in slots.items():
            bind(self, name, slot)
        self.bar.days.bind_keys(self)

    def _save_open(self) -> None:
        if self._side.isVisible() and self._side.currentWidget() is self.form:
            self.form.save()
