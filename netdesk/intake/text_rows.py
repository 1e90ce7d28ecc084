"""CSV, TSV and the like as rows with their line, streamed; a broken quote costs one line, told."""

import csv
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TextIO

from netdesk.intake import headers
from netdesk.intake.reading import Reason, Reject, Row

DELIMITERS = (",", "\t", ";", "|")
# csv takes no field beyond this; a line is cut there, so that one line can't fill the memory.
LINE_LIMIT = 131_072
# A customer's message has fewer lines than this: more are a quote that was never closed.
_SPAN_LIMIT = 100
_CUT = "\ufffe"  # no character: marks a line that was cut
_SAMPLE = 64 << 10
_VALUE_SHOWN = 200
_HAS_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_AS_FORMULA = re.compile(r'="(.*)"')
_DECLARED = re.compile(r"sep=([,;|\t])[\r\n]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is cut up, and the lines before its rows (Excel's own `sep=;`)."""

    delimiter: str
    lines_before: int = 0


def rows_of_file(path: Path, codec: str) -> Generator[Row | Reject, None, None]:
    """Yield the rows of a text file; the file is open from the first to the last, or to close()."""
    with path.open(encoding=codec, errors="replace", newline="") as text:
        dialect = look(text.read(_SAMPLE))
    with path.open(encoding=codec, errors="replace", newline="") as text:
        yield from rows(text, dialect)


def rows_of_text(text: str) -> Generator[Row | Reject, None, None]:
    """Yield the rows of a text in memory, such as the clipboard's."""
    yield from rows(StringIO(text, newline=""), look(text[:_SAMPLE]))


def look(sample: str) -> Dialect:
    """Return the delimiter under which the first rows know most header names, else cut widest."""
    if declared := _DECLARED.match(sample):
        return Dialect(declared[1], 1)
    lines = sample.splitlines(keepends=True)[: 4 * headers.HEADER_ROWS]

    def worth(delimiter: str) -> tuple[int, int]:
        cut: list[Row] = [(n, cells) for n, cells in enumerate(_cut(lines, delimiter), 1) if cells]
        return headers.score(cut[: headers.HEADER_ROWS]), max((len(c) for _, c in cut), default=0)

    return Dialect(max(DELIMITERS, key=worth))


def rows(text: TextIO, dialect: Dialect) -> Generator[Row | Reject, None, None]:
    """Yield (line, cells), `line` where a row begins, and a Reject for each line that is broken.

    A quote that swallows lines is undone: its own line is rejected and those after it are read.
    """
    delimiter = dialect.delimiter
    lines = _Lines(text)
    line = sum(1 for _ in islice(lines.feed(), dialect.lines_before))
    lines.taken.clear()
    taken = lines.taken
    reader = csv.reader(lines.feed(), delimiter=delimiter)
    while True:
        try:
            for cells in reader:
                first = taken[0]
                if (len(taken) > 1 or '"' in first) and not _whole(taken, cells, delimiter):
                    break
                if lines.is_cut:
                    break
                if '="' in first:
                    cells = [_AS_FORMULA.sub(r"\1", cell) for cell in cells]
                begins = line + 1
                line += len(taken)
                taken.clear()
                yield begins, cells
            else:
                return
        except (csv.Error, _TooManyLinesError):
            pass  # its lines are in `taken`, as those of a row that breaks the loop
        line += 1
        yield _broken(line, taken[0], delimiter)
        lines.put_back()
        reader = csv.reader(lines.feed(), delimiter=delimiter)


class _TooManyLinesError(Exception):
    pass


class _Lines:
    """Lines for csv.reader, the ones of the row at hand kept so that they can be read again."""

    def __init__(self, text: TextIO) -> None:
        self.taken: list[str] = []
        self.is_cut = False
        self._again: deque[str] = deque()
        self._readline: Callable[[int], str] = text.readline

    def feed(self) -> Iterator[str]:
        taken, again, readline = self.taken, self._again, self._readline
        while True:
            if again:
                line = again.popleft()
            else:
                line = readline(LINE_LIMIT)
                if not line:
                    return
                if len(line) == LINE_LIMIT and line[-1] not in "\r\n":
                    self._skip_rest()
                    line = line[:-1] + _CUT
            if len(line) == LINE_LIMIT and line[-1] == _CUT:
                self.is_cut = True
            if "\0" in line:
                line = line.replace("\0", "")
            taken.append(line)
            if len(taken) > _SPAN_LIMIT:
                raise _TooManyLinesError
            yield line

    def put_back(self) -> None:
        """Take the row's first line as done and its others as not yet read."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.taken.clear()
        self.is_cut = False

    def _skip_rest(self) -> None:
        while (more := self._readline(LINE_LIMIT)) and more[-1] not in "\r\n":
            pass


def _cut(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _whole(taken: list[str], cells: list[str], delimiter: str) -> bool:
    """Say whether the lines are one sound row."""
    if len(taken) == 1:
        line = taken[0]
        return '"' not in line or not line.count('"') & 1 or _is_strict(taken, delimiter)
    if not _is_strict(taken, delimiter):
        return False
    # Sound by its quotes, but a line inside may be a row of its own that two stray quotes took in.
    cuts = max(len(cells) - 1, 2)
    return not any(line.count(delimiter) >= cuts and _HAS_PHONE.search(line) for line in taken[1:])


def _is_strict(taken: list[str], delimiter: str) -> bool:
    try:
        return len(list(csv.reader(taken, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _broken(line: int, text: str, delimiter: str) -> Reject:
    reason = Reason.TOO_LONG if text.endswith(_CUT) else Reason.BROKEN_ROW
    text = text.rstrip(f"\r\n{_CUT}")
    cells = tuple(text.split(delimiter))
    return Reject(line, "", text.strip()[:_VALUE_SHOWN], reason, cells=cells)
