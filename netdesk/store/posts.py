"""Posts, what platforms counted for them, and the leads they brought."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.freshness import Used
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText, codes_in
from netdesk.store import ids
from netdesk.store.bulk import Row, fill
from netdesk.store.tables import post_leads, post_results, posts
from netdesk.store.types import to_micros

CODE, HAND = "code", "hand"
_COUNTS = ("reads", "comments", "likes", "shares")
_CHUNK = 500
_STANDING = (PostState.SCHEDULED, PostState.PUBLISHED)


def one(tx: Connection, shop_id: int, post_id: int) -> Post | None:
    """Return a post; None where there is no such one."""
    if not 0 < post_id <= ids.LARGEST:
        return None
    found = _found(tx, _posts(shop_id).where(posts.c.id == post_id))
    return found[0] if found else None


def add(
    tx: Connection,
    shop_id: int,
    content: PostText,
    *,
    level: Level,
    rules_version: str,
    by_id: int | None,
    now: datetime,
    **planned: Any,
) -> int:
    """Write a new post, a draft unless `planned` has its columns; return its id."""
    post_id = ids.take(tx, shop_id, "post")
    tx.execute(
        insert(posts).values(
            shop_id=shop_id,
            id=post_id,
            by_id=by_id,
            created_at=now,
            **text_values(content, level, rules_version),
            **planned,
        )
    )
    return post_id


def change(tx: Connection, shop_id: int, post_id: int, **values: Any) -> None:
    """Set columns of a post; its version goes up."""
    tx.execute(
        update(posts)
        .where(posts.c.shop_id == shop_id, posts.c.id == post_id)
        .values(**values, version=posts.c.version + 1)
    )


def text_values(content: PostText, level: Level, rules_version: str) -> dict[str, Any]:
    """Return the columns a post's text is kept in."""
    return {
        "platform": content.platform,
        "column": content.column,
        "method": content.method,
        "technique": content.technique,
        "headline": content.headline,
        "body": content.body,
        "hashtags": _listed(content.hashtags),
        "pictures": _listed(content.pictures),
        "production": content.production,
        "fillers": _listed(sorted(content.fillers)),
        "facts_used": _listed(content.facts_used),
        "reply_to": content.reply_to,
        "fields": _fields_text(content.fields),
        "level": level,
        "rules_version": rules_version,
    }


def drafts(tx: Connection, shop_id: int) -> tuple[Post, ...]:
    """Return the drafts, the newest first."""
    # What has no shop day was never published: the index finds those few.
    query = _posts(shop_id).where(posts.c.shop_day.is_(None), posts.c.state == PostState.DRAFT)
    return _found(tx, query.order_by(posts.c.id.desc()))


def planned(tx: Connection, shop_id: int, first: date, last: date) -> tuple[Post, ...]:
    """Return the scheduled posts of the local days from `first` to `last`."""
    return _found(
        tx,
        _posts(shop_id).where(
            posts.c.state == PostState.SCHEDULED, posts.c.planned_day.between(first, last)
        ),
    )


def published(
    tx: Connection, shop_id: int, since: date, start: datetime, end: datetime
) -> tuple[Post, ...]:
    """Return what was published from `start` to before `end`; `since` is a day not after it.

    A post's shop day is never before the day it was published on, and it is the indexed one.
    """
    return _found(
        tx,
        _posts(shop_id).where(
            posts.c.shop_day >= since, posts.c.published_at >= start, posts.c.published_at < end
        ),
    )


def due(tx: Connection, shop_id: int, now: datetime) -> tuple[Post, ...]:
    """Return the scheduled posts whose time has come, the earliest first."""
    query = _posts(shop_id).where(_scheduled(), posts.c.planned_at <= now)
    return _found(tx, query.order_by(posts.c.planned_at, posts.c.id))


def next_due(tx: Connection, shop_id: int, now: datetime) -> datetime | None:
    """Return when the next scheduled post's time comes."""
    query = select(func.min(posts.c.planned_at)).where(
        posts.c.shop_id == shop_id, _scheduled(), posts.c.planned_at > now
    )
    return tx.execute(query).scalar()


