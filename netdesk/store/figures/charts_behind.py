"""The leads behind a mark of a chart that no raw count of the figures tells: an hour, a bin …"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.figures.charts import Behind, ChartName
from netdesk.domain.figures.grouping import Asked
from netdesk.store.figures import calls as call_counts
from netdesk.store.figures import charts
from netdesk.store.figures.clocks import between, of_lead
from netdesk.store.figures.keys import channel_of
from netdesk.store.tables import calls, clocks, leads, post_leads, posts, steps, touches

_AT_ONCE = 200  # hours asked for in one statement
NEVER = "never"


def lead_ids(
    tx: Connection,
    shop_id: int,
    what: Behind,
    timetable: Timetable,
    platforms: Mapping[str, str],
) -> list[int]:
    """Return the ids of the leads behind a mark, the newest first, once for each thing counted.

    `platforms` are the channels of the platforms, by code. Raises KeyError for a chart whose marks
    the raw counts tell.
    """
    asked, among = what.asked, sorted(what.asked.channels)
    if what.chart is ChartName.ARRIVALS:
        return _of_hour(tx, shop_id, asked, what.part, timetable)
    if what.chart is ChartName.CALLS:
        return _of_calls(tx, shop_id, what, timetable)
    query = select(leads.c.id)
    if what.chart is ChartName.SPEED:
        query = query.join_from(clocks, leads, of_lead(clocks))
        query = query.where(*_of_wait(shop_id, asked, what.part), *_of(clocks.c.channel, among))
    elif what.chart is ChartName.LOSSES:
        query = charts.lost(query, shop_id, asked)
        reasons = steps.c.reason.in_(what.part.split("\n"))
        query = query.where(reasons, *_of(channel_of(asked.attribution), among))
    elif what.chart is ChartName.CONTENT:
        named = tuple(code for code, channel in platforms.items() if channel in among)
        query = _of_posts(query, shop_id, asked, what.part)
        query = query.where(posts.c.platform.in_(named)) if among else query
    else:
        raise KeyError(what.chart)
    return _ids(tx, query)


def _of_wait(shop_id: int, asked: Asked, part: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a bin `10-20`, of the last one `120-`, or of no answer."""
    if part == NEVER:
        return charts.never_answered(shop_id, asked)
    low, _between, high = part.partition("-")
    minute = charts.answer_minute()
    bounds = (minute >= int(low), *((minute < int(high),) if high else ()))
    return (*charts.answered(shop_id, asked), *bounds)


def _of_hour(
    tx: Connection,
    shop_id: int,
    asked: Asked,
    part: str,
    timetable: Timetable,
) -> list[int]:
    """Return the leads whose touches came in an hour of the week: `0-9` is Monday 9 to 10.

    A touch counts for a shop day that may be days after it came, never before (PRODUCT.md 4).
    """
    weekday, hour = map(int, part.split("-"))
    query = select(leads.c.id).join_from(touches, leads, of_lead(touches))
    query = query.where(
        *charts.timed_touches(shop_id, asked), *_of(touches.c.channel, sorted(asked.channels))
    )
    earliest = tx.scalar(
        select(touches.c.received_at)
        .where(*charts.timed_touches(shop_id, asked))
        .order_by(touches.c.received_at)
        .limit(1)
    )
    if earliest is None:
        return []
    first = timetable.local_day(earliest)
    hours = list(_hours(first, asked.last, weekday, hour, timetable))
    found: list[tuple[date, int]] = []
    for start in range(0, len(hours), _AT_ONCE):
        inside = (
            and_(touches.c.received_at >= begin, touches.c.received_at < end)
            for begin, end in hours[start : start + _AT_ONCE]
        )
        rows = tx.execute(query.add_columns(leads.c.shop_day).where(or_(*inside)))
        found += [(day, lead_id) for lead_id, day in rows]
    return [lead_id for _day, lead_id in sorted(found, reverse=True)]


def _of_calls(tx: Connection, shop_id: int, what: Behind, timetable: Timetable) -> list[int]:
    """Return the leads whose calls came in an hour of the day, by the shop's clock."""
    asked = what.asked
    columns = leads.c.id, leads.c.shop_day, calls.c.started_at
    query: Select[Any] = select(*columns).join_from(calls, leads, of_lead(calls))
    query = call_counts.listed(query, shop_id, asked, what.kpi)
    query = query.where(*_of(calls.c.channel, sorted(asked.channels)))
    found = [
        (day, lead_id)
        for lead_id, day, at in tx.execute(query)
        if at.astimezone(timetable.zone).hour == int(what.part)
    ]
    return [lead_id for _day, lead_id in sorted(found, reverse=True)]


def _hours(
    first: date, last: date, weekday: int, hour: int, timetable: Timetable
) -> Iterator[tuple[datetime, datetime]]:
    """Yield that hour of each such weekday as instants; one that the clock skips is empty."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        begin = datetime.combine(day, time(hour), timetable.zone).astimezone(UTC)
        end = datetime.combine(day, time(hour), timetable.zone) + timedelta(hours=1)
        yield begin, end.astimezone(UTC)
        day += timedelta(days=7)


def _of_posts(query: Select[Any], shop_id: int, asked: Asked, part: str) -> Select[Any]:
    """Limit a query to leads that posts of the range brought, of `column:care` or `technique:`."""
    kind, _colon, key = part.partition(":")
    column = posts.c.column if kind == "column" else posts.c.technique
    return (
        query.join_from(
            post_leads,
            posts,
            and_(posts.c.shop_id == post_leads.c.shop_id, posts.c.id == post_leads.c.post_id),
        )
        .join(leads, of_lead(post_leads))
        .where(
            *charts.out(shop_id),
            *between(posts.c.shop_day, asked),
            column == key if key else column.is_(None),
        )
    )


def _of(channel: ColumnElement[Any], among: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return (channel.in_(among),) if among else ()


def _ids(tx: Connection, query: Select[Any]) -> list[int]:
    ordered = query.order_by(leads.c.shop_day.desc(), leads.c.id.desc())
    return [row[0] for row in tx.execute(ordered)]
