"""The shop's state in the top bar: open until, or closed until, and the time now."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from netdesk.domain.deadlines.when import day_and_time
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services.hours import ShopHours, ShopState
from netdesk.ui.pulse import Pulse
from netdesk.ui.theme import BODY, Theme

_DOT = " · "


class ShopClock(QWidget):
    """Painted from the right in digits of one width, so that nothing jumps with the seconds."""

    def __init__(self, theme: Theme, hours: ShopHours, pulse: Pulse) -> None:
        """Ask `hours` when the state may have changed; go with `pulse`."""
        super().__init__()
        self._pulse = pulse
        self._theme = theme
        self._hours = hours
        self._state: ShopState | None = None
        self._asked: date | None = None
        self._parts = ("", "", "")
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def beat(self, now: datetime) -> None:
        """Show the time; ask for the state again when it has run out."""
        zone = self._hours.current().zone
        local = now.astimezone(zone)
        if self._is_stale(now, local.date()):
            self._ask(now, local.date())
        opened, until = self._words(now)
        if self._state is not None and not self._state.published:
            until = _DOT.join(part for part in (until, _("调休未公布")) if part)
        clock = _("现在 %(time)s") % {"time": f"{local:%H:%M:%S}"}
        before = self._parts
        self._parts = (opened, until, clock)
        if [len(part) for part in before] != [len(part) for part in self._parts]:
            self.updateGeometry()
        minute = f"{opened} {until} {local:%H:%M}"
        if minute != self.accessibleName():
            self.setAccessibleName(minute)
        self.update()

    def refresh(self) -> None:
        """Ask for the state again at the next beat: the hours were changed."""
        self._state = None

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the time out in windows with little room; the state stays."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.updateGeometry()

    def text(self) -> str:
        """Return what is shown."""
        return _DOT.join(part for part in self._shown() if part)

    def sizeHint(self) -> QSize:
        """Return the room for the words with the widest digits."""
        first, *rest = self._shown()
        bold = QFontMetrics(self._theme.font(BODY, bold=True)).horizontalAdvance(first)
        plain = QFontMetrics(self._theme.font(BODY))
        others = sum(plain.horizontalAdvance(_DOT + part) for part in rest if part)
        return QSize(bold + others + 2, 32)

    def showEvent(self, event: QShowEvent) -> None:
        """Go with the pulse."""
        super().showEvent(event)
        self._pulse.shown(self, self.beat)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still."""
        self._pulse.hidden(self)
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts from the left."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        is_open = self._state is not None and self._state.open
        at = 0
        for part, colour, bold in zip(
            self._with_dots(),
            (tokens.good_text if is_open else tokens.text, tokens.muted, tokens.muted),
            (True, False, False),
            strict=False,
        ):
            painter.setFont(self._theme.font(BODY, bold=bold))
            painter.setPen(colour)
            width = painter.fontMetrics().horizontalAdvance(part)
            painter.drawText(at, 0, width + 2, self.height(), Qt.AlignmentFlag.AlignVCenter, part)
            at += width
        painter.end()

    def _shown(self) -> tuple[str, ...]:
        return self._parts[:2] if self._narrow else self._parts

    def _with_dots(self) -> list[str]:
        return [
            part if at == 0 or not part else _DOT + part for at, part in enumerate(self._shown())
        ]

    def _is_stale(self, now: datetime, today: date) -> bool:
        state = self._state
        if state is None or self._asked != today:
            return True
        change = state.until if state.open else state.next_open
        return change is not None and now >= change

    def _ask(self, now: datetime, today: date) -> None:
        self._asked = today
        try:
            self._state = self._hours.state(now)
        except NetdeskError:  # the shop never opens again: there is nothing to announce
            self._state = ShopState(open=False, until=None, next_open=None, published=True)

    def _words(self, now: datetime) -> tuple[str, str]:
        state = self._state
        assert state is not None
        zone = self._hours.current().zone
        if state.open:
            until = "" if state.until is None else self._closing(state.until, now)
            return _("营业中"), until
        if state.next_open is None:
            return _("已下班"), ""
        opening = day_and_time(state.next_open, zone, now.astimezone(zone).date())
        if state.next_open.astimezone(zone).date() == now.astimezone(zone).date():
            opening = f"{state.next_open.astimezone(zone):%H:%M}"
        return _("已下班"), _("%(time)s 开门") % {"time": opening}

    def _closing(self, until: datetime, now: datetime) -> str:
        if until - now > timedelta(days=2):
            return _("全天")
        return _("%(time)s 下班") % {
            "time": f"{until.astimezone(self._hours.current().zone):%H:%M}"
        }
