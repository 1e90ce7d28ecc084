"""Did the accounts gain followers: how each grew since the range began (R13)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import Asked
from netdesk.i18n import _, ngettext
from netdesk.reporting.charts.canvas import MIDDLE, RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, after, joined
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.scale import Scale, signed, ticks
from netdesk.reporting.frames import known
from netdesk.reporting.workbook import Sheet

_MOST = 6  # lines
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its total on each day of the range where it was entered."""

    key: str
    name: str
    totals: tuple[int | None, ...]
    base: int  # the last total before the range, else the first in it
    is_gaining_from_before: bool

    @property
    def last_place(self) -> int:
        """Return which day has the newest total."""
        return max(n for n, total in enumerate(self.totals) if total is not None)

    @property
    def last(self) -> int:
        """Return the newest total."""
        return self.totals[self.last_place] or 0

    @property
    def net(self) -> int:
        """Return how many came to it, those who left taken off."""
        return self.last - self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class Followers(Chart):
    """The accounts, the one that gained most first."""

    dates: tuple[date, ...]
    accounts: tuple[Account, ...]

    def sheet(self) -> Sheet:
        """Return a row a day, a column an account: its total."""
        header = (_("日期"), *(account.name for account in self.accounts))
        rows = zip(self.dates, *(account.totals for account in self.accounts), strict=True)
        return Sheet(self.title, header, list(rows))

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw a line an account, its name at its end; from nought on the first day."""
        look = canvas.palette
        drawn = _kept(self.accounts)
        ends = {one.key: _end(one) for one in drawn}
        said = (text_width(f"{one.name} {ends[one.key]}", SMALL) for one in drawn)
        room = min(max(said) + 18, box.w * 0.42)
        values = [t - one.base for one in drawn for t in one.totals if t is not None]
        marks = ticks(min(0, *values), max(0, 1, *values), max(2, min(5, int(box.h / 44))))
        low = marks[0]
        if low < 0 and min(values) > low / 4:  # a small dip is no reason for half an empty picture
            low, marks = min(values), marks[1:]
        left = max(text_width(signed(mark), SMALL) for mark in marks) + 8
        plot = box.inside(left=left, right=room, top=8, bottom=22)
        place = Scale(low, marks[-1], plot.bottom, plot.y)
        for mark in marks:
            y = round(place(mark))
            canvas.line((plot.x, y), (plot.right, y), colour=look.axis if mark == 0 else look.lines)
            canvas.text(plot.x - 8, y, signed(mark), colour=look.muted, align=RIGHT)
        across = Scale(0, max(len(self.dates) - 1, 1), plot.x + 4, plot.right - 6)
        self._days(canvas, plot, across)
        for one in reversed(drawn):
            is_first = one is drawn[0]
            self._line(canvas, one, across, place, colour=look.strong if is_first else look.muted)
        self._names(canvas, drawn, ends, Box(plot.right, plot.y, room, plot.h), (across, place))
        self._say(canvas, plot, across, drawn)

    def _line(
        self, canvas: Canvas, one: Account, across: Scale, place: Scale, *, colour: str
    ) -> None:
        """Draw from each day that is known to the next; those without a number are passed over."""
        points = [
            (across(n), place(total - one.base))
            for n, total in enumerate(one.totals)
            if total is not None
        ]
        if one.is_gaining_from_before and one.totals[0] is None:
            points = [(across(0), place(0)), *points]
        if len(points) > 1:
            canvas.line(*points, colour=colour, width=2)
        canvas.dot(*points[-1], 3.5, colour)

    def _days(self, canvas: Canvas, plot: Box, across: Scale) -> None:
        last = len(self.dates) - 1
        steps = max(1, int(plot.w / 90))
        for n in sorted({round(last * k / steps) for k in range(steps + 1)}):
            label = f"{self.dates[n]:%m-%d}"
            canvas.text(
                across(n), plot.bottom + 12, label, align=MIDDLE, colour=canvas.palette.muted
            )

    def _names(
        self,
        canvas: Canvas,
        drawn: Sequence[Account],
        ends: Mapping[str, str],
        box: Box,
        scales: tuple[Scale, Scale],
    ) -> None:
        """Name each line at its end, moved apart where they would lie over each other."""
        look, (across, place) = canvas.palette, scales
        wanted = sorted((place(one.net), n) for n, one in enumerate(drawn))
        places = _apart([y for y, _n in wanted], SMALL + 5, box.y, box.bottom)
        for (y, n), moved in zip(wanted, places, strict=True):
            one = drawn[n]
            canvas.line((across(one.last_place) + 6, y), (box.x + 8, moved), colour=look.lines)
            ink = look.strong_text if n == 0 else look.text
            said = box.w - 12 - text_width(ends[one.key], SMALL)
            x = box.x + 12
            x += canvas.text(x, moved, one.name, colour=ink, most=said - 5) + 5
            canvas.text(x, moved, ends[one.key], colour=ink)

    def _say(self, canvas: Canvas, plot: Box, across: Scale, drawn: Sequence[Account]) -> None:
        half = (across(1) - across(0)) / 2
        for n, day in enumerate(self.dates):
            said = [f"{a.name} {t:,}" for a in drawn if (t := a.totals[n]) is not None]
            column = Box(across(n) - half, plot.y, 2 * half, plot.h)
            text = joined((day.isoformat(), *(said or [_("没有填")])))
            canvas.region(column, text)


def make(
    asked: Asked,
    *,
    days: Sequence[tuple[date, str, int | None]],
    before: Mapping[str, int],
    names: Mapping[str, str],
    today: date,
) -> Followers:
    """Return the chart of (day, account, total), and the last totals before the range."""
    last = max(asked.first, min(asked.last, today))
    dates = tuple(asked.first + n * _DAY for n in range((last - asked.first).days + 1))
    accounts = []
    for key, totals in known(days, dates).items():
        first = next((total for total in totals if total is not None), None)
        if first is not None:
            base = before.get(key, first)
            accounts.append(Account(key, names.get(key, key), totals, base, key in before))
    accounts.sort(key=lambda one: (-one.net, one.name))
    left_out = len(accounts) - len(_kept(accounts))
    more = ngettext(
        "另有 %(n)d 个账号没有画，数据表里有", "另有 %(n)d 个账号没有画，数据表里有", left_out
    )
    return Followers(
        name=ChartName.FOLLOWERS,
        asked=asked,
        dates=dates,
        accounts=tuple(accounts),
        answer=_answer(accounts) if accounts else "",
        note=after(
            _("从期初起净增多少；期初是本期以前最后填的粉丝数，没有就是本期第一次填的"),
            more % {"n": left_out} if left_out else "",
        ),
        missing=""
        if accounts
        else _("这段时间没有填过粉丝数。每天填一次各账号的粉丝总数，或导入平台导出的粉丝表。"),
    )


def _answer(accounts: Sequence[Account]) -> str:
    net, first = sum(one.net for one in accounts), accounts[0]
    facts = {
        "n": len(accounts),
        "net": signed(net),
        "name": first.name,
        "most": signed(first.net),
    }
    if len(accounts) == 1:
        return _("%(name)s净增 %(net)s。") % facts
    text = ngettext(
        "%(n)d 个账号一共净增 %(net)s；%(name)s最多，%(most)s。",
        "%(n)d 个账号一共净增 %(net)s；%(name)s最多，%(most)s。",
        len(accounts),
    )
    return text % facts


def _kept(accounts: Sequence[Account]) -> list[Account]:
    """Return those that moved most, either way, in their order."""
    moved = sorted(accounts, key=lambda one: -abs(one.net))[:_MOST]
    return [one for one in accounts if one in moved]


def _end(one: Account) -> str:
    return f"{signed(one.net)} → {one.last:,}"


def _apart(places: Sequence[float], least: float, top: float, bottom: float) -> list[float]:
    """Return ascending places moved so far that they are `least` apart, inside the plot."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + least if found else top))
    over = found[-1] - bottom if found else 0
    for n in range(len(found) - 1, -1, -1):
        limit = bottom if n == len(found) - 1 else found[n + 1] - least
        if over > 0:
            found[n] = min(found[n], limit)
    return found
