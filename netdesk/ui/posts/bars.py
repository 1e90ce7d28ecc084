"""Over the calendar: which month or week is shown, and the mix; under it what the signs mean."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from netdesk.domain.posts.mix import Mixes, Window
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.paint import brush
from netdesk.ui.posts.saying import Mark, mark_words
from netdesk.ui.posts.signs import BAR, SIGN, paint_reply, paint_sign
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.mix_bar import MixBar
from netdesk.ui.widgets.text import label

_TITLE = 152


class PeriodBar(QWidget):
    """The month or week, and the ways to others."""

    moved = Signal(int)
    today_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a title."""
        super().__init__()
        self._title = label(theme, size=LARGE, bold=True)
        self._title.setMinimumWidth(_TITLE)
        self._hint = label(theme, size=SMALL, quiet=True)
        back = Button(theme, "‹", key=key_words("period_back"))
        back.setAccessibleName(_("往前"))
        back.clicked.connect(lambda _checked=False: self.moved.emit(-1))
        on = Button(theme, "›", key=key_words("period_next"))
        on.setAccessibleName(_("往后"))
        on.clicked.connect(lambda _checked=False: self.moved.emit(1))
        today = Button(theme, _("今天"), key=key_words("posts_today"))
        today.clicked.connect(lambda _checked=False: self.today_wanted.emit())
        self.look = Button(theme, _("看周"), key=key_words("posts_look"))
        self.look.clicked.connect(lambda _checked=False: self.look_wanted.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._title)
        for button in (back, on, today, self.look):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self._hint)

    def show_period(self, first: date, last: date, month: date | None, *, published: bool) -> None:
        """Show a month, or the week from `first` to `last`."""
        if month is not None:
            facts = {"year": month.year, "month": month.month}
            self._title.setText(_("%(year)d年%(month)d月") % facts)
        else:
            span = {"from": f"{first:%m.%d}", "to": f"{last:%m.%d}", "year": first.year}
            self._title.setText(_("%(year)d年 %(from)s–%(to)s") % span)
        self.look.set_words(_("看周") if month is not None else _("看月"))
        self._hint.setText("" if published else _("调休未公布"))

    def title(self) -> str:
        """Return which month or week is shown."""
        return self._title.text()


class MixBars(QWidget):
    """The mix of the 7 and of the 28 days that end on the chosen day."""

    def __init__(self, theme: Theme) -> None:
        """Start without posts."""
        super().__init__()
        self.bars = {window: MixBar(theme) for window in Window}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(20)
        for bar in self.bars.values():
            line.addWidget(bar, 1)

    def show_mixes(self, mixes: Mixes, day: date, today: date) -> None:
        """Show both windows that end on `day`."""
        for window, bar in self.bars.items():
            facts = {"n": window.days, "month": day.month, "day": day.day}
            title = _("近 %(n)d 天") if day == today else _("到 %(month)d/%(day)d 的 %(n)d 天")
            bar.show_mix(title % facts, mixes.of(window), mixes.target)


class Legend(QWidget):
    """What the signs mean, in a line; those that don't fit are left out."""

    def __init__(self, theme: Theme) -> None:
        """List the signs."""
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._entries: list[tuple[str, Callable[[QPainter, QRectF], None]]] = [
            (mark_words(mark), self._sign(mark))
            for mark in (Mark.SCHEDULED, Mark.DUE, Mark.PUBLISHED)
        ]
        self._entries.append((_("回复"), self._reply))
        self._entries.append((_("促销"), self._bar))
        self._entries.append((_("数字是带来的线索"), self._number))
        self.setAccessibleName("，".join(said for said, _draw in self._entries))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(200, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them from the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font(SMALL)
        metrics = QFontMetrics(font)
        left = 0.0
        for said, draw in self._entries:
            width = metrics.horizontalAdvance(said)
            if left + SIGN + 5 + width > self.width():
                break
            draw(painter, QRectF(left, 3, SIGN, SIGN))
            painter.setFont(font)
            painter.setPen(self._theme.tokens.muted)
            painter.drawText(QRectF(left + SIGN + 5, 0, width + 2, 18), said)
            left += SIGN + 5 + width + 14
        painter.end()

    def _sign(self, mark: Mark) -> Callable[[QPainter, QRectF], None]:
        return lambda painter, area: paint_sign(painter, self._theme.tokens, mark, area)

    def _reply(self, painter: QPainter, area: QRectF) -> None:
        paint_reply(painter, self._theme.tokens.muted, area.adjusted(-1, -1, 1, 1))

    def _bar(self, painter: QPainter, area: QRectF) -> None:
        tokens = self._theme.tokens
        painter.fillRect(area, brush(tokens.soon_fill))
        painter.fillRect(
            QRectF(area.left(), area.top(), BAR, area.height()), brush(tokens.mix_promotion)
        )

    def _number(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(self._theme.font(SMALL, bold=True))
        painter.setPen(self._theme.tokens.good_text)
        painter.drawText(area.adjusted(0, -4, 4, 4), "2")
