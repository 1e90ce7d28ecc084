"""The raw counts behind the figures (PRODUCT.md 6), grouped in SQL by channel.

Period view (RULINGS 21): what happened on shop days `first` … `last`. Leads, contacts and visits
count under the channel of the lead's first touch, clocks under the channel that opened them
(RULINGS 22). A clock is answered, void or waiting as it was at `as_of`. Statements group by stored
shop-day columns only (decision 1).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, not_, or_, select

from netdesk.domain.figures.kpi import Counts
from netdesk.domain.leads.clock import AnsweredVia, ClockState
from netdesk.domain.leads.contact import AppointmentState
from netdesk.domain.leads.lead import REACHED, Outcome, Stage
from netdesk.store.tables import appointments, clocks, contacts, leads, steps, touches

_INVALIDATING = (Outcome.INVALID, Outcome.WRONG_NUMBER, Outcome.DEAD_NUMBER)
_TRIED = (
    Outcome.CONNECTED,
    Outcome.NO_ANSWER,
    Outcome.WRONG_NUMBER,
    Outcome.DEAD_NUMBER,
    Outcome.WECHAT,
    Outcome.INVITED,
)
_CONNECTED = (Outcome.CONNECTED, Outcome.INVITED)
_DATED_STAGES = {
    Stage.ARRIVED: "arrived",
    Stage.TEST_DRIVEN: "test_driven",
    Stage.ORDERED: "ordered",
    Stage.DELIVERED: "delivered",
    Stage.LOST: "lost",
}


def period_counts(
    tx: Connection, shop_id: int, first: date, last: date, *, as_of: datetime
) -> dict[str, Counts]:
    """Return the counts of shop days `first` … `last` by channel code; `as_of` ends the waiting."""
    found: dict[str, dict[str, Any]] = {}
    for rows in (
        _leads(tx, shop_id, first, last),
        _touches(tx, shop_id, first, last),
        _clocks(tx, shop_id, first, last, as_of),
        _waiting(tx, shop_id, last, as_of),
        _contacts(tx, shop_id, first, last),
        _steps(tx, shop_id, first, last),
        _appointments(tx, shop_id, first, last, as_of),
    ):
        for channel, counted in rows:
            found.setdefault(channel, {}).update(counted)
    return {channel: Counts(**counted) for channel, counted in found.items()}


Counted = Iterable[tuple[str, dict[str, Any]]]


def _between(column: ColumnElement[Any], first: date, last: date) -> ColumnElement[bool]:
    return and_(column >= first, column <= last)


def _of_lead(table: Any) -> ColumnElement[bool]:
    return and_(leads.c.shop_id == table.c.shop_id, leads.c.id == table.c.lead_id)


def _named(tx: Connection, query: Select[Any]) -> Counted:
    """Yield each row of a query whose first column is the channel, the others named counts."""
    for row in tx.execute(query).mappings():
        values = dict(row)
        channel = values.pop("channel")
        yield channel, {name: int(value or 0) for name, value in values.items()}


def _leads(tx: Connection, shop_id: int, first: date, last: date) -> Counted:
    query = (
        select(leads.c.first_channel.label("channel"), func.count().label("leads"))
        .where(leads.c.shop_id == shop_id, _between(leads.c.shop_day, first, last))
        .group_by(leads.c.first_channel)
    )
    return _named(tx, query)


def _touches(tx: Connection, shop_id: int, first: date, last: date) -> Counted:
    query = (
        select(touches.c.channel, func.count().label("touches"))
        .join_from(touches, leads, _of_lead(touches))
        .where(touches.c.shop_id == shop_id, _between(touches.c.shop_day, first, last))
        .group_by(touches.c.channel)
    )
    return _named(tx, query)


def _clocks(tx: Connection, shop_id: int, first: date, last: date, as_of: datetime) -> Counted:
    """Clocks count on the shop day of their own received (RULINGS 13)."""
    answered = clocks.c.answered_at <= as_of
    void_late = and_(void_by(as_of), clocks.c.closed_at > clocks.c.due_at)
    open_late = and_(*open_at(as_of), clocks.c.due_at < as_of)
    of_days = (clocks.c.shop_id == shop_id, _between(clocks.c.shop_day, first, last))
    query = (
        select(
            clocks.c.channel,
            _sum(answered).label("answered"),
            _sum(and_(answered, clocks.c.answered_at <= clocks.c.due_at)).label("on_time"),
            _sum(or_(answered, void_late, open_late)).label("clocks_judged"),
        )
        .where(*of_days)
        .group_by(clocks.c.channel)
    )
    times = _response_seconds(tx, (*of_days, answered))
    for channel, counted in _named(tx, query):
        yield channel, {**counted, "response_seconds": tuple(times.get(channel, ()))}


def _response_seconds(
    tx: Connection, of_days: tuple[ColumnElement[bool], ...]
) -> dict[str, list[int]]:
    query = select(clocks.c.channel, clocks.c.answered_at, clocks.c.received_at).where(
        *of_days,
        clocks.c.answered_via != AnsweredVia.AT_ONCE,
    )
    found: dict[str, list[int]] = {}
    for channel, answered_at, received_at in tx.execute(query):
        seconds = int((answered_at - received_at).total_seconds())
        found.setdefault(channel, []).append(seconds)
    return found


def _waiting(tx: Connection, shop_id: int, last: date, as_of: datetime) -> Counted:
    """Clocks still open at `as_of`, of this shop day and those before: what the page lists."""
    query = (
        select(
            clocks.c.channel,
            func.count().label("waiting"),
            _sum(clocks.c.due_at < as_of).label("overdue"),
        )
        .where(clocks.c.shop_id == shop_id, clocks.c.shop_day <= last, *open_at(as_of))
        .group_by(clocks.c.channel)
    )
    return _named(tx, query)


def open_at(as_of: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a clock was open at `as_of`."""
    return (
        clocks.c.received_at <= as_of,
        or_(clocks.c.answered_at.is_(None), clocks.c.answered_at > as_of),
        not_(void_by(as_of)),
    )


