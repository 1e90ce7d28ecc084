"""What the page shows: which days, of which channels, grouped by what, counted how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from netdesk.domain.figures.grouping import By, View
from netdesk.domain.money.words import Attribution
from netdesk.i18n import N_, _

_DAY = timedelta(days=1)


class Days(StrEnum):
    """The ranges that are offered."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    NINETY = "ninety"
    OWN = "own"


DAYS_WORDS = {
    Days.TODAY: N_("今天"),
    Days.WEEK: N_("本周"),
    Days.MONTH: N_("本月"),
    Days.LAST_MONTH: N_("上月"),
    Days.NINETY: N_("近 90 天"),
    Days.OWN: N_("自选"),
}
BY_WORDS = {
    By.CHANNEL: N_("按渠道"),
    By.PERSON: N_("按人员"),
    By.DAY: N_("按天"),
    By.WEEK: N_("按周"),
    By.MONTH: N_("按月"),
    By.MODEL: N_("按车型"),
    By.TECHNIQUE: N_("按技法"),
    By.ACTIVITY: N_("按活动"),
}
KEY_HEADS = {
    By.CHANNEL: N_("渠道"),
    By.PERSON: N_("人员"),
    By.DAY: N_("日期"),
    By.WEEK: N_("周"),
    By.MONTH: N_("月份"),
    By.MODEL: N_("车型"),
    By.TECHNIQUE: N_("技法"),
    By.ACTIVITY: N_("活动"),
}
VIEW_WORDS = {View.COHORT: N_("看这些线索的结果"), View.PERIOD: N_("看这段时间发生的")}
VIEW_HELP = {
    View.COHORT: N_("这段时间来的线索，到现在结果怎样"),
    View.PERIOD: N_("这段时间里发生的联系、到店和成交，不管线索什么时候来的"),
}
CREDIT_WORDS = {
    Attribution.FIRST: N_("归首次触点"),
    Attribution.LAST: N_("归末次触点"),
    Attribution.EQUAL: N_("毛利平均分"),
}
CREDIT_HELP = {
    Attribution.FIRST: N_("线索和毛利算在第一次留资的渠道"),
    Attribution.LAST: N_("线索算在最后一次留资的渠道，毛利算在成交前最后一次留资的渠道"),
    Attribution.EQUAL: N_("毛利由成交前的每次留资平分，线索数仍算在第一次留资的渠道"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that is chosen. No channels: all of them."""

    days: Days
    first: date
    last: date
    by: By = By.CHANNEL
    view: View = View.COHORT
    attribution: Attribution = Attribution.FIRST
    channels: frozenset[str] = frozenset()
    compares: bool = True

    def on(self, today: date) -> "Choice":
        """Return the same choice on a day: 本月 is another month then."""
        if self.days is Days.OWN:
            return self
        first, last = RANGES[self.days](today)
        return replace(self, first=first, last=last)

    def moved(self, by: int) -> "Choice":
        """Return the same choice as many ranges later, months as months."""
        is_months = self.first.day == 1 and (self.last + _DAY).day == 1
        if is_months:
            months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
            first = _month(self.first, by * (months + 1))
            last = _month(first, months + 1) - _DAY
        else:
            step = by * (self.last - self.first + _DAY)
            first, last = self.first + step, self.last + step
        return replace(self, days=Days.OWN, first=first, last=last)

    def kept(self) -> dict[str, Any]:
        """Return what is remembered until the next time."""
        return {
            "days": self.days,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "by": self.by,
            "view": self.view,
            "attribution": self.attribution,
            "compares": self.compares,
        }


def _month(day: date, by: int) -> date:
    """Return the first day of the month so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(min(max(year, date.min.year), date.max.year), month + 1, 1)


def _this_week(today: date) -> tuple[date, date]:
    monday = today - today.weekday() * _DAY
    return monday, monday + 6 * _DAY


def _this_month(today: date) -> tuple[date, date]:
    return _month(today, 0), _month(today, 1) - _DAY


RANGES: Mapping[Days, Callable[[date], tuple[date, date]]] = {
    Days.TODAY: lambda today: (today, today),
    Days.WEEK: _this_week,
    Days.MONTH: _this_month,
    Days.LAST_MONTH: lambda today: (_month(today, -1), _month(today, 0) - _DAY),
    Days.NINETY: lambda today: (today - 89 * _DAY, today),
}


def usual(today: date) -> Choice:
    """Return what is shown where nothing is remembered."""
    return Choice(Days.MONTH, *RANGES[Days.MONTH](today))


def remembered(kept: object, today: date) -> Choice:
    """Return the choice that was kept; what can't be read is as usual."""
    if not isinstance(kept, Mapping):
        return usual(today)
    try:
        found = Choice(
            Days(kept["days"]),
            date.fromisoformat(kept["first"]),
            date.fromisoformat(kept["last"]),
            By(kept["by"]),
            View(kept["view"]),
            Attribution(kept["attribution"]),
            compares=bool(kept["compares"]),
        )
    except (KeyError, TypeError, ValueError):
        return usual(today)
    return found.on(today)


def range_words(first: date, last: date) -> str:
    """Return days in words, the year said once where it is one."""
    if first == last:
        return first.isoformat()
    end = f"{last:%m-%d}" if first.year == last.year else last.isoformat()
    return _("%(first)s 至 %(last)s") % {"first": first.isoformat(), "last": end}
