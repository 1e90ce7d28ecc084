"""Why do we lose: the reasons, and what was named with them (the competitor, the price)."""

from collections.abc import Sequence
from dataclasses import dataclass

from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import Asked, View
from netdesk.i18n import _, ngettext
from netdesk.reporting.charts import rows
from netdesk.reporting.charts.canvas import Box, Canvas
from netdesk.reporting.charts.chart import Chart, count, joined, share_words
from netdesk.reporting.charts.rows import Rows, fewer, fitting
from netdesk.reporting.frames import columns_of, filled
from netdesk.reporting.plain import plain
from netdesk.reporting.workbook import Sheet

_BETWEEN = "：:"  # a reason and what was said to it


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason and how many leads were lost for it; `written` are the reasons as they are kept."""

    name: str
    n: int
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses(Chart):
    """Reasons, the most frequent first; `details` are what was said to them."""

    reasons: tuple[Reason, ...]
    details: tuple[Reason, ...]
    written: tuple[tuple[str, int], ...]  # (reason as it was written, leads)

    @property
    def total(self) -> int:
        """Return how many leads were lost."""
        return sum(reason.n for reason in self.reasons)

    def sheet(self) -> Sheet:
        """Return a row a reason as it was written."""
        return Sheet(self.title, (_("原因"), _("线索")), self.written)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw a bar a reason; what was said to them at the right, where anything was."""
        if not self.details:
            self._bars(canvas, box, self.reasons, "")
            return
        gap = 32
        left = Box(box.x, box.y, (box.w - gap) * 0.6, box.h)
        self._bars(canvas, left, self.reasons, _("原因"))
        right = box.inside(left=left.w + gap)
        self._bars(canvas, right, self.details, _("提到了什么"))

    def _bars(self, canvas: Canvas, box: Box, reasons: Sequence[Reason], title: str) -> None:
        head = rows.HEAD if title else 4
        listed = fewer(reasons, fitting(box, head=head), _merged)
        lines = Rows(canvas, box, [r.name for r in listed], head=head, share=0.45, title=title)
        highest = max(r.n for r in listed)
        look = canvas.palette
        for n, reason in enumerate(listed):
            lines.name(n)
            share = share_words(reason.n, self.total)
            colour = look.strong if n == 0 else look.context
            cell = lines.cells(n)
            rows.bar(canvas, cell, reason.n / highest, colour, count(reason.n), after=share)
            text = joined(
                (
                    reason.name,
                    ngettext("%(n)s 条", "%(n)s 条", reason.n) % {"n": count(reason.n)},
                    share,
                )
            )
            listed_behind = self.behind("lost", part="\n".join(reason.written) or "\n")
            canvas.region(lines.line(n), text, listed_behind)


def make(asked: Asked, counted: Sequence[tuple[str, int]]) -> Losses:
    """Return the chart of (reason as written, leads)."""
    parted = [(*_parted(text), text, n) for text, n in counted]
    reasons = _reasons([(reason, text, n) for reason, _detail, text, n in parted])
    details = _reasons([(detail, text, n) for _reason, detail, text, n in parted if detail])
    total = sum(reason.n for reason in reasons)
    is_period = asked.view is View.PERIOD
    return Losses(
        name=ChartName.LOSSES,
        asked=asked,
        reasons=reasons,
        details=details,
        written=tuple(sorted(counted, key=lambda one: (-one[1], one[0]))),
        answer=_answer(reasons, total) if total else "",
        note=_("本期战败的线索，不论什么时候来的")
        if is_period
        else _("本期到达的线索里，现在已战败的；每条算最后一次写的原因"),
        missing=""
        if total
        else _("这段时间没有战败的线索。战败要写原因，写了就在这里看得出为什么。"),
    )


def _answer(reasons: Sequence[Reason], total: int) -> str:
    first = reasons[0]
    facts = {
        "n": count(total),
        "reason": first.name,
        "first": count(first.n),
        "share": share_words(first.n, total),
    }
    if len(reasons) == 1:
        return _("战败 %(n)s 条，原因都是“%(reason)s”。") % facts
    return _("战败 %(n)s 条，最多的原因是“%(reason)s”，%(first)s 条，占 %(share)s。") % facts


def _reasons(counted: Sequence[tuple[str, str, int]]) -> tuple[Reason, ...]:
    """Add up (reason, as it was written, leads), the most frequent first."""
    written = list(dict.fromkeys(text for _name, text, _n in counted))
    table = filled(((text, name, n) for name, text, n in counted), written)
    return tuple(
        Reason(
            name,
            sum(values),
            tuple(text for text, n in zip(written, values, strict=True) if n),
        )
        for name, values in columns_of(table).items()
    )


def _parted(text: str) -> tuple[str, str]:
    """Return the reason, and what was said to it: 买了别的品牌：某某."""
    at = min((text.find(mark) for mark in _BETWEEN if mark in text), default=len(text))
    return plain(text[:at]) or _("没有写原因"), plain(text[at + 1 :])


def _merged(reasons: Sequence[Reason]) -> Reason:
    name = ngettext("其余 %(n)d 个", "其余 %(n)d 个", len(reasons)) % {"n": len(reasons)}
    written = tuple(text for reason in reasons for text in reason.written)
    return Reason(name, sum(reason.n for reason in reasons), written)
