"""The whole program from its start: the window opens, is ready, and closes itself when asked."""

import os
import subprocess
import sys

import pytest

from netdesk.ui.application import Shown
from netdesk.ui.first_run.page import FirstRunPage
from netdesk.ui.main_window import MainWindow


@pytest.mark.parametrize("is_set_up", [True, False], ids=["the inbox", "the first run"])
def test_the_window_closes_itself_when_it_is_ready(request, database, store_path, is_set_up):
    if is_set_up:
        request.getfixturevalue("five")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "NETDESK_STORE": str(store_path),
        "NETDESK_EXIT_WHEN_READY": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "netdesk"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_new_store_asks_first_and_then_opens_the_window(qapp, qtbot, desk, tasks, theme):
    shown = Shown(qapp, desk, tasks, theme)
    shown.open()
    page = shown.window
    assert isinstance(page, FirstRunPage)
    page.name.setText("示例汽车")
    page.me.setText("小周")
    page.start.click()
    qtbot.waitUntil(lambda: isinstance(shown.window, MainWindow))
    qtbot.addWidget(shown.window)
    qtbot.waitUntil(tasks.is_idle)
