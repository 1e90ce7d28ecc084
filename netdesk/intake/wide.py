"""Sheets kept by hand with a row a day and a column an account, read as one row for each account.

Such a sheet doesn't say what it counts: its title or the file's name must.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from netdesk.intake.numbers import Numbers
from netdesk.intake.profiles import Words, normal, shipped
from netdesk.intake.reading import Reason, RecordKind, Reject, Row

_LOOKED_AT = 5  # rows under a header
_FEWEST = 2  # accounts
FOLLOWERS = "followers"


@dataclass(frozen=True, slots=True)
class Wide:
    """A header of days and accounts: `index` in the rows looked at, columns by account's name."""

    index: int
    names: tuple[str, ...]
    day: int
    accounts: Mapping[str, int]
    codes: Mapping[str, str]

    def twice(self) -> tuple[str, ...]:
        """Return the names of columns that are of one account; nothing where each is its own."""
        all_codes = list(self.codes.values())
        double = next((code for code in all_codes if all_codes.count(code) > 1), None)
        return tuple(name for name, code in self.codes.items() if code == double)

    def unfold(self, rows: Iterable[Row | Reject], empty: frozenset[str]) -> Iterator[Any]:
        """Yield day, account and figure for each cell of these rows that says something."""
        for row in rows:
            if isinstance(row, Reject):
                yield row
                continue
            line, cells = row
            said = [cell.strip() for cell in cells] + [""] * len(self.names)
            if tuple(said[: len(self.names)]) == self.names:
                continue
            for name, column in self.accounts.items():
                if said[column] and said[column] not in empty:
                    yield line, [said[self.day], name, said[column]]


def find(head: Sequence[Row | Reject], accounts: Mapping[str, str]) -> Wide | None:
    """Return the header of such a sheet among the first rows; `accounts` are name → code.

    It names days and two accounts or more, nothing else that matters, and numbers stand under it.
    """
    known = {normal(name): code for name, code in accounts.items()}
    words = shipped().words
    base = shipped().base(RecordKind.FOLLOWERS)
    for index, row in enumerate(head):
        if isinstance(row, Reject):
            continue
        names = tuple(cell.strip() for cell in row[1])
        plain = [normal(name) for name in names]
        days = [n for n, name in enumerate(plain) if base.columns.get(name, ("",))[0] == "day"]
        own = {names[n]: n for n, name in enumerate(plain) if name in known}
        others = {name for name in plain if name} - known.keys() - words.beside_accounts
        if len(own) >= _FEWEST and len(days) == 1 and others == {plain[days[0]]}:
            codes = {name: known[plain[column]] for name, column in own.items()}
            found = Wide(index, names, days[0], own, codes)
            return found if _counts(found, head[index + 1 :], words) else None
    return None


def figure_named(texts: Iterable[str]) -> str:
    """Return the field that the first of these texts with a word for one speaks of, or nothing."""
    words = shipped().words.figures
    for text in texts:
        for field, said in words.items():
            if any(word in text.casefold() for word in said):
                return field
    return ""


def header_of(field: str) -> list[str]:
    """Return the header that the unfolded rows stand under."""
    columns = shipped().base(RecordKind.FOLLOWERS).columns
    wanted = ("day", "channel", field)
    return [next(n for n, at in columns.items() if at == (one, 0)) for one in wanted]


def _counts(found: Wide, rows: Iterable[Row | Reject], words: Words) -> bool:
    """Say whether numbers stand under the accounts, and no names or ids."""
    numbers = Numbers(words.scale, words.after)
    looked_at = [row for row in rows if not isinstance(row, Reject)][:_LOOKED_AT]
    said = [cell for row in found.unfold(looked_at, words.empty) for cell in row[1][2:]]
    return bool(said) and not any(numbers.change(cell) is Reason.BAD_NUMBER for cell in said)


def rows_under(
    found: Wide, field: str, head: Sequence[Row | Reject], rest: Generator[Any, None, None]
) -> tuple[list[Row | Reject], Generator[Any, None, None]]:
    """Return the first rows and the rest as they read unfolded, the header on its own line."""
    empty = shipped().words.empty
    above = list(head[: found.index])
    header = head[found.index]
    line = header.line if isinstance(header, Reject) else header[0]
    under = found.unfold(head[found.index + 1 :], empty)
    return [*above, (line, header_of(field)), *under], _closing(found.unfold(rest, empty), rest)


def _closing(rows: Iterable[Any], source: Generator[Any, None, None]) -> Generator[Any, None, None]:
    try:
        yield from rows
    finally:
        source.close()
