"""kpi: the figures of a range by channel, person, day and more (PRODUCT.md 6)."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from netdesk.cli.shell import Shell, day_of
from netdesk.domain.figures.grouping import By, View
from netdesk.domain.figures.kpi import figures, shown
from netdesk.domain.money.words import Attribution
from netdesk.files import write_whole
from netdesk.i18n import _

_FILE = click.Path(path_type=Path)
_SHOWN = ("leads", "valid", "on_time_rate", "invited", "arrived", "ordered", "spend", "profit")


@click.command()
@click.option("--from", "first", metavar="D", required=True, help="first shop day, YYYY-MM-DD")
@click.option("--to", "last", metavar="D", required=True, help="last shop day")
@click.option("--by", type=click.Choice(list(map(str, By))), default="channel")
@click.option("--view", type=click.Choice(list(map(str, View))), default="cohort")
@click.option("--attribution", type=click.Choice(list(map(str, Attribution))), default="first")
@click.option("--csv", "csv_file", type=_FILE, metavar="F")
@click.option("--xlsx", "xlsx_file", type=_FILE, metavar="F")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def kpi(
    shell: Shell,
    first: str,
    last: str,
    by: str,
    view: str,
    attribution: str,
    csv_file: Path | None,
    xlsx_file: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Figures of a range of shop days."""
    desk = shell.desk()
    asked = desk.figures.asked(
        day_of(first),
        day_of(last),
        now=desk.now(),
        by=By(by),
        view=View(view),
        attribution=Attribution(attribution),
    )
    table = desk.figures.table(asked)
    for path, written in (
        (csv_file, desk.figures.csv),
        (xlsx_file, desk.figures.workbook),
    ):
        if path is not None:
            write_whole(path, written(table, now=desk.now()))
            shell.tell(_("已写入 %(path)s") % {"path": path})
    if as_json:
        shell.document(_document(asked.first, asked.last, table))
    elif csv_file is None and xlsx_file is None:
        for name, counts in (*((r.name, r.counts) for r in table.rows), (_("合计"), table.total)):
            shell.line("\t".join((name, *(f"{one} {shown(one, counts)}" for one in _SHOWN))))


def _document(first: date, last: date, table: Any) -> dict[str, Any]:
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "by": table.asked.by.value,
        "view": table.asked.view.value,
        "attribution": table.asked.attribution.value,
        "rows": [{"key": row.key, "name": row.name, **figures(row.counts)} for row in table.rows],
        "total": figures(table.total),
    }


COMMANDS = (kpi,)
