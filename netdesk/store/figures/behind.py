"""The leads behind a count: a row for each lead, clock, touch or visit that was counted."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from netdesk.domain.figures.grouping import BY_TIME, Asked, View, bucket
from netdesk.domain.leads.contact import AppointmentState
from netdesk.store.figures import base, calls, clocks, cohort, period
from netdesk.store.figures.keys import LeadKey, event_key, lead_key
from netdesk.store.tables import appointments, contacts, leads, steps, touches
from netdesk.store.tables import calls as call_table
from netdesk.store.tables import clocks as clock_table

_CLOCKS: Mapping[str, Callable[[Asked], ColumnElement[bool]]] = {
    "answered": lambda asked: clock_table.c.answered_at <= asked.as_of,
    "on_time": lambda asked: and_(
        clock_table.c.answered_at <= asked.as_of,
        clock_table.c.answered_at <= clock_table.c.due_at,
    ),
    "clocks_judged": clocks.judged,
    "late": lambda asked: and_(
        clocks.judged(asked),
        or_(
            clock_table.c.answered_at.is_(None),
            clock_table.c.answered_at > asked.as_of,
            clock_table.c.answered_at > clock_table.c.due_at,
        ),
    ),
}


class WholeRange:
    """Asks for the leads of every key together."""


WHOLE = WholeRange()
Key = str | None | WholeRange


def lead_ids(tx: Connection, shop_id: int, asked: Asked, name: str, key: Key = WHOLE) -> list[int]:
    """Return the ids of the leads behind a raw count, the newest first; as many as it says.

    A call whose number was withheld has no lead: see `call_ids`. Raises KeyError for what counts no
    leads (money, posts).
    """
    if asked.by in BY_TIME and isinstance(key, str):
        asked, key = _days_of(asked, key), WHOLE
    query = _query(shop_id, asked, name, key)
    ordered = query.order_by(leads.c.shop_day.desc(), leads.c.id.desc())
    return [row[0] for row in tx.execute(ordered)]


def call_ids(tx: Connection, shop_id: int, asked: Asked, name: str, key: Key = WHOLE) -> list[int]:
    """Return the ids of the calls behind a raw count, the newest first; exactly as many as it says.

    Raises KeyError for what counts no calls.
    """
    if asked.by in BY_TIME and isinstance(key, str):
        asked, key = _days_of(asked, key), WHOLE
    query = select(call_table.c.id).select_from(call_table)
    query = query.outerjoin(leads, clocks.of_lead(call_table))
    query = _with_key(calls.listed(query, shop_id, asked, name), calls.key_of(asked), key)
    ordered = query.distinct().order_by(call_table.c.started_at.desc(), call_table.c.id.desc())
    return [row[0] for row in tx.execute(ordered)]


def _query(shop_id: int, asked: Asked, name: str, key: Key) -> Select[Any]:
    is_period = asked.view is View.PERIOD
    if name == "touches":
        return _of_event(shop_id, asked, touches, key)
    if name in _CLOCKS:
        return _of_event(shop_id, asked, clock_table, key).where(_CLOCKS[name](asked))
    if name in calls.NAMES:
        of_calls = select(leads.c.id).join_from(call_table, leads, clocks.of_lead(call_table))
        return _with_key(calls.listed(of_calls, shop_id, asked, name), calls.key_of(asked), key)
    if name in ("waiting", "overdue"):
        return _waiting(shop_id, asked, name, key)
    if name in ("appointments_due", "arrived_of_due"):
        return _visits(shop_id, asked, name, key)
    if name == "arrive_base":
        return _arrive_base(shop_id, asked, key)
    if name == "arrived_in_range" or (is_period and name in period.BY_STEP):
        wanted = period.BY_STEP["arrived" if name == "arrived_in_range" else name]
        return _of_contact(shop_id, asked, steps, wanted, key)
    if is_period and name in period.BY_CONTACT:
        return _of_contact(shop_id, asked, contacts, period.BY_CONTACT[name], key)
    return _of_cohort(shop_id, asked, name, key)


def _of_cohort(shop_id: int, asked: Asked, name: str, key: Key) -> Select[Any]:
    query = select(leads.c.id).select_from(leads)
    query = query.where(*cohort.in_range(shop_id, asked.first, asked.last))
    if name in ("leads_ripe", "ordered_ripe"):
        query = query.where(leads.c.shop_day <= cohort.ripe_day(asked.as_of))
        name = "leads" if name == "leads_ripe" else "ordered"
    if name != "leads":
        query = query.where(cohort.COUNTED[name].where())
    return _with_key(query, lead_key(asked), key).distinct()


def _of_event(shop_id: int, asked: Asked, table: Any, key: Key) -> Select[Any]:
    """Clocks and touches: a row each, also where a lead has several."""
    query = select(leads.c.id).join_from(table, leads, clocks.of_lead(table))
    query = query.where(table.c.shop_id == shop_id, *clocks.between(table.c.shop_day, asked))
    return _with_key(clocks.with_answering(query, asked, table), clocks.key_of(asked, table), key)


def _waiting(shop_id: int, asked: Asked, name: str, key: Key) -> Select[Any]:
    days = [clock_table.c.shop_day <= asked.last]
    if asked.view is View.COHORT or asked.by in BY_TIME:
        days.append(clock_table.c.shop_day >= asked.first)
    query = select(leads.c.id).join_from(clock_table, leads, clocks.of_lead(clock_table))
    query = query.where(clock_table.c.shop_id == shop_id, *days, *clocks.open_at(asked.waiting_at))
    if name == "overdue":
        query = query.where(clock_table.c.due_at < asked.waiting_at)
    query = clocks.with_answering(query, asked, clock_table)
    return _with_key(query, clocks.key_of(asked, clock_table), key)


def _visits(shop_id: int, asked: Asked, name: str, key: Key) -> Select[Any]:
    query = select(leads.c.id).join_from(appointments, leads, clocks.of_lead(appointments))
    if asked.view is View.PERIOD:
        query = query.where(*period.due_visits(shop_id, asked))
        of = event_key(asked, appointments.c.visit_day)
    else:
        passed = cohort.passed_visits(shop_id, asked)
        query = query.where(*cohort.in_range(shop_id, asked.first, asked.last), *passed)
        of = lead_key(asked)
    if name == "arrived_of_due":
        query = query.where(appointments.c.state == AppointmentState.KEPT)
    return _with_key(query, of, key)


def _of_contact(
    shop_id: int, asked: Asked, table: Any, wanted: ColumnElement[bool], key: Key
) -> Select[Any]:
    query = select(leads.c.id).join_from(table, leads, clocks.of_lead(table))
    query = query.where(*period.standing(table, shop_id, asked), wanted)
    return _with_key(query, event_key(asked, table.c.shop_day), key).distinct()


def _arrive_base(shop_id: int, asked: Asked, key: Key) -> Select[Any]:
    if asked.start is None:
        raise KeyError("arrive_base")
    of = lead_key(asked)
    was_open = _with_key(select(leads.c.id).select_from(leads), of, key)
    before = base.open_leads(was_open, shop_id, asked, asked.start)
    came = _of_cohort(shop_id, asked, "leads", key)
    either = came.union(*before).subquery()
    return (
        select(leads.c.id)
        .select_from(leads)
        .where(leads.c.shop_id == shop_id, leads.c.id.in_(select(either.c.id)))
    )


def _with_key(query: Select[Any], of: LeadKey, key: Key) -> Select[Any]:
    if isinstance(key, WholeRange):
        return of.limit(query)
    query = of.join(query)
    if key is None:
        return query.where(or_(of.of.is_(None), of.of == ""))
    return query.where(of.of == key)


def _days_of(asked: Asked, key: str) -> Asked:
    """Return the days of the range that a row of a day, week or month stands for."""
    count = (asked.last - asked.first).days + 1
    days: list[date] = [
        day
        for day in (asked.first + timedelta(days=n) for n in range(count))
        if bucket(asked.by, day) == key
    ]
    return replace(asked, first=min(days), last=max(days))
