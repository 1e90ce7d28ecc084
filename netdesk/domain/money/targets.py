"""Targets (R13): the team's first, then a role's, then one person's, by month."""

from dataclasses import dataclass
from datetime import date

from netdesk.domain.figures.kpi import BY_NAME, KPIS, Kind, Value, percent, short_time
from netdesk.domain.money.pace import Number, Pace, attainment, expected, is_behind
from netdesk.domain.money.words import TargetScope
from netdesk.i18n import _

# What R13 and the manager ask for comes first in lists.
USUAL = (
    "leads",
    "on_time_rate",
    "first_response_median_s",
    "valid",
    "invited",
    "arrived",
    "arrive_rate_a",
    "test_driven",
    "ordered",
    "delivered",
    "call_answer_rate",
    "posts",
    "followers_net",
    "gross_profit",
    "cpl",
    "cpo",
)
MOST = 1_000_000_000
_SCOPES = tuple(TargetScope)
_ORDER = {
    name: at for at, name in enumerate((*USUAL, *(k.name for k in KPIS if k.name not in USUAL)))
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is to be in a month: rates 0–1, times in seconds, money in yuan.

    `who` is empty for the team, a role's word, or a person's id as text.
    """

    month: date
    scope: TargetScope
    who: str
    kpi: str
    value: Number

    @property
    def order(self) -> tuple[int, str, int]:
        """Return its place in lists: the team first, then roles, then people."""
        return _SCOPES.index(self.scope), self.who, _ORDER[self.kpi]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with what is attained. `who` is the name of whose it is, empty for the team."""

    target: Target
    who: str
    actual: Value
    pace: Pace

    @property
    def kpi(self) -> str:
        """Return the figure's name."""
        return self.target.kpi

    @property
    def label(self) -> str:
        """Return what the figure is called."""
        return BY_NAME[self.target.kpi].label

    @property
    def expected(self) -> float | None:
        """Return where the figure should be by now."""
        return expected(self.kpi, self.target.value, self.pace)

    @property
    def attainment(self) -> float | None:
        """Return how much is attained; 1 is all of it."""
        return attainment(self.kpi, self.target.value, self.actual)

    @property
    def is_behind(self) -> bool | None:
        """Say whether it is worse than it should be by now; None: nobody can tell."""
        return is_behind(self.kpi, self.target.value, self.actual, self.pace)


def names_in_order() -> tuple[str, ...]:
    """Return every figure that can have a target, the usual ones first."""
    return tuple(sorted(_ORDER, key=_ORDER.__getitem__))


def allowed(kpi: str, value: Number) -> bool:
    """Say whether a figure can have this target."""
    return 0 <= value <= (1 if BY_NAME[kpi].kind is Kind.RATE else MOST)


def allowed_words(kpi: str) -> str:
    """Return what a target of this figure may be, in words."""
    kind = BY_NAME[kpi].kind
    if kind is Kind.RATE:
        return _("0% 到 100%")
    if kind is Kind.SECONDS:
        return _("时间，例如 15 分、900 秒")
    return _("从 0 起的金额（元）") if kind is Kind.MONEY else _("从 0 起的整数")


def shown(kpi: str, value: Value) -> str:
    """Return a value of a figure as lists write it; what is expected is rounded to its kind."""
    if value is None:
        return "—"
    kind = BY_NAME[kpi].kind
    if kind is Kind.RATE:
        return percent(value)
    if kind is Kind.SECONDS:
        return short_time(int(value + 0.5))
    if kind is Kind.MONEY:
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}".removesuffix(".00")
    return f"{int(value + 0.5):,}" if value >= 0 else f"−{int(0.5 - value):,}"
