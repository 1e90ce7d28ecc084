"""The charts, each one a question: their names, what of a picture can be pointed at, their ranges.

Values only; what is in a chart is made in `reporting.charts` and asked for by `services.charts`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netdesk.domain.figures.grouping import Asked, By, bucket
from netdesk.i18n import N_, _

Key = str | None
THEMES = LIGHT, DARK = "light", "dark"  # as resources/themes names them
_DAY = timedelta(days=1)
_MOST_DAYS, _MOST_WEEKS = 31, 27  # of bars that stand side by side


class ChartName(StrEnum):
    """The names of `netdesk chart`; never renamed."""

    SOURCES = "sources"
    SPEED = "speed"
    ARRIVALS = "arrivals"
    FUNNEL = "funnel"
    MONEY = "money"
    CALLS = "calls"
    CONTENT = "content"
    FOLLOWERS = "followers"
    TARGETS = "targets"
    LOSSES = "losses"


_QUESTIONS = {
    ChartName.SOURCES: N_("线索从哪里来"),
    ChartName.SPEED: N_("回复得有多快"),
    ChartName.ARRIVALS: N_("客户什么时候来"),
    ChartName.FUNNEL: N_("线索后来怎样了"),
    ChartName.MONEY: N_("花了多少，赚了多少"),
    ChartName.CALLS: N_("400 电话接起来了吗"),
    ChartName.CONTENT: N_("哪些内容带来线索"),
    ChartName.FOLLOWERS: N_("粉丝涨了多少"),
    ChartName.TARGETS: N_("目标完成到哪里"),
    ChartName.LOSSES: N_("为什么丢了客户"),
}


def question(name: ChartName) -> str:
    """Return what a chart answers, in the language in use."""
    return _(_QUESTIONS[name])


@dataclass(frozen=True, slots=True)
class Behind:
    """Which leads stand behind a mark: `keys` of the rows of `asked` that it adds up.

    `part` is told apart by the chart itself, such as an hour of the week; empty where the raw count
    `kpi` of the figures says it all. No keys: the whole.
    """

    chart: ChartName
    asked: Asked
    kpi: str
    keys: tuple[Key, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a picture that says `text`; `behind` is the list it opens, where it has one.

    In the picture's own pixels at 96 dpi, from its top left corner.
    """

    x: float
    y: float
    w: float
    h: float
    text: str
    behind: Behind | None = None

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point is in it; the right and lower edges are not."""
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h

    @property
    def key(self) -> Key:
        """Return the key of the row behind, for `desk.figures.behind`."""
        return self.behind.keys[0] if self.behind and self.behind.keys else None

    @property
    def kpi(self) -> str:
        """Return the raw count behind; empty where no list opens."""
        return self.behind.kpi if self.behind else ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as a picture. `width` and `height` are pixels at 96 dpi; the PNG may have more."""

    png: bytes
    width: int
    height: int
    regions: tuple[Region, ...] = ()

    def at(self, x: float, y: float) -> Region | None:
        """Return what is pointed at: of regions that lie over each other, the uppermost."""
        return next((one for one in reversed(self.regions) if one.holds(x, y)), None)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one bar, both inside the range; `key` is that of By."""

    key: str
    first: date
    last: date


def step_of(first: date, last: date) -> By:
    """Return what a bar stands for, so that a range of any length stays readable."""
    days = (last - first).days + 1
    if days <= _MOST_DAYS:
        return By.DAY
    return By.WEEK if days <= 7 * _MOST_WEEKS else By.MONTH


def spans(first: date, last: date, step: By) -> tuple[Span, ...]:
    """Return every day, week or month of a range, those at its ends cut; none is left out."""
    found: dict[str, list[date]] = {}
    for n in range((last - first).days + 1):
        day = first + n * _DAY
        found.setdefault(bucket(step, day), []).append(day)
    return tuple(Span(key, days[0], days[-1]) for key, days in found.items())


def period_before(first: date, last: date, today: date) -> tuple[date, date]:
    """Return the days that a range is compared with: as many as have passed of it, just before.

    Whole months are compared with as many whole months; one that still runs, with the same days of
    the month before. Whole weeks likewise: a Tuesday with a Tuesday.
    """
    is_months = first.day == 1 and (last + _DAY).day == 1
    passed = max(first, min(last, today))
    if first.weekday() == 0 and last.weekday() == 6:
        begin = first - (last - first) - _DAY
        return begin, begin + (passed - first)
    if not is_months:
        return first - (passed - first) - _DAY, first - _DAY
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    begin = _months_before(first, months)
    if passed == last:
        return begin, first - _DAY
    month = _months_before(passed.replace(day=1), months)
    end = month.replace(day=min(passed.day, monthrange(month.year, month.month)[1]))
    return begin, end


def _months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(year, 1), month + 1, 1)
