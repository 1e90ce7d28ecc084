"""The figures of PRODUCT.md 6, each defined once: its name, its words, its formula, its sum.

`Counts` are the raw additive counts of any group of leads (a channel, a day, a person); counts of
groups add up to the counts of the whole, and `figures` makes rates and times out of them. A new
figure is one field of `Counts` and one line of `KPIS`. A frozen page keeps FORMULAS_VERSION.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from itertools import chain
from math import sqrt

from netdesk.i18n import N_, _

FORMULAS_VERSION = 2
RIPE = timedelta(days=60)  # how old leads must be to be asked for orders (RULINGS 22)
SMALL_SAMPLE = 50  # below this many cases a rate carries its interval
_Z = 1.959963984540054  # the 97.5 % point of the normal distribution: 95 % two-sided

Share = tuple[int, int]
Value = int | float | None
Intervals = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What can be counted and added; which leads and clocks belong is the asker's choice."""

    leads: int = 0  # by the shop day of their first touch
    touches: int = 0
    judged: int = 0  # marked invalid, or with an outcome that reached the customer
    valid: int = 0  # judged and not invalid
    answered: int = 0  # clocks with a first response
    waiting: int = 0  # open clocks, those past due among them
    overdue: int = 0  # open clocks past due
    on_time: int = 0  # clocks answered by their due
    clocks_judged: int = 0  # clocks answered, and clocks past due, open or void (RULINGS 11)
    tried: int = 0
    connected: int = 0
    invited: int = 0  # leads with a dated appointment
    appointments_due: int = 0  # appointments whose date has passed
    arrived_of_due: int = 0  # of those, the ones that were kept
    arrived: int = 0
    arrived_in_range: int = 0  # leads that arrived on its days, whenever they came
    arrive_base: int = 0  # open at the start + new in the range; 0: B is not asked (RULINGS 22)
    test_driven: int = 0
    ordered: int = 0
    leads_ripe: int = 0  # leads at least 60 days old (RULINGS 22)
    ordered_ripe: int = 0  # of those, the ones that ordered
    delivered: int = 0
    lost: int = 0
    won: int = 0
    calls: int = 0  # incoming, of 400 numbers
    calls_answered: int = 0
    missed: int = 0
    missed_called_back: int = 0  # within 60 minutes (RULINGS 12)
    spend: int = 0  # 分
    gross_profit: int = 0  # 分, of matched deals that stand
    posts: int | None = None  # None: such rows have none of their own
    followers_net: int | None = None  # None: nobody entered any
    backdated: int = 0  # contacts entered late, 补录 (RULINGS 17)
    response_seconds: tuple[int, ...] = ()  # answered − received; none closed at once (RULINGS 11)

    def __post_init__(self) -> None:
        """Keep the response times in ascending order, so that equal groups are equal values."""
        object.__setattr__(self, "response_seconds", tuple(sorted(self.response_seconds)))

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of both groups together."""
        return total((self, other))

    def __bool__(self) -> bool:
        """Say whether anything at all was counted."""
        return any(getattr(self, name) for name in _FIELDS)

    @property
    def late(self) -> int:
        """Clocks that missed their due, answered since or not."""
        return self.clocks_judged - self.on_time

    @property
    def not_due(self) -> int:
        """Open clocks that still have time: pending is not failed."""
        return self.waiting - self.overdue


_FIELDS = tuple(field.name for field in fields(Counts))
_KNOWN = ("posts", "followers_net")  # added up where they are known
_ADDED = tuple(name for name in _FIELDS if name not in ("response_seconds", *_KNOWN))


def total(groups: Iterable[Counts]) -> Counts:
    """Return the counts of all `groups` together; of no group at all, nothing counted."""
    kept = tuple(groups)
    sums = {name: sum(getattr(group, name) for group in kept) for name in _ADDED}
    known = {name: [getattr(group, name) for group in kept] for name in _KNOWN}
    there = {name: [one for one in them if one is not None] for name, them in known.items()}
    return Counts(
        **sums,
        posts=sum(there["posts"]) if there["posts"] else None,
        followers_net=sum(there["followers_net"]) if there["followers_net"] else None,
        response_seconds=tuple(chain.from_iterable(group.response_seconds for group in kept)),
    )


class Kind(StrEnum):
    """What a figure's number is, and so how it is written."""

    COUNT = "count"
    RATE = "rate"
    SECONDS = "seconds"
    MONEY = "money"  # yuan


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure. `name` is its JSON member; `value` makes it, `share` is its part and whole."""

    name: str
    label_text: str
    formula_text: str
    kind: Kind
    value: Callable[[Counts], Value]
    share: Callable[[Counts], Share] | None = None

    @property
    def label(self) -> str:
        """Return what the screen and the page call it."""
        return _(self.label_text)

    @property
    def formula(self) -> str:
        """Return its formula in words."""
        return _(self.formula_text)


def median(ascending: tuple[int, ...]) -> int | None:
    """Return the middle value; of an even number the mean of the middle two, half rounded up."""
    if not ascending:
        return None
    middle = len(ascending) // 2
    if len(ascending) % 2:
        return ascending[middle]
    return (ascending[middle - 1] + ascending[middle] + 1) // 2


def p90(ascending: tuple[int, ...]) -> int | None:
    """Return the 90th percentile by nearest rank: the ⌈0.9 n⌉th value, one that really occurred."""
    if not ascending:
        return None
    return ascending[-(-len(ascending) * 9 // 10) - 1]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the Wilson 95 % interval of `part` out of `whole` (0 ≤ part ≤ whole, whole > 0)."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError((part, whole))
    share = part / whole
    squared = _Z * _Z / whole
    middle = (share + squared / 2) / (1 + squared)
    half = _Z * sqrt(share * (1 - share) / whole + squared / (4 * whole)) / (1 + squared)
    low = 0.0 if part == 0 else max(0.0, middle - half)
    high = 1.0 if part == whole else min(1.0, middle + half)
    return low, high


def _ratio(share: Share) -> float | None:
    """Return part ÷ whole, or None where it says nothing.

    With nothing to divide by there is no rate. In the period view a part can come from outside its
    whole (arrivals of today, invited last week): above 1 the number is no share, and none is given.
    """
    part, whole = share
    return part / whole if whole > 0 and part <= whole else None


def _count(name: str, label: str, formula: str) -> Kpi:
    def value(counts: Counts) -> int:
        return int(getattr(counts, name))

    return Kpi(name, label, formula, Kind.COUNT, value)


def _rate(name: str, label: str, formula: str, share: Callable[[Counts], Share]) -> Kpi:
    return Kpi(name, label, formula, Kind.RATE, lambda counts: _ratio(share(counts)), share)


def _money(name: str, label: str, formula: str, value: Callable[[Counts], Value]) -> Kpi:
    return Kpi(name, label, formula, Kind.MONEY, value)


def _each(part: int, whole: int) -> float | None:
    """Return yuan a piece of an amount in 分."""
    return yuan(part / whole) if whole else None


def yuan(fen: float) -> float:
    """Return an amount in 分 as yuan with two decimals."""
    return round(fen / 100, 2)


def _seconds(name: str, label: str, formula: str, value: Callable[[Counts], Value]) -> Kpi:
    return Kpi(name, label, formula, Kind.SECONDS, value)


KPIS: tuple[Kpi, ...] = (
    _count("leads", N_("新线索"), N_("首个触点计入本期营业日的线索")),
    _count("touches", N_("触点"), N_("本期到达的留资、来电和消息")),
    _count("judged", N_("已判定"), N_("标为无效，或联系结果已触达客户的线索")),
    _count("valid", N_("有效线索"), N_("已判定 − 无效")),
    _rate("valid_rate", N_("有效线索率"), N_("有效线索 ÷ 已判定"), lambda c: (c.valid, c.judged)),
    _count("answered", N_("已首响"), N_("已有首次回复的计时")),
    _count("waiting", N_("待首响"), N_("还没有首次回复的计时，含已超时的")),
    _count("overdue", N_("超时未首响"), N_("待首响中已过应回复时间的计时")),
    _count("on_time", N_("按时首响"), N_("在应回复时间之前首次回复的计时")),
    _rate(
        "on_time_rate",
        N_("首响及时率"),
        N_("按时首响 ÷（已首响 + 已过时限未首响）"),
        lambda c: (c.on_time, c.clocks_judged),
    ),
    _seconds(
        "first_response_median_s",
        N_("首响中位"),
        N_("首次回复 − 到达，取中位数（偶数个取中间两个的平均）；当场接待、已接来电不计"),
        lambda c: median(c.response_seconds),
    ),
    _seconds(
        "first_response_p90_s",
        N_("首响 P90"),
        N_("首次回复 − 到达，由短到长第 0.9n 个（向上取整）；当场接待、已接来电不计"),
        lambda c: p90(c.response_seconds),
    ),
    _count("tried", N_("已联系"), N_("至少尝试联系过一次的线索")),
    _count("connected", N_("已接通"), N_("至少接通过一次的线索")),
    _rate("connected_rate", N_("接通率"), N_("已接通 ÷ 已联系"), lambda c: (c.connected, c.tried)),
    _count("invited", N_("邀约"), N_("约定了到店日期的线索")),
    _rate("invite_rate", N_("邀约率"), N_("邀约 ÷ 有效线索"), lambda c: (c.invited, c.valid)),
    _count("appointments_due", N_("到期预约"), N_("约定日期已过的预约")),
    _count("arrived", N_("到店"), N_("已到店的线索")),
    _rate(
        "arrive_rate_a",
        N_("邀约到店率 A"),
        N_("如约到店 ÷ 到期预约"),
        lambda c: (c.arrived_of_due, c.appointments_due),
    ),
    _rate(
        "arrive_rate_b",
        N_("邀约到店率 B"),
        N_("本期到店 ÷（期初未结 + 本期新线索）"),
        lambda c: (c.arrived_in_range, c.arrive_base),
    ),
    _count("test_driven", N_("试驾"), N_("已试驾的线索")),
    _rate("test_drive_rate", N_("试驾率"), N_("试驾 ÷ 到店"), lambda c: (c.test_driven, c.arrived)),
    _count("ordered", N_("订车"), N_("已订车的线索，手工登记或成交台账匹配")),
    _rate(
        "arrive_order_rate", N_("到店成交率"), N_("订车 ÷ 到店"), lambda c: (c.ordered, c.arrived)
    ),
    _rate(
        "lead_order_rate",
        N_("线索成交率"),
        N_("订车 ÷ 线索，只算满 60 天的线索"),
        lambda c: (c.ordered_ripe, c.leads_ripe),
    ),
    _count("delivered", N_("交车"), N_("已交车的线索")),
    _count("lost", N_("战败"), N_("已战败的线索")),
    _rate(
        "lost_rate", N_("战败率"), N_("战败 ÷（战败 + 成交）"), lambda c: (c.lost, c.lost + c.won)
    ),
    _count("calls", N_("来电"), N_("400 号码的呼入")),
    _count("calls_answered", N_("接起"), N_("呼入中接起的")),
    _rate(
        "call_answer_rate",
        N_("电话接起率"),
        N_("接起 ÷ 呼入"),
        lambda c: (c.calls_answered, c.calls),
    ),
    _count("missed", N_("未接来电"), N_("呼入中没有接起的")),
    _rate(
        "missed_called_back_rate",
        N_("未接回拨率"),
        N_("60 分钟内回拨的未接 ÷ 未接来电"),
        lambda c: (c.missed_called_back, c.missed),
    ),
    _money("spend", N_("投放费用"), N_("各笔费用按天摊到期间内"), lambda c: yuan(c.spend)),
    _money("cpl", N_("每条线索成本"), N_("费用 ÷ 新线索"), lambda c: _each(c.spend, c.leads)),
    _money(
        "cpvl", N_("每条有效线索成本"), N_("费用 ÷ 有效线索"), lambda c: _each(c.spend, c.valid)
    ),
    _money("cpa", N_("每次到店成本"), N_("费用 ÷ 到店"), lambda c: _each(c.spend, c.arrived)),
    _money("cpo", N_("每单成本"), N_("费用 ÷ 订车"), lambda c: _each(c.spend, c.ordered)),
    _money(
        "gross_profit",
        N_("毛利"),
        N_("匹配到线索的成交的毛利，退订的不计"),
        lambda c: yuan(c.gross_profit),
    ),
    _money("profit", N_("渠道利润"), N_("毛利 − 费用"), lambda c: yuan(c.gross_profit - c.spend)),
    Kpi(
        "posts",
        N_("更新数"),
        N_("本期发布的帖子，回复别人的不算"),
        Kind.COUNT,
        lambda c: c.posts,
    ),
    Kpi(
        "followers_net",
        N_("粉丝净增"),
        N_("期末粉丝 − 期初之前最后一次的粉丝，之前没有就减本期第一次"),
        Kind.COUNT,
        lambda c: c.followers_net,
    ),
)

BY_NAME: dict[str, Kpi] = {kpi.name: kpi for kpi in KPIS}


def value(name: str, counts: Counts) -> Value:
    """Return one figure of `counts`."""
    return BY_NAME[name].value(counts)


def interval(name: str, counts: Counts) -> tuple[float, float] | None:
    """Return a rate's Wilson interval where it owes one: fewer than 50 cases, and a rate at all."""
    share = BY_NAME[name].share
    if share is None or _ratio(share(counts)) is None or share(counts)[1] >= SMALL_SAMPLE:
        return None
    return wilson(*share(counts))


