"""A lead's history, read as records and written back: contacts, steps, visits, clocks, journal."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update

from netdesk.domain.figures.reached import BY_DEALS, reached
from netdesk.domain.leads.clock import AnsweredVia, ClockState
from netdesk.domain.leads.contact import AppointmentState, How
from netdesk.domain.leads.history import ClockRecord, ContactRecord, LeadState
from netdesk.domain.leads.lead import Grade, Outcome, Stage
from netdesk.store import ids
from netdesk.store.tables import appointments, clocks, contacts, journal, leads, steps
from netdesk.store.types import from_micros, to_micros

_ELSEWHERE = (AnsweredVia.IMPORT, AnsweredVia.AT_ONCE)  # closed by what no contact here tells


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a lead that a person sets: what the journal keeps before and after."""

    grade: Grade
    next_at: datetime | None
    owner_id: int | None

    def text(self) -> str:
        """Return the fields as the journal keeps them."""
        at = None if self.next_at is None else to_micros(self.next_at)
        return json.dumps({"grade": self.grade, "next_at": at, "owner_id": self.owner_id})

    @classmethod
    def parse(cls, text: str) -> "Fields":
        """Return the fields from the journal's text."""
        kept = json.loads(text)
        at = kept["next_at"]
        when = None if at is None else from_micros(at)
        return cls(Grade(kept["grade"]), when, kept["owner_id"])


@dataclass(frozen=True, slots=True)
class LeadHistory:
    """One lead with everything a step needs to know."""

    id: int
    customer_id: int
    opened_at: datetime
    stage: Stage
    is_open: bool
    fields: Fields
    version: int
    contacts: tuple[ContactRecord, ...]
    clocks: tuple[ClockRecord, ...]
    handled: tuple[datetime, ...]  # instants at which exports say it was handled


@dataclass(frozen=True, slots=True)
class NewContact:
    """One contact to be written."""

    at: datetime
    recorded_at: datetime
    shop_day: date
    by_id: int | None
    how: How
    outcome: Outcome
    reason: str
    note: str
    next_at: datetime | None
    grade: Grade | None
    backdated: bool


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One step of a person that can be taken back or done again."""

    id: int
    lead_id: int
    contact_id: int | None
    outcome: Outcome | None
    before: Fields
    after: Fields


def read_history(tx: Connection, shop_id: int, lead_id: int) -> LeadHistory | None:
    """Return a lead's history without voided contacts; None where there is no such lead."""
    if not 0 < lead_id <= ids.LARGEST:
        return None
    lead = tx.execute(_of(leads, shop_id, lead_id)).first()
    if lead is None:
        return None
    standing = select(contacts).where(
        contacts.c.shop_id == shop_id,
        contacts.c.lead_id == lead_id,
        contacts.c.voided_at.is_(None),
    )
    of_lead = select(clocks).where(clocks.c.shop_id == shop_id, clocks.c.lead_id == lead_id)
    found = [
        ClockRecord(
            row.id,
            row.received_at,
            row.due_at,
            row.state,
            row.answered_at,
            row.answered_via,
            row.contact_id,
            row.closed_at,
        )
        for row in tx.execute(of_lead.order_by(clocks.c.id))
    ]
    return LeadHistory(
        id=lead.id,
        customer_id=lead.customer_id,
        opened_at=lead.opened_at,
        stage=lead.stage,
        is_open=lead.is_open,
        fields=Fields(lead.grade, lead.next_at, lead.owner_id),
        version=lead.version,
        contacts=tuple(
            ContactRecord(row.id, row.at, row.outcome, bool(row.reason), row.by_id)
            for row in tx.execute(standing.order_by(contacts.c.id))
        ),
        clocks=tuple(found),
        handled=tuple(c.answered_at for c in found if c.answered_at and c.via in _ELSEWHERE),
    )


def other_open_lead(tx: Connection, shop_id: int, customer_id: int, lead_id: int) -> int | None:
    """Return another open lead of the customer (RULINGS 2: there may be one only)."""
    query = select(leads.c.id).where(
        leads.c.shop_id == shop_id,
        leads.c.customer_id == customer_id,
        leads.c.is_open.is_(True),
        leads.c.id != lead_id,
    )
    return tx.execute(query).scalar()


