"""A store that an older release left, with data in it, is raised and nothing of it is lost."""

import shutil
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from netdesk import bootstrap
from netdesk.domain.deadlines.when import iso
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.domain.posts.post import PostText
from netdesk.services.answer import Step
from netdesk.services.desk import Desk
from netdesk.store import audit, schema
from netdesk.store.database import open_database
from netdesk.store.shop import SHOP_ID
from tests.conftest import NINE

V1 = Path(__file__).with_name("v1.sql")
TIP = PostText("douyin", Column.CARE, Method.TIP, "雨刮器刮不干净，先看胶条", "胶条会硬。")


@pytest.fixture
def old(tmp_path):
    """The file of a store of schema 1, as written by then."""
    path = tmp_path / "netdesk.sqlite"
    with closing(sqlite.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.executescript(V1.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def raised(old):
    database = open_database(str(old))
    bootstrap.prepare(database, NINE)
    yield database
    database.close()


def rows_of(database):
    """Return every row of the tables there are, but alembic's own and the planner's."""
    with database.reading() as tx:
        named = tx.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
        )
        return {
            table: list(map(tuple, tx.exec_driver_sql(f"SELECT * FROM {table}")))
            for table in named.scalars().all()
        }


def shortened(rows, like):
    """Return rows without the columns that later schemas added behind those of `like`."""
    width = len(like[0]) if like else 0
    return [row[:width] for row in rows]


def test_every_row_is_as_it_was_and_the_new_tables_are_empty(old, tmp_path):
    copy = tmp_path / "before.sqlite"
    shutil.copy(old, copy)
    before = open_database(str(copy))
    kept = rows_of(before)
    assert schema.version_of(before) == 1
    before.close()
    database = open_database(str(old))
    bootstrap.prepare(database, NINE)
    found = rows_of(database)
    assert schema.version_of(database) == schema.VERSION
    database.close()
    assert kept["leads"]
    assert {table: shortened(found[table], rows) for table, rows in kept.items()} == kept
    assert not any(rows for table, rows in found.items() if table not in kept)


def test_a_raised_store_has_the_tables_and_indexes_of_a_new_one(raised, database):
    def schema_of(store):
        query = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name"
        with store.reading() as tx:
            return list(map(tuple, tx.exec_driver_sql(query)))

    assert schema_of(raised) == schema_of(database)


def test_the_planner_is_told_of_the_new_tables_too(raised):
    with raised.reading() as tx:
        told = set(tx.exec_driver_sql("SELECT tbl FROM sqlite_stat1").scalars())
    assert {"posts", "post_leads", "channel_days", "answers", "leads"} <= told


def test_the_store_as_it_was_is_kept_beside_it(old, raised):
    (copy,) = old.parent.glob("*-before-v*.sqlite")
    kept = open_database(str(copy))
    assert schema.version_of(kept) == 1
    assert len(rows_of(kept)["touches"]) == 3
    kept.close()


def test_the_desk_goes_on_where_it_was_and_posts_are_kept_from_then_on(raised):
    desk = Desk(raised, lambda: NINE)
    (row,) = desk.inbox.page(InboxView.VISITS, now=NINE).rows
    assert (row.name, row.phone, row.stage, row.touches) == (
        "王女士",
        "138****5678",
        Stage.INVITED,
        2,
    )
    assert iso(row.visit_at, desk.hours.current().zone) == "2026-11-25T09:00:00+08:00"
    assert desk.summary.note(date(2026, 11, 24)) == "雨天，到店少"
    undone = desk.answer.undo_last(by="小周", now=NINE)
    assert undone.outcome is Outcome.NO_ANSWER
    desk.answer.log(Step(row.id, Outcome.ARRIVED, by="小周"), now=NINE)
    post = desk.posts.add(TIP, by="小周", now=NINE, planned_at=NINE + timedelta(days=1))
    assert desk.posts.put_lead(post.id, row.id, now=NINE).leads == 1
    with raised.reading() as tx:
        assert audit.first_break(tx, SHOP_ID) is None
