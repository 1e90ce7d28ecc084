"""The icon family of resources/icons, drawn in any colour at any size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from netdesk.resources import resource


def paint_icon(painter: QPainter, name: str, colour: QColor, area: QRectF) -> None:
    """Paint icon `name` into `area` in `colour`."""
    _drawing(name, colour.name()).render(painter, area)


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
