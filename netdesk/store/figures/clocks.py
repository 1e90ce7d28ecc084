"""Counts of clocks and touches: both views count them on the shop day of their own received.

They stand under the channel that opened them (RULINGS 13, 22); by person, an answered clock is his
who answered it, an open one his who has the lead.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    not_,
    or_,
    select,
)

from netdesk.domain.figures.grouping import BY_TIME, Asked, By, View
from netdesk.domain.leads.clock import AnsweredVia, ClockState
from netdesk.store.figures.keys import LeadKey, among, event_key, told
from netdesk.store.tables import clocks, contacts, leads, touches
from netdesk.store.types import seconds_between

Counted = Iterable[tuple[str | None, dict[str, Any]]]


def touch_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return how many touches came, by key."""
    key = key_of(asked, touches)
    query = _joined(asked, touches, key, select(key.of.label("key"), func.count().label("touches")))
    query = query.where(touches.c.shop_id == shop_id, *between(touches.c.shop_day, asked))
    return named(tx, asked, query.group_by(key.of))


def clock_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return what became of the clocks that began in the range, as known at `as_of`."""
    as_of = asked.as_of
    key = key_of(asked, clocks)
    answered = clocks.c.answered_at <= as_of
    of_days = (clocks.c.shop_id == shop_id, *between(clocks.c.shop_day, asked))
    counted = select(
        key.of.label("key"),
        total(answered).label("answered"),
        total(and_(answered, clocks.c.answered_at <= clocks.c.due_at)).label("on_time"),
        total(judged(asked)).label("clocks_judged"),
    )
    query = _joined(asked, clocks, key, counted).where(*of_days).group_by(key.of)
    taken = seconds_between(clocks.c.received_at, clocks.c.answered_at)
    lengths = _joined(asked, clocks, key, select(key.of, taken)).where(
        *of_days, answered, clocks.c.answered_via != AnsweredVia.AT_ONCE
    )
    times: dict[str | None, list[int]] = {}
    for one, seconds in tx.execute(lengths):
        times.setdefault(told(asked, one), []).append(seconds)
    for name, counts in named(tx, asked, query):
        yield name, {**counts, "response_seconds": tuple(times.get(name, ()))}


def waiting_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return the clocks that wait at `waiting_at`; in the period view those of earlier days too.

    A row of a day has only its own: what waits from before the range is in the whole alone.
    """
    as_of = asked.waiting_at
    key = key_of(asked, clocks)
    counted = select(
        key.of.label("key"),
        func.count().label("waiting"),
        total(clocks.c.due_at < as_of).label("overdue"),
    )
    days = [clocks.c.shop_day <= asked.last]
    if asked.view is View.COHORT or asked.by in BY_TIME:
        days.append(clocks.c.shop_day >= asked.first)
    query = _joined(asked, clocks, key, counted).where(
        clocks.c.shop_id == shop_id, *days, *open_at(as_of)
    )
    return named(tx, asked, query.group_by(key.of))


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


def between(day: ColumnElement[Any], asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a day is in the range."""
    return day >= asked.first, day <= asked.last


def total(what: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows fulfil a condition."""
    return func.sum(case((what, 1), else_=0))


def named(tx: Connection, asked: Asked, query: Select[Any]) -> Counted:
    """Yield each row of a query whose first column is the key, the others named counts."""
    for row in tx.execute(query).mappings():
        values = dict(row)
        key = told(asked, values.pop("key"))
        yield key, {name: int(value or 0) for name, value in values.items()}


def of_lead(table: Table) -> ColumnElement[bool]:
    """Return the condition that a row is of a lead."""
    return and_(leads.c.shop_id == table.c.shop_id, leads.c.id == table.c.lead_id)


def judged(asked: Asked) -> ColumnElement[bool]:
    """Return the condition that a clock was answered, or is past due: 及时率 divides by these."""
    void_late = and_(void_by(asked.as_of), clocks.c.closed_at > clocks.c.due_at)
    open_late = and_(*open_at(asked.as_of), clocks.c.due_at < asked.as_of)
    return or_(clocks.c.answered_at <= asked.as_of, void_late, open_late)


def key_of(asked: Asked, table: Table) -> LeadKey:
    """Return what a clock or touch is grouped by."""
    within = among(asked, table.c.channel)
    if asked.by is By.CHANNEL:
        return LeadKey(table.c.channel, within=within)
    if asked.by is By.PERSON and table is clocks:
        who = cast(func.coalesce(contacts.c.by_id, leads.c.person_id), Text)
        return LeadKey(who, within=within)
    return replace(event_key(asked, table.c.shop_day), within=within)


def _joined(asked: Asked, table: Table, key: LeadKey, query: Select[Any]) -> Select[Any]:
    """Return a query on clocks or touches joined with what its key needs, and with nothing else."""
    query = query.select_from(table)
    if asked.by is By.CHANNEL or asked.by in BY_TIME:
        return key.limit(query)
    query = query.join(leads, of_lead(table))
    return key.join(with_answering(query, asked, table))


def with_answering(query: Select[Any], asked: Asked, table: Table) -> Select[Any]:
    """Return a query on clocks with the contact that answered, where its person is the key."""
    if asked.by is not By.PERSON or table is not clocks:
        return query
    answering = and_(contacts.c.shop_id == clocks.c.shop_id, contacts.c.id == clocks.c.contact_id)
    return query.outerjoin(contacts, answering)
