"""Migrations: forward, whole or not at all, and the tables come out as the code has them."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from netdesk import bootstrap, errors
from netdesk.store import schema
from netdesk.store.database import open_database
from netdesk.store.tables import metadata


def test_migrated_tables_are_the_tables_of_the_code(database):
    with database.outside() as tx:
        assert compare_metadata(MigrationContext.configure(tx), metadata) == []


def test_every_table_is_strict_clustered_and_begins_its_keys_with_the_shop(database):
    with database.outside() as tx:
        listed = tx.exec_driver_sql("PRAGMA table_list").mappings().all()
        ours = [t for t in listed if t["name"] in metadata.tables]
        assert len(ours) == len(metadata.tables)
        assert all(t["strict"] and t["wr"] for t in ours)
        for table in ours:
            for index in tx.exec_driver_sql(f"PRAGMA index_list({table['name']})").mappings():
                first = tx.exec_driver_sql(f"PRAGMA index_info({index['name']})").mappings()
                assert first.first()["name"] == "shop_id", index["name"]


def test_an_up_to_date_store_is_not_touched(database):
    assert schema.upgrade(database) is False


def test_a_newer_store_is_left_alone(database, store_path):
    with database.outside() as tx:
        tx.exec_driver_sql("PRAGMA user_version = 999")
        tx.commit()
    before = store_path.read_bytes()
    with pytest.raises(errors.StoreNewer) as told:
        schema.upgrade(database)
    assert told.value.exit_code == 4
    assert store_path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    database = open_database(str(tmp_path / "a.sqlite"))

    def fail(*_arguments, **_more):
        raise RuntimeError

    monkeypatch.setattr("alembic.command.upgrade", fail)
    with pytest.raises(RuntimeError):
        schema.upgrade(database)
    with database.outside() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar() == 0
        assert tx.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert schema.version_of(database) == 0
    database.close()


def test_an_older_store_is_copied_whole_before_it_is_raised(database, store_path, clock):
    bootstrap.prepare(database, clock())
    schema.keep_copy(database, clock())
    (copy,) = store_path.parent.glob("*-before-v*.sqlite")
    kept = open_database(str(copy))
    with kept.reading() as tx, database.reading() as now:
        ask = "SELECT code FROM channels ORDER BY code"
        assert tx.exec_driver_sql(ask).all() == now.exec_driver_sql(ask).all()
    kept.close()
    assert not list(store_path.parent.glob("*.part*"))
