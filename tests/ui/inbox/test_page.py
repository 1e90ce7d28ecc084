"""The clerk's morning from the keyboard: every outcome, every form, every way back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Grade, Outcome, Stage
from netdesk.services.answer import Step
from netdesk.ui.widgets.button import Button
from tests.arrivals import arrive, person
from tests.ui.conftest import ME, rows_of

ALL = ["客户1", "客户2", "客户3", "客户4", "客户5"]


def test_the_most_urgent_lead_is_chosen_and_its_card_shown(driver):
    assert driver.names() == ALL
    assert driver.chosen() == "客户1"
    assert driver.inbox.panel.card.phone.text() == "138****0001"
    assert driver.inbox.panel.card.timeline.lines() == ["08:35 汽车之家 · 秦PLUS"]


def test_one_and_enter_log_a_call_and_go_to_the_next_most_urgent(driver, five):
    driver.press("1", "Return")
    assert driver.names() == ALL[1:]
    assert driver.chosen() == "客户2"
    (row,) = rows_of(five, InboxView.LATER)
    assert (row.name, row.stage) == ("客户1", Stage.CONTACTED)
    assert driver.told() == ["已记：客户1 接通"]


def test_answering_another_than_the_first_goes_back_to_the_most_urgent(driver):
    driver.press("J", "J", "4", "Return")
    assert driver.names() == ["客户1", "客户2", "客户4", "客户5"]
    assert driver.chosen() == "客户1"


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        (["1"], Outcome.CONNECTED),
        (["2"], Outcome.NO_ANSWER),
        (["3"], Outcome.DEAD_NUMBER),
        (["3", "3"], Outcome.WRONG_NUMBER),
        (["4"], Outcome.WECHAT),
    ],
)
def test_each_outcome_key_is_what_it_says(driver, five, keys, outcome):
    driver.press(*keys, "Return")
    lead = next(row for row in rows_of(five, InboxView.ALL) if row.name == "客户1")
    card = five.inbox.card(lead.id, now=five.now())
    assert [entry.outcome for entry in card.timeline if entry.outcome] == [outcome]


def test_enter_without_an_outcome_writes_nothing(driver, five):
    driver.press("Return")
    assert len(rows_of(five, InboxView.WAITING)) == 5
    assert driver.chosen() == "客户1"


def test_an_unanswered_call_comes_back_in_an_hour_unless_another_time_is_chosen(driver, five):
    driver.press("2", "Return", "2", "Right", "Return")
    first, second = rows_of(five, InboxView.TODAY)
    assert first.next_at == five.now() + timedelta(hours=1)
    assert second.next_at == five.now() + timedelta(hours=8)  # 17:00


def test_j_k_and_the_arrows_move_and_stop_at_the_ends(driver):
    driver.press("K")
    assert driver.chosen() == "客户1"
    driver.press("J", "Down")
    assert driver.chosen() == "客户3"
    driver.press("J", "J", "J", "Up")
    assert driver.chosen() == "客户4"


def test_undo_brings_the_lead_back_and_redo_takes_it_again(driver):
    driver.press("1", "Return", "Ctrl+Z")
    assert driver.names() == ALL
    assert driver.chosen() == "客户1"
    assert driver.told()[-1] == "已撤销：客户1 接通"
    driver.press("Ctrl+Shift+Z")
    assert driver.names() == ALL[1:]
    driver.press("Ctrl+Z", "Ctrl+Z")
    assert driver.told()[-1] == "今天没有可以撤销的操作。"


def test_the_notice_of_a_step_can_take_it_back(driver):
    driver.press("1", "Return")
    (box,) = driver.window.notices.boxes()
    next(button for button in box.findChildren(Button) if button.text() == "撤销").click()
    driver.settle()
    assert driver.names() == ALL


def test_a_note_is_kept_with_the_step(driver, five):
    driver.press("1", "N")
    driver.write("1 点后再打")
    driver.press("Return")
    (row,) = rows_of(five, InboxView.LATER)
    (contact,) = [e for e in five.inbox.card(row.id, now=five.now()).timeline if e.outcome]
    assert (contact.text, contact.by) == ("1 点后再打", ME)


def test_letters_typed_into_the_note_are_not_keys(driver, five):
    driver.press("N")
    QTest.keyClicks(QApplication.focusWidget(), "jk1234 LAZ")
    driver.settle()
    assert driver.inbox.panel.pad.note.text() == "jk1234 LAZ"
    assert driver.inbox.panel.pad.outcome() is None
    assert len(rows_of(five, InboxView.WAITING)) == 5


def test_a_visit_is_agreed_from_the_keyboard(driver, five):
    driver.press("A", "3", "Up", "Return")
    (row,) = rows_of(five, InboxView.VISITS)
    assert row.stage is Stage.INVITED
    assert row.visit_at == five.now() + timedelta(days=2, hours=1, minutes=30)  # Thursday 10:30
    assert driver.chosen() == "客户2"


def test_escape_leaves_a_form_and_the_keys_work_again(driver, five):
    driver.press("A", "Escape", "J")
    assert driver.chosen() == "客户2"
    assert rows_of(five, InboxView.VISITS) == []


def test_a_grade_is_one_letter_and_the_lead_stays(driver, five):
    driver.press("G", "H")
    assert driver.chosen() == "客户1"
    assert rows_of(five, InboxView.WAITING)[0].grade is Grade.H
    driver.press("G", "A")
    assert rows_of(five, InboxView.WAITING)[0].grade is Grade.A
    assert rows_of(five, InboxView.VISITS) == []


def test_a_loss_takes_a_reason_from_the_list_or_typed(driver, five):
    driver.press("L", "3")
    driver.press("L")
    other = driver.inbox.panel._choice._other
    other.setFocus()
    driver.write("想等 2027 款")
    driver.press("Return")
    lost = {r.name: r for r in rows_of(five, InboxView.ALL) if r.stage is Stage.LOST}
    assert set(lost) == {"客户1", "客户2"}
    reasons = {
        name: entry.reason
        for name, row in lost.items()
        for entry in five.inbox.card(row.id, now=five.now()).timeline
        if entry.outcome is Outcome.LOST
    }
    assert reasons == {"客户1": "在别家店买了", "客户2": "想等 2027 款"}


def test_later_puts_a_waiting_lead_off_and_its_clock_goes_on(driver, five):
    driver.press("Z", "2")
    assert driver.chosen() == "客户2"
    first = rows_of(five, InboxView.WAITING)[0]
    assert first.name == "客户1"
    assert first.next_at == five.now() + timedelta(hours=1)
    assert first.due_at is not None


def test_more_takes_a_lead_to_the_shop(driver, five):
    driver.press("M", "1")
    arrived = [row.name for row in rows_of(five, InboxView.ALL) if row.stage is Stage.ARRIVED]
    assert arrived == ["客户1"]


def test_the_number_is_whole_only_while_its_key_is_down(driver):
    table, phone = driver.inbox.table, driver.inbox.panel.card.phone
    QTest.keyPress(table, Qt.Key.Key_V)
    driver.settle()
    assert phone.text() == "13800000001"
    QTest.keyRelease(table, Qt.Key.Key_V)
    assert phone.text() == "138****0001"


def test_a_number_that_comes_after_the_key_is_up_is_not_shown(driver):
    table, phone = driver.inbox.table, driver.inbox.panel.card.phone
    QTest.keyPress(table, Qt.Key.Key_V)
    QTest.keyRelease(table, Qt.Key.Key_V)
    driver.settle()
    assert phone.text() == "138****0001"


def test_copying_takes_the_whole_number_and_says_so(driver):
    driver.press("C")
    assert QGuiApplication.clipboard().text() == "13800000001"
    assert driver.told() == ["已复制 客户1 的完整号码（138****0001）"]


def test_a_lead_changed_meanwhile_says_so_and_is_not_overwritten(driver, five):
    row = driver.inbox.model.lead(0)
    five.answer.log(Step(row.id, Outcome.WECHAT, by=ME), now=five.now())
    driver.press("1", "Return")
    assert driver.told() == ["这条线索刚被改过，没有覆盖；请看过最新情况再记一次。"]
    told = [e.outcome for e in five.inbox.card(row.id, now=five.now()).timeline if e.outcome]
    assert told == [Outcome.WECHAT]


def test_what_is_entered_belongs_to_one_lead(driver):
    driver.press("1", "J")
    assert driver.inbox.panel.pad.outcome() is None


def test_the_views_have_their_counts_and_their_leads(driver, five):
    driver.press("2", "Return", "A", "2", "Return")
    driver.press("]")
    assert driver.names() == ["客户1"]
    driver.press("]", "]")
    assert driver.inbox.tabs.view() is InboxView.VISITS
    assert driver.names() == ["客户2"]
    driver.press("]")
    assert sorted(driver.names()) == ALL
    driver.press("[", "[", "[", "[")
    assert driver.names() == ALL[2:]


def test_an_empty_desk_teaches_how_to_bring_leads_in(open_window, ready_desk):
    driver = open_window(ready_desk)
    assert driver.inbox.empty.isVisible()
    assert driver.inbox.empty.title() == "还没有线索"


def test_when_all_is_answered_the_page_says_so(driver):
    for _lead in range(5):
        driver.press("1", "Return")
    assert driver.inbox.empty.isVisible()
    assert driver.inbox.empty.title() == "都回复完了"


def test_slash_filters_within_the_view_and_escape_brings_all_back(driver):
    driver.press("/")
    driver.write("客户4")
    driver.qtbot.waitUntil(lambda: driver.names() == ["客户4"])
    driver.press("Escape")
    driver.qtbot.waitUntil(lambda: driver.names() == ALL)
    assert driver.chosen() == "客户4"
    driver.press("Escape", "J")
    assert driver.chosen() == "客户5"


def test_a_search_that_finds_nothing_says_what_it_looked_for(driver):
    driver.press("Ctrl+K")
    driver.write("没有这个人")
    driver.qtbot.waitUntil(lambda: driver.inbox.empty.isVisible())
    assert driver.inbox.empty.title() == "没有找到"


def test_a_name_that_is_markup_is_only_text(open_window, ready_desk, tmp_path):
    arrive(ready_desk, tmp_path, person(1, 客户姓名="<img src=x.png>", 留言="<b>急</b>"))
    driver = open_window(ready_desk)
    card = driver.inbox.panel.card
    assert card._name.whole() == "<img src=x.png>"
    assert card._wrote.text() == "<b>急</b>"
    assert "“<b>急</b>”" in card.timeline.lines()[0]


def test_a_reload_keeps_the_chosen_lead_and_what_was_entered(driver):
    driver.press("J", "J", "1")
    driver.inbox.reload()
    driver.settle()
    assert driver.chosen() == "客户3"
    assert driver.inbox.panel.pad.outcome() is Outcome.CONNECTED


def test_a_reload_leaves_the_list_where_it_was_scrolled_to(open_window, ready_desk, tmp_path):
    arrive(ready_desk, tmp_path, *(person(n) for n in range(60)))
    driver = open_window(ready_desk)
    bar = driver.inbox.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    driver.settle()
    before = bar.value()
    assert before > 0
    driver.inbox.reload()
    driver.settle()
    assert bar.value() == before


def test_scrolling_to_the_end_brings_the_rest(open_window, ready_desk, tmp_path):
    arrive(ready_desk, tmp_path, *(person(n) for n in range(60)))
    driver = open_window(ready_desk)
    assert driver.inbox.model.rowCount() == 36
    driver.inbox.table.scrollToBottom()
    driver.settle()
    assert len(set(driver.names())) == 60


def test_an_undo_shows_its_lead_also_when_the_view_is_asked_for_again_at_once(driver):
    driver.press("1", "Return")
    driver.press("J", "J")
    driver.inbox.steps.undo()
    driver.inbox.steps.written.connect(lambda _lead: driver.inbox.reload())
    driver.settle()
    assert driver.chosen() == "客户1"


def test_widths_a_person_set_are_remembered(driver, five, open_window):
    driver.inbox.table.widths_set.emit({"name": 200})
    driver.settle()
    again = open_window(five)
    assert again.inbox.table.columnWidth(1) == 200
