"""chart: one figure of a range as a picture (PRODUCT.md 6, UI.md)."""

from pathlib import Path

import click

from netdesk.cli.shell import Shell, day_of
from netdesk.domain.figures.charts import THEMES, ChartName, question
from netdesk.domain.figures.grouping import View
from netdesk.domain.money.words import Attribution
from netdesk.i18n import _


@click.command()
@click.argument("name", required=False, metavar="NAME")
@click.option("--list", "is_list", is_flag=True, help="the names, each with its question")
@click.option("--from", "first", metavar="D", help="first shop day, YYYY-MM-DD")
@click.option("--to", "last", metavar="D", help="last shop day")
@click.option("--out", type=click.Path(path_type=Path), metavar="F.png|.svg|.pdf")
@click.option("--view", type=click.Choice(list(map(str, View))), default="cohort")
@click.option("--attribution", type=click.Choice(list(map(str, Attribution))), default="first")
@click.option("--channel", "channels", multiple=True, metavar="C", help="only this; repeatable")
@click.option("--theme", type=click.Choice(THEMES), default="light")
@click.option("--grey", is_flag=True, help="for a printer without colour")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def chart(
    shell: Shell,
    name: str | None,
    is_list: bool,  # noqa: FBT001
    first: str | None,
    last: str | None,
    out: Path | None,
    view: str,
    attribution: str,
    channels: tuple[str, ...],
    theme: str,
    grey: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Draw one figure of a range, or list what can be drawn."""
    if is_list:
        _list(shell, as_json=as_json)
        return
    if name is None or first is None or last is None or out is None:
        raise click.UsageError("chart NAME --from D --to D --out F; or chart --list")
    charts = shell.desk().charts
    wanted = charts.named(name)
    charts.check(out)
    asked = shell.desk().figures.asked(
        day_of(first),
        day_of(last),
        now=shell.desk().now(),
        view=View(view),
        attribution=Attribution(attribution),
    )
    data = charts.data(wanted, asked, channels=channels or None)
    charts.save(data, out, theme=theme, grey=grey)
    said = charts.described(data)
    if as_json:
        shell.document({"name": wanted.value, "file": str(out), "text": said})
    else:
        shell.tell(said)
        shell.tell(_("已写入 %(path)s") % {"path": out})


def _list(shell: Shell, *, as_json: bool) -> None:
    named = [(one.value, question(one)) for one in ChartName]
    if as_json:
        shell.document([{"name": name, "question": asks} for name, asks in named])
        return
    for name, asks in named:
        shell.line(f"{name}\t{asks}")


COMMANDS = (chart,)
