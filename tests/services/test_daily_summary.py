"""The day's figures are those worked out by hand."""

from datetime import date, timedelta

import pytest

from netdesk.domain.figures.kpi import figures
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.conftest import NINE

TODAY = date(2026, 11, 24)


@pytest.fixture
def a_day(desk, tmp_path):
    """Five leads of today on three channels, worked on until 11:00.

    1 汽车之家 08:40: connected 08:50 (on time), invited for tomorrow 10:00
    2 汽车之家 08:40: no answer 10:00 (late)
    3 懂车帝 08:40: nobody answered, overdue since 09:40
    4 懂车帝 10:30: waiting until 11:30
    5 易车 08:40: dead number at 09:00 (on time)
    """
    arrive(
        desk,
        tmp_path,
        person(1),
        person(2),
        person(3, 渠道="懂车帝"),
        person(4, 渠道="懂车帝", 留资时间="2026-11-24 10:30:00"),
        person(5, 渠道="易车"),
        now=NINE + timedelta(hours=2),
    )
    rows = desk.inbox.page(InboxView.ALL, now=NINE).rows
    ids = {row.name: row.id for row in rows}

    def log(number, outcome, minute, **more):
        at = NINE + timedelta(minutes=minute)
        desk.answer.log(Step(ids[f"客户{number}"], outcome, **more), now=at)

    log(1, Outcome.CONNECTED, -10)
    log(1, Outcome.INVITED, 30, visit_at=NINE + timedelta(hours=25))
    log(2, Outcome.NO_ANSWER, 60)
    log(5, Outcome.DEAD_NUMBER, 0)
    return desk.summary.of(TODAY, now=NINE + timedelta(hours=2), by="小周")


def test_the_figures_of_the_day(a_day):
    found = figures(a_day.counts)
    expected = {
        "leads": 5,
        "touches": 5,
        "answered": 3,
        "on_time": 2,
        "waiting": 2,
        "overdue": 1,
        "judged": 2,
        "valid": 1,
        "valid_rate": 0.5,
        "tried": 3,
        "connected": 1,
        "invited": 1,
        "invite_rate": 1.0,
        "arrived": 0,
        "appointments_due": 0,
        "first_response_median_s": 20 * 60,
        "first_response_p90_s": 80 * 60,
    }
    assert {name: found[name] for name in expected} == expected
    assert found["on_time_rate"] == pytest.approx(2 / 4)


def test_the_channels_add_up_to_the_day(a_day):
    by_code = {channel.code: channel.counts for channel in a_day.channels}
    assert {code: c.leads for code, c in by_code.items()} == {
        "autohome": 2,
        "dongchedi": 2,
        "yiche": 1,
    }
    assert (by_code["autohome"].on_time, by_code["autohome"].clocks_judged) == (1, 2)
    assert (by_code["dongchedi"].overdue, by_code["dongchedi"].waiting) == (1, 2)


def test_the_waiting_list_is_masked_and_most_urgent_first(a_day):
    assert [(row.name, row.phone, row.left_s) for row in a_day.waiting] == [
        ("客户3", "138****0003", -80 * 60),
        ("客户4", "138****0004", 30 * 60),
    ]


def test_tomorrows_visits_stand_on_the_page(a_day):
    assert [(row.name, row.at) for row in a_day.appointments] == [
        ("客户1", NINE + timedelta(hours=25))
    ]
    assert a_day.next_day == TODAY + timedelta(days=1)


def test_a_lead_of_last_night_belongs_to_this_mornings_page(desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-23 21:12:00"})
    assert desk.summary.of(TODAY, now=NINE).counts.leads == 1
    assert desk.summary.of(TODAY - timedelta(days=1), now=NINE).counts.leads == 0


def test_a_clock_counts_on_the_day_of_its_own_touch(desk, tmp_path):
    arrive(desk, tmp_path, {})
    (row,) = desk.inbox.page(InboxView.WAITING, now=NINE).rows
    desk.answer.log(Step(row.id, Outcome.CONNECTED), now=NINE)
    later = NINE + timedelta(days=2)
    arrive(desk, tmp_path, {"留资时间": "2026-11-26 08:45:00"}, now=later)
    first, second = (
        desk.summary.of(day, now=later).counts for day in (TODAY, TODAY + timedelta(days=2))
    )
    assert (first.leads, first.touches, first.answered) == (1, 1, 1)
    assert (second.leads, second.touches, second.waiting) == (0, 1, 1)


def test_what_is_undone_is_not_counted(desk, tmp_path):
    arrive(desk, tmp_path, {})
    (row,) = desk.inbox.page(InboxView.WAITING, now=NINE).rows
    desk.answer.log(Step(row.id, Outcome.ORDERED), now=NINE)
    desk.answer.undo_last(by="", now=NINE)
    counts = desk.summary.of(TODAY, now=NINE).counts
    assert (counts.ordered, counts.answered, counts.waiting) == (0, 0, 1)


def test_an_empty_day_divides_by_nothing(desk):
    found = figures(desk.summary.of(TODAY, now=NINE).counts)
    assert found["leads"] == 0
    assert found["on_time_rate"] is None
    assert found["first_response_median_s"] is None


def test_a_note_is_kept_with_its_day_and_saved_over(desk):
    desk.summary.save_note(TODAY, "上午停电", by="", now=NINE)
    desk.summary.save_note(TODAY, "上午停电 20 分钟", by="", now=NINE)
    assert desk.summary.note(TODAY) == "上午停电 20 分钟"
    assert desk.summary.of(TODAY, now=NINE).notes == "上午停电 20 分钟"
    assert desk.summary.note(TODAY + timedelta(days=1)) == ""


def test_a_year_without_published_make_up_days_says_so(desk):
    assert desk.summary.of(TODAY, now=NINE).remarks == ()
    assert len(desk.summary.of(date(2027, 3, 1), now=NINE).remarks) == 1


def test_html_and_text_carry_the_same_numbers(desk, a_day):
    html, text = desk.summary.html(a_day), desk.summary.text(a_day)
    for told in ("客户3", "138****0003", "汽车之家"):
        assert told in html
        assert told in text
    assert "13800000003" not in html + text
    assert len(text) <= 2000
