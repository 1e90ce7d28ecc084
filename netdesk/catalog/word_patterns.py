"""Word lists as patterns: `{name}` in a rule stands for any word of a list, the longest first."""

import re
from collections.abc import Callable, Iterable, Mapping, Set

from netdesk.catalog.pattern_keys import Keys, keys_of
from netdesk.domain.compliance.patterns import Pattern
from netdesk.domain.compliance.search import alternation

_PLACE = re.compile(r"\{([a-z_]+)\}")


class Vocabulary:
    """Lists of words and named pieces of patterns, for rules to be written with."""

    def __init__(
        self, lists: Mapping[str, Iterable[str]], reread: Callable[[], object] | None = None
    ) -> None:
        """Keep the lists as patterns.

        With `reread` a pattern is compiled when it is first looked for; where that fails `reread`
        is called, to say what is wrong with its line.
        """
        self._pieces = {name: alternation(words) for name, words in lists.items()}
        self._keys = {name: keys_of(piece) for name, piece in self._pieces.items()}
        self._reread = reread

    @property
    def names(self) -> Set[str]:
        """Return the names there are."""
        return self._pieces.keys()

    def add(self, name: str, pattern: str) -> None:
        """Add a piece of a pattern, made of what is there. Raises KeyError."""
        self._pieces[name] = f"(?:{self.expand(pattern)})"
        self._keys[name] = keys_of(f"(?:{pattern})", self._keys)

    def expand(self, pattern: str) -> str:
        """Return a pattern with its names put in. Raises KeyError with a name nobody knows."""
        return _PLACE.sub(lambda match: self._pieces[match.group(1)], pattern)

    def keys(self, pattern: Pattern) -> Keys:
        """Return the words of which one is in whatever the pattern matches."""
        return keys_of(pattern.text, self._keys)

    def compile(self, pattern: str) -> Pattern:
        """Return the pattern. Raises KeyError, and re.error where it isn't left for later."""
        for name in _PLACE.findall(pattern):
            self._pieces[name]
        made = Pattern(pattern, lambda: self._compiled(pattern))
        if self._reread is None:
            made.compile()
        return made

    def words(self, words: Iterable[str]) -> Pattern:
        """Return any of the words as a pattern."""
        text = alternation(words)
        return Pattern(text, lambda: re.compile(text))

    def named(self, name: str) -> Pattern:
        """Return one list or piece as a pattern."""
        return Pattern(f"{{{name}}}", lambda: self._compiled(f"{{{name}}}"))

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(self.expand(pattern))
        except re.error:
            if self._reread is not None:
                self._reread()
            raise
