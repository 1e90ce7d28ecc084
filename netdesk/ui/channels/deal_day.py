"""Asking on which day something happened to a deal."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from netdesk.domain.money.words import DealEvent
from netdesk.i18n import _
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.days import date_of, qdate
from netdesk.ui.widgets.form import FIELD_HEIGHT, FaultLabel, line_field
from netdesk.ui.widgets.text import label


class DealDay(QWidget):
    """One event: its day, for an ending why; Enter writes it down."""

    wanted = Signal(object, object, str)  # a DealEvent, its day, a note
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start hidden."""
        super().__init__()
        self.kind = DealEvent.DELIVERED
        self._title = label(theme, bold=True)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setFixedHeight(FIELD_HEIGHT)
        self.note = line_field(_("原因"), hint=_("原因，可空"))
        self.fault = FaultLabel(theme, self.day)
        save = Button(theme, _("记下"), kind=Kind.PRIMARY, key="Enter")
        leave = Button(theme, _("不记了"), key="Esc")
        save.clicked.connect(lambda _checked=False: self.save())
        leave.clicked.connect(lambda _checked=False: self.left.emit())
        self.note.returnPressed.connect(self.save)
        self.day.lineEdit().returnPressed.connect(self.save)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.day)
        line.addWidget(self.note, 1)
        line.addStretch(0)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.fault, 1)
        ends.addStretch(0)
        ends.addWidget(leave)
        ends.addWidget(save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(6)
        rows.addWidget(self._title)
        rows.addLayout(line)
        rows.addLayout(ends)
        self.hide()

    def ask(self, kind: DealEvent, first: date, today: date) -> None:
        """Ask for a day from `first` to `today`."""
        self.kind = kind
        self._title.setText(_day_words(kind))
        self.day.setAccessibleName(_day_words(kind))
        self.day.setDateRange(qdate(first), qdate(max(first, today)))
        self.day.setDate(qdate(today))
        self.note.clear()
        self.note.setVisible(kind is not DealEvent.DELIVERED)
        self.fault.say("")
        self.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Hand the day up."""
        self.day.interpretText()
        self.wanted.emit(self.kind, date_of(self.day.date()), self.note.text().strip())


def _day_words(kind: DealEvent) -> str:
    return {
        DealEvent.DELIVERED: _("交车日期"),
        DealEvent.CANCELLED: _("退订日期"),
    }.get(kind, _("退车日期"))
