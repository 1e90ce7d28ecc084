"""What a log of calls does to leads and clocks, by cases worked out by hand (R19, RULINGS 11, 12).

The shop is open from 08:30 to 17:30; the log is imported on Tuesday evening at 18:30.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from netdesk import errors
from netdesk.domain.calls.log import CalledBackBy, CallFilter, CallState, HotlineForm
from netdesk.domain.leads.clock import AnsweredVia, ClockPolicy, ClockState
from netdesk.domain.leads.lead import Outcome
from netdesk.services.answer import Step
from netdesk.store.tables import calls, clocks, customers, leads, touches
from tests.arrivals import arrive
from tests.called import answered, missed, ring, rung, write_log

EVENING = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


def at(clock: str, day: int = 24) -> datetime:
    """Return a time of the shop's day as an instant."""
    hour, minute, *second = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, *second, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def came(desk, tmp_path, clock):
    """Import rows of a log in the evening, or at another time."""
    clock.at = EVENING

    def came(*rows, now=None):
        return ring(desk, tmp_path, *rows, now=now)

    return came


@pytest.fixture
def kept(database):
    """Read a table whole, in the order of its ids."""

    def kept(table):
        with database.reading() as tx:
            return tx.execute(select(table).order_by(table.c.id)).all()

    return kept


def counted(result):
    return (result.rows, result.added, result.merged, result.unchanged, result.rejected)


def test_a_missed_call_is_a_lead_that_waits_a_quarter_of_an_hour(came, kept):
    result = came(missed("10:00:00", 通话ID="A1"))
    assert counted(result) == (1, 1, 0, 0, 0)
    (lead,), (touch,), (clock,), (call,) = map(kept, (leads, touches, clocks, calls))
    assert (clock.policy, clock.allowed_s, clock.state) == (ClockPolicy.CALL, 900, "open")
    assert (clock.received_at, clock.due_at) == (at("10:00"), at("10:15"))
    assert (touch.received_at, touch.channel, lead.first_channel) == (
        at("10:00"),
        "hotline",
        "hotline",
    )
    assert (call.lead_id, call.touch_id, call.import_id) == (lead.id, touch.id, 1)
    assert (call.number, call.caller, call.wait_s, call.talk_s, call.answered) == (
        *("4001234567", "13812345678", 25, 0),
        False,
    )
    assert [one.consent for one in kept(customers)] == ["call"]


def test_a_call_missed_after_hours_is_due_a_quarter_past_the_next_opening(came, kept):
    came(missed("20:40:00"), now=at("20:45"))
    (clock,), (call,) = kept(clocks), kept(calls)
    assert clock.due_at == at("08:45", day=25)
    assert clock.shop_day == date(2026, 11, 25)
    assert call.shop_day == date(2026, 11, 24)


def test_the_minutes_of_a_missed_call_are_a_setting(came, kept, desk):
    desk.calls.set_missed_allowed(30, by="", now=desk.now())
    came(missed("10:00:00"))
    assert [(one.due_at, one.allowed_s) for one in kept(clocks)] == [(at("10:30"), 1800)]


def test_an_answered_call_is_served_at_once_and_waits_for_nothing(came, kept, desk):
    came(answered("10:00:00"))
    (clock,) = kept(clocks)
    assert (clock.state, clock.answered_via) == (ClockState.ANSWERED, AnsweredVia.AT_ONCE)
    assert clock.answered_at == at("10:00:25")
    asked = desk.figures.asked(date(2026, 11, 24), date(2026, 11, 24), now=EVENING)
    whole = desk.figures.table(asked).total
    assert (whole.answered, whole.response_seconds) == (1, ())


def test_the_flag_says_whether_it_was_answered_whatever_the_length(came, kept):
    came(
        missed("10:00:00", 通话时长="35"),
        answered("11:00:00", 主叫号码="13812345679", 通话时长="0"),
    )
    assert [(one.answered, one.talk_s) for one in kept(calls)] == [(False, 35), (True, 0)]
    assert [one.state for one in kept(clocks)] == [ClockState.OPEN, ClockState.ANSWERED]


@pytest.mark.parametrize("flag", ["也许", "", "1.5"])
def test_a_row_whose_flag_nobody_knows_is_rejected(came, kept, flag):
    result = came(missed("10:00:00", 是否接听=flag), missed("10:01:00"))
    assert counted(result) == (2, 1, 0, 0, 1)
    (reject,) = result.rejects
    assert (reject.line, reject.column, reject.value) == (2, "是否接听", flag)
    assert len(kept(calls)) == 1


def test_a_log_without_the_flag_is_refused_and_says_so(desk, tmp_path, kept):
    path = write_log(tmp_path / "话单.csv", missed("10:00:00"), without="是否接听")
    with pytest.raises(errors.MissingColumns, match="“是否接听”"):
        desk.imports.run(path, now=EVENING)
    assert not kept(calls)


