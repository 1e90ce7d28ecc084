"""Database work away from the window: a thread each for short questions, imports and figures.

Work takes nothing and returns a value; the answer comes back on the window's thread. An owner that
is gone is not answered, and neither is a question that was asked again since.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

from netdesk.errors import NetdeskError

_T = TypeVar("_T")

_PROGRESS_EVERY = 0.05  # seconds: more often nobody can read


@dataclass(eq=False)
class _Task:
    """One piece of work and who waits for it."""

    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[NetdeskError], None] | None
    key: tuple[int, str] | None = None
    ended: Callable[[], None] | None = None


@dataclass(eq=False)
class LongRun:
    """Work that reports how far it is and can be stopped with nothing half done."""

    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Say whether it was asked to stop."""
        return self._stop.is_set()


class Tasks(QObject):
    """The threads. `refused` and `crashed` say what nobody else takes care of."""

    refused = Signal(object)  # a NetdeskError
    crashed = Signal(object)  # any other exception: a bug
    idle = Signal()  # the last question is answered
    _returned = Signal(object, object, object)  # task, value, exception
    _moved = Signal(object, int)  # a progress callback and its number

    def __init__(self, parent: QObject | None = None) -> None:
        """Start both threads."""
        super().__init__(parent)
        self._latest: dict[tuple[int, str], _Task] = {}
        self._pending = 0
        self._long: list[LongRun] = []
        self._news = threading.Event()
        self._returned.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(_report, Qt.ConnectionType.QueuedConnection)
        self._short = self._started("netdesk-database")
        self._imports = self._started("netdesk-import")
        self._figures: tuple[threading.Thread, SimpleQueue[_Task | None]] | None = None

    def run(
        self,
        work: Callable[[], _T],
        owner: QObject,
        *,
        done: Callable[[_T], None],
        failed: Callable[[NetdeskError], None] | None = None,
        topic: str = "",
        aside: bool = False,
    ) -> None:
        """Do `work` after what was asked before, then `done` with its value.

        With a `topic` only the owner's newest question on it is answered. `failed` gets what a user
        can be told; without it the window shows the sentence. What takes long and only reads is
        done `aside`, on a thread of its own that starts when it is first asked for: nothing else
        waits behind figures of a year or a picture.
        """
        task = _Task(work, owner, done, failed)
        if topic:
            task.key = (id(owner), topic)
            self._latest[task.key] = task
        self._pending += 1
        if aside and self._figures is None:
            self._figures = self._started("netdesk-figures")
        (self._figures if aside and self._figures else self._short)[1].put(task)

    def run_long(
        self,
        work: Callable[[Callable[[int], None], Callable[[], bool]], _T],
        owner: QObject,
        *,
        progress: Callable[[int], None],
        done: Callable[[_T], None],
        failed: Callable[[NetdeskError], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> LongRun:
        """Do `work(progress, cancelled)` on the thread for imports; return what can stop it.

        `ended` is called first, whether it was done, refused or crashed.
        """
        run = LongRun()
        self._long.append(run)
        last = [0.0]

        def report(count: int) -> None:
            at = time.monotonic()
            if at - last[0] >= _PROGRESS_EVERY:
                last[0] = at
                self._moved.emit(progress, count)

        task = _Task(lambda: work(report, run.is_cancelled), owner, done, failed, ended=ended)
        self._pending += 1
        self._imports[1].put(task)
        return run

    def wait(self, until: Callable[[], bool], *, most: float) -> None:
        """Take answers in before anything else is done, for at most `most` seconds.

        For the start: a window that is shown with its rows is painted once, not twice.
        """
        end = time.monotonic() + most
        while not until() and time.monotonic() < end:
            self._news.wait(max(0.0, end - time.monotonic()))
            self._news.clear()
            QCoreApplication.sendPostedEvents(self)

    def is_idle(self) -> bool:
        """Say whether every question is answered."""
        return self._pending == 0

    def close(self) -> None:
        """Stop long work, finish what was asked to be written, and end the threads."""
        for run in self._long:
            run.cancel()
        threads = (self._imports, self._short, self._figures)
        for thread, queue in filter(None, threads):
            queue.put(None)
            thread.join()

    def _started(self, name: str) -> tuple[threading.Thread, "SimpleQueue[_Task | None]"]:
        queue: SimpleQueue[_Task | None] = SimpleQueue()
        thread = threading.Thread(target=self._serve, args=(queue,), name=name, daemon=True)
        thread.start()
        return thread, queue

    def _serve(self, queue: "SimpleQueue[_Task | None]") -> None:
        while (task := queue.get()) is not None:
            value, problem = None, None
            if not self._is_stale(task):
                try:
                    value = task.work()
                except Exception as error:  # noqa: BLE001 - carried over to the window's thread
                    problem = error
            self._returned.emit(task, value, problem)
            self._news.set()
            del task, value, problem

    def _is_stale(self, task: _Task) -> bool:
        return task.key is not None and self._latest.get(task.key) is not task

    def _answer(self, task: _Task, value: Any, problem: Exception | None) -> None:
        self._pending -= 1
        stale = self._is_stale(task)
        if task.key is not None and not stale:
            del self._latest[task.key]
        if not stale and isValid(task.owner):
            if task.ended is not None:
                task.ended()
            if problem is None:
                task.done(value)
            elif not isinstance(problem, NetdeskError):
                self.crashed.emit(problem)
            elif task.failed is not None:
                task.failed(problem)
            else:
                self.refused.emit(problem)
        if self._pending == 0:
            self.idle.emit()


def _report(progress: Callable[[int], None], count: int) -> None:
    progress(count)
