"""The door for files: what it is by its content, how it is read, and what its rows are.

Text tables are read in this process, workbooks in a child (ARCHITECTURE 18). Every visible sheet
that has a header of leads is read, each by its own; the others are named. A reading streams; it
holds the file, or the child, until it is closed or read to its end.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from netdesk import errors
from netdesk.i18n import N_, _
from netdesk.intake import headers, html_rows, text_rows, workbook
from netdesk.intake.dates import Dates
from netdesk.intake.detect import Format, Found, detect
from netdesk.intake.leads import LeadRows
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import LeadDraft, Part, Reading, RecordKind, Reject, Row, Tally

_OTHER_LISTS = {
    RecordKind.CALLS: N_("400 通话记录"),
    RecordKind.DEALS: N_("成交台账"),
    RecordKind.SPEND: N_("投放费用表"),
    RecordKind.FOLLOWERS: N_("粉丝数据表"),
    RecordKind.RESULTS: N_("内容数据表"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How rows are understood: shop's zone, instant of the import (aware UTC), alias → channel."""

    zone: ZoneInfo
    imported_at: datetime
    channels: Mapping[str, str]
    kind: str | None = None
    profile: str | None = None


_NO_LEADS = (
    errors.OtherRecords,
    errors.NoContactColumn,
    errors.UnknownHeader,
    errors.NotATable,
    errors.EmptyFile,
)  # the most telling first


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows from anywhere: those looked at for the header, those after, and where they are from.

    `title` is a sheet's name; `place` as in workbook.Sheet.
    """

    head: list[Row | Reject]
    rest: Generator[Row | Reject, None, None]
    encoding: str
    title: str = ""
    since_1904: bool = False
    is_page: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class _LeadTable:
    """A table with a header of leads; its rows begin at `after` in the table's head."""

    table: _Table
    header: headers.Header
    after: int

    def part(self) -> Part:
        """Return what there is to say of it before its rows are read."""
        header = self.header
        channel = header.profile.channel
        return Part(self.table.title, header.profile.name, header.names, header.width, channel)


def open_file(
    path: Path,
    *,
    zone: ZoneInfo,
    imported_at: datetime,
    channels: Mapping[str, str],
    kind: str | None = None,
    profile: str | None = None,
) -> Reading:
    """Open the tables of leads in a file, whatever its suffix says.

    `channels` are the words of channel columns with their code; `kind` and `profile` are as for
    `netdesk import`, None: by the header. Raises InputError and UsageError children, and
    WorkbookTooMuch or WorkbookBroken while the rows of a workbook are read.
    """
    terms = Terms(zone, imported_at, channels, kind, profile)
    _check(terms)
    found = detect(path)
    try:
        return _reading(_tables(path, found), terms, path)
    except OSError as error:
        raise errors.Unreadable(path=path, why=error.strerror or type(error).__name__) from error


def open_text(text: str, *, source: str, terms: Terms) -> Reading:
    """Read a table that is in memory already; `source` is what sentences call it."""
    _check(terms)
    if not text.strip():
        raise errors.EmptyFile(path=source)
    return _reading(_one(_looked_at(text_rows.rows_of_text(text), "")), terms, Path(source))


def _check(terms: Terms) -> None:
    if terms.kind is not None and terms.kind != RecordKind.LEADS:
        raise errors.KindNotRead(kind=terms.kind)
    if terms.profile is not None:
        shipped().named(terms.profile)


def _tables(path: Path, found: Found) -> Generator[_Table, None, None]:
    """Yield the tables of a file, each to be read before the next is asked for."""
    if found.format is Format.TEXT:
        return _one(_looked_at(text_rows.rows_of_file(path, found.codec), found.codec))
    if found.format is Format.HTML:
        rows = html_rows.rows_of_file(path, found.codec)
        return _one(_looked_at(rows, found.codec, is_page=True))
    return _sheets(path, found.format)


def _one(table: _Table) -> Generator[_Table, None, None]:
    try:
        yield table
    finally:
        table.rest.close()


def _sheets(path: Path, kind: Format) -> Generator[_Table, None, None]:
    sheets = workbook.sheets(path, kind)
    try:
        for sheet in sheets:
            place = sheet.place
            yield _Table([*sheet.head], sheet.rest, kind, sheet.name, sheet.since_1904, place=place)
    finally:
        sheets.close()


