"""Who a touch belongs to and what it does to the clock, without any store."""

from dataclasses import replace as change
from datetime import UTC, date, datetime, timedelta

import pytest

from netdesk.domain.deadlines.deadline import DueReason
from netdesk.domain.deadlines.hours import DEFAULT_HOURS, HolidayRule
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.leads.clock import AnsweredVia, ClockState
from netdesk.domain.leads.dedupe import FilingRules, Fold, NextIds, identifiers_of
from netdesk.domain.leads.filing import (
    Arrival,
    Filed,
    Identifier,
    Known,
    KnownClock,
    KnownCustomer,
    KnownLead,
    KnownTouch,
)
from netdesk.domain.leads.lead import Stage, TimeKind

TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 10:00 in the shop, a Tuesday
PHONE = "13812345678"


def no_holidays(_year):
    raise AssertionError("these hours ask for no holidays")


HOURS = change(DEFAULT_HOURS, holidays=HolidayRule.NONE)


@pytest.fixture
def rules() -> FilingRules:
    return FilingRules(Timetable(HOURS, no_holidays), imported_at=TEN + timedelta(hours=4))


def arrival(at: datetime = TEN, **more) -> Arrival:
    phone = more.pop("phone", PHONE)
    virtual = more.pop("virtual", False)
    wechat = more.pop("wechat", "")
    channel = more.pop("channel", "autohome")
    known_by = identifiers_of(
        phone=phone, virtual=virtual, wechat=wechat, platform_id="", channel=channel
    )
    plain = Arrival(
        line=1,
        identifiers=known_by,
        received_at=at,
        time_kind=TimeKind.EXACT,
        channel=channel,
        name="王女士",
        model="秦PLUS",
        message="",
        region="",
        outside_id="",
        owner_id=None,
        handled_at=None,
        raw="[]",
        row_hash=None,
    )
    return plain._replace(**more)


def fold(rules: FilingRules, *arrivals: Arrival, known: Known | None = None):
    folded = Fold(rules, known or Known(), NextIds(1, 1, 1, 1))
    return list(folded.file_all(list(arrivals))), folded.additions


def on_file(*, clock: KnownClock | None = None, **more) -> tuple[Known, KnownLead]:
    customer = KnownCustomer(70, "王女士", "", {("mobile", PHONE): Identifier("mobile", PHONE)})
    facts = {
        "id": 80,
        "customer": customer,
        "first_channel": "autohome",
        "model": "秦PLUS",
        "opened_at": TEN,
        "shop_day": date(2026, 11, 24),
        "stage": Stage.NEW,
        "is_open": True,
        "touch_count": 1,
        "last_touch_at": TEN,
        "last_contact_at": None,
        "closed_at": None,
        "clock": clock,
        **more,
    }
    lead = KnownLead(**facts)
    lead.touches.append(
        KnownTouch(90, "autohome", TEN, TimeKind.EXACT, "秦PLUS", "", "", None, None)
    )
    customer.leads.append(lead)
    return Known({("mobile", PHONE): [customer]}), lead


def waiting_clock(received: datetime = TEN) -> KnownClock:
    due = received + timedelta(minutes=60)
    return KnownClock(
        60, received, due, DueReason.OPEN, None, date(2026, 11, 24), 90, HOURS.allowed
    )


def test_a_new_phone_is_a_customer_a_lead_a_touch_and_an_open_clock(rules):
    filed, added = fold(rules, arrival())
    assert filed == [Filed.ADDED]
    assert [len(x) for x in (added.customers, added.leads, added.touches, added.clocks)] == [1] * 4
    clock = added.clocks[0]
    assert (clock.state, clock.is_first) == (ClockState.OPEN, True)
    assert clock.deadline.due == TEN + timedelta(minutes=60)


def test_the_same_touch_again_in_one_file_changes_nothing(rules):
    filed, added = fold(rules, arrival(), arrival())
    assert filed == [Filed.ADDED, Filed.UNCHANGED]
    assert len(added.touches) == 1


