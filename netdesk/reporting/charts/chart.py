"""What every chart is: frozen data with an answer in words, its table, and how it is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from netdesk.domain.figures.charts import Behind, ChartName, Key, question
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.kpi import BY_NAME, Counts, interval, percent, shown
from netdesk.i18n import _
from netdesk.reporting.workbook import Sheet

if TYPE_CHECKING:
    from netdesk.reporting.charts.canvas import Box, Canvas


_MOST_GROWTH = 10  # beyond it, per cent say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart's data. `answer` is what it says in a sentence, `note` how it was counted.

    `missing` says in words what there is nothing of, and what brings it; empty where it can be
    drawn.
    """

    name: ChartName
    asked: Asked
    answer: str = ""
    note: str = ""
    missing: str = ""

    @property
    def title(self) -> str:
        """Return the question it answers."""
        return question(self.name)

    @property
    def days(self) -> str:
        """Return the range in words."""
        return range_words(self.asked.first, self.asked.last)

    def sheet(self) -> Sheet:
        """Return its data as a table, all of it."""
        raise NotImplementedError

    def draw(self, canvas: "Canvas", box: "Box") -> None:
        """Draw it into a part of the picture, with regions to point at."""
        raise NotImplementedError

    def behind(
        self,
        kpi: str,
        *keys: Key,
        by: By | None = None,
        first: date | None = None,
        last: date | None = None,
        part: str = "",
    ) -> Behind:
        """Return which list stands behind a mark; what isn't said is the chart's own."""
        asked = replace(
            self.asked,
            by=by or self.asked.by,
            first=first or self.asked.first,
            last=last or self.asked.last,
        )
        return Behind(self.name, asked, kpi, keys, part)


def range_words(first: date, last: date) -> str:
    """Return a range of days, the year said once where it is one."""
    if first == last:
        return first.isoformat()
    end = f"{last:%m-%d}" if first.year == last.year else last.isoformat()
    return _("%(first)s 至 %(last)s") % {"first": first.isoformat(), "last": end}


def change_words(now: int, before: int) -> str:
    """Return how a number changed, with its sign and, from ten on, in per cent."""
    if now == before:
        return _("持平")
    text = f"{now - before:+,d}".replace("-", "−")
    grown = (now - before) / before if before >= 10 else 0
    if 0 < abs(grown) < _MOST_GROWTH:
        share = f"{grown * 100:+.0f}%".replace("-", "−")
        return _("%(change)s（%(share)s）") % {"change": text, "share": share}
    return text


def count(n: int) -> str:
    """Return a count as sentences write it."""
    return f"{n:,}"


def rate_words(name: str, counts: Counts) -> str:
    """Return a rate with its part and whole, and its 95 % interval where it owes one."""
    kpi = BY_NAME[name]
    if kpi.share is None or kpi.value(counts) is None:
        return "—"
    part, whole = kpi.share(counts)
    facts = {"rate": shown(name, counts), "part": count(part), "whole": count(whole)}
    bounds = interval(name, counts)
    if bounds is None:
        return _("%(rate)s（%(part)s/%(whole)s）") % facts
    low, high = (percent(bound).rstrip("%") for bound in bounds)
    text = _("%(rate)s（%(part)s/%(whole)s，区间 %(low)s–%(high)s%%）")
    return text % {**facts, "low": low, "high": high}


def after(text: str, more: str) -> str:
    """Return a text with what is to be said after it, in one line."""
    return _("%(text)s；%(more)s") % {"text": text, "more": more} if more else text


def share_words(part: int, whole: int) -> str:
    """Return a share in whole per cent; what is some is never 0 %."""
    return percent(part / whole) if whole else "—"


def joined(parts: Iterable[str]) -> str:
    """Return the parts that say anything, side by side as the hover text has them."""
    return " · ".join(part for part in parts if part)
