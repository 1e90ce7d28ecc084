"""What the figures count of a lead is kept right with every write, and by the migration."""

import pytest

from netdesk.domain.figures.reached import BY_DEALS, Reached
from netdesk.domain.leads.lead import Outcome
from netdesk.services.answer import Step
from netdesk.store.migrations.versions import v0003_money as money
from tests.arrivals import arrive

_KEPT = "SELECT id, reached, person_id, last_channel FROM leads ORDER BY id"


def kept(database):
    """Return what is kept of each lead; what its deals made of it no record of a lead tells."""
    with database.reading() as tx:
        rows = tx.exec_driver_sql(_KEPT).mappings()
        return [{**row, "reached": row["reached"] & ~int(BY_DEALS)} for row in rows]


def reached(database, lead_id):
    with database.reading() as tx:
        query = "SELECT reached FROM leads WHERE id = ?"
        return Reached(tx.exec_driver_sql(query, (lead_id,)).scalar_one())


def test_what_is_kept_is_what_the_migration_works_out_from_the_records(desk, database, clock):
    desk.demo.fill(leads=300, days=60, seed=3, now=clock.at)
    before = kept(database)
    assert {row["reached"] for row in before} > {0, 1, 7}
    assert any(row["last_channel"] for row in before)
    with database.writing() as tx:
        tx.exec_driver_sql("UPDATE leads SET reached = 0, person_id = NULL, last_channel = NULL")
        for statement in (money._LAST_CHANNEL, money._PERSON, money._REACHED):
            tx.exec_driver_sql(statement)
    assert kept(database) == before


@pytest.fixture
def lead_id(database, desk, tmp_path):
    arrive(desk, tmp_path, {})
    return kept(database)[0]["id"]


def test_undo_takes_back_what_a_contact_added(database, desk, clock, lead_id):
    desk.answer.log(Step(lead_id, Outcome.NO_ANSWER), now=clock.at)
    assert reached(database, lead_id) == Reached.TRIED
    desk.answer.log(Step(lead_id, Outcome.WECHAT), now=clock.at)
    assert reached(database, lead_id) == Reached.TRIED | Reached.JUDGED
    desk.answer.undo_last(by="", now=clock.at)
    assert reached(database, lead_id) == Reached.TRIED


def test_a_lead_that_was_reopened_is_not_lost_any_more(database, desk, clock, lead_id):
    desk.answer.log(Step(lead_id, Outcome.LOST, reason="价格"), now=clock.at)
    assert Reached.LOST in reached(database, lead_id)
    desk.answer.log(Step(lead_id, Outcome.CONNECTED, reason="又来问"), now=clock.at)
    assert Reached.LOST not in reached(database, lead_id)
