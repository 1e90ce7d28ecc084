"""The platforms as a table to edit: in use or not, how long a title may be, how it is counted."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from netdesk.domain.ideas.platform import Counting, Platform
from netdesk.i18n import N_, _
from netdesk.services.platforms import MOST
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.form import FIELD_HEIGHT, FaultLabel
from netdesk.ui.widgets.numbers import number_field, number_in
from netdesk.ui.widgets.text import label

_HEADS = (N_("在用的平台"), N_("标题最多几个字"), N_("怎么数"))
_COUNTINGS = {
    Counting.EACH: N_("每个字符算一个"),
    Counting.HALVES: N_("字母数字算半个（小红书）"),
}


class PlatformRows(QWidget):
    """A row a platform."""

    changed = Signal()

    def __init__(self, theme: Theme, platforms: Sequence[Platform]) -> None:
        """Show `platforms`; which are in use comes with `show`."""
        super().__init__()
        self._theme = theme
        self._platforms = tuple(platforms)
        self.boxes: dict[str, QCheckBox] = {}
        self.limits: dict[str, QLineEdit] = {}
        self.countings: dict[str, QComboBox] = {}
        self._faults: dict[str, FaultLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        for at, head in enumerate(_HEADS):
            self._grid.addWidget(label(theme, _(head), size=SMALL, quiet=True), 0, at)
        for at, platform in enumerate(self._platforms):
            self._add(platform, 1 + 2 * at)

    def show_platforms(self, platforms: Sequence[Platform], used: Sequence[str]) -> None:
        """Show the limits, and which are in use."""
        for one in platforms:
            self.boxes[one.code].setChecked(one.code in used)
            self.limits[one.code].setText(str(one.limit))
            self.countings[one.code].setCurrentIndex(list(Counting).index(one.counting))
        self.look()

    def used(self, before: Sequence[str]) -> tuple[str, ...]:
        """Return the codes of those in use, in the order they had before, new ones last."""
        listed = [code for code, box in self.boxes.items() if box.isChecked()]
        return tuple(sorted(listed, key=lambda c: before.index(c) if c in before else len(before)))

    def platforms(self) -> tuple[Platform, ...]:
        """Return the platforms as the rows write them; only while `look` finds nothing wrong."""
        return tuple(
            replace(
                one,
                limit=number_in(self.limits[one.code].text()) or one.limit,
                counting=Counting(self.countings[one.code].currentData()),
            )
            for one in self._platforms
        )

    def look(self) -> bool:
        """Mark the limits that can't be; return whether there are any."""
        for code, field in self.limits.items():
            number = number_in(field.text())
            is_fine = number is not None and 1 <= number <= MOST
            told = _("写 1 到 %(most)d 的整数") % {"most": MOST}
            self._faults[code].say("" if is_fine else told)
        return any(fault.text() for fault in self._faults.values())

    def _add(self, platform: Platform, row: int) -> None:
        code, name = platform.code, platform.name
        box = QCheckBox(name.replace("&", "&&"))
        limit = number_field(_("%(platform)s的标题字数") % {"platform": name})
        counting = QComboBox()
        counting.setAccessibleName(_("%(platform)s怎么数标题") % {"platform": name})
        counting.setFixedHeight(FIELD_HEIGHT)
        for way, text in _COUNTINGS.items():
            counting.addItem(_(text), way)
        fault = FaultLabel(self._theme, limit)
        box.toggled.connect(lambda _on: self.changed.emit())
        limit.textChanged.connect(lambda _text: self._edited())
        counting.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.boxes[code], self.limits[code] = box, limit
        self.countings[code], self._faults[code] = counting, fault
        self._grid.addWidget(box, row, 0)
        self._grid.addWidget(limit, row, 1)
        self._grid.addWidget(counting, row, 2)
        self._grid.addWidget(fault, row + 1, 1, 1, 2)

    def _edited(self) -> None:
        self.look()
        self.changed.emit()
