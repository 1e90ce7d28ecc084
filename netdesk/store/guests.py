"""The guests of activities: the list, the marks of those on it, how they are known."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from netdesk.domain.activities.codes import code_of
from netdesk.domain.activities.guests import Guest, Marks
from netdesk.domain.activities.result import COUNTED
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.store import guest_results, ids, inbox
from netdesk.store.tables import activities, activity_guests, contacts, identifiers, leads

_g = activity_guests.c
_CHUNK = 500


def of(
    tx: Connection, shop_id: int, activity_id: int, some: Sequence[int] | None = None
) -> tuple[Guest, ...]:
    """Return the guests of an activity in the order they were listed, or `some` by their leads."""
    query = select(activity_guests).where(_g.shop_id == shop_id, _g.activity_id == activity_id)
    if some is not None:
        query = query.where(_g.lead_id.in_(some))
    found = tx.execute(query.order_by(_g.listed_at, _g.lead_id)).all()
    lead_ids = [row.lead_id for row in found]
    rows = {row.id: row for row in inbox.rows(tx, shop_id, lead_ids)}
    first, last = _days(tx, shop_id, activity_id)
    drove = guest_results.reached(tx, shop_id, activity_id, Stage.TEST_DRIVEN, first, last)
    ordered = guest_results.reached(tx, shop_id, activity_id, Stage.ORDERED, first, last)
    return tuple(
        Guest(
            rows[row.lead_id],
            row.code,
            _marks(row),
            row.version,
            row.lead_id in drove,
            row.lead_id in ordered,
        )
        for row in found
    )


def add(
    tx: Connection,
    shop_id: int,
    activity_id: int,
    lead_ids: Sequence[int],
    *,
    by_id: int | None,
    now: datetime,
) -> None:
    """List leads as guests, each with a code of its own."""
    if not lead_ids:
        return
    first = ids.take(tx, shop_id, "guest", len(lead_ids))
    tx.execute(
        insert(activity_guests),
        [
            {
                "shop_id": shop_id,
                "activity_id": activity_id,
                "lead_id": lead_id,
                "listed_at": now,
                "code": code_of(first + at),
                "by_id": by_id,
            }
            for at, lead_id in enumerate(lead_ids)
        ],
    )


def put(tx: Connection, shop_id: int, activity_id: int, before: Iterable[Guest]) -> None:
    """Write guests' marks as they are told."""
    for guest in before:
        marks = guest.marks
        tx.execute(
            update(activity_guests)
            .where(*_of(shop_id, activity_id, guest.lead_id))
            .values(
                invited_at=marks.invited_at,
                invited_by=marks.invited_by or None,
                agreed_at=marks.agreed_at,
                declined_at=marks.declined_at,
                arrived_at=marks.arrived_at,
                arrived_by=marks.arrived_by,
                version=_g.version + 1,
            )
        )


def take_out(tx: Connection, shop_id: int, activity_id: int, lead_ids: Sequence[int]) -> None:
    """Take guests off the list."""
    for lead_id in lead_ids:
        tx.execute(delete(activity_guests).where(*_of(shop_id, activity_id, lead_id)))


def put_back(
    tx: Connection,
    shop_id: int,
    activity_id: int,
    guest: Guest,
    *,
    by_id: int | None,
    now: datetime,
) -> None:
    """List a guest again with the code that was handed out."""
    tx.execute(
        insert(activity_guests).values(
            shop_id=shop_id,
            activity_id=activity_id,
            lead_id=guest.lead_id,
            listed_at=now,
            code=guest.code,
            by_id=by_id,
        )
    )
    put(tx, shop_id, activity_id, [guest])


def by_code(tx: Connection, shop_id: int, code: str) -> tuple[int, int] | None:
    """Return the activity and the lead that a code stands for."""
    query = select(_g.activity_id, _g.lead_id).where(_g.shop_id == shop_id, _g.code == code)
    found = tx.execute(query).first()
    return None if found is None else (found.activity_id, found.lead_id)


