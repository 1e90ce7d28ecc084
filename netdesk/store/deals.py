"""The ledger of deals: what is on file of the customers in a batch, and writing it back."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, delete, select, update

from netdesk.domain.money.deals import Deal, Event, Ledger, Told
from netdesk.store import ids
from netdesk.store.bulk import Row, fill, rewrite
from netdesk.store.tables import deal_events, deal_matches, deals
from netdesk.store.types import to_micros

_CHUNK = 500
_DEAL = (
    "shop_id id number name phone model person person_id day shop_day amount gross_profit"
    " import_id line raw created_at"
)
_CHANGED = "number name phone model person person_id day shop_day amount gross_profit"
_EVENT = "shop_id id deal_id kind day shop_day recorded_at by_id import_id note"


@dataclass(frozen=True, slots=True)
class Writing:
    """By whom and when deals are written, and which open day holds a day (RULINGS 13)."""

    now: datetime
    open_day: Callable[[date], date]
    by_id: int | None = None
    import_id: int | None = None


def next_id(tx: Connection, shop_id: int) -> int:
    """Return the next free id of a deal."""
    return ids.peek(tx, shop_id, "deal")


def known(
    tx: Connection, shop_id: int, rows: Iterable[Told], but: Container[int] = ()
) -> list[Deal]:
    """Return the deals that `rows` may be of, without those of the ids in `but`.

    By number and phone; a row without a phone by name too. A deal that has none may be of a row
    that has one: see `without_phone`.
    """
    told = list(rows)
    asked = (
        (deals.c.number, {row.number for row in told}),
        (deals.c.phone, {row.phone for row in told}),
        (deals.c.name, {row.name for row in told if not row.phone}),
    )
    found: set[int] = set()
    for column, values in asked:
        query = select(deals.c.id).where(deals.c.shop_id == shop_id)
        for some in _chunks(sorted(values - {""})):
            found.update(tx.execute(query.where(column.in_(some))).scalars())
    return of_ids(tx, shop_id, sorted(one for one in found if one not in but))


def without_phone(tx: Connection, shop_id: int) -> list[Deal]:
    """Return the deals that can be told by name only."""
    query = select(deals.c.id).where(deals.c.shop_id == shop_id, deals.c.phone.is_(None))
    return of_ids(tx, shop_id, tx.execute(query).scalars().all())


def of_ids(tx: Connection, shop_id: int, deal_ids: Sequence[int]) -> list[Deal]:
    """Return these deals; unknown ids are left out."""
    return [deal for some in _chunks(deal_ids) for deal in _deals(tx, shop_id, some)]


def write(tx: Connection, shop_id: int, ledger: Ledger, how: Writing) -> None:
    """Write what a ledger's rows added and changed, and reserve the ids."""
    if ledger.new:
        fill(tx, deals, _DEAL, [_deal_row(shop_id, deal, how) for deal in ledger.new])
        ids.reserve(tx, shop_id, "deal", ledger.next_id)
    rewrite(tx, deals, _CHANGED, [_changed_row(shop_id, d, how) for d in ledger.changed.values()])
    written = (*ledger.new, *ledger.changed.values())
    gone = [event.id for deal in written for event in deal.voided if event.id is not None]
    void_events(tx, shop_id, gone, how.now)
    _add_events(tx, shop_id, written, how)
    ledger.settled()


def void_events(tx: Connection, shop_id: int, event_ids: Sequence[int], now: datetime) -> None:
    """Take events back."""
    for some in _chunks(event_ids):
        tx.execute(
            update(deal_events)
            .where(deal_events.c.shop_id == shop_id, deal_events.c.id.in_(some))
            .values(voided_at=now)
        )


def restore_events(tx: Connection, shop_id: int, event_ids: Sequence[int]) -> None:
    """Let events stand again that were taken back."""
    for some in _chunks(event_ids):
        tx.execute(
            update(deal_events)
            .where(deal_events.c.shop_id == shop_id, deal_events.c.id.in_(some))
            .values(voided_at=None)
        )


def remove(tx: Connection, shop_id: int, deal_id: int) -> None:
    """Take a deal out of the ledger, with its events and its match."""
    for table, column in ((deal_matches, "deal_id"), (deal_events, "deal_id"), (deals, "id")):
        tx.execute(delete(table).where(table.c.shop_id == shop_id, table.c[column] == deal_id))


def add_event(tx: Connection, shop_id: int, deal_id: int, event: Event, how: Writing) -> int:
    """Write an event; return its id."""
    event_id = ids.take(tx, shop_id, "deal_event")
    fill(tx, deal_events, _EVENT, [_event_row(shop_id, event_id, deal_id, event, how)])
    return event_id


def phones(tx: Connection, shop_id: int) -> frozenset[str]:
    """Return every number there is a deal of."""
    query = select(deals.c.phone).where(deals.c.shop_id == shop_id, deals.c.phone.is_not(None))
    return frozenset(tx.execute(query).scalars())


def _deals(tx: Connection, shop_id: int, some: Sequence[int]) -> Iterable[Deal]:
    rows = tx.execute(select(deals).where(deals.c.shop_id == shop_id, deals.c.id.in_(some)))
    found = {
        row.id: Deal(
            id=row.id,
            number=row.number or "",
            name=row.name,
            phone=row.phone or "",
            model=row.model,
            person=row.person,
            person_id=row.person_id,
            amount=row.amount or None,
            gross_profit=row.gross_profit,
        )
        for row in rows
    }
    query = (
        select(deal_events)
        .where(
            deal_events.c.shop_id == shop_id,
            deal_events.c.deal_id.in_(some),
            deal_events.c.voided_at.is_(None),
        )
        .order_by(deal_events.c.id)
    )
    for row in tx.execute(query):
        event = Event(row.kind, row.day, row.note, row.id, by_hand=row.import_id is None)
        found[row.deal_id].events.append(event)
    return found.values()


def _add_events(tx: Connection, shop_id: int, written: Iterable[Deal], how: Writing) -> None:
    """Write the events that are not on file, and give each its id."""
    numbers = count(ids.peek(tx, shop_id, "deal_event"))
    rows: list[Row] = []
    for deal in written:
        for place, event in enumerate(deal.events):
            if event.id is None:
                event_id = next(numbers)
                rows.append(_event_row(shop_id, event_id, deal.id, event, how))
                by_hand = how.import_id is None
                deal.events[place] = replace(event, id=event_id, by_hand=by_hand)
    fill(tx, deal_events, _EVENT, rows)
    if rows:
        ids.reserve(tx, shop_id, "deal_event", next(numbers))


def _deal_row(shop_id: int, deal: Deal, how: Writing) -> Row:
    values = _values(deal, how)
    rest = (how.import_id, deal.line, deal.raw, to_micros(how.now))
    return (shop_id, deal.id, *values, *rest)


def _changed_row(shop_id: int, deal: Deal, how: Writing) -> Row:
    return (*_values(deal, how), shop_id, deal.id)


def _values(deal: Deal, how: Writing) -> Row:
    return (
        deal.number or None,
        deal.name,
        deal.phone or None,
        deal.model,
        deal.person,
        deal.person_id,
        deal.day.isoformat(),
        how.open_day(deal.day).isoformat(),
        deal.amount or 0,
        deal.gross_profit,
    )


def _event_row(shop_id: int, event_id: int, deal_id: int, event: Event, how: Writing) -> Row:
    return (
        shop_id,
        event_id,
        deal_id,
        str(event.kind),
        event.day.isoformat(),
        how.open_day(event.day).isoformat(),
        to_micros(how.now),
        how.by_id,
        how.import_id,
        event.note,
    )


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