def test_what_is_neither_his_call_nor_ours_is_rejected(came):
    result = came(missed("10:00:00", 呼叫类型="内部互拨"))
    assert [(one.column, str(one.reason)) for one in result.rejects] == [
        ("呼叫类型", "unknown_direction")
    ]


@pytest.mark.parametrize(
    ("written", "reason"),
    [("2026-11-24", "bad_time"), ("昨天", "bad_time"), ("2026-11-24 18:36:00", "future_time")],
)
def test_a_call_has_a_time_of_day_and_it_is_past(came, written, reason):
    (reject,) = came({"来电时间": written}).rejects
    assert (reject.column, reject.value, str(reject.reason)) == ("来电时间", written, reason)


def test_called_back_by_hand_within_its_time_closes_it(came, kept, desk):
    came(missed("10:00:00"), now=at("10:02"))
    step = Step(lead_id=1, outcome=Outcome.NO_ANSWER, by="", at=at("10:14"))
    desk.answer.log(step, now=at("10:14"))
    (clock,) = kept(clocks)
    assert (clock.state, clock.answered_via) == (ClockState.ANSWERED, AnsweredVia.CONTACT)
    (row,) = desk.calls.page(CallFilter(), now=EVENING).rows
    assert (row.state, row.called_back_by) == (CallState.CALLED_BACK, CalledBackBy.CONTACT)
    assert row.called_back_after == timedelta(minutes=14)