def void_by(as_of: datetime) -> ColumnElement[bool]:
    """Return the condition under which a clock had been closed without an attempt by `as_of`."""
    return and_(clocks.c.state == ClockState.VOID, clocks.c.closed_at <= as_of)


def _contacts(tx: Connection, shop_id: int, first: date, last: date) -> Counted:
    judging = contacts.c.outcome.in_([*REACHED, *_INVALIDATING])
    lead_of = {
        "judged": judging,
        "valid": and_(judging, leads.c.stage != Stage.INVALID),
        "tried": contacts.c.outcome.in_(_TRIED),
        "connected": contacts.c.outcome.in_(_CONNECTED),
    }
    query = (
        select(
            leads.c.first_channel.label("channel"),
            *(_distinct_leads(what).label(name) for name, what in lead_of.items()),
            _sum(contacts.c.backdated.is_(True)).label("backdated"),
        )
        .join_from(contacts, leads, _of_lead(contacts))
        .where(
            contacts.c.shop_id == shop_id,
            _between(contacts.c.shop_day, first, last),
            contacts.c.voided_at.is_(None),
        )
        .group_by(leads.c.first_channel)
    )
    return _named(tx, query)


def _distinct_leads(what: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((what, leads.c.id)).distinct())


def _steps(tx: Connection, shop_id: int, first: date, last: date) -> Counted:
    query = (
        select(
            leads.c.first_channel.label("channel"),
            *(
                _distinct_leads(steps.c.stage == stage).label(name)
                for stage, name in _DATED_STAGES.items()
            ),
            _distinct_leads(steps.c.stage == Stage.ORDERED).label("won"),
        )
        .join_from(steps, leads, _of_lead(steps))
        .where(
            steps.c.shop_id == shop_id,
            _between(steps.c.shop_day, first, last),
            steps.c.voided_at.is_(None),
        )
        .group_by(leads.c.first_channel)
    )
    return _named(tx, query)


def _appointments(
    tx: Connection, shop_id: int, first: date, last: date, as_of: datetime
) -> Counted:
    standing = appointments.c.state != AppointmentState.VOID
    made = and_(standing, _between(contacts.c.shop_day, first, last))
    due = and_(
        appointments.c.state.in_(
            (AppointmentState.PLANNED, AppointmentState.KEPT, AppointmentState.MISSED)
        ),
        _between(appointments.c.visit_day, first, last),
        appointments.c.visit_at <= as_of,
    )
    query = (
        select(
            leads.c.first_channel.label("channel"),
            _distinct_leads(made).label("invited"),
            _sum(due).label("appointments_due"),
            _sum(and_(due, appointments.c.state == AppointmentState.KEPT)).label("arrived_of_due"),
        )
        .join_from(appointments, leads, _of_lead(appointments))
        .join(
            contacts,
            and_(
                contacts.c.shop_id == appointments.c.shop_id,
                contacts.c.id == appointments.c.contact_id,
            ),
        )
        .where(
            appointments.c.shop_id == shop_id,
            or_(
                _between(contacts.c.shop_day, first, last),
                _between(appointments.c.visit_day, first, last),
            ),
        )
        .group_by(leads.c.first_channel)
    )
    return _named(tx, query)


def _sum(what: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((what, 1), else_=0))
