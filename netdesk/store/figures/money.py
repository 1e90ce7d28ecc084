"""What was spent, and the matched deals that stand: rows to be spread and credited."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, func, select

from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.figures.reached import BY_DEALS
from netdesk.domain.money.words import DealEvent
from netdesk.store.figures.clocks import between
from netdesk.store.figures.cohort import in_range
from netdesk.store.figures.keys import LeadKey, event_key, lead_key, told
from netdesk.store.tables import (
    activities,
    deal_events,
    deal_matches,
    deals,
    leads,
    spends,
    touches,
)

_ROW = leads.alias()  # apart, so that leads are found in the index alone
_ENDED = (DealEvent.CANCELLED, DealEvent.REFUNDED)


@dataclass(frozen=True, slots=True)
class SpendRow:
    """An amount in 分 for the days `first` … `last`; the channel of an activity may be empty."""

    amount: int
    first: date
    last: date
    channel: str | None
    activity_id: int | None
    post_id: int | None
    item: str = ""


@dataclass(frozen=True, slots=True)
class DealRow:
    """A matched deal that was neither cancelled nor refunded. `key` is its lead's.

    `channel` is that of the lead's one touch; None where it has several.
    """

    id: int
    lead_id: int
    key: str | None
    day: date
    gross_profit: int
    channel: str | None


def spend_rows(tx: Connection, shop_id: int, first: date, last: date) -> list[SpendRow]:
    """Return the amounts whose period touches these calendar days."""
    query = select(
        spends.c.amount,
        spends.c.from_day,
        spends.c.to_day,
        spends.c.channel,
        spends.c.activity_id,
        spends.c.post_id,
        spends.c.item,
    ).where(
        spends.c.shop_id == shop_id,
        spends.c.voided_at.is_(None),
        spends.c.to_day >= first,
        spends.c.from_day <= last,
    )
    return [SpendRow(*row) for row in tx.execute(query)]


def deal_rows(tx: Connection, shop_id: int, asked: Asked) -> list[DealRow]:
    """Return the matched deals: of the leads that came in the range, or (period) made in it."""
    key, query = _matched(shop_id, asked)
    found = query.add_columns(
        *(deals.c.id, leads.c.id, key.of, deals.c.day, deals.c.gross_profit),
        case((_ROW.c.touches == 1, leads.c.first_channel)),
    )
    return [
        DealRow(id_, lead_id, told(asked, one), day, profit or 0, channel)
        for id_, lead_id, one, day, profit, channel in tx.execute(found.distinct())
    ]


def deals_by_channel(
    tx: Connection, shop_id: int, asked: Asked
) -> tuple[dict[str, int], list[DealRow]]:
    """Return the 分 earned with leads of one touch by its channel, and the other leads' deals.

    The one touch has all of it, whatever the attribution is.
    """
    _key, query = _matched(shop_id, replace(asked, by=By.CHANNEL, channels=frozenset()))
    several = case((_ROW.c.touches != 1, deals.c.id))
    columns = (func.max(leads.c.id), func.max(deals.c.day), func.sum(deals.c.gross_profit))
    found = query.add_columns(leads.c.first_channel, several, *columns)
    sole: dict[str, int] = {}
    rows: list[DealRow] = []
    for channel, id_, lead_id, day, profit in tx.execute(
        found.group_by(leads.c.first_channel, several)
    ):
        if id_ is None:
            sole[channel] = int(profit or 0)
        else:
            rows.append(DealRow(id_, lead_id, channel, day, int(profit or 0), None))
    return sole, rows


def _matched(shop_id: int, asked: Asked) -> tuple[LeadKey, Select[Any]]:
    """Return the key of what is asked, and a query on the deals of it without columns."""
    is_period = asked.view is View.PERIOD
    key = event_key(asked, deals.c.shop_day) if is_period else lead_key(asked)
    query = key.join(
        select()
        .select_from(deals)
        .join(deal_matches, _of_deal(deal_matches))
        .join(
            leads,
            and_(leads.c.shop_id == deal_matches.c.shop_id, leads.c.id == deal_matches.c.lead_id),
        )
        .join(_ROW, and_(_ROW.c.shop_id == leads.c.shop_id, _ROW.c.id == leads.c.id))
    ).where(deals.c.shop_id == shop_id, standing())
    if is_period:
        return key, query.where(*between(deals.c.shop_day, asked))
    # The bits say it of few leads; they are in the index.
    bought = leads.c.reached.bitwise_and(int(BY_DEALS)) != 0
    return key, query.where(*in_range(shop_id, asked.first, asked.last), bought)


def deals_unsaid(shop_id: int) -> Select[Any]:
    """Return the query of how many standing deals have a lead whose bits don't say so: none."""
    return (
        select(func.count())
        .select_from(deal_matches)
        .join(deals, _of_deal(deal_matches))
        .join(
            leads,
            and_(leads.c.shop_id == deal_matches.c.shop_id, leads.c.id == deal_matches.c.lead_id),
        )
        .where(
            deal_matches.c.shop_id == shop_id,
            leads.c.reached.bitwise_and(int(BY_DEALS)) == 0,
            standing(),
        )
    )


def standing() -> Any:
    """Return the condition that a deal was neither cancelled nor refunded."""
    ended = and_(
        _of_deal(deal_events), deal_events.c.kind.in_(_ENDED), deal_events.c.voided_at.is_(None)
    )
    return ~exists().where(ended)


def channels_of(
    tx: Connection, shop_id: int, lead_ids: list[int]
) -> dict[int, list[tuple[datetime, str]]]:
    """Return the touches of leads, (received, channel), the first one first."""
    found: dict[int, list[tuple[datetime, str]]] = {}
    for start in range(0, len(lead_ids), 500):
        query = (
            select(touches.c.lead_id, touches.c.received_at, touches.c.channel)
            .where(
                touches.c.shop_id == shop_id, touches.c.lead_id.in_(lead_ids[start : start + 500])
            )
            .order_by(touches.c.received_at, touches.c.id)
        )
        for lead_id, at, channel in tx.execute(query):
            found.setdefault(lead_id, []).append((at, channel))
    return found


def _of_deal(table: Any) -> Any:
    return and_(table.c.shop_id == deals.c.shop_id, table.c.deal_id == deals.c.id)


def activity_names(tx: Connection, shop_id: int) -> dict[str, str]:
    """Return the names of the activities by id, as text."""
    query = select(activities.c.id, activities.c.name).where(activities.c.shop_id == shop_id)
    return {str(row.id): row.name for row in tx.execute(query)}
