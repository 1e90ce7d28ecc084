"""Finding the lead of a deal: those that may be his stand there, others are found by typing."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.deadlines.when import day_and_time
from netdesk.domain.leads.inbox import InboxRow
from netdesk.i18n import N_, _, ngettext
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.form import line_field
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import label

_WAIT_MS = 200


class LeadSearch(QWidget):
    """`wanted` asks for leads by what is typed (empty: those that may be his)."""

    wanted = Signal(str)
    taken = Signal(object)  # an InboxRow

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        """Start without leads."""
        super().__init__()
        self._zone = zone
        self._today = date.min
        self._asked = ""
        self.field = line_field(
            _("找线索"), hint=_("电话几位、姓名、车型、渠道、日期（11-20）"), longest=60
        )
        self.table = RowsView(theme, _("可能的线索"), self._columns())
        self.told = label(theme, size=SMALL, quiet=True, wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.ask)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.field)
        rows.addWidget(self.told)
        rows.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.field.textEdited.connect(lambda _text: self._timer.start())
        self.field.returnPressed.connect(self._go_down)
        self.table.opened.connect(self.taken)

    def begin(self) -> None:
        """Forget what was typed for another deal."""
        self._timer.stop()
        self._asked = ""
        self.field.clear()

    def ask(self) -> None:
        """Ask for the leads that what is typed finds."""
        self._timer.stop()
        self._asked = " ".join(self.field.text().split())
        self.wanted.emit(self._asked)

    def asked(self) -> str:
        """Return what the leads were last asked by."""
        return self._asked

    def show_leads(self, found: Sequence[InboxRow], today: date) -> None:
        """Show leads, the likeliest first."""
        self._today = today
        self.table.show_rows(found, key=lambda row: row.id)
        n = len(found)
        if self._asked:
            told = ngettext("找到 %(n)d 条，按 Enter 匹配", "找到 %(n)d 条，按 Enter 匹配", n)
            nothing = _("没有找到，换几个字再试。")
        else:
            told = ngettext(
                "可能是这 %(n)d 条：电话、姓名相同，或成交前到过店、车型相同。按 Enter 匹配",
                "可能是这 %(n)d 条：电话、姓名相同，或成交前到过店、车型相同。按 Enter 匹配",
                n,
            )
            nothing = _("没有电话、姓名相同，或到过店、车型相同的线索；上面可以自己找。")
        self.told.setText(told % {"n": n} if n else nothing)

    def _go_down(self) -> None:
        """Enter in the field: to the leads, once they are those that were typed."""
        if self._timer.isActive() or " ".join(self.field.text().split()) != self._asked:
            self.ask()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(N_("客户"), lambda row: row.name or _("未留姓名"), 70, share=3, bold=True),
            Column(N_("手机"), lambda row: row.phone or "—", 104, keep=1),
            Column(
                N_("到达"),
                lambda row: day_and_time(row.received_at, self._zone, self._today),
                92,
                keep=2,
                ink=lambda _row: Ink.QUIET,
                longer=20,
            ),
            Column(N_("意向车型"), lambda row: row.model or "—", 70, share=2, keep=3),
            Column(N_("渠道"), lambda row: _(row.channel_name), 66, share=2, keep=4),
            Column(N_("阶段"), lambda row: words.stage(row.stage), 64, keep=5, longer=20),
        )
