"""What 邀约到店率 B divides by: leads open at the start of a range (RULINGS 4, 22)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Exists, Select, and_, exists, func, or_, select

from netdesk.domain.figures.grouping import Asked
from netdesk.domain.leads.lead import ANSWERING, CLOSED_STAGES
from netdesk.store.figures.clocks import added, named, of_lead
from netdesk.store.figures.keys import lead_key
from netdesk.store.tables import contacts, leads, steps, touches
from netdesk.store.tables.leads import LONG_LEAD

SILENCE = timedelta(days=90)  # after it a lead is over (PRODUCT.md 4)


def open_counts(
    tx: Connection, shop_id: int, asked: Asked, start: datetime
) -> Iterable[tuple[str | None, dict[str, int]]]:
    """Return by key how many leads of earlier days were open at `start`, the range's first instant.

    A lead is not open that was lost, delivered or invalid by then, whatever came later, or that had
    no touch and no contact in the 90 days before.
    """
    key = lead_key(asked)
    counted = key.join(
        select(key.of.label("key"), func.count().label("arrive_base")).select_from(leads)
    )
    parts = open_leads(counted, shop_id, asked, start)
    return added(named(tx, asked, part.group_by(key.of)) for part in parts)


def open_leads(
    query: Select[Any], shop_id: int, asked: Asked, start: datetime
) -> tuple[Select[Any], Select[Any]]:
    """Return a query on leads limited to those of earlier days that were open at `start`, in two.

    The first is of the days just before. What came earlier was heard of more than 90 days after it
    came, which few are: the second is of these, and has an index of its own.
    """
    since = start - SILENCE
    recent = asked.first - 2 * SILENCE - timedelta(days=1)
    was_open = query.where(
        leads.c.shop_id == shop_id,
        leads.c.shop_day < asked.first,
        or_(leads.c.closed_at.is_(None), leads.c.closed_at >= start),
        or_(
            leads.c.opened_at >= since,
            and_(leads.c.last_touch_at >= since, _touched(since, start)),
            and_(leads.c.last_contact_at >= since, _contacted(since, start)),
        ),
        ~_closed(start),
    )
    return (
        was_open.where(leads.c.shop_day >= recent),
        was_open.where(leads.c.shop_day < recent, or_(*LONG_LEAD)),
    )


def _touched(since: datetime, start: datetime) -> Exists:
    return exists().where(
        of_lead(touches), touches.c.received_at >= since, touches.c.received_at < start
    )


def _contacted(since: datetime, start: datetime) -> Exists:
    """Whether a contact that stands was more than the mark that nothing came of it."""
    return exists().where(
        of_lead(contacts),
        contacts.c.at >= since,
        contacts.c.at < start,
        contacts.c.outcome.in_(sorted(ANSWERING)),
        contacts.c.voided_at.is_(None),
    )


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
        # A car handed over by the ledger stays so, whatever is said on the phone afterwards.
        or_(steps.c.contact_id.is_(None), ~exists().where(*after)),
    )