def add_contact(tx: Connection, shop_id: int, lead_id: int, new: NewContact) -> int:
    """Write one contact; return its id."""
    contact_id = ids.take(tx, shop_id, "contact")
    tx.execute(
        insert(contacts).values(
            shop_id=shop_id,
            id=contact_id,
            lead_id=lead_id,
            at=new.at,
            recorded_at=new.recorded_at,
            shop_day=new.shop_day,
            by_id=new.by_id,
            how=new.how,
            outcome=new.outcome,
            reason=new.reason,
            note=new.note,
            next_at=new.next_at,
            grade=new.grade,
            backdated=new.backdated,
        )
    )
    return contact_id


def add_step(
    tx: Connection, shop_id: int, lead_id: int, contact_id: int, stage: Stage, new: NewContact
) -> None:
    """Write the dated stage a contact brought (RULINGS 4)."""
    tx.execute(
        insert(steps).values(
            shop_id=shop_id,
            id=ids.take(tx, shop_id, "step"),
            lead_id=lead_id,
            contact_id=contact_id,
            stage=stage,
            happened_at=new.at,
            recorded_at=new.recorded_at,
            shop_day=new.shop_day,
            reason=new.reason,
        )
    )


def add_appointment(
    tx: Connection,
    shop_id: int,
    lead_id: int,
    contact_id: int,
    *,
    visit_at: datetime,
    visit_day: date,
    at: datetime,
    made_at: datetime,
) -> None:
    """Write a visit agreed at `at`; one planned before is moved by it, or was missed."""
    settle_appointments(tx, shop_id, lead_id, contact_id, Outcome.INVITED, at)
    tx.execute(
        insert(appointments).values(
            shop_id=shop_id,
            id=ids.take(tx, shop_id, "appointment"),
            lead_id=lead_id,
            contact_id=contact_id,
            visit_at=visit_at,
            visit_day=visit_day,
            made_at=made_at,
        )
    )


def settle_appointments(
    tx: Connection, shop_id: int, lead_id: int, contact_id: int, outcome: Outcome, at: datetime
) -> None:
    """Settle the planned visits of a lead by a contact at `at`: kept, moved, missed or void."""
    planned = (
        (appointments.c.shop_id == shop_id)
        & (appointments.c.lead_id == lead_id)
        & (appointments.c.state == AppointmentState.PLANNED)
    )
    _settle(tx, planned, outcome, at, contact_id)


def _settle(
    tx: Connection, which: ColumnElement[bool], outcome: Outcome, at: datetime, contact_id: int
) -> None:
    for of_time, past in (
        (appointments.c.visit_at < at, True),
        (appointments.c.visit_at >= at, False),
    ):
        tx.execute(
            update(appointments)
            .where(which, of_time)
            .values(
                state=settled_state(outcome, past=past),
                settled_by=contact_id,
                version=appointments.c.version + 1,
            )
        )


def write_clocks(
    tx: Connection, shop_id: int, records: Sequence[ClockRecord], late_contacts: set[int]
) -> None:
    """Write clocks back as a fold settled them; `late_contacts` are the late entries (补录)."""
    # Closed ones first: a lead has one open clock at every moment.
    for record in sorted(records, key=lambda clock: clock.state is ClockState.OPEN):
        tx.execute(
            update(clocks)
            .where(clocks.c.shop_id == shop_id, clocks.c.id == record.id)
            .values(
                state=record.state,
                answered_at=record.answered_at,
                answered_via=record.via,
                contact_id=record.contact_id,
                closed_at=record.closed_at,
                backdated=record.contact_id in late_contacts,
                version=clocks.c.version + 1,
            )
        )


def late_entries(tx: Connection, shop_id: int, lead_id: int) -> set[int]:
    """Return the ids of a lead's late entries."""
    query = select(contacts.c.id).where(
        contacts.c.shop_id == shop_id,
        contacts.c.lead_id == lead_id,
        contacts.c.backdated.is_(True),
    )
    return set(tx.execute(query).scalars())


def write_lead(
    tx: Connection, shop_id: int, lead_id: int, state: LeadState, fields: Fields
) -> None:
    """Write the lead's derived state and its own fields; its version goes up."""
    tx.execute(
        update(leads)
        .where(leads.c.shop_id == shop_id, leads.c.id == lead_id)
        .values(
            stage=state.stage,
            stage_at=state.stage_at,
            last_contact_at=state.last_contact_at,
            is_open=state.is_open,
            closed_at=state.closed_at,
            grade=fields.grade,
            next_at=fields.next_at,
            owner_id=fields.owner_id,
            person_id=fields.owner_id or state.first_by,
            reached=leads.c.reached.bitwise_and(int(BY_DEALS)).bitwise_or(
                int(reached(state.outcomes, state.stage))
            ),
            version=leads.c.version + 1,
        )
    )


