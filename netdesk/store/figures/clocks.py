"""Counts of clocks and touches: both views count them on the shop day of their own received.

They stand under the channel that opened them (RULINGS 13, 22); by person, an answered clock is his
who answered it, an open one his who has the lead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
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
from netdesk.store.tables.leads import LONG_CLOCK, LONG_CLOCK_DAYS
from netdesk.store.types import seconds_between

Counted = Iterable[tuple[str | None, dict[str, Any]]]
_PART = ","


def touch_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return how many touches came, by key."""
    key = key_of(asked, touches)
    counted = select(touches.c.shop_day, key.of.label("key"), func.count().label("touches"))
    query = _joined(asked, touches, key, counted)
    query = query.where(touches.c.shop_id == shop_id, *between(touches.c.shop_day, asked))
    return named(tx, asked, _of_days(query.group_by(touches.c.shop_day, key.of), "touches"))


def clock_counts(tx: Connection, shop_id: int, asked: Asked) -> Counted:
    """Return what became of the clocks that began in the range, as known at `as_of`."""
    key = key_of(asked, clocks)
    answered = clocks.c.answered_at <= asked.as_of
    waited = and_(answered, clocks.c.answered_via != AnsweredVia.AT_ONCE)
    taken = case((waited, seconds_between(clocks.c.received_at, clocks.c.answered_at)))
    counted = select(
        clocks.c.shop_day,
        key.of.label("key"),
        total(answered).label("answered"),
        total(and_(answered, clocks.c.answered_at <= clocks.c.due_at)).label("on_time"),
        total(judged(asked)).label("clocks_judged"),
        # One text for a day: a row for each would take four times as long to hand over.
        func.aggregate_strings(cast(taken, Text), _PART).label("taken"),
    )
    query = _joined(asked, clocks, key, counted).where(
        clocks.c.shop_id == shop_id, *between(clocks.c.shop_day, asked)
    )
    query = query.group_by(clocks.c.shop_day, key.of)
    names = "answered", "on_time", "clocks_judged"
    for row in tx.execute(_of_days(query, *names, texts=("taken",))).mappings():
        seconds = tuple(map(int, row["taken"].split(_PART))) if row["taken"] else ()
        counts = {name: int(row[name]) for name in names}
        yield told(asked, row["key"]), {**counts, "response_seconds": seconds}


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
    # What came before `recent` and is still open waited long: there is an index of these few.
    recent = (as_of - timedelta(days=LONG_CLOCK_DAYS + 2)).date()
    early = [clocks.c.shop_day < recent, LONG_CLOCK]
    if asked.view is View.COHORT or asked.by in BY_TIME:
        early.append(clocks.c.shop_day >= asked.first)
        recent = max(recent, asked.first)
    query = _joined(asked, clocks, key, counted).where(
        clocks.c.shop_id == shop_id, clocks.c.shop_day <= asked.last, *open_at(as_of)
    )
    return added(
        named(tx, asked, query.where(*of_days).group_by(key.of))
        for of_days in ([clocks.c.shop_day >= recent], early)
    )


def added(parts: Iterable[Counted]) -> Counted:
    """Return the sums of counts by key."""
    found: dict[str | None, dict[str, Any]] = {}
    for key, counts in chain.from_iterable(parts):
        kept = found.setdefault(key, {})
        for name, n in counts.items():
            kept[name] = kept.get(name, 0) + n
    return found.items()


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


def _of_days(by_day: Select[Any], *counts: str, texts: Sequence[str] = ()) -> Select[Any]:
    """Return counts by key of counts by day and key.

    Days are the order of the index: no sorter sees a row, only the few of a day.
    """
    rows = by_day.subquery()
    sums = (func.sum(rows.c[name]).label(name) for name in counts)
    whole = (func.aggregate_strings(rows.c[name], _PART).label(name) for name in texts)
    return select(rows.c.key, *sums, *whole).group_by(rows.c.key)


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
