"""A lead by hand: whose the number is, who waits and who was served, and the step taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from netdesk import errors
from netdesk.domain.leads.by_hand import Source
from netdesk.domain.leads.filing import Filed
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.services.answer import Step
from netdesk.services.new_lead import NewLead
from netdesk.store.tables import do_not_contact
from tests.arrivals import arrive
from tests.conftest import NINE
from tests.services.test_import_files import dump

LATER = NINE + timedelta(hours=1)
KEPT = ("audit", "counters", "undo_units", "undo_rows")


def add(desk, now=NINE, **values):
    values.setdefault("phone", "138 1234 5678")
    return desk.new_lead.add(NewLead(**values), by="", now=now)


def facts(database):
    return {table: rows for table, rows in dump(database).items() if table not in KEPT}


def test_a_visit_is_served_at_once_and_counts_as_arrived(desk, database):
    added = add(desk, name="王女士", model="秦PLUS", source=Source.VISIT)
    assert (added.filed, added.row.name, added.row.phone) == (Filed.ADDED, "王女士", "138****5678")
    assert (added.row.channel, added.row.due_at, added.row.stage) == (
        "showroom", None, Stage.ARRIVED,
    )  # fmt: skip
    clock = dump(database)["clocks"][0]
    assert (clock.state, clock.answered_via) == ("answered", "at_once")
    assert dump(database)["customers"][0].consent == "visit"


def test_who_rang_has_been_served_and_who_wrote_waits(desk):
    rang = add(desk, source=Source.CALL)
    wrote = add(desk, phone="", wechat="Wx_abc123", source=Source.WECHAT)
    assert (rang.row.channel, rang.row.due_at) == ("hotline", None)
    assert (wrote.row.channel, wrote.row.due_at) == ("wechat", NINE + timedelta(hours=1))
    assert wrote.row.wechat == "wx_abc123"


def test_a_number_says_at_once_whose_it_is(desk, tmp_path):
    assert not desk.new_lead.look("13812345678").people
    arrive(desk, tmp_path, {})
    looked = desk.new_lead.look(" +86 138-1234-5678")
    (known,) = looked.people
    assert (looked.number, known.name, known.is_open) == ("138****5678", "王女士", True)
    assert known.row is not None
    assert known.row.model == "秦PLUS"


@pytest.mark.parametrize("text", ["", "  ", "1381234", "王女士", "138****5678", "=1+1", "\0"])
def test_what_is_no_whole_number_is_nobodys(desk, text):
    looked = desk.new_lead.look(text)
    assert (looked.number, looked.people, looked.do_not_contact) == ("", (), False)


def test_a_number_not_to_be_called_is_known_before_it_is_written_down(desk, database):
    with database.writing() as tx:
        row = {"shop_id": 1, "kind": "mobile", "value": "13812345678", "at": NINE}
        tx.execute(insert(do_not_contact).values(**row))
    assert desk.new_lead.look("13812345678").do_not_contact


def test_a_known_customer_gets_one_more_touch_and_his_clock_closes(desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 08:40:00"})
    added = add(desk, now=LATER, source=Source.VISIT)
    assert (added.filed, added.row.touches, added.row.due_at) == (Filed.MERGED, 2, None)
    assert len(desk.inbox.page(InboxView.ALL, now=LATER).rows) == 1


def test_a_customer_who_is_further_than_a_visit_stays_where_he_is(desk, tmp_path):
    arrive(desk, tmp_path, {})
    (row,) = desk.inbox.page(InboxView.ALL, now=NINE).rows
    desk.answer.log(Step(row.id, Outcome.ORDERED, at=NINE), now=LATER)
    assert add(desk, now=LATER).row.stage is Stage.ORDERED


def test_taken_back_the_store_is_as_it_was(desk, database, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 08:40:00"})
    before = facts(database)
    added = add(desk, now=LATER, name="王女士", model="宋L", message="看看")
    assert facts(database) != before
    desk.new_lead.undo(added.unit, by="", now=LATER)
    assert facts(database) == before


def test_what_was_worked_on_since_is_not_taken_back(desk):
    added = add(desk, source=Source.WECHAT)
    desk.answer.log(Step(added.row.id, Outcome.CONNECTED, at=LATER), now=LATER)
    with pytest.raises(errors.LeadWorkedOn):
        desk.new_lead.undo(added.unit, by="", now=LATER)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"phone": ""}, errors.NeedsContact),
        ({"phone": "12345"}, errors.NumberNotRead),
        ({"phone": "", "wechat": "王"}, errors.NumberNotRead),
        ({"channel": "nowhere"}, errors.UnknownChannel),
    ],
)
def test_what_can_not_be_written_down_leaves_nothing(desk, database, values, error):
    before = dump(database)
    with pytest.raises(error):
        add(desk, **values)
    assert dump(database) == before
