"""Steps on deals are taken back whole; leads for a deal are found by what is typed."""

from datetime import date, timedelta

import pytest

from netdesk import errors
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.deals import Told
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.dealt import deal

DAY = date(2026, 11, 20)
EVER = date(2020, 1, 1), date(2030, 1, 1)
SHE = {"客户姓名": "客户1", "联系电话": "13800000001", "车型": "海豚"}


@pytest.fixture
def desk(desk, tmp_path):
    """A desk with three leads and the deal of the first."""
    rows = [
        person(1, 留资时间="2026-11-03 09:00:00", 意向车型="海豚"),
        person(2, 留资时间="2026-11-05 09:00:00", 意向车型="海豚", 渠道="易车"),
        person(3, 留资时间="2026-11-05 10:00:00", 意向车型="元"),
    ]
    arrive(desk, tmp_path, *rows)
    deal(desk, tmp_path, SHE | {"订车日期": "2026-11-20"})
    return desk


def only(desk):
    (row,) = desk.deals.page(*EVER).rows
    return row


def ids(rows):
    return [row.id for row in rows]


def test_a_delivery_is_written_down_once_and_taken_back(desk):
    said = desk.deals.deliver(1, DAY, by="", now=NINE)
    assert said.deal.state is DealEvent.DELIVERED
    with pytest.raises(errors.BadDeal):
        desk.deals.deliver(1, DAY, by="", now=NINE)
    desk.deals.undo(said, by="", now=NINE)
    assert only(desk).state is DealEvent.ORDERED
    with pytest.raises(errors.DealChanged):
        desk.deals.undo(said, by="", now=NINE)


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), NINE.date() + timedelta(days=1)])
def test_a_delivery_is_neither_before_the_order_nor_in_the_future(desk, day):
    with pytest.raises(errors.BadDeal):
        desk.deals.deliver(1, day, by="", now=NINE)


def test_an_ending_and_its_taking_back_are_undone_in_turn(desk):
    ended = desk.deals.end(1, DAY, by="", now=NINE, note="改主意")
    stood = desk.deals.stand(1, by="", now=NINE)
    assert only(desk).is_standing
    desk.deals.undo(stood, by="", now=NINE)
    row = only(desk)
    assert [event.note for event in row.events if event.kind is DealEvent.CANCELLED] == ["改主意"]
    assert not row.is_standing
    desk.deals.undo(ended, by="", now=NINE)
    assert only(desk).is_standing


def test_a_deal_typed_by_mistake_is_gone_after_undo_and_its_lead_as_before(desk):
    before = desk.inbox.card(2, now=NINE)
    said = desk.deals.add(Told(name="客户2", phone="13800000002", ordered=DAY), by="", now=NINE)
    assert said.after.lead_id == 2
    assert desk.inbox.card(2, now=NINE).bought is not None
    desk.deals.undo(said, by="", now=NINE)
    assert len(desk.deals.page(*EVER).rows) == 1
    assert desk.inbox.card(2, now=NINE) == before
    with pytest.raises(errors.DealChanged):
        desk.deals.undo(said, by="", now=NINE)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0002", [2]),
        ("客户", [3, 2, 1]),
        ("海豚", [2, 1]),
        ("易车", [2]),
        ("11-05", [3, 2]),
        ("海豚 11-05", [2]),
        ("2026-10", []),
        ("11月3日至5日", [3, 2, 1]),
    ],
)
def test_leads_are_found_by_number_name_car_channel_and_day(desk, typed, found):
    assert ids(desk.deals.found(typed, now=NINE)) == found


def test_without_a_number_or_name_who_was_there_for_the_car_may_have_bought_it(desk, tmp_path):
    at = NINE - timedelta(days=7)
    for lead in (1, 2, 3):
        desk.answer.log(Step(lead, Outcome.ARRIVED, at=at), now=NINE)
    other = {"客户姓名": "李先生", "联系电话": "13900009999", "车型": "海豚"}
    deal(desk, tmp_path, other | {"订车日期": "2026-11-20"})
    # The first one has a deal already, the third wanted another car.
    assert ids(desk.deals.suggested(2)) == [2]


def test_what_is_typed_is_read_as_a_deal(desk):
    told = desk.deals.typed(
        {"name": " 王  女士 ", "ordered": "11-20", "amount": "12.98万", "gross_profit": "-888"},
        now=NINE,
    )
    assert told == Told(name="王 女士", ordered=DAY, amount=12_980_000, gross_profit=-88_800)
    for cells, error in (
        ({"ordered": "2026-11"}, errors.BadPeriod),
        ({"amount": "-5"}, errors.BadAmount),
        ({"gross_profit": "不少"}, errors.BadAmount),
    ):
        with pytest.raises(error):
            desk.deals.typed(cells, now=NINE)


def test_a_match_that_was_undone_is_the_phones_again(desk):
    said = desk.deals.match_by_hand(1, 3, by="", now=NINE)
    assert desk.deals.undo(said, by="", now=NINE).after.how is MatchHow.PHONE
