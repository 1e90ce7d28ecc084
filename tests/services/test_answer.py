"""Recording what came of a lead, and taking it back."""

from datetime import date, timedelta

import pytest

from netdesk import errors
from netdesk.domain.leads.inbox import EntryKind, InboxView
from netdesk.domain.leads.lead import Grade, Outcome, Stage
from netdesk.domain.person import Role
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.conftest import NINE


@pytest.fixture
def lead(desk, tmp_path):
    """One lead that came at 08:40 and is due at 09:40."""
    arrive(desk, tmp_path, {})
    (row,) = desk.inbox.page(InboxView.WAITING, now=NINE).rows
    return row


def log(desk, lead, outcome, now=NINE, **more):
    return desk.answer.log(Step(lead.id, outcome, **more), now=now)


def test_an_attempt_answers_the_clock_at_once_and_on_disk(desk, lead, store_path):
    row = log(desk, lead, Outcome.NO_ANSWER).row
    assert (row.due_at, row.answered_at) == (None, NINE)
    assert row.judged_due_at == NINE + timedelta(minutes=40)
    assert row.stage is Stage.NEW
    assert desk.inbox.counts(now=NINE)[InboxView.WAITING] == 0


def test_connected_lifts_a_new_lead_to_contacted(desk, lead):
    assert log(desk, lead, Outcome.CONNECTED).row.stage is Stage.CONTACTED


def test_an_invitation_makes_a_visit_and_a_second_one_moves_it(desk, lead):
    first, second = NINE + timedelta(days=1), NINE + timedelta(days=2)
    log(desk, lead, Outcome.INVITED, visit_at=first)
    row = log(desk, lead, Outcome.INVITED, visit_at=second, now=NINE + timedelta(minutes=1)).row
    assert (row.stage, row.visit_at) == (Stage.INVITED, second)
    (visiting,) = desk.inbox.page(InboxView.VISITS, now=NINE).rows
    assert visiting.visit_at == second


def test_an_arrival_keeps_the_visit_and_undoing_it_plans_the_visit_again(desk, lead):
    visit = NINE + timedelta(hours=5)
    log(desk, lead, Outcome.INVITED, visit_at=visit)
    log(desk, lead, Outcome.ARRIVED, now=visit)
    assert desk.inbox.counts(now=visit)[InboxView.VISITS] == 0
    desk.answer.undo_last(by="", now=visit)
    (row,) = desk.inbox.page(InboxView.VISITS, now=visit).rows
    assert (row.stage, row.visit_at) == (Stage.INVITED, visit)


def test_a_visit_whose_time_passed_was_missed_when_another_is_agreed_or_the_lead_is_lost(
    desk, lead, database
):
    visit = NINE + timedelta(hours=2)
    log(desk, lead, Outcome.INVITED, visit_at=visit)
    evening, later = NINE + timedelta(hours=8), NINE + timedelta(days=1)
    log(desk, lead, Outcome.INVITED, visit_at=later, now=evening)
    log(desk, lead, Outcome.LOST, reason="价格", now=later + timedelta(hours=1))
    with database.reading() as tx:
        states = tx.exec_driver_sql("SELECT state FROM appointments ORDER BY id").scalars().all()
    assert states == ["missed", "missed"]
    counts = desk.summary.of(NINE.date(), now=evening).counts
    assert (counts.appointments_due, counts.arrived_of_due) == (1, 0)


def test_a_dead_number_marks_the_lead_invalid_with_that_reason(desk, lead):
    log(desk, lead, Outcome.DEAD_NUMBER)
    card = desk.inbox.card(lead.id, now=NINE)
    assert card.row.stage is Stage.INVALID
    assert [entry.reason for entry in card.timeline if entry.kind is EntryKind.CONTACT] == [
        "dead_number"
    ]


