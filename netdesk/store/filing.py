"""Writes what a fold added and changed, many rows at once: an import writes half a million."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from netdesk.domain.leads.dedupe import NextIds
from netdesk.domain.leads.filing import (
    Additions,
    KnownClock,
    KnownLead,
    KnownTouch,
    NewClock,
    NewLead,
    NewTouch,
)
from netdesk.store import ids
from netdesk.store.bulk import Row, fill, rewrite
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
    changed = additions.changed.values()
    known_leads = [x for x in changed if x.changed and x.id not in ended.new_leads]
    rewrite(tx, leads, _CHANGED_LEAD, [_changed_lead_row(shop_id, x) for x in known_leads])
    moved = (clock for lead in changed for clock in _moved_clocks(lead))
    known_clocks = [clock for clock in moved if clock.id not in ended.new_clocks]
    rewrite(tx, clocks, _CHANGED_CLOCK, [_changed_clock_row(shop_id, c) for c in known_clocks])
    _insert(tx, shop_id, additions, ended, import_id=import_id, hours_id=hours_id, consent=consent)
    people = {lead.customer.id: lead.customer for lead in changed if lead.customer.changed}
    rows = [(c.name, c.region, shop_id, c.id) for c in people.values()]
    rewrite(tx, customers, "name region", rows)
    filled = [touch for lead in changed for touch in lead.touches if touch.changed]
    rewrite(tx, touches, _CHANGED_TOUCH, [_changed_touch_row(shop_id, t) for t in filled])
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
    " touches last_touch_at last_contact_at is_open closed_at last_channel person_id"
)
_TOUCH = (
    "shop_id id lead_id channel received_at time_kind shop_day outside_id model message"
    " handled_at import_id line raw row_hash"
)
_CLOCK = (
    "shop_id id lead_id touch_id channel received_at due_at allowed_s shop_day reason opens_at"
    " hours_id state answered_at answered_via is_first closed_at policy contact_id"
)
_CHANGED_LEAD = (
    "first_channel model opened_at shop_day touches last_touch_at last_contact_at is_open closed_at"
    " last_channel"
)
_CHANGED_TOUCH = "message model outside_id handled_at"
_CHANGED_CLOCK = (
    "received_at due_at reason opens_at shop_day touch_id channel state answered_at answered_via"
    " closed_at policy allowed_s"
)


def _as_tuple(free: NextIds) -> tuple[int, ...]:
    return free.customer, free.lead, free.touch, free.clock


def _lead_row(shop_id: int, new: NewLead, ended: KnownLead | None) -> Row:
    at = to_micros(new.at)
    if ended is None:
        closed = None if new.is_open else at
        state: Row = (1, at, _micros(new.last_contact_at), int(new.is_open), closed, None)
        first = (new.channel, new.model, at, new.shop_day.isoformat())
    else:
        state = (
            ended.touch_count,
            to_micros(ended.last_touch_at),
            _micros(ended.last_contact_at),
            int(ended.is_open),
            _micros(ended.closed_at),
            ended.last_channel,
        )
        first = (
            ended.first_channel,
            ended.model,
            to_micros(ended.opened_at),
            ended.shop_day.isoformat(),
        )
    owner = new.owner_id
    return (shop_id, new.id, new.customer_id, *first, "new", first[2], owner, *state, owner)


def _touch_row(shop_id: int, new: NewTouch, import_id: int | None) -> Row:
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


def _clock_row(shop_id: int, new: NewClock, hours_id: int, ended: KnownClock | None) -> Row:
    deadline = new.deadline
    received, due, reason, opens = (
        (deadline.received, deadline.due, deadline.reason, deadline.opens_at)
        if ended is None
        else (ended.received_at, ended.due_at, ended.reason, ended.opens_at)
    )
    state = new if ended is None else ended
    touch_id, channel = (
        (new.touch_id, new.channel) if ended is None else (ended.touch_id, ended.channel)
    )
    return (
        shop_id,
        new.id,
        new.lead_id,
        touch_id,
        channel,
        to_micros(received),
        to_micros(due),
        _seconds(new.allowed if ended is None else ended.allowed),
        (new if ended is None else ended).shop_day.isoformat(),
        str(reason),
        _micros(opens),
        hours_id,
        str(state.state),
        _micros(state.answered_at),
        None if state.answered_via is None else str(state.answered_via),
        int(new.is_first),
        None if ended is None else _micros(ended.closed_at),
        str(state.policy),
        new.contact_id,
    )


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())


def _micros(instant: datetime | None) -> int | None:
    return None if instant is None else to_micros(instant)


def _changed_lead_row(shop_id: int, lead: KnownLead) -> Row:
    return (
        lead.first_channel,
        lead.model,
        to_micros(lead.opened_at),
        lead.shop_day.isoformat(),
        lead.touch_count,
        to_micros(lead.last_touch_at),
        _micros(lead.last_contact_at),
        int(lead.is_open),
        _micros(lead.closed_at),
        lead.last_channel,
        shop_id,
        lead.id,
    )


def _changed_touch_row(shop_id: int, touch: KnownTouch) -> Row:
    outside_id = touch.outside_id or None
    return (touch.message, touch.model, outside_id, _micros(touch.handled_at), shop_id, touch.id)


def _changed_clock_row(shop_id: int, clock: KnownClock) -> Row:
    return (
        to_micros(clock.received_at),
        to_micros(clock.due_at),
        str(clock.reason),
        _micros(clock.opens_at),
        clock.shop_day.isoformat(),
        clock.touch_id,
        clock.channel,
        str(clock.state),
        _micros(clock.answered_at),
        None if clock.answered_via is None else str(clock.answered_via),
        _micros(clock.closed_at),
        str(clock.policy),
        _seconds(clock.allowed),
        shop_id,
        clock.id,
    )
