"""A post that is dragged: what is carried, and how it looks under the mouse."""

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

MIME = "application/x-netdesk-post"
_MOST = 180  # pixels across


def carried(post_id: int) -> QMimeData:
    """Return what a dragged post carries: its id, which says nothing outside this window."""
    data = QMimeData()
    data.setData(MIME, str(post_id).encode())
    return data


def post_in(data: QMimeData) -> int | None:
    """Return the id of the post that is carried; None where there is none."""
    if not data.hasFormat(MIME):
        return None
    told = bytes(data.data(MIME).data())
    return int(told) if told.isdigit() else None


def drag(source: QWidget, post_id: int, area: QRect, at: QPoint) -> None:
    """Let a post follow the mouse, as `area` of `source` shows it, until it is let go."""
    area = area.intersected(source.rect())
    ratio = source.devicePixelRatioF()
    shown = QPixmap(area.size() * ratio)
    shown.setDevicePixelRatio(ratio)
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    painter.setOpacity(0.85)
    painter.drawPixmap(QPoint(), source.grab(area))
    painter.end()
    dragged = QDrag(source)
    dragged.setMimeData(carried(post_id))
    dragged.setPixmap(shown)
    dragged.setHotSpot(at - area.topLeft())
    dragged.exec(Qt.DropAction.MoveAction)
