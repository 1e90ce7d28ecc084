"""The window on a real store, driven by keys: what the tests of the window share."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from netdesk.domain.deadlines.hours import DEFAULT_HOURS
from netdesk.domain.leads.inbox import InboxView
from netdesk.paper.fonts import chinese_family
from netdesk.services.desk import Desk
from netdesk.ui.main_window import MainWindow
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LIGHT, Theme
from tests.arrivals import arrive, person
from tests.conftest import NINE

ME = "小周"
PATIENCE = 20_000  # milliseconds, for a machine that has much else to do


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's off-screen platform says this of every window that has a least size."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(r"propagateSizeHints\(\)"))


@pytest.fixture(scope="session")
def looks(qapp: QApplication) -> Theme:
    """The look of the whole run: every dressing anew would cost as much as a window."""
    return Theme(qapp, family=chinese_family(), choice=LIGHT)


@pytest.fixture
def theme(looks: Theme) -> Theme:
    """The light look, whatever the test before chose."""
    looks.choose(LIGHT)
    return looks


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The two threads, ended after the test."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def ready_desk(desk: Desk) -> Desk:
    """A desk whose first run is done."""
    codes = tuple(channel.code for channel in desk.settings.channels())
    desk.settings.set_up("示例汽车", "枣庄", DEFAULT_HOURS, codes, ME, now=NINE)
    return desk


@pytest.fixture
def five(ready_desk: Desk, tmp_path) -> Desk:
    """The desk with five waiting leads; 客户1 is the most urgent, then 客户2 …"""
    rows = [person(n, 留资时间=f"2026-11-24 08:{30 + 5 * n}:00") for n in range(1, 6)]
    arrive(ready_desk, tmp_path, *rows)
    return ready_desk


class Driver:
    """A shown window, its keys, and waiting until all is answered."""

    def __init__(self, window: MainWindow, tasks: Tasks, qtbot) -> None:
        self.window = window
        self.tasks = tasks
        self.qtbot = qtbot
        self.inbox = window.inbox

    def settle(self) -> None:
        """Wait until every question is answered."""
        self.qtbot.waitUntil(self.tasks.is_idle, timeout=PATIENCE)
        QApplication.processEvents()

    def press(self, *keys: str) -> None:
        """Press keys as a person would: letters, digits, or names such as `Return` and `Ctrl+Z`."""
        for key in keys:
            focus = QApplication.focusWidget() or self.window
            parts = key.split("+")
            modifier = Qt.KeyboardModifier.NoModifier
            for part in parts[:-1]:
                modifier |= {
                    "Ctrl": Qt.KeyboardModifier.ControlModifier,
                    "Shift": Qt.KeyboardModifier.ShiftModifier,
                    "Alt": Qt.KeyboardModifier.AltModifier,
                }[part]
            name = {"[": "BracketLeft", "]": "BracketRight", "/": "Slash"}.get(parts[-1], parts[-1])
            QTest.keyClick(focus, getattr(Qt.Key, f"Key_{name}"), modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Write into the field that has the keys, as an input method does."""
        QApplication.focusWidget().insert(text)
        self.settle()

    def names(self) -> list[str]:
        """Return the customers in the table, from the top."""
        model = self.inbox.model
        return [model.lead(place).name for place in range(model.rowCount())]

    def chosen(self) -> str:
        """Return the customer that is chosen."""
        row = self.inbox.model.lead(self.inbox.table.place())
        return "" if row is None else row.name

    def told(self) -> list[str]:
        """Return the notices on screen."""
        return self.window.notices.texts()


@pytest.fixture
def _swept(qapp: QApplication) -> Iterator[None]:
    """Nothing is left of the windows of a test: they would be painted and styled in the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_window(_swept: None, qtbot, theme: Theme, tasks: Tasks):
    """Open the window on a desk and wait until it is filled."""

    def make(desk: Desk, *, width: int = 1280, height: int = 800) -> Driver:
        window = MainWindow(desk, tasks, theme)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        driver = Driver(window, tasks, qtbot)
        driver.settle()
        window.inbox.focus_table()
        return driver

    return make


@pytest.fixture
def driver(open_window, five: Desk) -> Driver:
    """The window on five waiting leads."""
    return open_window(five)


def rows_of(desk: Desk, view: InboxView) -> list:
    """Return the rows of a view, straight from the service."""
    return list(desk.inbox.page(view, now=desk.now()).rows)


def all_widgets(root: QWidget) -> list[QWidget]:
    """Return `root` and every widget in it."""
    return [root, *root.findChildren(QWidget)]
