"""What becomes of leads: how far each channel's came, with both rates of 邀约到店率."""

from collections.abc import Sequence
from dataclasses import dataclass

from netdesk.domain.figures.charts import Behind, ChartName, Key
from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.figures.kpi import BY_NAME, Counts, total
from netdesk.domain.figures.table import Row
from netdesk.i18n import N_, _
from netdesk.reporting.charts import rows
from netdesk.reporting.charts.canvas import RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, after, count, joined, rate_words
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.rows import Rows, fewer, fitting
from netdesk.reporting.charts.scale import short
from netdesk.reporting.workbook import Cell, Sheet

_STAGES = ("leads", "valid", "invited", "arrived", "test_driven", "ordered")
_FEWER, _FEWEST = ("leads", "invited", "arrived", "ordered"), ("leads", "arrived", "ordered")
_SAID = "arrived"  # the one that the rates are about
_RATES = {"arrive_rate_a": "arrived_of_due", "arrive_rate_b": "arrived_in_range"}
_RATE_NAMES = {"arrive_rate_a": N_("到店率 A"), "arrive_rate_b": N_("到店率 B")}
_CELL, _GAP = 56.0, 14.0
_RATE_ROOM, _RATE_LEAST, _NARROW, _LEAST_CELL = 92.0, 66.0, 400, 52.0
_TWO = ("leads", "arrived")