def set_voided(tx: Connection, shop_id: int, contact_id: int, at: datetime | None) -> None:
    """Take a contact and its step back, or (None) let them stand again; visits follow."""
    for table, column in ((contacts, contacts.c.id), (steps, steps.c.contact_id)):
        tx.execute(
            update(table)
            .where(table.c.shop_id == shop_id, column == contact_id)
            .values(voided_at=at)
        )
    made = (appointments.c.shop_id == shop_id) & (appointments.c.contact_id == contact_id)
    settled = (appointments.c.shop_id == shop_id) & (appointments.c.settled_by == contact_id)
    if at is not None:
        tx.execute(update(appointments).where(made).values(state=AppointmentState.VOID))
        tx.execute(update(appointments).where(settled).values(state=AppointmentState.PLANNED))
        return
    contact = tx.execute(
        select(contacts.c.outcome, contacts.c.at).where(
            contacts.c.shop_id == shop_id, contacts.c.id == contact_id
        )
    ).one()
    _settle(tx, settled, contact.outcome, contact.at, contact_id)
    tx.execute(update(appointments).where(made).values(state=AppointmentState.PLANNED))


def settled_state(outcome: Outcome, *, past: bool) -> AppointmentState:
    """Return what an outcome makes of a planned visit; `past`: its time had come by then."""
    ended = (Outcome.LOST, Outcome.INVALID, Outcome.WRONG_NUMBER, Outcome.DEAD_NUMBER)
    if outcome not in (Outcome.INVITED, *ended):
        return AppointmentState.KEPT
    if past:
        return AppointmentState.MISSED
    return AppointmentState.MOVED if outcome is Outcome.INVITED else AppointmentState.VOID


def write_journal(
    tx: Connection,
    shop_id: int,
    *,
    lead_id: int,
    contact_id: int | None,
    by_id: int | None,
    at: datetime,
    before: Fields,
    after: Fields,
) -> None:
    """Note a step so that its person can take it back; what could be redone before is forgotten."""
    tx.execute(
        insert(journal).values(
            shop_id=shop_id,
            id=ids.take(tx, shop_id, "journal"),
            at=at,
            by_id=by_id,
            lead_id=lead_id,
            contact_id=contact_id,
            before=before.text(),
            after=after.text(),
        )
    )


def last_step(
    tx: Connection, shop_id: int, by_id: int | None, since: datetime, *, undone: bool
) -> JournalEntry | None:
    """Return a person's last step since `since` that stands, or (undone) the one to do again.

    A step can be done again only while nothing newer of that person stands.
    """
    mine = (
        journal.c.shop_id == shop_id,
        journal.c.by_id.is_not_distinct_from(by_id),
        journal.c.at >= since,
    )
    newest = tx.execute(
        select(journal.c.id)
        .where(*mine, journal.c.undone_at.is_(None))
        .order_by(journal.c.id.desc())
        .limit(1)
    ).scalar()
    query = select(journal, contacts.c.outcome).outerjoin(
        contacts,
        (contacts.c.shop_id == journal.c.shop_id) & (contacts.c.id == journal.c.contact_id),
    )
    if undone:
        query = query.where(
            *mine, journal.c.undone_at.is_not(None), journal.c.id > (newest or 0)
        ).order_by(journal.c.id)
    else:
        query = query.where(*mine, journal.c.id == newest)
    row = tx.execute(query.limit(1)).first()
    return None if row is None else _entry(row)


def mark_undone(tx: Connection, shop_id: int, entry_id: int, at: datetime | None) -> None:
    """Say that a step was taken back at `at`, or (None) that it stands again."""
    tx.execute(
        update(journal)
        .where(journal.c.shop_id == shop_id, journal.c.id == entry_id)
        .values(undone_at=at)
    )


def _entry(row: Any) -> JournalEntry:
    return JournalEntry(
        row.id,
        row.lead_id,
        row.contact_id,
        row.outcome,
        Fields.parse(row.before),
        Fields.parse(row.after),
    )


def _of(table: Table, shop_id: int, id_: int) -> Any:
    return select(table).where(table.c.shop_id == shop_id, table.c.id == id_)
