"""summary: the day's page, on screen, in files and on the printer."""

from pathlib import Path
from typing import Any

import click

from netdesk import errors
from netdesk.cli.shell import Shell, day_of
from netdesk.domain.deadlines.when import iso
from netdesk.domain.figures.kpi import BY_NAME, figures
from netdesk.domain.figures.summary import DaySummary
from netdesk.files import write_whole
from netdesk.i18n import _
from netdesk.paper.display import require_qt

_FILE = click.Path(path_type=Path)


@click.command()
@click.option("--date", "day", metavar="D", help="the shop day, YYYY-MM-DD; else today")
@click.option("--period", type=click.Choice(["day"]), default="day")
@click.option("--pdf", type=_FILE, metavar="F")
@click.option("--html", type=_FILE, metavar="F")
@click.option("--text", is_flag=True, help="print the page as text for the group chat")
@click.option("--print", "printer", is_flag=False, flag_value="", metavar="[PRINTER]")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def summary(
    shell: Shell,
    day: str | None,
    period: str,
    pdf: Path | None,
    html: Path | None,
    text: bool,  # noqa: FBT001
    printer: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Make the day's page."""
    desk = shell.desk()
    now = desk.now()
    today = desk.summary.today(now)
    wanted = day_of(day) if day else today
    if wanted > today:
        raise errors.DayAhead(day=wanted.isoformat())
    page = desk.summary.of(wanted, now=now, by=desk.settings.me())
    if html is not None or pdf is not None or printer is not None:
        markup = desk.summary.html(page)
        if html is not None:
            write_whole(html, markup.encode())
        if pdf is not None or printer is not None:
            _on_paper(markup, page, pdf, printer)
    if as_json:
        shell.document(_document(page, period))
    elif text or not (pdf or html or printer is not None):
        shell.line(desk.summary.text(page))
    for path in (html, pdf):
        if path is not None:
            shell.tell(_("已写入 %(path)s") % {"path": path})


def _on_paper(markup: str, page: DaySummary, pdf: Path | None, printer: str | None) -> None:
    """Set the page on sheets, once, for the file and the printer; Qt is loaded only here."""
    require_qt()
    from netdesk.paper.application import ready
    from netdesk.paper.pages import Pages
    from netdesk.paper.pdf import write_pdf

    application = ready()
    pages = Pages(markup)
    if pdf is not None:
        write_pdf(pages, pdf, author=page.who or page.shop, written_at=page.generated_at)
    if printer is not None:
        from netdesk.paper.printer import print_pages

        print_pages(pages, printer)
    application.processEvents()


def _document(page: DaySummary, period: str) -> dict[str, Any]:
    """Return the figures by name, each with its formula, and the page's tables."""
    values = figures(page.counts)
    found: dict[str, Any] = {"date": page.day.isoformat(), "period": period}
    for name, kpi in BY_NAME.items():
        found[name] = {"value": values[name], "formula": kpi.formula}
    found["ci"] = values["ci"]
    found["tables"] = {
        "channels": [
            {"key": channel.code, "name": channel.name, **figures(channel.counts)}
            for channel in page.channels
        ],
        "waiting": [
            {
                "id": row.lead_id,
                "name": row.name,
                "phone": row.phone,
                "model": row.model,
                "channel": row.channel,
                "due_at": iso(row.due_at, page.zone),
                "left": row.left_s,
                "owner": row.owner or None,
            }
            for row in page.waiting
        ],
        "appointments": [
            {
                "id": row.lead_id,
                "name": row.name,
                "phone": row.phone,
                "model": row.model,
                "at": iso(row.at, page.zone),
                "gift": row.gift,
            }
            for row in page.appointments
        ],
    }
    found["targets"] = [
        {
            "kpi": line.kpi,
            "label": line.label,
            "month": f"{line.target.month:%Y-%m}",
            "target": line.target.value,
            "value": line.actual,
            "expected": None if line.expected is None else round(line.expected, 4),
            "attainment": None if line.attainment is None else round(line.attainment, 4),
            "behind": line.is_behind,
        }
        for line in page.targets
    ]
    found["backdated"] = page.counts.backdated
    found["notes"] = page.notes
    found["remarks"] = list(page.remarks)
    return found


COMMANDS = (summary,)