def used(tx: Connection, shop_id: int) -> list[tuple[Used, datetime]]:
    """Return every headline that was planned or published, with its instant for its day."""
    query = select(
        posts.c.headline,
        posts.c.production,
        posts.c.fillers,
        func.coalesce(posts.c.published_at, posts.c.planned_at, type_=posts.c.planned_at.type),
    ).where(posts.c.shop_id == shop_id, posts.c.state.in_(_STANDING))
    return [
        (Used(row[0], date.min, row[1], frozenset(json.loads(row[2]))), row[3])
        for row in tx.execute(query)
    ]


def results(tx: Connection, shop_id: int, post_id: int) -> tuple[PostResult, ...]:
    """Return what was entered of a post, by day."""
    query = (
        select(post_results)
        .where(post_results.c.shop_id == shop_id, post_results.c.post_id == post_id)
        .order_by(post_results.c.day)
    )
    return tuple(
        PostResult(row.day, row.reads, row.comments, row.likes, row.shares)
        for row in tx.execute(query)
    )


def write_result(tx: Connection, shop_id: int, post_id: int, result: PostResult) -> None:
    """Write a day's counts over those entered before."""
    values = {name: getattr(result, name) for name in _COUNTS}
    done = tx.execute(
        update(post_results)
        .where(_of_day(shop_id, post_id, result.day))
        .values(**values, version=post_results.c.version + 1)
    )
    if not done.rowcount:
        key = {"shop_id": shop_id, "post_id": post_id, "day": result.day}
        tx.execute(insert(post_results).values(**key, **values))


def write_results(tx: Connection, shop_id: int, entered: Iterable[tuple[int, PostResult]]) -> None:
    """Write days' counts of posts that have none for those days."""
    rows: list[Row] = [
        (shop_id, post_id, one.day.isoformat(), one.reads, one.comments, one.likes, one.shares)
        for post_id, one in entered
    ]
    fill(tx, post_results, "shop_id post_id day reads comments likes shares", rows)


def drop_result(tx: Connection, shop_id: int, post_id: int, day: date) -> bool:
    """Take a day's counts out; say whether there were any."""
    done = tx.execute(delete(post_results).where(_of_day(shop_id, post_id, day)))
    return bool(done.rowcount)


def lead_ids(tx: Connection, shop_id: int, post_id: int) -> Sequence[int]:
    """Return the leads of a post in the order they were put to it."""
    query = (
        select(post_leads.c.lead_id)
        .where(post_leads.c.shop_id == shop_id, post_leads.c.post_id == post_id)
        .order_by(post_leads.c.at, post_leads.c.lead_id)
    )
    return tx.execute(query).scalars().all()


def put_lead(
    tx: Connection, shop_id: int, post_id: int, lead_id: int, how: str, at: datetime
) -> bool:
    """Put a lead to a post; say whether it was not there yet."""
    if tx.execute(select(post_leads.c.how).where(_of_lead(shop_id, post_id, lead_id))).first():
        return False
    key = {"shop_id": shop_id, "lead_id": lead_id, "post_id": post_id}
    tx.execute(insert(post_leads).values(**key, how=how, at=at))
    return True


def take_lead(tx: Connection, shop_id: int, post_id: int, lead_id: int) -> bool:
    """Take a lead from a post; say whether it was there."""
    return bool(tx.execute(delete(post_leads).where(_of_lead(shop_id, post_id, lead_id))).rowcount)


