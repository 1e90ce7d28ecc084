"""Taking a step of many rows back whole: what it made is deleted, what it changed is as before.

While a unit is recorded, triggers of the connection's own (TEMP) note rows changed and removed, and
rows made whose key is no counted id; ids counted meanwhile tell the other rows that were made. So
the step itself, an import or a merge, is written as if nobody looked, and its new rows cost
nothing. Values are kept as SQL literals (`quote`), which give blobs and numbers back exactly.

A unit is taken back only as long as nobody built on it: see `worked_on`.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult, Table, insert, select, update

from netdesk.store import ids
from netdesk.store.tables import counters, metadata, undo_rows, undo_units

# Not taken back: the record itself, its own tables, and what a desk remembers whatever happens.
_LEFT_ALONE = frozenset(
    {"audit", "counters", "imports", "mails", "undo_units", "undo_rows", "headers"}
)
# Tables whose ids are counted under another name than their own in the singular.
_COUNTER_OF = {
    "people": "person",
    "activities": "activity",
    "policies": "policy",
    "touches": "touch",
    "hours": "hours",
}


class Unit(NamedTuple):
    """A step that can be taken back."""

    id: int
    what: str
    subject_id: int | None
    at: datetime
    undone_at: datetime | None


@contextmanager
def recorded(
    tx: Connection,
    shop_id: int,
    what: str,
    *,
    subject_id: int | None,
    by_id: int | None,
    now: datetime,
) -> Iterator[int]:
    """Record what is written to the store meanwhile as one unit; give its id."""
    unit_id = ids.take(tx, shop_id, "undo_unit")
    before = _counted(tx, shop_id)
    _watch(tx, shop_id, unit_id, before)
    try:
        yield unit_id
    finally:
        _stop_watching(tx)
    after = _counted(tx, shop_id)
    taken = {
        name: (before.get(name, 1), value)
        for name, value in after.items()
        if value != before.get(name, 1) and name != "undo_unit"
    }
    _drop_unchanged(tx, shop_id, unit_id)
    tx.execute(
        insert(undo_units).values(
            shop_id=shop_id,
            id=unit_id,
            what=what,
            subject_id=subject_id,
            at=now,
            by_id=by_id,
            ranges=json.dumps(taken),
        )
    )


def find(tx: Connection, shop_id: int, what: str, subject_id: int) -> Unit | None:
    """Return the unit of a step; None where none was recorded."""
    query = select(undo_units).where(
        undo_units.c.shop_id == shop_id,
        undo_units.c.what == what,
        undo_units.c.subject_id == subject_id,
    )
    row = tx.execute(query.order_by(undo_units.c.id.desc())).first()
    return None if row is None else Unit(row.id, row.what, row.subject_id, row.at, row.undone_at)


def worked_on(tx: Connection, shop_id: int, unit_id: int) -> dict[str, set[str]]:
    """Return what was built on a unit since: table → keys of rows; empty: it can be taken back.

    Those are rows of other steps that hang on rows it made, and rows it made or changed that are
    not any more as it left them.
    """
    found: dict[str, set[str]] = {}
    ranges = _ranges(tx, shop_id, unit_id)
    for table in _ours():
        taken = ranges.get(_counter(table))
        if taken and _has_id(table):
            _add_hanging(tx, shop_id, unit_id, table, ranges, found)
    for place, key, _before, after in _rows(tx, shop_id, unit_id):
        if _literals(tx, metadata.tables[place], key) != after:
            found.setdefault(place, set()).add(key)
    return found


def take_back(tx: Connection, shop_id: int, unit_id: int, now: datetime) -> None:
    """Leave the store as it was before a unit; ask `worked_on` first.

    The counters go back too where no id was taken since.
    """
    tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    ranges = _ranges(tx, shop_id, unit_id)
    rows = list(_rows(tx, shop_id, unit_id))
    for place, key, before, _after in rows:  # natural keys that it made
        if before is None:
            _delete(tx, metadata.tables[place], key)
    for table in reversed(_ours()):
        taken = ranges.get(_counter(table))
        if taken and _has_id(table):
            tx.exec_driver_sql(
                f"DELETE FROM {table.name} WHERE shop_id = ? AND id >= ? AND id < ?",
                (shop_id, *taken),
            )
    for place, key, before, _after in rows:
        if before is not None:
            _put_back(tx, metadata.tables[place], key, before)
    for name, (first, up_to) in ranges.items():
        where = (counters.c.shop_id == shop_id, counters.c.name == name, counters.c.next == up_to)
        tx.execute(update(counters).where(*where).values(next=first))
    tx.execute(
        update(undo_units)
        .where(undo_units.c.shop_id == shop_id, undo_units.c.id == unit_id)
        .values(undone_at=now)
    )


def forget(tx: Connection, shop_id: int, unit_id: int) -> None:
    """Drop what was kept of a unit: it can't be taken back any more."""
    for table, column in ((undo_rows, undo_rows.c.unit_id), (undo_units, undo_units.c.id)):
        tx.execute(table.delete().where(table.c.shop_id == shop_id, column == unit_id))


