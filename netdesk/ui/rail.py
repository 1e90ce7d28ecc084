"""The rail at the left: the pages there are, and the shop's name above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from netdesk.i18n import N_, _
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import ElidedLabel, surface

WIDE, NARROW = 148, 72


@dataclass(frozen=True)
class Place:
    """One page on the rail. `low` ones stand at its foot."""

    name: str
    text: str
    icon: str
    low: bool = False


PLACES = (
    Place("inbox", N_("收件箱"), "inbox"),
    Place("ideas", N_("创意"), "ideas"),
    Place("posts", N_("内容日历"), "calendar"),
    Place("activities", N_("活动"), "activities"),
    Place("channels", N_("渠道"), "channels"),
    Place("summary", N_("日报"), "summary"),
    Place("settings", N_("设置"), "settings", low=True),
)


class Rail(QWidget):
    """One place is chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, places: Sequence[Place] = PLACES) -> None:
        """Show `places`."""
        super().__init__()
        surface(self)
        self.setAccessibleName(_("页面"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        self._brand = ElidedLabel(theme.font(LARGE, bold=True))
        self._brand.setText(_("网销台"))
        self._shop = ElidedLabel(theme.font(SMALL), quiet=True)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(2)
        self._layout.addWidget(self._brand)
        self._layout.addWidget(self._shop)
        self._layout.addSpacing(16)
        for place in places:
            if place.low:
                self._layout.addStretch(1)
            self._add(theme, place)
        self.set_narrow(narrow=False)

    def choose(self, name: str) -> None:
        """Mark a place as the one shown."""
        self._buttons[name].setChecked(True)

    def show_shop(self, name: str, place: str) -> None:
        """Show whose desk this is."""
        self._shop.setText(" · ".join(part for part in (place, name) if part))

    def show_overdue(self, count: int) -> None:
        """Show how many leads are overdue."""
        self._buttons["inbox"].set_count(count, alert=True)

    def show_due(self, count: int) -> None:
        """Show how many posts are due."""
        self._buttons["posts"].set_count(count, alert=True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take little room: icons over words."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._shop.setVisible(not narrow)
        side = 4 if narrow else 8
        self._layout.setContentsMargins(side, 18, side, 12)
        inset = 0 if narrow else 12
        for part in (self._brand, self._shop):
            part.setContentsMargins(inset, 0, 0, 0)
        self._brand.setAlignment(
            Qt.AlignmentFlag.AlignHCenter if narrow else Qt.AlignmentFlag.AlignLeft
        )
        for button in self._buttons.values():
            button.set_narrow(narrow=narrow)

    def _add(self, theme: Theme, place: Place) -> None:
        button = Button(theme, _(place.text), kind=Kind.RAIL, icon=place.icon)
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(place.name))
        self._group.addButton(button)
        self._buttons[place.name] = button
        self._layout.addWidget(button)
