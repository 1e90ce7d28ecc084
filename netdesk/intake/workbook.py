"""Reads a workbook's rows from the child process that opens it (ARCHITECTURE 18)."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
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
    """One sheet: its name, its first rows, its setting for dates, and all rows after the first."""

    name: str
    head: list[Row]
    since_1904: bool
    rest: Generator[Row, None, None]


def open_sheet(path: Path, kind: str, wants: Callable[[Sequence[Row]], bool]) -> Sheet:
    """Return the first visible sheet that `wants` its first rows, to be read on.

    Where there is none: the first that has any rows, without those after the head. The child lives
    until `rest` ends or is closed. Raises InputError children, also while `rest` is read.
    """
    child = _Child(path, kind)
    unwanted = Sheet("", [], since_1904=False, rest=_nothing())
    try:
        while (said := child.next_sheet()) is not None:
            name, lines, since_1904 = said
            head = _rows(lines)
            if wants(head):
                return Sheet(name, head, since_1904, child.rest())
            if not unwanted.head:
                unwanted = Sheet(name, head, since_1904, _nothing())
    except BaseException:
        child.close()
        raise
    child.close()
    return unwanted


def _nothing() -> Generator[Row, None, None]:
    yield from ()


def _rows(said: list[list[Any]]) -> list[Row]:
    return [(number, cells) for number, cells in said]


class _Child:
    """The reading process, and a watch that ends it when it thinks too long about an answer."""

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._has_spoken = False
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
        if self._has_spoken:
            self._tell(b"next\n")
        kind, *said = self._hear()
        self._has_spoken = True
        return None if kind == "none" else said

    def rest(self) -> Generator[Row, None, None]:
        rows = self._rest()
        next(rows)  # begun, so that closing it ends the child
        return rows

    def _rest(self) -> Generator[Any, None, None]:
        try:
            yield None
            self._tell(b"read\n")
            while (said := self._hear())[0] == "rows":
                yield from _rows(said[1])
        finally:
            self.close()

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
