"""A deal that is written down by hand, for a shop whose ledger is on paper."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, line_field, titled
from netdesk.ui.widgets.text import label, surface


class DealForm(QWidget):
    """Texts as they were typed; the service reads them."""

    wanted = Signal(object)  # the texts by the names of a deal's fields
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        surface(self)
        self.fields: Mapping[str, QLineEdit] = {
            "name": line_field(_("客户"), hint=_("例如 王女士")),
            "phone": line_field(_("电话"), hint=_("用它找线索"), longest=30),
            "model": line_field(_("车型")),
            "ordered": line_field(_("订车日期"), longest=20),
            "delivered": line_field(_("交车日期"), hint=_("可空"), longest=20),
            "number": line_field(_("合同号"), hint=_("可空")),
            "amount": line_field(_("成交价（元）"), hint=_("例如 129800、12.98万"), longest=20),
            "gross_profit": line_field(_("毛利（元）"), hint=_("可空，亏损写负数"), longest=20),
            "person": line_field(_("销售顾问"), hint=_("可空")),
        }
        self.fault = FaultLabel(theme, self.fields["name"])
        save = Button(theme, _("记下"), kind=Kind.PRIMARY, key=key_words("deal_save"))
        leave = Button(theme, _("不记了"), key=key_words("deal_leave"))
        save.clicked.connect(lambda _checked=False: self.save())
        leave.clicked.connect(lambda _checked=False: self.left.emit())
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for at, field in enumerate(self.fields.values()):
            row, column = divmod(at, 2)
            grid.addLayout(titled(theme, field.accessibleName(), field), row, column)
            field.returnPressed.connect(self.save)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(leave)
        ends.addWidget(save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(10)
        rows.addWidget(label(theme, _("记一笔成交"), size=LARGE, bold=True))
        rows.addLayout(grid)
        rows.addWidget(self.fault)
        rows.addLayout(ends)
        rows.addStretch(1)

    def begin(self, today: date) -> None:
        """Start a new one, ordered today."""
        for field in self.fields.values():
            field.clear()
        self.fields["ordered"].setText(today.isoformat())
        self.fault.say("")
        self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Hand the texts up."""
        self.wanted.emit({name: field.text() for name, field in self.fields.items()})
