"""The checklist: before, on the day, after; Space ticks a line."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.activities.checklist import Check
from netdesk.domain.activities.words import Moment
from netdesk.domain.deadlines.when import day_and_time
from netdesk.i18n import N_, _
from netdesk.services.activities import LONGEST_LINE
from netdesk.ui.actions import key_words
from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.days import WEEKDAYS
from netdesk.ui.widgets.form import FIELD_HEIGHT, line_field
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import label, surface

_TICK, _OPEN = "✓", "○"


class ChecksTab(QWidget):
    """Says what is to be ticked, added or taken out."""

    tick_wanted = Signal(object, bool)  # a Check, done
    add_wanted = Signal(object, str)  # a Moment, words
    drop_wanted = Signal(object)  # a Check

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        """Start without lines."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._zone = zone
        self._today = date.min
        self.table = RowsView(theme, _("清单"), self._columns())
        self.moment = QComboBox()
        self.text = line_field(
            _("要办的事"), hint=_("再加一条要办的事，按 Enter"), longest=LONGEST_LINE
        )
        self._told = label(theme, size=LARGE, bold=True)
        self._build()

    def show_checks(self, checks: Sequence[Check], today: date) -> None:
        """Show the lines."""
        self._today = today
        done = sum(check.done_at is not None for check in checks)
        late = sum(_is_late(check, today) for check in checks)
        told = _("办好 %(done)d/%(all)d") % {"done": done, "all": len(checks)}
        if late:
            told += _("，过了日子的 %(n)d 条") % {"n": late}
        self._told.setText(told)
        self.table.show_rows(checks, key=lambda check: check.id)

    def tick(self) -> None:
        """Tick the chosen line, or take its tick away."""
        check = self.table.current()
        if check is not None:
            self.tick_wanted.emit(check, check.done_at is None)

    def drop(self) -> None:
        """Take the chosen line out."""
        check = self.table.current()
        if check is not None:
            self.drop_wanted.emit(check)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("", _mark, 36, bold=True, ink=self._ink),
            Column(N_("什么时候"), lambda check: words.moment(check.moment), 92, longer=34),
            Column(N_("要办的事"), lambda check: check.text, 160, share=1, ink=self._text_ink),
            Column(N_("期限"), self._due, 104, ink=self._due_ink, longer=20),
            Column(N_("办好"), self._done, 168, keep=1, ink=lambda _row: Ink.QUIET, longer=20),
        )

    def _ink(self, check: Check) -> Ink:
        if check.done_at is not None:
            return Ink.GOOD
        return Ink.BAD if _is_late(check, self._today) else Ink.QUIET

    def _due_ink(self, check: Check) -> Ink:
        return Ink.BAD if _is_late(check, self._today) else Ink.QUIET

    def _text_ink(self, check: Check) -> Ink:
        return Ink.QUIET if check.done_at is not None else Ink.PLAIN

    def _due(self, check: Check) -> str:
        if check.due is None:
            return ""
        if check.due == self._today:
            return _("今天")
        weekday = _(WEEKDAYS[check.due.weekday()])
        return f"{check.due:%m-%d} {weekday}"

    def _done(self, check: Check) -> str:
        if check.done_at is None:
            return ""
        at = day_and_time(check.done_at, self._zone, self._today)
        return " ".join(filter(None, (at, check.done_by)))

    def _add(self) -> None:
        text = self.text.text().strip()
        if text:
            self.add_wanted.emit(Moment(self.moment.currentData()), text)
            self.text.clear()

    def _build(self) -> None:
        for moment in Moment:
            self.moment.addItem(words.moment(moment), moment)
        self.moment.setAccessibleName(_("什么时候办"))
        self.moment.setFixedHeight(FIELD_HEIGHT)
        self.text.returnPressed.connect(self._add)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._told, 1)
        for name, text, act in (
            ("check_tick", _("办好了"), self.tick),
            ("activity_drop", _("删去"), self.drop),
        ):
            button = Button(self._theme, text, key=key_words(name))
            button.clicked.connect(lambda _checked=False, act=act: act())
            head.addWidget(button)
        new = QHBoxLayout()
        new.setSpacing(8)
        new.addWidget(self.moment)
        new.addWidget(self.text, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(10)
        rows.addLayout(head)
        rows.addWidget(self.table, 1)
        rows.addLayout(new)
        self.table.opened.connect(lambda _check: self.tick())
        self.setFocusProxy(self.table)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _mark(check: Check) -> str:
    return _TICK if check.done_at is not None else _OPEN


def _is_late(check: Check, today: date) -> bool:
    return check.done_at is None and check.due is not None and check.due < today
