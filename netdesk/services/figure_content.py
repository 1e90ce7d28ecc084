"""Posts and followers of the table of figures, and the lists behind them."""

from dataclasses import dataclass, replace

from netdesk import words
from netdesk.catalog.techniques import platforms
from netdesk.domain.channel import OTHER
from netdesk.domain.figures.content import (
    NO_ROW,
    GrownLine,
    PostLine,
    grown,
    has_followers,
    has_posts,
    net_by,
    post_key,
)
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.kpi import Counts
from netdesk.i18n import _
from netdesk.store import shop
from netdesk.store.database import Tx
from netdesk.store.figures import content
from netdesk.store.shop import SHOP_ID

Key = str | None


@dataclass(frozen=True, slots=True)
class Content:
    """What was posted in a range, and how accounts grew, row by row and on the whole."""

    posts: tuple[PostLine, ...]
    rows: dict[Key, int]  # posts by key
    grown: tuple[GrownLine, ...]  # by channel: the whole
    grown_rows: tuple[GrownLine, ...]  # by key


def read(tx: Tx, asked: Asked) -> Content:
    """Return the content of a range as its rows are grouped."""
    channels = {one.code: one for one in platforms()}
    names = {one.code: _(one.name) for one in shop.read_channels(tx)}
    people = {one.id: one.name for one in shop.read_people(tx)}
    lines: list[PostLine] = []
    rows: dict[Key, int] = {}
    for post in content.posted(tx, SHOP_ID, asked):
        platform = channels.get(post.platform)
        channel = platform.channel if platform else OTHER
        if asked.channels and channel not in asked.channels:
            continue
        key = post_key(
            asked.by, channel=channel, day=post.day, technique=post.technique, person=post.by_id
        )
        if key is not None:
            rows[key[0]] = rows.get(key[0], 0) + 1
        lines.append(
            PostLine(
                key[0] if key else NO_ROW,
                post.id,
                post.day,
                _(platform.name) if platform else post.platform,
                words.technique(post.technique) if post.technique else "",
                post.headline,
                people.get(post.by_id, "") if post.by_id else "",
                post.leads,
            )
        )
    totals = content.followers(tx, SHOP_ID, asked)
    whole = [
        line
        for code, known in totals.items()
        for line in grown(By.CHANNEL, code, names.get(code, code), known)
    ]
    by_rows = [
        line
        for code, known in (totals if has_followers(asked.by) else {}).items()
        for line in grown(asked.by, code, names.get(code, code), known)
    ]
    return Content(tuple(lines), rows, tuple(whole), tuple(by_rows))


def put(found: dict[Key, Counts], whole: Counts, asked: Asked, made: Content) -> Counts:
    """Write the content of a range into its rows; return the whole with it.

    Rows that can't have posts or followers have none of them, which is not 0.
    """
    nets = net_by(made.grown_rows)
    for key in made.rows.keys() | nets.keys():
        found.setdefault(key, Counts())
    for key, counts in found.items():
        posts = made.rows.get(key, 0) if has_posts(asked.by) else None
        found[key] = replace(counts, posts=posts, followers_net=nets.get(key))
    net = sum(line.net for line in made.grown) if made.grown else None
    return replace(whole, posts=len(made.posts), followers_net=net)
