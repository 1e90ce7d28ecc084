"""Leads as the inbox lists them: sorted, filtered and paged in SQL (decision 4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
)

from netdesk.domain.leads.clock import ClockState
from netdesk.domain.leads.contact import AppointmentState
from netdesk.domain.leads.inbox import InboxPage, InboxRow, InboxView
from netdesk.domain.leads.lead import TimeKind
from netdesk.domain.leads.phone import mask
from netdesk.store.tables import (
    appointments,
    channels,
    clocks,
    customers,
    identifiers,
    leads,
    people,
    post_leads,
    touches,
)

_PHONES = ("mobile", "landline")
_CHUNK = 500
_LONGEST_NUMBER = 19  # signs of #12: what fits 64 bits


def page(
    tx: Connection,
    shop_id: int,
    view: InboxView,
    *,
    day_end: datetime,
    find: str,
    offset: int,
    limit: int,
) -> InboxPage:
    """Return leads `offset` … `offset + limit` of a view, most urgent first, and how many it has.

    `day_end` is the instant at which the shop's calendar day ends: what is due before is today's.
    """
    wanted = matches(find)
    total = 0
    found: list[int] = []
    for query in _parts(shop_id, view, day_end):
        part = query.where(wanted) if wanted is not None else query
        skip, room = max(offset - total, 0), limit - len(found)
        some = list(tx.execute(part.offset(skip).limit(room)).scalars()) if room else []
        found += some
        is_whole = 0 < len(some) < room or (room and not skip and not some)
        total += skip + len(some) if is_whole else _size(tx, part)
    return InboxPage(rows(tx, shop_id, found), total)


def count(tx: Connection, shop_id: int, view: InboxView, *, day_end: datetime) -> int:
    """Return how many leads a view has."""
    if view is InboxView.ALL:
        query = select(func.count()).select_from(leads).where(leads.c.shop_id == shop_id)
        return int(tx.execute(query).scalar_one())
    return sum(_size(tx, query) for query in _parts(shop_id, view, day_end))


def _size(tx: Connection, query: Select[int]) -> int:
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    return int(tx.execute(counted).scalar_one())


def rows(tx: Connection, shop_id: int, ids: Sequence[int]) -> tuple[InboxRow, ...]:
    """Return these leads as rows, in the order asked for; unknown ids are left out."""
    found: dict[int, InboxRow] = {}
    for start in range(0, len(ids), _CHUNK):
        some = list(ids[start : start + _CHUNK])
        found.update(_rows(tx, shop_id, some))
    return tuple(found[id_] for id_ in ids if id_ in found)


def dues_ahead(tx: Connection, shop_id: int, now: datetime, limit: int) -> tuple[datetime, ...]:
    """Return the due instants of the open clocks from `now` on, the earliest first."""
    query = (
        select(clocks.c.due_at)
        .where(
            clocks.c.shop_id == shop_id, clocks.c.state == ClockState.OPEN, clocks.c.due_at >= now
        )
        .order_by(clocks.c.due_at)
        .limit(limit)
    )
    return tuple(tx.execute(query).scalars())


def count_overdue(tx: Connection, shop_id: int, now: datetime) -> int:
    """Return how many open clocks were due before `now`."""
    query = select(func.count()).where(
        clocks.c.shop_id == shop_id, clocks.c.state == ClockState.OPEN, clocks.c.due_at < now
    )
    return int(tx.execute(query).scalar_one())


def _parts(shop_id: int, view: InboxView, day_end: datetime) -> list[Select[int]]:
    """Return the view's queries for lead ids, one after the other in the order shown."""
    if view is InboxView.WAITING:
        return [_waiting(shop_id)]
    if view is InboxView.ALL:
        return [_waiting(shop_id), _not_waiting(shop_id)]
    if view is InboxView.VISITS:
        return [_visits(shop_id)]
    side = leads.c.next_at < day_end if view is InboxView.TODAY else leads.c.next_at >= day_end
    return [
        select(leads.c.id)
        .where(
            leads.c.shop_id == shop_id,
            leads.c.next_at.is_not(None),
            side,
            leads.c.is_open.is_(True),
            ~_open_clock_of_lead(),
        )
        .order_by(leads.c.next_at, leads.c.id)
    ]


