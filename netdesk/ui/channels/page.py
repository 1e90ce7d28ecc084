"""The page of channels: its figures and the ledger of deals, a tab each."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind
from netdesk.ui.channels.figures_tab import FiguresTab
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import rule, surface


class ChannelsPage(QWidget):
    """One tab at a time; each is made when it is first shown."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    leads_wanted = Signal(str)  # what finds them in the inbox
    import_wanted = Signal()
    demo_wanted = Signal()
    hints_changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Start with the figures."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self.figures = FiguresTab(desk, tasks, theme)
        self._tabs: list[tuple[Button, Callable[[], QWidget]]] = []
        self._made: dict[int, Any] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._build()
        bind(self, "channels_tab_next", lambda: self._turn(1))
        bind(self, "channels_tab_back", lambda: self._turn(-1))
        self.show_tab(0)

    def show_tab(self, at: int) -> Any:
        """Show a tab and return it."""
        button, make = self._tabs[at]
        if at not in self._made:
            self._made[at] = make()
            self._stack.addWidget(self._made[at])
            self._wire(self._made[at])
        shown = self._made[at]
        self._stack.setCurrentWidget(shown)
        button.setChecked(True)
        self.setFocusProxy(shown)
        self.hints_changed.emit()
        return shown

    def changed(self, changes: Changes) -> None:
        """Hand on what was changed."""
        for tab in self._made.values():
            tab.changed(changes)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        shown: Any = self._stack.currentWidget()
        found: tuple[tuple[str, str], ...] = shown.hints()
        return found

    def _turn(self, by: int) -> None:
        self.show_tab((self._group.checkedId() + by) % len(self._tabs)).setFocus()

    def _make_deals(self) -> QWidget:
        from netdesk.ui.channels.deals_tab import DealsTab

        return DealsTab(self._desk, self._tasks, self._theme)

    def _wire(self, tab: QWidget) -> None:
        for name in ("told", "changed_something", "leads_wanted", "import_wanted", "demo_wanted"):
            signal = getattr(tab, name, None)
            if signal is not None:
                signal.connect(getattr(self, name))

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(20)
        for at, (text, make) in enumerate(
            ((_("指标"), lambda: self.figures), (_("成交"), self._make_deals))
        ):
            button = Button(self._theme, text, kind=Kind.TAB)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, at=at: self.show_tab(at).setFocus())
            self._group.addButton(button, at)
            self._tabs.append((button, make))
            line.addWidget(button)
        line.addStretch(1)
        head = QWidget()
        surface(head)
        head.setLayout(line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(rule())
        rows.addWidget(self._stack, 1)
