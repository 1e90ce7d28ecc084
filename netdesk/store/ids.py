"""64-bit ids, handed out per shop and kind from a counter row (RULINGS 6)."""

from sqlalchemy import Connection, insert, select, update

from netdesk.store.tables import counters

LARGEST = 2**63 - 1


def peek(tx: Connection, shop_id: int, name: str) -> int:
    """Return the next free id of `name`, inside a write transaction."""
    query = select(counters.c.next).where(counters.c.shop_id == shop_id, counters.c.name == name)
    return int(tx.execute(query).scalar() or 1)


def reserve(tx: Connection, shop_id: int, name: str, up_to: int) -> None:
    """Say that ids of `name` below `up_to` are used."""
    where = (counters.c.shop_id == shop_id, counters.c.name == name)
    if not tx.execute(update(counters).where(*where).values(next=up_to)).rowcount:
        tx.execute(insert(counters).values(shop_id=shop_id, name=name, next=up_to))


def take(tx: Connection, shop_id: int, name: str, count: int = 1) -> int:
    """Return the first of `count` new ids of `name`."""
    first = peek(tx, shop_id, name)
    reserve(tx, shop_id, name, first + count)
    return first