def test_lost_without_an_attempt_stops_the_clock_and_counts_as_late_if_it_was(desk, lead):
    late = NINE + timedelta(hours=2)
    log(desk, lead, Outcome.LOST, reason="价格", now=late)
    page = desk.summary.of(date(2026, 11, 24), now=late)
    assert (page.counts.answered, page.counts.clocks_judged, page.counts.lost) == (0, 1, 1)
    assert page.counts.waiting == 0


def test_an_answer_entered_late_counts_when_it_happened_and_is_marked(desk, lead):
    later = NINE + timedelta(hours=3)
    row = log(desk, lead, Outcome.CONNECTED, at=NINE + timedelta(minutes=5), now=later).row
    assert row.answered_at == NINE + timedelta(minutes=5)
    (entry,) = [
        e for e in desk.inbox.card(lead.id, now=later).timeline if e.kind is EntryKind.CONTACT
    ]
    assert entry.backdated
    counts = desk.summary.of(date(2026, 11, 24), now=later).counts
    assert (counts.on_time, counts.backdated) == (1, 1)


def test_nothing_is_written_when_a_step_is_refused(desk, lead):
    for refused, step in (
        (errors.UnknownLead, Step(999, Outcome.CONNECTED)),
        (errors.UnknownPerson, Step(lead.id, Outcome.CONNECTED, by="无此人")),
        (errors.VisitNeeded, Step(lead.id, Outcome.INVITED)),
        (errors.VisitInPast, Step(lead.id, Outcome.INVITED, visit_at=NINE - timedelta(1))),
        (errors.ReasonNeeded, Step(lead.id, Outcome.LOST)),
        (errors.ContactInFuture, Step(lead.id, Outcome.CONNECTED, at=NINE + timedelta(1))),
        (errors.LeadChanged, Step(lead.id, Outcome.CONNECTED, version=lead.version + 5)),
    ):
        with pytest.raises(refused) as told:
            desk.answer.log(step, now=NINE)
        assert told.value.exit_code == 2
    assert desk.inbox.card(lead.id, now=NINE).row == lead


def test_an_unknown_name_is_told_with_the_names_there_are(desk, lead):
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    with pytest.raises(errors.UnknownPerson, match="小周"):
        log(desk, lead, Outcome.CONNECTED, by="小明")
    assert log(desk, lead, Outcome.CONNECTED, by="小周").row.stage is Stage.CONTACTED


def test_a_step_back_needs_a_reason_and_is_kept(desk, lead):
    log(desk, lead, Outcome.ORDERED)
    later = NINE + timedelta(minutes=1)
    with pytest.raises(errors.StepBackNeedsReason):
        log(desk, lead, Outcome.ARRIVED, now=later)
    row = log(desk, lead, Outcome.ARRIVED, reason="退订", now=later).row
    assert row.stage is Stage.ARRIVED


def test_undo_takes_the_last_step_back_whole_and_redo_brings_it_again(desk, lead):
    log(desk, lead, Outcome.CONNECTED, grade=Grade.A, next_at=NINE + timedelta(days=3))
    answered = desk.inbox.card(lead.id, now=NINE).row
    undone = desk.answer.undo_last(by="", now=NINE)
    assert (undone.lead_id, undone.outcome) == (lead.id, Outcome.CONNECTED)
    before = desk.inbox.card(lead.id, now=NINE).row
    assert (before.due_at, before.stage, before.grade, before.next_at) == (
        lead.due_at,
        Stage.NEW,
        Grade.N,
        None,
    )
    desk.answer.redo_last(by="", now=NINE)
    again = desk.inbox.card(lead.id, now=NINE).row
    assert again == type(again)(
        **{f: getattr(answered, f) for f in answered.__slots__} | {"version": again.version}
    )


