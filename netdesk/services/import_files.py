"""A file someone dropped becomes leads with clocks: read, filed, counted, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import chain, islice
from json.encoder import encode_basestring
from pathlib import Path

from netdesk import errors
from netdesk.catalog.channels import load as load_channels
from netdesk.domain.channel import OTHER
from netdesk.domain.leads.dedupe import FilingRules, Fold, identifiers_of
from netdesk.domain.leads.filing import Arrival, Filed
from netdesk.domain.leads.lead import TimeKind
from netdesk.files import write_whole
from netdesk.i18n import _
from netdesk.intake.door import open_file
from netdesk.intake.profiles import labels
from netdesk.intake.reading import LeadDraft, Part, Reading, Reject
from netdesk.reporting.workbook import workbook_bytes
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.rejected_rows import Table, reject_sheets
from netdesk.services.who import person_id
from netdesk.store import audit, filing, imports, shop
from netdesk.store.database import Database, Tx
from netdesk.store.known import known
from netdesk.store.shop import SHOP_ID

HISTORY_DAYS = 7
_BATCH = 5000
# Up to here a file is read whole before the store is locked, so that nobody waits for the reading.
_STAGED = 100_000
_SHEETS_NAMED = 6
_CONSENT = "inquiry"  # 个人信息保护法 13: he asked us, through the platform, to answer


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a file. rows = added + merged + unchanged + rejected (RULINGS 24)."""

    file: str
    kind: str
    profile: str
    encoding: str
    rows: int = 0
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    rejected: int = 0
    rejects: tuple[Reject, ...] = ()
    tables: tuple[Table, ...] = ()
    sheets_not_read: tuple[str, ...] = ()
    cancelled: bool = False
    channel_defaulted: bool = False  # nobody said a channel: the rows are under `other`
    changes: Changes = Changes()

    def not_read(self) -> str:
        """Return the sentence that names the sheets that were not read; empty where all were."""
        names = self.sheets_not_read
        if not names:
            return ""
        listed = "、".join(names[:_SHEETS_NAMED]) + ("…" if len(names) > _SHEETS_NAMED else "")
        return _("没有读的工作表：%(names)s（没有线索表头，或是隐藏的）。") % {"names": listed}


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
        with self._database.reading() as tx:
            named = {c.code: c for c in shop.read_channels(tx)}
            owners = {name: p.id for p in shop.read_people(tx) for name in (p.name, *p.aliases)}
        if channel is not None and channel not in named:
            raise errors.UnknownChannel(code=channel, codes=", ".join(named))
        timetable = self._hours.timetable()
        reading = open_file(
            path,
            zone=timetable.hours.zone,
            imported_at=now,
            channels=_aliases({code: c.name for code, c in named.items()}),
            kind=kind,
            profile=profile,
        )
        days = HISTORY_DAYS if history_days is None else history_days
        rules = FilingRules(timetable, now, history=timedelta(days=days))
        work = _Work(reading, rules, channel or "", owners, set(named))
        work.progress, work.cancelled = progress, cancelled
        try:
            work.stage()
            with self._database.writing() as tx:
                self._file(tx, path, work, by, now)
                if dry_run:
                    raise _TakeBack  # noqa: TRY301 - leaves the transaction, which rolls back
        except _TakeBack:
            pass
        except _Cancelled:
            return _result(path, reading, _Work(reading, rules, "", {}, set()), cancelled=True)
        finally:
            reading.close()
        if not dry_run and work.read > _BATCH:
            self._database.checkpoint()
        return _result(path, reading, work, changes=Changes(leads=not dry_run))

    def profiles(self) -> tuple[tuple[str, str], ...]:
        """Return the profiles a header can be read by, as (name, label)."""
        return labels()

    def save_rejects(self, results: Sequence[ImportResult], path: Path, *, now: datetime) -> None:
        """Write the rows that were not taken as a workbook, a sheet a table, why beside each.

        The rows stand as the file had them, each with its channel: mended, the workbook can be
        dropped again. Raises NotWritable.
        """
        with self._database.reading() as tx:
            named = {c.code: c.name for c in shop.read_channels(tx)}
        known = _aliases(named)  # two channels may share a name: then the code tells them apart
        named = {code: name if known[name] == code else code for code, name in named.items()}
        sheets = [
            sheet
            for result in results
            for sheet in reject_sheets(result.file, result.tables, result.rejects, named)
        ]
        write_whole(path, workbook_bytes(sheets, made_at=now))

    def _file(self, tx: Tx, path: Path, work: "_Work", by: str, now: datetime) -> None:
        who = person_id(tx, by)
        import_id = imports.begin(
            tx, SHOP_ID, imports.NewImport(path.name, *_nature(work.reading)), who, now
        )
        for arrivals in work.batches():
            fold = Fold(work.rules, known(tx, SHOP_ID, arrivals), filing.next_ids(tx, SHOP_ID))
            for filed in fold.file_all(arrivals):
                work.filed[filed] += 1
            filing.write(
                tx,
                SHOP_ID,
                fold.additions,
                fold.ids,
                import_id=import_id,
                hours_id=self._hours.hours_id(),
                consent=_CONSENT,
            )
        imports.finish(tx, SHOP_ID, import_id, {**work.counters(), "rows": work.rows})
        audit.append(
            tx,
            SHOP_ID,
            "import",
            at=now,
            by_id=who,
            subject_id=import_id,
            payload=work.counters(),
        )


