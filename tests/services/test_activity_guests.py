"""Guests: who may be listed, what is said of them, how they arrive, and what follows from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from netdesk import errors
from netdesk.domain.activities.guests import Came, GuestView, InviteBy, Mark, Wanted
from netdesk.domain.activities.words import ActivityKind, ArrivedBy
from netdesk.domain.compliance.level import Level
from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.leads.lead import Grade, Outcome, Stage
from netdesk.domain.person import Role
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.dealt import at, deal
from tests.invited import PLAN, other

SATURDAY = at("2026-11-28 10:00")


@pytest.fixture
def guests(desk):
    """The service."""
    return desk.activities.guests


@pytest.fixture
def three(desk, tmp_path):
    """Leads 1 to 3; numbers end in 0001, 0002, 0003."""
    arrive(desk, tmp_path, *(person(n) for n in (1, 2, 3)))


@pytest.fixture
def activity(desk):
    """The activity's number: 1, on Saturday 28 and Sunday 29."""
    return desk.activities.plan(PLAN, now=NINE).id


@pytest.fixture
def listed(guests, three, activity):
    """The three as guests of activity 1."""
    guests.add(activity, [1, 2, 3], now=NINE)
    return activity


def one(guests, lead_id, activity=1):
    return next(guest for guest in guests.of(activity) if guest.lead_id == lead_id)


def lead_ids(found):
    return [row.id for row in found.rows]


def asked(database, query, *values):
    with database.reading() as tx:
        return [tuple(row) for row in tx.exec_driver_sql(query, values)]


# --- who may be listed


def test_the_warmest_come_first_and_filters_narrow(desk, guests, three, activity):
    desk.answer.set_grade(2, Grade.H, by="", now=NINE)
    desk.answer.set_grade(3, Grade.B, by="", now=NINE)
    assert lead_ids(guests.candidates(activity, Wanted(), now=NINE)) == [2, 3, 1]
    only = Wanted(grades=frozenset({Grade.B, Grade.N}))
    assert lead_ids(guests.candidates(activity, only, now=NINE)) == [3, 1]
    short = guests.candidates(activity, Wanted(), now=NINE, limit=1)
    assert (lead_ids(short), short.total) == ([2], 3)


def test_filters_by_car_and_channel(desk, guests, tmp_path, activity):
    arrive(desk, tmp_path, person(1), person(2, 意向车型="宋PLUS", 渠道="懂车帝"))
    assert lead_ids(guests.candidates(activity, Wanted(model="宋"), now=NINE)) == [2]
    assert lead_ids(guests.candidates(activity, Wanted(model="%"), now=NINE)) == []
    assert lead_ids(guests.candidates(activity, Wanted(channel="autohome"), now=NINE)) == [1]


def test_those_spoken_with_lately_are_left_out(desk, guests, three, activity):
    desk.answer.log(Step(1, Outcome.CONNECTED, at=NINE - timedelta(minutes=10)), now=NINE)
    later = NINE + timedelta(days=3)
    assert lead_ids(guests.candidates(activity, Wanted(quiet_days=4), now=later)) == [3, 2]
    assert 1 in lead_ids(guests.candidates(activity, Wanted(quiet_days=2), now=later))


def test_who_must_not_be_contacted_is_invalid_or_lost_is_no_candidate(
    desk, guests, database, three, activity
):
    with database.writing() as tx:
        tx.exec_driver_sql("UPDATE customers SET do_not_contact = 1 WHERE id = 1")
    desk.answer.log(Step(2, Outcome.INVALID, reason="重复"), now=NINE)
    desk.answer.log(Step(3, Outcome.LOST, reason="价格"), now=NINE)
    assert lead_ids(guests.candidates(activity, Wanted(), now=NINE)) == []
    assert lead_ids(guests.candidates(activity, Wanted(with_lost=True), now=NINE)) == [3]
    with pytest.raises(errors.GuestNotContacted):
        guests.add(activity, [1], now=NINE)
    assert guests.of(activity) == ()


