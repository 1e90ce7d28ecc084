"""Ticks of the window on a store of waiting leads: `store ticks`. Says times of the GUI thread."""

import json
import statistics
import sys
import time
from datetime import timedelta

from PySide6.QtWidgets import QApplication

from netdesk import bootstrap
from netdesk.domain.leads.inbox import InboxView
from netdesk.paper.fonts import chinese_family
from netdesk.ui.main_window import MainWindow
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SYSTEM, Theme
from tests.benchmarks.measuring import NOW

_SECONDS = 55

store, ticks = sys.argv[1], int(sys.argv[2])
desk = bootstrap.desk({}, store=store, now=NOW)
at = desk.now()
desk.now = lambda: at
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


window.show()
settle()
model = window.inbox.model
while model.canFetchMore(model.index(-1, -1)):
    model.fetchMore(model.index(-1, -1))
    settle()
window.pulse._timer.stop()  # we beat ourselves, faster
loaded = model.rowCount()


def tick() -> tuple[float, float]:
    """Let a second pass; return this thread's time for the beat, and with what it has painted."""
    global at
    at += timedelta(seconds=1)
    started = time.thread_time()
    window.pulse.beat()
    beaten = time.thread_time()
    app.processEvents()
    return beaten - started, time.thread_time() - started


# Before the first minute is over, since each minute asks again for the first stretch only.
beats, painted = zip(*(tick() for _second in range(_SECONDS)), strict=True)
began = time.process_time()
for _second in range(ticks):
    tick()
    settle()
cpu = time.process_time() - began
waiting = desk.inbox.counts(now=at)[InboxView.WAITING]
said = {
    "waiting": waiting,
    "loaded": loaded,
    "beat": statistics.median(beats),
    "beat_p99": statistics.quantiles(beats, n=100)[98],
    "painted": statistics.median(painted),
    "cpu_hour": cpu / ticks * 3600,
}
window.close()
tasks.close()
desk.close()
print(json.dumps(said))
