"""Pastes of 200 people into the window, from the key to the painted table: `store times`."""

import json
import statistics
import sys
import time

from PySide6.QtWidgets import QApplication

from netdesk import bootstrap
from netdesk.paper.fonts import chinese_family
from netdesk.ui.intake.paste_dialog import PasteDialog
from netdesk.ui.main_window import MainWindow
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SYSTEM, Theme
from tests.benchmarks.measuring import NOW

_PEOPLE = 200

store, times = sys.argv[1], int(sys.argv[2])
desk = bootstrap.desk({}, store=store, now=NOW)
app = QApplication(sys.argv)
tasks = Tasks()
window = MainWindow(desk, tasks, Theme(app, family=chinese_family(), choice=SYSTEM))


def settle() -> None:
    """Let everything asked for be answered and painted."""
    app.processEvents()
    while not tasks.is_idle():
        time.sleep(0.001)
        app.processEvents()
    app.processEvents()


def paste(text: str) -> float:
    """Return the seconds until all of a paste is on screen."""
    started = time.perf_counter()
    window.arriving.show_text(text)
    settle()
    took = time.perf_counter() - started
    (dialog,) = window.findChildren(PasteDialog)
    assert dialog.model.rowCount() == _PEOPLE, dialog.model.rowCount()
    dialog.reject()
    dialog.deleteLater()
    settle()
    app.sendPostedEvents(None, 52)  # those that are to be deleted
    return took


window.show()
settle()
numbers = [f"138{n * 7919 % 10**8:08d}" for n in range(_PEOPLE)]
texts = {
    "cells": "\n".join(f"王女士\t{n}\t秦PLUS\t懂车帝\t想贷款，周六下午来看车" for n in numbers),
    "messages": "\n".join(f"王女士 {n} 想看秦PLUS，周六来" for n in numbers),
}
said = {}
for name, text in texts.items():
    said[f"{name}_first"] = paste(text)
    said[name] = statistics.median(paste(text) for _time in range(times))
print(json.dumps(said))
tasks.close()
desk.close()
