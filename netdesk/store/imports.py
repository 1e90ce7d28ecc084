"""The list of imports: which file, read as what, and what became of its rows."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from netdesk.store import ids
from netdesk.store.tables import imports


class NewImport(NamedTuple):
    """A file that is about to be filed."""

    file: str
    kind: str
    profile: str
    encoding: str
    header: tuple[str, ...]


def begin(tx: Connection, shop_id: int, new: NewImport, by_id: int | None, now: datetime) -> int:
    """Write an import down before its touches, which name it; return its id."""
    import_id = ids.take(tx, shop_id, "import")
    tx.execute(
        insert(imports).values(
            shop_id=shop_id,
            id=import_id,
            file=new.file,
            kind=new.kind,
            profile=new.profile,
            encoding=new.encoding,
            header=json.dumps(new.header, ensure_ascii=False),
            imported_at=now,
            by_id=by_id,
        )
    )
    return import_id


def finish(tx: Connection, shop_id: int, import_id: int, counters: Mapping[str, int]) -> None:
    """Write the counters of an import."""
    tx.execute(
        update(imports)
        .where(imports.c.shop_id == shop_id, imports.c.id == import_id)
        .values(**counters)
    )


def mark_undone(tx: Connection, shop_id: int, import_id: int, now: datetime) -> None:
    """Say that an import was taken back."""
    tx.execute(
        update(imports)
        .where(imports.c.shop_id == shop_id, imports.c.id == import_id)
        .values(undone_at=now)
    )


def by_id(tx: Connection, shop_id: int, import_id: int) -> int | None:
    """Return who imported."""
    query = select(imports.c.by_id).where(imports.c.shop_id == shop_id, imports.c.id == import_id)
    return tx.execute(query).scalar()
