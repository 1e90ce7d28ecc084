"""The schema's version: looked at with one pragma at each start, raised by alembic when it is old.

`user_version` carries the number of the last migration, so that an up-to-date store never pays for
importing alembic (0.35 s).
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from netdesk import errors
from netdesk.store.database import Database

VERSION = 1
_MIGRATIONS = Path(__file__).parent / "migrations"


def version_of(database: Database) -> int:
    """Return the number of the last migration the store has seen; 0 for an empty one."""
    with database.outside() as tx:
        return int(tx.exec_driver_sql("PRAGMA user_version").scalar_one())


def upgrade(database: Database, before: Callable[[], None] | None = None) -> bool:
    """Bring the store to VERSION; say whether anything was done.

    `before` is called when an older store with data is about to be changed: the place for a backup.
    Raises StoreNewer where the store is ahead of this program.
    """
    found = version_of(database)
    if found > VERSION:
        raise errors.StoreNewer(path=database.name, found=found, known=VERSION)
    if found == VERSION:
        return False
    if found and before:
        before()
    with database.outside() as connection:
        _migrate(connection, database.name)
    return True


def _migrate(connection: Connection, name: str) -> None:
    """Run the missing migrations with foreign keys off, then check them (RULINGS 8)."""
    from alembic import command
    from alembic.config import Config

    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise errors.StoreDamaged(path=name, why=f"foreign_key_check: {broken[0]}")
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()