def test_who_is_listed_is_no_candidate_any_more(guests, listed, activity):
    assert guests.candidates(activity, Wanted(), now=NINE).total == 0


def test_a_channels_own_activity_takes_only_its_users(desk, guests, tmp_path):
    arrive(desk, tmp_path, person(1), person(2, 渠道="懂车帝"))
    own = desk.activities.plan(other(channel="dongchedi"), now=NINE).id
    assert lead_ids(guests.candidates(own, Wanted(), now=NINE)) == [2]


def test_a_guest_elsewhere_on_those_days_is_told(desk, guests, listed):
    beside = desk.activities.plan(other(name="周末直播"), now=NINE, despite=True).id
    found = guests.candidates(beside, Wanted(), now=NINE)
    assert found.clashing == {1, 2, 3}


# --- the list


def test_everyone_has_a_code_of_his_own_and_listing_twice_changes_nothing(guests, listed):
    codes = {guest.lead_id: guest.code for guest in guests.of(listed)}
    assert len(set(codes.values())) == 3
    again = guests.add(listed, [1, 2, 3], now=NINE)
    assert again.count == 0
    assert {guest.lead_id: guest.code for guest in guests.of(listed)} == codes


def test_a_guest_taken_off_comes_back_with_the_code_that_was_handed_out(guests, listed):
    before = one(guests, 2)
    done = guests.remove(listed, [2], now=NINE)
    assert [guest.lead_id for guest in guests.of(listed)] == [1, 3]
    guests.undo(done, now=NINE)
    assert one(guests, 2).code == before.code


def test_undoing_a_list_empties_it(guests, three, activity):
    done = guests.add(activity, [1, 2], now=NINE)
    guests.undo(done, now=NINE)
    assert guests.of(activity) == ()


def test_marks_follow_each_other_and_an_answer_says_he_was_invited(guests, listed):
    guests.mark(listed, [1], Mark.INVITED, way=InviteBy.SMS, now=NINE)
    guests.mark(listed, [2], Mark.AGREED, now=NINE)
    guests.mark(listed, [3], Mark.AGREED, now=NINE)
    guests.mark(listed, [3], Mark.DECLINED, now=NINE)
    states = {guest.lead_id: guest.state for guest in guests.of(listed)}
    assert states == {1: GuestView.INVITED, 2: GuestView.AGREED, 3: GuestView.DECLINED}
    assert one(guests, 1).marks.invited_by == "sms"
    assert one(guests, 2).marks.invited_at == NINE


def test_a_mark_that_stands_keeps_its_time(guests, listed):
    guests.mark(listed, [1], Mark.INVITED, now=NINE)
    later = NINE + timedelta(hours=2)
    assert guests.mark(listed, [1], Mark.INVITED, way=InviteBy.SMS, now=later).count == 0
    assert one(guests, 1).marks.invited_at == NINE


def test_more_than_the_places_cannot_agree(desk, guests, three):
    few = desk.activities.plan(other(quota=1), now=NINE).id
    guests.add(few, [1, 2], now=NINE)
    guests.mark(few, [1], Mark.AGREED, now=NINE)
    with pytest.raises(errors.QuotaFull):
        guests.mark(few, [2], Mark.AGREED, now=NINE)
    assert guests.mark(few, [1], Mark.AGREED, now=NINE).count == 0
    assert desk.activities.one(few).places_left == 0


def test_marks_are_taken_back_and_steps_undone(guests, listed):
    done = guests.mark(listed, [1, 2], Mark.AGREED, now=NINE)
    guests.unmark(listed, [2], Mark.AGREED, now=NINE)
    assert one(guests, 2).state is GuestView.INVITED
    with pytest.raises(errors.GuestChanged):
        guests.undo(done, now=NINE)
    guests.unmark(listed, [1], Mark.INVITED, now=NINE)
    assert one(guests, 1).state is GuestView.LISTED


def test_a_list_that_is_closed_or_called_off_is_not_written(desk, guests, listed):
    closed = desk.activities.close(listed, version=1, now=NINE)
    with pytest.raises(errors.ActivityIsClosed):
        guests.mark(listed, [1], Mark.INVITED, now=NINE)
    desk.activities.cancel(listed, version=closed.after.version, now=NINE)
    with pytest.raises(errors.ActivityIsCancelled):
        guests.arrive(listed, "0001", now=SATURDAY)


