"""What is on file of the people and touches in a batch, as the fold's working copies."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, select

from netdesk.domain.leads.clock import ClockState
from netdesk.domain.leads.filing import (
    Arrival,
    Identifier,
    Known,
    KnownClock,
    KnownCustomer,
    KnownLead,
    KnownTouch,
)
from netdesk.domain.leads.lead import ANSWERING
from netdesk.store.tables import clocks, contacts, customers, identifiers, leads, touches

T = TypeVar("T")

_CHUNK = 500  # bound values in one IN list
_SHOP: BindParameter[int] = bindparam("shop")
_SOME: BindParameter[Any] = bindparam("some", expanding=True)

# Made once: an import asks each of them some hundred times, and their making costs more than they.
_BY_VALUE = select(identifiers.c.customer_id).where(
    identifiers.c.shop_id == _SHOP,
    identifiers.c.kind == bindparam("of"),
    identifiers.c.value.in_(_SOME),
)
_BY_OUTSIDE_ID = (
    select(touches.c.outside_id, leads.c.customer_id)
    .join_from(
        touches,
        leads,
        (leads.c.shop_id == touches.c.shop_id) & (leads.c.id == touches.c.lead_id),
    )
    .where(
        touches.c.shop_id == _SHOP,
        touches.c.channel == bindparam("of"),
        touches.c.outside_id.in_(_SOME),
    )
)
_CUSTOMERS = select(customers.c.id, customers.c.name, customers.c.region).where(
    customers.c.shop_id == _SHOP, customers.c.id.in_(_SOME)
)
_IDENTIFIERS = select(
    identifiers.c.customer_id,
    identifiers.c.kind,
    identifiers.c.value,
    identifiers.c.is_virtual,
).where(identifiers.c.shop_id == _SHOP, identifiers.c.customer_id.in_(_SOME))
_LEADS = (
    select(leads)
    .where(leads.c.shop_id == _SHOP, leads.c.customer_id.in_(_SOME))
    .order_by(leads.c.id)
)
_TOUCHES = select(touches).where(touches.c.shop_id == _SHOP, touches.c.lead_id.in_(_SOME))
_CLOCKS = select(clocks).where(
    clocks.c.shop_id == _SHOP,
    clocks.c.lead_id.in_(_SOME),
    clocks.c.state != ClockState.VOID,
)
_CONTACTS = select(contacts.c.lead_id, contacts.c.at, contacts.c.id).where(
    contacts.c.shop_id == _SHOP,
    contacts.c.lead_id.in_(_SOME),
    contacts.c.voided_at.is_(None),
    contacts.c.outcome.in_(sorted(ANSWERING)),
)


def known(
    tx: Connection, shop_id: int, arrivals: Sequence[Arrival], *, with_contacts: bool = False
) -> Known:
    """Return what is on file of the people and touches in `arrivals`.

    `with_contacts` has those of their leads, which missed calls ask for.
    """
    found = Known()
    people = _customers_of(tx, shop_id, {i for a in arrivals for i in a.identifiers})
    outside = {(a.channel, a.outside_id) for a in arrivals if a.outside_id}
    owners = _owners_of_outside_ids(tx, shop_id, outside)
    by_id = _customers(tx, shop_id, people | set(owners.values()))
    for customer in by_id.values():
        for key in customer.identifiers:
            found.by_identifier.setdefault(key, []).append(customer)
        for lead in customer.leads:
            for touch in lead.touches:
                if touch.outside_id:
                    found.by_outside_id[touch.channel, touch.outside_id] = (lead, touch)
    if with_contacts:
        _add_contacts(tx, shop_id, by_id.values())
    return found


def _customers_of(tx: Connection, shop_id: int, wanted: set[Identifier]) -> set[int]:
    found: set[int] = set()
    by_kind: dict[str, list[str]] = {}
    for identifier in wanted:
        by_kind.setdefault(identifier.kind, []).append(identifier.value)
    for kind, values in by_kind.items():
        for some in _chunks(sorted(values)):
            asked = {"shop": shop_id, "of": kind, "some": some}
            found.update(tx.execute(_BY_VALUE, asked).scalars())
    return found


def _owners_of_outside_ids(
    tx: Connection, shop_id: int, wanted: set[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    by_channel: dict[str, list[str]] = {}
    for channel, outside_id in wanted:
        by_channel.setdefault(channel, []).append(outside_id)
    for channel, values in by_channel.items():
        for some in _chunks(sorted(values)):
            asked = {"shop": shop_id, "of": channel, "some": some}
            rows = tx.execute(_BY_OUTSIDE_ID, asked)
            found.update({(channel, row[0]): row[1] for row in rows})
    return found


def _customers(tx: Connection, shop_id: int, wanted: set[int]) -> dict[int, KnownCustomer]:
    found: dict[int, KnownCustomer] = {}
    for some in _chunks(sorted(wanted)):
        rows = tx.execute(_CUSTOMERS, {"shop": shop_id, "some": some})
        found.update({row.id: KnownCustomer(row.id, row.name, row.region) for row in rows})
        _add_identifiers(tx, shop_id, some, found)
        _add_leads(tx, shop_id, some, found)
    return found


def _add_identifiers(
    tx: Connection, shop_id: int, some: list[int], found: dict[int, KnownCustomer]
) -> None:
    rows = tx.execute(_IDENTIFIERS, {"shop": shop_id, "some": some})
    for customer_id, kind, value, is_virtual in rows:
        found[customer_id].identifiers[kind, value] = Identifier(kind, value, is_virtual)


def _add_leads(
    tx: Connection, shop_id: int, some: list[int], found: dict[int, KnownCustomer]
) -> None:
    by_id: dict[int, KnownLead] = {}
    for row in tx.execute(_LEADS, {"shop": shop_id, "some": some}):
        customer = found[row.customer_id]
        lead = KnownLead(
            id=row.id,
            customer=customer,
            first_channel=row.first_channel,
            model=row.model,
            opened_at=row.opened_at,
            shop_day=row.shop_day,
            stage=row.stage,
            is_open=row.is_open,
            touch_count=row.touches,
            last_touch_at=row.last_touch_at,
            last_contact_at=row.last_contact_at,
            closed_at=row.closed_at,
            owner_id=row.owner_id,
            last_channel=row.last_channel,
        )
        customer.leads.append(lead)
        by_id[lead.id] = lead
    for few in _chunks(sorted(by_id)):
        _add_touches(tx, shop_id, few, by_id)
        _add_clocks(tx, shop_id, few, by_id)


def _add_touches(
    tx: Connection, shop_id: int, some: list[int], by_id: dict[int, KnownLead]
) -> None:
    for row in tx.execute(_TOUCHES, {"shop": shop_id, "some": some}):
        by_id[row.lead_id].touches.append(
            KnownTouch(
                row.id,
                row.channel,
                row.received_at,
                row.time_kind,
                row.model,
                row.message,
                row.outside_id or "",
                row.handled_at,
                row.row_hash,
            )
        )


def _add_clocks(tx: Connection, shop_id: int, some: list[int], by_id: dict[int, KnownLead]) -> None:
    for row in tx.execute(_CLOCKS, {"shop": shop_id, "some": some}):
        lead = by_id[row.lead_id]
        clock = KnownClock(
            row.id,
            row.received_at,
            row.due_at,
            row.reason,
            row.opens_at,
            row.shop_day,
            row.touch_id,
            row.channel,
            timedelta(seconds=row.allowed_s),
            row.state,
            row.answered_at,
            row.answered_via,
            row.closed_at,
            row.policy,
        )
        if row.state is ClockState.OPEN:
            lead.clock = clock
        else:
            lead.answered.append(clock)


def _add_contacts(tx: Connection, shop_id: int, people: Iterable[KnownCustomer]) -> None:
    by_id = {lead.id: lead for customer in people for lead in customer.leads}
    for some in _chunks(sorted(by_id)):
        for lead_id, at, contact_id in tx.execute(_CONTACTS, {"shop": shop_id, "some": some}):
            by_id[lead_id].contacts.append((at, contact_id))


def _chunks(values: list[T]) -> Iterable[list[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
