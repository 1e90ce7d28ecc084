"""The page of activities, driven by keys on a real store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netdesk.domain.activities.guests import GuestView, InviteBy, Mark
from netdesk.domain.activities.words import ActivityKind, ActivityState, ArrivedBy
from netdesk.domain.leads.lead import Stage
from netdesk.services.changes import Changes
from netdesk.ui.activities.detail import Tab
from netdesk.ui.activities.reading import money, number, parts, written
from netdesk.ui.widgets.rows import Ink
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.invited import PLAN, other

TODAY = replace(PLAN, first=date(2026, 11, 24), last=date(2026, 11, 24))


@pytest.fixture
def three(ready_desk, tmp_path):
    """Three leads, their numbers ending in 0001 to 0003."""
    arrive(ready_desk, tmp_path, *(person(n) for n in (1, 2, 3)))
    return ready_desk


@pytest.fixture
def held(three):
    """An activity of today, number 1, with the three as guests."""
    three.activities.plan(TODAY, now=NINE)
    three.activities.guests.add(1, [1, 2, 3], now=NINE)
    return three


@pytest.fixture
def at(open_window):
    """Open the window on a desk at the page of activities."""

    def make(desk):
        driver = open_window(desk)
        driver.press("Ctrl+4")
        return driver

    return make


def page(driver):
    return driver.window.page("activities")


def guest(desk, lead_id, activity=1):
    found = desk.activities.guests.of(activity)
    return next(one for one in found if one.lead_id == lead_id)


def type_in(driver, text):
    QTest.keyClicks(QApplication.focusWidget(), text)
    driver.settle()


def scan(driver, text):
    """Type a code or number and Enter, as a hand scanner does."""
    QTest.keyClicks(QApplication.focusWidget(), text)
    driver.press("Return")


def texts(view):
    return view.rows.texts()


# --- empty, and the first activity


def test_an_empty_page_teaches_and_its_key_opens_the_form(at, ready_desk):
    driver = at(ready_desk)
    shown = page(driver)
    assert shown._sides.currentWidget() is shown.empty
    assert shown.empty.title() == "还没有活动"
    driver.press("N")
    assert shown._sides.currentWidget() is shown.form


def test_a_plan_written_from_the_keyboard_is_kept_with_its_checklist(at, ready_desk):
    driver = at(ready_desk)
    driver.press("N")
    form = page(driver).form
    driver.write("冬季检测日")
    form.quota.setText("20")
    form.budget.setText("1,200.50")
    form.models.setText("示例 E5、示例 X3")
    form.kind.setCurrentIndex(form.kind.findData(ActivityKind.SERVICE))
    driver.press("Ctrl+S")
    (one,) = ready_desk.activities.listed()
    assert (one.plan.name, one.plan.quota, one.plan.budget) == ("冬季检测日", 20, 120_050)
    assert one.plan.models == ("示例 E5", "示例 X3")
    assert one.plan.kind is ActivityKind.SERVICE
    assert one.plan.first == date(2026, 12, 1)
    assert page(driver)._sides.currentWidget() is page(driver).detail
    assert ready_desk.activities.checks(one.id)


def test_a_number_that_cannot_be_read_is_said_and_nothing_is_saved(at, ready_desk):
    driver = at(ready_desk)
    driver.press("N")
    driver.write("冬季检测日")
    page(driver).form.quota.setText("二十")
    driver.press("Ctrl+S")
    assert "名额" in page(driver).form.fault.text()
    assert ready_desk.activities.listed() == ()


# --- judged while it is written


def test_words_that_are_not_allowed_are_told_while_they_are_written(at, ready_desk, qtbot):
    driver = at(ready_desk)
    driver.press("N")
    driver.write("购车节")
    form = page(driver).form
    form.checked.edit.setFocus()
    driver.write("全网最低价，先到先得")
    qtbot.waitUntil(lambda: any("最低" in head for head in form.checked.findings.heads()))
    driver.press("Ctrl+S")
    assert "不能说的内容" in form.fault.text()
    assert ready_desk.activities.listed() == ()


def test_a_collision_is_told_and_saving_then_accepts_it(at, three, qtbot):
    three.activities.plan(TODAY, now=NINE)
    driver = at(three)
    driver.press("N")
    form = page(driver).form
    driver.write("周末团购")
    form.first.setDate(form.first.date().fromString("2026-11-24", "yyyy-MM-dd"))
    form.last.setDate(form.first.date())
    qtbot.waitUntil(lambda: "冬季试驾会" in form.collisions())
    assert form._save.text() == "仍然保存"
    driver.press("Ctrl+S")
    assert len(three.activities.listed()) == 2


def test_what_is_not_saved_is_not_left_without_a_word(at, ready_desk):
    driver = at(ready_desk)
    driver.press("N")
    driver.write("写到一半")
    driver.press("Escape")
    assert page(driver)._sides.currentWidget() is page(driver).form
    assert any("还没有保存" in told for told in driver.told())
    driver.press("Escape")
    assert page(driver)._sides.currentWidget() is page(driver).empty


# --- the list and the plan


def test_the_nearest_activity_is_shown_first(at, three):
    three.activities.plan(
        other(name="以后的", first=date(2026, 12, 20), last=date(2026, 12, 20)), now=NINE
    )
    three.activities.plan(TODAY, now=NINE)
    driver = at(three)
    assert page(driver).detail.name.whole() == "冬季试驾会"


def test_calling_off_is_undone_by_ctrl_z(at, held):
    driver = at(held)
    driver.press("X")
    assert held.activities.one(1).state is ActivityState.CANCELLED
    driver.press("Ctrl+Z")
    assert held.activities.one(1).state is ActivityState.PLANNED


def test_a_closed_activity_says_why_its_list_is_fixed(at, held):
    driver = at(held)
    driver.press("F")
    assert held.activities.one(1).state is ActivityState.CLOSED
    driver.press("A")
    assert any("名单不能再改" in told for told in driver.told())


# --- guests


def test_filters_and_enter_make_the_list(at, three):
    three.activities.plan(TODAY, now=NINE)
    driver = at(three)
    driver.press("A")
    panel = page(driver).candidates
    assert [row[0] for row in texts(panel.table)] == ["客户3", "客户2", "客户1"]
    driver.press("Ctrl+A", "Return")
    assert {one.lead_id for one in held_guests(three)} == {1, 2, 3}
    assert page(driver).detail.tab() is Tab.GUESTS
    driver.press("Ctrl+Z")
    assert held_guests(three) == ()


def held_guests(desk):
    return desk.activities.guests.of(1)


def test_digits_say_what_came_of_an_invitation_and_go_on(at, held):
    driver = at(held)
    page(driver).detail.focus_tab()
    driver.press("1", "2", "3")
    states = [one.state for one in held_guests(held)]
    assert states == [GuestView.INVITED, GuestView.AGREED, GuestView.DECLINED]


def test_who_could_not_be_marked_is_chosen_again(at, three):
    three.activities.plan(replace(TODAY, quota=1), now=NINE)
    three.activities.guests.add(1, [1, 2, 3], now=NINE)
    driver = at(three)
    page(driver).detail.focus_tab()
    driver.press("2", "2")
    assert page(driver).detail.guests.table.current().lead_id == 2
    assert any("名额 1 个" in told for told in driver.told())


def test_a_mark_goes_back_by_backspace_and_several_at_once(at, held):
    driver = at(held)
    page(driver).detail.focus_tab()
    driver.press("Ctrl+A", "2")
    assert all(one.state is GuestView.AGREED for one in held_guests(held))
    driver.press("Ctrl+A", "Backspace")
    assert all(one.state is GuestView.INVITED for one in held_guests(held))


def test_the_invitation_of_the_chosen_guest_is_copied_with_its_code(at, held):
    driver = at(held)
    page(driver).detail.focus_tab()
    code = guest(held, 1).code
    driver.press("C")
    copied = QGuiApplication.clipboard().text()
    assert code in copied
    assert "客户1您好" in copied
    assert "促销" not in copied
    driver.press("Q")
    assert not QGuiApplication.clipboard().image().isNull()


def test_w_changes_the_way_and_the_way_is_kept_with_the_mark(at, held):
    driver = at(held)
    page(driver).detail.focus_tab()
    driver.press("W", "W")
    assert page(driver).detail.guests.chosen_way() is InviteBy.SMS
    assert "拒收请回复R" in page(driver).detail.guests.text.toPlainText()
    driver.press("1")
    assert guest(held, 1).marks.invited_by == "sms"


def test_del_takes_off_the_list(at, held):
    driver = at(held)
    page(driver).detail.focus_tab()
    driver.press("Delete")
    assert [one.lead_id for one in held_guests(held)] == [2, 3]
    driver.press("Ctrl+Z")
    assert {one.lead_id for one in held_guests(held)} == {1, 2, 3}


def test_a_view_shows_those_who_are_so_far(at, held):
    held.activities.guests.mark(1, [2], Mark.DECLINED, now=NINE)
    driver = at(held)
    tab = page(driver).detail.guests
    tab.view.setCurrentIndex(tuple(GuestView).index(GuestView.DECLINED))
    assert [row[0] for row in texts(tab.table)] == ["客户2"]
    assert tab.view.currentText() == "已谢绝 1"


# --- arriving


def test_a_scanned_code_marks_the_arrival_and_the_lead_follows(at, held):
    driver = at(held)
    driver.press("S")
    scan(driver, guest(held, 2).code)
    desk = page(driver).detail.arrivals
    assert desk.outcome.text() == "客户2 签到成功"
    assert guest(held, 2).marks.arrived_by is ArrivedBy.CODE
    assert held.inbox.card(2, now=NINE).row.stage is Stage.ARRIVED
    assert desk.field.text() == ""
    assert [row[0] for row in texts(desk.table)] == ["客户2"]


def test_scans_right_after_each_other_are_all_taken_in(at, held):
    driver = at(held)
    driver.press("S")
    field = QApplication.focusWidget()
    for lead_id in (1, 2, 3):
        QTest.keyClicks(field, guest(held, lead_id).code)
        QTest.keyClick(field, Qt.Key.Key_Return)
    driver.settle()
    assert held.activities.one(1).tally.arrived == 3


def test_coming_again_is_told_and_not_written(at, held):
    driver = at(held)
    driver.press("S")
    scan(driver, "0001")
    scan(driver, "13800000001")
    assert "已签到" in page(driver).detail.arrivals.outcome.text()
    assert held.activities.one(1).tally.arrived == 1


def test_ctrl_z_takes_an_arrival_back(at, held):
    driver = at(held)
    driver.press("S")
    scan(driver, "0001")
    driver.press("Ctrl+Z")
    assert guest(held, 1).state is GuestView.LISTED
    assert held.inbox.card(1, now=NINE).row.stage is Stage.NEW


def test_one_of_several_is_chosen_by_a_digit(at, held, tmp_path):
    arrive(held, tmp_path, {"客户姓名": "李女士", "手机号": "13900000001"})
    held.activities.guests.add(1, [4], now=NINE)
    driver = at(held)
    driver.press("S")
    scan(driver, "0001")
    choices = page(driver).detail.arrivals.choices()
    assert len(choices) == 2
    at_place = next(n for n, text in enumerate(choices, 1) if "李女士" in text)
    driver.press(f"Alt+{at_place}")
    assert guest(held, 4).state is GuestView.ARRIVED
    assert guest(held, 1).state is GuestView.LISTED


def test_who_is_not_listed_is_taken_in_by_one_key(at, three):
    three.activities.plan(TODAY, now=NINE)
    driver = at(three)
    driver.press("S")
    scan(driver, "13800000002")
    assert page(driver).detail.arrivals.outcome.text() == "不在名单里"
    driver.press("Alt+1")
    assert guest(three, 2).state is GuestView.ARRIVED


def test_an_unknown_number_and_an_early_guest_are_told(at, three):
    three.activities.plan(PLAN, now=NINE)
    three.activities.guests.add(1, [1], now=NINE)
    driver = at(three)
    driver.press("S")
    scan(driver, "9999")
    assert page(driver).detail.arrivals.outcome.text() == "没有找到"
    scan(driver, "0001")
    assert page(driver).detail.arrivals.outcome.text() == "没有签到"
    assert "2026-11-28" in page(driver).detail.arrivals.said.text()


def test_brackets_change_tabs_from_the_scanner_field_too(at, held):
    driver = at(held)
    driver.press("S", "]")
    assert page(driver).detail.tab() is Tab.CHECKS
    driver.press("[", "[")
    assert page(driver).detail.tab() is Tab.GUESTS


# --- checklist, result


def test_space_ticks_the_checklist(at, held):
    driver = at(held)
    driver.press("S", "]")
    checks = page(driver).detail.checks
    checks.table.setFocus()
    driver.press("Space")
    assert held.activities.checks(1)[0].done_at == NINE
    driver.press("Space")
    assert held.activities.checks(1)[0].done_at is None


def test_a_line_is_added_and_taken_out(at, held):
    driver = at(held)
    driver.press("S", "]")
    checks = page(driver).detail.checks
    before = len(held.activities.checks(1))
    checks.text.setFocus()
    driver.write("备好热水")
    driver.press("Return")
    assert "备好热水" in [check.text for check in held.activities.checks(1)]
    checks.table.setFocus()
    driver.press("Delete")
    assert len(held.activities.checks(1)) == before


def test_a_cost_is_entered_and_counts_and_comes_off_by_ctrl_z(at, held):
    held.activities.guests.arrive(1, "0001", now=NINE)
    driver = at(held)
    page(driver).detail.choose(Tab.RESULT)
    result = page(driver).detail.result
    result.item.setFocus()
    driver.write("礼品")
    result.amount.setFocus()
    driver.write("1200元")
    driver.press("Return")
    assert held.activities.reports.of(1, now=NINE).result.cost_per_arrival == 120_000
    assert texts(result.costs)[0][0] == "礼品"
    result.costs.setFocus()
    driver.press("Ctrl+Z")
    assert held.activities.reports.of(1, now=NINE).result.cost == 0


def test_an_amount_that_cannot_be_read_is_said_beside_it(at, held):
    driver = at(held)
    page(driver).detail.choose(Tab.RESULT)
    result = page(driver).detail.result
    result.amount.setFocus()
    driver.write("很多")
    driver.press("Return")
    assert result.fault.text()


def test_the_result_says_goals_and_what_was_reached(at, held):
    held.activities.guests.arrive(1, "0001", now=NINE)
    driver = at(held)
    figures = page(driver).detail.result.figures()
    assert "到场 1 目标 4，25%" in figures


def test_the_workbook_is_written_where_it_was_asked_for(at, held, tmp_path):
    driver = at(held)
    path = tmp_path / "名单.xlsx"
    page(driver).papers.save_workbook(1, path)
    driver.settle()
    assert path.read_bytes().startswith(b"PK")
    assert any("导出已记录" in told for told in driver.told())


# --- what the widgets are made of


def test_models_keep_qts_rules(at, held, qtmodeltester):
    driver = at(held)
    shown = page(driver)
    for model in (shown.list.them, shown.detail.guests.table.rows, shown.detail.checks.table.rows):
        qtmodeltester.check(model)


def test_a_name_is_never_read_as_html(at, three, tmp_path):
    arrive(three, tmp_path, person(9, 客户姓名="<img src=x>"))
    three.activities.plan(replace(TODAY, name="<b>冬季</b>会"), now=NINE)
    three.activities.guests.add(1, [4], now=NINE)
    driver = at(three)
    for widget in page(driver).findChildren(type(page(driver).detail.name)):
        assert widget.textFormat() is Qt.TextFormat.PlainText
    assert page(driver).detail.guests.table.rows.texts()[0][0] == "<img src=x>"


def test_every_ink_is_a_token(theme):
    for ink in Ink:
        assert getattr(theme.tokens, ink.value).isValid()


def test_what_is_typed_into_a_plan_is_read():
    assert [number(text) for text in ("20", " 20 ", "", "二十", "-1")] == [20, 20, None, None, None]
    typed = ("2500", "1,200.50", "￥1200", "1.2万", "1200元", "", "abc")
    assert [money(text) for text in typed] == [
        250_000,
        120_050,
        120_000,
        1_200_000,
        120_000,
        None,
        None,
    ]
    assert parts("示例 E5、示例 X3, 示例 E5") == ("示例 E5", "示例 X3")
    assert [written(fen) for fen in (0, 250_000, 120_050)] == ["", "2500", "1200.5"]


def test_the_page_asks_again_after_leads_were_changed_elsewhere(at, held):
    driver = at(held)
    held.activities.guests.arrive(1, "0001", now=NINE + timedelta(minutes=1))
    driver.press("Ctrl+1", "Ctrl+4")
    driver.window.spread(Changes(leads=True))
    driver.settle()
    assert held.activities.one(1).tally.arrived == 1
    assert page(driver).detail.arrivals.table.rows.rowCount() == 1
