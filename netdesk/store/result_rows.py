"""Results that come as a file: the posts they may be of, and many of them at once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from netdesk.domain.posts.post import PostResult, PostState
from netdesk.store.tables import post_results, posts

_COUNTS = ("reads", "comments", "likes", "shares")
Key = tuple[int, date]  # a post's id, a day


class Headline(NamedTuple):
    """As much of a post as tells it apart."""

    id: int
    platform: str
    headline: str
    url: str
    state: PostState
    published_at: datetime | None


def headlines(tx: Connection, shop_id: int) -> list[Headline]:
    """Return every post that was not dropped."""
    columns = (posts.c[name] for name in Headline._fields)
    query = select(*columns).where(posts.c.shop_id == shop_id, posts.c.state != PostState.DROPPED)
    return [Headline(*row) for row in tx.execute(query)]


def of_post(tx: Connection, shop_id: int, post_id: int) -> dict[Key, PostResult]:
    """Return what was entered of a post."""
    query = select(post_results).where(
        post_results.c.shop_id == shop_id, post_results.c.post_id == post_id
    )
    return {
        (post_id, row.day): PostResult(row.day, row.reads, row.comments, row.likes, row.shares)
        for row in tx.execute(query)
    }


def write(
    tx: Connection,
    shop_id: int,
    results: Mapping[Key, PostResult],
    known: Iterable[Key],
    *,
    import_id: int,
) -> None:
    """Write results over those that are `known`, and add the others."""
    before = set(known)
    rows: dict[Key, dict[str, Any]] = {
        (post_id, day): {
            "import_id": import_id,
            **{name: getattr(result, name) for name in _COUNTS},
        }
        for (post_id, day), result in results.items()
    }
    new = [
        {"shop_id": shop_id, "post_id": key[0], "day": key[1], **values}
        for key, values in rows.items()
        if key not in before
    ]
    if new:
        tx.execute(insert(post_results), new)
    changed = [
        {"at_post": key[0], "at_day": key[1], **{f"to_{name}": v for name, v in values.items()}}
        for key, values in rows.items()
        if key in before
    ]
    if changed:
        at = and_(
            post_results.c.shop_id == shop_id,
            post_results.c.post_id == bindparam("at_post"),
            post_results.c.day == bindparam("at_day"),
        )
        names = (*_COUNTS, "import_id")
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in names}
        version = post_results.c.version + 1
        tx.execute(update(post_results).where(at).values(**values, version=version), changed)