def _waiting(shop_id: int) -> Select[int]:
    return (
        select(leads.c.id)
        .join_from(clocks, leads, _same(clocks, "lead_id", leads))
        .where(clocks.c.shop_id == shop_id, clocks.c.state == ClockState.OPEN)
        .order_by(clocks.c.due_at, leads.c.id)
    )


def _not_waiting(shop_id: int) -> Select[int]:
    return (
        select(leads.c.id)
        .where(leads.c.shop_id == shop_id, ~_open_clock_of_lead())
        .order_by(leads.c.last_touch_at.desc(), leads.c.id.desc())
    )


def _visits(shop_id: int) -> Select[int]:
    return (
        select(leads.c.id)
        .join_from(appointments, leads, _same(appointments, "lead_id", leads))
        .where(
            appointments.c.shop_id == shop_id,
            appointments.c.state == AppointmentState.PLANNED,
            leads.c.is_open.is_(True),
        )
        .order_by(appointments.c.visit_at, leads.c.id)
    )


def _same(left: Any, column: str, right: Any) -> ColumnElement[bool]:
    return and_(right.c.shop_id == left.c.shop_id, right.c.id == left.c[column])


def _open_clock_of_lead() -> ColumnElement[bool]:
    return exists().where(
        clocks.c.shop_id == leads.c.shop_id,
        clocks.c.lead_id == leads.c.id,
        clocks.c.state == ClockState.OPEN,
    )


def matches(find: str) -> ColumnElement[bool] | None:
    """Return the filter for what was typed: every word in the name, wish, number or channel.

    A post's code (TZ12) is in the leads that came by it; #12 is the lead of that number.
    """
    words = find.split()
    return and_(*(_matches_word(word) for word in words)) if words else None


def _matches_word(word: str) -> ColumnElement[bool]:
    came_by = _came_by(word)
    if came_by is not None:
        return came_by
    if word.startswith("#") and word[1:].isdecimal() and len(word) <= _LONGEST_NUMBER:
        return leads.c.id == int(word[1:])
    safe = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    inside = f"%{safe}%"
    by_name = exists().where(
        customers.c.shop_id == leads.c.shop_id,
        customers.c.id == leads.c.customer_id,
        customers.c.name.like(inside, escape="\\"),
    )
    known_by = exists().where(
        identifiers.c.shop_id == leads.c.shop_id,
        identifiers.c.customer_id == leads.c.customer_id,
        identifiers.c.value.like(inside, escape="\\"),
    )
    by_channel = exists().where(
        channels.c.shop_id == leads.c.shop_id,
        channels.c.code == leads.c.first_channel,
        channels.c.name.like(inside, escape="\\"),
    )
    return or_(leads.c.model.like(inside, escape="\\"), by_name, known_by, by_channel)


def _came_by(word: str) -> ColumnElement[bool] | None:
    """Return the filter for the leads of the post whose code `word` is; None: it is no code."""
    if not word.upper().startswith("TZ"):
        return None
    from netdesk.domain.posts.post import code_of, codes_in  # no start needs them

    post_ids = codes_in(word)
    if len(post_ids) != 1 or code_of(post_ids[0]) != word.upper():
        return None
    return exists().where(
        post_leads.c.shop_id == leads.c.shop_id,
        post_leads.c.lead_id == leads.c.id,
        post_leads.c.post_id == post_ids[0],
    )


