"""What the charts count, grouped in SQL: few rows come back, however many leads there are."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)

from netdesk.domain.deadlines.due_reason import DueReason
from netdesk.domain.figures.grouping import Asked, View
from netdesk.domain.ideas.technique import Column, Method, Technique
from netdesk.domain.leads.clock import AnsweredVia
from netdesk.domain.leads.lead import Stage, TimeKind
from netdesk.domain.posts.post import PostState
from netdesk.store.figures.clocks import between, judged, of_lead, total
from netdesk.store.figures.cohort import COUNTED, in_range
from netdesk.store.figures.keys import channel_of
from netdesk.store.figures.period import standing
from netdesk.store.tables import (
    clocks,
    leads,
    post_leads,
    post_results,
    posts,
    steps,
    touches,
)
from netdesk.store.types import EPOCH, UtcDateTime, seconds_between

QUARTER_S = 900
_LONGEST_MIN = 14 * 24 * 60  # minutes of an answer that are still told apart


class LeadDay(NamedTuple):
    """How many leads came by a channel on a shop day."""

    day: date
    channel: str
    n: int


class AnswerMinute(NamedTuple):
    """How many clocks of a channel were answered in a minute, and whether by their due.

    Counted from the arrival, out of hours from the opening after it.
    """

    channel: str
    minute: int
    on_time: bool
    n: int


class Published(NamedTuple):
    """A post of the range, what it is, what has come of it since."""

    id: int
    column: Column
    technique: Technique | None
    platform: str
    leads: int
    reads: int | None  # the newest number entered


class Loss(NamedTuple):
    """How many leads were lost for a reason."""

    reason: str
    n: int


def lead_days(tx: Connection, shop_id: int, asked: Asked) -> list[LeadDay]:
    """Return the leads of the range by shop day and channel."""
    channel = channel_of(asked.attribution)
    query = (
        select(leads.c.shop_day, channel, func.count())
        .where(*in_range(shop_id, asked.first, asked.last), *_among(channel, asked.channels))
        .group_by(leads.c.shop_day, channel)
    )
    return [LeadDay(*row) for row in tx.execute(query)]


def answer_minutes(tx: Connection, shop_id: int, asked: Asked) -> list[AnswerMinute]:
    """Return the answered clocks of the range by channel, minute and whether they were on time.

    None that was closed at once: a customer served as he came (RULINGS 11).
    """
    minute, on_time = answer_minute(), answered_on_time()
    query = (
        select(clocks.c.channel, minute, on_time, func.count())
        .where(*answered(shop_id, asked), *_among(clocks.c.channel, asked.channels))
        .group_by(clocks.c.channel, minute, on_time)
    )
    return [AnswerMinute(one, at, bool(good), n) for one, at, good, n in tx.execute(query)]


def unanswered(tx: Connection, shop_id: int, asked: Asked) -> dict[str, int]:
    """Return by channel the clocks of the range that are past due without any answer."""
    query = (
        select(clocks.c.channel, func.count())
        .where(*never_answered(shop_id, asked), *_among(clocks.c.channel, asked.channels))
        .group_by(clocks.c.channel)
    )
    return {channel: n for channel, n in tx.execute(query)}


def on_time(tx: Connection, shop_id: int, asked: Asked) -> dict[str, tuple[int, int]]:
    """Return by channel how many clocks of the range were on time, of how many judged."""
    good = and_(clocks.c.answered_at <= asked.as_of, clocks.c.answered_at <= clocks.c.due_at)
    query = (
        select(clocks.c.channel, total(good), total(judged(asked)))
        .where(
            clocks.c.shop_id == shop_id,
            *between(clocks.c.shop_day, asked),
            *_among(clocks.c.channel, asked.channels),
        )
        .group_by(clocks.c.channel)
    )
    return {channel: (int(part), int(whole)) for channel, part, whole in tx.execute(query)}


def answer_minute() -> ColumnElement[int]:
    """Return the whole minutes a clock was waited for: from arrival, out of hours from opening."""
    counted_from_opening = and_(
        clocks.c.opens_at > clocks.c.received_at, clocks.c.reason != DueReason.OPEN_CARRIED
    )
    start = case((counted_from_opening, clocks.c.opens_at), else_=clocks.c.received_at)
    whole = seconds_between(start, clocks.c.answered_at) // 60
    return case((whole < 0, 0), (whole > _LONGEST_MIN, _LONGEST_MIN), else_=whole)


def answered_on_time() -> ColumnElement[int]:
    """Return 1 where a clock was answered by its due, else 0."""
    return case((clocks.c.answered_at <= clocks.c.due_at, 1), else_=0)


def answered(shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a clock of the range has an answer that took its time."""
    return (
        clocks.c.shop_id == shop_id,
        *between(clocks.c.shop_day, asked),
        clocks.c.answered_at <= asked.as_of,
        clocks.c.answered_via != AnsweredVia.AT_ONCE,
    )


