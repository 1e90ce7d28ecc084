"""Activities and their checklists."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, select, update

from netdesk.domain.activities.activity import Activity, Goal, Plan, Tally
from netdesk.domain.activities.checklist import Check
from netdesk.domain.activities.words import ActivityState, Moment
from netdesk.domain.ideas.facts import PlannedActivity
from netdesk.store import ids
from netdesk.store.tables import (
    activities,
    activity_checks,
    activity_guests,
    channels,
    people,
    spends,
)


def every(tx: Connection, shop_id: int) -> tuple[Activity, ...]:
    """Return all activities, the latest first."""
    query = _activities(shop_id).order_by(
        activities.c.first_day.desc(), activities.c.last_day.desc(), activities.c.id.desc()
    )
    return tuple(map(_activity, tx.execute(query)))


def one(tx: Connection, shop_id: int, activity_id: int) -> Activity | None:
    """Return an activity; None where there is no such one."""
    if not 0 < activity_id <= ids.LARGEST:
        return None
    found = tx.execute(_activities(shop_id).where(activities.c.id == activity_id)).first()
    return None if found is None else _activity(found)


def add(tx: Connection, shop_id: int, plan: Plan, *, by_id: int | None, now: datetime) -> int:
    """Write a new activity; return its id."""
    activity_id = ids.take(tx, shop_id, "activity")
    values = {"shop_id": shop_id, "id": activity_id, "by_id": by_id, "created_at": now}
    tx.execute(insert(activities).values(**values, **_values(plan)))
    return activity_id


def change(
    tx: Connection, shop_id: int, activity_id: int, plan: Plan, state: ActivityState
) -> None:
    """Write over an activity; its version goes up."""
    tx.execute(
        update(activities)
        .where(activities.c.shop_id == shop_id, activities.c.id == activity_id)
        .values(**_values(plan), state=state, version=activities.c.version + 1)
    )


def remove(tx: Connection, shop_id: int, activity_id: int) -> bool:
    """Take an activity out with its checklist; False where guests or money hang on it."""
    for table in (activity_guests, spends):
        query = select(table.c.shop_id).where(
            table.c.shop_id == shop_id, table.c.activity_id == activity_id
        )
        if tx.execute(query.limit(1)).first() is not None:
            return False
    of_it = activity_checks.c.activity_id == activity_id
    tx.execute(delete(activity_checks).where(activity_checks.c.shop_id == shop_id, of_it))
    tx.execute(
        delete(activities).where(activities.c.shop_id == shop_id, activities.c.id == activity_id)
    )
    return True


def ahead(tx: Connection, shop_id: int, channel: str) -> tuple[PlannedActivity, ...]:
    """Return what is planned as posts may tell it: open to all, or for this channel's users."""
    query = (
        select(activities.c.name, activities.c.first_day, activities.c.place)
        .where(
            activities.c.shop_id == shop_id,
            activities.c.state == ActivityState.PLANNED,
            func.coalesce(activities.c.channel, "").in_(("", channel)),
        )
        .order_by(activities.c.first_day, activities.c.id)
    )
    return tuple(PlannedActivity(row.name, row.first_day, row.place) for row in tx.execute(query))


def checks(tx: Connection, shop_id: int, activity_id: int) -> tuple[Check, ...]:
    """Return the lines of a checklist in their order."""
    query = (
        select(activity_checks, people.c.name.label("who"))
        .select_from(activity_checks)
        .outerjoin(
            people,
            and_(
                people.c.shop_id == activity_checks.c.shop_id,
                people.c.id == activity_checks.c.done_by,
            ),
        )
        .where(activity_checks.c.shop_id == shop_id, activity_checks.c.activity_id == activity_id)
    )
    order = {moment: at for at, moment in enumerate(Moment)}
    found = [
        Check(
            row.id,
            row.moment,
            row.text,
            row.position,
            row.due_day,
            row.done_at,
            row.who or "",
            row.version,
        )
        for row in tx.execute(query)
    ]
    found.sort(key=lambda check: (order[check.moment], check.due or date.max, check.position))
    return tuple(found)