def _rows(tx: Connection, shop_id: int, some: list[int]) -> dict[int, InboxRow]:
    query = (
        select(
            leads,
            customers.c.name,
            customers.c.do_not_contact,
            channels.c.name.label("channel_name"),
            people.c.name.label("owner"),
        )
        .join_from(leads, customers, _same(leads, "customer_id", customers))
        .join(
            channels,
            and_(channels.c.shop_id == leads.c.shop_id, channels.c.code == leads.c.first_channel),
        )
        .outerjoin(people, _same(leads, "owner_id", people))
        .where(leads.c.shop_id == shop_id, leads.c.id.in_(some))
    )
    found = tx.execute(query).all()
    last_clock = _last_clocks(tx, shop_id, some)
    ways = _ways_to_reach(tx, shop_id, [row.customer_id for row in found])
    visits = _next_visits(tx, shop_id, some)
    kinds = _time_kinds(tx, shop_id, [clock.touch_id for clock in last_clock.values()])
    return {
        row.id: _row(row, last_clock.get(row.id), ways.get(row.customer_id, {}), visits, kinds)
        for row in found
    }


def _row(
    row: Any, clock: Any, ways: dict[str, str], visits: dict[int, datetime], kinds: dict[int, Any]
) -> InboxRow:
    open_clock = clock if clock is not None and clock.state is ClockState.OPEN else None
    return InboxRow(
        id=row.id,
        customer_id=row.customer_id,
        name=row.name,
        phone=mask(ways.get("phone", "")),
        wechat=ways.get("wechat", ""),
        model=row.model,
        channel=row.first_channel,
        channel_name=row.channel_name,
        touches=row.touches,
        received_at=clock.received_at if clock is not None else row.opened_at,
        time_kind=kinds.get(clock.touch_id if clock is not None else 0, TimeKind.EXACT),
        due_at=open_clock.due_at if open_clock is not None else None,
        reason=clock.reason if clock is not None else None,
        opens_at=clock.opens_at if clock is not None else None,
        allowed_s=clock.allowed_s if clock is not None else 0,
        judged_due_at=clock.due_at if clock is not None and open_clock is None else None,
        answered_at=clock.answered_at if clock is not None else None,
        stage=row.stage,
        grade=row.grade,
        owner=row.owner or "",
        next_at=row.next_at,
        visit_at=visits.get(row.id),
        returning=clock is not None and not clock.is_first,
        do_not_contact=row.do_not_contact,
        version=row.version,
    )


def _last_clocks(tx: Connection, shop_id: int, some: list[int]) -> dict[int, Any]:
    query = (
        select(clocks)
        .where(clocks.c.shop_id == shop_id, clocks.c.lead_id.in_(some))
        .order_by(clocks.c.id)
    )
    found: dict[int, Any] = {}
    for clock in tx.execute(query):
        before = found.get(clock.lead_id)
        if before is None or before.state is not ClockState.OPEN:
            found[clock.lead_id] = clock
    return found


def _time_kinds(tx: Connection, shop_id: int, some: list[int | None]) -> dict[int, TimeKind]:
    wanted = [touch_id for touch_id in some if touch_id is not None]
    query = select(touches.c.id, touches.c.time_kind).where(
        touches.c.shop_id == shop_id, touches.c.id.in_(wanted)
    )
    return {touch_id: kind for touch_id, kind in tx.execute(query)}


def _ways_to_reach(
    tx: Connection, shop_id: int, customer_ids: list[int]
) -> dict[int, dict[str, str]]:
    """Return the best phone (a mobile of his own first) and the WeChat of each customer."""
    query = (
        select(identifiers)
        .where(identifiers.c.shop_id == shop_id, identifiers.c.customer_id.in_(customer_ids))
        .order_by(identifiers.c.is_virtual, identifiers.c.kind.desc(), identifiers.c.value)
    )
    found: dict[int, dict[str, str]] = {}
    for row in tx.execute(query):
        way = "phone" if row.kind in _PHONES else row.kind
        found.setdefault(row.customer_id, {}).setdefault(way, row.value)
    return found


def _next_visits(tx: Connection, shop_id: int, some: list[int]) -> dict[int, datetime]:
    query = (
        select(appointments.c.lead_id, func.min(appointments.c.visit_at))
        .where(
            appointments.c.shop_id == shop_id,
            appointments.c.lead_id.in_(some),
            appointments.c.state == AppointmentState.PLANNED,
        )
        .group_by(appointments.c.lead_id)
    )
    return {lead_id: visit for lead_id, visit in tx.execute(query)}
