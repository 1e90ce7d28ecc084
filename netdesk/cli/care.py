"""demo, doctor: an invented dealership, and looking the store over."""

import click

from netdesk.cli.shell import Shell
from netdesk.i18n import _


@click.command()
@click.option("--leads", type=click.IntRange(1), default=400, metavar="N")
@click.option("--days", type=click.IntRange(1, 3650), default=30, metavar="N")
@click.option("--seed", type=int, default=1, metavar="N")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def demo(shell: Shell, leads: int, days: int, seed: int, as_json: bool) -> None:  # noqa: FBT001
    """Fill an empty store with an invented dealership."""
    desk = shell.desk()
    counts = desk.demo.fill(leads=leads, days=days, seed=seed, now=desk.now())
    if as_json:
        shell.document(counts)
        return
    for name, count in counts.items():
        shell.line(f"{name}\t{count}")


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def doctor(shell: Shell, as_json: bool) -> None:  # noqa: FBT001
    """Look the store over; exit 1 where something needs a look."""
    checks = shell.desk().doctor.look()
    well = all(check.ok for check in checks)
    if as_json:
        shell.document(
            {
                "ok": well,
                "checks": [
                    {"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks
                ],
            }
        )
    else:
        for check in checks:
            mark = _("正常") if check.ok else _("要看")
            shell.line(f"{mark}\t{_(check.label)}\t{check.detail}")
    shell.exit_code = 0 if well else 1


COMMANDS = (demo, doctor)