def add_checks(
    tx: Connection,
    shop_id: int,
    activity_id: int,
    lines: Iterable[tuple[Moment, str, date | None]],
) -> list[int]:
    """Write lines at the end of a checklist; return their ids."""
    told = list(lines)
    if not told:
        return []
    first = ids.take(tx, shop_id, "activity_check", len(told))
    tx.execute(
        insert(activity_checks),
        [
            {
                "shop_id": shop_id,
                "id": first + at,
                "activity_id": activity_id,
                "moment": moment,
                "text": text,
                "position": first + at,
                "due_day": due,
            }
            for at, (moment, text, due) in enumerate(told)
        ],
    )
    return [first + at for at in range(len(told))]


def tick(
    tx: Connection, shop_id: int, check_id: int, at: datetime | None, by_id: int | None
) -> bool:
    """Say that a line is done at `at`, or (None) not; False where there is no such line."""
    done = tx.execute(
        update(activity_checks)
        .where(activity_checks.c.shop_id == shop_id, activity_checks.c.id == check_id)
        .values(
            done_at=at,
            done_by=by_id if at is not None else None,
            version=activity_checks.c.version + 1,
        )
    )
    return bool(done.rowcount)


def set_due(tx: Connection, shop_id: int, dues: dict[int, date]) -> None:
    """Move lines of a checklist to other days."""
    for check_id, due in dues.items():
        tx.execute(
            update(activity_checks)
            .where(activity_checks.c.shop_id == shop_id, activity_checks.c.id == check_id)
            .values(due_day=due, version=activity_checks.c.version + 1)
        )


def drop_check(tx: Connection, shop_id: int, check_id: int) -> bool:
    """Take a line out of its checklist."""
    gone = tx.execute(
        delete(activity_checks).where(
            activity_checks.c.shop_id == shop_id, activity_checks.c.id == check_id
        )
    )
    return bool(gone.rowcount)


def _activities(shop_id: int) -> Select[Any]:
    g = activity_guests.c
    tally = (
        select(
            g.shop_id,
            g.activity_id,
            func.count().label("listed"),
            func.count(g.invited_at).label("invited"),
            func.count(g.agreed_at).label("agreed"),
            func.count(g.declined_at).label("declined"),
            func.count(g.arrived_at).label("arrived"),
        )
        .where(g.shop_id == shop_id)
        .group_by(g.shop_id, g.activity_id)
        .subquery()
    )
    return (
        select(activities, tally, people.c.name.label("who"), channels.c.name.label("channel_name"))
        .select_from(activities)
        .outerjoin(tally, tally.c.activity_id == activities.c.id)
        .outerjoin(
            people,
            and_(people.c.shop_id == activities.c.shop_id, people.c.id == activities.c.by_id),
        )
        .outerjoin(
            channels,
            and_(
                channels.c.shop_id == activities.c.shop_id,
                channels.c.code == activities.c.channel,
            ),
        )
        .where(activities.c.shop_id == shop_id)
    )


def _activity(row: Row[Any]) -> Activity:
    goals = json.loads(row.goals)
    plan = Plan(
        name=row.name,
        kind=row.kind,
        first=row.first_day,
        last=row.last_day,
        hours=row.hours,
        place=row.place,
        goals={goal: int(goals[goal]) for goal in Goal if goal in goals},
        budget=row.budget,
        quota=row.quota,
        gift=json.loads(row.gift),
        channel=row.channel or "",
        models=tuple(json.loads(row.models)),
        online_only=row.online_only,
        text=row.text,
        note=row.note,
    )
    counts = (row.listed, row.invited, row.agreed, row.declined, row.arrived)
    return Activity(
        row.id,
        plan,
        row.state,
        row.created_at,
        row.version,
        Tally(*(count or 0 for count in counts)),
        row.who or "",
        row.channel_name or "",
    )


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "kind": plan.kind,
        "first_day": plan.first,
        "last_day": plan.last,
        "hours": plan.hours,
        "place": plan.place,
        "goals": json.dumps({goal.value: n for goal, n in plan.goals.items()}),
        "budget": plan.budget,
        "quota": plan.quota,
        "gift": json.dumps(dict(plan.gift), ensure_ascii=False),
        "channel": plan.channel or None,
        "models": json.dumps(plan.models, ensure_ascii=False),
        "online_only": plan.online_only,
        "text": plan.text,
        "note": plan.note,
    }
