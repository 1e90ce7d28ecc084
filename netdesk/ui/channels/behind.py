"""The list behind a number: its leads as the inbox shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.figures.columns import Part
from netdesk.domain.leads.inbox import InboxRow, InboxView
from netdesk.i18n import _, ngettext
from netdesk.ui.actions import key_words
from netdesk.ui.channels.other_lists import other_lists
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.leads.model import STRETCH, LeadTable
from netdesk.ui.leads.table import LeadTableView
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.empty_state import EmptyState
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import ElidedLabel, rule, surface


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind a number: the leads in order, and how often they were counted."""

    ids: tuple[int, ...]  # each lead once
    counted: int
    rows: tuple[InboxRow, ...]  # of the first stretch


class Behind(QWidget):
    """One number's leads. For a rate there are several lists, the counted ones first."""

    left = Signal()
    part_chosen = Signal(str)
    rows_wanted = Signal(int)  # from this place of the list on
    lead_wanted = Signal(object)  # an InboxRow

    def __init__(self, theme: Theme, now: datetime, zone: ZoneInfo) -> None:
        """Start empty."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self._ids: tuple[int, ...] = ()
        self._group = QButtonGroup(self)
        self.model = LeadTable(now, zone)
        self.model.view = InboxView.ALL
        self.table = LeadTableView(theme, self.model, {})
        self._back = Button(theme, _("返回"), kind=Kind.TAG, key=key_words("figures_back"))
        self.title = ElidedLabel(theme.font(LARGE, bold=True))
        self.told = ElidedLabel(theme.font(SMALL), quiet=True)
        self.others: dict[str, RowsView] = {}
        self.nothing = EmptyState(theme)
        self._middle = QStackedWidget()
        self._chips = QHBoxLayout()
        self._build()

    def ask(self, title: str, told: str, parts: Sequence[Part]) -> None:
        """Head the list of a number; `parts` to choose from where there are several."""
        self.title.setText(title)
        self.told.setText(told)
        self._parts = tuple(parts)
        self._ids = ()
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._chips.removeWidget(button)
            button.deleteLater()
        for at, part in enumerate(self._parts if len(self._parts) > 1 else ()):
            made = Button(self._theme, part.label, kind=Kind.CHIP)
            made.setCheckable(True)
            made.setChecked(at == 0)
            self._group.addButton(made, at)
            self._chips.addWidget(made)
        self.model.show_page((), 0, view=InboxView.ALL, at=self.model.at)
        self._middle.setCurrentWidget(self.table)

    def show_found(self, found: Found, told: str, at: ShopTime) -> None:
        """Show the leads that were found."""
        self._ids = found.ids
        leads = ngettext("%(n)d 条线索", "%(n)d 条线索", len(found.ids)) % {"n": len(found.ids)}
        if found.counted != len(found.ids):
            n = found.counted
            said = ngettext("%(n)d 次，来自 %(leads)s", "%(n)d 次，来自 %(leads)s", n)
            leads = said % {"n": n, "leads": leads}
        self.told.setText(f"{leads} · {told}")
        self.model.show_page(found.rows, len(found.ids), view=InboxView.ALL, at=at)
        if found.rows:
            self._middle.setCurrentWidget(self.table)
            self.table.go(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say_nothing(_("这里没有线索"), _("这个数是 0，没有名单。"))

    def show_others(self, name: str, rows: Sequence[Any], told: str) -> None:
        """Show what stands behind a figure that has no leads: `name` is the figure's."""
        kind = other_lists()[name]
        if not rows:
            self.told.setText(told)
            self._say_nothing(*kind.nothing)
            return
        if name not in self.others:
            self.others[name] = RowsView(self._theme, kind.name, kind.columns)
            self._middle.addWidget(self.others[name])
        view = self.others[name]
        view.show_rows(rows)
        self.told.setText(f"{kind.summed(rows)} · {told}")
        self._middle.setCurrentWidget(view)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_nothing(self, title: str, lines: str) -> None:
        self._middle.setCurrentWidget(self.nothing)
        self.nothing.teach(title, lines)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def ids(self, start: int) -> tuple[int, ...]:
        """Return the leads of a stretch of the list."""
        return self._ids[start : start + STRETCH]

    def append(self, rows: Sequence[InboxRow]) -> None:
        """Show the next stretch."""
        self.model.append(rows, len(self._ids))

    def step_part(self, by: int) -> None:
        """Show the next of the lists of a rate."""
        if len(self._parts) > 1:
            at = (self._group.checkedId() + by) % len(self._parts)
            self._group.button(at).setChecked(True)
            self.part_chosen.emit(self._parts[at].name)

    def open_lead(self) -> None:
        """Ask for the chosen lead."""
        row = self.model.lead(self.table.place())
        if row is not None:
            self.lead_wanted.emit(row)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.told)
        self._chips.setSpacing(6)
        head.addWidget(self._back)
        head.addLayout(words, 1)
        head.addLayout(self._chips)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.nothing)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 0, 16, 12)
        inner.addWidget(self._middle)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(rule())
        rows.addLayout(inner, 1)
        self.setFocusProxy(self.table)
        self._back.clicked.connect(lambda _checked=False: self.left.emit())
        self._group.idClicked.connect(lambda at: self.part_chosen.emit(self._parts[at].name))
        self.model.wanted.connect(self.rows_wanted)
        self.table.activated.connect(lambda _index: self.open_lead())