# --- arriving


@pytest.mark.parametrize("typed", ["0001", "13800000001", "138 0000 0001", "+86 138-0000-0001"])
def test_a_guest_arrives_by_number_and_the_lead_follows(desk, guests, listed, typed):
    visit = Step(1, Outcome.INVITED, visit_at=SATURDAY + timedelta(hours=1))
    desk.answer.log(visit, now=NINE)
    arrival = guests.arrive(listed, typed, now=SATURDAY)
    assert (arrival.came, arrival.guest.lead_id) == (Came.NOW, 1)
    assert one(guests, 1).marks.arrived_by is ArrivedBy.PHONE
    card = desk.inbox.card(1, now=SATURDAY)
    assert card.row.stage is Stage.ARRIVED
    assert card.row.visit_at is None
    assert [entry.text for entry in card.timeline if entry.outcome is Outcome.ARRIVED] == [
        "到场：冬季试驾会"
    ]


def test_a_guest_arrives_by_code_scanned_or_typed(guests, listed):
    code = one(guests, 2).code
    arrival = guests.arrive(listed, f"{code[:3]} {code[3:].lower()}", now=SATURDAY)
    assert (arrival.came, arrival.guest.lead_id) == (Came.NOW, 2)
    assert one(guests, 2).marks.arrived_by is ArrivedBy.CODE


def test_arriving_twice_writes_once(guests, listed, database):
    code = one(guests, 1).code
    guests.arrive(listed, code, now=SATURDAY)
    again = guests.arrive(listed, "0001", now=SATURDAY + timedelta(minutes=5))
    assert again.came is Came.BEFORE
    assert again.guest.marks.arrived_at == SATURDAY
    assert asked(database, "SELECT count(*) FROM contacts") == [(1,)]


def test_the_figures_follow_an_arrival(desk, guests, listed):
    guests.arrive(listed, "0001", now=SATURDAY)
    day = date(2026, 11, 28)
    table = desk.figures.table(Asked(day, day, SATURDAY, view=View.PERIOD, by=By.DAY))
    assert table.total.arrived == 1


def test_four_digits_of_two_guests_ask_which(desk, guests, tmp_path, activity):
    rows = [person(1), {"客户姓名": "李女士", "手机号": "13900000001"}]
    arrive(desk, tmp_path, *rows)
    guests.add(activity, [1, 2], now=NINE)
    arrival = guests.arrive(activity, "0001", now=SATURDAY)
    assert arrival.came is Came.CHOOSE
    assert {guest.lead_id for guest in arrival.choices} == {1, 2}
    assert desk.activities.one(activity).tally.arrived == 0
    assert guests.arrive_lead(activity, 2, now=SATURDAY).came is Came.NOW


def test_who_is_not_listed_is_told_and_can_be_taken_in(desk, guests, three, activity):
    arrival = guests.arrive(activity, "13800000003", now=SATURDAY)
    assert (arrival.came, arrival.lead.id) == (Came.UNLISTED, 3)
    assert guests.of(activity) == ()
    assert guests.arrive_lead(activity, 3, now=SATURDAY).came is Came.NOW
    assert desk.inbox.card(3, now=SATURDAY).row.stage is Stage.ARRIVED


@pytest.mark.parametrize("typed", ["9999", "13999999999", "", "王女士", "ABCDEF"])
def test_what_nobody_is_known_by_writes_nothing(guests, listed, database, typed):
    assert guests.arrive(listed, typed, now=SATURDAY).came is Came.UNKNOWN
    assert asked(database, "SELECT count(*) FROM contacts") == [(0,)]


def test_a_code_of_another_activity_is_told(desk, guests, listed):
    beside = desk.activities.plan(other(name="周末直播"), now=NINE, despite=True).id
    with pytest.raises(errors.CodeOfOther) as refused:
        guests.arrive(beside, one(guests, 1).code, now=SATURDAY)
    assert refused.value.facts["name"] == "冬季试驾会"


