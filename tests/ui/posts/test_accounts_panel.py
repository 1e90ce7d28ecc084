"""The grid of accounts, driven by keys as Excel is."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import PostText
from netdesk.services.accounts import Figure
from netdesk.services.changes import Changes
from netdesk.ui.actions import ACTIONS, Where, bind
from netdesk.ui.posts.accounts_model import UNDER_ROLE
from netdesk.ui.posts.accounts_panel import AccountsPanel
from tests.conftest import NINE

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
KEYS = Qt.KeyboardModifier


class Driver:
    """A shown panel and its keys."""

    def __init__(self, panel, tasks, qtbot):
        self.panel, self.tasks, self.qtbot = panel, tasks, qtbot
        self.around = panel.window()  # or nobody holds it
        self.told, self.changes = [], []
        panel.told.connect(lambda notice: self.told.append(notice.text))
        panel.changed_something.connect(self.changes.append)

    def settle(self):
        self.qtbot.waitUntil(self.tasks.is_idle, timeout=5000)
        QApplication.processEvents()
        self.qtbot.waitUntil(self.tasks.is_idle, timeout=5000)

    def type(self, text):
        for sign in text:
            QTest.keyClicks(QApplication.focusWidget(), sign)

    def press(self, *keys, with_=KEYS.NoModifier):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{key}"), with_)
        self.settle()

    def cell(self, row, back=0, role=Qt.ItemDataRole.DisplayRole):
        model = self.panel.model
        return model.index(row, len(model.days()) - 1 - back).data(role)

    def place(self):
        at = self.panel.grid.currentIndex()
        return at.row(), len(self.panel.model.days()) - 1 - at.column()

    def stand(self, row, back=0):
        model = self.panel.model
        self.panel.grid.setCurrentIndex(model.index(row, len(model.days()) - 1 - back))

    def paste(self, text):
        QGuiApplication.clipboard().setText(text)
        self.press("V", with_=KEYS.ControlModifier)

    def undo(self):
        self.press("Z", with_=KEYS.ControlModifier)


@pytest.fixture
def open_panel(qtbot, theme, tasks, ready_desk):
    def make(width=1200, height=760):
        panel = AccountsPanel(ready_desk, tasks, theme)
        around = QWidget()
        QVBoxLayout(around).addWidget(panel)
        around.resize(width, height)
        qtbot.addWidget(around)
        driver = Driver(panel, tasks, qtbot)
        with qtbot.waitActive(around):
            around.show()
            around.activateWindow()
        driver.settle()
        panel.setFocus()
        return driver

    return make


@pytest.fixture
def driver(open_panel):
    return open_panel()


@pytest.fixture
def kept(ready_desk):
    """Return what is kept of an account: days ago → (followers, updates)."""

    def read(code="wechat"):
        table = ready_desk.accounts.table(TODAY - 20 * DAY, TODAY)
        (found,) = [one for one in table.accounts if one.channel.code == code]
        return {
            (TODAY - one.day).days: tuple(one.figures) for one in found.days if any(one.figures)
        }

    return read


def test_it_begins_on_today_of_the_first_account(driver):
    model = driver.panel.model
    assert model.headerData(0, Qt.Orientation.Vertical) == "微信"
    assert len(model.days()) == 14
    assert model.headerData(13, Qt.Orientation.Horizontal) == "11-24\n今天"
    assert driver.place() == (0, 0)
    assert driver.panel.span.text() == "11-11 至 11-24"


def test_an_empty_grid_teaches_and_a_filled_one_explains_its_small_print(driver):
    assert "还没有账号的数" in driver.panel.footer.text()
    driver.type("5")
    driver.press("Return")
    assert "粉丝总数，下面的小字" in driver.panel.footer.text()
    driver.press("U", with_=KEYS.ControlModifier)
    assert "内容日历" in driver.panel.footer.text()


def test_digits_type_over_enter_goes_down_and_tab_on(driver, kept):
    driver.type("1200")
    driver.press("Return")
    assert driver.place() == (1, 0)
    driver.stand(0, 3)
    driver.type("1.1k")
    driver.press("Tab")
    driver.type("1,150")
    driver.press("Enter")
    assert driver.place() == (1, 2)
    assert kept() == {0: (1200, None), 3: (1100, None), 2: (1150, None)}
    assert [driver.cell(0, back) for back in (0, 2, 3)] == ["1,200", "1,150", "1,100"]
    assert driver.changes == [Changes(accounts=True)] * 3


def test_arrows_leave_a_cell_that_was_typed_into_and_move_inside_one_opened_by_f2(driver, kept):
    driver.type("12")
    driver.press("Left")
    assert (driver.place(), driver.cell(0)) == ((0, 1), "12")
    driver.stand(0)
    driver.press("F2", "Home")
    driver.press("Right")
    driver.type("9")
    driver.press("Return")
    assert driver.cell(0) == "192"
    driver.stand(1)
    driver.press("Up")
    assert driver.place() == (0, 0)
    driver.press("Return", with_=KEYS.ShiftModifier)
    assert driver.place() == (0, 0)


def test_tab_at_the_end_of_a_row_begins_the_next_and_backtab_goes_back(driver):
    driver.press("Tab")
    assert driver.place() == (1, 13)
    driver.press("Backtab")
    assert driver.place() == (0, 0)


def test_escape_leaves_what_was_typed_and_then_the_grid(driver, kept):
    driver.type("5")
    driver.press("Escape")
    assert (driver.cell(0), kept()) == ("", {})
    driver.press("Escape")
    assert not driver.panel.grid.hasFocus()


def test_a_slip_is_said_and_keeps_what_was_there(driver, kept):
    driver.type("12")
    driver.press("Return")
    driver.stand(0)
    driver.type("12x")
    driver.press("Return")
    assert (driver.cell(0), kept()) == ("12", {0: (12, None)})
    assert driver.told[-1].startswith("12x 记不下")


def test_growth_stands_under_the_number_over_a_gap_with_its_days(driver):
    for back, total in ((5, "1000"), (1, "1012"), (0, "1009")):
        driver.stand(0, back)
        driver.type(total)
        driver.press("Return")
    assert [driver.cell(0, back, UNDER_ROLE) for back in (5, 1, 0)] == ["", "+12/4天", "−3"]
    assert [driver.cell(0, -1), driver.cell(0, -1, UNDER_ROLE)] == ["+9", "5 天"]
    said = driver.cell(0, 0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "微信，11月24日 周二：粉丝 1,009，比 11月23日 周一 −3"


def test_a_block_is_pasted_from_the_chosen_cell_and_undone_in_one_step(driver, kept):
    driver.stand(0, 1)
    driver.paste("1200\t1,210\r\n\t2.3万\r\n")
    assert kept() == {0: (1210, None), 1: (1200, None)}
    assert kept("weibo") == {0: (23000, None)}
    driver.undo()
    assert (kept(), kept("weibo")) == ({}, {})
    assert driver.cell(0) == ""
    driver.press("Y", with_=KEYS.ControlModifier)
    assert kept("weibo") == {0: (23000, None)}
    driver.undo()
    driver.undo()
    assert driver.told[-1] == "没有可以撤销的填写。"


def test_what_a_block_has_outside_the_grid_is_told(driver, kept):
    driver.paste("1\t2\t3\n4\t5\t6\n")
    assert (kept(), kept("weibo")) == ({0: (1, None)}, {0: (4, None)})
    assert driver.told == ["有 4 格在表格外面，没有粘贴。"]


def test_a_block_with_one_bad_cell_is_refused_whole(driver, kept):
    driver.stand(0, 1)
    driver.paste("1200\t很多\n")
    assert (kept(), driver.changes) == ({}, [])
    assert driver.told[0].startswith("很多 记不下")


def test_one_cell_is_pasted_into_all_that_are_chosen_and_delete_clears_them(driver, kept):
    driver.press("Down", "Left", with_=KEYS.ShiftModifier)
    driver.paste("7")
    assert (kept(), kept("weibo")) == ({0: (7, None), 1: (7, None)},) * 2
    driver.press("C", with_=KEYS.ControlModifier)
    assert QGuiApplication.clipboard().text() == "7\t7\n7\t7"
    driver.press("Delete")
    assert (kept(), kept("weibo")) == ({}, {})
    driver.undo()
    assert kept() == {0: (7, None), 1: (7, None)}


def test_the_sum_can_be_neither_typed_into_nor_pasted_over(driver, kept):
    model = driver.panel.model
    driver.panel.grid.setCurrentIndex(model.index(0, 14))
    driver.type("5")
    driver.press("Return")
    driver.paste("5")
    driver.press("Delete")
    assert kept() == {}


def test_updates_are_the_other_figure_with_what_the_calendar_published_apart(
    driver, ready_desk, kept
):
    content = PostText("wechat", Column.CARE, Method.TIP, "先看胶条", "胶条用了一年会硬。")
    ready_desk.posts.publish(ready_desk.posts.add(content, now=NINE).id, now=NINE)
    driver.press("U", with_=KEYS.ControlModifier)
    assert driver.panel.model.figure is Figure.UPDATES
    assert (driver.cell(0), driver.cell(0, 0, UNDER_ROLE)) == ("", "日历 1")
    driver.type("2")
    driver.press("Return")
    assert kept() == {0: (None, 2)}
    assert (driver.cell(0, -1), driver.cell(0, -1, UNDER_ROLE)) == ("3", "日历 1")
    driver.press("U", with_=KEYS.ControlModifier)
    assert (driver.panel.model.figure, driver.cell(0)) == (Figure.FOLLOWERS, "")


def test_older_days_can_be_seen_and_filled(driver, kept):
    assert not driver.panel.later.isEnabled()
    driver.press("Left", with_=KEYS.AltModifier)
    assert driver.panel.span.text() == "10-28 至 11-10"
    driver.type("900")
    driver.press("Return")
    assert kept() == {14: (900, None)}
    driver.press("Right", with_=KEYS.AltModifier)
    assert driver.panel.span.text() == "11-11 至 11-24"
    driver.press("Right", with_=KEYS.AltModifier)
    assert driver.panel.model.days()[-1] == TODAY


def test_a_narrow_window_shows_fewer_days_and_never_less_than_a_week(open_panel):
    driver = open_panel(width=760)
    days = driver.panel.model.days()
    assert 7 <= len(days) < 14
    assert days[-1] == TODAY
    driver.panel.window().resize(1400, 700)
    driver.settle()
    assert len(driver.panel.model.days()) == 14


def test_the_page_around_does_not_get_the_keys_that_type_here(driver):
    page = driver.panel.window()
    stolen = []
    names = ("post_undo", "day_earlier", "post_copy", "post_drop", "posts_back", "post_open")
    for name in names:
        bind(page, name, lambda name=name: stolen.append(name))
    driver.type("5")
    driver.press("Return")
    driver.undo()
    driver.press("Delete", "F2", "Escape", "C")
    driver.press("Escape")
    driver.panel.setFocus()
    driver.press("Left", with_=KEYS.AltModifier)
    driver.press("Return")
    assert stolen == []


def test_every_key_of_the_panel_is_in_the_table_of_actions(driver):
    listed = {key for action in ACTIONS if action.where is Where.ACCOUNTS for key in action.keys}
    assert set(driver.panel._keys) <= listed
    assert all(action.listed for action in ACTIONS if action.where is Where.ACCOUNTS)
    assert driver.panel.hints()


def test_it_asks_again_when_accounts_or_posts_changed_elsewhere(driver, ready_desk):
    ready_desk.accounts.enter("wechat", TODAY, 77, None, now=NINE)
    driver.panel.changed(Changes(leads=True))
    driver.settle()
    assert driver.cell(0) == ""
    driver.panel.changed(Changes(accounts=True))
    driver.settle()
    assert driver.cell(0) == "77"
    assert driver.place() == (0, 0)


def test_importing_is_left_to_the_window(driver, qtbot):
    with qtbot.waitSignal(driver.panel.import_wanted):
        driver.panel.importer.click()


def test_the_model_keeps_qts_rules_and_a_cell_says_itself_as_plain_text(
    driver, ready_desk, database, qtmodeltester
):
    with database.writing() as tx:
        tx.exec_driver_sql("UPDATE channels SET name = '<img src=x>' WHERE code = 'wechat'")
    ready_desk.accounts.enter("wechat", TODAY, 5, 1, now=NINE)
    driver.panel.reload()
    driver.settle()
    qtmodeltester.check(driver.panel.model)
    tip = driver.cell(0, 0, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    assert "<img" not in tip


def test_the_field_of_a_narrow_day_has_room_for_a_large_number(driver):
    driver.press("F2")
    (field,) = driver.panel.grid.findChildren(QLineEdit)
    assert field.width() >= 100
    assert driver.panel.grid.viewport().rect().contains(field.geometry().topLeft())
    assert (
        driver.panel.grid.viewport().rect().contains(field.geometry().bottomRight() - QPoint(1, 1))
    )
