"""A lead's state and clocks are a fold over its contacts."""

from datetime import UTC, datetime, timedelta

import pytest

from netdesk import errors
from netdesk.domain.leads.clock import AnsweredVia, ClockState
from netdesk.domain.leads.history import (
    ClockRecord,
    ContactRecord,
    check_contact,
    settle,
    stage_before,
    state_of,
)
from netdesk.domain.leads.lead import Outcome, Stage

NINE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def minutes(n: int) -> datetime:
    return NINE + timedelta(minutes=n)


def clock(id_: int = 1, received: int = 0, **more: object) -> ClockRecord:
    return ClockRecord(id_, minutes(received), minutes(received + 60), ClockState.OPEN, **more)


def contacts(*said: tuple[int, Outcome]) -> list[ContactRecord]:
    return [
        ContactRecord(number, minutes(at), outcome) for number, (at, outcome) in enumerate(said, 1)
    ]


def test_a_missed_call_out_answers_the_clock_and_leaves_the_stage_new():
    said = contacts((10, Outcome.NO_ANSWER))
    (answered,) = settle([clock()], said)
    assert (answered.state, answered.answered_at) == (ClockState.ANSWERED, minutes(10))
    assert state_of(NINE, said).stage is Stage.NEW


def test_the_first_attempt_answers_whatever_order_it_was_entered_in():
    said = contacts((40, Outcome.CONNECTED), (5, Outcome.NO_ANSWER))
    (answered,) = settle([clock()], said)
    assert (answered.answered_at, answered.contact_id) == (minutes(5), 2)


def test_a_contact_before_the_touch_answers_nothing():
    (still,) = settle([clock(received=30)], contacts((10, Outcome.CONNECTED)))
    assert still.state is ClockState.OPEN


def test_lost_without_an_attempt_voids_the_clock_and_an_attempt_before_it_answers():
    (void,) = settle([clock()], contacts((70, Outcome.LOST)))
    assert (void.state, void.closed_at, void.answered_at) == (ClockState.VOID, minutes(70), None)
    (answered,) = settle([clock()], contacts((20, Outcome.NO_ANSWER), (70, Outcome.LOST)))
    assert answered.state is ClockState.ANSWERED


def test_taking_the_contact_back_opens_the_clock_again():
    (answered,) = settle([clock()], contacts((10, Outcome.CONNECTED)))
    (opened,) = settle([answered], [])
    assert opened == clock()


def test_a_clock_closed_by_the_export_stays_closed():
    handled = ClockRecord(1, NINE, minutes(60), ClockState.ANSWERED, minutes(7), AnsweredVia.IMPORT)
    assert settle([handled], contacts((3, Outcome.CONNECTED))) == (handled,)


def test_a_clock_given_up_by_silence_is_not_opened_by_a_fold():
    silent = ClockRecord(1, NINE, minutes(60), ClockState.VOID, closed_at=minutes(9999))
    assert settle([silent], contacts((5, Outcome.CONNECTED))) == (silent,)


def test_each_clock_is_answered_by_its_own_first_attempt():
    said = contacts((10, Outcome.CONNECTED), (3000, Outcome.WECHAT))
    first, second = settle([clock(1), clock(2, received=2900)], said)
    assert (first.contact_id, second.contact_id) == (1, 2)


def test_a_talk_lifts_a_new_lead_only():
    said = contacts((1, Outcome.CONNECTED), (2, Outcome.ARRIVED), (3, Outcome.WECHAT))
    assert state_of(NINE, said).stage is Stage.ARRIVED
    assert state_of(NINE, said[:1]).stage is Stage.CONTACTED


def test_stages_may_skip_forward_and_the_step_keeps_its_own_time():
    state = state_of(NINE, contacts((90, Outcome.ORDERED)))
    assert (state.stage, state.stage_at, state.is_open) == (Stage.ORDERED, minutes(90), True)


def test_delivered_lost_and_invalid_close_a_lead():
    for outcome in (Outcome.DELIVERED, Outcome.LOST, Outcome.INVALID, Outcome.DEAD_NUMBER):
        state = state_of(NINE, contacts((5, outcome)))
        assert (state.is_open, state.closed_at) == (False, minutes(5))


def test_a_late_entry_of_an_earlier_step_does_not_set_the_stage_back():
    said = contacts((100, Outcome.ARRIVED), (50, Outcome.CONNECTED))
    assert state_of(NINE, said).stage is Stage.ARRIVED
    assert stage_before(NINE, said, minutes(60)) is Stage.CONTACTED


def test_the_last_contact_counts_what_an_export_says_was_handled():
    assert state_of(NINE, [], [minutes(4)]).last_contact_at == minutes(4)
    assert state_of(NINE, contacts((9, Outcome.LOST)), [minutes(4)]).last_contact_at == minutes(4)


def check(outcome: Outcome, before: Stage = Stage.NEW, at: int = 0, **more: object) -> None:
    facts = {"now": minutes(0), "reason": "", "has_visit": False, **more}
    check_contact(outcome, before=before, at=minutes(at), **facts)


def test_what_may_not_be_recorded_is_refused_by_name():
    with pytest.raises(errors.ContactInFuture):
        check(Outcome.CONNECTED, at=1)
    with pytest.raises(errors.ReasonNeeded):
        check(Outcome.LOST)
    with pytest.raises(errors.ReasonNeeded):
        check(Outcome.INVALID)
    with pytest.raises(errors.VisitNeeded):
        check(Outcome.INVITED)
    with pytest.raises(errors.StepBackNeedsReason):
        check(Outcome.ARRIVED, before=Stage.ORDERED)
    with pytest.raises(errors.StepBackNeedsReason):
        check(Outcome.ARRIVED, before=Stage.LOST)


def test_with_a_reason_a_step_back_and_a_loss_are_recorded():
    check(Outcome.ARRIVED, before=Stage.ORDERED, reason="退订")
    check(Outcome.LOST, before=Stage.INVITED, reason="价格")
    check(Outcome.INVITED, before=Stage.NEW, has_visit=True)
