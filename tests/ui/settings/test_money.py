"""Fees and budgets from the keyboard: written, changed, taken out, and each taken back."""

from datetime import date

import pytest

from netdesk.domain.money.spend import Spend
from netdesk.services.budgets import WHOLE, BudgetEntry
from netdesk.ui.settings.money_section import COLUMNS, MoneySection
from netdesk.ui.widgets.rows import Rows
from tests.conftest import NINE

NOV = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def section(driver) -> MoneySection:
    driver.press("Ctrl+Comma")
    driver.press("Ctrl+PageDown", "Ctrl+PageDown", "Ctrl+PageDown")
    made = driver.window.page("settings").show_section("money")
    driver.settle()
    return made


def paid(desk):
    return [row.spend for row in desk.spend.listed(date(2026, 1, 1), date(2026, 12, 31)).rows]


def shown(section):
    return section.table.listing.texts()


def type_fee(driver, item="会员费", days="11月", amount="6000", note=""):
    """From the channel's field on, as a clerk would with Tab and Enter."""
    for text in (item, days, amount, note):
        driver.press("Tab")
        driver.qtbot.wait(0)
        field = driver.window.focusWidget()
        field.selectAll()
        driver.write(text)
    driver.press("Return")


def test_a_fee_is_written_down_with_tab_and_enter(section, driver, five):
    assert section.form.subjects.hasFocus()
    assert "还没有记过费用" in section.teaching()
    type_fee(driver)
    assert paid(five) == [Spend(600_000, *NOV, "autohome", "会员费")]
    assert shown(section) == [["2026-11", "汽车之家", "会员费", "6,000", "", "小周"]]
    assert section.teaching() == ""
    assert section.total() == "1 笔，摊到这一年 6,000 元。"
    assert section.form.subjects.hasFocus()


def test_it_says_at_once_how_days_and_amount_are_read(section, driver):
    section.form.days.setText("11月1日至15日")
    section.form.amount.setText("1.2万")
    assert section.form.read() == "2026-11-01 ~ 2026-11-15，15 天，每天约 800 元"
    section.form.days.setText("下个月")
    assert section.form.read() == ""


def test_what_cannot_be_read_is_told_in_place_and_stays_written(section, driver, five):
    type_fee(driver, amount="一千")
    assert "看不懂金额 一千" in section.form.fault.text()
    assert section.form.amount.hasFocus()
    type_fee_days = section.form.days
    section.form.amount.setText("1000")
    type_fee_days.setText("11月30日至11月1日")
    driver.press("Return")
    assert "早于开始日期" in section.form.fault.text()
    assert section.form.item.text() == "会员费"
    assert paid(five) == []


def test_an_overlap_is_told_with_the_others_days_and_nothing_is_lost(section, driver, five):
    five.spend.add(Spend(600_000, *NOV, "autohome", "会员费"), by="", now=NINE)
    section.reload()
    driver.settle()
    type_fee(driver, days="2026-11-15~12-15")
    assert "2026-11-01 至 2026-11-30" in section.form.fault.text()
    assert section.form.amount.text() == "6000"
    assert len(paid(five)) == 1


def test_the_last_step_is_taken_back_with_one_key(section, driver, five):
    type_fee(driver)
    driver.press("Ctrl+Z")
    assert paid(five) == []
    assert driver.told()[-1] == "已撤销。"
    driver.press("Ctrl+Z")  # nothing left
    assert paid(five) == []


def test_a_fee_is_opened_with_enter_changed_and_closed_again(section, driver, five):
    type_fee(driver)
    section.table.setFocus()
    driver.press("Return")
    assert section.form.editing is not None
    assert section.form.days.text() == "2026-11-01~2026-11-30"
    section.form.amount.selectAll()
    driver.write("6500.50")
    driver.press("Return")
    assert [spend.amount for spend in paid(five)] == [650_050]
    assert section.form.editing is None
    driver.press("Ctrl+Z")
    assert [spend.amount for spend in paid(five)] == [600_000]


def test_escape_leaves_a_fee_as_it_was(section, driver, five):
    type_fee(driver)
    section.table.setFocus()
    driver.press("Return")
    section.form.amount.setText("1")
    driver.press("Escape")
    assert section.form.editing is None
    assert section.form.days.text() == "2026-11"
    assert [spend.amount for spend in paid(five)] == [600_000]


