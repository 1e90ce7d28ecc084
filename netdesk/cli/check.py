"""check: the rules on a text; exit 1 where it is blocked (RULINGS 29)."""

import sys
from typing import Any

import click

from netdesk import errors, words
from netdesk.cli.shell import Shell
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Exempted, Finding, Report
from netdesk.i18n import _
from netdesk.services.check import check_text, decoded, fields_of

_STDIN = "-"


@click.command()
@click.argument("text", required=False, metavar="[TEXT|-]")
@click.option("--field", "fields", multiple=True, metavar="K=V", help="such as link=yes, ad=no")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(shell: Shell, text: str | None, fields: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """Check a text against the rules of advertising; 1 if it is blocked."""
    given = fields_of(fields)
    report = check_text(_given(text), given)
    if as_json:
        shell.document(_document(report))
    else:
        _say(shell, report)
    shell.exit_code = 1 if report.level is Level.BLOCK else 0


def _given(text: str | None) -> str:
    if text is not None and text != _STDIN:
        return text
    if text is None and sys.stdin.isatty():
        raise errors.NoText()
    return decoded(sys.stdin.buffer.read()).removesuffix("\n")


def _document(report: Report) -> dict[str, Any]:
    return {
        "level": report.level,
        "findings": [_finding(finding) for finding in report.findings],
        "exempted": [_exempted(one) for one in report.exempted],
        "rules_version": report.rules_version,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "family": finding.family,
        "law": finding.law,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "level": finding.level,
        "why": finding.why,
        "instead": finding.instead,
    }


def _exempted(one: Exempted) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "reason": one.reason,
        "proof": one.proof,
    }


def _say(shell: Shell, report: Report) -> None:
    shell.line(words.level(report.level))
    for finding in report.findings:
        shell.line(f"{words.level(finding.level)}\t{finding.rule}\t{finding.text}\t{finding.why}")
        shell.line(f"\t{finding.law}")
        shell.line("\t" + _("改法：%(instead)s") % {"instead": finding.instead})
    for one in report.exempted:
        shell.line("\t".join((_("放行"), one.rule, one.text, one.reason, one.proof or "")))


COMMANDS = (check,)
