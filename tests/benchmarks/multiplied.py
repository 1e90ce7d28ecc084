"""A store of very many leads in little time: an invented dealership, its customers many times over.

`netdesk demo` tells some thousands of customers; every row of theirs is then written again for
others with their own ids, phones and numbers, at the same instants. So each lead is what the
services would have stored, and `strays` says whether it still is.
"""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from netdesk.domain.figures.reached import BY_DEALS, reached
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.store.shop import SHOP_ID

TIMES = 25  # how often a customer is there, in the mean
DAYS = 3 * 365
# What is written again, parents first, by how a row finds its customer.
_TABLES = {
    "customers": "id",
    "identifiers": "customer_id",
    "leads": "customer_id",
    "touches": "lead_id",
    "clocks": "lead_id",
    "contacts": "lead_id",
    "steps": "lead_id",
    "appointments": "lead_id",
    "post_leads": "lead_id",
    "deals": "deal_id",
    "deal_events": "deal_id",
    "deal_matches": "deal_id",
}
_IDS = ("id", "customer_id", "lead_id", "touch_id", "contact_id", "settled_by", "deal_id")
_COUNTERS = {
    table.removesuffix("es" if table == "touches" else "s"): table
    for table in _TABLES
    if table not in ("identifiers", "post_leads", "deal_matches")
}


