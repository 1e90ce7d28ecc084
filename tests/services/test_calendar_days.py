"""The days of a calendar: open and closed, make-up days, festivals and solar terms."""

from datetime import date

from netdesk import i18n
from netdesk.domain.deadlines.hours import Hours, Window
from netdesk.services.calendar_days import days_between, names_between
from tests.conftest import NINE

OPEN = (Window(8 * 3600 + 1800, 17 * 3600 + 1800),)


def put_hours(desk, **more) -> None:
    weekly = (*(OPEN,) * 5, (), ())  # closed at weekends
    desk.hours.set(Hours(weekly=weekly, **more), by="", now=NINE)


def test_each_day_says_when_it_is_open(desk):
    put_hours(desk, dates=((date(2026, 11, 26), ()), (date(2026, 11, 28), OPEN)))
    found = days_between(desk.hours, date(2026, 11, 25), date(2026, 11, 29))
    assert [(one.day.day, one.windows) for one in found] == [
        (25, "08:30–17:30"),
        (26, ""),
        (27, "08:30–17:30"),
        (28, "08:30–17:30"),
        (29, ""),
    ]
    assert [one.is_open for one in found] == [True, False, True, True, False]


def test_holidays_and_the_weekends_worked_for_them_are_told(desk):
    put_hours(desk)
    found = {
        one.day: one for one in days_between(desk.hours, date(2026, 10, 1), date(2026, 10, 11))
    }
    assert found[date(2026, 10, 1)].is_holiday
    assert not found[date(2026, 10, 1)].is_open
    makeup = [one for one in found.values() if one.is_makeup]
    assert makeup
    assert all(one.day.weekday() >= 5 and one.is_open for one in makeup)


def test_a_year_whose_make_up_days_are_not_published_says_so(desk):
    last, first = days_between(desk.hours, date(2026, 12, 31), date(2027, 1, 1))
    assert last.is_published
    assert not first.is_published


def test_festivals_and_solar_terms_stand_on_their_days():
    names = names_between(date(2026, 1, 26), date(2026, 3, 8))
    assert names[date(2026, 2, 17)] == "春节"
    assert names[date(2026, 2, 16)] == "除夕"
    assert names[date(2026, 3, 5)] == "惊蛰"
    assert names[date(2026, 3, 3)] == "元宵"
    assert date(2026, 1, 20) not in names


def test_a_festival_goes_before_a_term_of_the_same_day():
    assert names_between(date(2026, 3, 30), date(2026, 5, 3))[date(2026, 4, 5)] == "清明"


def test_the_names_are_for_those_who_read_them():
    i18n.use("en")
    assert names_between(date(2026, 1, 26), date(2026, 3, 8)) == {}
