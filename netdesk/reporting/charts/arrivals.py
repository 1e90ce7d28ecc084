"""When do they come: hour by weekday, with the shop's hours drawn in, to see who must be there."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from netdesk.domain.deadlines.hours import DAY_S, Window, Windows, without
from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import Asked
from netdesk.i18n import _, ngettext
from netdesk.reporting.charts.axes import WEEKDAYS
from netdesk.reporting.charts.canvas import MIDDLE, RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, after, joined, share_words
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.scale import Scale, short
from netdesk.reporting.frames import columns_of, filled
from netdesk.reporting.workbook import Cell, Sheet

_HOURS = 24
_TALLEST = 44.0  # of a cell
_LOOKED_AT = 92  # days whose hours are looked at, the last ones of the range


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals(Chart):
    """Touches by weekday (Monday first) and hour of the shop's clock."""

    cells: tuple[tuple[int, ...], ...]
    windows: tuple[Windows, ...]  # what the shop usually has on each weekday
    outside: int  # touches that came while it was closed

    @property
    def total(self) -> int:
        """Return how many touches came."""
        return sum(map(sum, self.cells))

    def sheet(self) -> Sheet:
        """Return a row a weekday, a column an hour."""
        header = ("", *(f"{hour}:00" for hour in range(_HOURS)), _("合计"))
        rows: list[tuple[Cell, ...]] = [
            (_(WEEKDAYS[n]), *row, sum(row)) for n, row in enumerate(self.cells)
        ]
        return Sheet(self.title, header, rows)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the cells, the darker the more; the frame is the shop's hours."""
        look = canvas.palette
        names = [_(day) for day in WEEKDAYS]
        left = max(text_width(name, SMALL) for name in names) + 10
        sums = [short(sum(row)) for row in self.cells]
        right = max(text_width(text, SMALL) for text in (*sums, _("合计"))) + 10
        grid = box.inside(left=left, right=right, top=18, bottom=22)
        tall = min(_TALLEST, grid.h / len(WEEKDAYS))
        grid = Box(grid.x, grid.y, grid.w, tall * len(WEEKDAYS))
        highest = max(map(max, self.cells))
        for day, row in enumerate(self.cells):
            y = grid.y + (day + 0.5) * tall
            canvas.text(box.x, y, names[day], colour=look.muted)
            canvas.text(box.right, y, sums[day], colour=look.muted, align=RIGHT)
            for hour, count in enumerate(row):
                self._cell(canvas, _cell(grid, tall, day, hour), day, hour, count, highest)
        canvas.text(box.right, box.y + 8, _("合计"), colour=look.muted, align=RIGHT)
        self._frame(canvas, grid, tall)
        for hour in range(0, _HOURS + 1, 3 if grid.w > 420 else 6):
            x = grid.x + grid.w * hour / _HOURS
            canvas.text(x, grid.bottom + 11, f"{hour}:00", colour=look.muted, align=MIDDLE)
        wide = text_width(str(highest), SMALL)
        cell = _cell(grid, tall, 0, 0)
        if wide > cell.w - 4 or cell.h < SMALL + 4:
            return  # where one number finds no room, none is written
        for day, row in enumerate(self.cells):
            for hour, count in enumerate(row):
                cell = _cell(grid, tall, day, hour)
                _number(canvas, cell, count, _shade(canvas, count, highest))

    def _cell(
        self, canvas: Canvas, cell: Box, day: int, hour: int, count: int, highest: int
    ) -> None:
        fill = _shade(canvas, count, highest)
        canvas.rect(Box(cell.x, cell.y, cell.w - 1, cell.h - 1), fill)
        when = f"{_(WEEKDAYS[day])} {hour}:00–{hour + 1}:00"
        said = ngettext("%(n)s 个触点", "%(n)s 个触点", count) % {"n": f"{count:,}"}
        listed = self.behind("touches", part=f"{day}-{hour}")
        canvas.region(cell, joined((when, said)), listed if count else None)

    def _frame(self, canvas: Canvas, grid: Box, tall: float) -> None:
        """Draw round the open hours: at each end, and where the day above has other ones."""
        ink = canvas.palette.text
        place = Scale(0, DAY_S, grid.x, grid.right)
        days: list[Windows] = [(), *self.windows, ()]
        for n in range(1, len(days)):
            y = round(grid.y + (n - 1) * tall) - 0.5
            for start, end in (*without(days[n], days[n - 1]), *without(days[n - 1], days[n])):
                canvas.line((place(start), y), (place(end), y), colour=ink, width=1.5)
            for start, end in days[n]:
                for second in (start, end):
                    x = round(place(second)) - 0.5
                    canvas.line((x, y), (x, y + tall), colour=ink, width=1.5)


