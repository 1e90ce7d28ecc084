"""What the page says of the techniques, how ideas are scored, the platforms: resources/."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from netdesk.domain.ideas.idea import Scoring
from netdesk.domain.ideas.platform import Counting, Platform, Tags
from netdesk.domain.ideas.technique import Column, Technique, TechniqueCard
from netdesk.errors import ResourceFault
from netdesk.i18n import _
from netdesk.resources import line_of, resource

_PARTS = frozenset({"anchors", "length", "asks", "near", "hype", "fresh", "legal"})


@lru_cache(maxsize=1)
def cards() -> dict[Technique, TechniqueCard]:
    """Return the seven cards in the file's order. Raises ResourceFault."""
    path = resource("techniques", "techniques.toml")
    data, text = _read(path)
    found: dict[Technique, TechniqueCard] = {}
    for index, one in enumerate(data["technique"]):
        try:
            technique = Technique(one["code"])
            card = TechniqueCard(technique, one["name"], one["what"], one["why"], one["bounds"])
        except (KeyError, ValueError) as error:
            line = line_of(text, "code", table="technique", index=index)
            raise ResourceFault(file=path.name, line=line, fault=str(error)) from error
        found[technique] = card
    if len(found) != len(Technique):
        raise ResourceFault(file=path.name, line=1, fault=_("七种技法没有写全"))
    return found


@lru_cache(maxsize=1)
def scoring() -> Scoring:
    """Return how ideas are scored. Raises ResourceFault."""
    path = resource("techniques", "score.toml")
    data, text = _read(path)
    points = data.get("points", {})
    if points.keys() != _PARTS or sum(points.values()) != 100:
        line = line_of(text, "[points]")
        raise ResourceFault(file=path.name, line=line, fault=_("各部分加起来要是 100 分"))
    return Scoring(
        points, tuple(data["hype"]), re.compile(data["asking"]), re.compile(data["superlative"])
    )


@lru_cache(maxsize=1)
def platforms() -> tuple[Platform, ...]:
    """Return the platforms in the file's order. Raises ResourceFault."""
    path = resource("platforms.toml")
    data, text = _read(path)
    found = []
    for index, one in enumerate(data["platform"]):
        try:
            found.append(_platform(one))
        except (KeyError, ValueError) as error:
            line = line_of(text, "code", table="platform", index=index)
            raise ResourceFault(file=path.name, line=line, fault=str(error)) from error
    return tuple(found)


def _platform(one: Mapping[str, Any]) -> Platform:
    return Platform(
        one["code"],
        one["name"],
        int(one["limit"]),
        Counting(one.get("counting", Counting.EACH)),
        one["channel"],
        Tags(one["tags"]),
    )


@lru_cache(maxsize=1)
def column_tags() -> Mapping[Column, tuple[str, ...]]:
    """Return the topics that go with each column. Raises ResourceFault."""
    path = resource("platforms.toml")
    data, text = _read(path)
    given = data.get("hashtags", {})
    for name in given.keys() - set(Column):
        raise ResourceFault(file=path.name, line=line_of(text, name), fault=name)
    return {column: tuple(given.get(column, ())) for column in Column}


def _read(path: Path) -> tuple[dict[str, Any], str]:
    text = path.read_text(encoding="utf-8")
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        line = str(error).rpartition("at line ")[2].partition(",")[0]
        said = line if line.isdigit() else "?"
        raise ResourceFault(file=path.name, line=said, fault=str(error)) from error
