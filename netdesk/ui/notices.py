"""Notices inside the window: what was done, what could not be done and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from netdesk.errors import NetdeskError
from netdesk.i18n import _, say
from netdesk.ui.icons import paint_icon
from netdesk.ui.paint import brush, pen
from netdesk.ui.spoken import announce
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label

_NARROWEST, _WIDEST = 320, 560
_GAP = 8
_STAYS_MS = 7000
_MOST = 4


class Tone(StrEnum):
    """What a notice is about."""

    DONE = "done"
    TOLD = "told"
    REFUSED = "refused"
    BUSY = "busy"


@dataclass(frozen=True)
class Notice:
    """One notice. `action` is the words of its button and what the button does."""

    text: str
    tone: Tone = Tone.DONE
    action: tuple[str, Callable[[], None]] | None = None
    stays: bool = False  # until it is closed
    topic: str = ""  # a newer notice on it takes the place of the older


def refusal(error: NetdeskError) -> Notice:
    """Return the notice of what a user can be told."""
    return Notice(say(error), Tone.REFUSED, stays=True)


_INKS = {
    Tone.DONE: ("good_text", "check"),
    Tone.TOLD: ("accent_text", "inbox"),
    Tone.REFUSED: ("danger_text", "alert"),
    Tone.BUSY: ("accent_text", "import"),
}


class NoticeBox(QWidget):
    """One notice on screen: icon, words, a button, a way to close it."""

    def __init__(self, theme: Theme, notice: Notice, parent: QWidget) -> None:
        """Show `notice`; `closed` of Notices takes it away."""
        super().__init__(parent)
        self._theme = theme
        self.notice = notice
        self._words = label(theme, notice.text, wrap=True)
        self._close = Button(theme, _("关闭"), kind=Kind.TAG)
        self.setAccessibleName(notice.text)
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(self._words, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(42, 12, 12, 12)
        self._column.addLayout(self._line)
        if notice.action is not None:
            words, act = notice.action
            button = Button(theme, words)
            button.clicked.connect(lambda _checked=False: act())
            self._line.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def close_button(self) -> QPushButton:
        """The button that takes the notice away."""
        return self._close

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)
        self.setAccessibleName(text)

    def wish(self) -> int:
        """Return the width at which the words need one line, within bounds."""
        metrics = self._words.fontMetrics()
        words = max(metrics.horizontalAdvance(line) for line in self._words.text().split("\n"))
        others = self.minimumSizeHint().width() - self._words.minimumSizeHint().width()
        return min(max(_NARROWEST, words + others + 4), _WIDEST)

    def height_for(self, width: int) -> int:
        """Return the height the words need at `width`."""
        return self._column.heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the frame and the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ink_name, icon = _INKS[self.notice.tone]
        ink = getattr(tokens, ink_name)
        painter.setPen(pen(tokens.outline))
        painter.setBrush(brush(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        paint_icon(painter, icon, ink, QRectF(14, (self.height() - 18) / 2, 18, 18))
        painter.end()


class ProgressBox(NoticeBox):
    """A notice of work that goes on: how far it is, and a way to stop it."""

    def __init__(self, theme: Theme, notice: Notice, parent: QWidget) -> None:
        """Show work that has just begun."""
        super().__init__(theme, notice, parent)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(notice.text)
        self._column.addWidget(self.bar)
        self._close.hide()


class Notices(QObject):
    """Stacks notices over the lower left of `ground`; the newest is at the bottom."""

    def __init__(self, theme: Theme, ground: QWidget) -> None:
        """Show notices over `ground`."""
        super().__init__(ground)
        self._theme = theme
        self._ground = ground
        self._boxes: list[NoticeBox] = []
        self.corner = QPoint(16, 16)  # from the lower left

    def show(self, notice: Notice) -> NoticeBox:
        """Show a notice; what was done goes away by itself."""
        for older in self.boxes():
            if notice.topic and older.notice.topic == notice.topic:
                self.take_away(older)
        box = NoticeBox(self._theme, notice, self._ground)
        self._add(box)
        if not notice.stays:
            QTimer.singleShot(_STAYS_MS, box, lambda: self.take_away(box))
        announce(self._ground, notice.text, urgent=notice.tone is Tone.REFUSED)
        return box

    def show_progress(self, text: str, *, stop: tuple[str, Callable[[], None]]) -> ProgressBox:
        """Show work that goes on, with the button that stops it."""
        notice = Notice(text, Tone.BUSY, action=stop, stays=True)
        box = ProgressBox(self._theme, notice, self._ground)
        self._add(box)
        return box

    def take_away(self, box: NoticeBox) -> None:
        """Take a notice away."""
        if box in self._boxes:
            self._boxes.remove(box)
            box.hide()
            box.deleteLater()
            self.place()

    def texts(self) -> list[str]:
        """Return what is shown, the oldest first."""
        return [box.text() for box in self._boxes]

    def boxes(self) -> tuple[NoticeBox, ...]:
        """Return the notices that are shown, the oldest first."""
        return tuple(self._boxes)

    def _add(self, box: NoticeBox) -> None:
        box.close_button.clicked.connect(lambda _checked=False: self.take_away(box))
        self._boxes.append(box)
        settled = [one for one in self._boxes if not isinstance(one, ProgressBox)]
        if len(settled) > _MOST:
            self.take_away(settled[0])
        self.place()
        box.show()
        box.raise_()

    def place(self) -> None:
        """Keep the notices in their corner; called when the ground changes its size."""
        bottom = self._ground.height() - self.corner.y()
        for box in reversed(self._boxes):
            width = min(box.wish(), self._ground.width() - 2 * self.corner.x())
            height = max(box.height_for(width), box.minimumSizeHint().height())
            box.setFixedSize(QSize(width, height))
            bottom -= height
            box.move(self.corner.x(), bottom)
            bottom -= _GAP
