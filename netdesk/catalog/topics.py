"""Which tags a topic speaks of, from resources/topics.toml."""

import tomllib
from functools import lru_cache

from netdesk.resources import resource


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    return tomllib.loads(resource("topics.toml").read_text(encoding="utf-8"))


def tags(topic: str) -> frozenset[str]:
    """Return the tags of words that are on a topic; none where no word of the table is in it."""
    return frozenset(tag for tag, parts in _table().items() if any(part in topic for part in parts))
