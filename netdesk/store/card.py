"""One lead whole: how to reach the customer, what he wrote, and everything that happened."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from netdesk.domain.calls.call import Direction
from netdesk.domain.leads.contact import AppointmentState
from netdesk.domain.leads.inbox import EntryKind, LeadCard, TimelineEntry
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.domain.leads.phone import mask
from netdesk.domain.money.words import DealEvent
from netdesk.store import ids, inbox
from netdesk.store.tables import (
    appointments,
    calls,
    channels,
    clocks,
    contacts,
    customers,
    deal_events,
    deal_matches,
    deals,
    identifiers,
    leads,
    notes,
    people,
    touches,
)

_OUTCOMES = {DealEvent.ORDERED: Outcome.ORDERED, DealEvent.DELIVERED: Outcome.DELIVERED}
_BOTH = tuple(_OUTCOMES.values())
# What a stage says already. Who is lost or unreachable stays so until somebody opens him again.
_SAID = {
    Stage.ORDERED: (Outcome.ORDERED,),
    Stage.DELIVERED: _BOTH,
    Stage.LOST: _BOTH,
    Stage.INVALID: _BOTH,
}


def read_card(
    tx: Connection,
    shop_id: int,
    lead_id: int,
    now: datetime,
    opening: Callable[[date], datetime],
) -> LeadCard | None:
    """Return a lead's card; `now` says which deadlines have passed. None: no such lead.

    `opening` is when the shop opens on a day: the ledger of deals knows days only.
    """
    if not 0 < lead_id <= ids.LARGEST:
        return None
    row = next(iter(inbox.rows(tx, shop_id, [lead_id])), None)
    if row is None:
        return None
    region = tx.execute(
        select(customers.c.region).where(
            customers.c.shop_id == shop_id, customers.c.id == row.customer_id
        )
    ).scalar_one()
    arrived = _touches(tx, shop_id, lead_id)
    first_at = min((entry.at for entry in arrived.values()), default=now)
    sold = _deals(tx, shop_id, lead_id, opening, first_at)
    rung = _calls(tx, shop_id, lead_id)
    timeline = [
        *(entry for touch_id, entry in arrived.items() if touch_id not in rung),
        *rung.values(),
        *sold,
        *_contacts(tx, shop_id, lead_id),
        *_late_clocks(tx, shop_id, lead_id, now),
        *_notes(tx, shop_id, lead_id),
    ]
    return LeadCard(
        row=row,
        phones=tuple(mask(phone) for phone in phones(tx, shop_id, row.customer_id)),
        region=region,
        messages=tuple(dict.fromkeys(one.text for one in arrived.values() if one.text)),
        channels=tuple(dict.fromkeys(one.channel_name for one in arrived.values())),
        timeline=tuple(sorted(timeline, key=lambda entry: entry.at)),
        bought=_unsaid(row.stage, sold),
    )


def phones(tx: Connection, shop_id: int, customer_id: int) -> tuple[str, ...]:
    """Return a customer's whole phone numbers, a mobile of his own first."""
    query = (
        select(identifiers.c.value)
        .where(
            identifiers.c.shop_id == shop_id,
            identifiers.c.customer_id == customer_id,
            identifiers.c.kind.in_(("mobile", "landline")),
        )
        .order_by(identifiers.c.is_virtual, identifiers.c.kind.desc(), identifiers.c.value)
    )
    return tuple(tx.execute(query).scalars())


def customer_of(tx: Connection, shop_id: int, lead_id: int) -> int | None:
    """Return whose lead it is."""
    query = select(leads.c.customer_id).where(leads.c.shop_id == shop_id, leads.c.id == lead_id)
    return tx.execute(query).scalar()


def _touches(tx: Connection, shop_id: int, lead_id: int) -> dict[int, TimelineEntry]:
    """Return the touches by id, the first one first."""
    query = (
        select(touches, channels.c.name.label("channel_name"))
        .join(
            channels,
            (channels.c.shop_id == touches.c.shop_id) & (channels.c.code == touches.c.channel),
        )
        .where(touches.c.shop_id == shop_id, touches.c.lead_id == lead_id)
        .order_by(touches.c.received_at, touches.c.id)
    )
    return {
        row.id: TimelineEntry(
            at=row.received_at,
            kind=EntryKind.TOUCH,
            channel_name=row.channel_name,
            model=row.model,
            text=row.message,
        )
        for row in tx.execute(query)
    }


