"""Reads a workbook's rows from the child process that opens it (ARCHITECTURE 18)."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netdesk import errors
from netdesk.i18n import N_, _
from netdesk.intake.reading import Row
from netdesk.intake.workbook_guard import Fault

# -P: a folder the desk was started in may hold a python_calamine.py of somebody else.
_COMMAND = ("-P", "-m", "netdesk.intake.workbook_child")
# The longest the child may think between two answers.
PATIENCE_S = 25.0
_WATCH_S = 0.25
# A batch of 500 rows is far below; more is a child that has gone wrong.
_LONGEST_LINE = 128 << 20
_UNSAFE = {
    Fault.BOMB: N_("解开后大得离谱"),
    Fault.FAR_CELLS: N_("有单元格远在表格尽头"),
    Fault.DOCTYPE: N_("里面夹带了 DOCTYPE"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its first rows, its setting for dates, and all rows after the first.

    `place` says why a sheet is not to be read: "hidden", or "beyond" as many as are looked into,
    of which there is the name alone.
    """

    name: str
    head: list[Row]
    since_1904: bool
    rest: Generator[Row, None, None]
    place: str = ""


def sheets(path: Path, kind: str) -> Generator[Sheet, None, None]:
    """Yield the sheets of a workbook in their order, each to be read on or to be passed over.

    A sheet's `rest` can be read until the next sheet is asked for. The child lives until the last
    or until this is closed. Raises InputError children, also while a `rest` is read.
    """
    child = _Child(path, kind)
    try:
        while (said := child.next_sheet()) is not None:
            name, lines, since_1904, place = said
            yield Sheet(name, _rows(lines), since_1904, child.rest(), place)
    finally:
        child.close()


def _rows(said: list[list[Any]]) -> list[Row]:
    return [(number, cells) for number, cells in said]


class _Child:
    """The reading process, and a watch that ends it when it thinks too long about an answer."""

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._is_offering = False  # it waits to hear whether the sheet is to be read on
        self._is_reading = False
        self._deadline = 0.0  # 0: nobody waits
        self._process = subprocess.Popen(
            [sys.executable, *_COMMAND, str(path), kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._is_over = threading.Event()
        threading.Thread(target=self._watch, name="workbook", daemon=True).start()

    def next_sheet(self) -> list[Any] | None:
        if self._is_offering:
            self._tell(b"next\n")
        while self._is_reading:  # what nobody wanted of the sheet before
            self._is_reading = self._hear()[0] == "rows"
        kind, *said = self._hear()
        self._is_offering = kind == "sheet"
        return said if self._is_offering else None

    def rest(self) -> Generator[Row, None, None]:
        self._tell(b"read\n")
        self._is_offering, self._is_reading = False, True
        while self._is_reading:
            said = self._hear()
            self._is_reading = said[0] == "rows"
            if self._is_reading:
                yield from _rows(said[1])

    def close(self) -> None:
        """End the child and let go of its pipes; again, does nothing."""
        self._is_over.set()
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _tell(self, word: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # a child that is gone is heard of next
            self._process.stdin.write(word)
            self._process.stdin.flush()

    def _hear(self) -> list[Any]:
        """Wait for one answer. Raises what it says of a fault, or that it ended without a word."""
        assert self._process.stdout is not None
        self._deadline = time.monotonic() + PATIENCE_S
        line = self._process.stdout.readline(_LONGEST_LINE)
        self._deadline = 0.0
        if not line.endswith(b"\n"):
            raise errors.WorkbookTooMuch(path=self._path)
        said: list[Any] = json.loads(line)
        if said[0] == "fault":
            raise self._error(Fault(said[1]))
        return said

    def _error(self, fault: Fault) -> errors.InputError:
        if fault in _UNSAFE:
            return errors.WorkbookUnsafe(path=self._path, why=_(_UNSAFE[fault]))
        if fault is Fault.LOCKED:
            return errors.WorkbookLocked(path=self._path)
        if fault is Fault.BROKEN:
            return errors.WorkbookBroken(path=self._path)
        return errors.WorkbookTooMuch(path=self._path)

    def _watch(self) -> None:
        while not self._is_over.wait(_WATCH_S):
            if 0 < self._deadline < time.monotonic():
                with contextlib.suppress(OSError):
                    self._process.kill()
