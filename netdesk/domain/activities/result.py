"""What an activity came to: against its goals and budget, and against earlier ones (R10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from netdesk.domain.activities.activity import Activity, Goal
from netdesk.domain.activities.words import ActivityState

COUNTED = timedelta(days=90)  # after its last day an order is no longer an activity's
_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of guests; money in 分. Test drives and orders are those of guests who came."""

    listed: int = 0
    invited: int = 0
    agreed: int = 0
    declined: int = 0
    arrived: int = 0
    unasked: int = 0  # came without having agreed
    test_driven: int = 0
    ordered: int = 0
    cost: int = 0
    gross_profit: int = 0

    @property
    def missed(self) -> int:
        """Return how many agreed and did not come."""
        return self.agreed - (self.arrived - self.unasked)

    @property
    def profit(self) -> int:
        """Return gross profit − cost, in 分."""
        return self.gross_profit - self.cost

    @property
    def cost_per_arrival(self) -> int | None:
        """Return cost ÷ arrivals in 分; None where nobody came."""
        return round(self.cost / self.arrived) if self.arrived else None

    @property
    def cost_per_order(self) -> int | None:
        """Return cost ÷ orders in 分; None where nobody ordered."""
        return round(self.cost / self.ordered) if self.ordered else None

    @property
    def agreed_rate(self) -> float | None:
        """Return agreed ÷ invited."""
        return self.agreed / self.invited if self.invited else None

    @property
    def came_rate(self) -> float | None:
        """Return those who agreed and came ÷ agreed."""
        return (self.arrived - self.unasked) / self.agreed if self.agreed else None

    @property
    def order_rate(self) -> float | None:
        """Return orders ÷ arrivals."""
        return self.ordered / self.arrived if self.arrived else None

    def count(self, goal: Goal) -> int:
        """Return the figure a goal is set for."""
        return int(getattr(self, goal.value))


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal and what came of it."""

    goal: Goal
    wanted: int
    got: int

    @property
    def share(self) -> float | None:
        """Return got ÷ wanted."""
        return self.got / self.wanted if self.wanted else None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An activity before this one, and what it came to."""

    activity: Activity
    result: Result


@dataclass(frozen=True, slots=True)
class CostLine:
    """One spend of the activity, in 分."""

    id: int
    item: str
    first: date
    last: date
    amount: int
    version: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `made_at` is shop time; `done` of `checks` lines are ticked."""

    shop: str
    activity: Activity
    result: Result
    earlier: tuple[Earlier, ...]
    costs: tuple[CostLine, ...]
    made_at: datetime
    by: str = ""
    done: int = 0
    checks: int = 0

    @property
    def goals(self) -> tuple[GoalLine, ...]:
        """Return the goals that were set, in their order."""
        wanted = self.activity.plan.goals
        return tuple(
            GoalLine(goal, wanted[goal], self.result.count(goal))
            for goal in Goal
            if wanted.get(goal)
        )

    @property
    def over_budget(self) -> int:
        """Return what was spent beyond the budget, in 分; 0 where there is none."""
        budget = self.activity.plan.budget
        return max(0, self.result.cost - budget) if budget else 0


def before(one: Activity, others: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return the activities to compare with: over before it began, of its kind first."""
    found = [
        other
        for other in others
        if other.id != one.id
        and other.state is not ActivityState.CANCELLED
        and other.plan.last < one.plan.first
    ]
    found.sort(key=lambda other: (other.plan.last, other.id), reverse=True)
    same = [other for other in found if other.plan.kind is one.plan.kind]
    return tuple((same or found)[:_EARLIER])


def counted_until(one: Activity) -> date:
    """Return the last day on which a guest's order counts for the activity."""
    return one.plan.last + COUNTED


def formulas() -> Iterator[tuple[str, str]]:
    """Yield what each figure means, beside its name."""
    from netdesk.i18n import _

    yield _("到场"), _("扫码、报手机号或人工签到的名单客户，每人一次")
    yield _("试驾"), _("到场客户中，活动首日起 90 天内有试驾记录的人数")
    yield _("订车"), _("到场客户中，活动首日起 90 天内订车的人数，含按电话匹配的成交；退订的不计")
    yield _("毛利"), _("这些订单在成交台账里的毛利；退订、退车的不计")
    yield _("费用"), _("记在本活动名下的费用合计")
    yield _("每到场一人"), _("费用 ÷ 到场人数；没有人到场时不计")
