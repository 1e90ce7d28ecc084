"""The HTML tables that portals save as .xls, as rows; streamed, and linear whatever is inside.

Only tags are looked for: `html.parser` scans an unclosed tag again with each piece it is fed, and
one such file would keep it busy for hours. A line is the row of the table, as a sheet would count.
"""

import html
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TextIO

from netdesk.intake.reading import Row

_PIECE = 256 << 10
_LONGEST_TAG = 8 << 10
_MOST_CELLS = 1_000
_LONGEST_CELL = 131_072
_TAG = re.compile(r"<(/?)(table|tr|td|th|br|p|div|script|style)\b([^<>]*)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_SPAN = re.compile(r"(colspan|rowspan)\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_FULL_NUMBER = re.compile(r"x:num\s*=\s*[\"']([\d.]+)[\"']", re.IGNORECASE)
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+\d+")


def rows_of_file(path: Path, codec: str) -> Generator[Row, None, None]:
    """Yield the rows of every table in the file; it is open from the first to the last."""
    with path.open(encoding=codec, errors="replace", newline="") as text:
        yield from rows(text)


def rows(text: TextIO) -> Generator[Row, None, None]:
    """Yield (row, cells) of all tables, the rows counted through."""
    table = _Table()
    for before, tag in _pieces(text):
        table.say(before)
        if tag is not None:
            is_end, name, attributes = bool(tag[1]), tag[2].casefold(), tag[3]
            if (is_end or name == "tr") and (done := table.turn(name, is_end=is_end)):
                yield done
            table.open(name, attributes, is_end=is_end)
    if last := table.turn("table", is_end=True):
        yield last


def _pieces(text: TextIO) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield each stretch of text with the tag after it; a tag may be cut by the end of a piece."""
    kept = ""
    while more := text.read(_PIECE):
        piece = kept + more
        end = piece.rfind("<")
        # What begins near the end may be a tag whose rest is still to come.
        end = (
            end
            if end >= 0 and ">" not in piece[end:] and len(piece) - end < _LONGEST_TAG
            else len(piece)
        )
        kept, piece = piece[end:], piece[:end]
        yield from _tags(piece)
    yield from _tags(kept)


def _tags(piece: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    at = 0
    for tag in _TAG.finditer(piece):
        yield piece[at : tag.start()], tag
        at = tag.end()
    yield piece[at:], None


class _Table:
    """The row at hand, and the cells of rows above that reach down into it."""

    def __init__(self) -> None:
        self._row = 0
        self._cells: list[str] | None = None
        self._said: list[str] | None = None
        self._length = 0
        self._number = ""
        self._spans = (1, 1)
        self._from_above: dict[int, tuple[int, str]] = {}
        self._is_hidden = False

    def say(self, text: str) -> None:
        if self._said is not None and not self._is_hidden and self._length < _LONGEST_CELL:
            self._said.append(text)
            self._length += len(text)

    def open(self, name: str, attributes: str, *, is_end: bool) -> None:
        if name in ("script", "style"):
            self._is_hidden = not is_end
        elif name in ("br", "p", "div") and self._said:
            self._said.append("\n")
        elif is_end:
            return
        elif name == "tr":
            self._cells = []
            self._row += 1
        elif name in ("td", "th") and self._cells is not None:
            self._finish_cell()
            said = {key.casefold(): int(n) for key, n in _SPAN.findall(attributes)}
            self._spans = said.get("colspan", 1) or 1, said.get("rowspan", 1) or 1
            number = _FULL_NUMBER.search(attributes)
            self._number = number[1] if number else ""
            self._said, self._length = [], 0

    def turn(self, name: str, *, is_end: bool) -> Row | None:
        """End what `name` ends; return the row if that was one."""
        if name in ("td", "th") and is_end:
            self._finish_cell()
        if name not in ("tr", "table") or self._cells is None:
            return None
        self._finish_cell()
        cells, self._cells = self._cells, None
        self._fill_from_above(cells)
        return self._row, cells

    def _finish_cell(self) -> None:
        if self._said is None or self._cells is None:
            return
        text = html.unescape(_ANY_TAG.sub("", "".join(self._said))).replace("\xa0", " ").strip()
        if self._number and _ROUNDED.fullmatch(text):
            text = self._number  # the sheet showed 1.38E+10 and kept the number beside it
        self._said = None
        self._fill_from_above(self._cells)
        across, down = self._spans
        for n in range(min(across, _MOST_CELLS - len(self._cells))):
            if down > 1:
                self._from_above[len(self._cells)] = (down - 1, "" if n else text)
            self._cells.append("" if n else text)

    def _fill_from_above(self, cells: list[str]) -> None:
        while (above := self._from_above.get(len(cells))) is not None:
            left, text = above
            if left > 1:
                self._from_above[len(cells)] = (left - 1, text)
            else:
                del self._from_above[len(cells)]
            cells.append(text)
