"""The settings page: sections at the left, the chosen one at the right, made when first shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.i18n import N_, _
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind, key_words
from netdesk.ui.settings.channels_section import ChannelsSection
from netdesk.ui.settings.hours_section import HoursSection
from netdesk.ui.settings.look_section import LookSection
from netdesk.ui.settings.shop_section import ShopSection
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import rule

if TYPE_CHECKING:
    from netdesk.ui.settings.entries import LedgerSection

_NAV = 168
_TITLES = (
    ("shop", N_("店铺和同事")),
    ("hours", N_("营业时间")),
    ("channels", N_("渠道")),
    ("posts", N_("发帖")),
    ("money", N_("费用与预算")),
    ("targets", N_("目标")),
    ("policies", N_("政策")),
    ("look", N_("显示")),
)


class SettingsPage(QWidget):
    """One section at a time."""

    told = Signal(object)
    changed_something = Signal(object)  # Changes
    language_chosen = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Start with the shop."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._made: dict[str, QWidget] = {}
        self._ledgers: list[LedgerSection] = []
        self._stack = QStackedWidget()
        self._buttons: dict[str, Button] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            "shop": self._shop,
            "hours": self._hours,
            "channels": lambda: self._wired(ChannelsSection(desk, tasks, theme)),
            "posts": self._posts,
            "money": self._money,
            "targets": self._targets,
            "policies": self._policies,
            "look": self._look,
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._nav())
        layout.addWidget(rule(upright=True))
        layout.addWidget(self._stack, 1)
        self.show_section("shop")
        self.setFocusProxy(self._buttons["shop"])
        bind(self, "section_next", lambda: self.step(1))
        bind(self, "section_back", lambda: self.step(-1))

    def show_section(self, name: str) -> QWidget:
        """Show a section and return it."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self._stack.addWidget(self._made[name])
        self._stack.setCurrentWidget(self._made[name])
        self._buttons[name].setChecked(True)
        return self._made[name]

    def step(self, by: int) -> None:
        """Show the next section, or the one before, and give it the keys."""
        names = [name for name, _title in _TITLES]
        at = next(at for at, name in enumerate(names) if self._buttons[name].isChecked())
        made = self.show_section(names[(at + by) % len(names)])
        made.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changed(self, changes: Changes) -> None:
        """Show again what others wrote: an import brings fees, work moves the month on."""
        if changes.money or changes.policies or changes.leads or changes.shop:
            for made in self._ledgers:
                made.reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            (key_words("section_next"), _("下一类设置")),
            (key_words("entry_undo"), _("撤销")),
            (key_words("go_inbox"), _("收件箱")),
            (key_words("keys"), _("全部按键")),
        )

    def _nav(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(12, 20, 12, 12)
        column.setSpacing(2)
        group = QButtonGroup(self)
        for name, title in _TITLES:
            button = Button(self._theme, _(title), kind=Kind.RAIL)
            button.setCheckable(True)
            button.setMinimumWidth(_NAV - 24)
            button.clicked.connect(lambda _checked=False, name=name: self.show_section(name))
            group.addButton(button)
            self._buttons[name] = button
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _shop(self) -> QWidget:
        made = ShopSection(self._desk, self._tasks, self._theme)
        made.told.connect(self.told)
        return self._wired(made)

    def _hours(self) -> QWidget:
        made = HoursSection(self._desk, self._tasks, self._theme)
        made.told.connect(self.told)
        return self._wired(made)

    def _posts(self) -> QWidget:
        from netdesk.ui.settings.posts_section import PostsSection  # with words of the rule check

        made = PostsSection(self._desk, self._tasks, self._theme)
        made.told.connect(self.told)
        made.changed_something.connect(self.changed_something)
        return made

    def _money(self) -> QWidget:
        from netdesk.ui.settings.money_section import MoneySection  # ledgers are seldom asked for

        return self._ledger(MoneySection(self._desk, self._tasks, self._theme))

    def _targets(self) -> QWidget:
        from netdesk.ui.settings.targets_section import TargetsSection

        return self._ledger(TargetsSection(self._desk, self._tasks, self._theme))

    def _policies(self) -> QWidget:
        from netdesk.ui.settings.policies_section import PoliciesSection

        return self._ledger(PoliciesSection(self._desk, self._tasks, self._theme))

    def _ledger(self, made: "LedgerSection") -> QWidget:
        made.told.connect(self.told)
        made.changed_something.connect(self.changed_something)
        self._ledgers.append(made)
        return made

    def _look(self) -> QWidget:
        made = LookSection(self._desk, self._tasks, self._theme)
        made.language_chosen.connect(self.language_chosen)
        return made

    def _wired(self, made: ShopSection | HoursSection | ChannelsSection) -> QWidget:
        made.changed_something.connect(self.changed_something)
        return made
