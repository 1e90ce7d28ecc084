"""Where the parts of the calendar stand: the days in the middle, the post beside, the drafts."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netdesk.ui.posts.side import Side
from netdesk.ui.posts.view import CalendarView
from netdesk.ui.widgets.text import rule

_NARROW, _WIDE = 980, 1500
_SIDES = (330, 372, 440)  # widths of the right side
_TRAY = 224
_ANY_WIDTH = 16_777_215  # Qt's own largest


class CalendarFrame:
    """Lays the parts out on a widget; `is_wide`: the drafts have a column of their own."""

    def __init__(self, around: QWidget, middle: Sequence[QWidget], side: Side) -> None:
        """Put `middle` one under the other, the view the highest."""
        self.is_wide = False
        self._side = side
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(16, 10, 16, 8)
        self._middle.setSpacing(8)
        for part in middle:
            self._middle.addWidget(part, int(isinstance(part, CalendarView)))
        self._rule = rule(upright=True)
        self._rule.hide()
        self._line = QHBoxLayout(around)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self._rule)
        self._line.addLayout(self._middle, 1)
        self._line.addWidget(rule(upright=True))
        self._line.addWidget(side)

    def share(self, width: int) -> bool:
        """Give each part its share of a width; say whether the drafts went elsewhere."""
        narrow, usual, wide = _SIDES
        is_narrow, is_wide = width < _NARROW, width >= _WIDE
        self._side.setFixedWidth(narrow if is_narrow else wide if is_wide else usual)
        self._side.panel.set_margins(14 if is_narrow else 18)
        edge = 10 if is_narrow else 16
        self._middle.setContentsMargins(edge, 10, edge, 8)
        if is_wide == self.is_wide:
            return False
        self.is_wide = is_wide
        self._place_tray()
        return True

    def _place_tray(self) -> None:
        """Put the drafts into a column of their own, or back beside the post."""
        tray = self._side.tray
        if self.is_wide:
            self._side.removeWidget(tray)
            tray.setFixedWidth(_TRAY)
            self._line.insertWidget(0, tray)
            tray.show()
        else:
            self._line.removeWidget(tray)
            tray.setMinimumWidth(0)
            tray.setMaximumWidth(_ANY_WIDTH)
            self._side.addWidget(tray)
        self._rule.setVisible(self.is_wide)
