"""The right side: one lead above, and below it what is entered for it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.leads.lead import Grade, Outcome
from netdesk.i18n import _
from netdesk.ui.inbox.answer_pad import AnswerPad, Entered
from netdesk.ui.inbox.card import Card
from netdesk.ui.inbox.next_steps import NextStep, offered
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.text import label, rule, surface

if TYPE_CHECKING:
    from netdesk.ui.inbox.choice_panel import ChoicePanel
    from netdesk.ui.inbox.visit_panel import VisitPanel


class LeadPanel(QWidget):
    """Shows a lead and takes one entry at a time; the forms are made when first opened."""

    entered = Signal(object)  # Entered
    graded = Signal(object)  # Grade
    put_off = Signal(object)  # NextStep
    left = Signal()  # a form was closed: the keys belong to the table again

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Start without a lead."""
        super().__init__(parent)
        surface(self)
        self._theme = theme
        self._timetable: Timetable | None = None
        self._at: ShopTime | None = None
        self._grade = Grade.N
        self._somebody = QWidget(self)
        self._forms = QStackedWidget(self._somebody)
        self.card = Card(theme, self._somebody)
        self.pad = AnswerPad(theme, self._forms)
        self._choice: ChoicePanel | None = None
        self._visit: VisitPanel | None = None
        self._nobody = label(theme, _("没有选中的线索"), quiet=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout = QVBoxLayout(self)
        self._build()
        self.pad.saved.connect(self._enter)
        self.pad.asked.connect(self.ask)
        self.card.grade_wanted.connect(lambda: self.ask("grade"))

    def show_lead(self, row: InboxRow | None, at: ShopTime, timetable: Timetable | None) -> None:
        """Show a lead; another one than before starts with nothing entered."""
        self._at, self._timetable = at, timetable
        self._nobody.setVisible(row is None)
        self._somebody.setVisible(row is not None)
        if row is None:
            return
        self._grade = row.grade
        if self.card.lead_id() != row.id:
            self.close_form()
            self.pad.clear()
        self.card.show_row(row, at)
        self.pad.offer(self._steps())

    def tick(self, at: ShopTime) -> None:
        """Show the time that is left."""
        self._at = at
        if self._somebody.isVisible():
            self.card.tick(at)

    def ask(self, what: str) -> None:
        """Open a form: grade, later, lost, more or visit."""
        if self._at is None or self._timetable is None or self._somebody.isHidden():
            return
        if what == "visit":
            form = self._visit_form()
            self._forms.setCurrentWidget(form)
            form.ask(self._at.now, self._timetable)
            return
        from netdesk.ui.inbox.questions import grades, laters, losses, others

        choice = self._choice_form()
        self._forms.setCurrentWidget(choice)
        if what == "grade":
            choice.ask(_("意向级别"), grades())
        elif what == "later":
            choice.ask(_("稍后再跟进"), laters(self._at.now, self._steps()))
        elif what == "lost":
            choice.ask(_("战败原因"), losses(), other=_("其他原因，写完按 Enter"))
        else:
            choice.ask(_("更多"), others())

    def close_form(self) -> None:
        """Show the outcome keys again."""
        self._forms.setCurrentWidget(self.pad)

    def has_form(self) -> bool:
        """Say whether a form is open."""
        return self._forms.currentWidget() is not self.pad

    def set_margins(self, side: int) -> None:
        """Leave `side` pixels at both sides."""
        self._layout.setContentsMargins(side, 16, side, 16)

    def _build(self) -> None:
        self._forms.addWidget(self.pad)
        inner = QVBoxLayout(self._somebody)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.card, 1)
        inner.addWidget(rule())
        inner.addWidget(self._forms)
        self._somebody.hide()
        self._layout.addWidget(self._nobody, 1)
        self._layout.addWidget(self._somebody, 1)
        self.set_margins(20)
        self.setAccessibleName(_("选中的线索"))

    def _steps(self) -> tuple[NextStep, ...]:
        assert self._at is not None
        if self._timetable is None:
            return ()
        return offered(self._at.now, self._timetable, self._grade)

    def _choice_form(self) -> "ChoicePanel":
        if self._choice is None:
            from netdesk.ui.inbox.choice_panel import ChoicePanel

            self._choice = ChoicePanel(self._theme)
            self._choice.picked.connect(self._pick)
            self._choice.left.connect(self._leave)
            self._forms.addWidget(self._choice)
        return self._choice

    def _visit_form(self) -> "VisitPanel":
        if self._visit is None:
            from netdesk.ui.inbox.visit_panel import VisitPanel

            self._visit = VisitPanel(self._theme)
            self._visit.agreed.connect(self._agree)
            self._visit.left.connect(self._leave)
            self._forms.addWidget(self._visit)
        return self._visit

    def _pick(self, value: object) -> None:
        self._leave()
        if isinstance(value, Grade):
            self.graded.emit(value)
        elif isinstance(value, NextStep):
            self.put_off.emit(value)
        elif isinstance(value, Entered):
            self._enter(value)
        elif isinstance(value, str):
            self._enter(Entered(Outcome.LOST, reason=value))

    def _agree(self, visit_at: datetime) -> None:
        self._leave()
        note = self.pad.note.text().strip()
        self._enter(Entered(Outcome.INVITED, visit_at=visit_at, note=note))

    def _enter(self, entered: Entered) -> None:
        self.pad.clear()
        self.entered.emit(entered)

    def _leave(self) -> None:
        self.close_form()
        self.left.emit()
