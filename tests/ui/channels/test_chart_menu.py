"""A real chart in the window: what a right click offers is saved."""

import zipfile

import pytest
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from netdesk.ui.channels import saving
from netdesk.ui.channels.page import ChannelsPage
from tests.arrivals import arrive, person

BEGINNINGS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.fixture
def where(monkeypatch, tmp_path):
    """The place the clerk gives: the suggested kind of file, in a folder of the test's own."""
    monkeypatch.setattr(
        saving, "ask_where", lambda _window, _title, _name, kinds: tmp_path / f"图{kinds[0]}"
    )
    return tmp_path


@pytest.mark.qt_log_ignore(r"This plugin does not support")
def test_a_right_click_on_a_chart_saves_it_as_picture_and_as_data(
    open_window, ready_desk, tmp_path, where
):
    arrive(ready_desk, tmp_path, *(person(n) for n in range(3)))
    driver = open_window(ready_desk)
    driver.press("Ctrl+5")
    page = driver.window.page("channels")
    assert isinstance(page, ChannelsPage)
    picture = page.figures.questions.picture

    def menu():
        middle = picture.rect().center()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, middle, picture.mapToGlobal(middle)
        )
        QApplication.sendEvent(picture, event)
        return next(one for one in driver.window.findChildren(QMenu) if one.isVisible())

    opened = menu()
    assert len(opened.actions()) == 4
    for line in opened.actions():
        line.trigger()
        driver.settle()
    opened.close()
    for suffix, beginning in BEGINNINGS.items():
        assert (where / f"图{suffix}").read_bytes().startswith(beginning)
    assert zipfile.is_zipfile(where / "图.xlsx")
    assert sum("已存到" in told for told in driver.told())
