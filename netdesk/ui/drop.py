"""Files dropped anywhere on the window: a veil says where they go."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from netdesk.i18n import _
from netdesk.ui.icons import paint_icon
from netdesk.ui.paint import brush, pen
from netdesk.ui.theme import TITLE, Theme


class DropVeil(QWidget):
    """Covers the window while files are held over it."""

    dropped = Signal(object)  # paths

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Cover `window`, which hands its drag events on."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.setAcceptDrops(True)

    def entered(self, event: QDragEnterEvent) -> None:
        """Take files; leave everything else alone."""
        if paths_of(event.mimeData()):
            event.acceptProposedAction()
            self.setGeometry(self._window.rect())
            self.show()
            self.raise_()

    def left(self) -> None:
        """They are held elsewhere now."""
        self.hide()

    def let_go(self, event: QDropEvent) -> None:
        """They were let go over the window."""
        self.hide()
        paths = paths_of(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil and what it says."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ground = tokens.surface.toRgb()
        ground.setAlpha(235)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(ground))
        painter.drawRect(self.rect())
        frame = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        dashes = pen(tokens.accent, 2)
        dashes.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(dashes)
        painter.drawRoundedRect(frame, 12, 12)
        centre = frame.center()
        paint_icon(
            painter, "import", tokens.accent_text, QRectF(centre.x() - 20, centre.y() - 56, 40, 40)
        )
        painter.setPen(tokens.text)
        painter.setFont(self._theme.font(TITLE, bold=True))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, _("松开即可导入"))
        painter.end()


def paths_of(data: QMimeData) -> list[Path]:
    """Return the local files that are carried."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
