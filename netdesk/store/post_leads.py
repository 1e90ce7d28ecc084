"""Which posts leads came by: told by their codes, or put to them by hand."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from netdesk.domain.posts.post import codes_in
from netdesk.store import ids
from netdesk.store.bulk import Row, fill
from netdesk.store.tables import post_leads, posts
from netdesk.store.types import to_micros

CODE, HAND = "code", "hand"
_CHUNK = 500


def of_post(tx: Connection, shop_id: int, post_id: int) -> Sequence[int]:
    """Return the leads of a post in the order they were put to it."""
    query = (
        select(post_leads.c.lead_id)
        .where(post_leads.c.shop_id == shop_id, post_leads.c.post_id == post_id)
        .order_by(post_leads.c.at, post_leads.c.lead_id)
    )
    return tx.execute(query).scalars().all()


def put(tx: Connection, shop_id: int, post_id: int, lead_id: int, how: str, at: datetime) -> bool:
    """Put a lead to a post; say whether it was not there yet."""
    if tx.execute(select(post_leads.c.how).where(_of_lead(shop_id, post_id, lead_id))).first():
        return False
    key = {"shop_id": shop_id, "lead_id": lead_id, "post_id": post_id}
    tx.execute(insert(post_leads).values(**key, how=how, at=at))
    return True


def take(tx: Connection, shop_id: int, post_id: int, lead_id: int) -> bool:
    """Take a lead from a post; say whether it was there."""
    return bool(tx.execute(delete(post_leads).where(_of_lead(shop_id, post_id, lead_id))).rowcount)


def put_by_code(tx: Connection, shop_id: int, told: Iterable[tuple[int, str]], at: datetime) -> int:
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


def _of_lead(shop_id: int, post_id: int, lead_id: int) -> ColumnElement[bool]:
    return and_(
        post_leads.c.shop_id == shop_id,
        post_leads.c.lead_id == lead_id,
        post_leads.c.post_id == post_id,
    )
