"""The page of channels off screen, and SQL for the same figures: `store first last view times`.

Says in seconds how long the page took to show table, comparison and chart, how long the window's
thread was away from its events meanwhile, and the services and the floor by themselves.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from netdesk import bootstrap
from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import View
from netdesk.paper.fonts import chinese_family
from netdesk.store.database import open_database
from netdesk.ui.channels.choice import Days, usual
from netdesk.ui.channels.figures_tab import FiguresTab
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SYSTEM, Theme
from tests.benchmarks.children.channels_floor import floor
from tests.benchmarks.measuring import NOW

store, first, last, view, times = sys.argv[1:]
desk = bootstrap.desk({}, store=store, now=NOW)
database = open_database(store)
choice = replace(
    usual(desk.now().date()),
    days=Days.OWN,
    first=date.fromisoformat(first),
    last=date.fromisoformat(last),
    view=View(view),
)
desk.settings.put("ui.channels.choice", choice.kept())
app = QApplication(sys.argv)
tasks = Tasks()
away = 0.0


def settle() -> None:
    """Let everything asked for be answered and painted; note how long events had to wait."""
    global away
    while not tasks.is_idle():
        started = time.perf_counter()
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        away = max(away, time.perf_counter() - started)
        time.sleep(0.001)
    app.processEvents()


def measured(thing: Callable[[], object]) -> dict[str, float]:
    """Return the median wall and CPU seconds of some runs after one to warm up."""
    thing()
    walls, cpus = [], []
    for _time in range(int(times)):
        wall, cpu = time.perf_counter(), time.process_time()
        thing()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return {"wall": statistics.median(walls), "cpu": statistics.median(cpus)}


page = FiguresTab(desk, tasks, Theme(app, family=chinese_family(), choice=SYSTEM))
page.resize(1280, 760)
page.show()
settle()
asked = desk.figures.asked(choice.first, choice.last, now=desk.now(), view=choice.view)
before = desk.figures.before(asked)
away = 0.0


def show() -> None:
    """Ask for the page anew, to the last answer."""
    page.reload()
    settle()


said: dict[str, object] = {"page": measured(show), "away": away}
seen = page.seen()
assert seen is not None
assert seen.table.asked.first == choice.first
said["leads"] = seen.table.total.leads
said["table"] = measured(lambda: desk.figures.table(asked))
raw = database.engine.raw_connection().driver_connection
kept = floor(raw, asked)
for name, n in kept.items():
    counted = getattr(seen.table.total, name)
    assert counted == n, (name, counted, n)
said["floor"] = measured(lambda: floor(raw, asked))
charts: dict[str, float] = {}
for name in ChartName:
    started = time.perf_counter()
    made = desk.charts.data(name, asked)
    desk.charts.draw(made, width=900, height=320)
    charts[name] = time.perf_counter() - started
said["charts"] = charts
page.close()
tasks.close()
desk.close()
database.close()
print(json.dumps(said))
