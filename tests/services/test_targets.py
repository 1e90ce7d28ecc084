"""Targets of the team, of a role and of a person, with what is attained by today."""

from datetime import date, timedelta

import pytest

from netdesk import errors
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.pace import Pace
from netdesk.domain.money.words import TargetScope
from netdesk.domain.person import Role
from netdesk.i18n import say
from netdesk.services.answer import Step
from netdesk.services.targets import TargetEntry
from tests.arrivals import arrive, person
from tests.conftest import NINE

NOV, DEC = date(2026, 11, 1), date(2026, 12, 1)
TODAY = date(2026, 11, 24)


@pytest.fixture
def worked(desk, tmp_path):
    """Five leads of today: 小孙 reached 1 and 2, 小李 3; nobody 4 and 5."""
    desk.settings.add_person("小孙", Role.INVITER, now=NINE)
    desk.settings.add_person("小李", Role.INVITER, now=NINE)
    arrive(desk, tmp_path, *(person(n) for n in range(1, 6)))
    rows = desk.inbox.page(InboxView.ALL, now=NINE).rows
    ids = {row.name: row.id for row in rows}
    at = NINE + timedelta(minutes=10)
    for number, who in ((1, "小孙"), (2, "小孙"), (3, "小李")):
        step = Step(ids[f"客户{number}"], Outcome.CONNECTED, by=who)
        desk.answer.log(step, now=at)
    return desk


def put(desk, *entries):
    return desk.targets.put([TargetEntry(*entry) for entry in entries], by="", now=NINE)


def team(kpi, value, month=NOV):
    return (month, TargetScope.TEAM, "", kpi, value)


def id_of(desk, name):
    return str(next(one.id for one in desk.settings.people() if one.name == name))


def lines(desk, month=NOV, now=NINE):
    return desk.targets.month(month, now=now).lines


def test_the_team_comes_first_then_roles_then_people_each_with_its_own(worked):
    sun = id_of(worked, "小孙")
    put(
        worked,
        (NOV, TargetScope.PERSON, sun, "connected", 10),
        (NOV, TargetScope.ROLE, "inviter", "connected", 30),
        team("connected", 40),
        team("leads", 100),
    )
    later = NINE + timedelta(hours=1)
    found = [(line.kpi, line.who, line.actual) for line in lines(worked, now=later)]
    assert found == [
        ("leads", "", 5),
        ("connected", "", 3),
        ("connected", "邀约专员", 3),
        ("connected", "小孙", 2),
    ]


def test_where_we_should_be_goes_by_the_open_days(worked):
    put(worked, team("leads", 60))
    month = worked.targets.month(NOV, now=NINE)
    timetable = worked.hours.timetable()
    days = [NOV + timedelta(days=n) for n in range(30)]
    open_days = [day for day in days if timetable.open_day(day) == day]
    assert month.pace == Pace(sum(day <= TODAY for day in open_days), len(open_days))
    (line,) = month.lines
    assert line.expected == 60 * month.pace.gone / month.pace.whole
    assert line.attainment == 5 / 60
    assert line.is_behind


def test_a_month_to_come_has_nothing_attained_yet_and_one_gone_is_whole(worked):
    put(worked, team("leads", 60, DEC), team("leads", 60, date(2026, 10, 1)))
    (ahead,) = lines(worked, DEC)
    assert (ahead.actual, ahead.expected, ahead.is_behind) == (None, 0, None)
    (gone,) = lines(worked, date(2026, 10, 1))
    assert (gone.actual, gone.expected, gone.is_behind) == (0, 60, True)


def test_money_and_rates_are_kept_as_they_were_given(worked):
    put(worked, team("cpl", 80.55), team("on_time_rate", 0.955), team("gross_profit", 120_000))
    assert {line.kpi: line.target.value for line in lines(worked)} == {
        "on_time_rate": 0.955,
        "gross_profit": 120_000,
        "cpl": 80.55,
    }


