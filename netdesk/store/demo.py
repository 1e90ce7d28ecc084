"""Writes whole histories at once for the invented dealership.

What it writes of a lead is what `netdesk.store.contacts` would have written contact by contact.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, Table, func, select

from netdesk.domain.demo.dealing import Sold
from netdesk.domain.demo.posting import NotedDay
from netdesk.domain.figures.reached import reached
from netdesk.domain.leads.clock import ClockState
from netdesk.domain.leads.contact import AppointmentState
from netdesk.domain.leads.history import ClockRecord, LeadState
from netdesk.domain.leads.lead import Stage
from netdesk.store import ids
from netdesk.store.bulk import Row, fill, rewrite
from netdesk.store.contacts import Fields, NewContact
from netdesk.store.tables import (
    appointments,
    calls,
    channel_days,
    clocks,
    contacts,
    customers,
    deal_events,
    deal_matches,
    deals,
    hotlines,
    identifiers,
    leads,
    posts,
    questions,
    steps,
)
from netdesk.store.types import to_micros

_CONTACT = (
    "shop_id id lead_id at recorded_at shop_day by_id how outcome reason note next_at grade"
    " backdated"
)
_STEP = "shop_id id lead_id contact_id stage happened_at recorded_at shop_day reason"
_APPOINTMENT = "shop_id id lead_id contact_id visit_at visit_day made_at state settled_by version"
_LEAD = "stage stage_at last_contact_at is_open closed_at grade next_at version person_id reached"
_CLOCK = "state answered_at answered_via contact_id closed_at backdated version"


@dataclass(slots=True)
class Visit:
    """One agreed visit; `settled` counts how often its state changed."""

    contact_id: int
    visit_at: datetime
    visit_day: date
    made_at: datetime
    state: AppointmentState = AppointmentState.PLANNED
    settled_by: int | None = None
    settled: int = 0


@dataclass(frozen=True, slots=True)
class StepRow:
    """A dated stage that a contact brought."""

    stage: Stage
    contact_id: int
    contact: NewContact


@dataclass(slots=True)
class History:
    """Everything that became of one lead. `contacts` are (id, contact) in the order recorded."""

    lead_id: int
    state: LeadState
    fields: Fields
    contacts: list[tuple[int, NewContact]] = field(default_factory=list)
    steps: list[StepRow] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    clocks: Sequence[ClockRecord] = ()


def is_empty(tx: Connection, shop_id: int) -> bool:
    """Say whether the shop has nothing yet of what the demo fills."""
    return not any(
        tx.execute(select(table.c.shop_id).where(table.c.shop_id == shop_id).limit(1)).first()
        for table in (leads, posts, channel_days, questions, calls, hotlines)
    )


def write(tx: Connection, shop_id: int, histories: Sequence[History]) -> dict[str, int]:
    """Write histories of leads that are on file; return how many rows of each kind."""
    step_id = ids.peek(tx, shop_id, "step")
    visit_id = ids.peek(tx, shop_id, "appointment")
    # In the order recorded, as the desk would have numbered them.
    told = sorted(
        ((h.lead_id, id_, contact) for h in histories for id_, contact in h.contacts),
        key=lambda row: row[1],
    )
    gone = sorted(
        ((h.lead_id, step) for h in histories for step in h.steps),
        key=lambda row: row[1].contact_id,
    )
    agreed = sorted(
        ((h.lead_id, visit) for h in histories for visit in h.visits),
        key=lambda row: row[1].contact_id,
    )
    fill(tx, contacts, _CONTACT, [_contact(shop_id, *row) for row in told])
    rows = [_step(shop_id, step_id + n, *row) for n, row in enumerate(gone)]
    fill(tx, steps, _STEP, rows)
    rows = [_visit(shop_id, visit_id + n, *row) for n, row in enumerate(agreed)]
    fill(tx, appointments, _APPOINTMENT, rows)
    rewrite(tx, leads, _LEAD, [_lead(shop_id, h) for h in histories])
    late = {id_ for _lead_id, id_, contact in told if contact.backdated}
    settled = [clock for h in histories for clock in h.clocks if clock.state is not ClockState.OPEN]
    rewrite(tx, clocks, _CLOCK, [_clock(shop_id, clock, late) for clock in settled])
    if told:
        ids.reserve(tx, shop_id, "contact", max(id_ for _lead_id, id_, _contact in told) + 1)
    ids.reserve(tx, shop_id, "step", step_id + len(gone))
    ids.reserve(tx, shop_id, "appointment", visit_id + len(agreed))
    return {"contacts": len(told), "steps": len(gone), "appointments": len(agreed)}


def write_account_days(tx: Connection, shop_id: int, days: Iterable[NotedDay]) -> None:
    """Write what was noted of accounts that nothing is known of yet."""
    rows: list[Row] = [
        (shop_id, one.channel, one.day.isoformat(), one.followers, one.updates) for one in days
    ]
    fill(tx, channel_days, "shop_id channel day followers updates", rows)


def sold(tx: Connection, shop_id: int, local_day: Callable[[datetime], date]) -> list[Sold]:
    """Return the leads that ordered, in their order, by a number of their own where there is one.

    What was delivered or lost after the order is said with its day.
    """
    query = (
        select(
            steps.c.lead_id, steps.c.stage, steps.c.happened_at, leads.c.customer_id, leads.c.model
        )
        .join(leads, (leads.c.shop_id == steps.c.shop_id) & (leads.c.id == steps.c.lead_id))
        .where(
            steps.c.shop_id == shop_id,
            steps.c.stage.in_((Stage.ORDERED, Stage.DELIVERED, Stage.LOST)),
        )
        .order_by(steps.c.lead_id, steps.c.id)
    )
    names = {row.id: row.name for row in tx.execute(select(customers.c.id, customers.c.name))}
    own = select(identifiers.c.customer_id, identifiers.c.value).where(
        identifiers.c.kind.in_(("mobile", "landline")), identifiers.c.is_virtual.is_(False)
    )
    phones: dict[int, str] = {row.customer_id: row.value for row in tx.execute(own)}
    found: dict[int, Sold] = {}
    for lead_id, stage, at, customer_id, model in tx.execute(query):
        day, one = local_day(at), found.get(lead_id)
        if stage is Stage.ORDERED and one is None:
            phone = phones.get(customer_id, "")
            found[lead_id] = Sold(names[customer_id], phone, model, day, None, None)
        elif one is not None:
            is_delivery = stage is Stage.DELIVERED
            found[lead_id] = one._replace(delivered=day) if is_delivery else one._replace(ended=day)
    return list(found.values())


def dealt(tx: Connection, shop_id: int) -> dict[str, int]:
    """Return how many deals, events, matches and steps by deals there are."""
    tables = {"deals": deals, "deal_events": deal_events, "deal_matches": deal_matches}
    by_deal = select(func.count()).where(steps.c.shop_id == shop_id, steps.c.contact_id.is_(None))
    return {
        **{name: _size(tx, table, shop_id) for name, table in tables.items()},
        "steps": int(tx.execute(by_deal).scalar_one()),
    }


def _size(tx: Connection, table: Table, shop_id: int) -> int:
    query = select(func.count()).select_from(table).where(table.c.shop_id == shop_id)
    return int(tx.execute(query).scalar_one())


def next_contact(tx: Connection, shop_id: int) -> int:
    """Return the next free id of a contact."""
    return ids.peek(tx, shop_id, "contact")


def _contact(shop_id: int, lead_id: int, contact_id: int, new: NewContact) -> Row:
    return (
        shop_id,
        contact_id,
        lead_id,
        to_micros(new.at),
        to_micros(new.recorded_at),
        new.shop_day.isoformat(),
        new.by_id,
        str(new.how),
        str(new.outcome),
        new.reason,
        new.note,
        _micros(new.next_at),
        None if new.grade is None else str(new.grade),
        int(new.backdated),
    )


def _step(shop_id: int, step_id: int, lead_id: int, step: StepRow) -> Row:
    new = step.contact
    return (
        shop_id,
        step_id,
        lead_id,
        step.contact_id,
        str(step.stage),
        to_micros(new.at),
        to_micros(new.recorded_at),
        new.shop_day.isoformat(),
        new.reason,
    )


def _visit(shop_id: int, visit_id: int, lead_id: int, visit: Visit) -> Row:
    return (
        shop_id,
        visit_id,
        lead_id,
        visit.contact_id,
        to_micros(visit.visit_at),
        visit.visit_day.isoformat(),
        to_micros(visit.made_at),
        str(visit.state),
        visit.settled_by,
        1 + visit.settled,
    )


def _lead(shop_id: int, history: History) -> Row:
    state, fields = history.state, history.fields
    return (
        str(state.stage),
        to_micros(state.stage_at),
        _micros(state.last_contact_at),
        int(state.is_open),
        _micros(state.closed_at),
        str(fields.grade),
        _micros(fields.next_at),
        1 + len(history.contacts),
        fields.owner_id or state.first_by,
        int(reached(state.outcomes, state.stage)),
        shop_id,
        history.lead_id,
    )


def _clock(shop_id: int, clock: ClockRecord, late: set[int]) -> Row:
    return (
        str(clock.state),
        _micros(clock.answered_at),
        None if clock.via is None else str(clock.via),
        clock.contact_id,
        _micros(clock.closed_at),
        int(clock.contact_id in late),
        2,
        shop_id,
        clock.id,
    )


def _micros(instant: datetime | None) -> int | None:
    return None if instant is None else to_micros(instant)
