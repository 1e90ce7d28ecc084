"""Qt without a window, for commands that make pages on a desk that may have no display."""

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


def ready() -> QCoreApplication:
    """Return the running application, or start one that needs no display; the caller keeps it.

    On Windows and macOS the native platform is used, because only it knows the system's fonts.
    """
    running = QGuiApplication.instance()
    if running is not None:
        return running
    offscreen = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
    return QGuiApplication(["netdesk", *offscreen])