def _looked_at(rows: Generator[Any, None, None], encoding: str, *, is_page: bool = False) -> _Table:
    """Read as many rows as a header may stand in."""
    head: list[Row | Reject] = []
    full = 0
    for row in rows:
        head.append(row)
        full += _is_full(row)
        if full >= headers.HEADER_ROWS or len(head) >= 10 * headers.HEADER_ROWS:
            break
    return _Table(head, rows, encoding, is_page=is_page)


def _is_full(row: Row | Reject) -> bool:
    return not isinstance(row, Reject) and any(map(str.strip, row[1]))


def _reading(tables: Generator[_Table, None, None], terms: Terms, path: Path) -> Reading:
    passed_over: list[str] = []
    with ExitStack() as stack:
        stack.callback(tables.close)
        found = _of_leads(tables, terms, path, passed_over)
        first = next(found)
        stack.pop_all()  # from here on the rows close what is open
    parts, tally = [first.part()], Tally()
    rows = _closing(_rows(first, found, terms, path, parts, tally), tables)
    next(rows)  # begun, so that closing it closes the file
    return Reading(RecordKind.LEADS, first.table.encoding, parts, rows, passed_over, tally)


def _of_leads(
    tables: Iterable[_Table], terms: Terms, path: Path, passed_over: list[str]
) -> Generator[_LeadTable, None, None]:
    """Yield the tables that hold leads. Raises the most telling refusal where there is none."""
    refused: list[errors.NetdeskError] = []
    is_found = False
    for table in tables:
        if table.place == "beyond":
            passed_over.append(table.title)
            continue
        try:
            header, after = _header(table, terms, path)
        except _NO_LEADS as error:
            if not table.place:
                refused.append(error)
                if not isinstance(error, errors.EmptyFile):
                    passed_over.append(table.title)
            continue
        if table.place:
            passed_over.append(table.title)
            continue
        is_found = True
        yield _LeadTable(table, header, after)
    if not is_found:
        ranks = [_NO_LEADS.index(type(error)) for error in refused]
        raise refused[ranks.index(min(ranks))] if refused else errors.EmptyFile(path=path)


def _rows(
    first: _LeadTable,
    others: Iterable[_LeadTable],
    terms: Terms,
    path: Path,
    parts: list[Part],
    tally: Tally,
) -> Iterator[LeadDraft | Reject]:
    yield from _read(first, terms, path, tally)
    for found in others:
        parts.append(found.part())
        yield from _read(found, terms, path, tally)


def _read(
    found: _LeadTable, terms: Terms, path: Path, tally: Tally
) -> Iterator[LeadDraft | Reject]:
    table, words = found.table, shipped().words
    leads = LeadRows(
        found.header,
        dates=Dates(terms.zone, words.date, since_1904=table.since_1904),
        words=words,
        channels=terms.channels,
        imported_at=terms.imported_at,
        path=path,
        tally=tally,
        sheet=table.title,
    )
    return leads.read(chain(table.head[found.after :], table.rest))


def _header(table: _Table, terms: Terms, path: Path) -> tuple[headers.Header, int]:
    """Return the header and the index in the head of the row after it."""
    places = [n for n, row in enumerate(table.head) if _is_full(row)][: headers.HEADER_ROWS]
    rows: list[Row] = [row for n in places if not isinstance(row := table.head[n], Reject)]
    if not rows and table.is_page:
        raise errors.NotATable(path=path, what=_("没有表格的网页"))
    broken: list[Row] = [(r.line, [r.value]) for r in table.head if isinstance(r, Reject)]
    if not (rows or broken):
        raise errors.EmptyFile(path=path)
    wanted = shipped().named(terms.profile) if terms.profile else None
    header = headers.find(rows, title=table.title, file=path.stem, wanted=wanted)
    if header is None:
        seen = headers.seen(rows or broken)
        raise errors.UnknownHeader(path=path, rows=headers.HEADER_ROWS, seen=seen)
    if header.other is not None and terms.kind is None:
        raise errors.OtherRecords(path=path, what=_(_OTHER_LISTS[header.other.kind]))
    if not header.has_contact:
        raise errors.NoContactColumn(path=path, seen=headers.seen([(0, list(header.names))]))
    return header, places[header.index] + 1


def _closing(rows: Iterable[LeadDraft | Reject], source: Generator[_Table, None, None]) -> Any:
    try:
        yield None
        yield from rows
    finally:
        source.close()
