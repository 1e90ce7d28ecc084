"""New hours move the deadlines of the clocks still open, and of no other (PRODUCT.md 5)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from netdesk.domain.deadlines.deadline import Deadline
from netdesk.domain.leads.clock import ClockPolicy, ClockState
from netdesk.store.called_back import MISSED
from netdesk.store.tables import calls, clocks, customers, leads, touches


@dataclass(slots=True)
class WaitingClock:
    """An open clock, and the instants of the touches whose deadlines it stands for.

    `since` are those of calls missed since it began; one that began with such a call has `policy`
    CALL and keeps the time it was `allowed`.
    """

    clock_id: int
    lead_id: int
    name: str
    due_at: datetime
    policy: ClockPolicy
    allowed: timedelta
    touches: list[datetime] = field(default_factory=list)
    since: list[datetime] = field(default_factory=list)


def waiting(tx: Connection, shop_id: int) -> Iterator[WaitingClock]:
    """Yield every open clock with its lead's touches from the clock's own received on."""
    query = (
        select(
            clocks,
            customers.c.name,
            touches.c.received_at.label("touched_at"),
            calls.c.id.label("call_id"),
        )
        .join_from(
            clocks, leads, (leads.c.shop_id == clocks.c.shop_id) & (leads.c.id == clocks.c.lead_id)
        )
        .join(
            customers,
            (customers.c.shop_id == leads.c.shop_id) & (customers.c.id == leads.c.customer_id),
        )
        .outerjoin(
            touches,
            (touches.c.shop_id == clocks.c.shop_id)
            & (touches.c.lead_id == clocks.c.lead_id)
            & (touches.c.received_at > clocks.c.received_at),
        )
        .outerjoin(
            calls,
            (calls.c.shop_id == touches.c.shop_id)
            & (calls.c.lead_id == touches.c.lead_id)  # which has an index
            & (calls.c.touch_id == touches.c.id)
            & MISSED,
        )
        .where(clocks.c.shop_id == shop_id, clocks.c.state == ClockState.OPEN)
        .order_by(clocks.c.id)
    )
    current: WaitingClock | None = None
    for row in tx.execute(query).all():
        if current is None or current.clock_id != row.id:
            if current is not None:
                yield current
            allowed = timedelta(seconds=row.allowed_s)
            current = WaitingClock(
                *(row.id, row.lead_id, row.name, row.due_at, row.policy, allowed),
                touches=[row.received_at],
            )
        if row.call_id is not None:
            current.since.append(row.touched_at)
        elif row.touched_at is not None:
            current.touches.append(row.touched_at)
    if current is not None:
        yield current


def write(
    tx: Connection, shop_id: int, clock_id: int, deadline: Deadline, allowed: timedelta
) -> None:
    """Stamp an open clock anew."""
    tx.execute(
        update(clocks)
        .where(clocks.c.shop_id == shop_id, clocks.c.id == clock_id)
        .values(
            due_at=deadline.due,
            reason=deadline.reason,
            opens_at=deadline.opens_at,
            allowed_s=int(allowed.total_seconds()),
            version=clocks.c.version + 1,
        )
    )


def under(tx: Connection, shop_id: int, hours_id: int) -> None:
    """Say under which hours the open clocks stand now."""
    tx.execute(
        update(clocks)
        .where(clocks.c.shop_id == shop_id, clocks.c.state == ClockState.OPEN)
        .values(hours_id=hours_id)
    )