def make(
    asked: Asked,
    *,
    quarters: Sequence[tuple[datetime, int]],
    untimed: int,
    zone: ZoneInfo,
    windows_on: Callable[[date], Windows],
) -> Arrivals:
    """Return the chart of touches by the quarter of an hour they came in."""
    counted, outside = [], 0
    for at, n in quarters:
        clock = at.astimezone(zone)
        counted.append((clock.weekday(), clock.hour, n))
        second = clock.hour * 3600 + clock.minute * 60
        if not any(w.start <= second < w.end for w in windows_on(clock.date())):
            outside += n
    table = columns_of(filled(counted, range(7), range(_HOURS)))
    cells = tuple(tuple(table[hour][day] for hour in range(_HOURS)) for day in range(7))
    total = sum(map(sum, cells))
    left_out = ngettext(
        "另有 %(n)s 个触点没有写几点到，没有画", "另有 %(n)s 个触点没有写几点到，没有画", untimed
    )
    return Arrivals(
        name=ChartName.ARRIVALS,
        asked=asked,
        cells=cells,
        windows=_usual(asked, windows_on),
        outside=outside,
        answer=_answer(cells, total, outside) if total else "",
        note=_note(left_out % {"n": f"{untimed:,}"} if untimed else ""),
        missing="" if total else _missing(untimed),
    )


def _usual(asked: Asked, windows_on: Callable[[date], Windows]) -> tuple[Windows, ...]:
    """Return the hours that each weekday had most often in the range, holidays outvoted."""
    first = max(asked.first, asked.last - timedelta(days=_LOOKED_AT))
    found: list[Counter[Windows]] = [Counter() for _day in WEEKDAYS]
    # A short range lacks weekdays: the week that it ends in has them all.
    days = max((asked.last - first).days + 1, 7)
    for n in range(days):
        day = asked.last - timedelta(days=n)
        found[day.weekday()][windows_on(day)] += 1
    return tuple(tuple(Window(*w) for w in seen.most_common(1)[0][0]) for seen in found)


def _answer(cells: Sequence[Sequence[int]], total: int, outside: int) -> str:
    n, day, hour = max(
        (n, -day, -hour) for day, row in enumerate(cells) for hour, n in enumerate(row)
    )
    facts = {
        "n": f"{total:,}",
        "share": share_words(outside, total),
        "outside": f"{outside:,}",
        "day": _(WEEKDAYS[-day]),
        "hour": -hour,
        "most": f"{n:,}",
    }
    if total < 10:
        return _("触点 %(n)s 个，其中 %(outside)s 个在不营业的时候到达。") % facts
    return (
        _("触点 %(n)s 个，%(share)s 在不营业的时候到达；最多的是%(day)s %(hour)d 点，%(most)s 个。")
        % facts
    )


def _note(left_out: str) -> str:
    frame = _("线框里是营业时间；每格是一小时里到达的触点，按到达的时刻计")
    return after(frame, left_out)


def _missing(untimed: int) -> str:
    if untimed:
        return _("这段时间的 %(n)s 个触点都没有写几点到，画不出哪个钟点人多。") % {
            "n": f"{untimed:,}"
        }
    return _("这段时间没有线索到达。导入平台导出的线索表以后，这里看得出哪个钟点要有人。")


def _cell(grid: Box, tall: float, day: int, hour: int) -> Box:
    left, right = (round(grid.x + grid.w * n / _HOURS) for n in (hour, hour + 1))
    top, bottom = (round(grid.y + n * tall) for n in (day, day + 1))
    return Box(left, top, right - left, bottom - top)


def _shade(canvas: Canvas, count: int, highest: int) -> str:
    look = canvas.palette
    return look.shade(count / highest) if count else look.greys[-1]


def _number(canvas: Canvas, cell: Box, count: int, fill: str) -> None:
    """Write a cell's number over the frame, which stops beside it."""
    if not count:
        return
    label = str(count)
    width = text_width(label, SMALL)
    x, y = cell.x + (cell.w - 1) / 2, cell.y + (cell.h - 1) / 2
    canvas.rect(Box(x - width / 2 - 1, y - 8, width + 2, 16), fill)
    canvas.text(x, y, label, colour=canvas.palette.on(fill), align=MIDDLE)
