"""The shop's hours: open or closed, and what moves when they change."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from netdesk import errors
from netdesk.domain.deadlines.hours import DEFAULT_HOURS, HolidayRule, Hours, Window, every_day
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome
from netdesk.services.answer import Step
from netdesk.services.hours import ShopState
from tests.arrivals import arrive, person
from tests.called import missed, ring
from tests.conftest import NINE


def due_of(desk, name):
    rows = desk.inbox.page(InboxView.ALL, now=NINE).rows
    (row,) = [row for row in rows if row.name == name]
    return row.due_at or row.judged_due_at


def test_the_state_says_until_when_the_shop_is_open_or_when_it_opens(desk):
    evening = NINE + timedelta(hours=9)
    assert desk.hours.state(NINE) == ShopState(
        True, NINE + timedelta(hours=8, minutes=30), None, True
    )
    assert desk.hours.state(evening) == ShopState(
        False, None, NINE + timedelta(hours=23, minutes=30), True
    )


def test_a_shop_that_never_closes_has_no_closing(desk):
    always = Hours(weekly=every_day(Window(0, 86400)), holidays=HolidayRule.NONE)
    desk.hours.set(always, by="", now=NINE)
    assert desk.hours.state(NINE) == ShopState(True, None, None, True)


def test_a_shop_that_will_not_open_again_says_so_without_a_traceback(desk):
    long_ago = ((date(2020, 1, 1), (Window(0, 3600),)),)
    gone = Hours(weekly=every_day(), dates=long_ago, holidays=HolidayRule.NONE)
    desk.hours.set(gone, by="", now=NINE)
    assert desk.hours.state(NINE).next_open is None
    with pytest.raises(errors.NoOpening):
        desk.hours.timetable().next_opening(NINE)


def test_new_hours_move_waiting_leads_and_leave_answered_ones(desk, tmp_path):
    arrive(desk, tmp_path, person(1), person(2))
    rows = desk.inbox.page(InboxView.WAITING, now=NINE).rows
    desk.answer.log(Step(rows[0].id, Outcome.CONNECTED), now=NINE)
    hours = replace(DEFAULT_HOURS, allowed=timedelta(minutes=20))
    tried = desk.hours.set(hours, by="", now=NINE, dry_run=True)
    assert desk.hours.current().allowed == timedelta(minutes=60)
    moved = desk.hours.set(hours, by="", now=NINE)
    assert moved == tried
    assert [(m.id, m.after - m.before) for m in moved] == [(rows[1].id, timedelta(minutes=-40))]
    assert due_of(desk, "客户1") == due_of(desk, "客户2") + timedelta(minutes=40)


def test_the_earliest_of_a_leads_deadlines_stands_after_a_change_too(desk, tmp_path):
    arrive(
        desk,
        tmp_path,
        {"留资时间": "2026-11-24 08:40:00"},
        {"留资时间": "2026-11-24 08:55:00", "渠道": "易车"},
    )
    desk.hours.set(replace(DEFAULT_HOURS, allowed=timedelta(minutes=30)), by="", now=NINE)
    assert due_of(desk, "王女士") == NINE + timedelta(minutes=10)


def test_changing_the_hours_never_moves_a_shop_day(desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-23 21:12:00"})
    late = replace(DEFAULT_HOURS, weekly=every_day(Window(8 * 3600, 22 * 3600)))
    desk.hours.set(late, by="", now=NINE)
    assert desk.summary.of(NINE.date(), now=NINE).counts.leads == 1


def test_the_text_of_the_hours_reads_back_as_the_hours(desk, tmp_path):
    path = tmp_path / "hours.toml"
    path.write_text(desk.hours.text(), encoding="utf-8")
    assert desk.hours.read(path, now=NINE) == desk.hours.current()


def test_the_hours_of_the_past_are_no_hours_to_live_by(desk, tmp_path):
    path = tmp_path / "hours.toml"
    path.write_text('[weekly]\n[dates]\n"2020-01-01" = ["08:00-09:00"]\n', encoding="utf-8")
    with pytest.raises(errors.HoursRefused):
        desk.hours.read(path, now=datetime(2026, 11, 24, tzinfo=NINE.tzinfo))


def test_a_missed_calls_clock_keeps_its_own_minutes_under_new_hours(desk, tmp_path):
    """1 rang in vain at 08:50; 2 asked at 08:40 and rang in vain at 08:45."""
    arrive(desk, tmp_path, person(2))
    calls = [{"主叫号码": f"1380000000{n}"} for n in (1, 2)]
    ring(desk, tmp_path, missed("08:50:00", **calls[0]), missed("08:45:00", **calls[1]))
    hours = replace(DEFAULT_HOURS, allowed=timedelta(minutes=20))
    assert not desk.hours.set(hours, by="", now=NINE)  # 09:05 and 09:00 as before
    late = every_day(Window(9 * 3600, 18 * 3600))
    moved = desk.hours.set(replace(hours, weekly=late), by="", now=NINE)
    assert [move.after for move in moved] == [NINE + timedelta(minutes=15)] * 2
