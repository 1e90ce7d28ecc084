"""Targets by month. Money is kept in 分, as everywhere in the store."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, insert, select, update

from netdesk.domain.money.words import TargetScope
from netdesk.store.tables import targets


class Key(NamedTuple):
    """Which target; `month` is its first day."""

    month: date
    scope: TargetScope
    who: str
    kpi: str


def of_month(tx: Connection, shop_id: int, month: date) -> dict[Key, str]:
    """Return the targets of a month, as written."""
    query = select(targets).where(targets.c.shop_id == shop_id, targets.c.month == month)
    return {Key(row.month, row.scope, row.who, row.kpi): row.value for row in tx.execute(query)}


def has_team(tx: Connection, shop_id: int, month: date) -> bool:
    """Say whether the team has a target in a month."""
    query = select(targets.c.kpi).where(
        targets.c.shop_id == shop_id,
        targets.c.month == month,
        targets.c.scope == TargetScope.TEAM,
    )
    return tx.execute(query.limit(1)).first() is not None


def write(tx: Connection, shop_id: int, values: Mapping[Key, str | None]) -> None:
    """Keep these targets; None takes one out."""
    for key, value in values.items():
        at = and_(
            targets.c.shop_id == shop_id,
            targets.c.month == key.month,
            targets.c.scope == key.scope,
            targets.c.who == key.who,
            targets.c.kpi == key.kpi,
        )
        if value is None:
            tx.execute(delete(targets).where(at))
            continue
        changed = update(targets).where(at).values(value=value, version=targets.c.version + 1)
        if not tx.execute(changed).rowcount:
            tx.execute(insert(targets).values(shop_id=shop_id, value=value, **key._asdict()))
