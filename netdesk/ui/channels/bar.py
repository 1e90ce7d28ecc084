"""The bar over the figures: which days, compared with what, counted how, of which channels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from netdesk.i18n import _, ngettext
from netdesk.ui.actions import key_words
from netdesk.ui.channels.choice import (
    BY_WORDS,
    CREDIT_HELP,
    CREDIT_WORDS,
    VIEW_HELP,
    VIEW_WORDS,
    Choice,
    Days,
    range_words,
)
from netdesk.ui.channels.days_line import HEIGHT, DaysLine
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.text import ElidedLabel, surface, tip

_MARGIN = 16
_NAMED = 2  # channels that the filter names; more are counted
ChannelNames = Sequence[tuple[str, str]]  # (code, name)


class StayingMenu(QMenu):
    """Stays open while its lines are ticked; Enter and Esc close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick a line."""
        action = self.activeAction()
        if action is not None and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


class RangeBar(QWidget):
    """Two lines of choices. `changed` comes once for each change a person makes."""

    changed = Signal()
    export_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, theme: Theme, choice: Choice, today: date) -> None:
        """Show `choice`."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._choice = choice
        self._today = today
        self._channels: ChannelNames = ()
        self._filling = False
        self._above = QHBoxLayout()
        self.days = DaysLine(theme, today)
        self.by = self._box(_("按什么分"), BY_WORDS, "figures_by")
        self.view = self._box(_("怎么算"), VIEW_WORDS, "figures_view", VIEW_HELP)
        self.credit = self._box(_("功劳归谁"), CREDIT_WORDS, "figures_credit", CREDIT_HELP)
        self.filter = Button(theme, _("全部渠道"), key=key_words("figures_channels"))
        self.compare = QCheckBox(_("对比上期"))
        self._compared = ElidedLabel(theme.font(SMALL), quiet=True)
        self.export = Button(theme, _("导出"), key=key_words("figures_export"))
        self.print = Button(theme, _("打印"), key=key_words("figures_print"))
        self._build()
        self._connect()
        self._show()

    def choice(self) -> Choice:
        """Return what is chosen."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Choose something else."""
        if choice != self._choice:
            self._choice = choice
            self._show()
            self.changed.emit()

    def choose_days(self, days: Days) -> None:
        """Choose one of the ranges; 自选 goes to its first day."""
        self.days.choose(days)

    def go(self, by: int) -> None:
        """Go as many ranges later."""
        self.choose(self._choice.moved(by))

    def step(self, name: str) -> None:
        """Choose the next of a box: `by`, `view` or `credit`."""
        box: QComboBox = getattr(self, name)
        box.setCurrentIndex((box.currentIndex() + 1) % box.count())

    def show_today(self, today: date) -> None:
        """Let 本月 and the like be those of another day."""
        if today != self._today:
            self._today = self.days.today = today
            self._choice = self._choice.on(today)
            self._show()

    def offer(self, channels: ChannelNames) -> None:
        """Offer these channels to choose from."""
        self._channels = channels
        self._show()

    def show_compared(self, days: tuple[date, date] | None) -> None:
        """Say what is compared with."""
        self._compared.setText(_("上期 %(days)s") % {"days": range_words(*days)} if days else "")

    def open_filter(self) -> None:
        """Open the list of channels under its button."""
        menu = self.filter_menu()
        menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height() + 2)))

    def filter_menu(self) -> QMenu:
        """Return the list of channels with what is chosen ticked."""
        menu = StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        every = menu.addAction(_("全部渠道"))
        every.triggered.connect(lambda _on=False: self._choose_channels(frozenset(), menu))
        menu.addSeparator()
        for code, name in self._channels:
            line = menu.addAction(name.replace("&", "&&"))
            line.setCheckable(True)
            line.setChecked(code in self._choice.channels)
            line.triggered.connect(lambda _on=False, code=code: self._toggle(code))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave keys out where there is little room: of what is done seldom, then of the days."""
        super().resizeEvent(event)
        room = event.size().width() - 2 * _MARGIN
        for seldom, often in ((True, True), (False, True), (False, False)):
            self._show_keys(seldom=seldom, often=often)
            if self._above.sizeHint().width() <= room:
                break

    def _show_keys(self, *, seldom: bool, often: bool) -> None:
        self.days.show_keys(shown=often)
        for name, button in (("figures_export", self.export), ("figures_print", self.print)):
            key = key_words(name)
            button.show_key(key if seldom else "")
            button.setToolTip("" if seldom else key)
        self._above.invalidate()

    def _toggle(self, code: str) -> None:
        known = self._choice.channels
        self.choose(replace(self._choice, channels=known ^ {code}))

    def _choose_channels(self, codes: frozenset[str], menu: QMenu) -> None:
        menu.close()
        self.choose(replace(self._choice, channels=codes))

    def _show(self) -> None:
        choice = self._choice
        self._filling = True
        self.days.show_days(choice.days, choice.first, choice.last)
        self.by.setCurrentIndex(tuple(BY_WORDS).index(choice.by))
        self.view.setCurrentIndex(tuple(VIEW_WORDS).index(choice.view))
        self.credit.setCurrentIndex(tuple(CREDIT_WORDS).index(choice.attribution))
        self.view.setToolTip(tip(_(VIEW_HELP[choice.view])))
        self.credit.setToolTip(tip(_(CREDIT_HELP[choice.attribution])))
        self.compare.setChecked(choice.compares)
        self.filter.set_words(self._filter_words())
        self._filling = False

    def _filter_words(self) -> str:
        chosen = [name for code, name in self._channels if code in self._choice.channels]
        if not self._choice.channels:
            return _("全部渠道")
        if 0 < len(chosen) <= _NAMED:
            return "、".join(chosen)
        n = len(self._choice.channels)
        return ngettext("%(n)d 个渠道", "%(n)d 个渠道", n) % {"n": n}

    def _days_set(self, days: Days, first: date, last: date) -> None:
        self.choose(replace(self._choice, days=days, first=first, last=last))

    def _box_set(self) -> None:
        if self._filling:
            return
        self.choose(
            replace(
                self._choice,
                by=tuple(BY_WORDS)[self.by.currentIndex()],
                view=tuple(VIEW_WORDS)[self.view.currentIndex()],
                attribution=tuple(CREDIT_WORDS)[self.credit.currentIndex()],
                compares=self.compare.isChecked(),
            )
        )

    def _box(
        self,
        name: str,
        kinds: Mapping[Any, str],
        action: str,
        helps: Mapping[Any, str] | None = None,
    ) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setAccessibleDescription(key_words(action))
        made.setFixedHeight(HEIGHT)
        for at, (kind, words) in enumerate(kinds.items()):
            made.addItem(_(words))
            if helps:
                made.setItemData(at, tip(_(helps[kind])), Qt.ItemDataRole.ToolTipRole)
        return made

    def _build(self) -> None:
        above, below = self._above, QHBoxLayout()
        for line in (above, below):
            line.setSpacing(6)
        above.addWidget(self.days)
        above.addStretch(1)
        above.addWidget(self.export)
        above.addWidget(self.print)
        self.filter.setFixedHeight(HEIGHT)
        for part in (self.by, self.view, self.credit, self.filter):
            below.addWidget(part)
        below.addSpacing(6)
        self.compare.setFont(self._theme.font())
        below.addWidget(self.compare)
        below.addWidget(self._compared, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        rows.setSpacing(8)
        rows.addLayout(above)
        rows.addLayout(below)

    def _connect(self) -> None:
        self.days.chosen.connect(self._days_set)
        for box in (self.by, self.view, self.credit):
            box.currentIndexChanged.connect(lambda _at: self._box_set())
        self.compare.toggled.connect(lambda _on: self._box_set())
        self._click(self.filter, self.open_filter)
        self._click(self.export, self.export_wanted.emit)
        self._click(self.print, self.print_wanted.emit)

    def _click(self, button: Button, act: Callable[[], None]) -> None:
        button.clicked.connect(lambda _checked=False: act())
