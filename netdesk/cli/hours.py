"""due, elapsed, hours: the deadline rule, asked and set."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from netdesk import errors
from netdesk.cli.shell import Shell
from netdesk.domain.deadlines.deadline import Deadline, due_at, why
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.deadlines.when import iso, local, parse_when
from netdesk.i18n import _, ngettext
from netdesk.services.hours import Moved, read_hours, timetable_of

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("whens", nargs=-1, required=True, metavar="WHEN…")
@click.option("--hours", "hours_file", type=_FILE, metavar="FILE", help="else the shop's")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def due(
    shell: Shell,
    whens: tuple[str, ...],
    hours_file: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """When an arrival must be answered."""
    timetable, now = _timetable(shell, hours_file), shell.now()
    zone = timetable.hours.zone
    deadlines = [due_at(parse_when(when, zone, now), timetable) for when in whens]
    entries = [_deadline(deadline, timetable, now) for deadline in deadlines]
    if as_json:
        shell.document(entries)
    else:
        for entry in entries:
            shell.line(f"{entry['due_at']}\t{entry['why']}")
    if not all(entry["makeup_days_published"] for entry in entries):
        shell.tell(_("这一年的调休未公布，按法定节日计算"))


def _deadline(deadline: Deadline, timetable: Timetable, now: datetime) -> dict[str, Any]:
    zone = timetable.hours.zone
    return {
        "received_at": iso(deadline.received, zone),
        "due_at": iso(deadline.due, zone),
        "open_at_arrival": deadline.open_at_arrival,
        "why": why(
            deadline.received,
            deadline.due,
            reason=deadline.reason,
            opens_at=deadline.opens_at,
            allowed=timetable.hours.allowed,
            zone=zone,
            today=local(now, zone).date(),
        ),
        "makeup_days_published": timetable.is_published(local(deadline.due, zone).date()),
    }


@click.command()
@click.argument("start")
@click.argument("end")
@click.option("--hours", "hours_file", type=_FILE, metavar="FILE", help="else the shop's")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def elapsed(
    shell: Shell,
    start: str,
    end: str,
    hours_file: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Open time between two instants."""
    timetable, now = _timetable(shell, hours_file), shell.now()
    zone = timetable.hours.zone
    first, last = parse_when(start, zone, now), parse_when(end, zone, now)
    if last < first:
        raise errors.EndBeforeStart()
    seconds = timetable.open_seconds(first, last)
    if as_json:
        shell.document({"open_s": seconds})
    else:
        shell.line(ngettext("营业 %(n)d 秒", "营业 %(n)d 秒", seconds) % {"n": seconds})


def _timetable(shell: Shell, path: Path | None) -> Timetable:
    if path is None:
        return shell.desk().hours.timetable()
    return timetable_of(read_hours(path))


@click.group("hours")
def hours() -> None:
    """The shop's hours."""


@hours.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def show(shell: Shell, as_json: bool) -> None:  # noqa: FBT001
    """Print the hours in force as a file."""
    text = shell.desk().hours.text()
    if as_json:
        shell.document({"hours": text})
    else:
        shell.line(text.rstrip("\n"))


@hours.command()
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(shell: Shell, file: Path, as_json: bool) -> None:  # noqa: FBT001
    """Say every fault of a file with its line."""
    try:
        read_hours(file, now=shell.now())
    except errors.HoursRefused as refused:
        if as_json:
            faults = [{"line": fault.line, "text": fault.text} for fault in refused.faults]
            shell.document({"ok": False, "error": str(refused), "faults": faults})
            shell.as_json = True
        for fault in refused.faults:
            place = _("第 %(line)d 行：%(text)s") % {"line": fault.line, "text": fault.text}
            shell.tell(place if fault.line else fault.text)
        shell.exit_code = refused.exit_code
        return
    if as_json:
        shell.document({"ok": True, "faults": []})
    shell.tell(_("没有发现问题"))


@hours.command("set")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="list the leads that would move, write nothing")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def set_(shell: Shell, file: Path, dry_run: bool, as_json: bool) -> None:  # noqa: FBT001
    """Put a file's hours in force; list the waiting leads that move."""
    desk = shell.desk()
    now = desk.now()
    wanted = desk.hours.read(file, now=now)
    moved = desk.hours.set(wanted, by=desk.settings.me(), now=now, dry_run=dry_run)
    if as_json:
        shell.document({"moved": [_moved(one, wanted.zone) for one in moved]})
        return
    for one in moved:
        before, after = iso(one.before, wanted.zone), iso(one.after, wanted.zone)
        shell.line(f"{one.id}\t{one.name}\t{before}\t{after}")
    shell.tell(ngettext("%(n)d 条改期", "%(n)d 条改期", len(moved)) % {"n": len(moved)})


def _moved(one: Moved, zone: ZoneInfo) -> dict[str, Any]:
    return {"id": one.id, "from": iso(one.before, zone), "to": iso(one.after, zone)}


COMMANDS = (due, elapsed, hours)