def figures(counts: Counts) -> dict[str, Value | Intervals]:
    """Return every figure by its JSON member: rates 0–1, times in whole seconds, None for no value.

    `ci` holds `{rate: (low, high)}` for the rates of fewer than 50 cases.
    """
    found: dict[str, Value | Intervals] = {kpi.name: kpi.value(counts) for kpi in KPIS}
    intervals = ((kpi.name, interval(kpi.name, counts)) for kpi in KPIS)
    found["ci"] = {name: bounds for name, bounds in intervals if bounds is not None}
    return found


def shown(name: str, counts: Counts) -> str:
    """Return one figure as the page and the screen write it."""
    kpi = BY_NAME[name]
    number = kpi.value(counts)
    if number is None:
        return "—"
    if kpi.kind is Kind.RATE:
        return percent(number)
    if kpi.kind is Kind.MONEY:
        return f"{number:,.2f}"
    return short_time(int(number)) if kpi.kind is Kind.SECONDS else f"{number:,}"


def percent(rate: float) -> str:
    """Return a rate 0–1 as whole per cent; what is not all is never 100 %, what is some never 0."""
    if 0.995 <= rate < 1:
        return ">99%"
    if 0 < rate < 0.005:
        return "<1%"
    return f"{int(rate * 100 + 0.5)}%"


def short_time(seconds: int) -> str:
    """Return a length of time short enough for a narrow column, in the one unit that fits it."""
    minutes = (seconds + 30) // 60
    if seconds < 60:
        return _("%(seconds)d 秒") % {"seconds": seconds}
    if minutes < 100:
        return _("%(minutes)d 分") % {"minutes": minutes}
    if seconds < 48 * 3600:
        return _("%(hours).1f 小时") % {"hours": seconds / 3600}
    return _("%(days).1f 天") % {"days": seconds / 86400}
