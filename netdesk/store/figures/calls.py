"""Counts of incoming calls (R19): by the shop day they came, under the channel of the number.

Both views count them alike. By person they are his who took them; by car, technique or activity,
those of the call's lead.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, literal, select

from netdesk.domain.calls.call import CALLED_BACK_WITHIN
from netdesk.domain.figures.grouping import BY_TIME, Asked, By
from netdesk.store.called_back import INCOMING, MISSED, called_back
from netdesk.store.figures.clocks import between, named, total
from netdesk.store.figures.keys import LeadKey, among, event_key, lead_key
from netdesk.store.tables import calls, leads
from netdesk.store.types import EPOCH, UtcDateTime, seconds_between

QUARTER_S = 900
NAMES = ("calls", "calls_answered", "missed", "missed_called_back")


class Quarter(NamedTuple):
    """The calls of a channel that came in a quarter of an hour."""

    channel: str
    at: datetime
    calls: int
    answered: int
    called_back: int  # missed, and called back in time

    @property
    def kinds(self) -> tuple[int, int, int]:
        """Return how many were answered, were missed and called back in time, and were not."""
        missed = self.calls - self.answered
        return self.answered, self.called_back, missed - self.called_back


def counts(
    tx: Connection, shop_id: int, asked: Asked
) -> Iterable[tuple[str | None, dict[str, Any]]]:
    """Return by key how many came, were answered, were missed, were called back in time."""
    key = key_of(asked)
    query = select(key.of.label("key"), *(total(is_(asked, n)).label(n) for n in NAMES))
    query = _joined(asked, key, query).where(*in_range(shop_id, asked)).group_by(key.of)
    found: dict[str | None, dict[str, Any]] = {}
    for one, counted in named(tx, asked, query):  # no lead, and a lead of no car, are both the rest
        before = found.setdefault(one, dict.fromkeys(NAMES, 0))
        before.update({name: before[name] + counted[name] for name in NAMES})
    return found.items()


def quarters(tx: Connection, shop_id: int, asked: Asked) -> list[Quarter]:
    """Return the calls of the range by channel and by the quarter of an hour they came in."""
    since = literal(EPOCH, UtcDateTime())
    quarter = (seconds_between(since, calls.c.started_at) // QUARTER_S).label("quarter")
    parts = (total(is_(asked, name)) for name in ("calls_answered", "missed_called_back"))
    query = select(calls.c.channel, quarter, func.count(), *parts)
    within = among(asked, calls.c.channel)
    query = query.where(*in_range(shop_id, asked), *(() if within is None else (within,)))
    rows = tx.execute(query.group_by(calls.c.channel, "quarter"))
    return [
        Quarter(channel, EPOCH + timedelta(seconds=int(at) * QUARTER_S), n, int(taken), int(back))
        for channel, at, n, taken, back in rows
    ]


def listed(query: Select[Any], shop_id: int, asked: Asked, name: str) -> Select[Any]:
    """Return a query on calls limited to those behind a count."""
    return query.where(*in_range(shop_id, asked), is_(asked, name))


def in_range(shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a call came on the days of the range, by `as_of`."""
    return (
        calls.c.shop_id == shop_id,
        *between(calls.c.shop_day, asked),
        INCOMING,
        calls.c.started_at <= asked.as_of,
    )


def is_(asked: Asked, name: str) -> ColumnElement[bool]:
    """Return the condition under which an incoming call is counted as one of NAMES."""
    if name == "calls":
        return INCOMING
    if name == "calls_answered":
        return calls.c.answered.is_(True)
    if name == "missed":
        return MISSED
    if name == "missed_called_back":
        return and_(MISSED, called_back(within=CALLED_BACK_WITHIN, as_of=asked.as_of))
    raise KeyError(name)


def key_of(asked: Asked) -> LeadKey:
    """Return what a call is grouped by."""
    within = among(asked, calls.c.channel)
    if asked.by is By.CHANNEL:
        return LeadKey(calls.c.channel, within=within)
    if asked.by is By.PERSON:
        return LeadKey(cast(calls.c.person_id, Text), within=within)
    found = event_key(asked, calls.c.shop_day) if asked.by in BY_TIME else lead_key(asked)
    return LeadKey(found.of, found.joined, within)


def _joined(asked: Asked, key: LeadKey, query: Select[Any]) -> Select[Any]:
    query = query.select_from(calls)
    if asked.by in (By.CHANNEL, By.PERSON, *BY_TIME):
        return key.limit(query)
    of_lead = and_(leads.c.shop_id == calls.c.shop_id, leads.c.id == calls.c.lead_id)
    return key.join(query.outerjoin(leads, of_lead))
