"""What was posted in a range, and what every account's followers came to (R13)."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from netdesk.domain.figures.grouping import Asked
from netdesk.domain.ideas.technique import Technique
from netdesk.store import channel_days
from netdesk.store.figures.charts import out
from netdesk.store.figures.clocks import between
from netdesk.store.tables import post_leads, posts

Total = tuple[date, int]


class Posted(NamedTuple):
    """A post that is out; `day` is its shop day, `leads` how many came by it."""

    id: int
    day: date
    platform: str
    technique: Technique | None
    by_id: int | None
    headline: str
    leads: int


def posted(tx: Connection, shop_id: int, asked: Asked) -> list[Posted]:
    """Return what was published in the range; replies to others' posts are no updates (R4)."""
    brought = (
        select(func.count())
        .select_from(post_leads)
        .where(post_leads.c.shop_id == posts.c.shop_id, post_leads.c.post_id == posts.c.id)
        .scalar_subquery()
    )
    query = (
        select(
            posts.c.id,
            posts.c.shop_day,
            posts.c.platform,
            posts.c.technique,
            posts.c.by_id,
            posts.c.headline,
            brought,
        )
        .where(*out(shop_id), *between(posts.c.shop_day, asked))
        .order_by(posts.c.published_at.desc(), posts.c.id.desc())
    )
    return [Posted(*row) for row in tx.execute(query)]


def followers(tx: Connection, shop_id: int, asked: Asked) -> dict[str, list[Total]]:
    """Return by channel the totals of the range in their order, before them the last one earlier.

    Without an earlier one the first of the range stands for it. Channels that have no total in the
    range are left out.
    """
    before = channel_days.totals_before(tx, shop_id, asked.first)
    found: dict[str, list[Total]] = {}
    kept = channel_days.between(tx, shop_id, asked.first, asked.last)
    for one in sorted(kept, key=lambda one: one.day):
        total = one.figures.followers
        wanted = not asked.channels or one.channel in asked.channels
        if total is None or not wanted:
            continue
        known = found.setdefault(one.channel, [])
        if not known:
            known.append(before.get(one.channel, (one.day, total)))
        known.append((one.day, total))
    return found