def test_undo_goes_back_step_by_step_and_then_there_is_nothing(desk, lead):
    log(desk, lead, Outcome.NO_ANSWER)
    log(desk, lead, Outcome.CONNECTED, now=NINE + timedelta(minutes=1))
    outcomes = [desk.answer.undo_last(by="", now=NINE).outcome for _time in range(2)]
    assert outcomes == [Outcome.CONNECTED, Outcome.NO_ANSWER]
    assert desk.answer.undo_last(by="", now=NINE) is None


def test_undoing_the_first_of_two_attempts_is_not_offered_but_the_clock_finds_the_next(
    desk, lead, tmp_path
):
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    log(desk, lead, Outcome.NO_ANSWER, by="小周")
    log(desk, lead, Outcome.CONNECTED, now=NINE + timedelta(minutes=9))
    desk.answer.undo_last(by="小周", now=NINE + timedelta(minutes=10))
    row = desk.inbox.card(lead.id, now=NINE).row
    assert row.answered_at == NINE + timedelta(minutes=9)


def test_a_step_is_not_undone_over_a_later_change(desk, lead):
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    log(desk, lead, Outcome.CONNECTED, by="小周")
    desk.answer.set_grade(lead.id, Grade.H, by="", now=NINE)
    with pytest.raises(errors.CannotUndo):
        desk.answer.undo_last(by="小周", now=NINE)
    assert desk.inbox.card(lead.id, now=NINE).row.grade is Grade.H


def test_a_person_undoes_only_own_steps_of_today(desk, lead):
    log(desk, lead, Outcome.CONNECTED)
    assert desk.answer.undo_last(by="", now=NINE + timedelta(days=1)) is None


def test_a_snooze_puts_the_lead_off_and_leaves_its_clock_running(desk, lead):
    row = desk.answer.snooze(lead.id, NINE + timedelta(days=2), by="", now=NINE).row
    assert (row.next_at, row.due_at) == (NINE + timedelta(days=2), lead.due_at)


def test_a_talk_with_a_reason_brings_a_lost_lead_back_and_one_without_is_only_noted(desk, lead):
    log(desk, lead, Outcome.LOST, reason="价格")
    later = NINE + timedelta(minutes=1)
    assert log(desk, lead, Outcome.CONNECTED, now=later).row.stage is Stage.LOST
    row = log(desk, lead, Outcome.CONNECTED, reason="又来问价", now=later).row
    assert row.stage is Stage.CONTACTED


def test_a_lead_is_not_reopened_beside_the_customers_open_one(desk, lead, tmp_path):
    log(desk, lead, Outcome.LOST, reason="价格")
    later = NINE + timedelta(hours=1)
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 09:30:00"}, now=later)
    with pytest.raises(errors.OtherLeadOpen):
        log(desk, lead, Outcome.ARRIVED, reason="又来了", now=later)


def test_every_step_leaves_a_link_in_the_audit_chain(desk, lead, database):
    log(desk, lead, Outcome.CONNECTED)
    desk.answer.undo_last(by="", now=NINE)
    with database.reading() as tx:
        actions = tx.exec_driver_sql("SELECT action FROM audit ORDER BY seq").scalars().all()
    assert actions[-3:] == ["import", "contact.connected", "step.undone"]
    assert all(check.ok for check in desk.doctor.look())


def test_an_audit_record_changed_outside_is_found_by_the_doctor(desk, lead, database):
    log(desk, lead, Outcome.CONNECTED)
    with database.writing() as tx:
        tx.exec_driver_sql("UPDATE audit SET action = 'contact.lost' WHERE seq = 2")
    (chain,) = [check for check in desk.doctor.look() if check.name == "audit_chain"]
    assert (chain.ok, chain.detail) == (False, "#2")


def test_two_leads_are_answered_independently(desk, tmp_path):
    arrive(desk, tmp_path, person(1), person(2))
    first, second = desk.inbox.page(InboxView.WAITING, now=NINE).rows
    log(desk, first, Outcome.CONNECTED)
    assert [row.id for row in desk.inbox.page(InboxView.WAITING, now=NINE).rows] == [second.id]
