"""Reads a workbook in a process of its own, with limits: python -m netdesk.intake.workbook_child.

What a library does with a stranger's file stays in here (ARCHITECTURE 18). Arguments: the path and
the format. Out go lines of JSON, in come the words "read" or "next":

    ["sheet", name, [[row, [cell, …]], …], since_1904, place]   its first rows; it waits
    ["rows", [[row, [cell, …]], …]]                             its further rows, in batches
    ["end"]                                                     no more rows of this sheet
    ["none"]                                                    no more sheets
    ["fault", code]                                             see workbook_guard.Fault

A place is "", "hidden", or "beyond" as many sheets as are looked into.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from netdesk.intake.workbook_guard import Fault, RefusedError, check

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MEMORY_LIMIT = 600 << 20
CPU_SECONDS = 60
PREVIEW_ROWS = 60
BATCH_ROWS = 500
_MOST_SHEETS = 50
_MOST_COLUMNS = 1_000
_MOST_MERGED = 20_000

Cell = int | float | str | bool | date | datetime | time | timedelta
Line = tuple[int, list[str]]


def main() -> None:
    """Read the workbook that the arguments name; what goes wrong is a line, not a traceback."""
    _limit()
    try:
        _serve(Path(sys.argv[1]), sys.argv[2])
    except RefusedError as error:
        _say("fault", error.fault)
    except MemoryError:
        _say("fault", Fault.TOO_MUCH)
    except BrokenPipeError:
        sys.exit(0)
    except BaseException as error:  # noqa: BLE001 - a panic inside the library is no Exception
        _say("fault", Fault.LOCKED if type(error).__name__ == "PasswordError" else Fault.BROKEN)


def _limit() -> None:
    """Bound memory and time where the system can, and leave no core file with customers in it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (
        ("RLIMIT_AS", MEMORY_LIMIT),
        ("RLIMIT_CPU", CPU_SECONDS),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is not None:
            try:
                resource.setrlimit(kind, (most, most))
            except (ValueError, OSError):  # macOS knows RLIMIT_AS but takes no value for it
                continue


def _serve(path: Path, kind: str) -> None:
    since_1904 = check(path) if kind != "xls" else False
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    with load_workbook(str(path)) as book:
        sheets = [
            (sheet.name, "" if sheet.visible == SheetVisibleEnum.Visible else "hidden")
            for sheet in book.sheets_metadata
            if sheet.visible != SheetVisibleEnum.VeryHidden and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        for name, place in sheets[:_MOST_SHEETS]:
            _offer(_sheet_lines(book, name), name, since_1904, place)
        for name, place in sheets[_MOST_SHEETS:]:
            if not place:
                _offer(iter(()), name, since_1904, "beyond")
    _say("none")


def _offer(lines: Iterator[Line], name: str, since_1904: bool, place: str) -> None:  # noqa: FBT001
    """Show the first rows of a sheet and, if they are asked for, say all others."""
    head: list[Line] = []
    try:
        head.extend(islice(lines, PREVIEW_ROWS))
    except Exception:
        if place != "hidden":  # what nobody sees is no reason to refuse the rest
            raise
    _say("sheet", name, head, since_1904, place)
    if sys.stdin.readline().strip() == "read":
        while batch := list(islice(lines, BATCH_ROWS)):
            _say("rows", batch)
        _say("end")


def _sheet_lines(book: "CalamineWorkbook", name: str) -> Iterator[Line]:
    """Yield the lines of a sheet, which is held no longer than this is."""
    sheet = book.get_sheet_by_name(name)
    yield from _lines(sheet.iter_rows(), _merged_down(sheet.merged_cell_ranges or ()))


def _lines(rows: Iterable[list[Cell]], reach: dict[int, list[tuple[int, int]]]) -> Iterator[Line]:
    """Yield (sheet row, cells) of the rows that have something in them."""
    above: dict[int, str] = {}
    until: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row[:_MOST_COLUMNS]]
        for column, last in [*until.items()]:
            if number > last:
                del until[column], above[column]
            elif column < len(cells) and not cells[column]:
                cells[column] = above[column]
        for column, last in reach.get(number, ()):
            if column < len(cells):
                until[column], above[column] = last, cells[column]
        if any(cells):
            yield number, cells


def _merged_down(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]],
) -> dict[int, list[tuple[int, int]]]:
    """Return by first row (from 1) the columns that are merged down, with the last row."""
    reach: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in islice(ranges, _MOST_MERGED):
        if bottom > top and left < _MOST_COLUMNS:
            reach.setdefault(top + 1, []).append((left, bottom + 1))
    return reach


def _text(cell: Cell) -> str:
    """Return a cell as it should stand in a text: numbers without .0, times in ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e22 else repr(cell)
    if isinstance(cell, datetime):
        whole = cell + timedelta(microseconds=500_000)  # a serial is off by some of a second
        return whole.replace(microsecond=0).isoformat(" ")
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(cell, time):
        return cell.replace(microsecond=0).isoformat()
    return str(cell)


def _say(*words: object) -> None:
    sys.stdout.buffer.write(json.dumps(words, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
