"""What SQLite's planner is told of the tables, so that a store of any size is asked the same way.

Without statistics it takes `shop_id = ?` for selective and reads whole tables; ANALYZE would make
the plans depend on when it last ran. So typical figures are written at each migration. They need
not be right, only in proportion: every key begins with the shop, and the shop says nothing.
"""

from itertools import accumulate

from sqlalchemy import Connection

# Rows of a shop that has worked for some years; a table that isn't named is small.
_ROWS = {
    "customers": 180_000,
    "identifiers": 200_000,
    "leads": 200_000,
    "touches": 250_000,
    "clocks": 200_000,
    "contacts": 500_000,
    "steps": 300_000,
    "appointments": 40_000,
    "journal": 500_000,
    "audit": 1_000_000,
    "posts": 10_000,
    "post_results": 40_000,
    "post_leads": 20_000,
    "channel_days": 10_000,
    "questions": 500,
    "answers": 1_000,
    "deals": 50_000,
    "deal_events": 100_000,
    "deal_matches": 40_000,
    "spends": 3_000,
    "activity_guests": 20_000,
}
_SMALL = 50
# Partial indexes hold the few rows that wait.
_FEW = {
    "uq_clocks_one_open": 200,
    "ix_clocks_due": 200,
    "ix_appointments_planned": 300,
    "ix_leads_shop_id_next_at": 5_000,
    "ix_leads_long": 1_000,
    "ix_clocks_long": 1_000,
    "uq_touches_row": 2_000,
    "ix_posts_scheduled": 60,
    "uq_answers_current": 300,
}
# How many rows share a value of a column, within what comes before it in an index.
_DAYS = 1_000
_ALIKE = {
    "lead_id": 3,
    "customer_id": 1,
    "last_touch_at": 1,
    "next_at": 2,
    "due_at": 1,
    "post_id": 4,
    "deal_id": 2,
}


def tell(tx: Connection) -> None:
    """Write the figures for every index there is."""
    tx.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table of figures where it is missing
    tx.exec_driver_sql("DELETE FROM sqlite_stat1")
    tables = tx.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    for table in tables.scalars().all():
        for index in tx.exec_driver_sql(f"PRAGMA index_list({table})").mappings().all():
            rows = _FEW.get(index["name"], _ROWS.get(table, _SMALL))
            info = tx.exec_driver_sql(f"PRAGMA index_info({index['name']})").mappings().all()
            columns = [column["name"] for column in info]
            alike = [_alike(rows, column) for column in columns[:-1]]
            alike.append(1 if index["unique"] else _alike(rows, columns[-1]))
            alike = list(accumulate(alike, min))  # a longer key never fits more rows
            name = table if index["origin"] == "pk" else index["name"]
            figures = " ".join(map(str, [rows, *alike]))
            tx.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, name, figures))
    tx.exec_driver_sql("ANALYZE sqlite_schema")  # this connection reads them again


def _alike(rows: int, column: str) -> int:
    if column in ("shop_id", "desk"):
        return rows
    if column in ("kind", "channel", "stage"):
        return max(1, rows // 5)
    if column in ("shop_day", "visit_day", "planned_day"):
        return max(1, rows // _DAYS)
    return _ALIKE.get(column, 1)
