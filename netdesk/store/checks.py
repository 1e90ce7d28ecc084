"""What doctor looks at; each check gives (is it well, what was seen)."""

from sqlalchemy import Table, func, select

from netdesk.domain.leads.clock import ClockState
from netdesk.store import audit, ids, schema
from netdesk.store.database import OLDEST_SQLITE, Database, Tx
from netdesk.store.figures.money import deals_unsaid
from netdesk.store.shop import SHOP_ID
from netdesk.store.tables import (
    clocks,
    contacts,
    customers,
    deal_events,
    deals,
    leads,
    metadata,
    touches,
)

_COUNTED = {
    "customer": customers,
    "lead": leads,
    "touch": touches,
    "clock": clocks,
    "contact": contacts,
    "deal": deals,
    "deal_event": deal_events,
}
Seen = tuple[bool, str]


def sqlite_version(database: Database) -> Seen:
    """The SQLite that is running."""
    with database.outside() as tx:
        found = str(tx.exec_driver_sql("SELECT sqlite_version()").scalar_one())
    return tuple(map(int, found.split("."))) >= OLDEST_SQLITE, found


def schema_as_known(database: Database) -> Seen:
    """The last migration the store has seen, and whether all its tables and indexes are there."""
    found = schema.version_of(database)
    with database.outside() as tx:
        missing = [name for table in metadata.sorted_tables for name in _missing(tx, table)]
    well = found == schema.VERSION and not missing
    return well, ", ".join([f"{found}/{schema.VERSION}", *missing])


def _missing(tx: Tx, table: Table) -> list[str]:
    pragmas = (f"PRAGMA table_info({table.name})", f"PRAGMA index_list({table.name})")
    columns, indexes = (
        {row["name"] for row in tx.exec_driver_sql(pragma).mappings()} for pragma in pragmas
    )
    if not columns:
        return [table.name]
    wanted = [column.name for column in table.columns if column.name not in columns]
    wanted += [str(index.name) for index in table.indexes if str(index.name) not in indexes]
    return [f"{table.name}.{name}" for name in wanted]


def in_step(database: Database) -> Seen:
    """Clocks and counters that go with their leads: nothing counts down on a closed one."""
    with database.reading() as tx:
        stray = tx.execute(
            select(func.count())
            .select_from(clocks)
            .join(leads, (leads.c.shop_id == clocks.c.shop_id) & (leads.c.id == clocks.c.lead_id))
            .where(clocks.c.state == ClockState.OPEN, leads.c.is_open.is_(False))
        ).scalar_one()
        behind = [
            name
            for name, table in _COUNTED.items()
            if (tx.execute(select(func.max(table.c.id))).scalar() or 0)
            >= ids.peek(tx, SHOP_ID, name)
        ]
        unsaid = tx.execute(deals_unsaid(SHOP_ID)).scalar_one()
    seen = [f"open clocks on closed leads: {stray}"] if stray else []
    seen += [f"deals that their leads don't know of: {unsaid}"] if unsaid else []
    seen += [f"counter: {name}" for name in behind]
    return not seen, ", ".join(seen) or "ok"


def quick_check(database: Database) -> Seen:
    """SQLite's own look at the pages."""
    with database.outside() as tx:
        found = str(tx.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    return found == "ok", found


def foreign_keys(database: Database) -> Seen:
    """Rows that name a row that isn't there."""
    with database.outside() as tx:
        broken = tx.exec_driver_sql("PRAGMA foreign_key_check").all()
    return not broken, ", ".join(sorted({row[0] for row in broken})) or "ok"


def audit_chain(database: Database) -> Seen:
    """The chain of hashes over everything that was done."""
    with database.reading() as tx:
        broken = audit.first_break(tx, SHOP_ID)
    return broken is None, "ok" if broken is None else f"#{broken}"
