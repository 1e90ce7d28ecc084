"""The one tick of the window: every second while something that shows time can be seen.

Clock and countdowns change on the same beat. Nothing beats while everything is hidden (decision 5).
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_SECOND = 1000


class Pulse(QObject):
    """A coarse one-second timer, running from the first show to the last hide of its widgets."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        """`now` is the clock."""
        super().__init__(parent)
        self._now = now
        self._beats: dict[QWidget, Callable[[datetime], None]] = {}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self.beat)

    def shown(self, widget: QWidget, beat: Callable[[datetime], None]) -> None:
        """Call `beat` now and every second until `widget` is hidden; its showEvent says so."""
        self._beats[widget] = beat
        beat(self._now())
        self._timer.start()

    def hidden(self, widget: QWidget) -> None:
        """Stop for `widget`; its hideEvent says so."""
        self._beats.pop(widget, None)
        if not self._beats:
            self._timer.stop()

    def is_beating(self) -> bool:
        """Say whether the timer runs."""
        return self._timer.isActive()

    def beat(self) -> None:
        """Tell everything that is shown what time it is."""
        now = self._now()
        for beat in list(self._beats.values()):
            beat(now)
