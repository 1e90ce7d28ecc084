"""What came of the guests of an activity: drives, orders, gross profit, and what it cost."""

from datetime import date

from sqlalchemy import Connection, and_, exists, func, select

from netdesk.domain.leads.lead import Stage
from netdesk.domain.money.words import DealEvent
from netdesk.store.tables import activity_guests, deal_events, deal_matches, deals, spends, steps

_g = activity_guests.c
_ENDED = (DealEvent.CANCELLED, DealEvent.REFUNDED)


def reached(
    tx: Connection, shop_id: int, activity_id: int, stage: Stage, first: date, last: date
) -> frozenset[int]:
    """Return the guests who came and reached a stage in these shop days."""
    query = (
        select(_g.lead_id)
        .distinct()
        .select_from(activity_guests)
        .join(steps, and_(steps.c.shop_id == _g.shop_id, steps.c.lead_id == _g.lead_id))
        .where(
            _g.shop_id == shop_id,
            _g.activity_id == activity_id,
            _g.arrived_at.is_not(None),
            steps.c.stage == stage,
            steps.c.voided_at.is_(None),
            steps.c.shop_day >= first,
            steps.c.shop_day <= last,
        )
    )
    return frozenset(tx.execute(query).scalars())


def gross_profit(tx: Connection, shop_id: int, activity_id: int, first: date, last: date) -> int:
    """Return the gross profit, in 分, of the guests' deals of these days that stand."""
    ended = and_(
        deal_events.c.shop_id == deals.c.shop_id,
        deal_events.c.deal_id == deals.c.id,
        deal_events.c.kind.in_(_ENDED),
        deal_events.c.voided_at.is_(None),
    )
    query = (
        select(func.sum(deals.c.gross_profit))
        .select_from(activity_guests)
        .join(
            deal_matches,
            and_(deal_matches.c.shop_id == _g.shop_id, deal_matches.c.lead_id == _g.lead_id),
        )
        .join(
            deals,
            and_(deals.c.shop_id == deal_matches.c.shop_id, deals.c.id == deal_matches.c.deal_id),
        )
        .where(
            _g.shop_id == shop_id,
            _g.activity_id == activity_id,
            _g.arrived_at.is_not(None),
            deals.c.day >= first,
            deals.c.day <= last,
            ~exists().where(ended),
        )
    )
    return int(tx.execute(query).scalar() or 0)


def unasked(tx: Connection, shop_id: int, activity_id: int) -> int:
    """Return how many came without having agreed."""
    query = select(func.count()).where(
        _g.shop_id == shop_id,
        _g.activity_id == activity_id,
        _g.arrived_at.is_not(None),
        _g.agreed_at.is_(None),
    )
    return int(tx.execute(query).scalar_one())


def cost(tx: Connection, shop_id: int, activity_id: int) -> int:
    """Return what was spent on an activity, in 分."""
    query = select(func.sum(spends.c.amount)).where(
        spends.c.shop_id == shop_id,
        spends.c.activity_id == activity_id,
        spends.c.voided_at.is_(None),
    )
    return int(tx.execute(query).scalar() or 0)
