"""All raw counts of a range by key: leads, clocks, visits; money is added by who knows it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.figures.kpi import Counts, total
from netdesk.store.figures import base, calls, clocks, cohort, period

_SAME = ("leads", "leads_ripe", "ordered_ripe")
Counted = Iterable[tuple[str | None, dict[str, Any]]]


def counts(tx: Connection, shop_id: int, asked: Asked) -> dict[str | None, Counts]:
    """Return the counts by key; a key of None holds what has none (no person, no post …).

    Clocks are known as of `as_of`; those that wait, as of the end of the range where it is earlier.
    """
    found: dict[str | None, dict[str, Any]] = {}
    for rows in _parts(tx, shop_id, asked):
        for key, counted in rows:
            found.setdefault(key, {}).update(counted)
    if asked.start is not None:
        for counted in found.values():
            counted["arrive_base"] = counted.get("arrive_base", 0) + counted.get("leads", 0)
    return {key: Counts(**counted) for key, counted in found.items()}


def whole(tx: Connection, shop_id: int, asked: Asked) -> Counts:
    """Return the counts of the whole range: every lead has one channel, so nothing counts twice."""
    return total(counts(tx, shop_id, replace(asked, by=By.CHANNEL)).values())


def _parts(tx: Connection, shop_id: int, asked: Asked) -> Iterable[Counted]:
    yield clocks.touch_counts(tx, shop_id, asked)
    yield clocks.clock_counts(tx, shop_id, asked)
    yield clocks.waiting_counts(tx, shop_id, asked)
    yield calls.counts(tx, shop_id, asked)
    came = cohort.lead_counts(tx, shop_id, asked)
    if asked.view is View.PERIOD:
        # Who came, and what came of those 60 days old, is the same in both views.
        yield ((key, {name: c.get(name, 0) for name in _SAME}) for key, c in came)
        yield period.contact_counts(tx, shop_id, asked)
        yield period.step_counts(tx, shop_id, asked)
        yield period.visit_counts(tx, shop_id, asked)
    else:
        yield came
        yield cohort.visit_counts(tx, shop_id, asked)
    if asked.start is not None:
        yield base.open_counts(tx, shop_id, asked, asked.start)
        yield period.arrived_counts(tx, shop_id, asked)