@cache
def _ours() -> tuple[Table, ...]:
    """Return the tables that are watched, parents before children."""
    return tuple(t for t in metadata.sorted_tables if t.name not in _LEFT_ALONE)


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _has_id(table: Table) -> bool:
    return _key(table) == ["shop_id", "id"]


def _counter(table: Table) -> str:
    name = _COUNTER_OF.get(table.name)
    return name or table.name.removesuffix("s")


def _counted(tx: Connection, shop_id: int) -> dict[str, int]:
    query = select(counters.c.name, counters.c.next).where(counters.c.shop_id == shop_id)
    return {name: value for name, value in tx.execute(query)}


def _watch(tx: Connection, shop_id: int, unit_id: int, counted: Mapping[str, int]) -> None:
    for table in _ours():
        name, whole = table.name, [column.name for column in table.c]
        here = f"{shop_id}, {unit_id}, '{name}'"
        old, new = _quoted("OLD", _key(table)), _quoted("NEW", _key(table))
        note = "INSERT OR IGNORE INTO undo_rows (shop_id, unit_id, place, row_key, before) VALUES "
        stands = f"UPDATE undo_rows SET after = %s WHERE (shop_id, unit_id, place) = ({here})"
        was = f"{note}({here}, {old}, {_quoted('OLD', whole)});"
        _trigger(
            tx,
            table,
            "UPDATE",
            _there(table, "OLD", counted),
            was + (stands % _quoted("NEW", whole)) + f" AND row_key = {new};",
        )
        _trigger(
            tx,
            table,
            "DELETE",
            _there(table, "OLD", counted),
            was + (stands % "NULL") + f" AND row_key = {old};",
        )
        if not _has_id(table):  # ids that were counted tell the others
            _trigger(
                tx,
                table,
                "INSERT",
                "",
                f"{note}({here}, {new}, NULL);"
                + (stands % _quoted("NEW", whole))
                + f" AND row_key = {new};",
            )


def _trigger(tx: Connection, table: Table, event: str, when: str, does: str) -> None:
    tx.exec_driver_sql(
        f"CREATE TEMP TRIGGER undo_{table.name}_{event} AFTER {event} ON main.{table.name} {when}"
        f"BEGIN {does} END"
    )


def _there(table: Table, row: str, counted: Mapping[str, int]) -> str:
    """Return the condition that a row was there before: one the unit makes needs no image."""
    return f"WHEN {row}.id < {counted.get(_counter(table), 1)} " if _has_id(table) else ""


def _stop_watching(tx: Connection) -> None:
    for table in _ours():
        for event in ("UPDATE", "DELETE", "INSERT"):
            tx.exec_driver_sql(f"DROP TRIGGER IF EXISTS temp.undo_{table.name}_{event}")


def _quoted(row: str, names: list[str]) -> str:
    return " || ',' || ".join(f"quote({row}.{name})" for name in names)


def _drop_unchanged(tx: Connection, shop_id: int, unit_id: int) -> None:
    tx.exec_driver_sql(
        "DELETE FROM undo_rows WHERE shop_id = ? AND unit_id = ? AND before IS after",
        (shop_id, unit_id),
    )


