"""The hours form: faults in place, what moves is shown first, what it doesn't show survives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from netdesk.domain.deadlines.hours import (
    DEFAULT_HOURS,
    Break,
    Closing,
    HolidayRule,
    MonthDay,
    Season,
    Window,
)
from netdesk.domain.leads.inbox import InboxView
from netdesk.ui.hours_table import shown, windows_of
from netdesk.ui.settings.hours_section import HoursSection
from tests.conftest import NINE
from tests.ui.conftest import ME, rows_of

H = 3600
RICH = replace(
    DEFAULT_HOURS,
    seasons=(Season(MonthDay(5, 1), MonthDay(9, 30), ((Window(8 * H, 18 * H),),) * 7),),
    breaks=(Break(date(2026, 12, 2), (Window(14 * H, 15 * H),)),),
    dates=((date(2027, 2, 8), (Window(10 * H, 16 * H),)), (date(2026, 12, 24), ())),
    holiday_hours=(Window(9 * H, 15 * H),),
    makeup_hours=(Window(9 * H, 16 * H),),
    closing=Closing.CARRY_OVER,
    allowed=timedelta(seconds=5400),
)


@pytest.fixture
def section(driver) -> HoursSection:
    driver.press("Ctrl+Comma")
    return driver.window.page("settings").show_section("hours")


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("08:30-17:30", ["08:30-17:30"]),
        ("8:30—12:00、13:30～18:00", ["08:30-12:00", "13:30-18:00"]),
        ("８：３０ － １２：００；1:00-2:00", ["08:30-12:00", "01:00-02:00"]),
        ("", []),
        ("上午", ["上午"]),
    ],
)
def test_windows_are_taken_as_people_type_them(text, windows):
    assert windows_of(text) == windows


def test_windows_are_shown_as_they_can_be_typed():
    windows = (Window(30600, 43200), Window(48600, 86400))
    assert shown(windows) == "08:30-12:00 13:30-24:00"
    assert shown((Window(30601, 43200),)) == "08:30:01-12:00"


def test_a_fault_is_said_under_its_field_and_nothing_is_saved(section, five, driver):
    field = section.week.fields[2]
    field.field.setText("09:00-08:00")
    field.look()
    assert "09:00-08:00" in field.fault.text()
    section.save()
    driver.settle()
    assert five.hours.current() == DEFAULT_HOURS
    field.field.setText("09:00-18:00")
    field.look()
    assert field.fault.text() == ""


def test_a_week_with_no_open_minute_is_refused(section, five, driver):
    for field in section.week.fields:
        field.field.setText("")
    section.save()
    driver.settle()
    assert "一分钟" in section._fault.text()
    assert five.hours.current() == DEFAULT_HOURS


def test_what_moves_is_shown_before_it_is_saved(section, five, driver):
    section.allowed.setText("120")
    section.save()
    driver.settle()
    assert section.moved.isVisibleTo(section)
    assert "5 条" in section.moved._title.text()
    assert five.hours.current().allowed == timedelta(minutes=60)
    before = rows_of(five, InboxView.WAITING)[0].due_at
    section.moved.yes.click()
    driver.settle()
    assert five.hours.current().allowed == timedelta(minutes=120)
    assert rows_of(five, InboxView.WAITING)[0].due_at == before + timedelta(minutes=60)
    assert not section.moved.isVisibleTo(section)
    assert driver.told()[-1].startswith("营业时间已保存")
    assert driver.inbox.model.lead(0).due_at == before + timedelta(minutes=60)


def test_going_back_saves_nothing(section, five, driver):
    section.allowed.setText("120")
    section.save()
    driver.settle()
    section.moved._leave()
    assert five.hours.current() == DEFAULT_HOURS
    assert section._save.isEnabled()


def test_what_moves_nobody_is_saved_at_once(section, five, driver):
    section.week.fields[6].field.setText("09:00-12:00")
    section.holidays.setChecked(False)
    section.save()
    driver.settle()
    hours = five.hours.current()
    assert hours.weekly[6] == (Window(9 * H, 12 * H),)
    assert hours.holidays is HolidayRule.NONE


def test_the_closing_reading_is_chosen_with_its_example(section, five, driver):
    section.readings[Closing.CLAMP].setChecked(True)
    section.save()
    driver.settle()
    if section.moved.isVisibleTo(section):
        section.moved.yes.click()
        driver.settle()
    assert five.hours.current().closing is Closing.CLAMP


def test_everything_the_form_does_not_show_survives_an_edit(open_window, five):
    five.hours.set(RICH, by=ME, now=NINE)
    driver = open_window(five)
    section = driver.window.page("settings").show_section("hours")
    section.save()
    driver.settle()
    assert five.hours.current() == replace(RICH, dates=tuple(sorted(RICH.dates)))
    section.week.fields[0].field.setText("09:00-17:00")
    section.put(section._checked())
    driver.settle()
    changed = five.hours.current()
    assert changed.weekly[0] == (Window(9 * H, 17 * H),)
    assert (changed.seasons, changed.breaks) == (RICH.seasons, RICH.breaks)
    assert (changed.holiday_hours, changed.makeup_hours) == (RICH.holiday_hours, RICH.makeup_hours)


def test_dates_of_their_own_are_added_and_taken_away(section, five, driver):
    section.dates.add(date(2026, 12, 31), (Window(9 * H, 12 * H),))
    section.save()
    driver.settle()
    assert five.hours.current().dates == ((date(2026, 12, 31), (Window(9 * H, 12 * H),)),)
    section.dates._drop(section.dates.rows[0])
    section.save()
    driver.settle()
    assert five.hours.current().dates == ()


@pytest.mark.parametrize("written", ["0", "", "abc", "-5"])
def test_a_time_allowed_that_is_none_is_refused(section, five, driver, written):
    section.allowed.setText(written)
    section.save()
    driver.settle()
    assert section._fault.text() != ""
    assert five.hours.current() == DEFAULT_HOURS


def test_a_time_allowed_set_in_seconds_by_file_survives(open_window, five):
    five.hours.set(replace(DEFAULT_HOURS, allowed=timedelta(seconds=90)), by=ME, now=NINE)
    driver = open_window(five)
    section = driver.window.page("settings").show_section("hours")
    section.save()
    driver.settle()
    assert five.hours.current().allowed == timedelta(seconds=90)