def by_number(tx: Connection, shop_id: int, activity_id: int, number: str) -> list[int]:
    """Return the leads of the guests with this number, or one that ends in these four digits."""
    value = identifiers.c.value
    same = value == number if len(number) > 4 else func.substr(value, -4) == number  # noqa: PLR2004
    query = (
        select(_g.lead_id)
        .distinct()
        .select_from(activity_guests)
        .join(leads, and_(leads.c.shop_id == _g.shop_id, leads.c.id == _g.lead_id))
        .join(
            identifiers,
            and_(
                identifiers.c.shop_id == leads.c.shop_id,
                identifiers.c.customer_id == leads.c.customer_id,
            ),
        )
        .where(
            _g.shop_id == shop_id,
            _g.activity_id == activity_id,
            identifiers.c.kind.in_(("mobile", "landline")),
            same,
        )
        .order_by(_g.lead_id)
    )
    return list(tx.execute(query).scalars())


def newest_lead_of(tx: Connection, shop_id: int, number: str) -> int | None:
    """Return the newest lead of the customer with this number of his own."""
    query = (
        select(leads.c.id)
        .join_from(
            identifiers,
            leads,
            and_(
                leads.c.shop_id == identifiers.c.shop_id,
                leads.c.customer_id == identifiers.c.customer_id,
            ),
        )
        .where(
            identifiers.c.shop_id == shop_id,
            identifiers.c.kind.in_(("mobile", "landline")),
            identifiers.c.value == number,
            identifiers.c.is_virtual.is_(False),
            identifiers.c.is_shared.is_(False),
        )
        .order_by(leads.c.id.desc())
        .limit(1)
    )
    return tx.execute(query).scalar()


def contact_of_arrival(
    tx: Connection, shop_id: int, customer_id: int, at: datetime
) -> tuple[int, int] | None:
    """Return the lead and the contact that an arrival of a customer at `at` wrote."""
    query = (
        select(contacts.c.lead_id, contacts.c.id)
        .join_from(
            leads,
            contacts,
            and_(contacts.c.shop_id == leads.c.shop_id, contacts.c.lead_id == leads.c.id),
        )
        .where(
            leads.c.shop_id == shop_id,
            leads.c.customer_id == customer_id,
            contacts.c.at == at,
            contacts.c.outcome.in_((Outcome.ARRIVED, Outcome.CONNECTED)),
            contacts.c.voided_at.is_(None),
        )
        .order_by(contacts.c.id.desc())
        .limit(1)
    )
    found = tx.execute(query).first()
    return None if found is None else (found.lead_id, found.id)


def phones(tx: Connection, shop_id: int, customer_ids: Sequence[int]) -> dict[int, str]:
    """Return a whole number of each customer, a mobile of his own first."""
    found: dict[int, str] = {}
    for start in range(0, len(customer_ids), _CHUNK):
        query = (
            select(identifiers.c.customer_id, identifiers.c.value)
            .where(
                identifiers.c.shop_id == shop_id,
                identifiers.c.customer_id.in_(customer_ids[start : start + _CHUNK]),
                identifiers.c.kind.in_(("mobile", "landline")),
            )
            .order_by(identifiers.c.is_virtual, identifiers.c.kind.desc(), identifiers.c.value)
        )
        for customer_id, value in tx.execute(query):
            found.setdefault(customer_id, value)
    return found


def _days(tx: Connection, shop_id: int, activity_id: int) -> tuple[date, date]:
    query = select(activities.c.first_day, activities.c.last_day).where(
        activities.c.shop_id == shop_id, activities.c.id == activity_id
    )
    row = tx.execute(query).one()
    return row.first_day, row.last_day + COUNTED


def _marks(row: Row[Any]) -> Marks:
    return Marks(
        row.invited_at,
        row.invited_by or "",
        row.agreed_at,
        row.declined_at,
        row.arrived_at,
        row.arrived_by,
    )


def _of(shop_id: int, activity_id: int, lead_id: int) -> tuple[ColumnElement[bool], ...]:
    return _g.shop_id == shop_id, _g.activity_id == activity_id, _g.lead_id == lead_id
