"""Starts the window on a desk and runs it until it is closed."""

import gc
import sys

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from netdesk import i18n
from netdesk.paper.fonts import chinese_family
from netdesk.services.desk import Desk
from netdesk.ui.main_window import MainWindow
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SYSTEM, Theme

THEME = "ui.theme"
LANGUAGE = "ui.language"
_PATIENCE = 0.25  # seconds for the first rows before the window is shown without them


def run(desk: Desk, *, exit_when_ready: bool = False) -> int:
    """Show the window on `desk` until it is closed; return the exit code.

    With `exit_when_ready` it closes itself once its first page is painted and takes keys.
    """
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setApplicationName("NetDesk")
    speak(app, i18n.language())
    theme = Theme(app, family=chinese_family(), choice=desk.settings.get(THEME, SYSTEM))
    tasks = Tasks()
    shown = Shown(app, desk, tasks, theme, exit_when_ready=exit_when_ready)
    before = sys.excepthook
    try:
        shown.open()
        return app.exec()
    finally:
        sys.excepthook = before
        tasks.close()


def speak(app: QApplication, language: str) -> None:
    """Have Qt's own words, days and dates in `language` too."""
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.setParent(None)
    QLocale.setDefault(QLocale(language))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language}", folder):
        app.installTranslator(words)


class Shown:
    """The window on screen; another takes its place when the language changes."""

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        tasks: Tasks,
        theme: Theme,
        *,
        exit_when_ready: bool = False,
    ) -> None:
        """Show `desk`."""
        self._app = app
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._exit_when_ready = exit_when_ready
        self.window: QWidget | None = None

    def open(self) -> None:
        """Open the first-run page on a new store, else the window."""
        if self._desk.settings.is_new():
            self._open_first_run()
        else:
            self._open_window()

    def _open_window(self) -> None:
        window = MainWindow(self._desk, self._tasks, self._theme)
        window.language_chosen.connect(self._change_language)
        window.ready.connect(self._note_ready)
        sys.excepthook = window.crash.hook
        self._tasks.wait(window.inbox.is_loaded, most=_PATIENCE)
        self._replace(window)

    def _open_first_run(self) -> None:
        from netdesk.ui.first_run.page import FirstRunPage

        page = FirstRunPage(self._desk, self._tasks, self._theme)
        page.done.connect(self._open_window)
        page.language_chosen.connect(self._change_language)
        page.ready.connect(self._note_ready)
        self._replace(page)

    def _replace(self, window: QWidget) -> None:
        before, self.window = self.window, window
        if before is not None:
            window.setGeometry(before.geometry())
        window.show()
        window.activateWindow()
        if before is not None:
            before.close()
            before.deleteLater()

    def _change_language(self, language: str) -> None:
        i18n.use(language)
        speak(self._app, language)
        self.open()

    def _note_ready(self) -> None:
        # What the start made stays: the collector, at rest until now, need never look at it, not
        # even at the end, which takes half the time then.
        gc.freeze()
        if self._exit_when_ready and self.window is not None:
            QTimer.singleShot(0, self.window, self.window.close)
        else:
            gc.enable()
