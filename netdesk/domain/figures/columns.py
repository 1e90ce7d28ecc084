"""The figures in groups that fit a page, what stands behind each, and rows in an order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from netdesk.domain.figures.charts import spans
from netdesk.domain.figures.content import FOLLOWERS, POSTS
from netdesk.domain.figures.grouping import BY_TIME, Asked, bucket
from netdesk.domain.figures.kpi import (
    BY_NAME,
    KPIS,
    Counts,
    Kind,
    Value,
    interval,
    percent,
    short_time,
    value,
)
from netdesk.domain.figures.table import Key, Row, Table
from netdesk.i18n import N_, _

MINUS = "−"
SPEND = "spend"  # payments stand behind it, no leads
BESIDE = (SPEND, POSTS, FOLLOWERS)  # what has a list of something else than leads
# Calls stand behind these; one whose number was withheld has no lead.
OF_CALLS = frozenset({"calls", "calls_answered", "missed", "missed_called_back"})


class Group(StrEnum):
    """What a page of the table is about."""

    BRIEF = "brief"
    ANSWER = "answer"
    FOLLOW = "follow"
    VISIT = "visit"
    ORDER = "order"
    MONEY = "money"
    CONTENT = "content"
    ALL = "all"


GROUPS: Mapping[Group, tuple[str, ...]] = {
    Group.BRIEF: (
        *("leads", "on_time_rate", "valid_rate", "arrived", "ordered"),
        *("spend", "cpl", "gross_profit", "profit"),
    ),
    Group.ANSWER: (
        *("touches", "answered", "waiting", "overdue", "on_time", "on_time_rate"),
        *("first_response_median_s", "first_response_p90_s"),
    ),
    Group.FOLLOW: (
        *("leads", "judged", "valid", "valid_rate", "tried", "connected", "connected_rate"),
        *("invited", "invite_rate"),
    ),
    Group.VISIT: (
        *("appointments_due", "arrived", "arrive_rate_a", "arrive_rate_b"),
        *("test_driven", "test_drive_rate"),
    ),
    Group.ORDER: (
        *("ordered", "arrive_order_rate", "lead_order_rate", "delivered", "lost", "lost_rate"),
    ),
    Group.MONEY: ("spend", "cpl", "cpvl", "cpa", "cpo", "gross_profit", "profit"),
    Group.CONTENT: (
        *("calls", "calls_answered", "call_answer_rate", "missed", "missed_called_back_rate"),
        *("posts", "followers_net"),
    ),
    Group.ALL: tuple(kpi.name for kpi in KPIS),
}
_GROUP_WORDS = {
    Group.BRIEF: N_("要点"),
    Group.ANSWER: N_("首响"),
    Group.FOLLOW: N_("跟进"),
    Group.VISIT: N_("到店"),
    Group.ORDER: N_("成交"),
    Group.MONEY: N_("费用利润"),
    Group.CONTENT: N_("来电内容"),
    Group.ALL: N_("全部指标"),
}


def group_words(group: Group) -> str:
    """Return what a group is called."""
    return _(_GROUP_WORDS[group])


@dataclass(frozen=True, slots=True)
class Part:
    """A list behind a figure: the raw count it has as many rows as, and what it is called."""

    name: str
    text: str

    @property
    def label(self) -> str:
        """Return what it is called, in the language in use."""
        return _(self.text)


_LEADS = Part("leads", N_("新线索"))
_RATES: Mapping[str, tuple[Part, ...]] = {
    "valid_rate": (Part("valid", N_("有效")), Part("judged", N_("已判定"))),
    "on_time_rate": (
        Part("on_time", N_("按时")),
        Part("late", N_("没按时")),
        Part("clocks_judged", N_("应判定")),
    ),
    "first_response_median_s": (Part("answered", N_("已首响")),),
    "first_response_p90_s": (Part("answered", N_("已首响")),),
    "connected_rate": (Part("connected", N_("已接通")), Part("tried", N_("已联系"))),
    "invite_rate": (Part("invited", N_("邀约")), Part("valid", N_("有效"))),
    "arrive_rate_a": (
        Part("arrived_of_due", N_("如约到店")),
        Part("appointments_due", N_("到期预约")),
    ),
    "arrive_rate_b": (
        Part("arrived_in_range", N_("本期到店")),
        Part("arrive_base", N_("期初未结和新来的")),
    ),
    "test_drive_rate": (Part("test_driven", N_("试驾")), Part("arrived", N_("到店"))),
    "arrive_order_rate": (Part("ordered", N_("订车")), Part("arrived", N_("到店"))),
    "lead_order_rate": (Part("ordered_ripe", N_("订车")), Part("leads_ripe", N_("满 60 天的线索"))),
    "lost_rate": (Part("lost", N_("战败")), Part("won", N_("成交"))),
    "call_answer_rate": (Part("calls_answered", N_("接起")), Part("calls", N_("来电"))),
    "missed_called_back_rate": (
        Part("missed_called_back", N_("及时回拨")),
        Part("missed", N_("未接来电")),
    ),
    "cpl": (_LEADS,),
    "cpvl": (Part("valid", N_("有效")),),
    "cpa": (Part("arrived", N_("到店")),),
    "cpo": (Part("ordered", N_("订车")),),
    "gross_profit": (Part("gross_profit", N_("匹配到成交的线索")),),
    "profit": (Part("gross_profit", N_("匹配到成交的线索")),),
}


def parts_behind(name: str) -> tuple[Part, ...]:
    """Return the lists behind a figure, the one that is meant first; none: no leads."""
    if name in BESIDE:
        return ()
    return _RATES.get(name) or (Part(name, BY_NAME[name].label_text),)


def ordered(rows: Iterable[Row], name: str, *, descending: bool) -> tuple[Row, ...]:
    """Return rows by one of their figures; those that have none of it come last either way."""
    kept = [(value(name, row.counts), row) for row in rows]
    having = [(found, row) for found, row in kept if found is not None]
    having.sort(key=lambda pair: pair[0], reverse=descending)
    return (*(row for _value, row in having), *(row for found, row in kept if found is None))


def key_before(asked: Asked, before: Asked) -> Mapping[Key, Key]:
    """Return for each row's key of days the key of the same day, week, month of the period before.

    Empty where rows are not days: they have the same key in both.
    """
    if asked.by not in BY_TIME:
        return {}
    back: timedelta = asked.first - before.first
    found: dict[Key, Key] = {
        span.key: bucket(asked.by, max(span.first - back, before.first))
        for span in spans(asked.first, asked.last, asked.by)
        if span.first - back <= before.last
    }
    return found


def counts_before(table: Table, before: Table) -> Mapping[Key, Counts]:
    """Return by row the counts of the period before; a row that was not there had none of all.

    Days that the period before does not have are left out: nothing is compared with them.
    """
    known = {row.key: row.counts for row in before.rows}
    keys = key_before(table.asked, before.asked) or {row.key: row.key for row in table.rows}
    return {key: known.get(was, Counts()) for key, was in keys.items()}


def written(kind: Kind, number: Value, *, cents: bool = False) -> str:
    """Return a number as a narrow cell writes it: money in whole yuan, unless `cents`."""
    if number is None:
        return "—"
    if kind is Kind.RATE:
        return percent(number)
    if kind is Kind.SECONDS:
        return short_time(int(number))
    if kind is Kind.MONEY:
        text = f"{number:,.2f}" if cents else f"{_half_up(number):,}"
        return text.replace("-", MINUS)
    return f"{number:,}".replace("-", MINUS)


def change(name: str, now: Counts, before: Counts) -> str:
    """Return how a figure changed, with its sign; empty where one has none or both have nothing."""
    kind = BY_NAME[name].kind
    new, old = value(name, now), value(name, before)
    if new is None or old is None or (not new and not old):
        return ""
    if kind is Kind.RATE:
        points = _half_up((new - old) * 100)
        return _("%(sign)s%(n)d 点") % {"sign": _sign(points), "n": abs(points)}
    if kind is Kind.SECONDS:
        seconds = int(new) - int(old)
        return _sign(seconds) + short_time(abs(seconds)) if seconds else _same()
    if kind is Kind.MONEY:
        yuan = _half_up(new) - _half_up(old)
        return f"{_sign(yuan)}{abs(yuan):,}"
    difference = int(new - old)
    return f"{_sign(difference)}{abs(difference):,}"


def interval_words(name: str, counts: Counts) -> str:
    """Return a rate's 95 % interval where it owes one: 21–94%."""
    bounds = interval(name, counts)
    if bounds is None:
        return ""
    low, high = (percent(bound).rstrip("%") for bound in bounds)
    return f"{low}–{high}%"


def _same() -> str:
    return "±0"


def _sign(number: int) -> str:
    return "±" if number == 0 else "+" if number > 0 else MINUS


def _half_up(number: float) -> int:
    """Return the nearest whole number, halves away from zero, as people round."""
    return int(number + 0.5) if number >= 0 else -int(-number + 0.5)
