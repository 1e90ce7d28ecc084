"""Deals as lists show them, and the evidence behind those that were matched."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from netdesk.domain.leads.lead import Stage
from netdesk.domain.leads.phone import mask
from netdesk.domain.money.deals import ENDING
from netdesk.domain.money.matching import REACHES_BACK
from netdesk.domain.money.proof import DealRow, DealView, EventRow, Match, Spoken, Touched
from netdesk.domain.money.words import MatchHow
from netdesk.store import inbox
from netdesk.store.tables import (
    appointments,
    channels,
    clocks,
    contacts,
    customers,
    deal_events,
    deal_matches,
    deals,
    identifiers,
    leads,
    people,
    steps,
    touches,
)
from netdesk.store.types import seconds_between

_CHUNK = 500
_SUGGESTED, _FEW = 50, 10
_BEFORE, _LATER = timedelta(days=30), timedelta(days=7)
_owners, _matchers = people.alias("owners"), people.alias("matchers")


def page(
    tx: Connection,
    shop_id: int,
    first: date,
    last: date,
    view: DealView,
    *,
    find: str = "",
    offset: int = 0,
    limit: int | None = None,
) -> list[DealRow]:
    """Return the deals of these shop days, the newest first."""
    query = _rows(shop_id).where(*_wanted(first, last, view, find))
    query = query.order_by(deals.c.day.desc(), deals.c.id.desc()).offset(offset).limit(limit)
    return _told(tx, shop_id, tx.execute(query).all())


def counts(
    tx: Connection, shop_id: int, first: date, last: date, find: str = ""
) -> dict[DealView, int]:
    """Return how many deals of these shop days each view has."""
    found = {}
    for view in DealView:
        query = (
            select(func.count())
            .select_from(deals)
            .outerjoin(deal_matches, _match())
            .where(deals.c.shop_id == shop_id, *_wanted(first, last, view, find))
        )
        found[view] = int(tx.execute(query).scalar_one())
    return found


def one(tx: Connection, shop_id: int, deal_id: int) -> DealRow | None:
    """Return a deal; None: there is none of this number."""
    rows = tx.execute(_rows(shop_id).where(deals.c.id == deal_id)).all()
    return next(iter(_told(tx, shop_id, rows)), None)


def suggested(tx: Connection, shop_id: int, deal_id: int) -> list[int]:
    """Return the leads that may be a deal's, the likeliest first.

    Those of the same number (a virtual one is no match by itself, but a reason to look), of the
    same name, then of the same car who came to the shop shortly before and have no deal.
    """
    deal = tx.execute(
        select(deals).where(deals.c.shop_id == shop_id, deals.c.id == deal_id)
    ).one_or_none()
    if deal is None:
        return []
    same_phone = select(identifiers.c.customer_id).where(
        identifiers.c.shop_id == shop_id, identifiers.c.value == deal.phone
    )
    same_name = select(customers.c.id).where(
        customers.c.shop_id == shop_id, customers.c.name == deal.name, customers.c.name != ""
    )
    of_customer = leads.c.customer_id
    near = (
        leads.c.shop_id == shop_id,
        leads.c.shop_day >= deal.day - REACHES_BACK,
        leads.c.shop_day <= deal.day + _LATER,
    )
    query = (
        select(leads.c.id)
        .where(*near, or_(of_customer.in_(same_phone), of_customer.in_(same_name)))
        .order_by(
            of_customer.in_(same_phone).desc(),
            (leads.c.model == deal.model).desc(),
            leads.c.opened_at.desc(),
        )
        .limit(_SUGGESTED)
    )
    found = list(tx.execute(query).scalars())
    return found or list(tx.execute(_came_for(shop_id, deal, near)).scalars())


def _came_for(shop_id: int, deal: Any, near: tuple[ColumnElement[bool], ...]) -> Select[int]:
    """Return the leads of a deal's car who were in the shop before it and bought nothing."""
    there = (
        select(steps.c.lead_id, func.max(steps.c.shop_day).label("day"))
        .where(
            steps.c.shop_id == shop_id,
            steps.c.shop_day >= deal.day - _BEFORE,
            steps.c.shop_day <= deal.day,
            steps.c.stage.in_((Stage.ARRIVED, Stage.TEST_DRIVEN, Stage.ORDERED)),
            steps.c.voided_at.is_(None),
        )
        .group_by(steps.c.lead_id)
        .subquery()
    )
    bought = exists().where(_is(deal_matches, "lead_id", leads, "id"))
    return (
        select(leads.c.id)
        .join(there, there.c.lead_id == leads.c.id)
        .where(*near, leads.c.model == deal.model, leads.c.model != "", ~bought)
        .order_by(there.c.day.desc(), leads.c.id.desc())
        .limit(_FEW)
    )


