"""Cohort counts (RULINGS 21): what became of the leads that came on shop days `first` … `last`.

Leads are counted from one index by what they have reached; no row of the table is read for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from netdesk.domain.figures.grouping import Asked
from netdesk.domain.figures.kpi import RIPE
from netdesk.domain.figures.reached import BY_DEALS, Reached
from netdesk.domain.leads.contact import AppointmentState
from netdesk.store.figures.clocks import named, of_lead, total
from netdesk.store.figures.keys import event_key, lead_key, told
from netdesk.store.figures.period import PASSED
from netdesk.store.tables import appointments, leads

_JUDGED = Reached.JUDGED | BY_DEALS
_ORDERED = Reached.ORDERED | Reached.DEAL_ORDERED | Reached.DEAL_DELIVERED


@dataclass(frozen=True, slots=True)
class Bits:
    """A lead is counted that has reached any of `any_of` and none of `none_of`."""

    any_of: Reached
    none_of: Reached = Reached(0)

    def match(self, mask: int) -> bool:
        """Whether a lead with these bits is counted."""
        return bool(mask & self.any_of) and not mask & self.none_of

    def where(self) -> ColumnElement[bool]:
        """Return the same as a condition on leads."""
        has = leads.c.reached.bitwise_and(int(self.any_of)) != 0
        if not self.none_of:
            return has
        return and_(has, leads.c.reached.bitwise_and(int(self.none_of)) == 0)


COUNTED: Mapping[str, Bits] = {
    "judged": Bits(_JUDGED),
    "valid": Bits(_JUDGED, Reached.INVALID),
    "tried": Bits(Reached.TRIED),
    "connected": Bits(Reached.CONNECTED),
    "invited": Bits(Reached.INVITED),
    "arrived": Bits(Reached.ARRIVED),
    "test_driven": Bits(Reached.TEST_DRIVEN),
    "ordered": Bits(_ORDERED),
    "delivered": Bits(Reached.DELIVERED | Reached.DEAL_DELIVERED),
    "lost": Bits(Reached.LOST),
    "won": Bits(_ORDERED, Reached.LOST),
}


def lead_counts(
    tx: Connection, shop_id: int, asked: Asked
) -> Iterable[tuple[str | None, dict[str, int]]]:
    """Return by key what the leads of the range have come to."""
    key = lead_key(asked)
    # Grouped by day first, which is the order of the index: no sorter sees a lead.
    by_day = (
        key.join(
            select(
                leads.c.shop_day,
                key.of.label("key"),
                leads.c.reached,
                func.count().label("n"),
            ).select_from(leads)
        )
        .where(*in_range(shop_id, asked.first, asked.last))
        .group_by(leads.c.shop_day, key.of, leads.c.reached)
        .subquery()
    )
    ripe = case((by_day.c.shop_day <= ripe_day(asked.as_of), by_day.c.n), else_=0)
    query = select(by_day.c.key, by_day.c.reached, func.sum(by_day.c.n), func.sum(ripe)).group_by(
        by_day.c.key, by_day.c.reached
    )
    found: dict[str | None, dict[str, int]] = {}
    for one, mask, n, n_ripe in tx.execute(query):
        _add(found.setdefault(told(asked, one), {}), mask, int(n), int(n_ripe))
    return found.items()


def visit_counts(
    tx: Connection, shop_id: int, asked: Asked
) -> Iterable[tuple[str | None, dict[str, int]]]:
    """Return the visits of those leads whose date has passed, and those of them that were kept."""
    key = event_key(asked, leads.c.shop_day)
    kept = appointments.c.state == AppointmentState.KEPT
    query = key.join(
        select(
            key.of.label("key"),
            func.count().label("appointments_due"),
            total(kept).label("arrived_of_due"),
        ).join_from(leads, appointments, of_lead(appointments))
    ).where(
        *in_range(shop_id, asked.first, asked.last),
        COUNTED["invited"].where(),  # who has a visit was invited; it is in the index
        *passed_visits(shop_id, asked),
    )
    return named(tx, asked, query.group_by(key.of))


def passed_visits(shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a visit's time has come."""
    return (
        appointments.c.shop_id == shop_id,
        appointments.c.state.in_(PASSED),
        appointments.c.visit_at <= asked.as_of,
    )


def _add(counts: dict[str, int], mask: int, n: int, n_ripe: int) -> None:
    names = ["leads", *(name for name, bits in COUNTED.items() if bits.match(mask))]
    for name in names:
        counts[name] = counts.get(name, 0) + n
    counts["leads_ripe"] = counts.get("leads_ripe", 0) + n_ripe
    if "ordered" in names:
        counts["ordered_ripe"] = counts.get("ordered_ripe", 0) + n_ripe


def in_range(shop_id: int, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a lead came on these shop days."""
    return (leads.c.shop_id == shop_id, leads.c.shop_day >= first, leads.c.shop_day <= last)


def ripe_day(as_of: datetime) -> date:
    """Return the last shop day whose leads are 60 days old (RULINGS 22)."""
    return (as_of - RIPE).date()
