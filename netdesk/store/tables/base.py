"""What every table is made with: `shop_id` in each, and each key begins with it (decision 16).

On SQLite they are STRICT and clustered by their key (WITHOUT ROWID). Instants are UTC, days ISO
text, words the enums of `netdesk.domain`; what people edit carries `version`.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    text,
)
from sqlalchemy.schema import SchemaItem

from netdesk.store.types import Flag, Id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_1_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def needed(name: str, type_: Any, default: str | None = None) -> Column[Any]:
    """Return a column that is never NULL."""
    return Column(name, type_, nullable=False, server_default=text(default) if default else None)


def flag(name: str) -> Column[Any]:
    """Return a yes-or-no column, no by default."""
    return needed(name, Flag(), "0")


def shop() -> Column[Any]:
    """Return the column every table has."""
    return needed("shop_id", Id)


def belongs(column: str, table: str, key: str = "id") -> ForeignKeyConstraint:
    """Return the key to a table's row in the same shop."""
    return ForeignKeyConstraint(["shop_id", column], [f"{table}.shop_id", f"{table}.{key}"])


def yes_no(*columns: str) -> list[CheckConstraint]:
    """Return the checks of yes-or-no columns."""
    return [CheckConstraint(f"{c} IN (0, 1)", name=c) for c in columns]


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """Return the check that a column holds one of these words."""
    # Not IN: for three words and more SQLite fills a table with them for every row it checks, which
    # was a quarter of an import's inserting.
    return CheckConstraint(" OR ".join(f"{column} = '{word}'" for word in words), name=column)


def table(name: str, *items: SchemaItem, key: tuple[str, ...] = ("shop_id", "id")) -> Table:
    """Return a STRICT table clustered by its key."""
    return Table(
        name,
        metadata,
        *items,
        PrimaryKeyConstraint(*key),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
