"""What 邀约到店率 B divides by: leads open at the start of a range (RULINGS 4, 22)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Exists, Select, and_, exists, func, or_, select

from netdesk.domain.figures.grouping import Asked
from netdesk.domain.leads.lead import CLOSED_STAGES
from netdesk.store.figures.clocks import named, of_lead
from netdesk.store.figures.keys import lead_key
from netdesk.store.tables import contacts, leads, steps

SILENCE = timedelta(days=90)  # after it a lead is over (PRODUCT.md 4)


def open_counts(
    tx: Connection, shop_id: int, asked: Asked, start: datetime
) -> Iterable[tuple[str | None, dict[str, int]]]:
    """Return by key how many leads of earlier days were open at `start`, the range's first instant.

    A lead is not open that was lost, delivered or invalid by then, whatever came later, or that had
    no touch and no contact for 90 days.
    """
    key = lead_key(asked)
    counted = select(key.of.label("key"), func.count(leads.c.id.distinct()).label("arrive_base"))
    query = key.join(open_leads(counted, shop_id, asked, start))
    return named(tx, asked, query.group_by(key.of))


def open_leads(query: Select[Any], shop_id: int, asked: Asked, start: datetime) -> Select[Any]:
    """Return a query on leads limited to those of earlier days that were open at `start`."""
    heard = _heard(shop_id, asked, start).subquery()
    return (
        query.select_from(heard)
        .join(leads, and_(leads.c.shop_id == shop_id, leads.c.id == heard.c.id))
        .where(
            leads.c.shop_day < asked.first,
            or_(leads.c.closed_at.is_(None), leads.c.closed_at >= start),
            ~_closed(start),
        )
    )


def _heard(shop_id: int, asked: Asked, start: datetime) -> Select[int]:
    """The leads with a touch or a contact in the 90 days before: few of all there are."""
    since = start - SILENCE
    touched = select(leads.c.id).where(leads.c.shop_id == shop_id, leads.c.last_touch_at >= since)
    contacted = select(contacts.c.lead_id).where(
        contacts.c.shop_id == shop_id,
        contacts.c.shop_day >= asked.first - SILENCE,
        contacts.c.shop_day < asked.first,
        contacts.c.voided_at.is_(None),
    )
    return select(touched.union(contacted).subquery().c.id)


def _closed(start: datetime) -> Exists:
    """Whether the last step before `start` closed the lead, though it was opened again later."""
    later = steps.alias()
    after = (
        later.c.shop_id == steps.c.shop_id,
        later.c.lead_id == steps.c.lead_id,
        later.c.voided_at.is_(None),
        later.c.happened_at < start,
        or_(
            later.c.happened_at > steps.c.happened_at,
            and_(later.c.happened_at == steps.c.happened_at, later.c.id > steps.c.id),
        ),
    )
    return exists().where(
        of_lead(steps),
        steps.c.stage.in_(sorted(CLOSED_STAGES)),
        steps.c.voided_at.is_(None),
        steps.c.happened_at < start,
        ~exists().where(*after),
    )
