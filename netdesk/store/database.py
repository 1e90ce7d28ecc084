"""The store, opened one way only (decision 13): WAL, FULL, foreign keys, IMMEDIATE for writers.

`reading()` and `writing()` give a transaction; whatever the driver says about the file comes out as
a known StoreError. One writer at a time in this process; other processes wait up to five seconds.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlcipher3 import dbapi2 as sqlite

from netdesk import errors

Tx = Connection  # a transaction as the rooms above hand it on

APPLICATION_ID = 0x4E444B31  # "NDK1"
OLDEST_SQLITE = (3, 51, 3)  # before it a WAL store can be damaged in a rare race
BUSY_MS = 5000

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -32768",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """One open store. `path` is None where the address is not a file."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        """Keep an engine made by `open_database`."""
        self.engine = engine
        self.path = path
        self._writer = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a short read transaction on one snapshot."""
        with self._told(), self.engine.connect() as tx, tx.begin():
            yield tx

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the write transaction: all of it is committed, or nothing."""
        with self._told(), self._writer, self.engine.connect() as connection:
            tx = connection.execution_options(netdesk_write=True)
            with tx.begin():
                yield tx

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """Give a connection outside any transaction, for pragmas and VACUUM INTO."""
        with self._told(), self.engine.connect() as connection:
            yield connection.execution_options(netdesk_outside=True)

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file, after a long import."""
        with self.outside() as tx:
            tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @property
    def name(self) -> str:
        """What the store is called in a sentence."""
        return str(self.path) if self.path else str(self.engine.url)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise explain(error, self.name) from error


def open_database(address: str) -> Database:
    """Open the store at `address`, a file or an SQLAlchemy URL; the schema is not looked at here.

    Raises StoreMissing, StoreReadOnly, StoreDamaged, StoreForeign, StoreUnsupported, SqliteTooOld.
    """
    path = sqlite_path(address)
    if path is None:
        return Database(_server_engine(address), None)
    found = sqlite.sqlite_version_info
    if found < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        raise errors.SqliteTooOld(found=sqlite.sqlite_version, needed=needed)
    _make_folder(path)
    database = Database(_sqlite_engine(path), path)
    try:
        with database.outside() as tx:
            _claim(tx, path)
    except BaseException:
        database.close()
        raise
    return database


def sqlite_path(address: str) -> Path | None:
    """Return the file behind `address`, or None where it is a server's URL."""
    if "://" not in address:
        return Path(address).expanduser().absolute()
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise errors.StoreUnsupported(url=address, why=str(error)) from error
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise errors.StoreUnsupported(url=address, why="sqlite:///…")
    return Path(url.database).expanduser().absolute()


def explain(error: DBAPIError, name: str) -> errors.StoreError | DBAPIError:
    """Return the known error behind the driver's words, or the error itself: then it is a bug."""
    words = str(error.orig).lower()
    if "locked" in words or "busy" in words:
        return errors.StoreBusy(path=name)
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return errors.StoreReadOnly(path=name)
    if "disk is full" in words or "disk full" in words:
        return errors.StoreFull(path=name)
    if "not a database" in words or "malformed" in words or "disk i/o" in words:
        return errors.StoreDamaged(path=name, why=str(error.orig))
    if "no such table" in words or "no such column" in words:  # taken out behind our back
        return errors.StoreDamaged(path=name, why=str(error.orig))
    return error


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.StoreMissing(path=path.parent, why=error.strerror or error) from error
    if path.is_dir():
        raise errors.StoreDamaged(path=path, why="folder")


def _server_engine(address: str) -> Engine:
    try:
        return create_engine(address, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise errors.StoreUnsupported(url=address, why=str(error)) from error


def _sqlite_engine(path: Path) -> Engine:
    def connect() -> Any:
        raw = sqlite.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        for pragma in _PRAGMAS:
            raw.execute(pragma)
        return raw

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=sqlite,
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("netdesk_outside"):
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("netdesk_write") else "BEGIN")


def _claim(tx: Connection, path: Path) -> None:
    """Make an empty file ours; refuse another program's."""
    ours = tx.exec_driver_sql("PRAGMA application_id").scalar_one()
    if ours == APPLICATION_ID:
        return
    tables = tx.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if ours or tables:
        raise errors.StoreForeign(path=path)
    mode = tx.exec_driver_sql("PRAGMA journal_mode = WAL").scalar_one()
    if mode != "wal":
        raise errors.StoreReadOnly(path=path)
    tx.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
