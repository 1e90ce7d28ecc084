"""How fast do we answer: how long waits were, with the line of the time allowed, and by channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import log10

from netdesk.domain.figures.charts import ChartName, Key
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.kpi import Counts, short_time
from netdesk.domain.figures.summary import run_on
from netdesk.i18n import _, ngettext
from netdesk.reporting.charts import rows
from netdesk.reporting.charts.axes import Plot
from netdesk.reporting.charts.canvas import LEFT, MIDDLE, RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, count, joined, rate_words
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.rows import Rows, fewer, fitting, rest_name
from netdesk.reporting.charts.scale import Scale
from netdesk.reporting.frames import quantiles
from netdesk.reporting.workbook import Cell, Sheet

_BINS = 6  # up to the time allowed; as many again after it, then the rest
_WIDE, _HIGH = 600, 300  # from which width the channels stand beside, from which height below
_SHORTEST, _LONGEST = 0.5, 48 * 60  # minutes at the ends of the channels' scale
_RATE_ROOM = 92.0
_SHARES = (0.1, 0.5, 0.9)
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers that took from `low` to before `high` minutes; no `high`: longer ones."""

    low: int
    high: int | None
    on_time: int
    late: int

    @property
    def part(self) -> str:
        """Return what tells it apart."""
        return f"{self.low}-{self.high if self.high is not None else ''}"


