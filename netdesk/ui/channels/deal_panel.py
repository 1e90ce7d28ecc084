"""One deal: what the ledger says of it, whose it is, and what came before it (R8)."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.money.proof import DealRow, Proof
from netdesk.domain.money.words import DealEvent
from netdesk.i18n import SOURCE_LANGUAGE, _, language, ngettext
from netdesk.ui.actions import key_words
from netdesk.ui.channels import deal_words as say
from netdesk.ui.channels.deal_day import DealDay
from netdesk.ui.channels.lead_search import LeadSearch
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.theme import SMALL, TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.text import ElidedLabel, label, rule, surface

_TOLD = 40  # lines of the story; the workbook has them all
_TIMES, _LONGER = 88, 36


class DealPanel(QWidget):
    """Shows a deal at once and its proof, or leads that may be its, when they come."""

    wanted = Signal(str)  # an action of actions.py

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        """Start without a deal."""
        super().__init__()
        surface(self)
        self._theme = theme
        self.row: DealRow | None = None
        self._name = ElidedLabel(theme.font(TITLE, bold=True))
        self._state = label(theme, bold=True)
        self._facts = label(theme, size=SMALL, quiet=True, wrap=True)
        self._sums = label(theme, wrap=True)
        self._happened = label(theme, size=SMALL, quiet=True, wrap=True)
        self.matched = label(theme, wrap=True)
        self.day = DealDay(theme)
        self.search = LeadSearch(theme, zone)
        self.span = label(theme, bold=True, wrap=True)
        self.between = label(theme, size=SMALL, quiet=True, wrap=True)
        self._story = QGridLayout()
        self._lines: list[tuple[str, str]] = []
        self._scroll = QScrollArea()
        self._views = QStackedWidget()
        self._buttons = {
            name: self._button(name, text)
            for name, text in (
                ("deal_open", _("看线索")),
                ("deal_match", _("挑线索")),
                ("deal_none", _("不是线索")),
                ("deal_phone", _("按电话")),
                ("deal_delivered", _("交车")),
                ("deal_ended", _("退订")),
            )
        }
        self._build()

    def show_deal(self, row: DealRow, at: ShopTime) -> None:
        """Show what the list knows of a deal; another one than before starts afresh."""
        if self.row is None or self.row.id != row.id:
            self.day.hide()
            self.search.begin()
            self._tell_story((), at)
            self.span.setText("")
            self.between.setText("")
        self.row = row
        self._name.setText(say.name(row))
        self._state.setText(words.deal_event(row.state))
        self._facts.setText(say.facts(row))
        self._sums.setText(say.sums(row))
        self._happened.setText(say.happened(row))
        self.matched.setText(say.matched(row, at))
        self._offer(row)
        if not self.is_searching() or row.is_matched:
            self._views.setCurrentWidget(self._scroll if row.match is not None else self.search)

    def show_proof(self, proof: Proof | None, at: ShopTime) -> None:
        """Show what came before the deal; None: nothing is known."""
        if proof is None:
            self.span.setText("")
            self.between.setText("")
            self._tell_story((), at)
            return
        self.span.setText(say.span(proof))
        self.between.setText(say.between(proof))
        self._tell_story(say.story(proof, at), at)

    def show_leads(self, found: Sequence[InboxRow], at: ShopTime) -> None:
        """Show leads that may be the deal's."""
        self.search.show_leads(found, at.today)

    def open_search(self) -> None:
        """Let a lead be chosen."""
        self._views.setCurrentWidget(self.search)
        where = self.search.table if self.search.table.rows.rowCount() else self.search.field
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> bool:
        """Close what is open in it."""
        self.day.hide()
        if self.row is not None and self.row.match is not None:
            self._views.setCurrentWidget(self._scroll)
        return True

    def is_searching(self) -> bool:
        """Say whether leads stand there to choose from."""
        return self._views.currentWidget() is self.search

    def story(self) -> list[str]:
        """Return the lines that are told."""
        return [f"{time} {text}" for time, text in self._lines]

    def _offer(self, row: DealRow) -> None:
        """Show the steps that this deal can take."""
        stands, delivered = row.is_standing, row.day_of(DealEvent.DELIVERED) is not None
        shown = {
            "deal_open": row.is_matched,
            "deal_match": True,
            "deal_none": row.match is None or row.is_matched,
            "deal_phone": row.match is not None and bool(row.phone),
            "deal_delivered": stands and not delivered,
            "deal_ended": True,
        }
        for name, button in self._buttons.items():
            button.setVisible(shown[name])
        self._buttons["deal_match"].set_words(_("换线索") if row.is_matched else _("挑线索"))
        over = (_("退车") if delivered else _("退订")) if stands else _("恢复")
        self._buttons["deal_ended"].set_words(over)

    def _tell_story(self, lines: Sequence[tuple[str, str]], _at: ShopTime) -> None:
        while (item := self._story.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = list(lines[:_TOLD])
        more = len(lines) - len(self._lines)
        if more > 0:
            told = ngettext("另有 %(n)d 条，见工作簿。", "另有 %(n)d 条，见工作簿。", more)
            self._lines.append(("", told % {"n": more}))
        for at, (time, text) in enumerate(self._lines):
            time_label = label(self._theme, time, quiet=True)
            text_label = label(self._theme, text, wrap=True)
            for part in (time_label, text_label):
                part.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._story.addWidget(time_label, at, 0)
            self._story.addWidget(text_label, at, 1)

    def _button(self, name: str, text: str) -> Button:
        made = Button(self._theme, text, kind=Kind.TAG, key=key_words(name))
        made.clicked.connect(lambda _checked=False: self.wanted.emit(name))
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        steps = Flow(6)
        for button in self._buttons.values():
            steps.add(button)
        self._views.addWidget(self._proof())
        self._views.addWidget(self.search)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(6)
        rows.addLayout(head)
        for part in (self._sums, self._facts, self._happened):
            rows.addWidget(part)
        rows.addWidget(rule())
        rows.addWidget(self.matched)
        rows.addLayout(steps)
        rows.addWidget(self.day)
        rows.addWidget(self._views, 1)

    def _proof(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 8, 0)
        column.setSpacing(6)
        self._story.setHorizontalSpacing(0)
        self._story.setVerticalSpacing(6)
        longer = 0 if language() == SOURCE_LANGUAGE else _LONGER
        self._story.setColumnMinimumWidth(0, _TIMES + longer)
        self._story.setColumnStretch(1, 1)
        column.addWidget(self.span)
        column.addWidget(self.between)
        column.addLayout(self._story)
        column.addStretch(1)
        ground = QWidget()
        surface(ground)
        self._scroll.setViewport(ground)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("成交前的经过"))
        return self._scroll
