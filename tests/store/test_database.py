"""The store is opened one way, tells what is wrong in a sentence, and loses nothing."""

import shutil
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from netdesk import errors
from netdesk.store import database as under_test
from netdesk.store.database import open_database


def test_every_connection_is_durable_and_keeps_references(database):
    with database.outside() as tx:
        pragmas = {
            name: tx.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "trusted_schema",
                "secure_delete",
                "application_id",
            )
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "secure_delete": 1,
        "application_id": under_test.APPLICATION_ID,
    }


def test_a_failing_write_leaves_nothing_behind(database):
    def write_and_fail():
        with database.writing() as tx:
            tx.exec_driver_sql("INSERT INTO settings (shop_id, key, value) VALUES (1, 'a', '1')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with database.reading() as tx:
        kept = tx.exec_driver_sql("SELECT count(*) FROM settings WHERE key = 'a'").scalar()
    assert kept == 0


def test_increments_from_many_threads_and_two_stores_are_all_kept(database, store_path):
    with database.writing() as tx:
        tx.exec_driver_sql("INSERT INTO counters (shop_id, name, next) VALUES (1, 'n', 0)")
    other = open_database(str(store_path))

    def count_up(store):
        for _time in range(25):
            with store.writing() as tx:
                value = tx.exec_driver_sql("SELECT next FROM counters WHERE name = 'n'").scalar()
                tx.exec_driver_sql("UPDATE counters SET next = ? WHERE name = 'n'", (value + 1,))

    threads = [threading.Thread(target=count_up, args=(store,)) for store in (database, other) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    with database.reading() as tx:
        assert tx.exec_driver_sql("SELECT next FROM counters WHERE name = 'n'").scalar() == 150


def test_a_reader_sees_one_snapshot_beside_a_writer(database):
    ask = "SELECT count(*) FROM settings"
    with database.reading() as reader:
        before = reader.exec_driver_sql(ask).scalar()
        with database.writing() as tx:
            tx.exec_driver_sql("INSERT INTO settings (shop_id, key, value) VALUES (1, 'b', '1')")
        assert reader.exec_driver_sql(ask).scalar() == before


def test_a_text_file_is_no_store(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_text("今天的笔记" * 500)
    with pytest.raises(errors.StoreDamaged) as told:
        open_database(str(path))
    assert "notes.sqlite" in str(told.value)
    assert path.read_text() == "今天的笔记" * 500


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "other.sqlite"
    with sqlite.connect(str(path)) as raw:
        raw.execute("CREATE TABLE theirs (a)")
    raw.close()
    with pytest.raises(errors.StoreForeign):
        open_database(str(path))


def test_a_folder_and_a_folder_that_cannot_be_made_are_said(tmp_path):
    with pytest.raises(errors.StoreDamaged):
        open_database(str(tmp_path))
    (tmp_path / "file").write_text("")
    with pytest.raises(errors.StoreMissing):
        open_database(str(tmp_path / "file" / "netdesk.sqlite"))


def test_addresses_that_are_no_sqlite_file_are_refused_by_name():
    for address in ("sqlite://", "nonsense://x", "postgresql+nodriver://u@h/d"):
        with pytest.raises(errors.StoreUnsupported):
            open_database(address)


def test_a_url_and_a_plain_path_open_the_same_file(tmp_path):
    path = tmp_path / "a.sqlite"
    opened = open_database(f"sqlite:///{path}")
    assert opened.path == Path(path)
    opened.close()


def test_a_locked_store_is_said_to_be_busy_and_nothing_is_written(
    database, store_path, monkeypatch
):
    monkeypatch.setattr(under_test, "BUSY_MS", 50)
    holder = sqlite.connect(str(store_path), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with database.outside() as tx:
            tx.exec_driver_sql("PRAGMA busy_timeout = 50")
        database.engine.dispose()
        fast = under_test.Database(under_test._sqlite_engine(store_path), store_path)
        with fast.outside() as tx:
            tx.exec_driver_sql("PRAGMA busy_timeout = 50")
            tx.commit()
            with pytest.raises(errors.StoreBusy), fast._told():
                tx.exec_driver_sql("BEGIN IMMEDIATE")
        fast.close()
    finally:
        holder.close()


def test_a_sqlite_older_than_the_safe_one_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr(under_test, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(errors.SqliteTooOld):
        open_database(str(tmp_path / "a.sqlite"))
    assert not (tmp_path / "a.sqlite").exists()


def test_what_the_driver_says_of_a_full_disk_or_a_read_only_file_becomes_a_sentence():
    def explained(words):
        error = under_test.DBAPIError("", {}, RuntimeError(words))
        return type(under_test.explain(error, "x"))

    assert explained("database or disk is full") is errors.StoreFull
    assert explained("attempt to write a readonly database") is errors.StoreReadOnly
    assert explained("unable to open database file") is errors.StoreReadOnly
    assert explained("database disk image is malformed") is errors.StoreDamaged
    assert explained("no such table: x") is errors.StoreDamaged
    assert explained("UNIQUE constraint failed: x") is under_test.DBAPIError


def test_a_store_whose_pages_are_damaged_is_said_to_be(database, store_path, tmp_path):
    database.checkpoint()
    database.close()
    broken = tmp_path / "broken.sqlite"
    shutil.copy(store_path, broken)
    content = bytearray(broken.read_bytes())
    content[4096:20480] = b"\xff" * (20480 - 4096)
    broken.write_bytes(content)
    opened = open_database(str(broken))

    def read_everything():
        with opened.reading() as tx:
            for table in ("shops", "settings", "channels", "hours", "people"):
                tx.exec_driver_sql(f"SELECT * FROM {table}").all()

    with pytest.raises(errors.StoreDamaged):
        read_everything()
    opened.close()
