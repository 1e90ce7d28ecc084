"""How a day is drawn: its date and what it is, then its posts, as lines or as cards."""

from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from netdesk.domain.posts.post import Post
from netdesk.i18n import _, ngettext
from netdesk.ui.paint import brush, pen
from netdesk.ui.posts.layout import Look, Piece, Pieces
from netdesk.ui.posts.model import CalendarModel, Cell, Index
from netdesk.ui.posts.saying import (
    day_tag,
    kind_words,
    leads_words,
    mark_of,
    result_words,
    title_of,
)
from netdesk.ui.posts.signs import SIGN, is_reply, paint_ground, paint_reply, paint_sign
from netdesk.ui.theme import BODY, SMALL, Theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_HEAD = 22
_QUOTES = '“”‘’"「『【《 '
_LINES = 3  # of a headline on a card


class Shown(Protocol):
    """What a view says of what it shows."""

    look: Look
    chosen_post: int | None
    over: tuple[int, int] | None

    def calendar(self) -> CalendarModel: ...
    def is_chosen(self, index: Index) -> bool: ...
    def pieces(self, index: Index) -> Pieces: ...


class DayDelegate(QStyledItemDelegate):
    """Draws one day."""

    def __init__(self, theme: Theme, view: Shown) -> None:
        """Ask `view` which day and which post are chosen."""
        super().__init__()
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the head, the posts."""
        cell = self._view.calendar().cell(index.row(), index.column())
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, cell, area, index)
        self._paint_head(painter, cell, area)
        pieces = self._view.pieces(index)
        for piece in pieces.shown:
            if self._view.look.has_times:
                self._paint_card(painter, piece)
            else:
                self._paint_line(painter, piece)
        if pieces.left_out:
            self._paint_more(painter, pieces)
        if self._view.is_chosen(index):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(self._theme.tokens.accent, 2))
            painter.drawRect(QRectF(area).adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_ground(self, painter: QPainter, cell: Cell, area: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        ground = tokens.surface if cell.day.is_open and not cell.is_outside else tokens.page
        if self._view.over == (index.row(), index.column()):
            ground = tokens.accent_soft
        painter.fillRect(area, brush(ground))
        painter.setPen(tokens.border)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())

    def _paint_head(self, painter: QPainter, cell: Cell, area: QRect) -> None:
        tokens = self._theme.tokens
        left, top = area.left() + 6, area.top() + 2
        number = str(cell.day.day.day)
        if cell.day.day.day == 1 or self._view.look.has_times:
            number = f"{cell.day.day.month}/{cell.day.day.day}"
        font = self._theme.font(SMALL, bold=cell.is_today)
        width = QFontMetrics(font).horizontalAdvance(number)
        ink = tokens.muted if cell.is_past or cell.is_outside else tokens.text
        if cell.is_today:
            pill = QRectF(left - 2, top + 2, max(18, width + 10), 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush(tokens.accent))
            painter.drawRoundedRect(pill, 9, 9)
            self._words(painter, pill, number, font, tokens.on_accent, Qt.AlignmentFlag.AlignCenter)
            left = int(pill.right()) + 6
        else:
            self._words(painter, QRectF(left, top, width + 2, _HEAD), number, font, ink)
            left += width + 6
        right = area.right() - 5
        tag = day_tag(cell.day)
        if tag:
            makeup = cell.day.is_makeup
            right = self._paint_tag(painter, tag, right, top, ink=makeup)
        self._words(
            painter,
            QRectF(left, top, right - left, _HEAD),
            cell.name,
            self._theme.font(SMALL),
            tokens.muted,
        )
        if self._view.look.has_times:
            hours = cell.day.windows or _("本日不营业")
            place = QRectF(area.left() + 6, top + _HEAD - 2, area.width() - 10, 18)
            self._words(painter, place, hours, self._theme.font(SMALL), tokens.muted)

    def _paint_tag(self, painter: QPainter, tag: str, right: int, top: int, *, ink: bool) -> int:
        """Draw 休 or 班 in a frame that ends at `right`; return where it begins."""
        tokens, font = self._theme.tokens, self._theme.font(SMALL)
        width = QFontMetrics(font).horizontalAdvance(tag) + 6
        frame = QRectF(right - width, top + 3, width, 17)
        colour = tokens.urgent_text if ink else tokens.muted
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(colour))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        self._words(painter, frame, tag, font, colour, Qt.AlignmentFlag.AlignCenter)
        return int(frame.left()) - 4

    def _paint_line(self, painter: QPainter, piece: Piece) -> None:
        post, area = piece.post, QRectF(piece.area)
        tokens = self._theme.tokens
        chosen = post.id == self._view.chosen_post
        paint_ground(painter, tokens, post.content, area, chosen=chosen)
        left = self._paint_signs(painter, post, area.left() + 6, area)
        right = area.right() - 4
        font = self._theme.font(SMALL, bold=chosen)
        if post.leads:
            told = str(post.leads)
            width = QFontMetrics(self._theme.font(SMALL, bold=True)).horizontalAdvance(told)
            place = QRectF(right - width, area.top(), width, area.height())
            strong = self._theme.font(SMALL, bold=True)
            self._words(painter, place, told, strong, tokens.good_text, _RIGHT)
            right -= width + 4
        title = _fitting(title_of(post.content).lstrip(_QUOTES), font, right - left)
        place = QRectF(left, area.top(), right - left + 2, area.height())
        self._words(painter, place, title, font, tokens.text)

    def _paint_signs(self, painter: QPainter, post: Post, left: float, area: QRectF) -> float:
        """Draw a post's state, and the arrow of a reply; return where the words begin."""
        tokens = self._theme.tokens
        top = area.top() + (min(area.height(), 20) - SIGN) / 2
        mark = mark_of(post, self._view.calendar().here.now)
        paint_sign(painter, tokens, mark, QRectF(left, top, SIGN, SIGN))
        left += SIGN + 4
        if is_reply(post.content):
            paint_reply(painter, tokens.muted, QRectF(left, top - 1, SIGN + 2, SIGN + 2))
            left += SIGN + 4
        return left

    def _paint_card(self, painter: QPainter, piece: Piece) -> None:
        post, tokens = piece.post, self._theme.tokens
        area = QRectF(piece.area)
        calendar = self._view.calendar()
        chosen = post.id == self._view.chosen_post
        paint_ground(painter, tokens, post.content, area, chosen=chosen)
        inner = area.adjusted(8, 5, -6, -5)
        first = QRectF(inner.left(), inner.top(), inner.width(), 18)
        left = self._paint_signs(painter, post, inner.left(), first.adjusted(0, -1, 0, 1))
        bold = self._theme.font(SMALL, bold=True)
        time = calendar.here.time_of(post)
        width = QFontMetrics(bold).horizontalAdvance(time)
        self._words(painter, QRectF(left, first.top(), width + 2, 18), time, bold, tokens.text)
        small, platform = self._theme.font(SMALL), calendar.platform(post)
        last_words = _last_line(post)
        room = first.right() - left - width - 6
        if QFontMetrics(small).horizontalAdvance(platform) <= room:
            place = QRectF(left + width + 6, first.top(), room, 18)
            self._words(painter, place, platform, small, tokens.muted, _RIGHT)
        else:
            last_words = f"{platform} · {last_words}"
        body = QRectF(inner.left(), first.bottom() + 1, inner.width(), inner.height() - 38)
        self._paint_headline(painter, title_of(post.content), body)
        last = QRectF(inner.left(), inner.bottom() - 17, inner.width(), 18)
        self._words(painter, last, last_words, small, tokens.muted)

    def _paint_headline(self, painter: QPainter, text: str, area: QRectF) -> None:
        """Draw a headline in up to three lines, the last one cut where there are more."""
        font = self._theme.font(BODY if area.width() > 120 else SMALL)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.text)
        metrics = QFontMetrics(font)
        most = max(1, min(_LINES, int(area.height() // metrics.height())))
        layout = QTextLayout(text, font)
        wrapping = QTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrapping)
        layout.beginLayout()
        top = area.top()
        for n in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(area.width())
            start, length = line.textStart(), line.textLength()
            shown = text[start : start + length]
            if n == most - 1 and start + length < len(text):
                rest = text[start:]
                mode = Qt.TextElideMode.ElideRight
                shown = metrics.elidedText(rest, mode, int(area.width()))
            place = QRectF(area.left(), top, area.width(), metrics.height())
            painter.drawText(place, _LEFT, shown.strip())
            top += metrics.height()
        layout.endLayout()

    def _paint_more(self, painter: QPainter, pieces: Pieces) -> None:
        n = pieces.left_out
        told = ngettext("还有 %(n)d 篇", "还有 %(n)d 篇", n) % {"n": n}
        ink = self._theme.tokens.accent_text
        area = QRectF(pieces.more).adjusted(6, 0, 0, 0)
        self._words(painter, area, told, self._theme.font(SMALL), ink)

    def _words(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        font: QFont,
        ink: QColor,
        where: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        if not text or area.width() < 4:
            return
        shown = QFontMetrics(font).elidedText(
            text, Qt.TextElideMode.ElideRight, int(area.width() + 1)
        )
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(area, where, shown)


def _fitting(text: str, font: QFont, room: float) -> str:
    """Return as many signs as there is room for: dots at the end would cost one more of few."""
    metrics = QFontMetrics(font)
    fits = min(len(text), int(room // 5))  # no sign is narrower
    while fits and metrics.horizontalAdvance(text[:fits]) > room:
        fits -= 1
    return text[:fits]


def _last_line(post: Post) -> str:
    """Return what a card ends with: what came of the post, else its kind."""
    told = [leads_words(post.leads)] if post.leads else []
    result = result_words(post.result)
    if result:
        told.append(result)
    return " · ".join(told) or kind_words(post.content)
