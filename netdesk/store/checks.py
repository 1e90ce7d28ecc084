"""What doctor looks at; each check gives (is it well, what was seen)."""

from netdesk.store import audit, schema
from netdesk.store.database import OLDEST_SQLITE, Database
from netdesk.store.shop import SHOP_ID

Seen = tuple[bool, str]


def sqlite_version(database: Database) -> Seen:
    """The SQLite that is running."""
    with database.outside() as tx:
        found = str(tx.exec_driver_sql("SELECT sqlite_version()").scalar_one())
    return tuple(map(int, found.split("."))) >= OLDEST_SQLITE, found


def schema_version(database: Database) -> Seen:
    """The last migration the store has seen."""
    found = schema.version_of(database)
    return found == schema.VERSION, f"{found}/{schema.VERSION}"


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