@dataclass(frozen=True, slots=True)
class Line:
    """One channel's counts, or those of the rest."""

    name: str
    keys: tuple[Key, ...]
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel(Chart):
    """The channels, the one with most leads first, and the whole."""

    lines: tuple[Line, ...]
    whole: Line

    def sheet(self) -> Sheet:
        """Return a row a channel, the whole below."""
        kpis = [BY_NAME[name] for name in (*_STAGES, *_RATES)]
        listed: list[list[Cell]] = [
            [line.name, *(kpi.value(line.counts) for kpi in kpis)]
            for line in (*self.lines, self.whole)
        ]
        return Sheet(self.title, (_("渠道"), *(kpi.label for kpi in kpis)), listed)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw a line a channel: a bar for each stage, as a share of its leads."""
        listed = [self.whole, *fewer(self.lines, fitting(box, least=26) - 1, _merged)]
        if len(self.lines) == 1:
            listed = [self.whole]
        lines = Rows(canvas, box, [line.name for line in listed], share=0.2)
        cells = box.inside(left=lines.name_room)
        rate = _RATE_ROOM if cells.w > _NARROW else _RATE_LEAST
        left = cells.w - 2 * (rate + _GAP)
        fits = (one for one in (_STAGES, _FEWER) if left >= len(one) * (_CELL + _GAP))
        stages = next(fits, _FEWEST if left >= len(_FEWEST) * _LEAST_CELL else _TWO)
        room = left / len(stages)
        highest = {
            name: max(_count(line, name) for line in listed[1:] or listed) for name in stages
        }
        for place, name in enumerate(stages):
            x = cells.x + place * room
            lines.title(x, BY_NAME[name].label, most=room - 4)
        for place, name in enumerate(_RATES):
            right = box.right - (1 - place) * (rate + _GAP)
            lines.title(right, _(_RATE_NAMES[name]), align=RIGHT)
        for n, line in enumerate(listed):
            lines.name(n, up=4)
            if n == 1:
                lines.rule(n)
            for place, name in enumerate(stages):
                cell = Box(cells.x + place * room, lines.line(n).y, room - _GAP, lines.pitch)
                self._stage(canvas, cell, line, name, highest[name])
            for place, name in enumerate(_RATES):
                right = box.right - (1 - place) * (rate + _GAP)
                cell = Box(right - rate, lines.line(n).y, rate, lines.pitch)
                self._rate(canvas, cell, line, name)

    def _stage(self, canvas: Canvas, cell: Box, line: Line, name: str, highest: int) -> None:
        """Draw how many came to a stage: the number, its share, a bar on the track of all leads."""
        look, reached, leads = canvas.palette, _count(line, name), line.counts.leads
        is_share = self.asked.view is View.COHORT and name != "leads"
        share = reached / leads if is_share and leads else 0.0
        ratio = share if is_share else reached / highest if highest else 0.0
        y = cell.y + cell.h / 2 - 4
        taken = canvas.text(cell.x, y, short(reached))
        percent = f"{share * 100:.0f}%" if is_share and leads else ""
        if taken + text_width(percent, SMALL) + 6 <= cell.w:
            canvas.text(cell.right, y, percent, colour=look.muted, align=RIGHT)
        track = Box(cell.x, round(y + 9), cell.w, 4)
        canvas.rect(track, look.greys[-1])
        drawn = Box(track.x, track.y, min(1.0, ratio) * track.w, track.h)
        canvas.rect(drawn, look.strong if name == _SAID else look.greys[0])
        of_leads = _("占线索 %(share)s") % {"share": percent} if percent else ""
        text = joined((line.name, f"{BY_NAME[name].label} {count(reached)}", of_leads))
        canvas.region(cell, text, self._list(line, name) if reached else None)

    def _rate(self, canvas: Canvas, cell: Box, line: Line, name: str) -> None:
        rows.rate(canvas, cell, name, line.counts)
        kpi = BY_NAME[name]
        text = joined((line.name, f"{kpi.label} {rate_words(name, line.counts)}", kpi.formula))
        has_any = _count(line, _RATES[name]) > 0
        canvas.region(cell, text, self._list(line, _RATES[name]) if has_any else None)

    def _list(self, line: Line, name: str) -> Behind:
        return self.behind(name, *line.keys, by=By.CHANNEL)


def make(asked: Asked, table: Sequence[Row]) -> Funnel:
    """Return the chart of the rows of figures by channel."""
    kept = [
        row
        for row in table
        if any(_count_of(row.counts, name) for name in (*_STAGES, *_RATES.values()))
    ]
    lines = tuple(Line(row.name, (row.key,), row.counts) for row in kept)
    counts = total(line.counts for line in lines)
    whole = Line(_("全部"), (), counts)
    is_period = asked.view is View.PERIOD
    return Funnel(
        name=ChartName.FUNNEL,
        asked=asked,
        lines=lines,
        whole=whole,
        answer=_answer(counts, is_period=is_period) if lines else "",
        note=_note(is_period=is_period),
        missing=""
        if lines
        else _("这段时间没有线索。有了线索和跟进记录，这里看得出各渠道走到哪一步。"),
    )


def _answer(counts: Counts, *, is_period: bool) -> str:
    facts = {
        "leads": count(counts.leads),
        "arrived": count(counts.arrived),
        "ordered": count(counts.ordered),
        "a": rate_words("arrive_rate_a", counts),
        "b": rate_words("arrive_rate_b", counts),
    }
    if is_period:
        text = _("本期到店 %(arrived)s，订车 %(ordered)s；邀约到店率 A %(a)s，B %(b)s。")
    else:
        text = _(
            "%(leads)s 条线索里，到店 %(arrived)s，订车 %(ordered)s；邀约到店率 A %(a)s，B %(b)s。"
        )
    return text % facts


def _note(*, is_period: bool) -> str:
    rates = _("A 如约到店÷到期预约；B 本期到店÷（期初未结＋本期新线索）")
    if is_period:
        return after(rates, _("是本期发生的事，线索可能更早就来了，所以不算占比"))
    return after(rates, _("其余百分数是占本渠道线索；细线是 95% 区间"))


def _count(line: Line, name: str) -> int:
    return _count_of(line.counts, name)


def _count_of(counts: Counts, name: str) -> int:
    return int(getattr(counts, name))


def _merged(lines: Sequence[Line]) -> Line:
    keys = tuple(key for line in lines for key in line.keys)
    return Line(rows.rest_name(len(lines)), keys, total(line.counts for line in lines))
