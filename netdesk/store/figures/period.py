"""Period counts (RULINGS 21): what happened on shop days `first` … `last`.

Contacts, steps and visits count on the shop day they happened, under the lead's own key. Statements
group by stored shop-day columns only (decision 1).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Subquery,
    Table,
    and_,
    case,
    cast,
    func,
    select,
)

from netdesk.domain.figures.grouping import BY_TIME, Asked
from netdesk.domain.figures.reached import CONNECTED, TRIED
from netdesk.domain.leads.contact import AppointmentState
from netdesk.domain.leads.lead import REACHED, Outcome, Stage
from netdesk.store.figures.clocks import between, named, of_lead, total
from netdesk.store.figures.keys import event_key
from netdesk.store.tables import appointments, contacts, leads, steps

Counted = Iterable[tuple[str | None, dict[str, Any]]]
_BITS = 60  # of a whole number
_INVALIDATING = (Outcome.INVALID, Outcome.WRONG_NUMBER, Outcome.DEAD_NUMBER)
OUTCOMES: Mapping[str, frozenset[Outcome]] = {
    "judged": REACHED.union(_INVALIDATING),
    "tried": TRIED,
    "connected": CONNECTED,
    "invited": frozenset({Outcome.INVITED}),
}
BY_CONTACT: Mapping[str, ColumnElement[bool]] = {
    **{name: contacts.c.outcome.in_(sorted(outcomes)) for name, outcomes in OUTCOMES.items()},
    "valid": and_(
        contacts.c.outcome.in_(sorted(OUTCOMES["judged"])), leads.c.stage != Stage.INVALID
    ),
}
STAGES: Mapping[str, Stage] = {
    "arrived": Stage.ARRIVED,
    "test_driven": Stage.TEST_DRIVEN,
    "ordered": Stage.ORDERED,
    "delivered": Stage.DELIVERED,
    "lost": Stage.LOST,
    "won": Stage.ORDERED,
}
BY_STEP: Mapping[str, ColumnElement[bool]] = {
    name: steps.c.stage == stage for name, stage in STAGES.items()
}
PASSED = (AppointmentState.PLANNED, AppointmentState.KEPT, AppointmentState.MISSED)


def contact_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the leads that were tried, reached, invited, by key; late entries are contacts."""
    rows = _by_lead(shop_id, asked, contacts, contacts.c.outcome, OUTCOMES)
    late = func.sum(cast(contacts.c.backdated, Integer)).label("backdated")
    by_lead = rows.query.add_columns(late).subquery()
    counted = rows.counts(by_lead)
    still = and_(rows.has(by_lead, "judged"), leads.c.stage != Stage.INVALID)
    counted |= {"valid": total(still), "backdated": func.sum(by_lead.c.backdated)}
    return _counted(tx, shop_id, asked, by_lead, counted)


def step_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the leads that reached a stage on the days of the range, by key."""
    return _of_steps(tx, shop_id, asked, STAGES)


def arrived_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the leads that arrived on the days of the range, whenever they came (B)."""
    return _of_steps(tx, shop_id, asked, {"arrived_in_range": STAGES["arrived"]})


def visit_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the visits whose date has passed by `as_of`, and those of them that were kept."""
    key = event_key(asked, appointments.c.visit_day)
    counted = select(
        key.of.label("key"),
        func.count().label("appointments_due"),
        total(appointments.c.state == AppointmentState.KEPT).label("arrived_of_due"),
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


def standing(table: Table, shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a contact or step stands and is of the range."""
    return (
        table.c.shop_id == shop_id,
        table.c.voided_at.is_(None),
        *between(table.c.shop_day, asked),
    )


@dataclass(frozen=True, slots=True)
class _ByLead:
    """A query with a row a lead, which tells in one number how many of its rows are of each kind.

    A lead is counted once however many rows it has. One sum over one case takes half the time of a
    maximum for each kind, and a sixth of a distinct count for each.
    """

    query: Select[Any]
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        """Return the bits of each kind's count: 10 are more rows than a lead ever had."""
        return _BITS // len(self.names)

    def has(self, by_lead: Subquery, name: str) -> ColumnElement[bool]:
        """Return the condition that a lead has a row of this kind."""
        mask = ((1 << self.width) - 1) << self.names.index(name) * self.width
        return cast(by_lead.c.packed, BigInteger).bitwise_and(mask) != 0

    def counts(self, by_lead: Subquery) -> dict[str, ColumnElement[Any]]:
        """Return by kind how many leads have a row of it."""
        return {name: total(self.has(by_lead, name)) for name in self.names}


def _by_lead(
    shop_id: int,
    asked: Asked,
    table: Table,
    word: ColumnElement[Any],
    kinds: Mapping[str, Collection[StrEnum]],
) -> _ByLead:
    """Return the leads with rows in the range, by day's key where it is asked by time."""
    rows = _ByLead(select(table.c.lead_id), tuple(kinds))
    packed = {
        one: sum(1 << at * rows.width for at, words in enumerate(kinds.values()) if one in words)
        for one in frozenset(chain.from_iterable(kinds.values()))
    }
    counted = func.sum(case(packed, value=word, else_=0)).label("packed")
    query = rows.query.add_columns(counted).where(*standing(table, shop_id, asked))
    query = query.group_by(table.c.lead_id)
    if asked.by in BY_TIME:
        day = event_key(asked, table.c.shop_day).of
        query = query.add_columns(day.label("key")).group_by(day)
    return replace(rows, query=query)


def _of_steps(tx: Connection, shop_id: int, asked: Asked, stages: Mapping[str, Stage]) -> Counted:
    kinds = {name: (stage,) for name, stage in stages.items()}
    rows = _by_lead(shop_id, asked, steps, steps.c.stage, kinds)
    of_stages = steps.c.stage.in_(sorted(set(stages.values())))
    by_lead = rows.query.where(of_stages).subquery()
    return _counted(tx, shop_id, asked, by_lead, rows.counts(by_lead))


def _counted(
    tx: Connection,
    shop_id: int,
    asked: Asked,
    by_lead: Subquery,
    counted: Mapping[str, ColumnElement[Any]],
) -> Counted:
    """Return counts of leads by their own key, or by the days' where it is asked by time."""
    key = event_key(asked, leads.c.shop_day)
    of = by_lead.c.key if asked.by in BY_TIME else key.of
    columns = (expression.label(name) for name, expression in counted.items())
    same = and_(leads.c.shop_id == shop_id, leads.c.id == by_lead.c.lead_id)
    query = key.join(select(of.label("key"), *columns).join_from(by_lead, leads, same))
    return named(tx, asked, query.group_by(of))
