"""The log of calls as its page shows it, and the 400 numbers (R19)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from netdesk.domain.calls.call import Direction
from netdesk.domain.calls.log import (
    CalledBackBy,
    CallFilter,
    CallPage,
    CallRow,
    CallState,
    CallView,
    NumberSeen,
)
from netdesk.domain.leads.clock import ClockState
from netdesk.domain.leads.phone import mask
from netdesk.store.called_back import INCOMING, MISSED, first_call, first_contact, waiting
from netdesk.store.tables import calls, channels, clocks, customers, leads

_ADDRESSES = ("http://", "https://")


def page(tx: Connection, shop_id: int, wanted: CallFilter, *, offset: int, limit: int) -> CallPage:
    """Return a stretch of the log: the missed that nobody called back first, then the newest."""
    conditions = _conditions(shop_id, wanted)
    is_open = case((waiting(), 1), else_=0)
    counted = select(func.count(), func.sum(is_open)).where(*conditions)
    total, open_ = tx.execute(counted).one()
    query = select(calls.c.id).where(*conditions)
    query = query.order_by(is_open.desc(), calls.c.started_at.desc(), calls.c.id.desc())
    found = tx.execute(query.offset(offset).limit(limit)).scalars().all()
    return CallPage(rows(tx, shop_id, found), total, open_ or 0)


def rows(tx: Connection, shop_id: int, ids: Sequence[int]) -> tuple[CallRow, ...]:
    """Return these calls as rows, in the order asked for; unknown ids are left out."""
    found = {row.id: _row(row) for row in tx.execute(_rows(shop_id, ids))} if ids else {}
    return tuple(found[id_] for id_ in ids if id_ in found)


def caller_of(tx: Connection, shop_id: int, call_id: int) -> str | None:
    """Return a caller's whole number, empty where it was withheld; None: no such call."""
    query = select(calls.c.caller).where(calls.c.shop_id == shop_id, calls.c.id == call_id)
    return tx.execute(query).scalar()


def open_count(tx: Connection, shop_id: int, since: date) -> int:
    """Return how many calls since a shop day were missed and not called back."""
    query = select(func.count()).where(
        calls.c.shop_id == shop_id, calls.c.shop_day >= since, waiting()
    )
    return int(tx.execute(query).scalar_one())


def numbers_seen(tx: Connection, shop_id: int) -> list[NumberSeen]:
    """Return the numbers that were dialled, the last dialled first."""
    query = (
        select(calls.c.number, func.count(), func.max(calls.c.started_at))
        .where(calls.c.shop_id == shop_id, INCOMING, calls.c.number != "")
        .group_by(calls.c.number)
        .order_by(func.max(calls.c.started_at).desc())
    )
    return [NumberSeen(*row) for row in tx.execute(query)]


def _conditions(shop_id: int, wanted: CallFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [calls.c.shop_id == shop_id]
    if wanted.first is not None:
        found.append(calls.c.shop_day >= wanted.first)
    if wanted.last is not None:
        found.append(calls.c.shop_day <= wanted.last)
    if wanted.channel:
        found.append(calls.c.channel == wanted.channel)
    if wanted.view is CallView.OPEN:
        found.append(waiting())
    elif wanted.view is CallView.MISSED:
        found.append(MISSED)
    elif wanted.view is CallView.ANSWERED:
        found.append(and_(INCOMING, calls.c.answered.is_(True)))
    elif wanted.view is CallView.OUT:
        found.append(calls.c.direction == Direction.OUT)
    return [*found, *map(_matches, wanted.find.split())]


def _matches(word: str) -> ColumnElement[bool]:
    """Return the filter for a word that was typed: in the number, or in the customer's name."""
    safe = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    inside = f"%{safe}%"
    by_name = exists().where(
        leads.c.shop_id == calls.c.shop_id,
        leads.c.id == calls.c.lead_id,
        customers.c.shop_id == leads.c.shop_id,
        customers.c.id == leads.c.customer_id,
        customers.c.name.like(inside, escape="\\"),
    )
    return or_(calls.c.caller.like(inside, escape="\\"), by_name)


def _rows(shop_id: int, ids: Sequence[int]) -> Select[Any]:
    of_lead = and_(leads.c.shop_id == calls.c.shop_id, leads.c.id == calls.c.lead_id)
    of_customer = and_(
        customers.c.shop_id == leads.c.shop_id, customers.c.id == leads.c.customer_id
    )
    open_clock = and_(
        clocks.c.shop_id == calls.c.shop_id,
        clocks.c.lead_id == calls.c.lead_id,
        clocks.c.state == ClockState.OPEN,
    )
    of_channel = and_(channels.c.shop_id == calls.c.shop_id, channels.c.code == calls.c.channel)
    return (
        select(
            calls,
            channels.c.name.label("channel_name"),
            customers.c.name,
            clocks.c.due_at,
            case((MISSED, first_contact())).label(CalledBackBy.CONTACT),
            case((MISSED, first_call(Direction.OUT))).label(CalledBackBy.OUTGOING),
            case((MISSED, first_call(Direction.IN))).label(CalledBackBy.RANG_AGAIN),
        )
        .join_from(calls, channels, of_channel)
        .outerjoin(leads, of_lead)
        .outerjoin(customers, of_customer)
        .outerjoin(clocks, open_clock)
        .where(calls.c.shop_id == shop_id, calls.c.id.in_(ids))
    )


def _row(row: Any) -> CallRow:
    back = [(at, by) for by in CalledBackBy if (at := getattr(row, by)) is not None]
    at, by = min(back, key=lambda one: one[0]) if back else (None, None)
    state = _state(row, at)
    return CallRow(
        id=row.id,
        state=state,
        started_at=row.started_at,
        shop_day=row.shop_day,
        number=row.number,
        channel=row.channel,
        channel_name=row.channel_name,
        caller=mask(row.caller),
        name=row.name or "",
        wait_s=row.wait_s,
        talk_s=row.talk_s,
        agent=row.agent,
        recording=row.recording if row.recording.casefold().startswith(_ADDRESSES) else "",
        lead_id=row.lead_id,
        called_back_at=at,
        called_back_by=by,
        due_at=row.due_at if state is CallState.MISSED else None,
    )


def _state(row: Any, called_back_at: datetime | None) -> CallState:
    if row.direction is Direction.OUT:
        return CallState.OUT if row.answered else CallState.OUT_UNANSWERED
    if row.answered:
        return CallState.ANSWERED
    if not row.caller:
        return CallState.WITHHELD
    return CallState.MISSED if called_back_at is None else CallState.CALLED_BACK