def test_the_same_phone_on_another_channel_is_one_lead_with_two_touches(rules):
    later = TEN + timedelta(minutes=20)
    filed, added = fold(rules, arrival(), arrival(later, channel="dongchedi"))
    assert filed == [Filed.ADDED, Filed.MERGED]
    assert (len(added.leads), len(added.touches), len(added.clocks)) == (1, 2, 1)
    assert added.changed[1].touch_count == 2
    assert added.changed[1].clock.due_at == TEN + timedelta(minutes=60)


def test_an_older_touch_moves_first_touch_received_and_due_back(rules):
    known, lead = on_file(clock=waiting_clock())
    early = TEN - timedelta(minutes=30)
    filed, added = fold(rules, arrival(early, channel="yiche"), known=known)
    assert filed == [Filed.MERGED]
    assert (lead.opened_at, lead.first_channel) == (early, "yiche")
    assert (lead.clock.received_at, lead.clock.due_at) == (early, early + timedelta(minutes=60))
    assert lead.clock.touch_id == added.touches[0].id


def test_a_touch_long_after_the_last_contact_opens_a_new_clock(rules):
    known, _lead = on_file(last_contact_at=TEN - timedelta(hours=25))
    _filed, added = fold(rules, arrival(TEN + timedelta(minutes=1)), known=known)
    assert [clock.is_first for clock in added.clocks] == [False]


def test_a_touch_soon_after_the_last_contact_only_joins_the_timeline(rules):
    known, _lead = on_file(last_contact_at=TEN - timedelta(hours=23))
    _filed, added = fold(rules, arrival(TEN + timedelta(minutes=1)), known=known)
    assert (len(added.touches), added.clocks) == (1, [])


def test_a_closed_lead_is_followed_by_a_new_one(rules):
    ended = TEN - timedelta(hours=1)
    known, _lead = on_file(
        stage=Stage.LOST, is_open=False, closed_at=ended, opened_at=ended, last_touch_at=ended
    )
    filed, added = fold(rules, arrival(TEN + timedelta(minutes=1)), known=known)
    assert filed == [Filed.ADDED]
    assert (added.customers, len(added.leads)) == ([], 1)
    assert added.leads[0].customer_id == 70


def test_ninety_silent_days_close_a_lead_and_void_its_clock(rules):
    long_ago = TEN - timedelta(days=91)
    known, lead = on_file(clock=waiting_clock(long_ago), opened_at=long_ago, last_touch_at=long_ago)
    lead.touches[0].received_at = long_ago
    filed, added = fold(rules, arrival(), known=known)
    assert filed == [Filed.ADDED]
    assert (lead.is_open, lead.clock) == (False, None)
    assert lead.settled[0].state is ClockState.VOID
    assert added.leads[0].is_open


def test_a_touch_within_ninety_days_of_the_last_contact_joins(rules):
    long_ago = TEN - timedelta(days=91)
    known, _lead = on_file(
        opened_at=long_ago, last_touch_at=long_ago, last_contact_at=TEN - timedelta(days=2)
    )
    filed, _added = fold(rules, arrival(TEN + timedelta(minutes=1)), known=known)
    assert filed == [Filed.MERGED]


def test_history_is_kept_and_counted_without_an_open_clock(rules):
    filed, added = fold(rules, arrival(rules.imported_at - timedelta(days=8)))
    assert (filed, len(added.leads), added.clocks) == ([Filed.ADDED], 1, [])


def test_a_row_that_says_when_it_was_handled_closes_its_clock_then(rules):
    handled = TEN + timedelta(minutes=7)
    _filed, added = fold(rules, arrival(handled_at=handled))
    clock = added.clocks[0]
    assert (clock.state, clock.answered_at) == (ClockState.ANSWERED, handled)
    assert clock.answered_via is AnsweredVia.IMPORT


def test_the_same_touch_again_with_its_handling_time_closes_the_open_clock(rules):
    known, lead = on_file(clock=waiting_clock())
    handled = TEN + timedelta(minutes=7)
    filed, _added = fold(rules, arrival(handled_at=handled, message="周末看车"), known=known)
    assert filed == [Filed.UNCHANGED]
    assert lead.settled[0].answered_at == handled
    assert lead.touches[0].message == "周末看车"