class _TakeBack(Exception):  # noqa: N818 - a way out of a transaction, not an error
    pass


class _Cancelled(Exception):  # noqa: N818
    pass


class _Work:
    """One file on its way in: what was read, and what became of it."""

    def __init__(
        self,
        reading: Reading,
        rules: FilingRules,
        channel: str,
        owners: dict[str, int],
        channels: set[str],
    ) -> None:
        """`channel` is the one that was asked for, `channels` are the codes of the store."""
        self.reading = reading
        self.rules = rules
        self._channels = channels
        self._asked = channel
        self._channel = ""  # of rows that say none
        self._part: Part | None = None
        self.owners = owners
        self.rejects: list[Reject] = []
        self.filed = dict.fromkeys(Filed, 0)
        self.read = 0
        self.defaulted = False
        self.progress: Callable[[int], None] | None = None
        self.cancelled: Callable[[], bool] | None = None
        self._coming = self._arrivals()
        self._staged: list[Arrival] = []

    @property
    def rejected(self) -> int:
        return sum(reject.row_lost for reject in self.rejects)

    @property
    def rows(self) -> int:
        return self.rejected + sum(self.filed.values())

    def counters(self) -> dict[str, int]:
        return {**{str(k): n for k, n in self.filed.items()}, "rejected": self.rejected}

    def stage(self) -> None:
        """Read ahead, before the store is locked for writing."""
        self._staged = list(islice(self._coming, _STAGED))

    def batches(self) -> Iterator[list[Arrival]]:
        arrivals = chain(self._staged, self._coming)
        while batch := list(islice(arrivals, _BATCH)):
            yield batch

    def usual_channel(self, part: Part) -> str:
        """Return the code for rows of a table that say none; empty where nobody says one."""
        channel = self._asked or part.default_channel
        return channel if channel in self._channels else ""

    def _arrivals(self) -> Iterator[Arrival]:
        for row in self.reading.rows:
            self.read += 1
            if self.read % 1000 == 0:
                self._report()
            if isinstance(row, Reject):
                self.rejects.append(row)
            else:
                yield self._arrival(row)
        self._report()

    def _report(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise _Cancelled
        if self.progress is not None:
            self.progress(self.read)

    def _arrival(self, draft: LeadDraft) -> Arrival:
        part = self.reading.parts[-1]
        if part is not self._part:
            self._part, self._channel = part, self.usual_channel(part)
        channel = draft.channel or self._channel
        if not channel:
            channel, self.defaulted = OTHER, True
        kind = draft.time_kind
        row_hash = None
        if draft.received_at is None:
            received = self.rules.imported_at
            # Without blanks behind: a workbook gives all its rows the same length.
            row = "\0".join(draft.raw).rstrip("\0")
            row_hash = blake2b(row.encode(), digest_size=16).digest()
        elif kind is TimeKind.DATE_ONLY:
            received = self._opening(draft.received_at)
            if draft.handled_at is not None:
                received = min(received, draft.handled_at)  # nobody handles what hasn't come
        else:
            received = draft.received_at
        return Arrival(
            draft.line,
            identifiers_of(
                phone=draft.phone,
                virtual=draft.phone_virtual,
                wechat=draft.wechat,
                platform_id=draft.platform_id,
                channel=channel,
            ),
            received,
            kind,
            channel,
            draft.name,
            draft.model,
            draft.message,
            draft.region,
            draft.outside_id,
            self.owners.get(draft.owner) if draft.owner else None,
            draft.handled_at,
            f"[{', '.join(map(encode_basestring, draft.raw))}]",  # JSON, at a third of the cost
            row_hash,
        )

    def _opening(self, midnight: datetime) -> datetime:
        """A date alone is that day's opening, never after the import (RULINGS 16)."""
        timetable = self.rules.timetable
        day = midnight.astimezone(timetable.hours.zone).date()
        return min(timetable.day_opening(day), self.rules.imported_at)


def _aliases(named: dict[str, str]) -> dict[str, str]:
    """Return what channel columns may write, each with its code."""
    found = {alias: c.code for c in load_channels() for alias in (c.name, *c.aliases)}
    found.update({name: code for code, name in named.items()})
    found.update({code: code for code in named})
    return found


def _nature(reading: Reading) -> tuple[str, str, str, tuple[str, ...]]:
    return str(reading.kind), reading.profile, reading.encoding, reading.header


def _result(
    path: Path,
    reading: Reading,
    work: _Work,
    *,
    cancelled: bool = False,
    changes: Changes = Changes(),  # noqa: B008 - frozen
) -> ImportResult:
    kind, profile, encoding, _header = _nature(reading)
    tables = tuple(
        Table(part.sheet, part.header, part.width, work.usual_channel(part) or OTHER)
        for part in reading.parts
    )
    rejects: Iterable[Reject] = work.rejects
    if len(tables) == 1:  # nobody asks which sheet
        rejects = (replace(reject, sheet="") for reject in rejects)
    return ImportResult(
        file=path.name,
        kind=kind,
        profile=profile,
        encoding=encoding,
        rows=work.rows,
        added=work.filed[Filed.ADDED],
        merged=work.filed[Filed.MERGED],
        unchanged=work.filed[Filed.UNCHANGED],
        rejected=work.rejected,
        rejects=tuple(rejects),
        tables=tables,
        sheets_not_read=tuple(reading.passed_over),
        cancelled=cancelled,
        channel_defaulted=work.defaulted,
        changes=changes,
    )
