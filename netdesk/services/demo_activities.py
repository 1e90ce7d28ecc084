"""The invented activities: one that was, with who came and what it cost, and some to come."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from netdesk.catalog import demo_activities
from netdesk.domain.activities import checklist
from netdesk.domain.activities.activity import Plan
from netdesk.domain.activities.guests import Marks
from netdesk.domain.activities.words import ActivityState
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.demo import hosting
from netdesk.domain.demo.hosting import InventedActivity
from netdesk.domain.money.spend import Spend
from netdesk.store import activities, demo_guests, spends
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID
from netdesk.store.spends import Writing

_BACK = timedelta(days=21)  # how far back the busiest days are sought
_SENT = timedelta(days=6)  # invitations go out so long before
_ASKED = timedelta(days=60)  # leads this old are asked
_VISITORS = 60
_DAY = timedelta(days=1)


def write(
    tx: Tx,
    rng: Random,
    timetable: Timetable,
    *,
    days: int,
    now: datetime,
    by_id: int,
    with_costs: bool,
) -> dict[str, int]:
    """Write the activities of a shop that has none; return how many rows of each kind.

    Nobody is made to come: guests who came are leads that were in the shop on those days anyway.
    """
    counts = {"activities": 0, "activity_guests": 0}
    if demo_guests.are_there(tx, SHOP_ID):
        return counts
    today = timetable.local_day(now)
    costs = 0
    for invented in demo_activities.load():
        plan = _on_days(tx, invented, today, days)
        sent = min(plan.first - _SENT, today - _DAY)
        opening = timetable.day_opening(timetable.open_day(sent))
        activity_id = activities.add(tx, SHOP_ID, plan, by_id=by_id, now=min(opening, now))
        guests = _guests(tx, rng, invented, plan, opening, now)
        demo_guests.add(tx, SHOP_ID, activity_id, guests, listed_at=min(opening, now), by_id=by_id)
        _check(tx, activity_id, plan, today, by_id, timetable)
        if invented.state is not ActivityState.PLANNED:
            activities.change(tx, SHOP_ID, activity_id, plan, invented.state)
        if with_costs and plan.first <= today:
            paid = [
                Spend(yuan * 100, plan.first, plan.last, item=item, activity_id=activity_id)
                for item, yuan in invented.costs.items()
            ]
            spends.add(tx, SHOP_ID, paid, Writing(now, by_id))
            costs += len(paid)
        counts["activities"] += 1
        counts["activity_guests"] += len(guests)
    return counts | ({"spends": costs} if costs else {})


def _on_days(tx: Tx, invented: InventedActivity, today: date, days: int) -> Plan:
    """Return the plan on its days."""
    plan = invented.plan
    length = plan.last - plan.first
    if invented.after is not None:
        first = hosting.saturday(today, invented.after)
    else:
        begin, end = today - min(_BACK, (days - 1) * _DAY), today - _DAY
        visits = demo_guests.visits(tx, SHOP_ID, begin, end)
        first = hosting.busiest(visits, length.days + 1, begin, end)
    return replace(plan, first=first, last=first + length)


def _guests(
    tx: Tx,
    rng: Random,
    invented: InventedActivity,
    plan: Plan,
    opening: datetime,
    now: datetime,
) -> Mapping[int, Marks]:
    """Return the guests with how far each is: who came, then who was asked."""
    if not invented.guests:
        return {}
    there = demo_guests.visitors(tx, SHOP_ID, plan.first, plan.last, _VISITORS)
    found = {lead_id: hosting.came(rng, at, min(opening, at)) for lead_id, at in there.items()}
    rest = max(0, invented.guests - len(found))
    known = demo_guests.known(
        tx, SHOP_ID, plan.first - _ASKED, plan.first - _DAY, frozenset(found), 3 * rest
    )
    found |= {
        lead_id: hosting.asked(rng, opening, now) for lead_id in hosting.spread(rng, known, rest)
    }
    return found


def _check(
    tx: Tx, activity_id: int, plan: Plan, today: date, by_id: int, timetable: Timetable
) -> None:
    """Write the checklist; what was due before today is done."""
    activities.add_checks(tx, SHOP_ID, activity_id, list(checklist.usual(plan)))
    for one in activities.checks(tx, SHOP_ID, activity_id):
        if one.due is not None and one.due < today:
            done_at = timetable.day_opening(timetable.open_day(one.due))
            activities.tick(tx, SHOP_ID, one.id, done_at, by_id)