def test_a_fee_is_taken_out_with_del_and_comes_back(section, driver, five):
    type_fee(driver)
    section.table.setFocus()
    driver.press("Delete")
    assert paid(five) == []
    assert driver.told()[-1] == "已删去 2026-11 的 6,000 元。"
    driver.press("Ctrl+Z")
    assert len(paid(five)) == 1


def test_another_year_is_a_key_away(section, driver, five):
    type_fee(driver)
    driver.press("Alt+Right")
    assert section.year == 2027
    assert "2027 年还没有记过费用" in section.teaching()
    driver.press("Alt+Left")
    assert len(shown(section)) == 1


def test_a_budget_is_typed_down_the_months(section, driver, five):
    five.spend.add(Spend(600_000, *NOV, "autohome"), by="", now=NINE)
    section.reload()
    driver.settle()
    field = section.budget.fields[10]
    field.setFocus()
    driver.write("5000")
    driver.press("Return")
    assert section.budget.fields[11].hasFocus()
    assert section.budget.lefts()[10] == "−1,000"
    driver.write("1.2万")
    driver.press("Return")
    assert section.budget.whole.hasFocus()
    assert five.budgets.year(2026).budget == 1_700_000
    assert section.budget.whole.text() == "17000"
    driver.press("Ctrl+Z")
    assert five.budgets.year(2026).budget == 500_000
    assert section.budget.fields[11].text() == ""


def test_a_years_budget_is_spread_over_its_months_and_taken_back(section, driver, five):
    section.budget.whole.setFocus()
    driver.write("120000")
    driver.press("Return")
    assert {field.text() for field in section.budget.fields} == {"10000"}
    assert "平均分到 12 个月" in driver.told()[-1]
    section.undo()
    driver.settle()
    assert five.budgets.year(2026).budget is None


def test_an_emptied_month_has_no_budget(section, driver, five):
    five.budgets.put([BudgetEntry(NOV[0], WHOLE, 5)], by="", now=NINE)
    section.reload()
    driver.settle()
    field = section.budget.fields[10]
    field.setFocus()
    field.selectAll()
    driver.write(" ")
    driver.press("Return")
    assert five.budgets.year(2026).budget is None


def test_a_budget_that_cannot_be_read_is_told_and_stays_written(section, driver, five):
    field = section.budget.fields[0]
    field.setFocus()
    driver.write("很多")
    driver.press("Return")
    assert "看不懂金额 很多" in section.budget.fault.text()
    assert field.text() == "很多"
    assert five.budgets.year(2026).budget is None


def test_channels_that_are_promised_more_than_there_is_are_told(section, driver, five):
    entries = [BudgetEntry(NOV[0], WHOLE, 100_00), BudgetEntry(NOV[0], "yiche", 150_00)]
    five.budgets.put(entries, by="", now=NINE)
    section.reload()
    driver.settle()
    assert section.warning() == "各渠道的预算合计 150 元，超过了总预算 100 元。"
    section.channel.setCurrentIndex(section.channel.findData("yiche"))
    driver.settle()
    assert section.budget.fields[10].text() == "150"
    assert section.warning() == ""


def test_fees_that_are_imported_meanwhile_are_shown(section, driver, tmp_path):
    path = tmp_path / "fees.csv"
    path.write_text("渠道,月份,费用\n易车,2026-11,88\n", encoding="utf-8")
    driver.window.importing.add([path])
    driver.qtbot.waitUntil(lambda: len(shown(section)) == 1, timeout=5000)
    assert shown(section)[0][-1] == "导入"


def test_names_are_text_only(section, driver, five):
    type_fee(driver, item="<b>会员</b>")
    assert shown(section)[0][2] == "<b>会员</b>"


def test_the_list_keeps_to_the_rules_of_models(qtmodeltester, five):
    five.spend.add(Spend(600_000, *NOV, "autohome", "会员费"), by="", now=NINE)
    model = Rows(COLUMNS)
    model.show(five.spend.listed(*NOV).rows)
    qtmodeltester.check(model)
