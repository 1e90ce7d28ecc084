"""The frame: pages, search, drop, narrow windows, and what closing leaves behind."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit

from netdesk import i18n
from netdesk.ui.application import Shown
from netdesk.ui.main_window import MainWindow
from netdesk.ui.rail import NARROW, WIDE
from tests.arrivals import person, write_csv
from tests.ui.conftest import all_widgets

_COMBO_LIST = "QComboBoxPrivateContainer"


def dropped(*paths) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(400, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.data = data  # the event doesn't keep it alive
    return event


def test_the_rail_says_whose_desk_it_is_and_how_much_is_overdue(driver, clock):
    assert driver.window.rail._shop.whole() == "枣庄 · 示例汽车"
    assert driver.window.windowTitle() == "网销台 · 示例汽车"
    assert driver.window.rail._buttons["inbox"].accessibleName() == ""
    clock.at = driver.inbox.model.lead(1).due_at + timedelta(seconds=1)
    driver.inbox.reload()
    driver.settle()
    assert driver.window.rail._buttons["inbox"].accessibleName() == "收件箱 2"


def test_pages_are_made_when_they_are_first_shown(driver):
    assert set(driver.window._made) == {"inbox"}
    driver.press("Ctrl+6")
    assert set(driver.window._made) == {"inbox", "summary"}
    driver.press("Ctrl+1")
    assert driver.inbox.isVisible()


def test_files_dropped_on_the_window_are_imported_and_shown(open_window, ready_desk, tmp_path):
    driver = open_window(ready_desk)
    path = write_csv(tmp_path / "导出.csv", [person(1), person(2)])
    driver.window.dropEvent(dropped(path))
    driver.settle()
    assert len(driver.names()) == 2
    assert driver.told()[-1].endswith("新增 2，合并 0，重复 0，退回 0")


def test_no_field_keeps_a_dropped_file_from_the_window(driver):
    driver.window.page("summary")
    driver.window.go("ideas")
    driver.settle()
    driver.window.go("inbox")
    for section in ("hours", "shop"):
        driver.window.page("settings").show_section(section)
    driver.press("A", "Escape", "L")
    for widget in all_widgets(driver.window):
        is_field = isinstance(widget, QLineEdit | QPlainTextEdit)
        if is_field and not widget.parent().inherits("QAbstractSpinBox"):
            assert not widget.acceptDrops(), widget.accessibleName()


def test_typing_a_search_comes_back_to_the_inbox(driver):
    driver.window.go("settings")
    driver.press("Ctrl+K")
    driver.write("客户3")
    driver.qtbot.waitUntil(lambda: driver.names() == ["客户3"])
    assert driver.inbox.isVisible()
    driver.press("Return")
    assert driver.inbox.table.hasFocus()


@pytest.mark.parametrize(("width", "rail"), [(1024, NARROW), (1280, WIDE), (1920, WIDE)])
def test_narrow_windows_have_a_narrow_rail_and_nothing_is_cut(open_window, five, width, rail):
    driver = open_window(five, width=width, height=768)
    assert driver.window.rail.width() == rail
    assert driver.window.width() == width
    for button in driver.window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 1, button.text()


def test_no_label_reads_markup(driver):
    driver.window.page("summary")
    driver.window.go("ideas")
    driver.settle()
    driver.window.go("inbox")
    driver.window.page("settings").show_section("hours")
    driver.press("L")
    for widget in all_widgets(driver.window):
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()


def test_everything_that_takes_the_keys_has_a_name(driver):
    driver.window.page("summary")
    driver.window.go("ideas")
    driver.settle()
    driver.window.go("inbox")
    for section in ("hours", "channels", "look", "shop"):
        driver.window.page("settings").show_section(section)
    nameless = []
    for widget in all_widgets(driver.window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            around = widget.parent()
            if any(around.inherits(part) for part in ("QAbstractSpinBox", _COMBO_LIST)):
                continue
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            if not name:
                nameless.append(type(widget).__name__)
    assert nameless == []


def test_the_window_comes_back_where_it_was(driver, five, open_window, theme, tasks):
    driver.window.setGeometry(30, 40, 1100, 700)
    driver.window.close()
    driver.settle()
    again = MainWindow(five, tasks, theme)
    driver.qtbot.addWidget(again)
    assert five.settings.get("ui.window", None) == [30, 40, 1100, 700, False]
    assert (again.x(), again.y(), again.height()) == (30, 40, 700)


def test_what_is_written_at_the_end_is_there_at_the_next_start(driver, five):
    from netdesk.domain.leads.inbox import InboxView
    from tests.ui.conftest import rows_of

    driver.press("1")
    driver.inbox.panel.pad.save()
    driver.window.close()
    driver.tasks.close()
    assert len(rows_of(five, InboxView.WAITING)) == 4


def test_another_language_opens_the_window_again(qapp, qtbot, five, tasks, theme, monkeypatch):
    shown = Shown(qapp, five, tasks, theme)
    shown.open()
    before = shown.window
    monkeypatch.setattr(i18n, "read_catalogue", lambda _language: {"收件箱": "Inbox"})
    before.language_chosen.emit("en")
    qtbot.waitUntil(tasks.is_idle)
    assert shown.window is not before
    qtbot.addWidget(shown.window)
    assert shown.window.rail._buttons["inbox"].text() == "Inbox"
