"""The door for files: what it is by its content, how it is read, and what its rows are.

Text tables are read in this process, workbooks in a child (ARCHITECTURE 18). A file is read as of
one kind: the one asked for, else leads where a table of it holds any, else what its first table
holds. Every visible sheet with a header of that kind is read, each by its own; the others are
named. A reading streams; it holds the file, or the child, until it is closed or read to its end.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from netdesk import errors, words
from netdesk.i18n import _
from netdesk.intake import adf, headers, html_rows, text_rows, wide, workbook
from netdesk.intake.channel_words import TitleWords
from netdesk.intake.dates import Dates
from netdesk.intake.detect import Format, Found, detect
from netdesk.intake.leads import LeadRows
from netdesk.intake.profiles import READ, shipped
from netdesk.intake.reading import Part, Reading, RecordKind, Reject, Row, Tally
from netdesk.intake.records import SPECS
from netdesk.intake.table_rows import TableRows


@dataclass(frozen=True, slots=True)
class Terms:
    """How rows are understood: the shop's zone, the instant of the import (aware UTC), and words.

    `channels` are what channel columns write, `titles` what a title or a file's name says of a
    table of figures, `platforms` where posts go, each with its code. `kind` and `profile` are as
    for `netdesk import`, None: by the header.
    """

    zone: ZoneInfo
    imported_at: datetime
    channels: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)
    platforms: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    profile: str | None = None


_REFUSED = (
    errors.UnclearFigures,
    errors.AccountTwice,
    errors.OtherRecords,
    errors.MissingColumns,
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
class _Fitting:
    """A table with a header of the wanted kind; its rows begin at `after` in the table's head."""

    table: _Table
    header: headers.Header
    after: int
    default_channel: str

    def part(self) -> Part:
        """Return what there is to say of it before its rows are read."""
        header, names = self.header, self.header.names
        columns = {name: names[found[0]] for name, found in header.columns.items()}
        channel = self.default_channel
        title = self.table.title
        return Part(title, header.profile.name, names, header.width, channel, columns)


def open_file(path: Path, terms: Terms) -> Reading:
    """Open the tables of one kind in a file, whatever its suffix says.

    Raises InputError and UsageError children, and WorkbookTooMuch or WorkbookBroken while the rows
    of a workbook are read.
    """
    kind = _asked(terms)
    found = detect(path)
    try:
        if found.format is Format.ADF:
            return open_adf(path.read_bytes(), source=path, terms=terms)
        return _reading(lambda: _tables(path, found), kind, terms, path)
    except OSError as error:
        raise errors.Unreadable(path=path, why=error.strerror or type(error).__name__) from error


def open_text(text: str, *, source: str, terms: Terms) -> Reading:
    """Read a table that is in memory already; `source` is what sentences call it."""
    kind = _asked(terms)
    if not text.strip():
        raise errors.EmptyFile(path=source)

    def tables() -> Generator[_Table, None, None]:
        return _one(_looked_at(text_rows.rows_of_text(text), ""))

    return _reading(tables, kind, terms, Path(source))


def open_adf(data: bytes, *, source: Path | str, terms: Terms) -> Reading:
    """Read leads sent as ADF: a file's bytes or a mail's body. Raises what adf.read does, and
    OnlyLeads where another kind was asked for.
    """
    kind = _asked(terms)
    if kind not in (None, RecordKind.LEADS):
        raise errors.OnlyLeads(path=source, wanted=words.records(kind))
    name = "" if terms.profile in (None, adf.PROFILE) else terms.profile
    return adf.read(
        data,
        source=source,
        zone=terms.zone,
        imported_at=terms.imported_at,
        channels=terms.channels,
        titles=terms.titles,
        default_channel=shipped().named(name).channel if name else "",
    )


def open_rows(
    rows: Callable[[], Generator[Row | Reject, None, None]],
    *,
    source: str,
    terms: Terms,
    is_page: bool = False,
) -> Reading:
    """Read a table that was cut into rows already; `rows` is asked again for another kind."""
    return _reading(
        lambda: _one(_looked_at(rows(), "", is_page=is_page)), _asked(terms), terms, Path(source)
    )