@dataclass(frozen=True, slots=True)
class Line:
    """One channel: minutes that one in ten, a half, nine in ten were answered within."""

    name: str
    keys: tuple[Key, ...]
    minutes: tuple[tuple[int, int], ...]  # (minute, answers)
    on_time: int
    judged: int

    @property
    def answered(self) -> int:
        """Return how many were answered."""
        return sum(n for _minute, n in self.minutes)

    @property
    def quantiles(self) -> tuple[int, ...]:
        """Return the three, or none where nothing was answered."""
        return quantiles(self.minutes, _SHARES)

    @property
    def counts(self) -> Counts:
        """Return what its rate is made of."""
        return Counts(on_time=self.on_time, clocks_judged=self.judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed(Chart):
    """Answers by how long they took, those never given, and the channels, most answers first."""

    allowed: int  # minutes
    bins: tuple[Bin, ...]
    never: int
    lines: tuple[Line, ...]
    whole: Line

    def sheet(self) -> Sheet:
        """Return a row a channel: its median and ends, on time, judged."""
        header = (
            *(_("渠道"), _("已首响"), _("一成短于（分）"), _("中位（分）"), _("九成短于（分）")),
            *(_("按时首响"), _("应判定")),
        )
        listed: list[tuple[Cell, ...]] = [
            (line.name, line.answered, *(line.quantiles or (None,) * 3), line.on_time, line.judged)
            for line in (*self.lines, self.whole)
        ]
        return Sheet(self.title, header, listed)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the waits, beside or below them the channels."""
        if box.w >= _WIDE:
            left = Box(box.x, box.y, (box.w - 36) * 0.54, box.h)
            self._waits(canvas, left)
            self._channels(canvas, box.inside(left=left.w + 36))
        elif box.h >= _HIGH:
            above = Box(box.x, box.y, box.w, box.h * 0.55)
            self._waits(canvas, above)
            self._channels(canvas, box.inside(top=above.h + 12))
        else:
            self._waits(canvas, box)

    def _waits(self, canvas: Canvas, box: Box) -> None:
        look = canvas.palette
        bars = [*self.bins, Bin(-1, None, 0, self.never)]
        plot = Plot(canvas, box, max(max(b.on_time + b.late for b in bars), 1), above=34, below=36)
        plot.grid()
        for n, one in enumerate(bars):
            self._wait(canvas, plot, n, one, len(bars))
        edge = plot.column(_BINS, len(bars)).x
        top = plot.box.y - 22
        canvas.line((edge, top), (edge, plot.box.bottom), colour=look.text, width=1.5, dash=(4, 3))
        inside, beyond = _("%(n)d 分钟内"), _("超过 %(n)d 分钟")
        limit = {"n": self.allowed}
        canvas.text(edge - 6, top + 6, inside % limit, align=RIGHT, colour=look.muted)
        canvas.text(edge + 6, top + 6, beyond % limit, align=LEFT, colour=look.strong_text)
        y = plot.box.bottom + 12
        for n in range(0, 2 * _BINS + 1, _BINS // 2):
            x = plot.column(n, len(bars)).x
            canvas.line((x, plot.box.bottom), (x, plot.box.bottom + 4), colour=look.axis)
            canvas.text(x, y, str(self.allowed * n // _BINS), align=MIDDLE, colour=look.muted)
        last = plot.column(len(bars) - 1, len(bars))
        middle = last.x + last.w / 2
        canvas.text(middle - last.w, y + 16, _("更久"), align=MIDDLE, colour=look.muted)
        lower = 16 if last.w > text_width(_("更久"), SMALL) + 4 else 0
        canvas.text(middle, y + lower, _("没回"), align=MIDDLE, colour=look.muted)
        canvas.text(plot.box.x, y + 16, _("分钟"), colour=look.muted)

    def _wait(self, canvas: Canvas, plot: Plot, n: int, one: Bin, of: int) -> None:
        column = plot.column(n, of)
        bar = plot.bar(column)
        whole = one.on_time + one.late
        canvas.rect(plot.part(bar, 0, one.on_time), canvas.palette.context)
        canvas.rect(plot.part(bar, one.on_time, whole), canvas.palette.strong)
        plot.above(column, whole, whole)
        said = [ngettext("%(n)s 条", "%(n)s 条", whole) % {"n": count(whole)}]
        if one.low < 0:
            text, listed = _("过了时限还没有回复"), self.behind("overdue", part=NEVER)
        else:
            text, listed = _bin_words(one), self.behind("answered", part=one.part)
            said.append(_("其中超时 %(n)s") % {"n": count(one.late)} if one.late else "")
        canvas.region(column, joined((text, *said)), listed if whole else None)

    def _channels(self, canvas: Canvas, box: Box) -> None:
        """Draw a strip a channel: from the fast tenth to the slow tenth, a dot at the median."""
        look = canvas.palette
        listed = fewer(self.lines, fitting(box.inside(bottom=18), least=26), _merged)
        room = _RATE_ROOM + 14
        inner = box.inside(bottom=18)
        lines = Rows(canvas, inner, [line.name for line in listed], share=0.3)
        strip = inner.inside(left=lines.name_room, right=room)
        place = Scale(log10(_SHORTEST), log10(_LONGEST), strip.x + 4, strip.right - 4)
        lines.title(box.right, _("按时"), align=RIGHT)
        lines.title(strip.x, _("点是中位，线是中间八成"), most=strip.w)
        bottom = lines.line(len(listed) - 1).bottom
        free = 0.0
        for minutes, text in ((1, _("1 分")), (10, _("10 分")), (60, _("1 时")), (600, _("10 时"))):
            x, half = round(place(log10(minutes))), text_width(text, SMALL) / 2
            canvas.line((x, lines.line(0).y), (x, bottom), colour=look.lines)
            if x - half >= free:
                canvas.text(x, bottom + 11, text, align=MIDDLE, colour=look.muted)
                free = x + half + 5
        x = round(place(log10(self.allowed)))
        canvas.line((x, lines.line(0).y), (x, bottom), colour=look.text, width=1.5, dash=(4, 3))
        for n, line in enumerate(listed):
            lines.name(n)
            row = lines.line(n)
            y = row.y + row.h / 2
            rows.rate(canvas, row.inside(left=row.w - _RATE_ROOM), "on_time_rate", line.counts)
            self._strip(canvas, place, y, line)
            self._say(canvas, row, line)

    def _strip(self, canvas: Canvas, place: Scale, y: float, line: Line) -> None:
        found = line.quantiles
        if not found:
            return
        low, middle, high = (
            place(log10(min(max(minute + 0.5, _SHORTEST), _LONGEST))) for minute in found
        )
        canvas.rect(Box(low, y - 2.5, max(high - low, 2), 5), canvas.palette.context)
        is_late = found[1] >= self.allowed
        canvas.dot(middle, y, 4.5, canvas.palette.strong if is_late else canvas.palette.text)

    def _say(self, canvas: Canvas, row: Box, line: Line) -> None:
        told = [line.name]
        if line.quantiles:
            low, middle, high = (_minutes(minute) for minute in line.quantiles)
            told.append(_("中位 %(time)s") % {"time": middle})
            told.append(_("一成短于 %(low)s，一成长于 %(high)s") % {"low": low, "high": high})
        told.append(_("按时 %(share)s") % {"share": rate_words("on_time_rate", line.counts)})
        listed = self.behind("clocks_judged", *line.keys, by=By.CHANNEL)
        canvas.region(row, joined(told), listed if line.judged else None)


def make(
    asked: Asked,
    *,
    minutes: Sequence[tuple[str, int, bool, int]],
    never: Mapping[str, int],
    on_time: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    allowed: timedelta,
) -> Speed:
    """Return the chart of (channel, minute, on time, answers), unanswered ones and rates."""
    found: dict[str, dict[int, int]] = {}
    for channel, minute, _is_on_time, n in minutes:
        by_minute = found.setdefault(channel, {})
        by_minute[minute] = by_minute.get(minute, 0) + n
    lines = [
        Line(
            names.get(key, key),
            (key,),
            tuple(sorted(found.get(key, {}).items())),
            *on_time.get(key, (0, 0)),
        )
        for key in found.keys() | {key for key, (_part, whole) in on_time.items() if whole}
    ]
    lines.sort(key=lambda line: (-line.answered, line.name))
    whole = replace(_merged(lines), name=_("全部"), keys=())
    limit = max(_BINS, round(allowed.total_seconds() / 60))
    all_never = sum(never.values())
    return Speed(
        name=ChartName.SPEED,
        asked=asked,
        allowed=limit,
        bins=_bins(minutes, limit),
        never=all_never,
        lines=tuple(lines),
        whole=whole,
        answer=_answer(whole, all_never) if lines else "",
        note=_("上班时间从到达起算，下班后从开门起算；当场接待和已接来电不计时长；细线是 95% 区间"),
        missing=""
        if lines
        else _("这段时间没有要回复的线索。来了线索、记下首次回复，这里看得出回复有多快。"),
    )


def _bins(minutes: Sequence[tuple[str, int, bool, int]], allowed: int) -> tuple[Bin, ...]:
    edges = [allowed * n // _BINS for n in range(2 * _BINS + 1)]
    found = []
    for low, high in zip(edges, [*edges[1:], None], strict=True):
        inside = [one for one in minutes if low <= one[1] and (high is None or one[1] < high)]
        good = sum(n for _channel, _minute, on_time, n in inside if on_time)
        found.append(Bin(low, high, good, sum(one[3] for one in inside) - good))
    return tuple(found)


def _answer(whole: Line, never: int) -> str:
    found = whole.quantiles
    facts = {
        "n": count(whole.answered),
        "median": _minutes(found[1]) if found else "",
        "rate": rate_words("on_time_rate", whole.counts),
        "never": count(never),
    }
    text = (
        _("按时 %(rate)s。")
        if not found
        else _("回复了 %(n)s 条，按上班时间算，一半在 %(median)s内；按时 %(rate)s。")
    )
    if whole.answered == 1:
        text = _("回复了 1 条，按上班时间算用了 %(median)s；按时 %(rate)s。")
    if not whole.judged:
        text = _("都还没有到回复时限。")
    rest = ngettext("%(never)s 条过了时限还没有回复。", "%(never)s 条过了时限还没有回复。", never)
    return run_on((text % facts, rest % facts) if never else (text % facts,))


def _bin_words(one: Bin) -> str:
    if one.high is None:
        return _("超过 %(time)s") % {"time": _minutes(one.low)}
    return _("%(low)d–%(high)d 分钟") % {"low": one.low, "high": one.high}


def _minutes(minutes: int) -> str:
    """Return whole minutes in words; within the first one it is less than one."""
    return _("1 分钟") if minutes < 1 else short_time(minutes * 60)


def _merged(lines: Sequence[Line]) -> Line:
    minutes: dict[int, int] = {}
    for line in lines:
        for minute, n in line.minutes:
            minutes[minute] = minutes.get(minute, 0) + n
    return Line(
        rest_name(len(lines)),
        tuple(key for line in lines for key in line.keys),
        tuple(sorted(minutes.items())),
        sum(line.on_time for line in lines),
        sum(line.judged for line in lines),
    )
