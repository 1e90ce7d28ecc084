"""The lists on the day's page, and its notes."""

from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from netdesk.domain.leads.contact import AppointmentState
from netdesk.store import ids
from netdesk.store.figures.clocks import open_at
from netdesk.store.tables import appointments, clocks, notes


def open_clocks(
    tx: Connection, shop_id: int, last: date, as_of: datetime
) -> list[tuple[int, datetime]]:
    """Return (lead id, due) of the clocks open at `as_of`, the most urgent first."""
    query = (
        select(clocks.c.lead_id, clocks.c.due_at)
        .where(clocks.c.shop_id == shop_id, clocks.c.shop_day <= last, *open_at(as_of))
        .order_by(clocks.c.due_at, clocks.c.lead_id)
    )
    return [(row.lead_id, row.due_at) for row in tx.execute(query)]


def planned_visits(
    tx: Connection, shop_id: int, first: date, last: date
) -> list[tuple[int, datetime, str]]:
    """Return (lead id, visit, gift) of the visits planned for `first` … `last`, earliest first."""
    query = (
        select(appointments.c.lead_id, appointments.c.visit_at, appointments.c.gift)
        .where(
            appointments.c.shop_id == shop_id,
            appointments.c.visit_day >= first,
            appointments.c.visit_day <= last,
            appointments.c.state == AppointmentState.PLANNED,
        )
        .order_by(appointments.c.visit_at, appointments.c.lead_id)
    )
    return [(row.lead_id, row.visit_at, row.gift) for row in tx.execute(query)]


def day_note(tx: Connection, shop_id: int, day: date) -> str:
    """Return what was noted on a shop day; empty where nothing was."""
    query = select(notes.c.text).where(notes.c.shop_id == shop_id, notes.c.day == day)
    return tx.execute(query).scalar() or ""


def write_day_note(
    tx: Connection, shop_id: int, day: date, text: str, *, by_id: int | None, now: datetime
) -> None:
    """Save the note of a shop day."""
    values = {"text": text, "at": now, "by_id": by_id}
    done = tx.execute(
        update(notes)
        .where(notes.c.shop_id == shop_id, notes.c.day == day)
        .values(**values, version=notes.c.version + 1)
    )
    if not done.rowcount:
        note_id = ids.take(tx, shop_id, "note")
        tx.execute(insert(notes).values(shop_id=shop_id, id=note_id, day=day, **values))
