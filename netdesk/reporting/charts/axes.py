"""Bars that stand on a line: the scale from nought, the grid, the names below."""

from collections.abc import Sequence
from math import ceil

from netdesk.domain.figures.charts import Span
from netdesk.domain.figures.grouping import By
from netdesk.i18n import N_, _
from netdesk.reporting.charts.canvas import MIDDLE, RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.scale import Scale, short, ticks

WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_BELOW = 20  # the names
_WIDEST = 56  # of a bar: three bars on a wide picture are no walls


class Plot:
    """A plot of bars in a box. The scale begins at nought, always."""

    def __init__(
        self,
        canvas: Canvas,
        box: Box,
        highest: float,
        *,
        above: float = SMALL + 6,
        below: float = _BELOW,
    ) -> None:
        """Lay a plot for values up to `highest` (> 0) into a box."""
        self._canvas = canvas
        most = max(2, min(5, int(box.h / 44)))
        self._ticks = ticks(0, highest, most)
        self._longest = text_width(short(highest), SMALL)
        labels = [short(tick) for tick in self._ticks]
        left = max(text_width(label, SMALL) for label in labels) + 8
        self.box = box.inside(left=left, top=above, bottom=below)
        self.y = Scale(0, max(self._ticks[-1], highest), self.box.bottom, self.box.y)

    @property
    def near(self) -> float:
        """Return how much of the scale a line of type covers."""
        return (SMALL + 8) / max(self.box.h, 1) * self.y.high

    def grid(self) -> None:
        """Draw the round numbers and their lines; the line of nought is the strongest."""
        canvas, look = self._canvas, self._canvas.palette
        for tick in self._ticks:
            y = round(self.y(tick))
            colour = look.axis if tick == 0 else look.lines
            canvas.line((self.box.x, y), (self.box.right, y), colour=colour)
            canvas.text(self.box.x - 8, y, short(tick), colour=look.muted, align=RIGHT)

    def column(self, n: int, of: int) -> Box:
        """Return the whole column of the n-th of so many bars."""
        pitch = self.box.w / of
        return Box(self.box.x + n * pitch, self.box.y, pitch, self.box.h)

    def bar(self, column: Box) -> Box:
        """Return a bar of full height in a column."""
        w = min(_WIDEST, max(1.0, round(column.w * 0.7)))
        return Box(round(column.x + (column.w - w) / 2), column.y, w, column.h)

    def part(self, bar: Box, low: float, high: float) -> Box:
        """Return the part of a bar from one value to another; parts have a hair between them."""
        top, bottom = self.y(high), self.y(low)
        if low > 0 and bottom - top > 3:
            bottom -= 1
        return Box(bar.x, top, bar.w, bottom - top)

    def above(self, column: Box, at: float, value: float) -> None:
        """Write a bar's number above it, where there is room for the longest of them."""
        if value and self._longest <= column.w - 4:
            y = self.y(at) - SMALL / 2 - 4
            self._canvas.text(column.x + column.w / 2, y, short(value), align=MIDDLE)

    def names(self, labels: Sequence[str]) -> None:
        """Name the bars below, every one, or every second, third … where they are too many."""
        if not labels:
            return
        canvas, pitch = self._canvas, self.box.w / len(labels)
        room = max(text_width(label, SMALL) for label in labels) + 8
        every = max(1, ceil(room / pitch))
        for n, label in enumerate(labels):
            if n % every == 0:
                x = self.box.x + (n + 0.5) * pitch
                canvas.text(
                    x, self.box.bottom + 12, label, align=MIDDLE, colour=canvas.palette.muted
                )


def span_label(step: By, span: Span, among: Sequence[Span], *, full: bool = False) -> str:
    """Return what a bar is called below it; `full` as the hover text says it."""
    if step is By.DAY:
        if full:
            return f"{span.first:%m-%d} {_(WEEKDAYS[span.first.weekday()])}"
        return (
            f"{span.first:%m-%d}"
            if span.first.day == 1 or span is among[0]
            else f"{span.first.day}"
        )
    if step is By.WEEK:
        return f"{span.first:%m-%d} – {span.last:%m-%d}" if full else f"{span.first:%m-%d}"
    if full or span.first.month == 1 or span is among[0]:
        return f"{span.first:%Y-%m}"
    return f"{span.first:%m}"
