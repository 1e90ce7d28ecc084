"""`python -m tests.benchmarks [NAME…]`: runs the benchmarks and prints one table."""

import os
import platform
import sys
import time
from importlib import import_module
from unicodedata import east_asian_width

from tests.benchmarks.measuring import Row

NAMES = (
    "due",
    "demo",
    "start",
    "summary_pdf",
    "tick",
    "pasting",
    "importing",
    "adf",
    "ideas",
    "check",
    "channels",
)
_HEADINGS = Row("what", "measured", "floor", "ratio", "target")


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all; the exit code is 1 where a target was missed."""
    found: list[Row] = []
    for name in wanted or NAMES:
        started = time.perf_counter()
        try:
            found.extend(import_module(f"tests.benchmarks.{name}").rows())
        except RuntimeError as error:  # a program ended badly; the others are still worth knowing
            print(f"{name}: {error}", file=sys.stderr)
            found.append(Row(name, "failed", met=False))
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    _print(found)
    print(f"\n{_machine()}")
    return int(any(row.met is False for row in found))


def _print(rows: list[Row]) -> None:
    texts = [[*_HEADINGS[:5], "met"], *([*row[:5], _MET[row.met]] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    texts.insert(1, ["-" * width for width in widths])
    for text in texts:
        cells = (cell + " " * (w - _width(cell)) for cell, w in zip(text, widths, strict=True))
        print(f"| {' | '.join(cells)} |")


_MET = {None: "", True: "yes", False: "NO"}


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _machine() -> str:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores,"
        f" load {load:.1f} at the end"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