def put_leads_by_code(
    tx: Connection, shop_id: int, told: Iterable[tuple[int, str]], at: datetime
) -> int:
    """Put leads to the posts whose codes their messages name; return how many were put.

    `told` are lead ids with what was written. One that was put to the post before stays as it is.
    """
    named = {
        (lead_id, post_id)
        for lead_id, message in told
        if "z" in (lowered := message.lower()) or "ｚ" in lowered  # few have one
        for post_id in codes_in(message)
        if 0 < post_id <= ids.LARGEST
    }
    if not named:
        return 0
    known = _known_posts(tx, shop_id, {post_id for _lead_id, post_id in named})
    new = {pair for pair in named if pair[1] in known}
    for some in _chunks({lead_id for lead_id, _post_id in new}):
        query = select(post_leads.c.lead_id, post_leads.c.post_id).where(
            post_leads.c.shop_id == shop_id, post_leads.c.lead_id.in_(some)
        )
        new.difference_update((row.lead_id, row.post_id) for row in tx.execute(query))
    micros = to_micros(at)
    rows: list[Row] = [(shop_id, *pair, CODE, micros) for pair in sorted(new)]
    fill(tx, post_leads, "shop_id lead_id post_id how at", rows)
    return len(rows)


def _known_posts(tx: Connection, shop_id: int, wanted: Iterable[int]) -> set[int]:
    known: set[int] = set()
    for some in _chunks(wanted):
        query = select(posts.c.id).where(posts.c.shop_id == shop_id, posts.c.id.in_(some))
        known.update(tx.execute(query).scalars())
    return known


def _chunks(some: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(some)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))


def _posts(shop_id: int) -> Select[Any]:
    """Return the query for whole posts: each with its number of leads and its newest result."""
    brought = (
        select(func.count())
        .where(post_leads.c.shop_id == posts.c.shop_id, post_leads.c.post_id == posts.c.id)
        .scalar_subquery()
        .label("leads")
    )
    other = post_results.alias()
    newest = (
        select(func.max(other.c.day))
        .where(other.c.shop_id == posts.c.shop_id, other.c.post_id == posts.c.id)
        .scalar_subquery()
    )
    of_post = and_(
        post_results.c.shop_id == posts.c.shop_id,
        post_results.c.post_id == posts.c.id,
        post_results.c.day == newest,
    )
    return (
        select(posts, brought, post_results.c.day, *(post_results.c[name] for name in _COUNTS))
        .select_from(posts.outerjoin(post_results, of_post))
        .where(posts.c.shop_id == shop_id)
    )


def _found(tx: Connection, query: Select[Any]) -> tuple[Post, ...]:
    return tuple(_post(row) for row in tx.execute(query))


def _post(row: Any) -> Post:
    return Post(
        id=row.id,
        content=PostText(
            platform=row.platform,
            column=row.column,
            method=row.method,
            headline=row.headline,
            body=row.body,
            technique=row.technique,
            hashtags=tuple(json.loads(row.hashtags)),
            pictures=tuple(json.loads(row.pictures)),
            production=row.production,
            fillers=frozenset(json.loads(row.fillers)),
            facts_used=tuple(json.loads(row.facts_used)),
            reply_to=row.reply_to,
            fields=Fields(**json.loads(row.fields)),
        ),
        state=row.state,
        level=row.level,
        rules_version=row.rules_version,
        created_at=row.created_at,
        version=row.version,
        planned_at=row.planned_at,
        published_at=row.published_at,
        shop_day=row.shop_day,
        url=row.url,
        by_id=row.by_id,
        leads=row.leads,
        result=None
        if row.day is None
        else PostResult(row.day, row.reads, row.comments, row.likes, row.shares),
    )


def _scheduled() -> ColumnElement[bool]:
    # Written out, not bound: else SQLite can't see that the partial index holds them all.
    return posts.c.state == literal_column("'scheduled'")


def _of_day(shop_id: int, post_id: int, day: date) -> ColumnElement[bool]:
    return and_(
        post_results.c.shop_id == shop_id,
        post_results.c.post_id == post_id,
        post_results.c.day == day,
    )


def _of_lead(shop_id: int, post_id: int, lead_id: int) -> ColumnElement[bool]:
    return and_(
        post_leads.c.shop_id == shop_id,
        post_leads.c.lead_id == lead_id,
        post_leads.c.post_id == post_id,
    )


def _listed(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _fields_text(fields: Fields) -> str:
    """Return fields as JSON, without those that say nothing."""
    said = {name: value for name, value in asdict(fields).items() if value not in (None, "")}
    return json.dumps(said, ensure_ascii=False)
