"""Are calls answered: by hour and by channel, the missed ones called back or not (R19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netdesk.domain.figures.charts import ChartName, Key
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.kpi import Counts
from netdesk.i18n import _, ngettext
from netdesk.reporting.charts import rows
from netdesk.reporting.charts.axes import Plot
from netdesk.reporting.charts.canvas import RIGHT, Box, Canvas
from netdesk.reporting.charts.chart import Chart, count, joined, rate_words
from netdesk.reporting.charts.rows import Rows, fewer, fitting, rest_name
from netdesk.reporting.frames import columns_of, filled
from netdesk.reporting.workbook import Sheet

_WIDE, _RATE_ROOM = 600, 92.0
_ANSWERED, _BACK, _MISSED = "answered", "called_back", "missed"
KINDS = (_ANSWERED, _BACK, _MISSED)


@dataclass(frozen=True, slots=True)
class Line:
    """One channel's calls: answered, missed and called back in time, missed and not."""

    name: str
    keys: tuple[Key, ...]
    answered: int
    called_back: int
    missed: int

    @property
    def counts(self) -> Counts:
        """Return what its rates are made of."""
        missed = self.called_back + self.missed
        return Counts(
            calls=self.answered + missed,
            calls_answered=self.answered,
            missed=missed,
            missed_called_back=self.called_back,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls(Chart):
    """Calls by the hour of the shop's clock, in the order of KINDS, and by channel."""

    hours: tuple[tuple[int, int, int], ...]
    lines: tuple[Line, ...]
    whole: Line

    def sheet(self) -> Sheet:
        """Return a row an hour."""
        header = (_("钟点"), *_kinds().values())
        return Sheet(self.title, header, [(f"{n}:00", *row) for n, row in enumerate(self.hours)])

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the hours, beside them the channels with their rates."""
        if box.w < _WIDE:
            self._hours(canvas, box)
            return
        left = Box(box.x, box.y, (box.w - 32) * 0.58, box.h)
        self._hours(canvas, left)
        self._channels(canvas, box.inside(left=left.w + 32))

    def _hours(self, canvas: Canvas, box: Box) -> None:
        look = canvas.palette
        colours = (look.context, look.greys[0], look.strong)
        x = box.x
        for colour, name in zip(colours, _kinds().values(), strict=True):
            canvas.rect(Box(x, box.y + 4, 10, 10), colour)
            x += 14 + canvas.text(x + 14, box.y + 9, name, colour=look.muted) + 14
        first, last = _span(self.hours)
        plot = Plot(canvas, box.inside(top=22), max(map(sum, self.hours)))
        plot.grid()
        for n in range(first, last + 1):
            column = plot.column(n - first, last - first + 1)
            bar, below, numbers = plot.bar(column), 0, self.hours[n]
            for colour, n_calls in zip(colours, numbers, strict=True):
                canvas.rect(plot.part(bar, below, below + n_calls), colour)
                below += n_calls
            plot.above(column, below, below)
            said = (
                f"{name} {count(n_calls)}"
                for name, n_calls in zip(_kinds().values(), numbers, strict=True)
            )
            listed = self.behind("calls", part=f"{n}") if below else None
            canvas.region(column, joined((f"{n}:00–{n + 1}:00", *said)), listed)
        plot.names([f"{n}" for n in range(first, last + 1)])

    def _channels(self, canvas: Canvas, box: Box) -> None:
        listed = fewer(self.lines, fitting(box, least=26), _merged)
        lines = Rows(canvas, box, [line.name for line in listed], share=0.34)
        heads = {"call_answer_rate": _("接起率"), "missed_called_back_rate": _("未接回拨")}
        room = min(_RATE_ROOM, (box.w - lines.name_room) / 2 - 14)
        for place, (name, head) in enumerate(heads.items()):
            right = box.right - (1 - place) * (room + 14)
            lines.title(right, head, align=RIGHT)
            for n, line in enumerate(listed):
                row = lines.line(n)
                rows.rate(canvas, Box(right - room, row.y, room, row.h), name, line.counts)
        for n, line in enumerate(listed):
            lines.name(n, up=4)
            said = (f"{head} {rate_words(name, line.counts)}" for name, head in heads.items())
            whose = self.behind("calls", *line.keys, by=By.CHANNEL)
            canvas.region(lines.line(n), joined((line.name, *said)), whose)


def make(
    asked: Asked, counted: Sequence[tuple[str, int, str, int]], *, names: Mapping[str, str]
) -> Calls:
    """Return the chart of (channel, hour, one of KINDS, calls)."""
    by_hour = columns_of(filled(((h, kind, n) for _c, h, kind, n in counted), range(24), KINDS))
    channels = sorted({channel for channel, *_rest in counted})
    by_channel = columns_of(filled(((c, kind, n) for c, _h, kind, n in counted), channels, KINDS))
    lines = [
        Line(names.get(key, key), (key,), *(by_channel[kind][n] for kind in KINDS))
        for n, key in enumerate(channels)
    ]
    lines.sort(key=lambda line: (-line.counts.calls, line.name))
    whole = _merged(lines)
    hours = tuple(zip(*(by_hour[kind] for kind in KINDS), strict=True))
    return Calls(
        name=ChartName.CALLS,
        asked=asked,
        hours=hours,
        lines=tuple(lines),
        whole=whole,
        answer=_answer(whole) if lines else "",
        note=_("回拨要在 60 分钟内才算；细线是 95% 区间，不到 50 通时才画"),
        missing=""
        if lines
        else _("还没有 400 电话的通话记录。有了记录，这里看得出哪个钟点漏接、漏接的回拨了没有。"),
    )


def _answer(whole: Line) -> str:
    facts = {
        "n": count(whole.counts.calls),
        "rate": rate_words("call_answer_rate", whole.counts),
        "missed": count(whole.counts.missed),
        "back": count(whole.called_back),
    }
    text = ngettext(
        "来电 %(n)s 通，接起 %(rate)s；未接 %(missed)s 通，及时回拨 %(back)s 通。",
        "来电 %(n)s 通，接起 %(rate)s；未接 %(missed)s 通，及时回拨 %(back)s 通。",
        whole.counts.calls,
    )
    return text % facts


def _kinds() -> dict[str, str]:
    return {_ANSWERED: _("接起"), _BACK: _("未接，已回拨"), _MISSED: _("未接，没回拨")}


def _span(hours: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Return the first and last hour with calls, the working day at least."""
    busy = [n for n, row in enumerate(hours) if sum(row)]
    return min(8, *busy) if busy else 8, max(18, *busy) if busy else 18


def _merged(lines: Sequence[Line]) -> Line:
    return Line(
        rest_name(len(lines)),
        tuple(key for line in lines for key in line.keys),
        sum(line.answered for line in lines),
        sum(line.called_back for line in lines),
        sum(line.missed for line in lines),
    )
