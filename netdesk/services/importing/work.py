"""One file on its way in: read ahead, filed in batches, counted row by row, stopped when asked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from netdesk import errors
from netdesk.domain.leads.filing import Filed
from netdesk.intake.reading import Reading, Reject
from netdesk.services.importing.filing import Filing
from netdesk.services.rejected_rows import Table
from netdesk.store.database import Tx

BATCH = 5000
# Up to here a file is read whole before the store is locked, so that nobody waits for the reading.
STAGED = 100_000


class Counters(NamedTuple):
    """The numbers of an import (RULINGS 24)."""

    rows: int
    added: int
    merged: int
    unchanged: int
    rejected: int


class Cancelled(Exception):  # noqa: N818 - a way out of an import, not an error
    """The person stopped it."""


class Work:
    """What was read of a file, and what became of it."""

    def __init__(
        self,
        reading: Reading,
        filing: Filing[Any, Any],
        path: Path | str,
        *,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """`path` is for sentences; `progress` is told the rows read so far, `cancelled` asked."""
        self._path = path
        self.reading = reading
        self.filing = filing
        self.read = 0
        self._progress, self._cancelled = progress, cancelled
        self._rejects: list[Reject] = []
        self._filed = dict.fromkeys(Filed, 0)
        self._coming = self._items()
        self._staged: list[Any] = []

    def stage(self) -> None:
        """Read ahead, before the store is locked for writing. Raises Cancelled."""
        self._staged = list(islice(self._coming, STAGED))

    def file(self, tx: Tx, import_id: int) -> None:
        """Read the rest and file it all. Raises Cancelled."""
        items = chain(self._staged, self._coming)
        while batch := list(islice(items, BATCH)):
            self._count(self.filing.file(tx, batch, import_id))
        self._count(self.filing.end(tx, import_id))

    def counters(self) -> Counters:
        """Return the numbers: each row is one of the four."""
        rejected = sum(reject.row_lost for reject in self._rejects)
        added, merged, same = (self._filed[word] for word in Filed)
        return Counters(added + merged + same + rejected, added, merged, same, rejected)

    def tables(self) -> tuple[Table, ...]:
        """Return the tables that were read, as their rejects are written back under them."""
        return tuple(
            Table(part.sheet, part.header, part.width, self.filing.shown_channel(part))
            for part in self.reading.parts
        )

    def rejects(self) -> tuple[Reject, ...]:
        """Return what was not taken, in file order."""
        order = {part.sheet: at for at, part in enumerate(self.reading.parts)}
        found = sorted(self._rejects, key=lambda reject: (order.get(reject.sheet, 0), reject.line))
        if len(order) == 1:  # nobody asks which sheet
            return tuple(replace(reject, sheet="") for reject in found)
        return tuple(found)

    def _count(self, outcomes: Iterable[Filed | Reject]) -> None:
        filed = self._filed
        for outcome in outcomes:
            if isinstance(outcome, Reject):
                self._reject(outcome)
            else:
                filed[outcome] += 1

    def _reject(self, reject: Reject) -> None:
        """Keep a row that could be read and can't be filed. Raises MostlyRejected."""
        tally = self.reading.tally
        tally.lost += 1
        if tally.is_hopeless:
            raise errors.MostlyRejected(path=self._path, lost=tally.lost, line=reject.line)
        self._rejects.append(reject)

    def _items(self) -> Iterator[Any]:
        prepare, parts = self.filing.prepare, self.reading.parts
        for row in self.reading.rows:
            self.read += 1
            if self.read % 1000 == 0:
                self._report()
            if isinstance(row, Reject):
                self._rejects.append(row)
                continue
            item = prepare(row, parts[-1])
            if isinstance(item, Reject):
                self._reject(item)
            else:
                yield item
        self._report()

    def _report(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(self.read)
