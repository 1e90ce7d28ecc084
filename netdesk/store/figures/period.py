"""Period counts (RULINGS 21): what happened on shop days `first` … `last`.

Contacts, steps and visits count on the shop day they happened, under the lead's own key. Statements
group by stored shop-day columns only (decision 1).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, select

from netdesk.domain.figures.grouping import Asked
from netdesk.domain.figures.reached import CONNECTED, TRIED
from netdesk.domain.leads.contact import AppointmentState
from netdesk.domain.leads.lead import REACHED, Outcome, Stage
from netdesk.store.figures.clocks import between, named, of_lead
from netdesk.store.figures.keys import event_key
from netdesk.store.tables import appointments, contacts, leads, steps

Counted = Iterable[tuple[str | None, dict[str, Any]]]
_INVALIDATING = (Outcome.INVALID, Outcome.WRONG_NUMBER, Outcome.DEAD_NUMBER)
_JUDGING = contacts.c.outcome.in_([*REACHED, *_INVALIDATING])
BY_CONTACT: Mapping[str, ColumnElement[bool]] = {
    "judged": _JUDGING,
    "valid": and_(_JUDGING, leads.c.stage != Stage.INVALID),
    "tried": contacts.c.outcome.in_(sorted(TRIED)),
    "connected": contacts.c.outcome.in_(sorted(CONNECTED)),
    "invited": contacts.c.outcome == Outcome.INVITED,
}
BY_STEP: Mapping[str, ColumnElement[bool]] = {
    "arrived": steps.c.stage == Stage.ARRIVED,
    "test_driven": steps.c.stage == Stage.TEST_DRIVEN,
    "ordered": steps.c.stage == Stage.ORDERED,
    "delivered": steps.c.stage == Stage.DELIVERED,
    "lost": steps.c.stage == Stage.LOST,
    "won": steps.c.stage == Stage.ORDERED,
}
PASSED = (AppointmentState.PLANNED, AppointmentState.KEPT, AppointmentState.MISSED)


def contact_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the leads that were tried, reached, invited, by key; late entries are contacts."""
    backdated = func.count(case((contacts.c.backdated.is_(True), contacts.c.id)).distinct())
    counted = {name: distinct_leads(what) for name, what in BY_CONTACT.items()}
    return _of(tx, shop_id, asked, contacts, {**counted, "backdated": backdated})


def step_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the leads that reached a stage on the days of the range, by key."""
    counted = {name: distinct_leads(what) for name, what in BY_STEP.items()}
    return _of(tx, shop_id, asked, steps, counted)


def arrived_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the leads that arrived on the days of the range, whenever they came (B)."""
    counted = {"arrived_in_range": distinct_leads(BY_STEP["arrived"])}
    return _of(tx, shop_id, asked, steps, counted)


def visit_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the visits whose date has passed by `as_of`, and those of them that were kept."""
    key = event_key(asked, appointments.c.visit_day)
    counted = select(
        key.of.label("key"),
        func.count(appointments.c.id.distinct()).label("appointments_due"),
        func.count(
            case((appointments.c.state == AppointmentState.KEPT, appointments.c.id)).distinct()
        ).label("arrived_of_due"),
    )
    query = key.join(counted.join_from(appointments, leads, of_lead(appointments))).where(
        *due_visits(shop_id, asked)
    )
    return named(tx, asked, query.group_by(key.of))


def due_visits(shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a visit was due in the range and its time has come."""
    return (
        appointments.c.shop_id == shop_id,
        appointments.c.state.in_(PASSED),
        appointments.c.visit_at <= asked.as_of,
        *between(appointments.c.visit_day, asked),
    )


def distinct_leads(what: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many leads have a row like this."""
    return func.count(case((what, leads.c.id)).distinct())


def standing(table: Table, shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a contact or step stands and is of the range."""
    return (
        table.c.shop_id == shop_id,
        table.c.voided_at.is_(None),
        *between(table.c.shop_day, asked),
    )


def _of(
    tx: Connection,
    shop_id: int,
    asked: Asked,
    table: Table,
    counted: Mapping[str, ColumnElement[int]],
) -> Counted:
    key = event_key(asked, table.c.shop_day)
    columns = (expression.label(name) for name, expression in counted.items())
    query = select(key.of.label("key"), *columns).join_from(table, leads, of_lead(table))
    query = key.join(query).where(*standing(table, shop_id, asked)).group_by(key.of)
    return named(tx, asked, query)
