"""Whether a window can open here, found out before Qt would abort the process."""

import ctypes
import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path

from netdesk import errors

# What Debian and Ubuntu call the libraries that PySide6 does not bring along.
_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0"
)
_NEEDS_X = ("", "xcb")


def require_qt() -> None:
    """Raise QtLibrariesMissing where Qt's own imports fail for want of a system library."""
    try:
        import PySide6.QtGui  # noqa: F401
    except ImportError as error:
        raise errors.QtLibrariesMissing(why=error, packages=_PACKAGES) from error


def require_display(environment: Mapping[str, str]) -> None:
    """Raise NoDisplay or QtLibrariesMissing where no window can open; only Linux can lack one."""
    if not sys.platform.startswith("linux"):
        return
    platform = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform not in (*_NEEDS_X, "wayland"):
        return
    if environment.get("WAYLAND_DISPLAY") and platform != "xcb":
        return
    if not environment.get("DISPLAY"):
        raise errors.NoDisplay()
    _load_plugin()
    if not _answers(environment["DISPLAY"]):
        raise errors.NoDisplay()


def _load_plugin() -> None:
    """Load Qt's X plugin by itself: the loader then names the library that is missing."""
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return
    folder = Path(found.submodule_search_locations[0], "Qt", "plugins", "platforms")
    try:
        ctypes.CDLL(str(folder / "libqxcb.so"))
    except OSError as error:
        raise errors.QtLibrariesMissing(why=error, packages=_PACKAGES) from error


def _answers(display: str) -> bool:
    """Ask the X server for a connection, as Qt will; it ends the process where there is none."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    works = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return works