def never_answered(shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a clock of the range is past due, open or void, unanswered."""
    return (
        clocks.c.shop_id == shop_id,
        *between(clocks.c.shop_day, asked),
        or_(clocks.c.answered_at.is_(None), clocks.c.answered_at > asked.as_of),
        judged(asked),
    )


def arrivals(tx: Connection, shop_id: int, asked: Asked) -> list[tuple[datetime, int]]:
    """Return the touches of the range by the quarter of an hour (UTC) they came in.

    Only those whose time is known: a date alone says nothing of the hour (RULINGS 16).
    """
    quarter = seconds_between(literal(EPOCH, UtcDateTime()), touches.c.received_at) // QUARTER_S
    query = (
        select(quarter.label("quarter"), func.count())
        .where(*timed_touches(shop_id, asked), *_among(touches.c.channel, asked.channels))
        .group_by("quarter")
    )
    return [(EPOCH + timedelta(seconds=int(at) * QUARTER_S), n) for at, n in tx.execute(query)]


def timed_touches(shop_id: int, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a touch is of the range and its time is known."""
    return (
        touches.c.shop_id == shop_id,
        *between(touches.c.shop_day, asked),
        touches.c.time_kind == TimeKind.EXACT,
    )


def untimed(tx: Connection, shop_id: int, asked: Asked) -> int:
    """Return how many touches of the range came without a time of day."""
    query = select(func.count()).where(
        touches.c.shop_id == shop_id,
        *between(touches.c.shop_day, asked),
        touches.c.time_kind != TimeKind.EXACT,
        *_among(touches.c.channel, asked.channels),
    )
    return tx.scalar(query) or 0


def losses(tx: Connection, shop_id: int, asked: Asked) -> list[Loss]:
    """Return the lost leads by the reason they were last lost for."""
    counted = select(steps.c.reason, func.count())
    channel = channel_of(asked.attribution)
    query = lost(counted, shop_id, asked).where(*_among(channel, asked.channels))
    return [Loss(*row) for row in tx.execute(query.group_by(steps.c.reason))]


def lost(query: Select[Any], shop_id: int, asked: Asked) -> Select[Any]:
    """Limit a query on steps and leads to the last loss of each lead that counts.

    Cohort: leads of the range that are lost now. Period: leads that were lost in the range.
    """
    later = steps.alias()
    of_same: tuple[ColumnElement[bool], ...] = (
        later.c.shop_id == steps.c.shop_id,
        later.c.lead_id == steps.c.lead_id,
        later.c.stage == Stage.LOST,
        later.c.voided_at.is_(None),
        or_(
            later.c.happened_at > steps.c.happened_at,
            and_(later.c.happened_at == steps.c.happened_at, later.c.id > steps.c.id),
        ),
    )
    in_view: tuple[ColumnElement[bool], ...]
    if asked.view is View.PERIOD:
        in_view = standing(steps, shop_id, asked)
        of_same = (*of_same, *between(later.c.shop_day, asked))
    else:
        in_view = (
            *in_range(shop_id, asked.first, asked.last),
            COUNTED["lost"].where(),  # in the index, the stage is not
            steps.c.voided_at.is_(None),
        )
    return query.join_from(steps, leads, of_lead(steps)).where(
        steps.c.stage == Stage.LOST, *in_view, ~select(later.c.id).where(*of_same).exists()
    )


def published(
    tx: Connection, shop_id: int, asked: Asked, platforms: Iterable[str]
) -> list[Published]:
    """Return the posts published in the range on `platforms`; none given: on any.

    Replies to others' posts are no content (R4).
    """
    brought = (
        select(func.count())
        .select_from(post_leads)
        .where(post_leads.c.shop_id == posts.c.shop_id, post_leads.c.post_id == posts.c.id)
        .scalar_subquery()
    )
    reads = (
        select(post_results.c.reads)
        .where(
            post_results.c.shop_id == posts.c.shop_id,
            post_results.c.post_id == posts.c.id,
            post_results.c.reads.is_not(None),
        )
        .order_by(post_results.c.day.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(posts.c.id, posts.c.column, posts.c.technique, posts.c.platform, brought, reads)
        .where(
            *out(shop_id),
            *between(posts.c.shop_day, asked),
            *_among(posts.c.platform, platforms),
        )
        .order_by(posts.c.id)
    )
    return [Published(*row) for row in tx.execute(query)]


def out(shop_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a post is published, and content of our own."""
    return (
        posts.c.shop_id == shop_id,
        posts.c.state == PostState.PUBLISHED,
        posts.c.method != Method.COMMENT,
    )


def _among(column: ColumnElement[Any], wanted: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    kept = sorted(wanted)
    return (column.in_(kept),) if kept else ()
