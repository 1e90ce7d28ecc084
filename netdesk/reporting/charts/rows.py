"""Lines under each other, each with a name and cells: bars to compare, numbers to read."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from netdesk.domain.figures.kpi import BY_NAME, Counts, interval, shown
from netdesk.i18n import _
from netdesk.reporting.charts.canvas import RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.lettering import shown as shown_text
from netdesk.reporting.charts.lettering import width as text_width

HEAD = 22.0  # the names of the columns
_LEAST, _MOST = 22.0, 34.0  # the height of a line
T = TypeVar("T")


class Rows:
    """Lines laid into a box under a head; all of one height."""

    def __init__(
        self,
        canvas: Canvas,
        box: Box,
        names: Sequence[str],
        *,
        head: float = HEAD,
        share: float = 0.24,
        title: str = "",
    ) -> None:
        """Lay a line for each of `names`, under `title`; they take at most `share` of the width."""
        self._canvas = canvas
        self._box = box
        self._head = head
        room = box.inside(top=head).h
        self.pitch = min(_MOST, room / max(len(names), 1))
        widest = max(text_width(shown_text(name), SMALL) for name in (*names, title))
        self.name_room = min(widest + 12, box.w * share)
        self._names = names
        self.title(box.x, title, most=self.name_room - 8)

    def line(self, n: int) -> Box:
        """Return the whole n-th line."""
        return Box(self._box.x, self._box.y + self._head + n * self.pitch, self._box.w, self.pitch)

    def cells(self, n: int) -> Box:
        """Return what of the n-th line is right of its name."""
        return self.line(n).inside(left=self.name_room)

    def name(self, n: int, *, colour: str = "", up: float = 0) -> None:
        """Write the name of a line, `up` of its middle."""
        line = self.line(n)
        y = line.y + line.h / 2 - up
        self._canvas.text(line.x, y, self._names[n], colour=colour, most=self.name_room - 8)

    def title(self, x: float, text: str, *, align: float = 0.0, most: float | None = None) -> None:
        """Write the name of a column at its edge."""
        look = self._canvas.palette
        y = self._box.y + self._head / 2 - 2
        self._canvas.text(x, y, text, colour=look.muted, align=align, most=most)

    def rule(self, n: int) -> None:
        """Draw a line above the n-th line."""
        line = self.line(n)
        y = round(line.y)
        self._canvas.line((line.x, y), (line.right, y), colour=self._canvas.palette.lines)


def fitting(box: Box, *, head: float = HEAD, least: float = _LEAST) -> int:
    """Return how many lines a box holds, at least one."""
    return max(1, int(box.inside(top=head).h / least))


def fewer(rows: Sequence[T], most: int, merge: Callable[[Sequence[T]], T]) -> list[T]:
    """Return the first rows, those beyond `most` merged into a last one."""
    if len(rows) <= most:
        return list(rows)
    kept = max(most - 1, 0)
    return [*rows[:kept], merge(rows[kept:])]


def rest_name(n: int) -> str:
    """Return what merged channels are called."""
    return _("其余 %(n)d 个渠道") % {"n": n}


def bar(
    canvas: Canvas,
    cell: Box,
    share: float,
    colour: str,
    label: str,
    *,
    thick: float = 14,
    ink: str = "",
    after: str = "",
) -> Box:
    """Draw a bar from the cell's left, `share` of its room, its number right of it; return it.

    The room is what the longest bar may take: the cell without space for the number and what is
    written `after` it.
    """
    gap = 8 if after else 0
    room = max(0.0, cell.w - text_width(label, SMALL) - text_width(after, SMALL) - gap - 8)
    y = cell.y + (cell.h - thick) / 2
    drawn = Box(cell.x, y, min(max(share, 0.0), 1.0) * room, thick)
    if 0 < drawn.w < 1:
        drawn = Box(cell.x, y, 1, thick)
    canvas.rect(drawn, colour)
    x = drawn.right + 6
    x += canvas.text(x, cell.y + cell.h / 2, label, colour=ink) + gap
    canvas.text(x, cell.y + cell.h / 2, after, colour=canvas.palette.muted)
    return drawn


def rate(canvas: Canvas, cell: Box, name: str, counts: Counts) -> None:
    """Draw a rate: its part and whole, the rate, a bar on the track of all.

    Of fewer than 50 cases a fine line lies under the bar: the 95 % interval (PRODUCT.md 6).
    """
    look, kpi = canvas.palette, BY_NAME[name]
    value, bounds = kpi.value(counts), interval(name, counts)
    if value is None or kpi.share is None:
        canvas.text(cell.right, cell.y + cell.h / 2, "—", colour=look.muted, align=RIGHT)
        return
    part, whole = kpi.share(counts)
    y = cell.y + cell.h / 2 - 4
    taken = canvas.text(cell.right, y, shown(name, counts), align=RIGHT)
    of_all = f"{part}/{whole}"
    if text_width(of_all, SMALL) <= cell.w - taken - 6:
        canvas.text(cell.x, y, of_all, colour=look.muted)
    track = Box(cell.x, round(y + 9), cell.w, 4)
    canvas.rect(track, look.greys[-1])
    canvas.rect(Box(track.x, track.y, value * track.w, track.h), look.strong)
    if bounds is not None:
        low, high = (track.x + bound * track.w for bound in bounds)
        canvas.rect(Box(low, track.bottom + 1, high - low, 1.5), look.text)


def number(canvas: Canvas, cell: Box, text: str, *, colour: str = "") -> None:
    """Write a number against the right edge of its cell."""
    canvas.text(cell.right, cell.y + cell.h / 2, text, colour=colour, align=RIGHT)
