"""Which lead a deal belongs to, and what that makes of the lead: its bits and dated steps.

A match keeps by what, when and by whom (RULINGS 3). A matched deal that stands counts as an order
on its day and, once delivered, as a delivery: the lead's `reached` says so for the cohort, a step
without a contact for the period.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, or_, select, update

from netdesk.domain.figures.reached import BY_DEALS, Reached
from netdesk.domain.leads.lead import Stage
from netdesk.domain.money.deals import is_standing
from netdesk.domain.money.matching import Wish
from netdesk.domain.money.proof import Match
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.store import ids
from netdesk.store.bulk import Row, fill
from netdesk.store.tables import (
    customers,
    deal_events,
    deal_matches,
    deals,
    identifiers,
    leads,
    people,
    steps,
)
from netdesk.store.types import to_micros

BY_DEAL = "deal"  # the reason of a step that a deal brought
_CHUNK = 500
_PHONES = ("mobile", "landline")
_MATCH = "shop_id deal_id lead_id how at by_id"
_STEP = "shop_id id lead_id stage happened_at recorded_at shop_day reason"


@dataclass(frozen=True, slots=True)
class Days:
    """The shop's days: which an instant is on, which open day holds one, when it opens."""

    local_day: Callable[[datetime], date]
    open_day: Callable[[date], date]
    opening: Callable[[date], datetime]


class Waiting(NamedTuple):
    """A deal that may be matched by its phone, and the lead it belongs to now."""

    deal_id: int
    day: date
    name: str
    phone: str
    lead_id: int | None


def by_phone(tx: Connection, shop_id: int, phones: Collection[str]) -> list[Waiting]:
    """Return the deals of these numbers that no person has matched, nor kept from being matched."""
    query = (
        select(deals.c.id, deals.c.day, deals.c.name, deals.c.phone, deal_matches.c.lead_id)
        .outerjoin(deal_matches, _match_of_deal())
        .where(
            deals.c.shop_id == shop_id,
            or_(deal_matches.c.how.is_(None), deal_matches.c.how == MatchHow.PHONE),
        )
    )
    found: list[Waiting] = []
    for some in _chunks(sorted(phones)):
        found += [Waiting(*row) for row in tx.execute(query.where(deals.c.phone.in_(some)))]
    return sorted(found)


def wishes(
    tx: Connection, shop_id: int, phones: Collection[str], local_day: Callable[[datetime], date]
) -> dict[str, list[Wish]]:
    """Return by number the leads of its customers; a virtual or shared number has none."""
    query = (
        select(
            identifiers.c.value,
            identifiers.c.is_virtual,
            identifiers.c.is_shared,
            leads.c.id,
            leads.c.customer_id,
            customers.c.name,
            leads.c.opened_at,
        )
        .join(customers, _is(customers, "id", identifiers, "customer_id"))
        .join(leads, _is(leads, "customer_id", identifiers, "customer_id"))
        .where(identifiers.c.shop_id == shop_id, identifiers.c.kind.in_(_PHONES))
    )
    found: dict[str, list[Wish]] = {}
    barred: set[str] = set()
    for some in _chunks(sorted(phones)):
        for phone, virtual, shared, lead_id, customer_id, name, opened_at in tx.execute(
            query.where(identifiers.c.value.in_(some))
        ):
            wish = Wish(lead_id, customer_id, name, local_day(opened_at))
            found.setdefault(phone, []).append(wish)
            if virtual or shared:
                barred.add(phone)
    return {phone: them for phone, them in found.items() if phone not in barred}


def read(tx: Connection, shop_id: int, deal_ids: Sequence[int]) -> dict[int, Match]:
    """Return how these deals are matched; those that are not are left out."""
    query = (
        select(deal_matches, people.c.name)
        .outerjoin(people, _is(people, "id", deal_matches, "by_id"))
        .where(deal_matches.c.shop_id == shop_id)
    )
    return {
        row.deal_id: Match(row.lead_id, row.how, row.at, row.name or "", row.by_id)
        for some in _chunks(deal_ids)
        for row in tx.execute(query.where(deal_matches.c.deal_id.in_(some)))
    }


def write(tx: Connection, shop_id: int, matches: Mapping[int, Match | None]) -> None:
    """Put these matches in the place of those there are; None: nothing is known of it."""
    for some in _chunks(sorted(matches)):
        tx.execute(
            delete(deal_matches).where(
                deal_matches.c.shop_id == shop_id, deal_matches.c.deal_id.in_(some)
            )
        )
    rows: list[Row] = [
        (shop_id, deal_id, match.lead_id, str(match.how), to_micros(match.at), match.by_id)
        for deal_id, match in sorted(matches.items())
        if match is not None
    ]
    fill(tx, deal_matches, _MATCH, rows)


def settle(
    tx: Connection, shop_id: int, lead_ids: Collection[int], days: Days, now: datetime
) -> None:
    """Say on these leads what their deals make of them now. The lead's version stays.

    Nobody has edited the lead: a person who is at it may go on.
    """
    for some in _chunks(sorted(lead_ids)):
        wanted = _wanted(tx, shop_id, some)
        _set_bits(tx, shop_id, some, wanted)
        _set_steps(tx, shop_id, some, wanted, days, now)


