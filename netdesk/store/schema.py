"""The schema's version: looked at with one pragma at each start, raised by alembic when it is old.

`user_version` carries the number of the last migration, so that an up-to-date store never pays for
importing alembic (0.35 s).
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from netdesk import errors
from netdesk.store import statistics
from netdesk.store.database import Database, open_database

VERSION = 5
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


def keep_copy(database: Database, now: datetime) -> None:
    """Keep a verified copy of an older store beside it before its schema is raised."""
    if database.path is not None:
        stamp = f"{now:%Y%m%d-%H%M%S}"
        target = database.path.with_name(f"{database.path.stem}-before-v{VERSION}-{stamp}.sqlite")
        copy_to(database, target)


def copy_to(database: Database, target: Path) -> None:
    """Copy the store whole beside a running writer: VACUUM INTO, checked, then renamed."""
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    with database.outside() as tx:
        tx.exec_driver_sql("VACUUM INTO ?", (str(part),))
    copied = open_database(str(part))
    try:
        with copied.outside() as tx:
            found = str(tx.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one())
            tx.exec_driver_sql("PRAGMA journal_mode = DELETE")
    finally:
        copied.close()
    if found != "ok":
        part.unlink(missing_ok=True)
        raise errors.StoreDamaged(path=database.name, why=found)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)


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
        statistics.tell(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()
