"""Where do leads come from: by day, week or month, channels on top of each other (UI.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from netdesk.domain.figures.charts import (
    ChartName,
    Span,
    period_before,
    spans,
    step_of,
)
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.summary import run_on
from netdesk.i18n import _, ngettext
from netdesk.reporting.charts.axes import Plot, span_label
from netdesk.reporting.charts.canvas import RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, change_words, joined, range_words, share_words
from netdesk.reporting.charts.chart import count as count_words
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.scale import short, signed
from netdesk.reporting.frames import columns_of, filled
from netdesk.reporting.workbook import Sheet

_MOST = 5  # channels told apart; a grey more would be one too many
_KEY_ROOM = 210


@dataclass(frozen=True, slots=True)
class Series:
    """A channel's leads by bar, and how many the period before had."""

    keys: tuple[str, ...]  # several: the rest
    name: str
    values: tuple[int, ...]
    before: int

    @property
    def total(self) -> int:
        """Return the leads of the range."""
        return sum(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Chart):
    """The bars, the greatest channel first; `before` are the totals that each is compared with."""

    step: By
    spans: tuple[Span, ...]
    series: tuple[Series, ...]
    before: tuple[int, ...]
    before_days: tuple[date, date]
    before_total: int

    def sheet(self) -> Sheet:
        """Return a row a bar, a column a channel."""
        header = (_("日期"), *(s.name for s in self.series), _("合计"), _("上期"))
        columns = [s.values for s in self.series]
        rows = [
            (span.first if self.step is By.DAY else span.key, *counts, sum(counts), before)
            for span, before, *counts in zip(self.spans, self.before, *columns, strict=True)
        ]
        return Sheet(self.title, header, rows)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the bars, at the right what each colour is and how it changed."""
        series = _fewer(self.series)
        room = min(_KEY_ROOM, box.w * 0.4)
        _keys(canvas, box.inside(left=box.w - room), self, series)
        totals = [sum(s.values[n] for s in series) for n in range(len(self.spans))]
        plot = Plot(canvas, box.inside(right=room + 20), max(*totals, *self.before, 1))
        plot.grid()
        for n, span in enumerate(self.spans):
            self._bar(canvas, plot, n, span, series, totals[n])
        plot.names([span_label(self.step, span, self.spans) for span in self.spans])

    def _bar(
        self,
        canvas: Canvas,
        plot: Plot,
        n: int,
        span: Span,
        series: Sequence[Series],
        whole: int,
    ) -> None:
        """Draw one bar, the total above it, a tick where the period before was."""
        column = plot.column(n, len(self.spans))
        label = span_label(self.step, span, self.spans, full=True)
        before = _("上期 %(n)s") % {"n": count_words(self.before[n])} if self.before_total else ""
        of_whole = self.behind("leads", first=span.first, last=span.last, by=By.CHANNEL)
        said = ngettext("%(n)s 条", "%(n)s 条", whole) % {"n": count_words(whole)}
        canvas.region(column, joined((label, said, before)), of_whole if whole else None)
        bar = plot.bar(column)
        below = 0
        for place, one in enumerate(series):
            count = one.values[n]
            part = plot.part(bar, below, below + count)
            canvas.rect(part, _colour(canvas, place))
            below += count
            text = joined((label, f"{one.name} {count_words(count)}", said))
            listed = self.behind(
                "leads", *one.keys, first=span.first, last=span.last, by=By.CHANNEL
            )
            canvas.region(part, text, listed)
        if self.before_total:
            y = round(plot.y(self.before[n]))
            over = bar.w * 0.1
            ends = (bar.x - over, y), (bar.right + over, y)
            canvas.line(*ends, colour=canvas.palette.text, width=1.5)
        is_near = whole <= self.before[n] < whole + plot.near
        plot.above(column, self.before[n] if is_near else whole, whole)


def make(
    asked: Asked,
    *,
    now: Sequence[tuple[date, str, int]],
    before: Sequence[tuple[date, str, int]],
    names: Mapping[str, str],
    today: date,
) -> Sources:
    """Return the chart of (shop day, channel, leads) of the range and of the period before."""
    step = step_of(asked.first, asked.last)
    every = spans(asked.first, asked.last, step)
    where = {day: span.key for span in every for day in _days(span.first, span.last)}
    table = filled(((where[day], key, n) for day, key, n in now), [span.key for span in every])
    begin, end = period_before(asked.first, asked.last, today)
    # The n-th day is compared with the n-th day; a longer month's last day is in the total alone.
    matched = ((where.get(asked.first + (day - begin), ""), "", n) for day, _key, n in before)
    compared = columns_of(filled(matched, [span.key for span in every], [""]))[""]
    of_before: dict[str, int] = {}
    for _day, key, n in before:
        of_before[key] = of_before.get(key, 0) + n
    series = [
        Series((key,), names.get(key, key), values, of_before.get(key, 0))
        for key, values in columns_of(table).items()
    ]
    gone = sorted(of_before.keys() - {s.keys[0] for s in series})
    series += [Series((k,), names.get(k, k), (0,) * len(every), of_before[k]) for k in gone]
    total, total_before = sum(s.total for s in series), sum(of_before.values())
    return Sources(
        name=ChartName.SOURCES,
        asked=asked,
        step=step,
        spans=every,
        series=tuple(series),
        before=compared,
        before_days=(begin, end),
        before_total=total_before,
        answer=_answer(series, total, total_before),
        note=_note(range_words(begin, end), has_before=bool(total_before)),
        missing="" if total or total_before else _missing(),
    )


def _answer(series: Sequence[Series], total: int, before: int) -> str:
    if not series or not total:
        return _("本期没有线索，上期有 %(n)s 条。") % {"n": count_words(before)}
    first = max(series, key=lambda s: s.total)
    facts = {
        "n": count_words(total),
        "change": change_words(total, before),
        "name": first.name,
        "first": count_words(first.total),
        "share": share_words(first.total, total),
    }
    text = _("线索 %(n)s 条，比上期 %(change)s。") if before else _("线索 %(n)s 条，上期没有。")
    if len([s for s in series if s.total]) == 1:
        most = _("都来自%(name)s。")
    else:
        most = _("%(name)s最多，%(first)s 条，占 %(share)s。")
    return run_on((text % facts, most % facts))


def _note(before: str, *, has_before: bool) -> str:
    if has_before:
        return _("横线是上期（%(days)s）对应的数；按首个触点的营业日计") % {"days": before}
    return _("按首个触点的营业日计；上期（%(days)s）没有线索可比") % {"days": before}


def _missing() -> str:
    return _("这段时间没有线索到达。把平台导出的线索表拖进窗口就能导入，或者换一段日期。")


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _fewer(series: Sequence[Series]) -> list[Series]:
    """Return the greatest channels, the others added up as the rest."""
    if len(series) <= _MOST:
        return list(series)
    rest = series[_MOST - 1 :]
    values = tuple(map(sum, zip(*(s.values for s in rest), strict=True)))
    keys = tuple(key for s in rest for key in s.keys)
    name = _("其余 %(n)d 个渠道") % {"n": len(rest)}
    return [*series[: _MOST - 1], Series(keys, name, values, sum(s.before for s in rest))]


def _colour(canvas: Canvas, place: int) -> str:
    look = canvas.palette
    return look.strong if place == 0 else look.greys[min(place, len(look.greys)) - 1]


def _keys(canvas: Canvas, box: Box, chart: Sources, series: Sequence[Series]) -> None:
    """Name the colours in the order of the bars, the lowest one lowest, with count and change."""
    look = canvas.palette
    pitch = min(26.0, box.h / max(len(series) + 1, 1))
    counts = [short(s.total) for s in series]
    changes = [signed(s.total - s.before) for s in series]
    if not chart.before_total:
        changes = ["" for _one in series]
    change_room = max(text_width(c, SMALL) for c in changes)
    count_room = max(text_width(c, SMALL) for c in counts)
    y = box.y + pitch / 2
    if chart.before_total:
        canvas.text(box.right, y, _("与上期比"), colour=look.muted, align=RIGHT)
    for place in reversed(range(len(series))):
        one = series[place]
        y += pitch
        canvas.rect(Box(box.x, y - 6, 12, 12), _colour(canvas, place))
        end = box.right - (change_room + 12 if change_room else 0)
        canvas.text(box.right, y, changes[place], colour=look.muted, align=RIGHT)
        canvas.text(end, y, counts[place], align=RIGHT)
        room = end - count_room - 10 - (box.x + 18)
        ink = look.strong_text if place == 0 else look.text
        canvas.text(box.x + 18, y, one.name, colour=ink, most=room)
        text = joined(
            (one.name, count_words(one.total), _("上期 %(n)s") % {"n": count_words(one.before)})
        )
        canvas.region(
            Box(box.x, y - pitch / 2, box.w, pitch),
            text,
            chart.behind("leads", *one.keys, by=By.CHANNEL) if one.total else None,
        )