def _asked(terms: Terms) -> RecordKind | None:
    """Return the kind that was asked for, by itself or by a profile; None where none was."""
    if terms.kind is not None and terms.kind not in READ:
        raise errors.KindNotRead(kind=terms.kind, kinds=", ".join(READ))
    if terms.profile == adf.PROFILE and terms.kind in (None, RecordKind.LEADS):
        return RecordKind.LEADS
    if terms.profile is not None:
        return shipped().named(terms.profile, terms.kind).kind
    return None if terms.kind is None else RecordKind(terms.kind)


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


def _reading(
    tables: Callable[[], Generator[_Table, None, None]],
    kind: RecordKind | None,
    terms: Terms,
    path: Path,
) -> Reading:
    if kind is not None:
        return _opened(tables(), kind, terms, path)
    try:
        return _opened(tables(), RecordKind.LEADS, terms, path)
    except _OtherKindError as other:  # no table of leads: read from the start as what it is
        return _opened(tables(), other.kind, terms, path)


class _OtherKindError(Exception):
    """There are no leads in a file, but this."""

    def __init__(self, kind: RecordKind) -> None:
        super().__init__(kind)
        self.kind = kind


def _opened(
    tables: Generator[_Table, None, None], kind: RecordKind, terms: Terms, path: Path
) -> Reading:
    passed_over: list[str] = []
    with ExitStack() as stack:
        stack.callback(tables.close)
        found = _fitting(tables, kind, terms, path, passed_over)
        first = next(found)
        stack.pop_all()  # from here on the rows close what is open
    parts, tally = [first.part()], Tally()
    rows = _closing(_rows(first, found, kind, terms, path, parts, tally), tables)
    next(rows)  # begun, so that closing it closes the file
    return Reading(kind, first.table.encoding, parts, rows, passed_over, tally)


def _fitting(
    tables: Iterable[_Table],
    kind: RecordKind,
    terms: Terms,
    path: Path,
    passed_over: list[str],
) -> Generator[_Fitting, None, None]:
    """Yield the tables of a kind. Where there is none, raises _OtherKindError for another that can
    be read and nobody spoke against, else the most telling refusal.
    """
    refused: list[errors.NetdeskError] = []
    others: list[tuple[bool, RecordKind]] = []  # by whether it has all its columns
    is_found = False
    for table in tables:
        if table.place == "beyond":
            passed_over.append(table.title)
            continue
        try:
            table = _unfolded(table, terms, path)
            header, after = _header(table, kind, terms, path)
            if header.looks_like is not kind and not _is_said(kind, terms):
                if not table.place and header.looks_like in SPECS:
                    others.append((header.fits, header.looks_like))
                raise _other_records(header.looks_like, kind, path)
            _check_columns(header, kind, path)
        except _REFUSED as error:
            if not table.place:
                refused.append(error)
                if not isinstance(error, errors.EmptyFile):
                    passed_over.append(table.title)
            continue
        if table.place:
            passed_over.append(table.title)
            continue
        is_found = True
        yield _Fitting(table, header, after, _default_channel(table, header, terms, path))
    if not is_found:
        if others and kind is RecordKind.LEADS and terms.profile is None:
            raise _OtherKindError(max(others, key=lambda one: one[0])[1])
        ranks = [_REFUSED.index(type(error)) for error in refused]
        raise refused[ranks.index(min(ranks))] if refused else errors.EmptyFile(path=path)


def _unfolded(table: _Table, terms: Terms, path: Path) -> _Table:
    """Return a sheet with a column an account as a row each; another as it is."""
    if terms.profile is not None or terms.kind not in (None, RecordKind.FOLLOWERS):
        return table
    found = wide.find(table.head, terms.titles)
    if found is None:
        return table
    if twice := found.twice():
        raise errors.AccountTwice(path=path, names="、".join(twice))
    above = (row for row in table.head[: found.index] if not isinstance(row, Reject))
    title = " ".join(cell for _line, cells in above for cell in cells)
    field = wide.figure_named((table.title, title, path.stem))
    if not field and terms.kind is not None:
        field = wide.FOLLOWERS
    if not field:
        raise errors.UnclearFigures(path=path, accounts="、".join(found.accounts))
    head, rest = wide.rows_under(found, field, table.head, table.rest)
    return replace(table, head=head, rest=rest)


