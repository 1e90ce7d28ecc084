"""The bar over the ledger: which days, which list, what is sought, and what is taken out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from netdesk.domain.money.proof import DealView
from netdesk.i18n import _, ngettext
from netdesk.ui.actions import key_words
from netdesk.ui.channels.choice import Choice, Days, usual
from netdesk.ui.channels.days_line import HEIGHT, DaysLine
from netdesk.ui.channels.deal_words import VIEWS
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import line_field
from netdesk.ui.widgets.text import label, surface

_WAIT_MS = 250
_MARGIN = 16
Taken = tuple[str, Callable[[], None]]


class DealsBar(QWidget):
    """Two lines of choices. `changed` comes once for each change a person makes."""

    changed = Signal()
    left = Signal()  # Enter in the field: on to the list

    def __init__(self, theme: Theme, today: date, taking: Mapping[str, Taken]) -> None:
        """Start with this month. `taking` has by action the words of a button and what it does."""
        super().__init__()
        surface(self)
        self._theme = theme
        self.choice: Choice = usual(today)
        self.view = DealView.ALL
        self.days = DaysLine(theme, today)
        self.seek = line_field(_("找成交"), hint=_("找：客户、电话、车型、合同号"), longest=40)
        self.views: dict[DealView, Button] = {}
        self._cut = label(theme, size=SMALL, quiet=True)
        self._group = QButtonGroup(self)
        self._taking = {name: self._button(name, *what) for name, what in taking.items()}
        self._above = QHBoxLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.changed)
        self._build()
        self._show_days()

    def sought(self) -> str:
        """Return what is sought."""
        return self.seek.text()

    def choose_days(self, days: Days, first: date, last: date) -> None:
        """Choose other days."""
        self.choice = replace(self.choice, days=days, first=first, last=last)
        self._show_days()
        self.changed.emit()

    def go(self, by: int) -> None:
        """Go as many ranges later."""
        moved = self.choice.moved(by)
        self.choose_days(moved.days, moved.first, moved.last)

    def choose_view(self, view: DealView) -> None:
        """Choose another list."""
        self.view = view
        self.views[view].setChecked(True)
        self.changed.emit()

    def step_view(self, by: int) -> None:
        """Choose the next list."""
        views = tuple(DealView)
        self.choose_view(views[(views.index(self.view) + by) % len(views)])

    def show_all(self) -> None:
        """Choose every deal of these days."""
        self.seek.clear()
        self.choose_view(DealView.ALL)

    def go_find(self) -> None:
        """Give the keys to the field."""
        self.seek.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.seek.selectAll()

    def show_today(self, today: date) -> bool:
        """Let 本月 and the like be those of another day; say whether it is one."""
        if today == self.days.today:
            return False
        self.days.today = today
        self.choice = self.choice.on(today)
        self._show_days()
        return True

    def show_counts(self, counts: Mapping[DealView, int], listed: int) -> None:
        """Say how many deals each list has, and where only some are `listed`."""
        for view, button in self.views.items():
            button.set_words(f"{_(VIEWS[view])} {counts[view]:,}")
        told = ngettext("只列最近的 %(n)d 笔", "只列最近的 %(n)d 笔", listed) % {"n": listed}
        self._cut.setText(told if counts[self.view] > listed else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave keys out where there is little room."""
        super().resizeEvent(event)
        for shown in (True, False):
            self._show_keys(shown=shown)
            if self._above.sizeHint().width() <= event.size().width() - 2 * _MARGIN:
                break

    def _show_keys(self, *, shown: bool) -> None:
        self.days.show_keys(shown=shown)
        for name, button in self._taking.items():
            button.show_key(key_words(name) if shown else "")
            button.setToolTip("" if shown else key_words(name))
        self._above.invalidate()

    def _show_days(self) -> None:
        self.days.show_days(self.choice.days, self.choice.first, self.choice.last)

    def _button(self, name: str, text: str, act: Callable[[], None]) -> Button:
        made = Button(self._theme, text, key=key_words(name))
        made.clicked.connect(lambda _checked=False: act())
        return made

    def _build(self) -> None:
        above, below = self._above, QHBoxLayout()
        for line in (above, below):
            line.setSpacing(6)
        above.addWidget(self.days)
        above.addStretch(1)
        for button in self._taking.values():
            above.addWidget(button)
        for at, view in enumerate(DealView):
            chip = Button(self._theme, _(VIEWS[view]), kind=Kind.CHIP)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, view=view: self.choose_view(view))
            self._group.addButton(chip, at)
            self.views[view] = chip
            below.addWidget(chip)
        self.views[self.view].setChecked(True)
        self.seek.setFixedHeight(HEIGHT)
        self.seek.setMaximumWidth(280)
        below.addSpacing(6)
        below.addWidget(self.seek, 1)
        below.addWidget(self._cut)
        below.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        rows.setSpacing(8)
        rows.addLayout(above)
        rows.addLayout(below)
        self.days.chosen.connect(self.choose_days)
        self.seek.textEdited.connect(lambda _text: self._timer.start())
        self.seek.returnPressed.connect(self.left)