def test_two_outside_ids_are_two_touches_and_one_is_one(rules):
    filed, _added = fold(
        rules,
        arrival(outside_id="A1"),
        arrival(outside_id="A2"),
        arrival(TEN + timedelta(minutes=5), outside_id="A1"),
    )
    assert filed == [Filed.ADDED, Filed.MERGED, Filed.UNCHANGED]


def test_an_outside_id_is_the_same_touch_even_under_a_corrected_phone(rules):
    filed, added = fold(
        rules, arrival(outside_id="A1"), arrival(outside_id="A1", phone="13900000001")
    )
    assert filed == [Filed.ADDED, Filed.UNCHANGED]
    assert len(added.customers) == 1


def test_a_virtual_number_merges_nobody_but_knows_its_own_touch_again(rules):
    first = arrival(virtual=True)
    other = arrival(TEN + timedelta(minutes=9), virtual=True, name="刘先生")
    filed, added = fold(rules, first, other, first)
    assert filed == [Filed.ADDED, Filed.ADDED, Filed.UNCHANGED]
    assert len(added.customers) == 2


def test_a_wechat_alone_is_a_lead_and_a_phone_that_comes_later_joins_it(rules):
    filed, added = fold(
        rules,
        arrival(phone="", wechat="wx-lin"),
        arrival(TEN + timedelta(minutes=9), wechat="wx-lin"),
    )
    assert filed == [Filed.ADDED, Filed.MERGED]
    assert [i.identifier.kind for i in added.identifiers] == ["wechat", "mobile"]


def test_another_phone_with_the_same_wechat_is_another_customer(rules):
    filed, added = fold(
        rules,
        arrival(wechat="wx-lin"),
        arrival(TEN + timedelta(minutes=9), phone="13900000001", wechat="wx-lin"),
    )
    assert filed == [Filed.ADDED, Filed.ADDED]
    assert len(added.customers) == 2


def test_a_row_without_a_time_is_known_by_itself(rules):
    bare = arrival(rules.imported_at, time_kind=TimeKind.AT_IMPORT, row_hash=b"one")
    again = bare._replace(received_at=rules.imported_at + timedelta(days=1))
    other = bare._replace(row_hash=b"two")
    filed, _added = fold(rules, bare, again, other)
    assert filed == [Filed.ADDED, Filed.UNCHANGED, Filed.MERGED]


def test_a_date_alone_is_the_same_touch_on_that_date_only(rules):
    monday = arrival(TEN, time_kind=TimeKind.DATE_ONLY)
    same_day = monday._replace(received_at=TEN - timedelta(hours=1, minutes=30))
    day_before = monday._replace(received_at=TEN - timedelta(hours=23))
    filed, _added = fold(rules, monday, same_day, day_before)
    assert filed == [Filed.ADDED, Filed.UNCHANGED, Filed.MERGED]


def test_a_touch_older_than_the_open_lead_by_ninety_days_is_a_lead_of_its_own_closed(rules):
    known, lead = on_file(clock=waiting_clock())
    filed, added = fold(rules, arrival(TEN - timedelta(days=200)), known=known)
    assert filed == [Filed.ADDED]
    assert not added.leads[0].is_open
    assert lead.is_open


def test_leads_of_one_phone_far_apart_in_one_file_leave_one_open(rules):
    times = [TEN - timedelta(days=days) for days in (200, 100, 0)]
    filed, added = fold(rules, *(arrival(at) for at in times))
    assert filed == [Filed.ADDED] * 3
    still_open = {lead.id: lead.is_open for lead in added.changed.values()}
    assert [still_open.get(lead.id, lead.is_open) for lead in added.leads] == [False, False, True]


def test_one_number_for_a_couple_is_told_apart_by_name(rules):
    shared = Identifier("mobile", PHONE, is_virtual=False)
    both = [
        KnownCustomer(id_, name, "", {shared.key: shared})
        for id_, name in ((1, "王女士"), (2, "王先生"))
    ]
    _filed, added = fold(rules, arrival(name="王先生"), known=Known({shared.key: both}))
    assert added.leads[0].customer_id == 2
