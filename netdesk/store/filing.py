"""Writes what a fold added and changed.

The additions go in by the driver's own `executemany`, because an
import writes half a million rows (decision 14); everything else is plain Core.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, update

from netdesk.domain.dedupe import NextIds
from netdesk.domain.filing import (
    Additions,
    KnownClock,
    KnownCustomer,
    KnownLead,
    KnownTouch,
    NewClock,
    NewLead,
    NewTouch,
)
from netdesk.store import ids
from netdesk.store.bulk import fill
from netdesk.store.tables import clocks, customers, identifiers, leads, touches
from netdesk.store.types import to_micros


def next_ids(tx: Connection, shop_id: int) -> NextIds:
    """Return the next free ids a fold may use in this write transaction."""
    return NextIds(*(ids.peek(tx, shop_id, name) for name in _COUNTED))


def write(
    tx: Connection,
    shop_id: int,
    additions: Additions,
    next_free: NextIds,
    *,
    import_id: int | None,
    hours_id: int,
    consent: str,
) -> None:
    """Write what a fold added and changed, and reserve the ids it used."""
    # A lead or clock of this very batch goes in as it ended up, and known ones are closed before
    # new ones open: a customer has one open lead, a lead one open clock, at every moment.
    ended = _Ended(additions)
    for lead in additions.changed.values():
        if lead.id not in ended.new_leads and lead.changed:
            _update_lead(tx, shop_id, lead)
        for clock in _moved_clocks(lead):
            if clock.id not in ended.new_clocks:
                _update_clock(tx, shop_id, clock)
    _insert(tx, shop_id, additions, ended, import_id=import_id, hours_id=hours_id, consent=consent)
    for lead in additions.changed.values():
        if lead.customer.changed:
            _update_customer(tx, shop_id, lead.customer)
        for touch in lead.touches:
            if touch.changed:
                _update_touch(tx, shop_id, touch)
    for name, value in zip(_COUNTED, _as_tuple(next_free), strict=True):
        ids.reserve(tx, shop_id, name, value)


class _Ended:
    """How the new leads and clocks of a batch stood at its end."""

    def __init__(self, additions: Additions) -> None:
        changed = additions.changed
        self.new_leads = {new.id for new in additions.leads} if changed else set()
        self.new_clocks = {new.id for new in additions.clocks} if changed else set()
        self.leads = {id_: lead for id_, lead in changed.items() if id_ in self.new_leads}
        moved = (clock for lead in changed.values() for clock in _moved_clocks(lead))
        self.clocks = {clock.id: clock for clock in moved if clock.id in self.new_clocks}


def _moved_clocks(lead: KnownLead) -> list[KnownClock]:
    open_clock = [lead.clock] if lead.clock is not None and lead.clock.changed else []
    return [*lead.settled, *open_clock]


def _insert(
    tx: Connection,
    shop_id: int,
    additions: Additions,
    ended: _Ended,
    *,
    import_id: int | None,
    hours_id: int,
    consent: str,
) -> None:
    people = []
    for new in additions.customers:
        at = to_micros(new.at)
        people.append((shop_id, new.id, new.name, new.region, consent, at, at))
    fill(tx, customers, _CUSTOMER, people)
    known_by = [
        (shop_id, i.kind, i.value, customer_id, int(i.is_virtual), to_micros(at))
        for customer_id, i, at in additions.identifiers
    ]
    fill(tx, identifiers, _IDENTIFIER, known_by)
    wishes = [_lead_row(shop_id, new, ended.leads.get(new.id)) for new in additions.leads]
    fill(tx, leads, _LEAD, wishes)
    fill(tx, touches, _TOUCH, [_touch_row(shop_id, t, import_id) for t in additions.touches])
    promises = [_clock_row(shop_id, c, hours_id, ended.clocks.get(c.id)) for c in additions.clocks]
    fill(tx, clocks, _CLOCK, promises)


_COUNTED = ("customer", "lead", "touch", "clock")

_CUSTOMER = "shop_id id name region consent consent_at created_at"
_IDENTIFIER = "shop_id kind value customer_id is_virtual valid_from"
_LEAD = (
    "shop_id id customer_id first_channel model opened_at shop_day stage stage_at owner_id"
    " touches last_touch_at last_contact_at is_open closed_at"
)
_TOUCH = (
    "shop_id id lead_id channel received_at time_kind shop_day outside_id model message"
    " handled_at import_id line raw row_hash"
)
_CLOCK = (
    "shop_id id lead_id touch_id channel received_at due_at allowed_s shop_day reason opens_at"
    " hours_id state answered_at answered_via is_first closed_at"
)


def _as_tuple(free: NextIds) -> tuple[int, ...]:
    return free.customer, free.lead, free.touch, free.clock


def _lead_row(shop_id: int, new: NewLead, ended: KnownLead | None) -> tuple[Any, ...]:
    at = to_micros(new.at)
    if ended is None:
        closed = None if new.is_open else at
        state = (1, at, _micros(new.last_contact_at), int(new.is_open), closed)
        first = (new.channel, new.model, at, new.shop_day.isoformat())
    else:
        state = (
            ended.touch_count,
            to_micros(ended.last_touch_at),
            _micros(ended.last_contact_at),
            int(ended.is_open),
            _micros(ended.closed_at),
        )
        first = (
            ended.first_channel,
            ended.model,
            to_micros(ended.opened_at),
            ended.shop_day.isoformat(),
        )
    return (shop_id, new.id, new.customer_id, *first, "new", first[2], new.owner_id, *state)


def _touch_row(shop_id: int, new: NewTouch, import_id: int | None) -> tuple[Any, ...]:
    a = new.arrival
    return (
        shop_id,
        new.id,
        new.lead_id,
        a.channel,
        to_micros(a.received_at),
        str(a.time_kind),
        new.shop_day.isoformat(),
        a.outside_id or None,
        a.model,
        a.message,
        _micros(a.handled_at),
        import_id,
        a.line,
        a.raw,
        a.row_hash,
    )


def _clock_row(
    shop_id: int, new: NewClock, hours_id: int, ended: KnownClock | None
) -> tuple[Any, ...]:
    deadline = new.deadline
    received, due, reason, opens = (
        (deadline.received, deadline.due, deadline.reason, deadline.opens_at)
        if ended is None
        else (ended.received_at, ended.due_at, ended.reason, ended.opens_at)
    )
    state = new if ended is None else ended
    return (
        shop_id,
        new.id,
        new.lead_id,
        new.touch_id,
        new.channel,
        to_micros(received),
        to_micros(due),
        int(new.allowed.total_seconds()),
        (new if ended is None else ended).shop_day.isoformat(),
        str(reason),
        _micros(opens),
        hours_id,
        str(state.state),
        _micros(state.answered_at),
        None if state.answered_via is None else str(state.answered_via),
        int(new.is_first),
        None if ended is None else _micros(ended.closed_at),
    )


def _micros(instant: datetime | None) -> int | None:
    return None if instant is None else to_micros(instant)


def _update_customer(tx: Connection, shop_id: int, customer: KnownCustomer) -> None:
    tx.execute(
        update(customers)
        .where(customers.c.shop_id == shop_id, customers.c.id == customer.id)
        .values(name=customer.name, region=customer.region, version=customers.c.version + 1)
    )


def _update_lead(tx: Connection, shop_id: int, lead: KnownLead) -> None:
    tx.execute(
        update(leads)
        .where(leads.c.shop_id == shop_id, leads.c.id == lead.id)
        .values(
            first_channel=lead.first_channel,
            model=lead.model,
            opened_at=lead.opened_at,
            shop_day=lead.shop_day,
            touches=lead.touch_count,
            last_touch_at=lead.last_touch_at,
            last_contact_at=lead.last_contact_at,
            is_open=lead.is_open,
            closed_at=lead.closed_at,
            version=leads.c.version + 1,
        )
    )


def _update_touch(tx: Connection, shop_id: int, touch: KnownTouch) -> None:
    tx.execute(
        update(touches)
        .where(touches.c.shop_id == shop_id, touches.c.id == touch.id)
        .values(
            message=touch.message,
            model=touch.model,
            outside_id=touch.outside_id or None,
            handled_at=touch.handled_at,
        )
    )


def _update_clock(tx: Connection, shop_id: int, clock: KnownClock) -> None:
    tx.execute(
        update(clocks)
        .where(clocks.c.shop_id == shop_id, clocks.c.id == clock.id)
        .values(
            received_at=clock.received_at,
            due_at=clock.due_at,
            reason=clock.reason,
            opens_at=clock.opens_at,
            shop_day=clock.shop_day,
            touch_id=clock.touch_id,
            state=clock.state,
            answered_at=clock.answered_at,
            answered_via=clock.answered_via,
            closed_at=clock.closed_at,
            version=clocks.c.version + 1,
        )
    )
