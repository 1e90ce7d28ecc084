"""Targets from the keyboard, with where each should be today."""

from datetime import date

import pytest

from netdesk.domain.money.words import TargetScope
from netdesk.services.targets import TargetEntry
from netdesk.ui.settings.targets_section import TargetsSection
from tests.conftest import NINE

NOV = date(2026, 11, 1)


@pytest.fixture
def section(driver) -> TargetsSection:
    driver.press("Ctrl+Comma", *["Ctrl+PageDown"] * 5)
    made = driver.window.page("settings").show_section("targets")
    driver.settle()
    return made


def choose(section, kpi, who="团队"):
    section.whose.setCurrentIndex(section.whose.findText(who))
    section.kpi.setCurrentIndex(section.kpi.findData(kpi))
    section.value.setFocus()


def kept(desk, month=NOV):
    lines = desk.targets.month(month, now=NINE).lines
    return {(line.kpi, line.who): line.target.value for line in lines}


def test_a_target_is_written_and_shown_with_what_is_attained(section, driver, five):
    assert "这个月还没有目标" in section.teaching()
    choose(section, "leads")
    driver.write("10")
    driver.press("Return")
    assert kept(five) == {("leads", ""): 10}
    (row,) = section.table.listing.texts()
    assert row[:4] == ["团队", "新线索", "10", "5"]
    assert row[5:] == ["50%", "落后"]
    assert section.teaching() == ""
    assert "个营业日，过了" in section.pace()


def test_each_figure_is_typed_as_people_write_it(section, driver, five):
    for kpi, text in (("on_time_rate", "95%"), ("first_response_median_s", "15"), ("cpl", "80.5")):
        choose(section, kpi)
        driver.write(text)
        driver.press("Return")
    assert kept(five) == {
        ("on_time_rate", ""): 0.95,
        ("first_response_median_s", ""): 900,
        ("cpl", ""): 80.5,
    }


def test_a_role_and_a_person_have_targets_of_their_own(section, driver, five):
    for who in ("邀约专员", "小周"):
        choose(section, "connected", who)
        driver.write("30")
        driver.press("Return")
    assert kept(five) == {("connected", "邀约专员"): 30, ("connected", "小周"): 30}


def test_what_is_no_target_is_told_and_stays_written(section, driver, five):
    choose(section, "on_time_rate")
    driver.write("120%")
    driver.press("Return")
    assert "0% 到 100%" in section.fault.text()
    assert section.value.text() == "120%"
    assert kept(five) == {}


def test_a_target_is_opened_changed_taken_out_and_each_taken_back(section, driver, five):
    choose(section, "leads")
    driver.write("1200")
    driver.press("Return")
    section.table.setFocus()
    driver.press("Return")
    assert section.value.text() == "1200"
    section.value.selectAll()
    driver.write("90")
    driver.press("Return")
    assert kept(five) == {("leads", ""): 90}
    driver.press("Ctrl+Z")
    assert kept(five) == {("leads", ""): 1200}
    section.table.setFocus()
    driver.press("Delete")
    assert kept(five) == {}
    driver.press("Ctrl+Z")
    assert kept(five) == {("leads", ""): 1200}


def test_last_months_targets_are_taken_over_and_given_back(section, driver, five):
    entry = TargetEntry(date(2026, 10, 1), TargetScope.TEAM, "", "leads", 77)
    five.targets.put([entry], by="", now=NINE)
    section.copy_button.click()
    driver.settle()
    assert kept(five) == {("leads", ""): 77}
    section.undo()
    driver.settle()
    assert kept(five) == {}


def test_a_month_to_come_has_no_attainment_yet(section, driver, five):
    driver.press("Alt+Right")
    choose(section, "leads")
    driver.write("50")
    driver.press("Return")
    assert kept(five, date(2026, 12, 1)) == {("leads", ""): 50}
    (row,) = section.table.listing.texts()
    assert row[3:] == ["—", "0", "—", "—"]
    driver.press("Alt+Left", "Alt+Left")
    assert section.month == date(2026, 10, 1)


def test_every_figure_says_its_formula(section):
    choose(section, "on_time_rate")
    assert section._formula.text().startswith("首响及时率 = 按时首响 ÷")