def _rows(
    first: _Fitting,
    others: Iterable[_Fitting],
    kind: RecordKind,
    terms: Terms,
    path: Path,
    parts: list[Part],
    tally: Tally,
) -> Iterator[Any]:
    yield from _read(first, kind, terms, path, tally)
    for found in others:
        parts.append(found.part())
        yield from _read(found, kind, terms, path, tally)


def _read(
    found: _Fitting, kind: RecordKind, terms: Terms, path: Path, tally: Tally
) -> Iterator[Any]:
    table, said = found.table, shipped().words
    dates = Dates(terms.zone, said.date, since_1904=table.since_1904)
    source = chain(table.head[found.after :], table.rest)
    if kind is RecordKind.LEADS:
        leads = LeadRows(
            found.header,
            dates=dates,
            words=said,
            channels=terms.channels,
            imported_at=terms.imported_at,
            path=path,
            tally=tally,
            sheet=table.title,
        )
        return leads.read(source)
    rows = TableRows(
        found.header,
        SPECS[kind],
        dates=dates,
        words=said,
        channels=terms.channels,
        platforms=terms.platforms,
        today=terms.imported_at.astimezone(terms.zone).date(),
        path=path,
        tally=tally,
        sheet=table.title,
    )
    return rows.read(source)


def _header(
    table: _Table, kind: RecordKind, terms: Terms, path: Path
) -> tuple[headers.Header, int]:
    """Return the header and the index in the head of the row after it."""
    places = [n for n, row in enumerate(table.head) if _is_full(row)][: headers.HEADER_ROWS]
    rows: list[Row] = [row for n in places if not isinstance(row := table.head[n], Reject)]
    if not rows and table.is_page:
        raise errors.NotATable(path=path, what=_("没有表格的网页"))
    broken: list[Row] = [(r.line, [r.value]) for r in table.head if isinstance(r, Reject)]
    if not (rows or broken):
        raise errors.EmptyFile(path=path)
    wanted = shipped().named(terms.profile) if terms.profile else None
    header = headers.find(rows, title=table.title, file=path.stem, kind=kind, wanted=wanted)
    if header is None:
        seen = headers.seen(rows or broken)
        raise errors.UnknownHeader(path=path, rows=headers.HEADER_ROWS, seen=seen)
    return header, places[header.index] + 1


def _is_said(kind: RecordKind, terms: Terms) -> bool:
    """Say whether a person said what the tables are; a profile of leads only says of which site."""
    return terms.kind is not None or (terms.profile is not None and kind in SPECS)


def _other_records(found: RecordKind, wanted: RecordKind, path: Path) -> errors.OtherRecords:
    what, other = words.records(found), words.records(wanted)
    return errors.OtherRecords(path=path, what=what, wanted=other, kind=wanted)


def _check_columns(header: headers.Header, kind: RecordKind, path: Path) -> None:
    seen = headers.seen([(0, list(header.names))])
    if kind is RecordKind.LEADS:
        if not header.has_contact:
            raise errors.NoContactColumn(path=path, seen=seen)
        return
    for need in SPECS[kind].needs:
        if not need.is_met(header.columns):
            what, missing = words.records(kind), _(need.called)
            raise errors.MissingColumns(path=path, what=what, missing=missing, seen=seen)


def _default_channel(table: _Table, header: headers.Header, terms: Terms, path: Path) -> str:
    """Return the code for rows that say no channel; empty where nothing else says one either."""
    if header.profile.channel or header.profile.kind is RecordKind.LEADS:
        return header.profile.channel
    titles = TitleWords(terms.titles)
    said = (titles.code(text) for text in (table.title, header.above, path.stem))
    return next(filter(None, said), "")


def _closing(rows: Iterable[Any], source: Generator[_Table, None, None]) -> Any:
    try:
        yield None
        yield from rows
    finally:
        source.close()
