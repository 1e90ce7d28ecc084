"""What an activity came to."""

from datetime import date

from netdesk.domain.activities.activity import Goal
from netdesk.domain.activities.result import Report, Result, before
from netdesk.domain.activities.words import ActivityKind, ActivityState
from tests.conftest import NINE
from tests.invited import PLAN, kept, other

RESULT = Result(
    listed=12,
    invited=10,
    agreed=5,
    declined=2,
    arrived=4,
    unasked=1,
    ordered=1,
    cost=123_450,
    gross_profit=350_000,
)


def test_rates_and_costs_by_hand():
    assert RESULT.came_rate == 3 / 5
    assert RESULT.missed == 2
    assert RESULT.agreed_rate == 0.5
    assert RESULT.order_rate == 0.25
    assert RESULT.cost_per_arrival == 30_862  # 123450 / 4 = 30862.5, even
    assert RESULT.cost_per_order == 123_450
    assert RESULT.profit == 226_550


def test_nothing_to_divide_by_is_none():
    empty = Result(cost=100)
    told = (empty.came_rate, empty.agreed_rate, empty.order_rate, empty.cost_per_arrival)
    assert told == (None,) * 4
    assert empty.profit == -100


def report(result=RESULT):
    return Report("示例汽车", kept(1, PLAN), result, (), (), NINE)


def test_only_goals_that_were_set_are_lines():
    lines = {line.goal: (line.wanted, line.got, line.share) for line in report().goals}
    assert lines == {
        Goal.INVITED: (10, 10, 1.0),
        Goal.ARRIVED: (4, 4, 1.0),
        Goal.ORDERED: (1, 1, 1.0),
    }


def test_money_beyond_the_budget_is_told():
    assert report().over_budget == 0
    assert report(Result(cost=250_000)).over_budget == 50_000


def test_it_is_compared_with_earlier_ones_of_its_kind_the_latest_first():
    def held(number, month, kind=ActivityKind.TEST_DRIVE, state=ActivityState.CLOSED):
        day = date(2026, month, 7)
        return kept(number, other(first=day, last=day, kind=kind), state)

    one = kept(9, PLAN)
    others = [
        held(1, 3),
        held(2, 9),
        held(3, 10, ActivityKind.LIVE),
        held(4, 8, state=ActivityState.CANCELLED),
        held(5, 12),
        one,
    ]
    assert [found.id for found in before(one, others)] == [2, 1]
    assert [found.id for found in before(one, [others[2], others[3]])] == [3]
