"""The one tick of the window: every second while something that shows time can be seen.

Clock and countdowns change on the same beat. Nothing beats while everything is hidden (decision 5).
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
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

    def attach(self, widget: QWidget, beat: Callable[[datetime], None]) -> None:
        """Call `beat` with the time whenever `widget` is shown, and every second while it is."""
        self._beats[widget] = beat
        widget.installEventFilter(self)
        widget.destroyed.connect(lambda: self._beats.pop(widget, None))

    def is_beating(self) -> bool:
        """Say whether the timer runs."""
        return self._timer.isActive()

    def beat(self) -> None:
        """Tell every visible widget what time it is."""
        now = self._now()
        for widget, beat in list(self._beats.items()):
            if widget.isVisible():
                beat(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start and stop with what is seen."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            self._beats[watched](self._now())
            self._timer.start()
        elif event.type() is QEvent.Type.Hide and not any(
            widget.isVisible() for widget in self._beats if widget is not watched
        ):
            self._timer.stop()
        return False
