"""The page 内容日历: its tabs, its keys, and what it hands on to the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind, key_words
from netdesk.ui.posts.calendar import CalendarTab
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import rule


class PostsPage(QWidget):
    """One tab at a time; each is made when it is first shown."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    leads_wanted = Signal(str)  # a post's code
    ideas_wanted = Signal()
    import_wanted = Signal()
    hints_changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Start with the calendar."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self.calendar = CalendarTab(desk, tasks, theme)
        self._tabs: list[tuple[Button, Callable[[], QWidget]]] = []
        self._made: dict[int, QWidget] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._actions: dict[str, Button] = {}
        self._build()
        self._wire(self.calendar)
        self.calendar.leads_wanted.connect(self.leads_wanted)
        self.calendar.ideas_wanted.connect(self.ideas_wanted)
        self._bind()
        self.show_tab(0)

    def show_tab(self, at: int) -> QWidget:
        """Show a tab and return it."""
        button, make = self._tabs[at]
        if at not in self._made:
            self._made[at] = make()
            self._stack.addWidget(self._made[at])
            if self._made[at] is not self.calendar:
                self._wire(self._made[at])
        shown = self._made[at]
        self._stack.setCurrentWidget(shown)
        button.setChecked(True)
        for action in self._actions.values():
            action.setVisible(shown is self.calendar)
        self.setFocusProxy(shown)
        self.hints_changed.emit()
        return shown

    def open_post(self, post_id: int) -> None:
        """Show a post in the calendar."""
        self.show_tab(0)
        self.calendar.open_post(post_id)

    def changed(self, changes: Changes) -> None:
        """Ask again where what is shown was changed."""
        if self.isVisible() and (changes.posts or changes.leads or changes.hours):
            self.calendar.reload()
        for at, tab in self._made.items():
            react = getattr(tab, "changed", None)
            if at and react is not None:
                react(changes)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        shown = self._stack.currentWidget()
        hints = getattr(shown, "hints", None)
        if hints is not None:
            found: tuple[tuple[str, str], ...] = hints()
            return found
        return (
            ("J/K", _("帖子")),
            (key_words("post_schedule"), _("排期")),
            (key_words("post_published"), _("已发布")),
            (key_words("post_results"), _("效果")),
            (key_words("plan_week"), _("排一周")),
            (key_words("post_undo"), _("撤销")),
            (key_words("keys"), _("全部按键")),
        )

    def _build(self) -> None:
        self._add_tab(_("日历"), lambda: self.calendar)
        self._add_tab(_("本店问答"), self._make_questions)
        self._add_tab(_("粉丝与更新"), self._make_accounts)
        line = QHBoxLayout()
        line.setContentsMargins(16, 4, 16, 0)
        line.setSpacing(20)
        for button, _make in self._tabs:
            line.addWidget(button)
        line.addStretch(1)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for name, text, act in (
            ("posts_drafts", _("草稿"), self.calendar.go_drafts),
            ("post_new", _("写一篇"), self.calendar.doing.ask_new),
            ("plan_week", _("排一周"), self.calendar.doing.plan_week),
        ):
            button = Button(self._theme, text, key=key_words(name))
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._actions[name] = button
            ends.addWidget(button)
        line.addLayout(ends)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(line)
        rows.addWidget(rule())
        rows.addWidget(self._stack, 1)

    def _add_tab(self, text: str, make: Callable[[], QWidget]) -> None:
        at = len(self._tabs)
        button = Button(self._theme, text, kind=Kind.TAB)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.show_tab(at).setFocus())
        self._group.addButton(button, at)
        self._tabs.append((button, make))

    def _make_questions(self) -> QWidget:
        from netdesk.ui.posts.questions_panel import QuestionsPanel

        return QuestionsPanel(self._desk, self._tasks, self._theme)

    def _make_accounts(self) -> QWidget:
        from netdesk.ui.posts.accounts_panel import AccountsPanel

        made = AccountsPanel(self._desk, self._tasks, self._theme)
        made.import_wanted.connect(self.import_wanted)
        return made

    def _wire(self, tab: QWidget) -> None:
        for name in ("told", "changed_something"):
            signal = getattr(tab, name, None)
            if signal is not None:
                signal.connect(getattr(self, name))

    def _bind(self) -> None:
        calendar = self.calendar
        for name, slot in (
            ("post_next", partial(calendar.step, 1)),
            ("post_back", partial(calendar.step, -1)),
            ("post_open", calendar.enter),
            ("post_schedule", calendar.doing.ask_schedule),
            ("post_published", calendar.doing.ask_published),
            ("post_results", calendar.doing.ask_results),
            ("post_new", calendar.doing.ask_new),
            ("post_copy", calendar.doing.copy),
            ("post_to_draft", calendar.doing.to_draft),
            ("post_drop", calendar.doing.drop),
            ("post_undo", calendar.steps.undo),
            ("day_earlier", partial(calendar.doing.shift, -1)),
            ("day_later", partial(calendar.doing.shift, 1)),
            ("week_earlier", partial(calendar.doing.shift, -7)),
            ("week_later", partial(calendar.doing.shift, 7)),
            ("plan_week", calendar.doing.plan_week),
            ("posts_drafts", calendar.go_drafts),
            ("posts_look", calendar.turn_look),
            ("posts_today", calendar.go_today),
            ("period_back", partial(calendar.turn, -1)),
            ("period_next", partial(calendar.turn, 1)),
            ("post_words", calendar.panel.checked.take_first),
            ("save_post", calendar.doing.save),
            ("posts_back", calendar.back),
        ):
            bind(self, name, self._on_calendar(slot))
        bind(self, "tab_next", lambda: self._turn_tab(1))
        bind(self, "tab_back", lambda: self._turn_tab(-1))

    def _on_calendar(self, slot: Callable[[], None]) -> Callable[[], None]:
        """Return `slot` for a key that works while the calendar is shown."""

        def act() -> None:
            if self._stack.currentWidget() is self.calendar:
                slot()

        return act

    def _turn_tab(self, by: int) -> None:
        at = (self._group.checkedId() + by) % len(self._tabs)
        self.show_tab(at).setFocus()
