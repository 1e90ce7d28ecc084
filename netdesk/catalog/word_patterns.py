"""Word lists as patterns: `{name}` in a rule stands for any word of a list, the longest first."""

import re
from collections.abc import Iterable, Mapping, Set

from netdesk.domain.compliance.search import alternation

_PLACE = re.compile(r"\{([a-z_]+)\}")


class Vocabulary:
    """Lists of words and named pieces of patterns, for rules to be written with."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Keep the lists as patterns."""
        self._pieces = {name: alternation(words) for name, words in lists.items()}

    @property
    def names(self) -> Set[str]:
        """Return the names there are."""
        return self._pieces.keys()

    def add(self, name: str, pattern: str) -> None:
        """Add a piece of a pattern, made of what is there. Raises KeyError."""
        self._pieces[name] = f"(?:{self.expand(pattern)})"

    def expand(self, pattern: str) -> str:
        """Return a pattern with its names put in. Raises KeyError with a name nobody knows."""
        return _PLACE.sub(lambda match: self._pieces[match.group(1)], pattern)

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Return the compiled pattern. Raises KeyError or re.error."""
        return re.compile(self.expand(pattern))

    def compiled(self, name: str) -> re.Pattern[str]:
        """Return one list or piece, compiled."""
        return re.compile(self._pieces[name])