def found(
    tx: Connection,
    shop_id: int,
    find: str,
    days: tuple[date, date] | None,
    limit: int = _SUGGESTED,
) -> list[int]:
    """Return the leads that every word of `find` is in, first touched on these shop days.

    The newest first.
    """
    query = select(leads.c.id).where(leads.c.shop_id == shop_id)
    wanted = inbox.matches(find)
    if wanted is not None:
        query = query.where(wanted)
    if days is not None:
        query = query.where(leads.c.shop_day >= days[0], leads.c.shop_day <= days[1])
    query = query.order_by(leads.c.opened_at.desc(), leads.c.id.desc()).limit(limit)
    return list(tx.execute(query).scalars())


def evidence(
    tx: Connection, shop_id: int, lead_ids: Iterable[int], local_day: Callable[[datetime], date]
) -> tuple[dict[int, list[Touched]], dict[int, list[Spoken]], dict[int, int]]:
    """Return by lead its touches, its contacts, and how many seconds its first clock waited."""
    touched: dict[int, list[Touched]] = {}
    spoken: dict[int, list[Spoken]] = {}
    answered: dict[int, int] = {}
    for some in _chunks(sorted(set(lead_ids))):
        for row in tx.execute(_touches(shop_id, some)):
            touched.setdefault(row.lead_id, []).append(
                Touched(
                    row.received_at,
                    local_day(row.received_at),
                    row.channel,
                    row.channel_name,
                    row.model,
                    row.message,
                )
            )
        for row in tx.execute(_contacts(shop_id, some)):
            spoken.setdefault(row.lead_id, []).append(
                Spoken(
                    row.at,
                    local_day(row.at),
                    row.by or "",
                    row.outcome,
                    row.note or row.reason,
                    row.visit_at,
                )
            )
        answered.update(_answered(tx, shop_id, some))
    return touched, spoken, answered


def _touches(shop_id: int, some: Sequence[int]) -> Select[Any]:
    return (
        select(touches, channels.c.name.label("channel_name"))
        .join(channels, _is(channels, "code", touches, "channel"))
        .where(touches.c.shop_id == shop_id, touches.c.lead_id.in_(some))
        .order_by(touches.c.received_at, touches.c.id)
    )


def _contacts(shop_id: int, some: Sequence[int]) -> Select[Any]:
    return (
        select(contacts, people.c.name.label("by"), appointments.c.visit_at)
        .outerjoin(people, _is(people, "id", contacts, "by_id"))
        .outerjoin(
            appointments,
            and_(  # by the lead, which has an index
                _is(appointments, "lead_id", contacts, "lead_id"),
                appointments.c.contact_id == contacts.c.id,
            ),
        )
        .where(
            contacts.c.shop_id == shop_id,
            contacts.c.lead_id.in_(some),
            contacts.c.voided_at.is_(None),
        )
        .order_by(contacts.c.at, contacts.c.id)
    )


def _answered(tx: Connection, shop_id: int, some: Sequence[int]) -> dict[int, int]:
    query = select(
        clocks.c.lead_id, seconds_between(clocks.c.received_at, clocks.c.answered_at)
    ).where(
        clocks.c.shop_id == shop_id,
        clocks.c.lead_id.in_(some),
        clocks.c.is_first.is_(True),
        clocks.c.answered_at.is_not(None),
    )
    return {lead_id: seconds for lead_id, seconds in tx.execute(query)}


