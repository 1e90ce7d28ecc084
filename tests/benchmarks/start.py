"""From process start to the inbox painted and answering keys, on a store of 100,000 leads."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measuring import NOW, Row, against, child, in_turns, netdesk, run
from tests.benchmarks.stores import MANY, full

_TIMES = 9
_MOST = 1.5
_LATE = ("pandas", "matplotlib", "numpy", "alembic")


def rows() -> list[Row]:
    """Return the start off screen and, where there is Xvfb, on an X server; and what it imports."""
    store, _made = full()
    off_screen = {"QT_QPA_PLATFORM": "offscreen"}
    found = [_measured(store, "off screen", off_screen), _lower(store, off_screen), _imports(store)]
    if shutil.which("Xvfb"):
        with _x_server() as display:
            screen = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
            found.append(_measured(store, "under Xvfb", screen))
    return found


def _measured(store: Path, where: str, screen: dict[str, str]) -> Row:
    took, least = _taken(store, screen)
    return against(f"start to inbox, {MANY:,} leads, {where}", took, least, _MOST)


def _lower(store: Path, screen: dict[str, str]) -> Row:
    """Return the same beside the lower floor, which imports SQLAlchemy before Qt; no target."""
    took, least = _taken(store, screen, "sqlalchemy-first")
    row = against("  beside SQLAlchemy imported before Qt", took, least, _MOST)
    return row._replace(target="", met=None)


def _taken(store: Path, screen: dict[str, str], *order: str) -> list[float]:
    def window() -> float:
        return netdesk("--store", str(store), NETDESK_EXIT_WHEN_READY="1", **screen).wall_s

    def floor() -> float:
        return child("empty_table", *order, **screen).wall_s

    window(), floor()  # what the disk gives once isn't measured
    return in_turns(_TIMES, window, floor)


def _imports(store: Path) -> Row:
    """Say which of the late libraries were imported on the way to the inbox."""
    shown = run(
        [sys.executable, "-X", "importtime", "-m", "netdesk", "--store", str(store)],
        {"NETDESK_NOW": NOW, "NETDESK_EXIT_WHEN_READY": "1", "QT_QPA_PLATFORM": "offscreen"},
    )
    lines = [line for line in shown.err.splitlines() if line.startswith("import time:")]
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "sqlalchemy" in names, "importtime said nothing"
    late = sorted(names.intersection(_LATE))
    return Row(
        f"  imported on the way: {', '.join(_LATE)}",
        ", ".join(late) or "none",
        target="none",
        met=not late,
    )


@contextmanager
def _x_server() -> Iterator[str]:
    """Give a display of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as said:
            display = f":{said.readline().strip()}"
        time.sleep(0.5)
        yield display
    finally:
        server.terminate()
        server.wait()