def test_nobody_arrives_before_the_first_day(guests, listed, database):
    with pytest.raises(errors.ActivityNotYet):
        guests.arrive(listed, "0001", now=NINE)
    assert asked(database, "SELECT count(*) FROM contacts") == [(0,)]


def test_an_arrival_entered_afterwards_counts_for_the_last_day(guests, listed, database):
    guests.mark(listed, [1], Mark.ARRIVED, now=at("2026-11-30 09:00"))
    assert one(guests, 1).marks.arrived_at == at("2026-11-29 12:00")
    assert asked(database, "SELECT backdated FROM contacts") == [(1,)]


def test_who_drove_already_keeps_his_stage_when_he_comes_again(desk, guests, listed):
    desk.answer.log(Step(1, Outcome.TEST_DRIVEN), now=NINE)
    guests.arrive(listed, "0001", now=SATURDAY)
    assert desk.inbox.card(1, now=SATURDAY).row.stage is Stage.TEST_DRIVEN
    assert one(guests, 1).state is GuestView.ARRIVED


def test_a_lost_customer_who_comes_is_open_again(desk, guests, three, activity):
    desk.answer.log(Step(1, Outcome.LOST, reason="价格"), now=NINE)
    guests.add(activity, [1], now=NINE)
    guests.arrive(activity, "0001", now=SATURDAY)
    assert desk.inbox.card(1, now=SATURDAY).row.stage is Stage.ARRIVED


def test_who_came_is_called_the_next_morning_unless_something_is_agreed(desk, guests, listed):
    agreed = SATURDAY + timedelta(days=5)
    desk.answer.snooze(2, agreed, by="", now=NINE)
    guests.arrive(listed, "0001", now=SATURDAY)
    guests.arrive(listed, "0002", now=SATURDAY)
    nexts = [desk.inbox.card(n, now=SATURDAY).row.next_at for n in (1, 2)]
    assert nexts == [at("2026-11-29 08:30"), agreed]


def test_undoing_an_arrival_takes_the_contact_back_to_the_last_column(
    desk, guests, listed, database
):
    visit = Step(1, Outcome.INVITED, visit_at=SATURDAY + timedelta(hours=1))
    desk.answer.log(visit, now=NINE)
    before = desk.inbox.card(1, now=NINE).row
    arrival = guests.arrive(listed, "0001", now=SATURDAY)
    undone = guests.undo(arrival.done, now=SATURDAY)
    after = desk.inbox.card(1, now=NINE).row
    assert replace(after, version=before.version) == before
    assert one(guests, 1).state is GuestView.LISTED
    guests.undo(undone, now=SATURDAY)
    assert desk.inbox.card(1, now=SATURDAY).row.stage is Stage.ARRIVED
    assert one(guests, 1).state is GuestView.ARRIVED
    assert asked(database, "SELECT count(*) FROM contacts WHERE outcome = 'arrived'") == [(1,)]


def test_an_arrival_can_be_taken_back_later(desk, guests, listed):
    guests.arrive(listed, "0001", now=SATURDAY)
    guests.unmark(listed, [1], Mark.ARRIVED, now=SATURDAY)
    assert one(guests, 1).state is GuestView.LISTED
    assert desk.inbox.card(1, now=SATURDAY).row.stage is Stage.NEW


def test_the_inboxs_undo_leaves_an_arrival_alone(desk, guests, listed):
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    guests.arrive(listed, "0001", by="小周", now=SATURDAY)
    assert desk.answer.undo_last(by="小周", now=SATURDAY) is None


def test_who_came_is_not_taken_off_the_list(guests, listed):
    guests.arrive(listed, "0001", now=SATURDAY)
    with pytest.raises(errors.GuestCame):
        guests.remove(listed, [1], now=SATURDAY)


# --- invitations


@pytest.mark.parametrize("way", InviteBy)
def test_an_invitation_carries_name_and_code_and_passes_the_check(desk, guests, listed, way):
    told = guests.invitation(listed, 1, way)
    assert "客户1" in told.text
    assert one(guests, 1).code in told.text
    assert told.findings.level is Level.OK


