"""Files dropped anywhere on the window: a veil says where they go."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from netdesk.i18n import _
from netdesk.ui.icons import paint_icon
from netdesk.ui.theme import TITLE, Theme


class DropVeil(QWidget):
    """Covers the window while files are held over it."""

    dropped = Signal(list)  # paths

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Watch `window` for files."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files; leave everything else alone."""
        kind = event.type()
        if kind is QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if paths_of(event.mimeData()):
                event.acceptProposedAction()
                self.setGeometry(self._window.rect())
                self.show()
                self.raise_()
            return True
        if kind is QEvent.Type.DragLeave:
            self.hide()
            return True
        if kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hide()
            paths = paths_of(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil and what it says."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ground = tokens.surface.toRgb()
        ground.setAlpha(235)
        painter.fillRect(self.rect(), ground)
        frame = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        painter.setPen(QPen(tokens.accent, 2, Qt.PenStyle.DashLine))
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