def test_called_back_before_the_log_came_is_known_from_the_contact(came, kept, desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 08:40:00"}, now=at("09:00"))
    for time_, note in (("09:10", "先"), ("10:12", "后")):
        step = Step(
            lead_id=1, outcome=Outcome.CONNECTED, by="", at=at(time_), visit_at=None, note=note
        )
        desk.answer.log(step, now=at(time_))
    came(missed("10:00:00"))
    order, call = kept(clocks)
    assert (order.policy, order.answered_at) == (ClockPolicy.ORDER, at("09:10"))
    assert (call.policy, call.received_at, call.answered_at) == (
        ClockPolicy.CALL,
        at("10:00"),
        at("10:12"),
    )
    assert (call.answered_via, call.contact_id) == (AnsweredVia.CONTACT, 2)
    desk.answer.undo_last(by="", now=EVENING)  # the contact is taken back: it waits again
    assert kept(clocks)[1].state is ClockState.OPEN


def test_a_missed_call_wants_a_clock_however_lately_he_was_spoken_to(came, kept, desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 08:40:00"}, now=at("09:00"))
    step = Step(lead_id=1, outcome=Outcome.CONNECTED, by="", at=at("09:10"))
    desk.answer.log(step, now=at("09:10"))
    assert came(missed("10:00:00")).merged == 1
    assert [(one.state, one.due_at) for one in kept(clocks)][1:] == [("open", at("10:15"))]


def test_a_call_of_ours_closes_what_was_missed(came, kept, desk):
    result = came(rung("10:20:00"), missed("10:05:00"), missed("10:00:00"))
    assert counted(result) == (3, 1, 2, 0, 0)
    (clock,) = kept(clocks)  # a lead with an open clock keeps one
    assert (clock.received_at, clock.due_at) == (at("10:00"), at("10:15"))
    assert (clock.answered_at, clock.answered_via) == (at("10:20"), AnsweredVia.IMPORT)
    states = {one.started_at: one.state for one in desk.calls.page(CallFilter(), now=EVENING).rows}
    assert states == {
        at("10:20"): CallState.OUT,
        at("10:05"): CallState.CALLED_BACK,
        at("10:00"): CallState.CALLED_BACK,
    }
    assert len(kept(touches)) == 2


def test_he_rings_again_and_is_answered_and_nothing_waits_any_more(came, kept, desk):
    came(answered("10:40:00"), missed("10:00:00"))
    (clock,) = kept(clocks)
    assert (clock.policy, clock.answered_at) == (ClockPolicy.CALL, at("10:40:25"))
    rows = desk.calls.page(CallFilter(), now=EVENING).rows
    assert [(one.state, one.called_back_by) for one in rows] == [
        (CallState.ANSWERED, None),
        (CallState.CALLED_BACK, CalledBackBy.RANG_AGAIN),
    ]


def test_what_was_missed_and_called_back_in_another_file_is_the_same(came, kept):
    came(answered("10:40:00"))
    came(missed("10:00:00"))
    first, second = kept(clocks)
    assert (second.received_at, second.answered_at) == (at("10:00"), at("10:40:25"))
    assert (second.policy, second.answered_via) == (ClockPolicy.CALL, AnsweredVia.IMPORT)
    assert len(kept(leads)) == 1


def test_a_later_file_with_the_answer_closes_the_clock(came, kept):
    came(missed("10:00:00"), now=at("10:10"))
    assert [one.state for one in kept(clocks)] == [ClockState.OPEN]
    came(answered("10:40:00"))
    assert [one.answered_at for one in kept(clocks)] == [at("10:40:25")]


def test_an_answered_call_answers_the_order_that_waits(came, kept, desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 10:00:00"}, now=at("10:05"))
    came(answered("10:20:00"))
    (clock,) = kept(clocks)
    assert (clock.policy, clock.answered_at) == (ClockPolicy.ORDER, at("10:20:25"))
    asked = desk.figures.asked(date(2026, 11, 24), date(2026, 11, 24), now=EVENING)
    assert desk.figures.table(asked).total.response_seconds == (1225,)


def test_an_answered_call_before_the_order_answers_nothing(came, kept, desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 10:00:00"}, now=at("10:05"))
    came(answered("09:20:00"))
    states = [(one.received_at, one.state) for one in kept(clocks)]
    assert states == [(at("10:00"), ClockState.OPEN), (at("09:20"), ClockState.ANSWERED)]


def test_a_call_missed_while_an_order_waits_pulls_its_deadline_forward(came, kept, desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 10:00:00"}, now=at("10:05"))
    came(missed("10:20:00"))
    (clock,) = kept(clocks)
    assert (clock.received_at, clock.due_at) == (at("10:00"), at("10:35"))
    assert (clock.policy, clock.allowed_s, clock.reason) == ("order", 3600, "call_since")


def test_a_call_missed_late_in_the_hour_of_an_order_moves_nothing(came, kept, desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 10:00:00"}, now=at("10:05"))
    came(missed("10:50:00"))
    assert [(one.due_at, one.reason) for one in kept(clocks)] == [(at("11:00"), "open")]


def test_a_call_missed_before_the_order_takes_its_clock_back(came, kept, desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 10:00:00"}, now=at("10:05"))
    came(missed("09:50:00"))
    (clock,) = kept(clocks)
    assert (clock.received_at, clock.due_at) == (at("09:50"), at("10:05"))
    assert (clock.policy, clock.allowed_s) == (ClockPolicy.CALL, 900)


def test_an_order_from_before_the_missed_call_leaves_its_deadline(came, kept, desk, tmp_path):
    came(missed("10:00:00"), now=at("10:02"))
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 09:50:00"}, now=at("10:05"))
    (clock,) = kept(clocks)
    assert (clock.received_at, clock.due_at) == (at("09:50"), at("10:15"))
    assert (clock.policy, clock.allowed_s, clock.reason) == ("order", 3600, "call_since")


def test_a_withheld_number_is_counted_and_nobody_is_made_of_it(came, kept, desk):
    result = came(
        missed("10:00:00", 主叫号码="隐藏号码"),
        missed("10:01:00", 主叫号码=""),
        answered("10:02:00", 主叫号码="anonymous"),
    )
    assert counted(result) == (3, 3, 0, 0, 0)
    assert not result.rejects
    assert (len(kept(calls)), len(kept(leads))) == (3, 0)
    page = desk.calls.page(CallFilter(), now=EVENING)
    assert [one.state for one in page.rows] == [CallState.ANSWERED, *[CallState.WITHHELD] * 2]
    assert page.open == 0


def test_a_number_that_is_nobodys_own_is_kept_without_a_lead(came, kept, desk):
    result = came(missed("10:00:00", 主叫号码="10086"), missed("10:01:00", 主叫号码="138****5678"))
    assert [(one.caller, one.lead_id) for one in kept(calls)] == [("10086", None), ("", None)]
    assert [(one.value, one.row_lost) for one in result.rejects] == [("138****5678", False)]
    assert [one.state for one in desk.calls.page(CallFilter(), now=EVENING).rows] == [
        CallState.MISSED,
        CallState.WITHHELD,
    ]


def test_we_ring_somebody_nobody_knows_and_no_lead_comes_of_it(came, kept):
    result = came(rung("10:00:00"))
    assert counted(result) == (1, 1, 0, 0, 0)
    assert not kept(leads)
    assert [(one.direction, one.caller, one.number) for one in kept(calls)] == [
        ("out", "13812345678", "4001234567")
    ]


def test_the_same_file_twice_changes_nothing(came, kept, database):
    rows = (
        missed("10:00:00", 通话ID="A1"),
        missed("10:01:00", 主叫号码=""),
        answered("10:05:00"),
        rung("10:20:00"),
    )
    came(*rows)
    before = [kept(table) for table in (calls, touches, leads, clocks)]
    result = came(*rows)
    assert counted(result) == (4, 0, 0, 4, 0)
    assert [kept(table) for table in (calls, touches, leads, clocks)] == before


def test_the_same_call_again_fills_what_was_empty(came, kept):
    came(missed("10:00:00", 等待时长=""))
    result = came(missed("10:00:00", 通话ID="A1", 录音地址="https://rec.example/1.wav"))
    assert counted(result) == (1, 0, 0, 1, 0)
    (call,) = kept(calls)
    assert (call.outside_id, call.recording, call.wait_s) == ("A1", "https://rec.example/1.wav", 25)


def test_two_ids_in_one_second_are_two_calls(came):
    assert came(missed("10:00:00", 通话ID="A1"), missed("10:00:00", 通话ID="A2")).unchanged == 0


def test_a_missed_call_of_last_month_is_history_and_has_no_clock(came, kept):
    came(missed("2026-10-24 10:00:00"))
    assert (len(kept(leads)), len(kept(clocks))) == (1, 0)


def test_a_number_belongs_to_a_channel_between_two_days(came, kept, desk):
    for channel, first, last in (
        ("yiche", None, date(2026, 11, 22)),
        ("autohome", date(2026, 11, 23), None),
    ):
        form = HotlineForm("400 123 4567", channel, first, last)
        desk.calls.add_hotline(form, by="", now=EVENING)
    came(
        missed("2026-11-22 10:00:00"),
        missed("2026-11-23 10:00:00"),
        missed("10:00:00", **{"400号码": "4009999999"}),
        missed("10:30:00", **{"400号码": "4001234567 转 8"}),
    )
    assert [one.channel for one in kept(calls)] == ["yiche", "autohome", "hotline", "autohome"]
    assert [one.channel for one in kept(touches)] == ["yiche", "autohome", "hotline", "autohome"]


def test_an_extension_of_its_own_comes_before_the_number(came, kept, desk):
    desk.calls.add_hotline(HotlineForm("4001234567", "autohome"), by="", now=EVENING)
    desk.calls.add_hotline(HotlineForm("4001234567转8", "yiche"), by="", now=EVENING)
    came(*(missed(f"10:0{n}:00", **{"400号码": f"400-123-4567,{n}"}) for n in (7, 8)))
    assert [one.channel for one in kept(calls)] == ["autohome", "yiche"]


def test_who_took_the_call_is_known_by_name(came, kept, desk):
    someone = desk.settings.add_person("小李", "clerk", now=EVENING)
    came(answered("10:00:00", 接听坐席="小李"), answered("10:10:00", 主叫号码="", 接听坐席="外包"))
    assert [(one.agent, one.person_id) for one in kept(calls)] == [
        ("小李", someone.id),
        ("外包", None),
    ]
    assert [one.owner_id for one in kept(leads)] == [someone.id]


def test_an_import_of_calls_is_taken_back_whole(came, desk, tmp_path, dump):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24 10:00:00"}, now=at("10:05"))
    came(missed("09:00:00", 主叫号码="13812345679"))
    before = dump()
    came(
        missed("10:20:00"),
        answered("10:30:00", 主叫号码="13812345679", 等待时长="5"),
        missed("09:00:00", 主叫号码="13812345679", 录音地址="https://rec.example/1.wav"),
        missed("11:00:00", 主叫号码=""),
    )
    assert dump() != before
    desk.imports.undo(3, by="", now=EVENING)
    assert dump() == before


@pytest.fixture
def dump(database):
    """Return all that the store holds, but the record of what was done."""
    from netdesk.store.tables import metadata

    aside = {"audit", "imports", "undo_units", "undo_rows", "counters"}

    def dump():
        with database.reading() as tx:
            return {
                table.name: sorted(map(repr, tx.execute(select(table))))
                for table in metadata.sorted_tables
                if table.name not in aside
            }

    return dump


def test_a_number_that_is_said_later_takes_its_calls_along(came, kept, desk):
    came(
        missed("2026-11-22 10:00:00", 通话ID="A1"),
        missed("10:00:00", 主叫号码="13812345679", 通话ID="A2"),
        missed("11:00:00", 主叫号码="13812345679", **{"400号码": "400-999-9999"}),
        missed("12:00:00", 主叫号码="", **{"400号码": "4001234567转8"}),
    )
    form = HotlineForm("4001234567", "autohome", valid_from=date(2026, 11, 24))
    changes = desk.calls.add_hotline(form, by="", now=EVENING)
    assert (changes.calls, changes.leads) == (True, True)
    channels = ["hotline", "autohome", "hotline", "autohome"]
    assert [one.channel for one in kept(calls)] == channels
    assert [one.channel for one in kept(touches)] == channels[:3]
    assert [(one.first_channel, one.last_channel) for one in kept(leads)] == [
        ("hotline", None),
        ("autohome", "hotline"),
    ]
    assert [one.channel for one in kept(clocks)] == ["hotline", "autohome"]
    assert counted(came(missed("10:00:00", 主叫号码="13812345679", 通话ID="A2"))) == (1, 0, 0, 1, 0)