def _calls(tx: Connection, shop_id: int, lead_id: int) -> dict[int, TimelineEntry]:
    """Return the calls of the log by their touch's id; ours, which are no touches, by others."""
    query = (
        select(calls, channels.c.name.label("channel_name"))
        .join(
            channels,
            (channels.c.shop_id == calls.c.shop_id) & (channels.c.code == calls.c.channel),
        )
        .where(calls.c.shop_id == shop_id, calls.c.lead_id == lead_id)
        .order_by(calls.c.started_at, calls.c.id)
    )
    return {
        row.touch_id or -row.id: TimelineEntry(
            at=row.started_at,
            kind=EntryKind.CALL,
            channel_name=row.channel_name,
            by=row.agent,
            is_ours=row.direction is Direction.OUT,
            answered=row.answered,
            length_s=row.talk_s if row.answered else row.wait_s,
        )
        for row in tx.execute(query)
    }


def _contacts(tx: Connection, shop_id: int, lead_id: int) -> list[TimelineEntry]:
    query = (
        select(contacts, people.c.name.label("by"), appointments.c.visit_at)
        .outerjoin(
            people, (people.c.shop_id == contacts.c.shop_id) & (people.c.id == contacts.c.by_id)
        )
        .outerjoin(
            appointments,
            (appointments.c.shop_id == contacts.c.shop_id)
            & (appointments.c.lead_id == contacts.c.lead_id)  # which has an index
            & (appointments.c.contact_id == contacts.c.id)
            & (appointments.c.state != AppointmentState.VOID),
        )
        .where(contacts.c.shop_id == shop_id, contacts.c.lead_id == lead_id)
    )
    return [
        TimelineEntry(
            at=row.at,
            kind=EntryKind.CONTACT,
            outcome=row.outcome,
            text=row.note,
            by=row.by or "",
            visit_at=row.visit_at,
            reason=row.reason,
            backdated=row.backdated,
            voided=row.voided_at is not None,
        )
        for row in tx.execute(query)
    ]


def _deals(
    tx: Connection,
    shop_id: int,
    lead_id: int,
    opening: Callable[[date], datetime],
    first_touch: datetime,
) -> list[TimelineEntry]:
    """Return what the ledger says of the lead's deals; one that ended counts no more."""
    query = (
        select(deals.c.id, deals.c.model, deals.c.number, deal_events.c.kind, deal_events.c.day)
        .join(
            deal_matches,
            (deal_matches.c.shop_id == deals.c.shop_id) & (deal_matches.c.deal_id == deals.c.id),
        )
        .join(
            deal_events,
            (deal_events.c.shop_id == deals.c.shop_id) & (deal_events.c.deal_id == deals.c.id),
        )
        .where(
            deals.c.shop_id == shop_id,
            deal_matches.c.lead_id == lead_id,
            deal_events.c.voided_at.is_(None),
            deal_events.c.kind != DealEvent.CHANGED,
        )
        .order_by(deal_events.c.day, deal_events.c.id)
    )
    found = tx.execute(query).all()
    ended = {row.id for row in found if row.kind in (DealEvent.CANCELLED, DealEvent.REFUNDED)}
    return [
        TimelineEntry(
            at=max(opening(row.day), first_touch),
            kind=EntryKind.DEAL,
            outcome=None if row.id in ended else _OUTCOMES.get(row.kind),
            model=row.model,
            text=row.number or "",
            reason=str(row.kind),
        )
        for row in found
    ]


def _unsaid(stage: Stage, sold: Sequence[TimelineEntry]) -> TimelineEntry | None:
    """Return the furthest a deal that stands has come, where the lead's stage isn't there yet."""
    said = _SAID.get(stage, ())
    for outcome in (Outcome.DELIVERED, Outcome.ORDERED):
        entry = next((one for one in sold if one.outcome is outcome), None)
        if entry is not None:
            return None if outcome in said else entry
    return None


def _late_clocks(tx: Connection, shop_id: int, lead_id: int, now: datetime) -> list[TimelineEntry]:
    """Return the moments at which a deadline passed without an answer."""
    query = select(clocks).where(
        clocks.c.shop_id == shop_id, clocks.c.lead_id == lead_id, clocks.c.due_at < now
    )
    return [
        TimelineEntry(at=row.due_at, kind=EntryKind.CLOCK_LATE)
        for row in tx.execute(query)
        if (row.answered_at or row.closed_at or now) > row.due_at
    ]


def _notes(tx: Connection, shop_id: int, lead_id: int) -> list[TimelineEntry]:
    query = (
        select(notes, people.c.name.label("by"))
        .outerjoin(people, (people.c.shop_id == notes.c.shop_id) & (people.c.id == notes.c.by_id))
        .where(notes.c.shop_id == shop_id, notes.c.lead_id == lead_id)
    )
    return [
        TimelineEntry(at=row.at, kind=EntryKind.NOTE, text=row.text, by=row.by or "")
        for row in tx.execute(query)
    ]
