"""Gives what an import did not take back, so that it can be mended and imported again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netdesk import words
from netdesk.intake.reading import Reject
from netdesk.reporting.workbook import RejectedLine, Sheet, rejects_sheet


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file: a sheet by its name, or the whole file. Its rejects stand under `header`.

    `width` is how many cells a whole row has, `channel` the code of rows that say none.
    """

    sheet: str
    header: tuple[str, ...]
    width: int
    channel: str


def reject_sheets(
    file: str, tables: Sequence[Table], rejects: Sequence[Reject], channels: Mapping[str, str]
) -> list[Sheet]:
    """Return a sheet for each table that has rejects, for the first where none has.

    Where a row doesn't say its channel, the name of the one it got stands before it: a title line,
    the file's name or `--channel` said it, and none of them comes along. `channels`: code → name.
    """
    if not tables:
        return [rejects_sheet(file, (), [])]
    several = len(tables) > 1
    found = []
    for table in tables:
        own = [r for r in rejects if not several or r.sheet == table.sheet]
        if own or (table is tables[0] and not rejects):
            lines = [_line(reject, table, channels) for reject in own]
            name = f"{table.sheet} {file}" if several else file
            found.append(rejects_sheet(name, table.header, lines, width=table.width))
    return found


def _line(reject: Reject, table: Table, channels: Mapping[str, str]) -> RejectedLine:
    code = "" if reject.says_channel else reject.channel or table.channel
    return RejectedLine(
        reject.line,
        reject.column,
        reject.value,
        words.reason(reject.reason, reject.other),
        reject.row_lost,
        reject.cells,
        reject.sheet,
        channels.get(code, code),
    )
