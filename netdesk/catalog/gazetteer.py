"""What a local word is, and what a role, a gift or a body tells of itself.

From resources/gazetteer.toml.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from netdesk.domain.ideas.facts import LocalKind, LocalWord
from netdesk.resources import resource

_TAGGED = re.compile(r"(.*?)((?:\s+#\S+)*)")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resource("gazetteer.toml").read_text(encoding="utf-8"))


def home() -> str:
    """Return the city of a shop that hasn't said its own."""
    return str(_table()["city"][0]["name"])


def districts(city: str) -> tuple[LocalWord, ...]:
    """Return the districts of a city; none where the gazetteer doesn't know it."""
    return tuple(
        _word(told) for one in _table()["city"] if one["name"] == city for told in one["places"]
    )


def local_word(text: str) -> LocalWord:
    """Return a local word with its kind: as listed, else by its ending, else other."""
    for city in _table()["city"]:
        for told in (*city["places"], *city["known"]):
            known = _word(told)
            if known.text == text:
                return known
    for kind, endings in _table()["endings"].items():
        if text.endswith(tuple(endings)):
            return LocalWord(text, LocalKind(kind))
    return LocalWord(text, LocalKind.OTHER)


def tags(subject: str, text: str) -> frozenset[str]:
    """Return the tags that a text of a subject (role, gift, body) brings."""
    known: Mapping[str, list[str]] = _table()["tags"][subject]
    return frozenset(tag for tag, parts in known.items() if any(part in text for part in parts))


def _word(told: str) -> LocalWord:
    match = _TAGGED.fullmatch(told)
    assert match is not None
    found = [tag[1:] for tag in match[2].split()]
    return LocalWord(match[1], LocalKind(found[0]), frozenset(found[1:]))
