"""Who may be listed as a guest of an activity: the newest lead of each customer, by filters."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from netdesk.domain.activities.guests import Wanted
from netdesk.domain.activities.words import ActivityState
from netdesk.domain.leads.lead import Stage
from netdesk.store.tables import activities, activity_guests, customers, leads, touches

_g = activity_guests.c


def candidates(
    tx: Connection,
    shop_id: int,
    activity_id: int,
    wanted: Wanted,
    *,
    only_channel: str,
    quiet_since: datetime | None,
    limit: int,
) -> tuple[list[int], int]:
    """Return the leads that may be listed, the warmest first, and how many there are.

    Of a customer only his newest lead; nobody who asked not to be contacted, is invalid or is
    listed already.
    """
    newer = leads.alias()
    conditions = [
        leads.c.shop_id == shop_id,
        customers.c.do_not_contact.is_(False),
        leads.c.stage != Stage.INVALID,
        ~exists().where(
            newer.c.shop_id == leads.c.shop_id,
            newer.c.customer_id == leads.c.customer_id,
            newer.c.id > leads.c.id,
        ),
        leads.c.customer_id.not_in(_listed_customers(shop_id, activity_id)),
        *_asked(wanted, only_channel, quiet_since),
    ]
    query = (
        select(leads.c.id)
        .join_from(
            leads,
            customers,
            and_(customers.c.shop_id == leads.c.shop_id, customers.c.id == leads.c.customer_id),
        )
        .where(*conditions)
    )
    total = int(tx.execute(select(func.count()).select_from(query.subquery())).scalar_one())
    ranks = {"H": 0, "A": 1, "B": 2, "C": 3, "N": 4}
    rank = case(*((leads.c.grade == grade, at) for grade, at in ranks.items()), else_=5)
    ordered = query.order_by(rank, leads.c.last_touch_at.desc(), leads.c.id.desc()).limit(limit)
    return list(tx.execute(ordered).scalars()), total


def elsewhere(
    tx: Connection, shop_id: int, activity_id: int, first: date, last: date
) -> frozenset[int]:
    """Return the customers who are guests of another activity on these days."""
    query = (
        select(leads.c.customer_id)
        .distinct()
        .join_from(
            activity_guests, leads, and_(leads.c.shop_id == _g.shop_id, leads.c.id == _g.lead_id)
        )
        .join(
            activities,
            and_(activities.c.shop_id == _g.shop_id, activities.c.id == _g.activity_id),
        )
        .where(
            _g.shop_id == shop_id,
            _g.activity_id != activity_id,
            _g.declined_at.is_(None),
            activities.c.state != ActivityState.CANCELLED,
            activities.c.first_day <= last,
            activities.c.last_day >= first,
        )
    )
    return frozenset(tx.execute(query).scalars())


def models(tx: Connection, shop_id: int, most: int) -> list[str]:
    """Return the cars that leads wish for, the most wanted first."""
    query = (
        select(leads.c.model)
        .where(leads.c.shop_id == shop_id, leads.c.model != "")
        .group_by(leads.c.model)
        .order_by(func.count().desc(), leads.c.model)
        .limit(most)
    )
    return list(tx.execute(query).scalars())


def _asked(
    wanted: Wanted, only_channel: str, quiet_since: datetime | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.grades:
        conditions.append(leads.c.grade.in_(wanted.grades))
    if not wanted.with_lost:
        conditions.append(leads.c.stage != Stage.LOST)
    if wanted.model:
        safe = wanted.model.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append(leads.c.model.like(f"%{safe}%", escape="\\"))
    conditions += [_touched(one) for one in dict.fromkeys((only_channel, wanted.channel)) if one]
    if quiet_since is not None:
        last = leads.c.last_contact_at
        conditions.append(or_(last.is_(None), last < quiet_since))
    return conditions


def _touched(channel: str) -> ColumnElement[bool]:
    return exists().where(
        touches.c.shop_id == leads.c.shop_id,
        touches.c.lead_id == leads.c.id,
        touches.c.channel == channel,
    )


def _listed_customers(shop_id: int, activity_id: int) -> Any:
    known = leads.alias()
    return (
        select(known.c.customer_id)
        .join_from(
            activity_guests, known, and_(known.c.shop_id == _g.shop_id, known.c.id == _g.lead_id)
        )
        .where(_g.shop_id == shop_id, _g.activity_id == activity_id)
    )
