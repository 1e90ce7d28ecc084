"""A chart on screen: the picture, what is pointed at, and the list that a click opens."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from netdesk.domain.figures.charts import Drawing, Region
from netdesk.i18n import _
from netdesk.ui.paint import pen
from netdesk.ui.spoken import announce
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.text import surface, tip

_WAIT_MS = 120  # after the last change of size
LEAST = (360, 280)
_ONE_LINE = 60  # characters of a value that stays on one line


class ChartPicture(QWidget):
    """Shows a drawing at the screen's own pixels. `resized` asks for another of its new size."""

    opened = Signal(object)  # a Region
    resized = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, theme: Theme) -> None:
        """Start without a picture."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._image = QImage()
        self._drawing: Drawing | None = None
        self._place = -1  # of the region the keys are on
        self._waits = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*LEAST)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.resized)

    def show_drawing(self, drawing: Drawing, described: str) -> None:
        """Show a picture; `described` is the whole of it in a sentence."""
        self._drawing = drawing
        self._image = QImage.fromData(drawing.png)
        self._image.setDevicePixelRatio(self._image.width() / max(drawing.width, 1))
        self._place, self._waits = -1, False
        self.setAccessibleName(described)
        self.setAccessibleDescription("")
        self.update()

    def wait(self) -> None:
        """Say that a picture is being drawn where there is none yet."""
        self._waits = self._drawing is None
        self.update()

    def drawing(self) -> Drawing | None:
        """Return what is shown."""
        return self._drawing

    def region(self) -> Region | None:
        """Return what the keys are on."""
        regions = self._regions()
        return regions[self._place] if 0 <= self._place < len(regions) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, and a frame where the keys are."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self._drawing is None:
            if self._waits:
                painter.setFont(self._theme.font())
                painter.setPen(tokens.muted)
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("正在画图…"))
            painter.end()
            return
        painter.drawImage(QPoint(0, 0), self._image)
        region = self.region()
        if region is not None and self.hasFocus():
            area = QRectF(region.x, region.y, region.w, region.h)
            painter.setPen(pen(tokens.accent_text, 2))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the value of what is pointed at."""
        at = event.position()
        region = self._drawing.at(at.x(), at.y()) if self._drawing else None
        opens = region is not None and region.behind is not None
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if region is None or not region.text:
            QToolTip.hideText()
            return
        area = QRect(round(region.x), round(region.y), round(region.w), round(region.h))
        QToolTip.showText(event.globalPosition().toPoint(), _said(region.text), self, area)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list behind what was clicked."""
        at = event.position()
        region = self._drawing.at(at.x(), at.y()) if self._drawing else None
        if event.button() is Qt.MouseButton.LeftButton and region and region.behind:
            self.opened.emit(region)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save."""
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark; Enter opens the list behind one."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            region = self.region()
            if region is not None and region.behind:
                self.opened.emit(region)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: object) -> None:
        """Take the frame away."""
        QToolTip.hideText()
        self.update()

    def focusInEvent(self, event: object) -> None:
        """Show where the keys are."""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size, once it has come to rest."""
        super().resizeEvent(event)
        self._timer.start()

    def _regions(self) -> tuple[Region, ...]:
        """Return what the keys can be on: marks with a list, else all that say something."""
        every = self._drawing.regions if self._drawing else ()
        return tuple(one for one in every if one.behind) or tuple(r for r in every if r.text)

    def _step(self, by: int) -> None:
        regions = self._regions()
        if not regions:
            return
        self._place = (self._place + by) % len(regions) if self._place >= 0 else 0
        region = regions[self._place]
        self.setAccessibleDescription(region.text)
        announce(self, region.text)
        at = QPoint(round(region.x + region.w / 2), round(region.y))
        QToolTip.showText(self.mapToGlobal(at), _said(region.text), self)
        self.update()


def _said(text: str) -> str:
    """Return a value for a tool tip, which breaks even short lines where it can."""
    style = "white-space:nowrap" if len(text) <= _ONE_LINE else ""
    return f'<div style="{style}">{tip(text)}</div>'
