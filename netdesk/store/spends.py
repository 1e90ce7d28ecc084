"""What was paid for channels, activities and posts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, bindparam, insert, select, update

from netdesk.domain.activities.words import ActivityState
from netdesk.domain.money.naming import NamedActivity, NamedPost, Names
from netdesk.domain.money.spend import KeptSpend, Spend, SpendRow
from netdesk.domain.posts.post import PostState
from netdesk.store import ids
from netdesk.store.tables import activities, channels, people, posts, spends


class Writing(NamedTuple):
    """When and by whom it is written, and from which import."""

    now: datetime
    by_id: int | None = None
    import_id: int | None = None


def standing(tx: Connection, shop_id: int, beside: Spend | None = None) -> list[KeptSpend]:
    """Return the spends that were not taken out: all, or those that share a day with one."""
    query = select(spends).where(spends.c.shop_id == shop_id, spends.c.voided_at.is_(None))
    if beside is not None:
        query = query.where(spends.c.to_day >= beside.first, spends.c.from_day <= beside.last)
    return [KeptSpend(row.id, _spend(row), row.version) for row in tx.execute(query)]


def one(tx: Connection, shop_id: int, spend_id: int) -> tuple[KeptSpend, bool] | None:
    """Return a spend, and whether it was taken out; None where there is none."""
    query = select(spends).where(spends.c.shop_id == shop_id, spends.c.id == spend_id)
    row = tx.execute(query).first()
    if row is None:
        return None
    return KeptSpend(row.id, _spend(row), row.version), row.voided_at is not None


def add(tx: Connection, shop_id: int, new: Sequence[Spend], writing: Writing) -> int:
    """Write new spends; return the first one's id."""
    first = ids.take(tx, shop_id, "spend", len(new)) if new else 0
    if new:
        same = {
            "shop_id": shop_id,
            "import_id": writing.import_id,
            "by_id": writing.by_id,
            "created_at": writing.now,
        }
        rows = [{"id": first + n, **same, **_values(spend)} for n, spend in enumerate(new)]
        tx.execute(insert(spends), rows)
    return first


def change_all(tx: Connection, shop_id: int, changed: Mapping[int, Spend]) -> None:
    """Write what spends say now, by id."""
    if not changed:
        return
    names = _values(next(iter(changed.values()))).keys()
    statement = (
        update(spends)
        .where(spends.c.shop_id == shop_id, spends.c.id == bindparam("at_id"))
        .values(**{name: bindparam(f"to_{name}") for name in names}, version=spends.c.version + 1)
    )
    rows = [
        {"at_id": spend_id, **{f"to_{name}": value for name, value in _values(spend).items()}}
        for spend_id, spend in changed.items()
    ]
    tx.execute(statement, rows)


def set_voided(tx: Connection, shop_id: int, spend_id: int, at: datetime | None) -> None:
    """Take a spend out, or, without `at`, put it back."""
    tx.execute(
        update(spends)
        .where(spends.c.shop_id == shop_id, spends.c.id == spend_id)
        .values(voided_at=at, version=spends.c.version + 1)
    )


