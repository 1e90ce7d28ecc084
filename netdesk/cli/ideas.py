"""ideas: post ideas by technique, from the shop's facts; the same seed gives the same ideas."""

from pathlib import Path
from typing import Any

import click

from netdesk import words
from netdesk.cli.shell import Shell
from netdesk.domain.ideas.idea import Idea
from netdesk.i18n import _, ngettext
from netdesk.services.ideas import Asked

_MOST = 10_000


@click.command()
@click.argument("more", nargs=-1, metavar="")
@click.option("--technique", "-t", multiple=True, metavar="T…", help="code or name; all without")
@click.option("--topic", metavar="T", default="", help="only ideas about it")
@click.option("--column", metavar="C", default="", help="code or name")
@click.option("--facts", "facts_file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--platform", metavar="P", default="", help="code or name; titles fit its limit")
@click.option("--count", metavar="N", type=click.IntRange(1, _MOST), default=10)
@click.option("--seed", metavar="N", type=int, default=0)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def ideas(
    shell: Shell,
    more: tuple[str, ...],
    technique: tuple[str, ...],
    topic: str,
    column: str,
    facts_file: Path | None,
    platform: str,
    count: int,
    seed: int,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Post ideas; nothing is recorded."""
    if more and not technique:
        raise click.UsageError(_("不认识的参数：%(words)s") % {"words": " ".join(more)})
    asked = Asked(
        techniques=tuple(one for told in (*technique, *more) for one in told.split(",") if one),
        column=column,
        platform=platform,
        topic=topic,
        facts=facts_file,
        count=count,
        seed=seed,
    )
    desk = shell.desk()
    found = desk.ideas.asked(asked, now=desk.now())
    if as_json:
        shell.document([_idea(one) for one in found.ideas])
    else:
        for one in found.ideas:
            _say(shell, one)
    for flaw in found.flagged:
        shell.tell(flaw)
    if found.facts_are_bare:
        shell.tell(_("没有事实文件，只用了日期、地名和常识；用 --facts 给出车型、礼品和活动"))
    if len(found.ideas) < count:
        n = len(found.ideas)
        shell.tell(ngettext("只写得出 %(n)d 条不重样的", "只写得出 %(n)d 条不重样的", n) % {"n": n})
    if found.flagged or len(found.ideas) < count:
        shell.exit_code = 1


def _idea(idea: Idea) -> dict[str, Any]:
    return {
        "technique": idea.technique.value,
        "technique_name": words.technique(idea.technique),
        "column": idea.column.value,
        "column_name": words.column(idea.column),
        "platform": idea.platform.code,
        "method": idea.method.value,
        "headline": idea.headline,
        "hook": idea.hook,
        "outline": list(idea.outline),
        "call_to_action": idea.call_to_action,
        "picture": idea.picture,
        "why": idea.why,
        "facts_used": list(idea.facts_used),
        "label": bool(idea.fields.label),
        "level": idea.level.value,
        "findings": [_finding(idea, one) for one in idea.report.findings] if idea.report else [],
        "score": idea.score,
        "score_parts": dict(idea.score_parts),
        "production": idea.production,
    }


def _finding(idea: Idea, finding: Any) -> dict[str, Any]:
    """As `check` tells it; offsets count in the part that is named."""
    part, start = idea.place(finding.start)
    told = {"part": part, "rule": finding.rule, "law": finding.law, "start": start}
    told |= {"end": start + finding.end - finding.start, "text": finding.text}
    return told | {
        "level": str(finding.level),
        "why": finding.why,
        "instead": finding.instead,
    }


def _say(shell: Shell, idea: Idea) -> None:
    name, column = words.technique(idea.technique), words.column(idea.column)
    length = idea.platform.length(idea.headline)
    shell.line(f"{idea.headline}")
    shell.line(
        f"  {name} · {column} · {idea.platform.name} {length}/{idea.platform.limit}"
        f" · {_('评分')} {idea.score}"
    )
    shell.line(f"  {idea.hook}")
    for number, beat in enumerate(idea.outline, 1):
        shell.line(f"  {number} {beat}")
    shell.line(f"  {idea.call_to_action}")
    if idea.facts_used:
        shell.line(_("  用到：%(facts)s") % {"facts": "；".join(idea.facts_used)})
    shell.line()


COMMANDS = (ideas,)
