"""What posts came to, and which columns they were of: the questions of planning."""

from datetime import date, datetime

from sqlalchemy import Connection, and_, func, or_, select

from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import PostState
from netdesk.domain.posts.what_works import Outcome
from netdesk.store.tables import post_leads, post_results, posts


def outcomes(tx: Connection, shop_id: int, first: date) -> list[Outcome]:
    """Return what the posts published from `first` (a shop day) on came to.

    Those with results entered: of others nobody knows. `reads` is the newest number. Replies to
    others' posts (R4) are left out: they are read with those.
    """
    results = select(post_results.c.post_id).where(post_results.c.shop_id == shop_id)
    entered = results.distinct().subquery()
    read = (
        select(post_results.c.post_id, func.max(post_results.c.day).label("day"))
        .where(post_results.c.shop_id == shop_id, post_results.c.reads.is_not(None))
        .group_by(post_results.c.post_id)
        .subquery()
    )
    brought = (
        select(func.count())
        .select_from(post_leads)
        .where(post_leads.c.shop_id == posts.c.shop_id, post_leads.c.post_id == posts.c.id)
        .scalar_subquery()
    )
    query = (
        select(posts.c.technique, posts.c.platform, posts.c.shop_day, brought, post_results.c.reads)
        .join(entered, entered.c.post_id == posts.c.id)
        .outerjoin(read, read.c.post_id == posts.c.id)
        .outerjoin(
            post_results,
            and_(
                post_results.c.shop_id == posts.c.shop_id,
                post_results.c.post_id == posts.c.id,
                post_results.c.day == read.c.day,
            ),
        )
        .where(
            posts.c.shop_id == shop_id,
            posts.c.state == PostState.PUBLISHED,
            posts.c.method != Method.COMMENT,
            posts.c.shop_day >= first,
        )
        .order_by(posts.c.id)
    )
    return [Outcome(*row) for row in tx.execute(query)]


def columns(
    tx: Connection, shop_id: int, since: date, start: datetime, end: datetime
) -> list[tuple[datetime, Column]]:
    """Return (when, column) of what was published or is scheduled from `start` to before `end`.

    `since` is a day not after `start`'s: a post's days are never before its instant, and indexed.
    """
    out = and_(
        posts.c.state == PostState.PUBLISHED,
        posts.c.shop_day >= since,
        posts.c.published_at >= start,
        posts.c.published_at < end,
    )
    planned = and_(
        posts.c.state == PostState.SCHEDULED,
        posts.c.planned_day >= since,
        posts.c.planned_at >= start,
        posts.c.planned_at < end,
    )
    query = select(posts.c.published_at, posts.c.planned_at, posts.c.column).where(
        posts.c.shop_id == shop_id, or_(out, planned)
    )
    return [(row.published_at or row.planned_at, row.column) for row in tx.execute(query)]
