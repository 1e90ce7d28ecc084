"""The frame: rail, top bar, pages made when first shown, bottom line."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.shop import Shop
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind
from netdesk.ui.bottom_line import BottomLine
from netdesk.ui.crash import CrashReport
from netdesk.ui.drop import DropVeil
from netdesk.ui.inbox.page import InboxPage
from netdesk.ui.intake.arriving import Arriving
from netdesk.ui.intake.importing import Importing
from netdesk.ui.notices import Notice, Notices, refusal
from netdesk.ui.pulse import Pulse
from netdesk.ui.rail import Rail
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.top_bar import TopBar
from netdesk.ui.widgets.text import rule

if TYPE_CHECKING:  # the first page has no posts
    from netdesk.ui.posts.reminders import Reminders

_GEOMETRY = "ui.window"
_USUAL = (1280, 800)
_SMALLEST = (960, 640)
_NARROW = 1160
_REMIND_AFTER_MS = 3000


class MainWindow(QWidget):
    """Shows one page; hands changes on to those that show what was changed."""

    ready = Signal()
    language_chosen = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Build the frame and the inbox."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self.pulse = Pulse(desk.now, self)
        self.rail = Rail(theme)
        self.bar = TopBar(theme, desk.hours, self.pulse)
        self.line = BottomLine(theme, desk.store_name)
        self._pages = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self._build()
        self.notices = Notices(theme, self._pages)
        self.crash = CrashReport(self.notices)
        self.importing = Importing(desk, tasks, theme, self.notices, self)
        self.arriving = Arriving(desk, tasks, theme, self)
        self.veil = DropVeil(theme, self)
        self._makers: Mapping[str, Callable[[], QWidget]] = {
            "inbox": self._make_inbox,
            "ideas": self._make_ideas,
            "posts": self._make_posts,
            "activities": self._make_activities,
            "channels": self._make_channels,
            "summary": self._make_summary,
            "settings": self._make_settings,
        }
        self.reminders: Reminders | None = None  # made a while after the first page is there
        self._connect()
        self._bind()
        self.go("inbox")
        self.show_shop()
        self._restore(desk.settings.get(_GEOMETRY, None))

    @property
    def inbox(self) -> InboxPage:
        """The inbox, which is always there."""
        page = self._made["inbox"]
        assert isinstance(page, InboxPage)
        return page

    def page(self, name: str) -> QWidget:
        """Return a page, made when it is first asked for."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self._pages.addWidget(self._made[name])
        return self._made[name]

    def go(self, name: str) -> None:
        """Show a page."""
        page: Any = self.page(name)
        self._pages.setCurrentWidget(page)
        self.rail.choose(name)
        self.line.show_hints(page.hints())
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_shop(self) -> None:
        """Show whose desk this is."""

        def show(shop: Shop) -> None:
            self.rail.show_shop(_(shop.name), shop.place)
            self.setWindowTitle(_("网销台 · %(shop)s") % {"shop": _(shop.name)})

        self._tasks.run(self._desk.settings.shop, self, done=show, topic="shop")

    def spread(self, changes: Changes) -> None:
        """Have the pages that show what was changed ask again."""
        if changes.shop:
            self.show_shop()
        if changes.hours:
            self.bar.clock.refresh()
        if changes.posts and self.reminders is not None:
            self.reminders.ask()
        for page in self._made.values():
            react = getattr(page, "changed", None)
            if react is not None:
                react(changes)

    def remind(self) -> None:
        """Begin to remind of posts that are due."""
        from netdesk.ui.posts.reminders import Reminders

        if self.reminders is None:
            self.reminders = Reminders(self._desk, self._tasks, self)
            self.reminders.told.connect(self.notices.show)
            self.reminders.due_changed.connect(self.rail.show_due)
            self.reminders.post_wanted.connect(self._open_post)
        self.reminders.ask()

    def fill_demo(self) -> None:
        """Fill the empty store with an invented dealership."""
        demo, now = self._desk.demo, self._desk.now()

        def done(_counts: dict[str, int]) -> None:
            self.notices.show(Notice(_("已填入演示数据：客户和经过都是虚构的。")))
            self.spread(Changes(leads=True, shop=True))

        self._tasks.run(lambda: demo.fill(now=now), self, done=done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a narrow rail where there is little room."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.rail.set_narrow(narrow=narrow)
        self.notices.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let go anywhere."""
        self.veil.entered(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.veil.left()

    def dropEvent(self, event: QDropEvent) -> None:
        """They were let go."""
        self.veil.let_go(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was; stop what is being imported."""
        self.importing.stop()
        area = self.normalGeometry()
        kept = [area.x(), area.y(), area.width(), area.height(), self.isMaximized()]
        if kept != self._desk.settings.get(_GEOMETRY, None):
            settings = self._desk.settings
            self._tasks.run(
                lambda: settings.put(_GEOMETRY, kept),
                self,
                done=lambda _none: None,
                failed=lambda _error: None,
            )
        super().closeEvent(event)

    def _build(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.bar)
        side.addWidget(rule())
        side.addWidget(self._pages, 1)
        side.addWidget(rule())
        side.addWidget(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(rule(upright=True))
        layout.addLayout(side, 1)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.bar.import_wanted.connect(self.importing.choose)
        self.bar.search.searched.connect(self._search)
        self.bar.search.left.connect(lambda: self.inbox.focus_table())
        self.veil.dropped.connect(self.importing.add)
        self.importing.changed.connect(self.spread)
        self.bar.new_wanted.connect(self.arriving.new_lead)
        self.arriving.told.connect(self.notices.show)
        self.arriving.changed.connect(self.spread)
        self.arriving.files_wanted.connect(self.importing.add)
        self.arriving.lead_wanted.connect(self._show_lead)
        self.arriving.written.connect(lambda lead_id: self.inbox.reload(lead_id))
        self.arriving.added.connect(lambda take_back: self.inbox.note_step(take_back))
        self._tasks.refused.connect(self._refuse)
        self._tasks.crashed.connect(self.crash.show)
        # Not at once: the start brings in nothing that the first page can do without.
        self.ready.connect(lambda: QTimer.singleShot(_REMIND_AFTER_MS, self, self.remind))

    def _bind(self) -> None:
        bind(self, "search", self._go_search)
        bind(self, "import", self.importing.choose)
        bind(self, "new_lead", self.arriving.new_lead)
        bind(self, "go_inbox", lambda: self.go("inbox"))
        bind(self, "go_summary", lambda: self.go("summary"))
        bind(self, "go_activities", lambda: self.go("activities"))
        bind(self, "go_channels", lambda: self.go("channels"))
        bind(self, "go_ideas", lambda: self.go("ideas"))
        bind(self, "go_posts", lambda: self.go("posts"))
        bind(self, "go_settings", lambda: self.go("settings"))
        bind(self, "keys", self._show_keys)

    def _make_inbox(self) -> QWidget:
        page = InboxPage(self._desk, self._tasks, self._theme, self.pulse, self._pages)
        page.told.connect(self.notices.show)
        page.overdue_changed.connect(self.rail.show_overdue)
        page.import_wanted.connect(self.importing.choose)
        page.paste_wanted.connect(self.arriving.paste)
        page.demo_wanted.connect(self.fill_demo)
        page.filter_wanted.connect(self._go_search)
        page.ready.connect(self.ready)
        return page

    def _make_ideas(self) -> QWidget:
        from netdesk.ui.ideas.page import IdeasPage

        page = IdeasPage(self._desk, self._tasks, self._theme)
        page.told.connect(self.notices.show)
        page.changed_something.connect(self.spread)
        page.calendar_wanted.connect(lambda post: self._open_post(post.id))
        return page

    def _make_posts(self) -> QWidget:
        from netdesk.ui.posts.page import PostsPage

        page = PostsPage(self._desk, self._tasks, self._theme)
        page.told.connect(self.notices.show)
        page.changed_something.connect(self.spread)
        page.leads_wanted.connect(self._show_leads)
        page.ideas_wanted.connect(lambda: self.go("ideas"))
        page.import_wanted.connect(self.importing.choose)
        page.hints_changed.connect(lambda: self.line.show_hints(page.hints()))
        return page

    def _make_activities(self) -> QWidget:
        from netdesk.ui.activities.page import ActivitiesPage

        page = ActivitiesPage(self._desk, self._tasks, self._theme)
        page.told.connect(self.notices.show)
        page.changed_something.connect(self.spread)
        return page

    def _make_channels(self) -> QWidget:
        from netdesk.ui.channels.page import ChannelsPage

        page = ChannelsPage(self._desk, self._tasks, self._theme)
        page.told.connect(self.notices.show)
        page.changed_something.connect(self.spread)
        page.hints_changed.connect(lambda: self.line.show_hints(page.hints()))
        page.leads_wanted.connect(self._show_leads)
        page.import_wanted.connect(self.importing.choose)
        page.demo_wanted.connect(self.fill_demo)
        return page

    def _make_summary(self) -> QWidget:
        from netdesk.ui.summary.page import SummaryPage

        page = SummaryPage(self._desk, self._tasks, self._theme)
        page.told.connect(self.notices.show)
        return page

    def _make_settings(self) -> QWidget:
        from netdesk.ui.settings.page import SettingsPage

        page = SettingsPage(self._desk, self._tasks, self._theme)
        page.told.connect(self.notices.show)
        page.changed_something.connect(self.spread)
        page.language_chosen.connect(self.language_chosen)
        return page

    def _open_post(self, post_id: int) -> None:
        """Show a post in the calendar."""
        self.go("posts")
        page: Any = self.page("posts")
        page.open_post(post_id)

    def _show_lead(self, lead_id: int) -> None:
        """Show a lead, whatever view it is in."""
        self.inbox.tabs.choose(InboxView.ALL)
        self.go("inbox")
        self.inbox.reload(lead_id)

    def _show_leads(self, find: str) -> None:
        """Show the leads that `find` finds, whatever became of them."""
        self.inbox.tabs.choose(InboxView.ALL)
        self.go("inbox")
        self.bar.search.setText(find)

    def _search(self, text: str) -> None:
        if text:
            self.go_quietly("inbox")
        self.inbox.show_found(text)

    def go_quietly(self, name: str) -> None:
        """Show a page and leave the keys where they are."""
        self._pages.setCurrentWidget(self.page(name))
        self.rail.choose(name)

    def _go_search(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def _show_keys(self) -> None:
        from netdesk.ui.keys_dialog import KeysDialog

        KeysDialog(self._theme, self).show()

    def _refuse(self, error: NetdeskError) -> None:
        self.notices.show(refusal(error))

    def _restore(self, kept: list[int] | None) -> None:
        screen = self.screen().availableGeometry()
        width, height = min(_USUAL[0], screen.width()), min(_USUAL[1], screen.height())
        if kept is not None and len(kept) == 5:
            x, y, w, h, maximised = kept
            self.resize(min(w, screen.width()), min(h, screen.height()))
            if screen.contains(x, y):
                self.move(x, y)
            if maximised:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.resize(width, height)
