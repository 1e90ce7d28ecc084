"""Writes whole histories at once for the invented dealership."""

from sqlalchemy import Connection, select

from netdesk.store.tables import leads


def is_empty(tx: Connection, shop_id: int) -> bool:
    """Say whether the shop has no lead yet."""
    return tx.execute(select(leads.c.id).where(leads.c.shop_id == shop_id).limit(1)).first() is None