def test_words_that_are_not_allowed_are_told_in_the_invitation(desk, guests):
    plain = other(name="全网最低价购车节")
    with pytest.raises(errors.ActivityBlocked):
        desk.activities.plan(plain, now=NINE)


def test_a_qr_code_is_a_png(guests):
    assert guests.qr("ABC234").startswith(b"\x89PNG")


# --- what it came to


def test_the_result_counts_those_who_came(desk, guests, listed, tmp_path):
    guests.mark(listed, [1, 2], Mark.AGREED, now=NINE)
    guests.arrive(listed, "0001", now=SATURDAY)
    guests.arrive(listed, "0003", now=SATURDAY)
    later = SATURDAY + timedelta(hours=1)
    desk.answer.log(Step(1, Outcome.TEST_DRIVEN), now=later)
    desk.answer.log(Step(2, Outcome.TEST_DRIVEN), now=later)
    ledger = {
        "客户姓名": "客户1",
        "联系电话": "13800000001",
        "订车日期": "2026-11-30",
        "毛利": "3500",
    }
    deal(desk, tmp_path, ledger, now=at("2026-12-01 09:00"))
    report = desk.activities.reports.of(listed, now=at("2026-12-01 09:00"))
    result = report.result
    assert (result.listed, result.invited, result.agreed, result.arrived) == (3, 2, 2, 2)
    assert (result.unasked, result.test_driven, result.ordered) == (1, 1, 1)
    assert result.gross_profit == 350_000
    flags = [(guest.test_driven, guest.ordered) for guest in guests.of(listed)]
    assert flags == [(True, True), (False, False), (False, False)]


def test_what_was_ordered_before_it_or_long_after_is_not_its_own(desk, guests, listed, tmp_path):
    guests.arrive(listed, "0001", now=SATURDAY)
    for day in ("2026-11-25", "2027-03-15"):
        row = {"客户姓名": "客户1", "联系电话": "13800000001", "订车日期": day}
        deal(desk, tmp_path, row, now=at("2027-03-16 09:00"))
    result = desk.activities.reports.of(listed, now=at("2027-03-16 09:00")).result
    assert (result.ordered, result.gross_profit) == (0, 0)


def test_a_cancelled_order_brings_nothing(desk, guests, listed, tmp_path):
    guests.arrive(listed, "0001", now=SATURDAY)
    row = {"客户姓名": "客户1", "联系电话": "13800000001", "订车日期": "2026-11-30"}
    deal(desk, tmp_path, row | {"退订日期": "2026-12-02"}, now=at("2026-12-03 09:00"))
    result = desk.activities.reports.of(listed, now=at("2026-12-03 09:00")).result
    assert (result.ordered, result.gross_profit) == (0, 0)


def test_costs_are_those_of_the_activity_that_stand(desk, guests, listed):
    from netdesk.domain.money.spend import Spend

    days = PLAN.first, PLAN.last
    desk.spend.add(Spend(50_000, *days, item="礼品", activity_id=listed), by="", now=NINE)
    void = desk.spend.add(Spend(9_900, *days, item="茶歇", activity_id=listed), by="", now=NINE)
    desk.spend.void(void.id, version=1, by="", now=NINE)
    desk.spend.add(Spend(7_000, *days, channel="weibo"), by="", now=NINE)
    guests.arrive(listed, "0001", now=SATURDAY)
    report = desk.activities.reports.of(listed, now=SATURDAY)
    assert report.result.cost == 50_000
    assert report.result.cost_per_arrival == 50_000
    assert [line.item for line in report.costs] == ["礼品"]


def test_a_plan_with_guests_is_not_undone(desk, guests, three):
    done = desk.activities.plan(replace(PLAN, kind=ActivityKind.SHOW), now=NINE)
    guests.add(done.id, [1], now=NINE)
    with pytest.raises(errors.ActivityHasGuests):
        desk.activities.undo(done, now=NINE)
