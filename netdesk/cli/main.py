"""The command line: global options, the commands, and one place where errors become words."""

import json
import sys
from collections.abc import Sequence

import click

from netdesk import __version__, i18n
from netdesk.cli import care, chart, check, figures, hours, ideas, leads, paper
from netdesk.cli.shell import Shell
from netdesk.errors import NetdeskError
from netdesk.i18n import _


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", metavar="URL|FILE", help="the store; else NETDESK_STORE, else your own")
@click.option("--now", metavar="WHEN", help="the clock for this command")
@click.option("--lang", type=click.Choice(i18n.LANGUAGES), help="the language spoken")
@click.version_option(__version__, prog_name="netdesk")
@click.pass_context
def netdesk(context: click.Context, store: str | None, now: str | None, lang: str | None) -> None:
    """网销台: the desk of a car dealership's network-marketing clerk. No command: the window."""
    shell: Shell = context.obj
    shell.store, shell.now_text, shell.language = store, now, lang
    if lang:
        i18n.use(lang)
    if context.invoked_subcommand is None:
        shell.exit_code = shell.window(store, now, lang)


for command in (
    *leads.COMMANDS,
    *hours.COMMANDS,
    *ideas.COMMANDS,
    *check.COMMANDS,
    *paper.COMMANDS,
    *figures.COMMANDS,
    *chart.COMMANDS,
    *care.COMMANDS,
):
    netdesk.add_command(command)


def run_command(arguments: Sequence[str], shell: Shell) -> int:
    """Run one command line; return the exit code of COMMANDS.md."""
    try:
        netdesk.main(args=list(arguments), obj=shell, standalone_mode=False, prog_name="netdesk")
    except NetdeskError as error:
        _refuse(i18n.say(error), arguments)
        return error.exit_code
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        what = {"what": error.format_message()}
        _refuse(_("用法不对：%(what)s 全部用法见 netdesk --help。") % what, arguments)
        return 2
    except click.Abort:
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    finally:
        shell.close()
    return shell.exit_code


def _refuse(sentence: str, arguments: Sequence[str]) -> None:
    if "--json" in arguments:
        sys.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False) + "\n")
    sys.stderr.write(sentence + "\n")
