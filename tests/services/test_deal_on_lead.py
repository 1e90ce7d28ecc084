"""A matched deal on its lead: told in the timeline, offered as a step, counted once (PRODUCT 6)."""

from datetime import date

import pytest

from netdesk.domain.figures.grouping import By, View
from netdesk.domain.leads.inbox import EntryKind
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.dealt import deal

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
BOUGHT = {"客户姓名": "客户1", "联系电话": "13800000001", "订车日期": "2026-11-20"}


@pytest.fixture
def lead(desk, tmp_path):
    arrive(desk, tmp_path, person(1, 留资时间="2026-11-10 09:00:00"))
    deal(desk, tmp_path, BOUGHT | {"合同号": "HT1"})
    return 1


def told(desk, lead):
    timeline = desk.inbox.card(lead, now=NINE).timeline
    return [(e.reason, e.outcome) for e in timeline if e.kind is EntryKind.DEAL]


def ordered(desk, view, by=By.CHANNEL):
    asked = desk.figures.asked(*NOVEMBER, now=NINE, view=view, by=by)
    table = desk.figures.table(asked)
    return {row.key: row.counts.ordered for row in table.rows if row.counts.ordered}


def test_the_card_tells_the_deal_and_offers_the_step(desk, lead):
    card = desk.inbox.card(lead, now=NINE)
    assert told(desk, lead) == [("ordered", Outcome.ORDERED)]
    assert card.row.stage is Stage.NEW  # nobody of us has said so
    assert card.bought.outcome is Outcome.ORDERED
    assert card.bought.at.date() == date(2026, 11, 20)
    assert card.bought.text == "HT1"


@pytest.mark.parametrize("view", View)
def test_taking_the_step_over_counts_the_order_once_on_the_deals_day(desk, lead, view):
    before = ordered(desk, view), ordered(desk, view, By.DAY)
    bought = desk.inbox.card(lead, now=NINE).bought
    desk.answer.log(Step(lead, bought.outcome, at=bought.at), now=NINE)
    card = desk.inbox.card(lead, now=NINE)
    assert (card.row.stage, card.bought) == (Stage.ORDERED, None)
    assert (ordered(desk, view), ordered(desk, view, By.DAY)) == before
    assert before[0] == {"autohome": 1}


def test_a_delivery_is_offered_after_the_order(desk, lead, tmp_path):
    desk.answer.log(Step(lead, Outcome.ORDERED, at=NINE), now=NINE)
    assert desk.inbox.card(lead, now=NINE).bought is None
    deal(desk, tmp_path, BOUGHT | {"合同号": "HT1", "交车日期": "2026-11-23"})
    assert desk.inbox.card(lead, now=NINE).bought.outcome is Outcome.DELIVERED


def test_a_cancelled_deal_is_told_and_not_offered(desk, lead):
    desk.deals.end(desk.deals.page(*NOVEMBER).rows[0].id, date(2026, 11, 21), by="", now=NINE)
    assert told(desk, lead) == [("ordered", None), ("cancelled", None)]
    assert desk.inbox.card(lead, now=NINE).bought is None


def test_who_is_lost_is_not_offered_until_somebody_opens_him_again(desk, lead):
    desk.answer.log(Step(lead, Outcome.LOST, reason="买了别的"), now=NINE)
    card = desk.inbox.card(lead, now=NINE)
    assert card.bought is None
    assert told(desk, lead)