def _rows(shop_id: int) -> Select[Any]:
    return (
        select(
            deals,
            deal_matches.c.lead_id,
            deal_matches.c.how,
            deal_matches.c.at,
            deal_matches.c.by_id.label("match_by_id"),
            _matchers.c.name.label("match_by"),
            customers.c.name.label("lead_name"),
            leads.c.first_channel,
            channels.c.name.label("channel_name"),
            leads.c.person_id.label("owner_id"),
            _owners.c.name.label("owner"),
        )
        .outerjoin(deal_matches, _match())
        .outerjoin(_matchers, _is(_matchers, "id", deal_matches, "by_id"))
        .outerjoin(leads, _is(leads, "id", deal_matches, "lead_id"))
        .outerjoin(customers, _is(customers, "id", leads, "customer_id"))
        .outerjoin(channels, _is(channels, "code", leads, "first_channel"))
        .outerjoin(_owners, _is(_owners, "id", leads, "person_id"))
        .where(deals.c.shop_id == shop_id)
    )


def _wanted(first: date, last: date, view: DealView, find: str) -> list[ColumnElement[bool]]:
    """Return the conditions of a view on deals joined with their matches."""
    ended = exists().where(
        _is(deal_events, "deal_id", deals, "id"),
        deal_events.c.kind.in_(ENDING),
        deal_events.c.voided_at.is_(None),
    )
    of_view: dict[DealView, tuple[ColumnElement[bool], ...]] = {
        DealView.ALL: (),
        DealView.MATCHED: (deal_matches.c.lead_id.is_not(None), ~ended),
        DealView.OPEN: (deal_matches.c.deal_id.is_(None), ~ended),
        DealView.NONE: (deal_matches.c.how == MatchHow.NONE, ~ended),
        DealView.ENDED: (ended,),
    }
    days = (deals.c.shop_day >= first, deals.c.shop_day <= last)
    return [*days, *of_view[view], *(_says(word) for word in find.split())]


def _says(word: str) -> ColumnElement[bool]:
    safe = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    columns = (deals.c.name, deals.c.number, deals.c.phone, deals.c.model, deals.c.person)
    return or_(*(column.like(f"%{safe}%", escape="\\") for column in columns))


def _told(tx: Connection, shop_id: int, rows: Sequence[Any]) -> list[DealRow]:
    events = _events(tx, shop_id, [row.id for row in rows])
    return [_deal(row, tuple(events.get(row.id, ()))) for row in rows]


def _deal(row: Any, events: tuple[EventRow, ...]) -> DealRow:
    match = None
    if row.how is not None:
        match = Match(row.lead_id, row.how, row.at, row.match_by or "", row.match_by_id)
    return DealRow(
        id=row.id,
        number=row.number or "",
        name=row.name,
        phone=mask(row.phone or ""),
        model=row.model,
        person=row.person,
        day=row.day,
        shop_day=row.shop_day,
        amount=row.amount,
        gross_profit=row.gross_profit,
        events=events,
        match=match,
        lead_name=row.lead_name or "",
        channel=row.first_channel or "",
        channel_name=row.channel_name or "",
        owner_id=row.owner_id,
        owner=row.owner or "",
    )


def _events(tx: Connection, shop_id: int, deal_ids: Sequence[int]) -> dict[int, list[EventRow]]:
    found: dict[int, list[EventRow]] = {}
    for some in _chunks(deal_ids):
        query = (
            select(deal_events)
            .where(
                deal_events.c.shop_id == shop_id,
                deal_events.c.deal_id.in_(some),
                deal_events.c.voided_at.is_(None),
            )
            .order_by(deal_events.c.day, deal_events.c.id)
        )
        for row in tx.execute(query):
            found.setdefault(row.deal_id, []).append(EventRow(row.kind, row.day, row.note))
    return found


def _match() -> ColumnElement[bool]:
    return _is(deal_matches, "deal_id", deals, "id")


def _is(left: Any, column: str, right: Any, other: str) -> ColumnElement[bool]:
    """Return the condition that a row is the one another names, in the same shop."""
    return and_(left.c.shop_id == right.c.shop_id, left.c[column] == right.c[other])


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
