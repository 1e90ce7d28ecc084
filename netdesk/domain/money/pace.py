"""Where we should be today: a month's target by the open shop days gone, and how much is attained.

What adds up over the month (leads, visits, yuan) grows with its open days; a rate, a time and a
cost a piece are to be as the target says on any day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from netdesk.domain.figures.kpi import BY_NAME, Kind, Value
from netdesk.domain.money.budget import month_end

Number = int | float

# Of these less is better.
LESS = frozenset(
    {
        "first_response_median_s",
        "first_response_p90_s",
        "waiting",
        "overdue",
        "lost",
        "lost_rate",
        "missed",
        "spend",
        "cpl",
        "cpvl",
        "cpa",
        "cpo",
    }
)
_A_PIECE = frozenset({"cpl", "cpvl", "cpa", "cpo"})
_AT_A_TIME = frozenset({"waiting", "overdue"})


@dataclass(frozen=True, slots=True)
class Pace:
    """Open days of a month: those gone, the day at hand among them, and all."""

    gone: int
    whole: int

    @property
    def share(self) -> float | None:
        """Return how much of the month is gone; None where the shop never opens in it."""
        return self.gone / self.whole if self.whole else None


def pace_of(month: date, until: date, is_open: Callable[[date], bool]) -> Pace:
    """Return the pace of a month by the end of the day `until`."""
    count = (month_end(month) - month).days + 1
    open_days = [day for n in range(count) if is_open(day := month + timedelta(days=n))]
    return Pace(sum(day <= until for day in open_days), len(open_days))


def adds_up(kpi: str) -> bool:
    """Say whether a figure grows through the month."""
    is_sum = BY_NAME[kpi].kind in (Kind.COUNT, Kind.MONEY)
    return is_sum and kpi not in _A_PIECE and kpi not in _AT_A_TIME


def expected(kpi: str, target: Number, pace: Pace) -> float | None:
    """Return where a figure should be by now; None where the month has no open day."""
    if not adds_up(kpi):
        return float(target)
    return None if pace.share is None else target * pace.share


def attainment(kpi: str, target: Number, actual: Value) -> float | None:
    """Return how much of a target is attained, 1 is all of it; None where it says nothing.

    Where less is better it is target ÷ actual, and nothing at all is all of it.
    """
    if actual is None:
        return None
    if kpi in LESS and not adds_up(kpi):
        return target / actual if actual else 1.0
    return actual / target if target else None


def is_behind(kpi: str, target: Number, actual: Value, pace: Pace) -> bool | None:
    """Say whether a figure is worse than it should be by now; None where nobody can tell."""
    should = expected(kpi, target, pace)
    if should is None or actual is None:
        return None
    return actual > should + 1e-9 if kpi in LESS else actual < should - 1e-9