def test_a_target_is_changed_taken_out_and_put_back(worked):
    put(worked, team("leads", 60))
    changed = put(worked, team("leads", 80), team("valid", 50))
    assert [line.target.value for line in lines(worked)] == [80, 50]
    undone = worked.targets.undo(changed, by="", now=NINE)
    assert [line.target.value for line in lines(worked)] == [60]
    worked.targets.undo(undone, by="", now=NINE)
    out = put(worked, team("leads", None))
    assert [line.kpi for line in lines(worked)] == ["valid"]
    put(worked, team("leads", 1))
    with pytest.raises(errors.TargetChanged):
        worked.targets.undo(out, by="", now=NINE)


def test_a_months_targets_are_taken_over_and_those_that_are_set_stay(worked):
    put(worked, team("leads", 60), team("valid", 50), team("leads", 99, DEC))
    done = worked.targets.copy_month(NOV, DEC, by="", now=NINE)
    assert {line.kpi: line.target.value for line in lines(worked, DEC)} == {
        "leads": 99,
        "valid": 50,
    }
    worked.targets.undo(done, by="", now=NINE)
    assert [line.kpi for line in lines(worked, DEC)] == ["leads"]


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        (team("on_time_rate", 1.2), errors.TargetRefused),
        (team("leads", -1), errors.TargetRefused),
        (team("nothing", 1), errors.TargetRefused),
        ((NOV, TargetScope.PERSON, "99", "leads", 1), errors.UnknownPerson),
        ((NOV, TargetScope.ROLE, "boss", "leads", 1), errors.UnknownPerson),
        ((NOV, TargetScope.ROLE, "", "leads", 1), errors.UnknownPerson),
    ],
)
def test_what_cannot_be_a_target_is_refused_and_nothing_is_written(worked, entry, error):
    with pytest.raises(error) as refused:
        put(worked, team("valid", 1), entry)
    assert say(refused.value)
    assert lines(worked) == ()


@pytest.mark.parametrize(
    ("kpi", "text", "value"),
    [
        ("leads", " 1,200 ", 1200),
        ("leads", "1.2万", 12_000),
        ("leads", "", None),
        ("on_time_rate", "95%", 0.95),
        ("on_time_rate", "95", 0.95),
        ("on_time_rate", "0.95", 0.95),
        ("on_time_rate", "９５％", 0.95),
        ("first_response_median_s", "15", 900),
        ("first_response_median_s", "15 分钟", 900),
        ("first_response_median_s", "900秒", 900),
        ("first_response_median_s", "1h", 3600),
        ("cpl", "¥80.50", 80.5),
        ("gross_profit", "12万", 120_000),
    ],
)
def test_values_are_read_as_they_are_typed(desk, kpi, text, value):
    assert desk.targets.value(kpi, text) == value


@pytest.mark.parametrize(
    ("kpi", "text"),
    [
        ("leads", "很多"),
        ("leads", "-3"),
        ("leads", "2.5"),
        ("on_time_rate", "120%"),
        ("on_time_rate", "高"),
        ("first_response_median_s", "一会儿"),
        ("cpl", "便宜"),
    ],
)
def test_what_is_typed_and_is_no_value_is_refused(desk, kpi, text):
    with pytest.raises(errors.TargetRefused) as refused:
        desk.targets.value(kpi, text)
    assert text in say(refused.value)


def test_the_days_page_has_the_teams_targets_as_of_its_evening(worked):
    put(worked, team("leads", 60), (NOV, TargetScope.ROLE, "inviter", "connected", 30))
    assert [line.actual for line in worked.summary.of(TODAY, now=NINE).targets] == [5]
    earlier = worked.summary.of(date(2026, 11, 23), now=NINE).targets
    assert [(line.actual, line.target.value) for line in earlier] == [(0, 60)]
    assert worked.summary.of(date(2026, 10, 31), now=NINE).targets == ()
