"""The 400 numbers and the channels they belong to, each between two days (R19)."""

from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from netdesk.domain.calls.call import Hotline
from netdesk.store import ids
from netdesk.store.tables import hotlines


def read(tx: Connection, shop_id: int) -> tuple[Hotline, ...]:
    """Return the numbers, those of one number by their days."""
    query = select(hotlines).where(hotlines.c.shop_id == shop_id)
    query = query.order_by(hotlines.c.number, hotlines.c.valid_from, hotlines.c.id)
    return tuple(
        Hotline(r.id, r.number, r.channel, r.valid_from, r.valid_to, r.note, r.version)
        for r in tx.execute(query)
    )


def add(
    tx: Connection,
    shop_id: int,
    *,
    number: str,
    channel: str,
    valid_from: date | None,
    valid_to: date | None,
    note: str,
) -> int:
    """Write a number down; return its id."""
    hotline_id = ids.take(tx, shop_id, "hotline")
    tx.execute(
        insert(hotlines).values(
            shop_id=shop_id,
            id=hotline_id,
            number=number,
            channel=channel,
            valid_from=valid_from,
            valid_to=valid_to,
            note=note,
        )
    )
    return hotline_id


def change(tx: Connection, shop_id: int, value: Hotline) -> bool:
    """Write over a number that is at `value.version`; say whether it was still at it."""
    query = (
        update(hotlines)
        .where(
            hotlines.c.shop_id == shop_id,
            hotlines.c.id == value.id,
            hotlines.c.version == value.version,
        )
        .values(
            number=value.number,
            channel=value.channel,
            valid_from=value.valid_from,
            valid_to=value.valid_to,
            note=value.note,
            version=value.version + 1,
        )
    )
    return bool(tx.execute(query).rowcount)


def remove(tx: Connection, shop_id: int, hotline_id: int, version: int) -> bool:
    """Take a number out that is at `version`; say whether it was still at it."""
    query = delete(hotlines).where(
        hotlines.c.shop_id == shop_id,
        hotlines.c.id == hotline_id,
        hotlines.c.version == version,
    )
    return bool(tx.execute(query).rowcount)
