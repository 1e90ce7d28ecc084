"""The inbox page: asks the services, keeps the choice, and follows the keys."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.leads.inbox import InboxPage as Stretch
from netdesk.domain.leads.inbox import InboxRow, InboxView, LeadCard
from netdesk.domain.leads.lead import Grade, Urgency
from netdesk.i18n import _, ngettext
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind, key_words
from netdesk.ui.inbox.answer_pad import Entered
from netdesk.ui.inbox.crossings import Crossings
from netdesk.ui.inbox.empty import lesson
from netdesk.ui.inbox.lead_panel import LeadPanel
from netdesk.ui.inbox.next_steps import NextStep
from netdesk.ui.inbox.phone import WholePhone
from netdesk.ui.inbox.steps import LeadSteps
from netdesk.ui.inbox.tabs import ViewTabs
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.leads.model import STRETCH, LeadTable
from netdesk.ui.leads.table import LeadTableView
from netdesk.ui.notices import Notice, Tone
from netdesk.ui.pulse import Pulse
from netdesk.ui.spoken import announce
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.empty_state import EmptyState
from netdesk.ui.widgets.text import rule

_WIDTHS = "ui.inbox.widths"
_NARROW = 960
_FIRST = 36  # rows of the very first look; the rest is fetched as it is scrolled to
_PANEL = (372, 404, 480)  # of the right side: narrow, usual, wide windows


class InboxPage(QWidget):
    """Leads by urgency, one of them open beside them."""

    told = Signal(object)  # a Notice
    overdue_changed = Signal(int)
    import_wanted = Signal()
    paste_wanted = Signal()
    demo_wanted = Signal()
    filter_wanted = Signal()
    ready = Signal()  # painted with its first rows; it would answer a key

    def __init__(
        self, desk: Desk, tasks: Tasks, theme: Theme, pulse: Pulse, parent: QWidget
    ) -> None:
        """Ask `desk` through `tasks`; tick with `pulse`.

        Built inside `parent` from the start: moving a finished page costs as much as making it.
        """
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._find = ""
        self._wanted: int | None = None  # the lead to choose when the view comes
        self._loaded = False
        self._is_ready = False
        self._filling = False
        self._counts: dict[InboxView, int] = {}
        self._take_back: Callable[[], None] | None = None  # the newest step, if none of the leads'
        now = desk.now()
        self.model = LeadTable(now, desk.hours.current().zone)
        self.table = LeadTableView(theme, self.model, desk.settings.get(_WIDTHS, {}))
        self.tabs = ViewTabs(theme)
        self.panel = LeadPanel(theme, self)
        self.empty = EmptyState(theme)
        self.steps = LeadSteps(desk, tasks, self)
        self.phone = WholePhone(desk, tasks, self.panel.card, self)
        self.crossings = Crossings(now, self)
        self._middle = QStackedWidget()
        self._minute = -1
        self._seen: tuple[int, date] | None = None
        self._build()
        self._connect()
        self._bind()
        self._pulse = pulse
        self.reload()

    def reload(self, lead_id: int | None = None) -> None:
        """Ask for the view again and show it with `lead_id`, or the same lead, chosen."""
        view, find, now = self.tabs.view(), self._find, self._desk.now()
        limit = self.table.place() + STRETCH if self._loaded else _FIRST
        if lead_id is not None:
            self._wanted = lead_id
        inbox = self._desk.inbox

        def count() -> tuple[dict[InboxView, int], tuple[datetime, ...], int]:
            return inbox.counts(now=now), inbox.crossings(now=now), inbox.overdue(now=now)

        def show(page: Stretch) -> None:
            self._show(page, view, now)
            self._tasks.run(
                count, self, done=lambda found: self._show_counts(*found, now), topic="counts"
            )

        self._tasks.run(
            lambda: inbox.page(view, now=now, find=find, limit=limit),
            self,
            done=show,
            topic="page",
        )

    def changed(self, changes: Changes) -> None:
        """Ask again when leads, or the deadlines they stand under, were changed."""
        if changes.leads or changes.hours:
            self.reload()

    def note_step(self, take_back: Callable[[], None]) -> None:
        """Let Ctrl+Z take this step back, as long as it is the newest."""
        self._take_back = take_back

    def is_loaded(self) -> bool:
        """Say whether the first rows have come."""
        return self._loaded

    def show_found(self, text: str) -> None:
        """Show what matches `text` in the view."""
        if text != self._find:
            self._find = text
            self.reload()

    def beat(self, now: datetime) -> None:
        """One tick: the visible rows of one column, the big countdown, nothing else."""
        self.model.tick(now, *self.table.visible_rows())
        self.panel.tick(self.model.at)
        self.crossings.check(now)
        if now.minute != self._minute:  # others may have written to the store meanwhile
            if self._minute >= 0:
                self._tasks.run(self._desk.inbox.stamp, self, done=self._look_again, topic="stamp")
            self._minute = now.minute

    def _look_again(self, stamp: int) -> None:
        """Ask for the view again where something was written, or a day began, since last asked."""
        seen = (stamp, self._desk.now().astimezone(self.model.at.zone).date())
        if seen != self._seen:
            self._seen = seen
            self.reload()

    def focus_table(self) -> None:
        """Give the keys to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> Sequence[tuple[str, str]]:
        """Return the keys to remind of, with their words."""
        return (
            ("J/K", _("移动")),
            ("1–4", _("结果")),
            (key_words("later"), _("稍后")),
            (key_words("undo"), _("撤销")),
            (key_words("keys"), _("全部按键")),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Tick while it is seen."""
        super().showEvent(event)
        self._pulse.shown(self, self.beat)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop ticking; the timer of the crossings goes on."""
        self._pulse.hidden(self)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the right side its share."""
        super().resizeEvent(event)
        narrow, usual, wide = _PANEL
        width = event.size().width()
        is_narrow = width < _NARROW
        self.panel.setFixedWidth(narrow if is_narrow else min(max(usual, width // 4), wide))
        self.panel.set_margins(16 if is_narrow else 20)
        side = 12 if is_narrow else 16
        self._left.setContentsMargins(side, 8, side, 16)

    def _build(self) -> None:
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        self._left = QVBoxLayout()
        self._left.setContentsMargins(16, 8, 16, 16)
        self._left.setSpacing(0)
        self._left.addWidget(self.tabs)
        self._left.addWidget(rule())
        self._left.addWidget(self._middle, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._left, 1)
        layout.addWidget(rule(upright=True))
        layout.addWidget(self.panel)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._change_view)
        self.model.wanted.connect(self._fetch)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._choose())
        self.table.widths_set.connect(self._keep_widths)
        self.table.held.connect(self._hold)
        self.table.painted.connect(self._note_painted)
        self.panel.entered.connect(self._enter)
        self.panel.graded.connect(self._grade)
        self.panel.put_off.connect(self._put_off)
        self.panel.left.connect(self.focus_table)
        self.panel.card.held.connect(self._hold)
        self.panel.card.copy_wanted.connect(self._copy)
        self.panel.card.bought_wanted.connect(self._take_bought)
        self.steps.told.connect(self.told)
        self.phone.told.connect(self.told)
        self.steps.written.connect(self._written)
        self.crossings.reached.connect(self._announce)
        self.crossings.due.connect(lambda: self.crossings.check(self._desk.now()))

    def _bind(self) -> None:
        pad = self.panel.pad
        for name in ("connected", "no_answer", "bad_number", "wechat"):
            bind(self, name, partial(pad.choose, name))
        for name in ("visit", "grade", "lost", "later", "more"):
            bind(self, name, partial(self.panel.ask, name))
        bind(self, "down", lambda: self.table.go(self.table.place() + 1))
        bind(self, "up", lambda: self.table.go(self.table.place() - 1))
        bind(self, "view_next", lambda: self.tabs.step(1))
        bind(self, "view_back", lambda: self.tabs.step(-1))
        bind(self, "next_right", lambda: pad.move_step(1))
        bind(self, "next_left", lambda: pad.move_step(-1))
        bind(self, "note", lambda: pad.note.setFocus(Qt.FocusReason.ShortcutFocusReason))
        bind(self, "save", pad.save)
        bind(self, "undo", self._undo)
        bind(self, "paste", self.paste_wanted.emit)
        bind(self, "redo", self.steps.redo)
        bind(self, "copy_phone", self._copy)
        bind(self, "bought", self._take_bought)
        bind(self, "filter", self.filter_wanted.emit)
        bind(self, "back", self._back)

    def _show(self, page: Stretch, view: InboxView, now: datetime) -> None:
        before = self.model.lead(self.table.place())
        wanted = self._wanted if self._wanted is not None or before is None else before.id
        self._wanted = None
        place = self.table.place()
        self._filling = True
        self.model.show_page(page.rows, page.total, view=view, at=ShopTime(now, self.model.at.zone))
        at = self.model.place_of(wanted) if wanted is not None else -1
        self.table.go(at if at >= 0 else max(place, 0))
        self._filling = False
        self._loaded = True
        if page.rows:
            self._middle.setCurrentWidget(self.table)
        self._choose()

    def _show_counts(
        self, counts: dict[InboxView, int], dues: tuple[datetime, ...], past: int, now: datetime
    ) -> None:
        self._counts = counts
        self.tabs.show_counts(counts)
        self.crossings.watch(dues, now, past=past)
        self.overdue_changed.emit(self.crossings.overdue(now))
        self._show_middle()

    def _show_middle(self) -> None:
        if self.model.rowCount():
            self._middle.setCurrentWidget(self.table)
            return
        is_new = not self._find and not self._counts.get(InboxView.ALL)
        title, lines = lesson(self._find, self.tabs.view(), is_new=is_new)
        helps = [
            (_("导入文件"), key_words("import"), self.import_wanted.emit),
            (_("用演示数据试一试"), "", self.demo_wanted.emit),
        ]
        self.empty.teach(title, lines, helps if is_new else ())
        self._middle.setCurrentWidget(self.empty)
        QTimer.singleShot(0, self, self._note_painted)

    def _choose(self) -> None:
        """Show the chosen lead: its row at once, the rest when it comes."""
        if self._filling:
            return
        row = self.model.lead(self.table.place())
        at = ShopTime(self._desk.now(), self.model.at.zone)
        self.panel.show_lead(row, at, self._desk.hours.timetable())
        if row is not None and self._is_ready:
            self._show_card(row, at)

    def _show_card(self, row: InboxRow, at: ShopTime) -> None:
        inbox, now = self._desk.inbox, at.now

        def show(card: LeadCard) -> None:
            if self.panel.card.lead_id() == card.row.id:
                self.panel.card.show_card(card, ShopTime(self._desk.now(), at.zone))

        self._tasks.run(lambda: inbox.card(row.id, now=now), self, done=show, topic="card")

    def _change_view(self) -> None:
        self._filling = True
        self.table.go(0)
        self.table.scrollToTop()
        self._filling = False
        self.model.show_page((), 0, view=self.tabs.view(), at=self.model.at)
        self.reload()
        self.focus_table()

    def _fetch(self, offset: int) -> None:
        view, find, now = self.tabs.view(), self._find, self._desk.now()
        inbox = self._desk.inbox

        def append(page: Stretch) -> None:
            same = (view, find, offset) == (self.model.view, self._find, self.model.rowCount())
            if same:  # else the view was asked for again meanwhile
                self.model.append(page.rows, page.total)

        self._tasks.run(
            lambda: inbox.page(view, now=now, find=find, offset=offset, limit=STRETCH),
            self,
            done=append,
            topic="stretch",
        )

    def _enter(self, entered: Entered) -> None:
        row = self._row()
        if row is not None:
            self.steps.log(row, entered)
            self._move_on()

    def _take_bought(self) -> None:
        """Write down the order or delivery that the shop's ledger has."""
        row, card = self._row(), self.panel.card
        if row is not None and card.bought is not None and card.lead_id() == row.id:
            self.steps.bought(row, card.bought)

    def _grade(self, grade: Grade) -> None:
        row = self._row()
        if row is not None:
            self.steps.grade(row, grade)

    def _put_off(self, step: NextStep) -> None:
        row = self._row()
        if row is not None:
            self.steps.snooze(row, step.at, step.text)
            self.table.go(self.table.place() + 1)

    def _move_on(self) -> None:
        """Go to the next most urgent lead without waiting for the store."""
        place = self.table.place()
        if self.tabs.view() is InboxView.WAITING:
            self._filling = True
            self.model.take(place)
            self.table.go(0)
            self._filling = False
            self._choose()
        else:
            self.table.go(place + 1)
        self.focus_table()

    def _undo(self) -> None:
        take_back, self._take_back = self._take_back, None
        (take_back or self.steps.undo)()

    def _written(self, lead_id: int | None) -> None:
        self._take_back = None
        self.reload(lead_id)

    def _row(self) -> InboxRow | None:
        return self.model.lead(self.table.place())

    def _back(self) -> None:
        self.panel.close_form()
        self.panel.pad.clear()
        self.focus_table()

    def _hold(self, held: bool) -> None:  # noqa: FBT001 - a signal's value
        self.phone.hold(self._row(), held=held)

    def _copy(self) -> None:
        self.phone.copy(self._row())

    def _announce(self, reached: dict[datetime, Urgency]) -> None:
        """Say each crossing once: by voice for all, as a notice for what is overdue."""
        late = sum(level is Urgency.OVERDUE for level in reached.values())
        near = len(reached) - late
        if near:
            text = ngettext("%(n)d 条线索快到时限", "%(n)d 条线索快到时限", near) % {"n": near}
            announce(self, text)
        if late:
            text = ngettext("%(n)d 条线索刚刚超时", "%(n)d 条线索刚刚超时", late) % {"n": late}
            self.told.emit(Notice(text, Tone.TOLD))
        self.overdue_changed.emit(self.crossings.overdue(self._desk.now()))

    def _keep_widths(self, widths: dict[str, int]) -> None:
        settings = self._desk.settings
        self._tasks.run(lambda: settings.put(_WIDTHS, widths), self, done=lambda _none: None)

    def _note_painted(self) -> None:
        """After the first paint with rows, bring what the first look could do without."""
        if self._loaded and not self._is_ready:
            self._is_ready = True
            self._choose()
            self.ready.emit()