def multiply(template: Path, path: Path, leads: int) -> dict[str, int]:
    """Write a store of exactly `leads` leads after one that a demo filled; return its counts."""
    shutil.copyfile(template, path)
    with closing(sqlite.connect(str(path), isolation_level=None)) as raw:
        for pragma in ("synchronous = OFF", "temp_store = MEMORY", "cache_size = -200000"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("ATTACH ? AS old", (str(template),))
        raw.execute("BEGIN")
        _plan(raw, leads)
        indexes = raw.execute(
            "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
            f" AND tbl_name IN ({', '.join('?' * len(_TABLES))})",
            tuple(_TABLES),
        ).fetchall()
        raw.execute("CREATE TEMP TABLE planner AS SELECT * FROM main.sqlite_stat1")
        for name, _sql in indexes:
            raw.execute(f"DROP INDEX main.{name}")
        for table in reversed(_TABLES):
            raw.execute(f"DELETE FROM main.{table}")
        for table, by in _TABLES.items():
            raw.execute(_again(raw, table, by))
        for _name, sql in indexes:
            raw.execute(sql)
        raw.execute("DELETE FROM main.sqlite_stat1")  # what was dropped was forgotten there too
        raw.execute("INSERT INTO main.sqlite_stat1 SELECT * FROM planner")
        for name, table in _COUNTERS.items():
            newest = f"SELECT coalesce(max(id), 0) + 1 FROM main.{table}"
            raw.execute(f"UPDATE counters SET next = ({newest}) WHERE name = '{name}'")
        raw.execute("COMMIT")
        raw.execute("DETACH old")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return {table: _one(raw, f"SELECT count(*) FROM {table}") for table in _TABLES}


def strays(path: Path) -> dict[str, int]:
    """Return how many leads are not what their contacts, steps and touches make of them."""
    asked = {
        "last touch": "last_touch_at <> (SELECT max(+received_at) FROM touches t WHERE {of})",
        "touches": "touches <> (SELECT count(*) FROM touches t WHERE {of})",
        "day": "shop_day <> (SELECT min(+shop_day) FROM touches t WHERE {of})",
        "last contact": "last_contact_at < (SELECT max(+at) FROM contacts t WHERE {of}"
        " AND outcome NOT IN ('lost', 'invalid'))",
        "clocks": "1 > (SELECT count(*) FROM clocks t WHERE {of})",
        "open clock": "is_open = 0 AND EXISTS (SELECT 1 FROM clocks t WHERE {of}"
        " AND t.state = 'open')",
        "phone": "NOT EXISTS (SELECT 1 FROM identifiers t WHERE t.shop_id = leads.shop_id"
        " AND t.customer_id = leads.customer_id)",
    }
    of = "t.shop_id = leads.shop_id AND t.lead_id = leads.id"
    with closing(sqlite.connect(str(path))) as raw:
        found = {
            name: _one(raw, f"SELECT count(*) FROM leads WHERE {wrong.format(of=of)}")
            for name, wrong in asked.items()
        }
        found["reached"] = _wrongly_reached(raw)
        return found


def _wrongly_reached(raw: Any) -> int:
    outcomes: dict[int, list[Outcome]] = {}
    standing = "SELECT lead_id, outcome FROM contacts WHERE voided_at IS NULL"
    for lead_id, outcome in raw.execute(standing):
        outcomes.setdefault(lead_id, []).append(Outcome(outcome))
    return sum(
        reached(outcomes.get(id_, ()), Stage(stage)) != mask & ~BY_DEALS
        for id_, stage, mask in raw.execute("SELECT id, stage, reached FROM leads")
    )


def _plan(raw: Any, leads: int) -> None:
    """Say in `again` how often each customer is to be there, and which number each copy has."""
    told = _one(raw, "SELECT count(*) FROM old.leads")
    often, rest = divmod(leads, told)
    raw.execute("CREATE TEMP TABLE most AS SELECT ? AS most", (often + 1,))
    raw.execute(
        "CREATE TEMP TABLE again (customer_id INTEGER, n INTEGER, PRIMARY KEY (customer_id, n))"
        " WITHOUT ROWID"
    )
    raw.execute(
        "WITH RECURSIVE one (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM one WHERE n + 1 < ?)"
        " INSERT INTO again SELECT id, n FROM old.customers JOIN one",
        (often,),
    )
    raw.execute(
        "INSERT INTO again SELECT customer_id, ? FROM old.leads"
        " GROUP BY customer_id HAVING count(*) = 1 ORDER BY customer_id LIMIT ?",
        (often, rest),
    )


def _again(raw: Any, table: str, by: str) -> str:
    """Return the statement that writes a table's rows for each copy of their customer."""
    columns = [row[1] for row in raw.execute(f"PRAGMA old.table_info({table})")]
    values = ", ".join(_value(table, column) for column in columns)
    source = {
        "id": f"old.{table} x CROSS JOIN again a ON a.customer_id = x.id",
        "customer_id": f"old.{table} x CROSS JOIN again a ON a.customer_id = x.customer_id",
        "lead_id": f"old.{table} x CROSS JOIN old.leads l ON l.shop_id = {SHOP_ID}"
        " AND l.id = x.lead_id CROSS JOIN again a ON a.customer_id = l.customer_id",
        # A deal of nobody's is there as often as a lead in the mean.
        "deal_id": f"old.{table} x LEFT JOIN old.deal_matches m ON m.shop_id = {SHOP_ID}"
        f" AND m.deal_id = x.{'id' if table == 'deals' else 'deal_id'}"
        f" LEFT JOIN old.leads l ON l.shop_id = {SHOP_ID} AND l.id = m.lead_id"
        " JOIN again a ON a.customer_id = coalesce(l.customer_id, (SELECT min(customer_id)"
        " FROM again))",
    }[by]
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO main.{table} ({names}) SELECT {values} FROM {source}"


def _value(table: str, column: str) -> str:
    if column in _IDS:
        return f"x.{column} * (SELECT most FROM most) + a.n"
    if (table, column) == ("identifiers", "value") or column == "phone":
        return _phone(f"x.{column}")
    if column in ("outside_id", "number"):
        return f"x.{column} || '-' || a.n"
    if column == "row_hash":
        return "x.row_hash || CAST(a.n AS BLOB)"
    return f'x."{column}"'


def _phone(value: str) -> str:
    """Another number of the same kind for each copy; what isn't a phone gets an ending."""
    mobile = f"substr({value}, 1, 3) || printf('%08d', (substr({value}, 4) + a.n * 7919137) % 1e8)"
    landline = f"substr({value}, 1, 5) || printf('%07d', (substr({value}, 6) + a.n * 79193) % 1e7)"
    return (
        f"CASE WHEN {value} NOT GLOB '*[^0-9]*' AND length({value}) = 11 THEN {mobile}"
        f" WHEN {value} GLOB '0632-[0-9]*' AND length({value}) = 12 THEN {landline}"
        f" ELSE {value} || '-' || a.n END"
    )


def _one(raw: Any, sql: str) -> int:
    return int(raw.execute(sql).fetchone()[0])
