"""Runs things and says how long they took and how much memory they held."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

CHECKOUT = Path(__file__).resolve().parents[2]
NOW = "2026-11-24T14:20"  # shop time; a Tuesday


class Row(NamedTuple):
    """One line of the table. Empty where there is no floor or no target; `met` None: not judged."""

    what: str
    measured: str
    floor: str = ""
    ratio: str = ""
    target: str = ""
    met: bool | None = None


class Run(NamedTuple):
    """One process that ended: wall and CPU seconds, the most memory it held, what it said."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    out: str
    err: str


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run a program to its end; a failure is told with what it said."""
    whole = {**os.environ, **(environment or {})}
    os.sync()  # what an earlier one left to write isn't this one's
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(arguments, env=whole, cwd=CHECKOUT, stdout=out, stderr=err)
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said = [_text(stream) for stream in (out, err)]
    if process.returncode:
        raise RuntimeError(f"{arguments[:4]} gave {process.returncode}: {said[1][-2000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(wall, cpu, usage.ru_maxrss / 1024, *said)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


def netdesk(*arguments: str, **environment: str) -> Run:
    """Run `python -m netdesk`, at NOW."""
    return run([sys.executable, "-m", "netdesk", *arguments], {"NETDESK_NOW": NOW, **environment})


def child(name: str, *arguments: str, **environment: str) -> Run:
    """Run a module of `tests.benchmarks.children` in a process of its own."""
    module = f"tests.benchmarks.children.{name}"
    return run([sys.executable, "-m", module, *arguments], {"NETDESK_NOW": NOW, **environment})


def told(run_: Run) -> Any:
    """Return the JSON document a program printed."""
    return json.loads(run_.out)


def in_turns(times: int, *things: Callable[[], float]) -> list[float]:
    """Return the median of each thing, measured in turns so that all meet the same noise."""
    rounds = [[thing() for thing in things] for _round in range(times)]
    return [statistics.median(values) for values in zip(*rounds, strict=True)]


def seconds(value: float) -> str:
    """Return seconds as the table writes them."""
    return f"{value * 1000:.2f} ms" if value < 0.1 else f"{value:.3f} s"


def against(what: str, measured: float, floor: float, most: float) -> Row:
    """Return the row of something that may take `most` times its floor."""
    ratio = measured / floor
    return Row(
        what, seconds(measured), seconds(floor), f"{ratio:.2f}", f"≤ {most:g} ×", ratio <= most
    )


def within(what: str, measured: float, most: float) -> Row:
    """Return the row of something that may take `most` seconds."""
    return Row(what, seconds(measured), "", "", f"< {seconds(most)}", measured < most)
