"""What do channels cost and earn: gross profit against spend, and what a lead or order costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from netdesk.domain.figures.charts import ChartName, Key
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.kpi import BY_NAME, Counts, total, value
from netdesk.domain.figures.summary import run_on
from netdesk.domain.figures.table import Row
from netdesk.i18n import N_, _
from netdesk.reporting.charts import rows
from netdesk.reporting.charts.canvas import RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, joined
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.rows import Rows, fewer, fitting
from netdesk.reporting.charts.scale import Scale, short
from netdesk.reporting.workbook import Cell, Sheet

_SHEET = ("spend", "gross_profit", "profit", "leads", "valid", "arrived", "ordered")
_COSTS = {  # name → its head, the count that stands behind it
    "cpl": (N_("每线索"), "leads"),
    "cpvl": (N_("每有效"), "valid"),
    "cpa": (N_("每到店"), "arrived"),
    "cpo": (N_("每订单"), "ordered"),
}
_ROOM, _BARS = 66.0, 170.0  # of a number, of the bars at least


@dataclass(frozen=True, slots=True)
class Line:
    """One channel's money, or that of the rest; amounts in 分."""

    name: str
    keys: tuple[Key, ...]
    counts: Counts

    @property
    def spend(self) -> int:
        """Return what was spent."""
        return self.counts.spend

    @property
    def gross_profit(self) -> int:
        """Return what was earned before that."""
        return self.counts.gross_profit

    @property
    def profit(self) -> int:
        """Return what is left."""
        return self.gross_profit - self.spend


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Chart):
    """The channels that cost or earned anything, the one that costs most first, and the whole."""

    lines: tuple[Line, ...]
    whole: Line

    def sheet(self) -> Sheet:
        """Return a row a channel, amounts in yuan, the whole below."""
        kpis = [BY_NAME[name] for name in (*_SHEET, *_COSTS)]
        listed: list[list[Cell]] = [
            [line.name, *(kpi.value(line.counts) for kpi in kpis)]
            for line in (*self.lines, self.whole)
        ]
        return Sheet(self.title, (_("渠道"), *(kpi.label for kpi in kpis)), listed)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw a line a channel: a bar of profit against the mark of what it cost."""
        most = fitting(box, least=26) - 1
        listed = [*fewer(self.lines, most, _merged), self.whole]
        if len(self.lines) == 1:
            listed = [self.lines[0]]
        lines = Rows(canvas, box, [line.name for line in listed], share=0.2)
        columns, room = _columns(box.w - lines.name_room)
        bars = box.inside(left=lines.name_room + 8, right=len(columns) * room + 8)
        self._heads(canvas, lines, bars, columns, room)
        parts = listed[:-1] if len(listed) > 1 else listed
        low = min(0, *(line.gross_profit for line in parts))
        high = max(1, *(max(line.spend, line.gross_profit) for line in parts))
        place = Scale(low, high, bars.x, bars.right - 4)
        zero = round(place(0))
        last = lines.line(len(parts) - 1)
        canvas.line((zero, lines.line(0).y), (zero, last.bottom), colour=canvas.palette.axis)
        for n, line in enumerate(listed):
            lines.name(n)
            if len(listed) > 1 and n == len(listed) - 1:
                lines.rule(n)
            else:
                self._bar(canvas, lines.line(n), place, line)
            self._numbers(canvas, lines.line(n), columns, room, line)

    def _bar(self, canvas: Canvas, line: Box, place: Scale, one: Line) -> None:
        """Draw what was spent in grey, the profit on it; the mark is where it breaks even."""
        look = canvas.palette
        middle = line.y + line.h / 2
        zero, spent, earned = place(0), place(one.spend), place(one.gross_profit)
        canvas.rect(Box(zero, middle - 9, spent - zero, 18), look.greys[-2])
        left, right = sorted((zero, earned))
        colour = look.strong if one.gross_profit >= 0 else look.alarm
        canvas.rect(Box(left, middle - 5, right - left, 10), colour)
        if one.spend:
            x = round(spent)
            canvas.line((x, middle - 11), (x, middle + 11), colour=look.text, width=2)
        area = Box(min(place.start, left), line.y, place.end - place.start, line.h)
        text = joined((one.name, *_told(one.counts, ("spend", "gross_profit", "profit"))))
        canvas.region(
            area,
            text,
            self.behind("gross_profit", *one.keys, by=By.CHANNEL) if one.gross_profit else None,
        )

    def _heads(
        self, canvas: Canvas, lines: Rows, bars: Box, columns: Sequence[str], room: float
    ) -> None:
        """Name the columns; over the bars, what they are."""
        look = canvas.palette
        y = bars.y + rows.HEAD / 2 - 2
        x = bars.x
        for colour, text in ((look.strong, _("毛利")), (look.greys[-2], _("费用"))):
            canvas.rect(Box(x, y - 5, 10, 10), colour)
            x += 14 + canvas.text(x + 14, y, text, colour=look.muted) + 10
        canvas.line((x + 1, y - 6), (x + 1, y + 6), colour=look.text, width=2)
        canvas.text(x + 7, y, _("保本线"), colour=look.muted, most=max(0.0, bars.right - x - 7))
        for n, name in enumerate(columns):
            right = bars.right + 8 + (n + 1) * room
            lines.title(right, _head(name), align=RIGHT, most=room - 4)

    def _numbers(
        self, canvas: Canvas, line: Box, columns: Sequence[str], room: float, one: Line
    ) -> None:
        look = canvas.palette
        for n, name in enumerate(columns):
            right = line.right - (len(columns) - n - 1) * room
            cell = Box(right - room + 6, line.y, room - 6, line.h)
            number = value(name, one.counts)
            is_loss = name == "profit" and one.profit < 0
            ink = look.alarm if is_loss else look.text if name == "profit" else look.muted
            says_nothing = name in _COSTS and not one.spend
            rows.number(canvas, cell, yuan_words(None if says_nothing else number), colour=ink)
            kpi = BY_NAME[name]
            text = joined((one.name, *_told(one.counts, (name,)), kpi.formula))
            count = _COSTS[name][1] if name in _COSTS else "gross_profit"
            has_list = bool(getattr(one.counts, count))
            canvas.region(
                cell, text, self.behind(count, *one.keys, by=By.CHANNEL) if has_list else None
            )


def yuan_words(amount: int | float | None) -> str:
    """Return an amount in yuan as short as a column needs it; — where there is none."""
    if amount is None:
        return "—"
    if abs(amount) >= 100_000:
        return short(amount)
    digits = 0 if abs(amount) >= 1000 or amount == round(amount) else 1
    return f"{amount:,.{digits}f}".replace("-", "−")


def make(asked: Asked, table: Sequence[Row]) -> Money:
    """Return the chart of the rows of figures by channel."""
    named = [Line(row.name, (row.key,), row.counts) for row in table]
    lines = tuple(
        sorted(
            (line for line in named if line.spend or line.gross_profit),
            key=lambda line: (-line.spend, -line.gross_profit),
        )
    )
    counts = total(line.counts for line in named)
    whole = Line(_("合计"), (), counts)
    return Money(
        name=ChartName.MONEY,
        asked=asked,
        lines=lines,
        whole=whole,
        answer=_answer(lines, whole) if lines else "",
        note=_("金额单位元；费用按天摊到期间，毛利只算匹配到线索、没有退订的成交"),
        missing="" if lines else _missing(),
    )


def _answer(lines: Sequence[Line], whole: Line) -> str:
    counts = whole.counts
    facts = {
        "spend": _whole(value("spend", counts)),
        "gross": _whole(value("gross_profit", counts)),
        "profit": _whole(abs(float(value("profit", counts) or 0))),
        "n": sum(1 for line in lines if line.spend and line.profit >= 0),
        "of": sum(1 for line in lines if line.spend),
    }
    if not counts.spend:
        return _("没有登记费用；毛利 %(gross)s 元。") % facts
    if not counts.gross_profit:
        return _("费用 %(spend)s 元，还没有匹配到带毛利的成交。") % facts
    if whole.profit >= 0:
        text = _("费用 %(spend)s 元，毛利 %(gross)s 元，赚 %(profit)s 元；")
    else:
        text = _("费用 %(spend)s 元，毛利 %(gross)s 元，亏 %(profit)s 元；")
    return run_on((text % facts, _("花了钱的 %(of)d 个渠道里 %(n)d 个保本。") % facts))


def _missing() -> str:
    return _(
        "这段时间没有投放费用，也没有匹配到线索的成交。登记费用、导入成交台账以后，这里看得出哪个渠道赚钱。"
    )


def _told(counts: Counts, names: Sequence[str]) -> list[str]:
    return [f"{BY_NAME[name].label} {_exact(value(name, counts))}" for name in names]


def _exact(amount: int | float | None) -> str:
    return "—" if amount is None else f"{amount:,.2f}".replace("-", "−")


def _whole(amount: int | float | None) -> str:
    return f"{amount or 0:,.0f}".replace("-", "−")


def _head(name: str) -> str:
    return (
        _(_COSTS[name][0])
        if name in _COSTS
        else {
            "spend": _("费用"),
            "gross_profit": _("毛利"),
            "profit": _("利润"),
        }[name]
    )


def _columns(whole: float) -> tuple[tuple[str, ...], float]:
    """Return the numbers there is room for beside the bars, and the room of each."""
    wanted = ("profit", "cpo", "cpl", "cpa", "cpvl", "gross_profit", "spend")
    room = max(_ROOM, *(text_width(_head(name), SMALL) + 14 for name in wanted))
    legend = sum(text_width(text, SMALL) for text in (_("毛利"), _("费用"), _("保本线"))) + 64
    kept = wanted[: max(1, int((whole - max(_BARS, legend)) / room))]
    in_order = ("spend", "gross_profit", "profit", *_COSTS)
    return tuple(name for name in in_order if name in kept), room


def _merged(lines: Sequence[Line]) -> Line:
    keys = tuple(key for line in lines for key in line.keys)
    return Line(rows.rest_name(len(lines)), keys, total(line.counts for line in lines))
