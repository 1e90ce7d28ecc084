"""import, inbox, log: leads in, looked at, answered."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from netdesk import errors, words
from netdesk.cli.shell import Shell
from netdesk.domain.deadlines.deadline import why
from netdesk.domain.deadlines.when import countdown, iso, local, parse_when
from netdesk.domain.leads.inbox import InboxRow, InboxView
from netdesk.domain.leads.lead import Outcome, urgency
from netdesk.errors import NetdeskError
from netdesk.files import require_writable
from netdesk.i18n import _, ngettext, say
from netdesk.services.answer import Step
from netdesk.services.import_files import KINDS
from netdesk.services.importing.result import ImportResult


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--kind", type=click.Choice(KINDS), help="what the rows are; else it is found out")
@click.option("--channel", metavar="C", help="the channel of rows that don't say theirs")
@click.option("--profile", metavar="P", help="read the header by this profile")
@click.option("--dry-run", is_flag=True, help="count, write nothing")
@click.option("--history-days", type=click.IntRange(0), metavar="N", help="older rows get no clock")
@click.option("--rejects", type=click.Path(path_type=Path), metavar="OUT.xlsx")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def import_(
    shell: Shell,
    files: tuple[Path, ...],
    kind: str | None,
    channel: str | None,
    profile: str | None,
    dry_run: bool,  # noqa: FBT001
    history_days: int | None,
    rejects: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Read each file, whatever it really is."""
    if rejects is not None:
        _check_target(rejects, files)
    desk = shell.desk()
    entries: list[dict[str, Any]] = []
    refused: list[NetdeskError] = []
    results: list[ImportResult] = []
    for path in files:
        try:
            result = desk.imports.run(
                path,
                now=desk.now(),
                by=desk.settings.me(),
                channel=channel,
                profile=profile,
                kind=kind,
                dry_run=dry_run,
                history_days=history_days,
            )
        except NetdeskError as error:
            if error.exit_code != 3:
                raise
            refused.append(error)
            entries.append({"file": str(path), "error": say(error)})
            shell.tell(say(error))
            continue
        results.append(result)
        entries.append(_file_entry(path, result))
        shell.tell(_import_line(result))
    if rejects is not None:
        desk.imports.save_rejects(results, rejects, now=desk.now())
    if as_json:
        shell.document({"files": entries})
    if len(refused) == len(files):
        shell.exit_code = 3
    elif refused or any(result.rejects for result in results):
        shell.exit_code = 1


def _check_target(rejects: Path, files: tuple[Path, ...]) -> None:
    """Find out before the import whether its rejects can be written (else nothing is imported)."""
    if any(rejects.resolve() == path.resolve() for path in files):
        raise errors.RejectsOverSource(path=rejects)
    require_writable(rejects)


def _file_entry(path: Path, result: ImportResult) -> dict[str, Any]:
    return {
        "file": str(path),
        "kind": result.kind,
        "profile": result.profile,
        "encoding": result.encoding,
        "rows": result.rows,
        "added": result.added,
        "merged": result.merged,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "channel_defaulted": result.channel_defaulted,
        "sheets_not_read": list(result.sheets_not_read),
        "rejects": [
            {
                **({"sheet": reject.sheet} if reject.sheet else {}),
                "line": reject.line,
                "column": reject.column,
                "value": reject.value,
                "reason": words.reason(reject.reason, reject.other),
            }
            for reject in result.rejects
        ],
    }


def _import_line(result: ImportResult) -> str:
    told = (
        ngettext(
            "%(file)s：%(n)d 行，新增 %(added)d，改动 %(merged)d，相同 %(same)d，退回 %(rejected)d",
            "%(file)s：%(n)d 行，新增 %(added)d，改动 %(merged)d，相同 %(same)d，退回 %(rejected)d",
            result.rows,
        )
        if result.is_of_figures
        else ngettext(
            "%(file)s：%(n)d 行，新增 %(added)d，合并 %(merged)d，重复 %(same)d，退回 %(rejected)d",
            "%(file)s：%(n)d 行，新增 %(added)d，合并 %(merged)d，重复 %(same)d，退回 %(rejected)d",
            result.rows,
        )
    )
    text = told % {
        "file": result.file,
        "n": result.rows,
        "added": result.added,
        "merged": result.merged,
        "same": result.unchanged,
        "rejected": result.rejected,
    }
    if result.channel_defaulted:
        text += _("（文件没有写渠道，记在“其他”下；可用 --channel 指定）")
    not_read = result.not_read()
    return f"{text}\n{not_read}" if not_read else text


