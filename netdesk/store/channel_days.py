"""Followers and updates of accounts by day, and what was posted beside them (R13)."""

from collections.abc import Iterable, Set
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from netdesk.domain.posts.accounts import Figures
from netdesk.domain.posts.post import PostState
from netdesk.store.tables import channel_days, posts


class KeptDay(NamedTuple):
    """One account's day as it is kept."""

    channel: str
    day: date
    figures: Figures


def of_channel(tx: Connection, shop_id: int, channel: str) -> dict[date, Figures]:
    """Return everything that is kept of one account."""
    query = select(channel_days).where(
        channel_days.c.shop_id == shop_id, channel_days.c.channel == channel
    )
    return {row.day: Figures(row.followers, row.updates) for row in tx.execute(query)}


def between(tx: Connection, shop_id: int, first: date, last: date) -> list[KeptDay]:
    """Return what is kept of all accounts on the days from `first` to `last`."""
    query = select(channel_days).where(
        channel_days.c.shop_id == shop_id, channel_days.c.day.between(first, last)
    )
    return [
        KeptDay(row.channel, row.day, Figures(row.followers, row.updates))
        for row in tx.execute(query)
    ]


def totals_before(tx: Connection, shop_id: int, day: date) -> dict[str, tuple[date, int]]:
    """Return by account the last total of followers that is known before `day`, with its day."""
    kept = channel_days
    known = and_(kept.c.shop_id == shop_id, kept.c.followers.is_not(None), kept.c.day < day)
    last = (
        select(kept.c.channel, func.max(kept.c.day).label("day"))
        .where(known)
        .group_by(kept.c.channel)
        .subquery()
    )
    query = (
        select(kept.c.channel, kept.c.day, kept.c.followers)
        .join(last, and_(last.c.channel == kept.c.channel, last.c.day == kept.c.day))
        .where(kept.c.shop_id == shop_id)
    )
    return {row.channel: (row.day, row.followers) for row in tx.execute(query)}


def posted(
    tx: Connection, shop_id: int, since: date, start: datetime, end: datetime
) -> list[tuple[str, datetime]]:
    """Return (platform, when) of what was published from `start` to before `end`.

    `since` is a day not after it: a post's shop day, the indexed one, is never before its own.
    """
    query = select(posts.c.platform, posts.c.published_at).where(
        posts.c.shop_id == shop_id,
        posts.c.shop_day >= since,
        posts.c.state == PostState.PUBLISHED,
        posts.c.published_at >= start,
        posts.c.published_at < end,
    )
    return [(row.platform, row.published_at) for row in tx.execute(query)]


def write(
    tx: Connection,
    shop_id: int,
    days: Iterable[KeptDay],
    known: Set[tuple[str, date]],
    *,
    import_id: int | None = None,
) -> None:
    """Keep these days, over those that are `known` to be kept already.

    A day with no figure left is taken out.
    """
    new, changed, gone = [], [], []
    for channel, day, figures in days:
        key = {"at_channel": channel, "at_day": day}
        values = {**figures._asdict(), "import_id": import_id}
        if figures == Figures():
            gone.append(key)
        elif (channel, day) in known:
            changed.append({**key, **{f"to_{name}": value for name, value in values.items()}})
        else:
            new.append({"shop_id": shop_id, "channel": channel, "day": day, **values})
    at = and_(
        channel_days.c.shop_id == shop_id,
        channel_days.c.channel == bindparam("at_channel"),
        channel_days.c.day == bindparam("at_day"),
    )
    if new:
        tx.execute(insert(channel_days), new)
    if changed:
        names = (*Figures._fields, "import_id")
        values = {name: bindparam(f"to_{name}") for name in names}
        version = channel_days.c.version + 1
        tx.execute(update(channel_days).where(at).values(**values, version=version), changed)
    if gone:
        tx.execute(delete(channel_days).where(at), gone)
