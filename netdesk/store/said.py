"""What customers wrote and colleagues noted, by their ids: where questions are found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from netdesk.store.tables import contacts, customers, leads, touches

_NEWEST = 5000  # leads


@dataclass(frozen=True, slots=True)
class Said:
    """A message or a note, with the car that was wished for and who said it."""

    id: int
    at: datetime
    text: str
    model: str
    name: str


def messages(tx: Connection, shop_id: int, after: int, up_to: int) -> list[Said]:
    """Return the touches with a message whose ids are in (after, up_to], in their order."""
    query = (
        select(
            touches.c.id,
            touches.c.received_at,
            touches.c.message,
            touches.c.model,
            customers.c.name,
        )
        .select_from(
            touches.join(leads, _of(leads, touches.c.lead_id)).join(
                customers, _of(customers, leads.c.customer_id)
            )
        )
        .where(
            touches.c.shop_id == shop_id,
            touches.c.id > after,
            touches.c.id <= up_to,
            touches.c.message != "",
        )
        .order_by(touches.c.id)
    )
    return [Said(*row) for row in tx.execute(query)]


def notes(tx: Connection, shop_id: int, after: int, up_to: int) -> list[Said]:
    """Return the standing contacts with a note whose ids are in (after, up_to], in their order."""
    query = (
        select(contacts.c.id, contacts.c.at, contacts.c.note, leads.c.model, customers.c.name)
        .select_from(
            contacts.join(leads, _of(leads, contacts.c.lead_id)).join(
                customers, _of(customers, leads.c.customer_id)
            )
        )
        .where(
            contacts.c.shop_id == shop_id,
            contacts.c.id > after,
            contacts.c.id <= up_to,
            contacts.c.note != "",
            contacts.c.voided_at.is_(None),
        )
        .order_by(contacts.c.id)
    )
    return [Said(*row) for row in tx.execute(query)]


def wishes(tx: Connection, shop_id: int, most: int) -> list[str]:
    """Return the cars of the newest leads, those wished for most first."""
    newest = (
        select(leads.c.model)
        .where(leads.c.shop_id == shop_id)
        .order_by(leads.c.id.desc())
        .limit(_NEWEST)
        .subquery()
    )
    query = (
        select(newest.c.model)
        .where(newest.c.model != "")
        .group_by(newest.c.model)
        .order_by(func.count().desc(), newest.c.model)
        .limit(most)
    )
    return list(tx.execute(query).scalars())


def last_ids(tx: Connection, shop_id: int) -> tuple[int, int]:
    """Return the highest ids of touches and of contacts; 0 where there are none."""
    touch = select(func.max(touches.c.id)).where(touches.c.shop_id == shop_id)
    contact = select(func.max(contacts.c.id)).where(contacts.c.shop_id == shop_id)
    return tx.execute(touch).scalar() or 0, tx.execute(contact).scalar() or 0


def _of(table: Table, column: Any) -> ColumnElement[bool]:
    return and_(table.c.shop_id == column.table.c.shop_id, table.c.id == column)
