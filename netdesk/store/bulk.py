"""Many rows at once by the driver's own executemany (decision 14)."""

from typing import Any

from sqlalchemy import Connection, Table

Row = tuple[Any, ...]


def fill(tx: Connection, table: Table, names: str, rows: list[Row]) -> None:
    """Insert rows of ready-made values under `names`, words parted by blanks."""
    if rows:
        columns = _columns(table, names)
        places = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})"
        tx.exec_driver_sql(sql, rows)


def rewrite(tx: Connection, table: Table, names: str, rows: list[Row]) -> None:
    """Set `names` of rows known by shop and id: each row ends with `shop_id` and `id`.

    The version of a row goes up by one where the table has versions.
    """
    if rows:
        values = [f"{column} = ?" for column in _columns(table, names)]
        if "version" in table.c and "version" not in names.split():
            values.append("version = version + 1")
        sql = f"UPDATE {table.name} SET {', '.join(values)} WHERE shop_id = ? AND id = ?"
        tx.exec_driver_sql(sql, rows)


def _columns(table: Table, names: str) -> list[str]:
    return [table.c[name].name for name in names.split()]
