"""Activities for tests: a plan that is whole, and leads to invite."""

from dataclasses import replace
from datetime import date

from netdesk.domain.activities.activity import Activity, Goal, Plan, Tally
from netdesk.domain.activities.words import ActivityKind, ActivityState
from tests.conftest import NINE

GIFT = {
    "name": "试驾礼",
    "kind": "车载垃圾桶",
    "spec": "带盖一只",
    "count": "30",
    "period": "2026-12-31 前",
    "how": "试驾结束领取",
    "value": "29 元",
}
PLAN = Plan(
    "冬季试驾会",
    ActivityKind.TEST_DRIVE,
    date(2026, 11, 28),
    date(2026, 11, 29),
    hours="9:00–17:00",
    place="薛城店内",
    goals={Goal.INVITED: 10, Goal.ARRIVED: 4, Goal.ORDERED: 1},
    budget=200_000,
    quota=3,
    gift=GIFT,
    models=("秦PLUS",),
    text="雪天怎么刹车，教练坐在旁边带您练一圈。",
)


def kept(number: int, plan: Plan, state: ActivityState = ActivityState.PLANNED) -> Activity:
    """Return a plan as if it were stored under a number."""
    return Activity(number, plan, state, NINE, 1, Tally())


def other(**changes: object) -> Plan:
    """Return PLAN with changes."""
    return replace(PLAN, **changes)