def _ranges(tx: Connection, shop_id: int, unit_id: int) -> dict[str, tuple[int, int]]:
    query = select(undo_units.c.ranges).where(
        undo_units.c.shop_id == shop_id, undo_units.c.id == unit_id
    )
    found = json.loads(tx.execute(query).scalar_one())
    return {name: (first, up_to) for name, (first, up_to) in found.items()}


def _rows(tx: Connection, shop_id: int, unit_id: int) -> list[tuple[str, str, Any, Any]]:
    query = select(undo_rows.c.place, undo_rows.c.row_key, undo_rows.c.before, undo_rows.c.after)
    query = query.where(undo_rows.c.shop_id == shop_id, undo_rows.c.unit_id == unit_id)
    return [tuple(row) for row in tx.execute(query)]


def _add_hanging(
    tx: Connection,
    shop_id: int,
    unit_id: int,
    parent: Table,
    ranges: Mapping[str, tuple[int, int]],
    found: dict[str, set[str]],
) -> None:
    """Add rows of other steps that name a row which this unit made."""
    first, up_to = ranges[_counter(parent)]
    for table in metadata.sorted_tables:
        if table.name in ("undo_units", "undo_rows"):
            continue
        for column in _pointing(table, parent):
            mine, places = _mine(table, shop_id, unit_id, ranges)
            rows = tx.exec_driver_sql(
                f"SELECT {_quoted('t', _key(table))} FROM {table.name} t WHERE t.shop_id = ?"
                f" AND t.{column} >= ? AND t.{column} < ? AND NOT {mine}",
                (shop_id, first, up_to, *places),
            )
            keys = {row[0] for row in rows}
            if keys:
                found.setdefault(table.name, set()).update(keys)


def _mine(
    table: Table, shop_id: int, unit_id: int, ranges: Mapping[str, tuple[int, int]]
) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that a row `t` was made by the unit."""
    if _has_id(table):
        return "(t.id >= ? AND t.id < ?)", ranges.get(_counter(table), (0, 0))
    made = "SELECT row_key FROM undo_rows WHERE shop_id = ? AND unit_id = ? AND place = ?"
    sql = f"({_quoted('t', _key(table))} IN ({made} AND before IS NULL))"
    return sql, (shop_id, unit_id, table.name)


def _pointing(table: Table, parent: Table) -> list[str]:
    """Return the columns of `table` that name a row of `parent`."""
    return [
        element.parent.name
        for constraint in table.foreign_key_constraints
        for element in constraint.elements
        if element.column.table is parent and element.column.name == "id"
    ]


def _where(table: Table, key: str) -> str:
    # A key is made of integers and quoted texts; (a, b) = (1, 'x') needs no parting of it.
    return f"({', '.join(_key(table))}) = ({key})"


def _literals(tx: Connection, table: Table, key: str) -> str | None:
    """Return a row's values as they stand now, as literals; None where it is gone."""
    image = _quoted(table.name, [column.name for column in table.c])
    row = _run(tx, f"SELECT {image} FROM {table.name} WHERE {_where(table, key)}").first()
    return None if row is None else str(row[0])


def _delete(tx: Connection, table: Table, key: str) -> None:
    _run(tx, f"DELETE FROM {table.name} WHERE {_where(table, key)}")


def _put_back(tx: Connection, table: Table, key: str, image: str) -> None:
    """Write a row as it was, whether it is there or not."""
    names = ", ".join(column.name for column in table.c)
    if _run(tx, f"SELECT 1 FROM {table.name} WHERE {_where(table, key)}").first() is None:
        _run(tx, f"INSERT INTO {table.name} ({names}) VALUES ({image})")
    else:
        _run(tx, f"UPDATE {table.name} SET ({names}) = ({image}) WHERE {_where(table, key)}")


def _run(tx: Connection, sql: str) -> CursorResult[Any]:
    # What `quote` made has no places for values, whatever signs a name holds.
    return tx.exec_driver_sql(sql)
