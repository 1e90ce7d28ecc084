"""Looks a stranger's workbook over before a library reads it: zip bombs, cells far away, DOCTYPE.

Everything is counted while it is really unpacked; what a header claims is not believed. Runs in the
child that reads the workbook, and needs nothing but the standard library.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

MOST_BYTES = 512 << 20
MOST_CELLS = 16_000_000
_BOMB_FROM = 16 << 20
_BOMB_RATIO = 200
_PIECE = 1 << 20
_OVERLAP = 256
# Pictures may be SVG, which begins with a DOCTYPE.
_UNREAD = ("xl/media/", "pictures/", "thumbnails/")
# A cell beyond column Z or row 599,999. A sheet without one has fewer than MOST_CELLS.
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{2}|[A-Za-z](?:[6-9]\d{5}|\d{7}))""")
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_SINCE_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>")
_ODS_TIMES = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,9})""")


class Fault(StrEnum):
    """Why a workbook is not read."""

    BOMB = "bomb"
    FAR_CELLS = "far_cells"
    DOCTYPE = "doctype"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_MUCH = "too_much"


class RefusedError(Exception):
    """The workbook is not to be read, because of `fault`."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault; there is nothing more to say to a parent process."""
        self.fault = fault
        super().__init__(fault)


def check(path: Path) -> bool:
    """Look through every part of an xlsx or ods; return whether its dates count from 1904.

    Raises RefusedError.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return _Package(package).check()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise RefusedError(Fault.BROKEN) from error
    except RuntimeError as error:  # zipfile's word for a part that needs a password
        raise RefusedError(Fault.LOCKED) from error


class _Package:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._budget = MOST_BYTES

    def check(self) -> bool:
        since_1904 = False
        for part in self._package.infolist():
            name = part.filename.replace("\\", "/").casefold()
            if name.startswith(_UNREAD):
                for _ in self._counted(part):
                    pass
            elif name.endswith("content.xml"):
                _refuse_if(_ods_cells(_guarded(self._counted(part))) > MOST_CELLS)
            else:
                is_far = False
                for piece in _overlapping(_guarded(self._counted(part))):
                    is_far = is_far or _FAR.search(piece) is not None
                    if name.endswith("workbook.xml") and _SINCE_1904.search(piece):
                        since_1904 = True
                if is_far:
                    _refuse_if(_xlsx_cells(_overlapping(self._unpacked(part))) > MOST_CELLS)
        return since_1904

    def _counted(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        total = 0
        for piece in self._unpacked(part):
            total += len(piece)
            self._budget -= len(piece)
            is_bomb = total > _BOMB_FROM and total > _BOMB_RATIO * max(part.compress_size, 1)
            if is_bomb or self._budget < 0:
                raise RefusedError(Fault.BOMB)
            yield piece

    def _unpacked(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedError(Fault.BROKEN)
        with self._package.open(part) as stream:
            while piece := stream.read(_PIECE):
                yield piece


def _refuse_if(has_too_many: bool) -> None:  # noqa: FBT001
    if has_too_many:
        raise RefusedError(Fault.FAR_CELLS)


def _guarded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Refuse a DOCTYPE, and UTF-16, which no writer uses and which would hide one."""
    tail = b""
    for piece in pieces:
        whole = tail + piece
        if not tail and b"\0" in whole[:4]:
            raise RefusedError(Fault.DOCTYPE)
        if b"<!DOCTYPE" in whole or b"<!ENTITY" in whole:
            raise RefusedError(Fault.DOCTYPE)
        tail = whole[-9:]
        yield piece


def _overlapping(pieces: Iterator[bytes]) -> Iterator[bytes]:
    tail = b""
    for piece in pieces:
        yield tail + piece
        tail = piece[-_OVERLAP:]


def _xlsx_cells(pieces: Iterator[bytes]) -> int:
    """Return the size of the box around all cells, which is what the reader asks memory for."""
    columns = rows = 0
    for piece in pieces:
        cells = _CELL.findall(piece)
        rows = max(rows, max((int(row[:9]) for _, row in cells), default=0))
        for letters in {letters[:5].upper() for letters, _ in cells}:
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            columns = max(columns, column)
    return columns * rows


def _ods_cells(pieces: Iterator[bytes]) -> int:
    """Return how many cells the largest sheet has with all that is repeated, up to its last."""
    most = 0
    sheet = _OdsSheet()
    for kind, attributes in _ods_tags(pieces):
        if kind == b"table":
            most, sheet = max(most, sheet.cells()), _OdsSheet()
        elif kind == b"table-row":
            sheet.begin_row(_times(attributes))
        else:
            is_empty = attributes.endswith(b"/") and b"value" not in attributes
            sheet.add_cells(_times(attributes), is_empty=is_empty)
    return max(most, sheet.cells())


def _ods_tags(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    kept = b""
    for more in pieces:
        piece = kept + more
        cut = piece.rfind(b"<")
        kept, piece = (piece[cut:], piece[:cut]) if cut >= 0 else (b"", piece)
        if len(kept) > _PIECE:
            raise RefusedError(Fault.BROKEN)
        for tag in _ODS_TAG.finditer(piece):
            yield tag[1], tag[2]
    for tag in _ODS_TAG.finditer(kept):
        yield tag[1], tag[2]


def _times(attributes: bytes) -> int:
    found = _ODS_TIMES.search(attributes) if b"repeated" in attributes else None
    return int(found[1]) if found else 1


class _OdsSheet:
    def __init__(self) -> None:
        self._rows = self._last_row = 0
        self._columns = self._last_column = self._widest = 0
        self._times = 0

    def begin_row(self, times: int) -> None:
        self._end_row()
        self._times, self._columns, self._last_column = times, 0, 0

    def add_cells(self, times: int, *, is_empty: bool) -> None:
        self._columns += times
        if not is_empty:
            self._last_column = self._columns

    def cells(self) -> int:
        self._end_row()
        self._times = 0
        return self._last_row * self._widest

    def _end_row(self) -> None:
        self._rows += self._times
        if self._last_column:
            self._last_row = self._rows
            self._widest = max(self._widest, self._last_column)
