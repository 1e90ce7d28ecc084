"""A recorded step is taken back to the letter, unless somebody built on it."""

from datetime import timedelta

import pytest

from netdesk import errors
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome
from netdesk.services.answer import Step
from netdesk.store.undo import _ours
from tests.arrivals import arrive, person
from tests.conftest import NINE


def dump(database):
    """Every row that is taken back, table by table, and the counters."""
    with database.reading() as tx:
        names = [table.name for table in _ours()] + ["counters"]
        return {n: sorted(map(repr, tx.exec_driver_sql(f"SELECT * FROM {n}").all())) for n in names}


def last_import(database):
    with database.reading() as tx:
        return tx.exec_driver_sql("SELECT max(id) FROM imports").scalar()


def leads(desk):
    return desk.inbox.page(InboxView.WAITING, now=NINE).rows


def without_counters_of_records(dumped):
    """An import's own number and its unit's stay used: its record stays."""
    own = ("'import'", "'undo_unit'")
    counters = [row for row in dumped["counters"] if not any(word in row for word in own)]
    return {**dumped, "counters": counters}


def test_an_import_taken_back_leaves_the_store_as_it_was(desk, database, tmp_path):
    arrive(desk, tmp_path, {}, person(1, 留言="想'看';车"), person(2, 线索编号="A1", 留言=""))
    before = dump(database)
    later = NINE + timedelta(hours=2)
    again = arrive(
        desk,
        tmp_path,
        {"留资时间": "2026-11-24 10:30", "意向车型": "宋PLUS"},
        person(2, 线索编号="A1", 留言="再问一次", 处理时间="2026-11-24 10:00"),
        person(3, 微信号="wx_3333"),
        person(4),
        now=later,
    )
    assert (again.added, again.merged, again.unchanged) == (2, 1, 1)
    assert dump(database) != before
    desk.imports.undo(last_import(database), by="", now=later)
    assert without_counters_of_records(dump(database)) == without_counters_of_records(before)


def test_an_import_somebody_worked_on_stays(desk, database, tmp_path):
    arrive(desk, tmp_path, {})
    desk.answer.log(Step(leads(desk)[0].id, Outcome.CONNECTED), now=NINE)
    before = dump(database)
    with pytest.raises(errors.ImportWorkedOn):
        desk.imports.undo(last_import(database), by="", now=NINE)
    assert dump(database) == before


def test_an_import_is_taken_back_once(desk, database, tmp_path):
    arrive(desk, tmp_path, {})
    desk.imports.undo(last_import(database), by="", now=NINE)
    assert leads(desk) == ()
    with pytest.raises(errors.ImportNotThere):
        desk.imports.undo(last_import(database), by="", now=NINE)
    assert arrive(desk, tmp_path, {}).added == 1


def test_nothing_is_watched_after_an_import(desk, database, tmp_path):
    arrive(desk, tmp_path, {})
    with database.writing() as tx:
        left = tx.exec_driver_sql("SELECT count(*) FROM sqlite_temp_schema").scalar()
    assert left == 0
