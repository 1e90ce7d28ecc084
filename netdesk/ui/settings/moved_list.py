"""Before hours are saved: which waiting leads get another deadline."""

from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from netdesk.domain.deadlines.when import day_and_time
from netdesk.i18n import _, ngettext
from netdesk.services.hours import Moved
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label

_SHOWN = 8


class MovedList(QFrame):
    """Asks once, in place."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start hidden."""
        super().__init__()
        self._theme = theme
        self._confirm: Callable[[], None] = lambda: None
        self.setProperty("panel", True)  # noqa: FBT003
        self._title = label(theme, bold=True, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setColumnStretch(2, 1)
        self.yes = Button(theme, _("确认保存"), kind=Kind.PRIMARY)
        self.yes.clicked.connect(lambda _checked=False: self._confirm())
        no = Button(theme, _("回去再改"))
        no.clicked.connect(lambda _checked=False: self._leave())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.yes)
        line.addWidget(no)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addLayout(self._grid)
        layout.addLayout(line)
        self.hide()

    def ask(
        self, moved: Sequence[Moved], zone: ZoneInfo, today: date, confirm: Callable[[], None]
    ) -> None:
        """Show what would move; `confirm` saves."""
        self._confirm = confirm
        n = len(moved)
        title = ngettext(
            "还没有保存：这样改，%(n)d 条待首响线索的时限会变",
            "还没有保存：这样改，%(n)d 条待首响线索的时限会变",
            n,
        )
        self._title.setText(title % {"n": n})
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for at, one in enumerate(moved[:_SHOWN]):
            before = day_and_time(one.before, zone, today)
            after = day_and_time(one.after, zone, today)
            self._grid.addWidget(label(self._theme, one.name or _("未留姓名")), at, 0)
            self._grid.addWidget(label(self._theme, f"{before} → {after}"), at, 1)
        if n > _SHOWN:
            rest = _("另外 %(n)d 条") % {"n": n - _SHOWN}
            self._grid.addWidget(label(self._theme, rest, quiet=True), _SHOWN, 0)
        self.show()
        self.yes.setFocus()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
