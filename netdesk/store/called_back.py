"""When a missed call was called back, as SQL over `calls` (PRODUCT.md 3.4).

By the first of: a contact on its lead that stands, at or after it; a call of ours to that number
after it; a later call of that number that was answered. It is asked for, never stored.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select

from netdesk.domain.calls.call import Direction
from netdesk.domain.leads.lead import ANSWERING
from netdesk.store.tables import calls, contacts
from netdesk.store.types import seconds_between

_LATER = calls.alias("later")

INCOMING = calls.c.direction == Direction.IN
MISSED = and_(INCOMING, calls.c.answered.is_(False))


def waiting() -> ColumnElement[bool]:
    """Return the condition that a call was missed, has a number, and nobody called back."""
    return and_(MISSED, calls.c.caller != "", ~called_back())


def called_back(
    *, within: timedelta | None = None, as_of: datetime | None = None
) -> ColumnElement[bool]:
    """Return the condition that a missed call was called back, in that time, by that instant."""
    by_contact, by_call = _by_contact(), _by_call()
    if within is not None:
        seconds = int(within.total_seconds())
        by_contact += (seconds_between(calls.c.started_at, contacts.c.at) <= seconds,)
        by_call += (seconds_between(calls.c.started_at, _LATER.c.started_at) <= seconds,)
    if as_of is not None:
        by_contact += (contacts.c.at <= as_of,)
        by_call += (_LATER.c.started_at <= as_of,)
    return or_(exists().where(*by_contact), exists().where(*by_call))


def first_contact() -> ScalarSelect[datetime]:
    """Return when its lead was first contacted at or after a call."""
    return select(func.min(contacts.c.at)).where(*_by_contact()).correlate(calls).scalar_subquery()


def first_call(direction: Direction) -> ScalarSelect[datetime]:
    """Return when we first rang that number after a call, or when he rang and was answered."""
    query = select(func.min(_LATER.c.started_at)).where(
        *_by_call(), _LATER.c.direction == direction
    )
    return query.correlate(calls).scalar_subquery()


def _by_contact() -> tuple[ColumnElement[bool], ...]:
    return (
        contacts.c.shop_id == calls.c.shop_id,
        contacts.c.lead_id == calls.c.lead_id,
        contacts.c.voided_at.is_(None),
        contacts.c.outcome.in_(sorted(ANSWERING)),
        contacts.c.at >= calls.c.started_at,
    )


def _by_call() -> tuple[ColumnElement[bool], ...]:
    return (
        _LATER.c.shop_id == calls.c.shop_id,
        _LATER.c.caller == calls.c.caller,
        _LATER.c.caller != "",
        _LATER.c.started_at > calls.c.started_at,
        or_(_LATER.c.direction == Direction.OUT, _LATER.c.answered.is_(True)),
    )