def rows(
    tx: Connection,
    shop_id: int,
    first: date,
    last: date,
    *,
    channel: str | None = None,
    activity_id: int | None = None,
    post_id: int | None = None,
) -> list[SpendRow]:
    """Return the spends whose period touches these days, the latest first."""
    query = _listed(shop_id).where(spends.c.to_day >= first, spends.c.from_day <= last)
    for column, wanted in (
        (spends.c.channel, channel),
        (spends.c.activity_id, activity_id),
        (spends.c.post_id, post_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    query = query.order_by(spends.c.from_day.desc(), spends.c.to_day.desc(), spends.c.id.desc())
    return [_row(row) for row in tx.execute(query)]


def row(tx: Connection, shop_id: int, spend_id: int) -> SpendRow | None:
    """Return one spend as lists show it; None where it is not there or was taken out."""
    found = tx.execute(_listed(shop_id).where(spends.c.id == spend_id)).first()
    return None if found is None else _row(found)


def items(tx: Connection, shop_id: int, most: int) -> list[str]:
    """Return the items money was spent on, the latest first."""
    query = (
        select(spends.c.item)
        .where(spends.c.shop_id == shop_id, spends.c.item != "", spends.c.voided_at.is_(None))
        .order_by(spends.c.id.desc())
        .limit(500)
    )
    return list(dict.fromkeys(tx.execute(query).scalars()))[:most]


def latest_activities(tx: Connection, shop_id: int, most: int) -> list[tuple[int, str]]:
    """Return (id, name) of the activities that stand, the latest first."""
    query = (
        select(activities.c.id, activities.c.name)
        .where(activities.c.shop_id == shop_id, activities.c.state != ActivityState.CANCELLED)
        .order_by(activities.c.first_day.desc(), activities.c.id.desc())
        .limit(most)
    )
    return [(row.id, row.name) for row in tx.execute(query)]


def latest_posts(tx: Connection, shop_id: int, most: int) -> list[tuple[int, str]]:
    """Return (id, headline) of the posts that are out, the latest first."""
    query = (
        select(posts.c.id, posts.c.headline)
        .where(posts.c.shop_id == shop_id, posts.c.state == PostState.PUBLISHED)
        .order_by(posts.c.published_at.desc(), posts.c.id.desc())
        .limit(most)
    )
    return [(row.id, row.headline) for row in tx.execute(query)]


def names(tx: Connection, shop_id: int) -> Names:
    """Return the activities that stand and the posts that were not dropped, by what they say."""
    of_activity = select(
        activities.c.id, activities.c.name, activities.c.first_day, activities.c.last_day
    ).where(activities.c.shop_id == shop_id, activities.c.state != ActivityState.CANCELLED)
    of_post = select(posts.c.id, posts.c.headline, posts.c.url).where(
        posts.c.shop_id == shop_id, posts.c.state != PostState.DROPPED
    )
    return Names(
        (NamedActivity(*row) for row in tx.execute(of_activity)),
        (NamedPost(*row) for row in tx.execute(of_post)),
    )


def has_activity(tx: Connection, shop_id: int, activity_id: int) -> bool:
    """Say whether there is such an activity."""
    query = select(activities.c.id).where(
        activities.c.shop_id == shop_id, activities.c.id == activity_id
    )
    return tx.execute(query).first() is not None


def has_post(tx: Connection, shop_id: int, post_id: int) -> bool:
    """Say whether there is such a post."""
    query = select(posts.c.id).where(posts.c.shop_id == shop_id, posts.c.id == post_id)
    return tx.execute(query).first() is not None


def _listed(shop_id: int) -> Select[Any]:
    def of(table: Any, key: str, column: Any) -> Any:
        return and_(table.c.shop_id == spends.c.shop_id, table.c[key] == column)

    return (
        select(
            spends,
            channels.c.name.label("channel_name"),
            activities.c.name.label("activity"),
            posts.c.headline.label("post"),
            people.c.name.label("by"),
        )
        .select_from(spends)
        .outerjoin(channels, of(channels, "code", spends.c.channel))
        .outerjoin(activities, of(activities, "id", spends.c.activity_id))
        .outerjoin(posts, of(posts, "id", spends.c.post_id))
        .outerjoin(people, of(people, "id", spends.c.by_id))
        .where(spends.c.shop_id == shop_id, spends.c.voided_at.is_(None))
    )


def _row(found: Row[Any]) -> SpendRow:
    return SpendRow(
        found.id,
        _spend(found),
        found.version,
        found.channel_name or "",
        found.activity or "",
        found.post or "",
        found.by or "",
        found.import_id is not None,
    )


def _spend(found: Row[Any]) -> Spend:
    return Spend(
        found.amount,
        found.from_day,
        found.to_day,
        found.channel,
        found.item,
        found.note,
        found.activity_id,
        found.post_id,
    )


def _values(spend: Spend) -> dict[str, Any]:
    return {
        "channel": spend.channel,
        "activity_id": spend.activity_id,
        "post_id": spend.post_id,
        "item": spend.item,
        "from_day": spend.first,
        "to_day": spend.last,
        "amount": spend.amount,
        "note": spend.note,
    }
