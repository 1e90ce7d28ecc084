"""A file someone dropped becomes records: read, filed, counted, in one transaction.

What is the same for every kind is here; what a kind does with its rows is its filing, in
`netdesk.services.importing`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from netdesk import errors
from netdesk.files import write_whole
from netdesk.intake.door import Terms, open_file
from netdesk.intake.profiles import labels
from netdesk.intake.reading import Reading, RecordKind
from netdesk.reporting.workbook import workbook_bytes
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.importing import channel_names
from netdesk.services.importing.calls import CallFiling
from netdesk.services.importing.deals import DealFiling
from netdesk.services.importing.filing import Filing, Order
from netdesk.services.importing.followers import FollowerFiling
from netdesk.services.importing.leads import LeadFiling
from netdesk.services.importing.result import ImportResult
from netdesk.services.importing.results import ResultFiling
from netdesk.services.importing.spend import SpendFiling
from netdesk.services.importing.work import BATCH, Cancelled, Work
from netdesk.services.rejected_rows import reject_sheets
from netdesk.services.who import person_id
from netdesk.store import audit, imports, shop, undo
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

HISTORY_DAYS = 7
_UNIT = "import"
_FILINGS: Mapping[RecordKind, type[Filing[Any, Any]]] = {
    RecordKind.LEADS: LeadFiling,
    RecordKind.CALLS: CallFiling,
    RecordKind.DEALS: DealFiling,
    RecordKind.SPEND: SpendFiling,
    RecordKind.FOLLOWERS: FollowerFiling,
    RecordKind.RESULTS: ResultFiling,
}
KINDS = tuple(str(kind) for kind in _FILINGS)


class ImportFiles:
    """Imports one file at a time; may run beside the other services on a thread of its own."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Write to `database`; deadlines by the shop's `hours`."""
        self._database = database
        self._hours = hours

    def run(
        self,
        path: Path,
        *,
        now: datetime,
        by: str = "",
        channel: str | None = None,
        profile: str | None = None,
        kind: str | None = None,
        dry_run: bool = False,
        history_days: int | None = None,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportResult:
        """Import one file: all of it, or nothing.

        `progress` is told the rows read so far. Raises InputError children where the file can't be
        used at all, UnknownChannel, UnknownPerson.
        """
        order = self._order(channel, history_days, now)
        return self._take_in(
            open_file(path, _terms(order, kind, profile)),
            order,
            path.name,
            by=by,
            dry_run=dry_run,
            progress=progress,
            cancelled=cancelled,
            source=path,
        )

    def file_drafts(
        self,
        reading: Reading,
        name: str,
        *,
        now: datetime,
        by: str = "",
        channel: str | None = None,
        consent: str = "",
        dry_run: bool = False,
        history_days: int | None = None,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportResult:
        """Import what is no file of a table: a mail, what was pasted; `name` is what it is called.

        It is an import as any other: in one transaction, in the list, and can be taken back.
        `consent` is the basis of new customers of leads, empty: they asked. Raises as `run` does
        once a file is open.
        """
        try:
            order = replace(self._order(channel, history_days, now), consent=consent)
        except errors.NetdeskError:
            reading.close()
            raise
        return self._take_in(
            reading,
            order,
            name,
            by=by,
            dry_run=dry_run,
            progress=progress,
            cancelled=cancelled,
        )

    def terms(self, *, now: datetime, kind: str | None = None, profile: str | None = None) -> Terms:
        """Return what a reader of outside text goes by in this shop."""
        return _terms(self._order(None, None, now), kind, profile)

    def undo(self, import_id: int, *, by: str, now: datetime) -> Changes:
        """Take a whole import back: the store is as if the file had never come, but for the audit.

        Raises CannotUndoImport where somebody worked on it since, or it was taken back already.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            unit = undo.find(tx, SHOP_ID, _UNIT, import_id)
            if unit is None or unit.undone_at is not None:
                raise errors.ImportNotThere(id=import_id)
            built = undo.worked_on(tx, SHOP_ID, unit.id)
            if built:
                raise errors.ImportWorkedOn(n=sum(map(len, built.values())))
            undo.take_back(tx, SHOP_ID, unit.id, now)
            imports.mark_undone(tx, SHOP_ID, import_id, now)
            audit.append(tx, SHOP_ID, "import.undone", at=now, by_id=who, subject_id=import_id)
        return Changes(leads=True, posts=True, deals=True, calls=True)

    def profiles(self) -> tuple[tuple[str, str], ...]:
        """Return the profiles a header can be read by, as (name, label)."""
        return labels()

    def save_rejects(self, results: Sequence[ImportResult], path: Path, *, now: datetime) -> None:
        """Write the rows that were not taken as a workbook, a sheet a table, why beside each.

        The rows stand as the file had them, each with its channel: mended, the workbook can be
        dropped again. Raises NotWritable.
        """
        with self._database.reading() as tx:
            channels = shop.read_channels(tx)
        known = channel_names.in_columns(channels)
        # Two channels may share a name: then the code tells them apart.
        named = {c.code: c.name if known[c.name] == c.code else c.code for c in channels}
        sheets = [
            sheet
            for result in results
            for sheet in reject_sheets(result.file, result.tables, result.rejects, named)
        ]
        write_whole(path, workbook_bytes(sheets, made_at=now))

    def _take_in(
        self,
        reading: Reading,
        order: Order,
        name: str,
        *,
        by: str,
        dry_run: bool,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
        source: Path | None = None,
    ) -> ImportResult:
        filing = _FILINGS[reading.kind](order)
        work = Work(reading, filing, source or name, progress=progress, cancelled=cancelled)
        try:
            work.stage()
            with self._database.writing() as tx:
                import_id = self._file(tx, name, work, by, order.now)
                if dry_run:
                    raise _TakeBack  # noqa: TRY301 - leaves the transaction, which rolls back
        except _TakeBack:
            return _result(name, work)
        except Cancelled:
            return ImportResult(name, *_nature(reading), cancelled=True)
        finally:
            reading.close()
        if work.read > BATCH:
            self._database.checkpoint()
        return _result(name, work, filing.changes, import_id)

    def _order(self, channel: str | None, history_days: int | None, now: datetime) -> Order:
        """Return what is asked for. Raises UnknownChannel."""
        with self._database.reading() as tx:
            channels = {c.code: c for c in shop.read_channels(tx)}
            owners = {name: p.id for p in shop.read_people(tx) for name in (p.name, *p.aliases)}
        if channel is not None and channel not in channels:
            raise errors.UnknownChannel(code=channel, codes=", ".join(channels))
        hours_id, timetable = self._hours.hours_id(), self._hours.timetable()
        days = HISTORY_DAYS if history_days is None else history_days
        return Order(now, timetable, hours_id, channels, owners, channel or "", days)

    def _file(self, tx: Tx, name: str, work: Work, by: str, now: datetime) -> int:
        who = person_id(tx, by)
        kind, profile, encoding = _nature(work.reading)
        new = imports.NewImport(name, kind, profile, encoding, work.reading.header)
        import_id = imports.begin(tx, SHOP_ID, new, who, now)
        with undo.recorded(tx, SHOP_ID, _UNIT, subject_id=import_id, by_id=who, now=now):
            work.file(tx, import_id)
        counters = work.counters()._asdict()
        imports.finish(tx, SHOP_ID, import_id, counters)
        audit.append(
            tx, SHOP_ID, "import", at=now, by_id=who, subject_id=import_id, payload=counters
        )
        return import_id


class _TakeBack(Exception):  # noqa: N818 - a way out of a transaction, not an error
    pass


def _terms(order: Order, kind: str | None, profile: str | None) -> Terms:
    channels = order.channels.values()
    return Terms(
        order.timetable.hours.zone,
        order.now,
        channel_names.in_columns(channels),
        channel_names.in_titles(channels),
        channel_names.of_posts(),
        kind,
        profile,
    )


def _nature(reading: Reading) -> tuple[str, str, str]:
    return str(reading.kind), reading.profile, reading.encoding


def _result(
    name: str, work: Work, changes: Changes | None = None, import_id: int | None = None
) -> ImportResult:
    """Return what became of a file; without `changes` it was only tried."""
    return ImportResult(
        name,
        *_nature(work.reading),
        *work.counters(),
        rejects=work.rejects(),
        tables=work.tables(),
        sheets_not_read=tuple(work.reading.passed_over),
        channel_defaulted=work.filing.defaulted,
        changes=changes or Changes(),
        import_id=import_id,
    )
