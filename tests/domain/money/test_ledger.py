"""A ledger's rows taken one by one: which deal is whose, and in what order things happened."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netdesk.domain.leads.filing import Filed
from netdesk.domain.money.deals import CLOSED, Fault, Ledger, State, Told
from netdesk.domain.money.words import DealEvent

TODAY = date(2026, 11, 24)
ROW = Told(name="王女士", phone="13812345678", model="秦", ordered=date(2026, 11, 20), amount=100)


def ledger(*rows):
    found = Ledger(TODAY, 1)
    return found, [found.take(row) for row in rows]


def days(deal):
    return {event.kind: event.day for event in deal.events}


def test_deals_are_numbered_from_the_first_free_number():
    found = Ledger(TODAY, 41)
    found.take(ROW)
    found.take(ROW._replace(model="汉"))
    assert [deal.id for deal in found.new] == [41, 42]
    assert found.next_id == 43


def test_an_empty_cell_takes_nothing_away():
    found, outcomes = ledger(ROW, ROW._replace(amount=None, gross_profit=5), ROW)
    assert outcomes == [Filed.ADDED, Filed.MERGED, Filed.UNCHANGED]
    assert (found.new[0].amount, found.new[0].gross_profit) == (100, 5)


def test_a_colleague_goes_with_his_name():
    found, _outcomes = ledger(
        ROW._replace(person="赵强", person_id=4), ROW._replace(person="新来的")
    )
    assert (found.new[0].person, found.new[0].person_id) == ("新来的", None)


def test_a_day_without_a_name_is_no_later_than_the_delivery():
    row = ROW._replace(ordered=None, closed=date(2026, 11, 22), delivered=date(2026, 11, 21))
    found, _outcomes = ledger(row)
    assert days(found.new[0])[DealEvent.ORDERED] == date(2026, 11, 21)
    assert found.new[0].event(DealEvent.ORDERED).note == CLOSED


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (ROW._replace(state=State.DELIVERED), ROW.ordered),
        (ROW._replace(state=State.DELIVERED, closed=date(2026, 11, 22)), date(2026, 11, 22)),
        (ROW._replace(state=State.DELIVERED, delivered=TODAY), TODAY),
    ],
)
def test_delivered_without_a_date_is_the_day_that_is_told(row, day):
    found, _outcomes = ledger(row)
    assert days(found.new[0])[DealEvent.DELIVERED] == day


def test_a_delivery_learned_of_later_is_of_the_day_it_was_learned():
    found, _outcomes = ledger(ROW, ROW._replace(state=State.DELIVERED))
    assert days(found.new[0])[DealEvent.DELIVERED] == TODAY


def test_what_ends_before_the_delivery_was_cancelled_after_it_refunded():
    first, _outcomes = ledger(ROW._replace(state=State.ENDED))
    second, _outcomes = ledger(ROW._replace(state=State.ENDED, delivered=TODAY))
    assert first.new[0].event(DealEvent.CANCELLED).day == TODAY
    assert second.new[0].event(DealEvent.REFUNDED).day == TODAY


def test_a_fault_changes_nothing():
    found, outcomes = ledger(ROW, ROW._replace(delivered=ROW.ordered - timedelta(days=1), amount=7))
    assert outcomes[1] is Fault.OUT_OF_ORDER
    assert found.new[0].amount == 100
    assert days(found.new[0]) == {DealEvent.ORDERED: ROW.ordered}


_some_day = st.none() | st.dates(date(2026, 11, 1), TODAY)
_rows = st.builds(
    Told,
    number=st.sampled_from(("", "A", "B")),
    name=st.sampled_from(("", "王女士", "李先生")),
    phone=st.sampled_from(("", "13812345678", "13900000000")),
    model=st.sampled_from(("", "秦", "汉")),
    ordered=_some_day,
    delivered=_some_day,
    ended=_some_day,
    closed=st.dates(date(2026, 11, 1), TODAY),
    state=st.none() | st.sampled_from(State),
    amount=st.none() | st.integers(0, 3),
    gross_profit=st.none() | st.integers(-3, 3),
)


@settings(max_examples=300)
@given(st.lists(_rows, min_size=1, max_size=8))
def test_a_row_said_twice_in_a_row_changes_nothing_the_second_time(rows):
    found = Ledger(TODAY, 1)
    for row in rows:
        before = len(found.new)
        outcome = found.take(row)
        assert (outcome is Filed.ADDED) == (len(found.new) == before + 1)
        if (row.name or row.phone or row.number) and outcome in (Filed.ADDED, Filed.MERGED):
            assert found.take(row) is Filed.UNCHANGED
    for deal in found.new:
        kinds = [event.kind for event in deal.events if event.kind is not DealEvent.CHANGED]
        assert len(kinds) == len(set(kinds))
        told = days(deal)
        ended = told.get(DealEvent.CANCELLED) or told.get(DealEvent.REFUNDED)
        assert told.get(DealEvent.DELIVERED, TODAY) >= told.get(DealEvent.ORDERED, deal.day)
        assert ended is None or ended >= deal.day
