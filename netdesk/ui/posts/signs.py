"""The signs a post is drawn with: its state by shape and colour, promotion by a bar, replies."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from netdesk.domain.ideas.technique import Method
from netdesk.domain.posts.post import PostText
from netdesk.ui.icons import paint_icon
from netdesk.ui.paint import brush, pen
from netdesk.ui.posts.saying import Mark
from netdesk.ui.theme import Tokens

SIGN = 12
BAR = 3


def sign_ink(tokens: Tokens, mark: Mark) -> QColor:
    """Return the ink of a state."""
    return {
        Mark.DRAFT: tokens.muted,
        Mark.SCHEDULED: tokens.accent_text,
        Mark.DUE: tokens.urgent_text,
        Mark.PUBLISHED: tokens.good_text,
    }[mark]


def paint_sign(painter: QPainter, tokens: Tokens, mark: Mark, area: QRectF) -> None:
    """Draw a state's shape into a square.

    A dashed ring is a draft, a ring is scheduled, a filled diamond is due, a tick is out.
    """
    ink = sign_ink(tokens, mark)
    body = area.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is Mark.PUBLISHED:
        _paint_tick(painter, ink, tokens.surface, area)
    elif mark is Mark.DUE:
        _paint_diamond(painter, ink, area)
    else:
        stroke = pen(ink, 1.75)
        if mark is Mark.DRAFT:
            stroke.setDashPattern([1.4, 1.4])
        painter.setPen(stroke)
        painter.drawEllipse(body)


def paint_reply(painter: QPainter, ink: QColor, area: QRectF) -> None:
    """Draw the arrow of a post that answers another's."""
    paint_icon(painter, "reply", ink, area)


def paint_ground(
    painter: QPainter, tokens: Tokens, content: PostText, area: QRectF, *, chosen: bool
) -> None:
    """Draw the ground a post stands on: promotion has a bar at its left, the chosen one a frame."""
    promotes = content.column.promotes
    ground = tokens.soon_fill if promotes else tokens.calm_fill
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(tokens.accent_soft if chosen else ground))
    painter.drawRoundedRect(area, 4, 4)
    if promotes:
        painter.setBrush(brush(tokens.mix_promotion))
        painter.drawRoundedRect(QRectF(area.left(), area.top(), BAR, area.height()), 1.5, 1.5)
    if chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(tokens.accent, 1.5))
        painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)


def is_reply(content: PostText) -> bool:
    """Say whether a post answers another's (R4)."""
    return content.method is Method.COMMENT


def _paint_diamond(painter: QPainter, ink: QColor, area: QRectF) -> None:
    middle, reach = area.center(), area.width() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(ink))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), middle.y() - reach),
                QPointF(middle.x() + reach, middle.y()),
                QPointF(middle.x(), middle.y() + reach),
                QPointF(middle.x() - reach, middle.y()),
            ]
        )
    )


def _paint_tick(painter: QPainter, ink: QColor, ground: QColor, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(ink))
    painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
    stroke = pen(ground, 1.5)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(stroke)
    side = area.width()
    points = [(0.28, 0.52), (0.44, 0.67), (0.72, 0.36)]
    painter.drawPolyline(
        QPolygonF([QPointF(area.left() + side * x, area.top() + side * y) for x, y in points])
    )
