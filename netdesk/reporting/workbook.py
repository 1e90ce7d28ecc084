"""Tables as workbooks: every cell is text, a number or a date, and nothing in it is ever live."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING

from netdesk import errors
from netdesk.i18n import _
from netdesk.reporting.plain import cells

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | datetime | None

MOST_ROWS = 1_000_000  # of a sheet, under Excel's own limit; more go to further sheets
MOST_CHARACTERS = 32_767  # of a cell
_WIDEST = 42  # half-width cells of a column
_MEASURED = 500  # rows whose cells are measured for it
_LIVE = tuple("=+-@\t\r\n")  # what Excel would read as a formula once the cell is edited
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Aware instants are written as the wall time they carry."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A row or cell that was not taken, with the row as the file has it.

    `sheet` and `channel` are empty where the file has one table and the row names its channel.
    """

    line: int
    column: str
    value: str
    reason: str  # in words
    row_lost: bool
    cells: tuple[str, ...] = ()
    sheet: str = ""
    channel: str = ""  # the name of the one it was or would be filed under


def rejects_sheet(
    name: str, header: Sequence[str], rejects: Sequence[RejectedLine], *, width: int = 0
) -> Sheet:
    """Return the sheet that gives a file's rejected rows back: why first, then the row itself.

    `width` is how many cells a whole row has, the header's where that is more; those beyond stand
    under a name of their own. The import knows the names in front (resources/profiles) and takes
    them off again.
    """
    lost, kept = _("整行未导入"), _("只略去这一格")
    sheet = [(_("工作表"), [r.sheet for r in rejects])] if any(r.sheet for r in rejects) else []
    channels = [r.channel for r in rejects]
    columns: list[tuple[str, Sequence[Cell]]] = [
        *sheet,
        (_("行号"), [r.line for r in rejects]),
        (_("列"), [r.column for r in rejects]),
        (_("原值"), [r.value for r in rejects]),
        (_("原因"), [r.reason for r in rejects]),
        *([(_("渠道"), channels)] if any(channels) else []),
        (_("处理"), [lost if r.row_lost else kept for r in rejects]),
    ]
    whole = max(width, len(header))
    spare = max((_filled(r.cells) for r in rejects), default=0) - whole
    if spare > 0:
        header = (*header, *[""] * (whole - len(header)), *[_("多出的格")] * spare)
    told = zip(*(values for _title, values in columns), strict=True)
    rows = ((*first, *r.cells) for first, r in zip(told, rejects, strict=True))
    return Sheet(name, (*(title for title, _values in columns), *header), rows)


def _filled(row: Sequence[str]) -> int:
    """Return how many cells a row has up to its last that is not blank."""
    return next((n for n in range(len(row), 0, -1) if row[n - 1].strip()), 0)


def workbook_bytes(sheets: Sequence[Sheet], *, made_at: datetime) -> bytes:
    """Return an xlsx of the sheets, in their order; raises NoTemporaryRoom."""
    from xlsxwriter.exceptions import FileCreateError  # late: most commands write no workbook

    place = ""
    try:
        place = tempfile.gettempdir()
        # Row by row through a temporary file: 100,000 rows take 56 MB instead of 374.
        with tempfile.TemporaryDirectory(prefix="netdesk-", dir=place) as folder:
            return _made(sheets, made_at, folder)
    except (OSError, FileCreateError) as error:
        cause = error if isinstance(error, OSError) else error.__context__
        why = getattr(cause, "strerror", None) or cause
        raise errors.NoTemporaryRoom(path=place, why=why) from error


def _made(sheets: Sequence[Sheet], made_at: datetime, folder: str) -> bytes:
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    buffer = BytesIO()
    book = Workbook(buffer, {**options, "tmpdir": folder})
    try:
        book.set_properties({"created": made_at.replace(tzinfo=None)})
        formats, taken = _Formats(book), set[str]()
        for sheet in sheets:
            for part in _parts(sheet):
                _write(book.add_worksheet(_free_name(sheet.name, taken)), formats, part)
        book.close()
    finally:
        for page in book.worksheets():
            with suppress(OSError):  # what was not written yet may find no room again
                page.row_data_fh.close()
    return buffer.getvalue()


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """Cut a table into as many as hold its rows; an empty one stays one."""
    rows = iter(sheet.rows)
    part = list(islice(rows, MOST_ROWS))
    yield Sheet(sheet.name, sheet.header, part)
    while part := list(islice(rows, MOST_ROWS)):
        yield Sheet(sheet.name, sheet.header, part)


class _Formats:
    """The looks of cells, made once a workbook."""

    def __init__(self, book: "Workbook") -> None:
        self.head: Format = book.add_format({"bold": True, "bottom": 1})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.instant: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.quoted: Format = book.add_format({"quote_prefix": True})


def _write(page: "Worksheet", formats: _Formats, sheet: Sheet) -> None:
    widths: dict[int, int] = {}
    for column, text in enumerate(sheet.header):
        page.write_string(0, column, text[:MOST_CHARACTERS], formats.head)
        widths[column] = cells(text)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(page, formats, (last, column), value)
            if last <= _MEASURED:
                widths[column] = max(widths.get(column, 0), _width(value))
    for column, width in widths.items():
        page.set_column(column, column, min(width, _WIDEST) + 2)
    page.freeze_panes(1, 0)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    if sheet.header:
        page.autofilter(0, 0, last, len(sheet.header) - 1)


def _write_cell(page: "Worksheet", formats: _Formats, at: tuple[int, int], value: Cell) -> None:
    """Write one cell as what it is; an empty one is left out."""
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        page.write_datetime(*at, value.replace(tzinfo=None), formats.instant)
    elif isinstance(value, date):
        page.write_datetime(*at, value, formats.day)
    elif isinstance(value, int | float) and isfinite(value):
        page.write_number(*at, value)
    else:
        text = str(value)[:MOST_CHARACTERS]
        page.write_string(*at, text, formats.quoted if text.startswith(_LIVE) else None)


def _width(value: Cell) -> int:
    """Return how wide a cell is shown, in half-width cells."""
    if isinstance(value, datetime):
        return 19
    return 0 if value is None else cells(str(value)[:_WIDEST])


def _free_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel takes and that is not used yet: 31 characters, no []:*?/\\."""
    base = _NOT_IN_A_NAME.sub(" ", wanted).strip(" '") or "1"
    name, number = base[:31].rstrip(" '"), 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        ending = f" {number}"
        name = base[: 31 - len(ending)].rstrip() + ending
    taken.add(name.casefold())
    return name
