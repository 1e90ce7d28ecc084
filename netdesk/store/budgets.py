"""Budgets by month and channel."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from netdesk.store.tables import budgets

Key = tuple[str, date]  # channel, empty for all; month


def between(tx: Connection, shop_id: int, first: date, last: date) -> dict[Key, int]:
    """Return the 分 of each channel's months whose first day is in the range."""
    query = select(budgets.c.channel, budgets.c.month, budgets.c.amount).where(
        budgets.c.shop_id == shop_id, budgets.c.month.between(first, last)
    )
    return {(row.channel, row.month): row.amount for row in tx.execute(query)}


def write(tx: Connection, shop_id: int, amounts: Mapping[Key, int | None]) -> None:
    """Keep these budgets; None takes one out."""
    for (channel, month), amount in amounts.items():
        at = (
            budgets.c.shop_id == shop_id,
            budgets.c.channel == channel,
            budgets.c.month == month,
        )
        if amount is None:
            tx.execute(delete(budgets).where(*at))
            continue
        values = {"amount": amount, "version": budgets.c.version + 1}
        if not tx.execute(update(budgets).where(*at).values(**values)).rowcount:
            row = {"shop_id": shop_id, "channel": channel, "month": month, "amount": amount}
            tx.execute(insert(budgets).values(**row))
