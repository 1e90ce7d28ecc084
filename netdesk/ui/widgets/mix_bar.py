"""The mix as a bar: what helps against what promotes, with the shop's target as a line (R14)."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from netdesk.domain.posts.mix import Mix
from netdesk.i18n import _
from netdesk.ui.paint import brush
from netdesk.ui.theme import SMALL, Theme

_BAR = 8
_GAP = 4
_NARROWEST = 168


class MixBar(QWidget):
    """A line of words over the bar. Above the target the words say so, in the ink of dangers."""

    def __init__(self, theme: Theme) -> None:
        """Start without posts."""
        super().__init__()
        self._theme = theme
        self._mix = Mix()
        self._target = 0.0
        self._title = ""
        self._line = QFontMetrics(theme.font(SMALL)).height()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_mix(self, title: str, mix: Mix, target: float) -> None:
        """Show `mix` under its title (近 7 天) against `target`, a share from 0 to 1."""
        self._title, self._mix, self._target = title, mix, target
        told = f"{title}：{self.words()}"
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def words(self) -> str:
        """Return what the bar says, without its title."""
        share = self._mix.share
        if share is None:
            return _("没有帖子")
        facts = {
            "help": self._mix.help,
            "promotion": self._mix.promotion,
            "share": f"{share:.0%}",
            "target": f"{self._target:.0%}",
        }
        if self.is_above():
            return _("帮助 %(help)d，促销 %(promotion)d · 促销 %(share)s，超过 %(target)s") % facts
        return _("帮助 %(help)d，促销 %(promotion)d · 促销 %(share)s，目标 ≤%(target)s") % facts

    def is_above(self) -> bool:
        """Say whether more promotes than the target."""
        return self._mix.above(self._target)

    def sizeHint(self) -> QSize:
        """Return the room for the words and the bar."""
        return QSize(_NARROWEST, self._line + _GAP + _BAR)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(_NARROWEST, self._line + _GAP + _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, then the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter)
        self._paint_bar(painter, QRectF(0, self._line + _GAP, self.width(), _BAR))
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.font(SMALL, bold=True))
        painter.setPen(tokens.text)
        painter.drawText(QRectF(0, 0, self.width(), self._line), middle, self._title)
        left = painter.fontMetrics().horizontalAdvance(self._title) + 8
        painter.setFont(self._theme.font(SMALL, bold=self.is_above()))
        painter.setPen(tokens.danger_text if self.is_above() else tokens.muted)
        room = int(self.width() - left)
        words = painter.fontMetrics().elidedText(self.words(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, self._line), middle, words)

    def _paint_bar(self, painter: QPainter, area: QRectF) -> None:
        tokens, share = self._theme.tokens, self._mix.share
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(tokens.calm_bar if share is None else tokens.mix_help))
        painter.drawRoundedRect(area, _BAR / 2, _BAR / 2)
        if share:
            split = area.right() - area.width() * share
            painter.setClipRect(QRectF(split, area.top(), area.right() - split, area.height()))
            painter.setBrush(brush(tokens.mix_promotion))
            painter.drawRoundedRect(area, _BAR / 2, _BAR / 2)
            painter.setClipping(False)
        at = area.right() - area.width() * self._target
        painter.setBrush(brush(tokens.text))
        painter.drawRect(QRectF(at - 1, area.top() - 2, 2, area.height() + 4))
