"""Pens and brushes, made the way that starts fast.

Where a colour is given in place of a brush, PySide first looks whether it could be a gradient, and
makes the 169 names of gradients for it: 7 ms before the first rectangle.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen


def brush(colour: QColor) -> QBrush:
    """Return a brush of one colour."""
    made = QBrush()
    made.setColor(colour)
    made.setStyle(Qt.BrushStyle.SolidPattern)
    return made


def pen(colour: QColor, width: float = 1) -> QPen:
    """Return a pen of one colour."""
    made = QPen()
    made.setColor(colour)
    made.setWidthF(width)
    return made