@click.command()
@click.option("--view", type=click.Choice([str(v) for v in InboxView]), default="waiting")
@click.option("--find", default="", metavar="TEXT", help="search inside the view")
@click.option("--limit", type=click.IntRange(1), default=200, metavar="N")
@click.option("--reveal", is_flag=True, help="show whole phone numbers (logged)")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def inbox(
    shell: Shell,
    view: str,
    find: str,
    limit: int,
    reveal: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Leads, most urgent first."""
    desk = shell.desk()
    now = desk.now()
    zone = desk.hours.current().zone
    page = desk.inbox.page(InboxView(view), now=now, find=find, limit=limit)
    entries = [_lead(row, now, zone) for row in page.rows]
    if reveal:
        for entry in entries:
            entry["phone"] = desk.inbox.reveal(entry["id"], by=desk.settings.me(), now=now)
    if as_json:
        shell.document(entries)
        return
    for row, entry in zip(page.rows, entries, strict=True):
        shell.line(_lead_line(row, entry))
    shell.tell(ngettext("共 %(n)d 条", "共 %(n)d 条", page.total) % {"n": page.total})


@click.command()
@click.argument("lead", type=int)
@click.option("--outcome", type=click.Choice([str(o) for o in Outcome]), required=True)
@click.option("--at", metavar="WHEN", help="when it happened; never later than now")
@click.option("--by", default="", metavar="NAME")
@click.option("--visit", metavar="WHEN", help="the agreed visit")
@click.option("--reason", default="", metavar="R")
@click.option("--note", default="", metavar="T")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def log(
    shell: Shell,
    lead: int,
    outcome: str,
    at: str | None,
    by: str,
    visit: str | None,
    reason: str,
    note: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Record one contact or step."""
    desk = shell.desk()
    now, zone = desk.now(), desk.hours.current().zone
    step = Step(
        lead_id=lead,
        outcome=Outcome(outcome),
        by=by or desk.settings.me(),
        at=parse_when(at, zone, now) if at else None,
        visit_at=parse_when(visit, zone, now) if visit else None,
        reason=reason,
        note=note,
    )
    row = desk.answer.log(step, now=now).row
    entry = _lead(row, now, zone)
    entry["answered_at"] = iso(row.answered_at, zone) if row.answered_at else None
    entry["next_at"] = iso(row.next_at, zone) if row.next_at else None
    if as_json:
        shell.document(entry)
    else:
        shell.line(_lead_line(row, entry))


def _lead(row: InboxRow, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Return a lead as COMMANDS.md shapes it; `left` is null without an open clock."""
    due_at = row.due_at or row.judged_due_at
    left = None if row.due_at is None else int((row.due_at - now).total_seconds() // 1)
    return {
        "id": row.id,
        "name": row.name,
        "phone": row.phone,
        "model": row.model,
        "channel": row.channel,
        "touches": row.touches,
        "received_at": iso(row.received_at, zone),
        "time_kind": str(row.time_kind),
        "due_at": iso(due_at, zone) if due_at else None,
        "left": left,
        "urgency": str(urgency(left)),
        "why": lead_why(row, now, zone),
        "stage": str(row.stage),
        "grade": str(row.grade),
        "owner": row.owner or None,
    }


def lead_why(row: InboxRow, now: datetime, zone: ZoneInfo) -> str:
    """Return the why line of a lead's clock; empty where it has none."""
    due_at = row.due_at or row.judged_due_at
    if due_at is None or row.reason is None:
        return ""
    return why(
        row.received_at,
        due_at,
        reason=row.reason,
        opens_at=row.opens_at,
        allowed=row.allowed,
        zone=zone,
        today=local(now, zone).date(),
    )


def _lead_line(row: InboxRow, entry: dict[str, Any]) -> str:
    left = "" if entry["left"] is None else countdown(entry["left"])
    cells = (str(row.id), left, row.name, row.phone or row.wechat, row.model)
    more = (_(row.channel_name), words.stage(row.stage), row.owner)
    return "\t".join((*cells, *more))


COMMANDS = (import_, inbox, log)