def leads_of(tx: Connection, shop_id: int, deal_ids: Sequence[int]) -> set[int]:
    """Return the leads these deals belong to."""
    query = select(deal_matches.c.lead_id).where(
        deal_matches.c.shop_id == shop_id, deal_matches.c.lead_id.is_not(None)
    )
    return {
        lead_id
        for some in _chunks(deal_ids)
        for lead_id in tx.execute(query.where(deal_matches.c.deal_id.in_(some))).scalars()
    }


_Wanted = dict[int, set[tuple[Stage, date]]]


def _wanted(tx: Connection, shop_id: int, lead_ids: Sequence[int]) -> _Wanted:
    """Return by lead the stages its deals brought, each with its day."""
    query = (
        select(
            deal_matches.c.lead_id,
            deals.c.id,
            deals.c.day,
            deal_events.c.kind,
            deal_events.c.day.label("event_day"),
        )
        .join(deals, _is(deals, "id", deal_matches, "deal_id"))
        .join(deal_events, _is(deal_events, "deal_id", deal_matches, "deal_id"))
        .where(
            deal_matches.c.shop_id == shop_id,
            deal_matches.c.lead_id.in_(lead_ids),
            deal_events.c.voided_at.is_(None),
        )
    )
    told: dict[tuple[int, int, date], dict[DealEvent, date]] = {}
    for lead_id, deal_id, day, kind, event_day in tx.execute(query):
        told.setdefault((lead_id, deal_id, day), {})[kind] = event_day
    found: _Wanted = {}
    for (lead_id, _deal_id, day), events in told.items():
        if is_standing(events):
            stages = found.setdefault(lead_id, set())
            stages.add((Stage.ORDERED, day))
            if DealEvent.DELIVERED in events:
                stages.add((Stage.DELIVERED, events[DealEvent.DELIVERED]))
    return found


def _set_bits(
    tx: Connection, shop_id: int, lead_ids: Sequence[int], wanted: Mapping[int, Any]
) -> None:
    bits = {Stage.ORDERED: Reached.DEAL_ORDERED, Stage.DELIVERED: Reached.DEAL_DELIVERED}
    rows = []
    for lead_id in lead_ids:
        value = Reached(0)
        for stage, _day in wanted.get(lead_id, ()):
            value |= bits[stage]
        rows.append({"shop": shop_id, "lead": lead_id, "bits": int(value)})
    kept = leads.c.reached.bitwise_and(~int(BY_DEALS))
    tx.execute(
        update(leads)
        .where(leads.c.shop_id == bindparam("shop"), leads.c.id == bindparam("lead"))
        .values(reached=kept.bitwise_or(bindparam("bits"))),
        rows,
    )


def _set_steps(
    tx: Connection,
    shop_id: int,
    lead_ids: Sequence[int],
    wanted: _Wanted,
    days: Days,
    now: datetime,
) -> None:
    standing = select(steps.c.id, steps.c.lead_id, steps.c.stage, steps.c.happened_at).where(
        steps.c.shop_id == shop_id,
        steps.c.lead_id.in_(lead_ids),
        steps.c.contact_id.is_(None),
        steps.c.reason == BY_DEAL,
        steps.c.voided_at.is_(None),
    )
    missing = {lead_id: set(stages) for lead_id, stages in wanted.items()}
    stale: list[int] = []
    for step_id, lead_id, stage, happened_at in tx.execute(standing):
        key = (stage, days.local_day(happened_at))
        if key in missing.get(lead_id, ()):
            missing[lead_id].remove(key)
        else:
            stale.append(step_id)
    if stale:
        tx.execute(
            update(steps)
            .where(steps.c.shop_id == shop_id, steps.c.id.in_(stale))
            .values(voided_at=now)
        )
    _add_steps(tx, shop_id, _in_order(missing), days, now)


def _add_steps(
    tx: Connection,
    shop_id: int,
    new: Iterable[tuple[int, Stage, date]],
    days: Days,
    now: datetime,
) -> None:
    numbers = count(ids.peek(tx, shop_id, "step"))
    rows: list[Row] = []
    for lead_id, stage, day in new:
        # On the day of the import itself the shop may not have opened yet.
        at = to_micros(min(days.opening(day), now))
        shop_day = days.open_day(day).isoformat()
        row = (shop_id, next(numbers), lead_id, str(stage), at, to_micros(now), shop_day, BY_DEAL)
        rows.append(row)
    fill(tx, steps, _STEP, rows)
    if rows:
        ids.reserve(tx, shop_id, "step", next(numbers))


def _in_order(missing: _Wanted) -> Iterator[tuple[int, Stage, date]]:
    for lead_id in sorted(missing):
        for stage, day in sorted(missing[lead_id], key=lambda one: (one[1], one[0] == "delivered")):
            yield lead_id, stage, day


def _match_of_deal() -> ColumnElement[bool]:
    return _is(deal_matches, "deal_id", deals, "id")


def _is(left: Any, column: str, right: Any, other: str) -> ColumnElement[bool]:
    """Return the condition that a row is the one another names, in the same shop."""
    return and_(left.c.shop_id == right.c.shop_id, left.c[column] == right.c[other])


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
