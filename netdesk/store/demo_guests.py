"""Whom the invented shop asks to its activities, and who of them was there."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select

from netdesk.domain.activities.codes import code_of
from netdesk.domain.activities.guests import Marks
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.store import ids
from netdesk.store.bulk import fill
from netdesk.store.tables import activities, activity_guests, contacts, customers, leads
from netdesk.store.types import to_micros

_THERE = (Outcome.ARRIVED, Outcome.TEST_DRIVEN)
_GUEST = (
    "shop_id activity_id lead_id listed_at invited_at invited_by agreed_at declined_at arrived_at"
    " arrived_by code by_id"
)


def are_there(tx: Connection, shop_id: int) -> bool:
    """Say whether the shop has activities."""
    query = select(activities.c.id).where(activities.c.shop_id == shop_id).limit(1)
    return tx.execute(query).first() is not None


def visits(tx: Connection, shop_id: int, first: date, last: date) -> dict[date, int]:
    """Return how many leads were in the shop, by shop day."""
    query = (
        select(contacts.c.shop_day, func.count(contacts.c.lead_id.distinct()))
        .where(*_was_there(shop_id, first, last))
        .group_by(contacts.c.shop_day)
    )
    return {day: count for day, count in tx.execute(query)}


def visitors(
    tx: Connection, shop_id: int, first: date, last: date, most: int
) -> dict[int, datetime]:
    """Return the leads that were in the shop, a customer's first, and when; the first first."""
    query = (
        select(contacts.c.lead_id, leads.c.customer_id, func.min(contacts.c.at).label("at"))
        .join(leads, and_(leads.c.shop_id == contacts.c.shop_id, leads.c.id == contacts.c.lead_id))
        .join(customers, _customer())
        .where(*_was_there(shop_id, first, last), customers.c.do_not_contact.is_(False))
        .group_by(contacts.c.lead_id, leads.c.customer_id)
        .order_by("at", contacts.c.lead_id)
        .limit(most)
    )
    found: dict[int, tuple[int, datetime]] = {}
    for lead_id, customer_id, at in tx.execute(query):
        found.setdefault(customer_id, (lead_id, at))
    return dict(found.values())


def known(
    tx: Connection, shop_id: int, first: date, last: date, but: Collection[int], most: int
) -> list[int]:
    """Return leads of these shop days that may be asked, one a customer, without those in `but`."""
    query = (
        select(func.max(leads.c.id))
        .join(customers, _customer())
        .where(
            leads.c.shop_id == shop_id,
            leads.c.shop_day >= first,
            leads.c.shop_day <= last,
            leads.c.stage.not_in((Stage.INVALID, Stage.LOST, Stage.ORDERED, Stage.DELIVERED)),
            customers.c.do_not_contact.is_(False),
        )
        .group_by(leads.c.customer_id)
        .order_by(func.max(leads.c.id).desc())
        .limit(most + len(but))
    )
    return [lead for lead in tx.execute(query).scalars() if lead not in but][:most]


def add(
    tx: Connection,
    shop_id: int,
    activity_id: int,
    guests: Mapping[int, Marks],
    *,
    listed_at: datetime,
    by_id: int,
) -> None:
    """List guests as far as they are, each with a code."""
    if not guests:
        return
    first = ids.take(tx, shop_id, "guest", len(guests))
    rows = [
        (
            shop_id,
            activity_id,
            lead_id,
            to_micros(listed_at),
            _micros(marks.invited_at),
            marks.invited_by or None,
            _micros(marks.agreed_at),
            _micros(marks.declined_at),
            _micros(marks.arrived_at),
            None if marks.arrived_by is None else str(marks.arrived_by),
            code_of(first + n),
            by_id,
        )
        for n, (lead_id, marks) in enumerate(guests.items())
    ]
    fill(tx, activity_guests, _GUEST, rows)


def _micros(at: datetime | None) -> int | None:
    return None if at is None else to_micros(at)


def _was_there(shop_id: int, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return (
        contacts.c.shop_id == shop_id,
        contacts.c.shop_day >= first,
        contacts.c.shop_day <= last,
        contacts.c.outcome.in_(_THERE),
        contacts.c.voided_at.is_(None),
    )


def _customer() -> ColumnElement[bool]:
    return and_(customers.c.shop_id == leads.c.shop_id, customers.c.id == leads.c.customer_id)
