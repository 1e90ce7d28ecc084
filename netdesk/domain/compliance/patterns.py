"""Patterns that are compiled when they are first looked for: of eight hundred, a text asks thirty.

To compile them all takes most of a second, which every start of `netdesk check` would pay.
"""

import re
from collections.abc import Callable, Iterator
from typing import Protocol


class _Search(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> re.Match[str] | None: ...


class _FindIter(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> Iterator[re.Match[str]]: ...


class Pattern:
    """A regular expression; `text` is as written, `search` and `finditer` are those of `re`."""

    __slots__ = ("_make", "finditer", "search", "text")
    search: _Search
    finditer: _FindIter

    def __init__(self, text: str, make: Callable[[], re.Pattern[str]]) -> None:
        """Keep how to compile it; what `make` raises comes out of the first look."""
        self.text = text
        self._make = make
        self.search = self._search_first
        self.finditer = self._find_first

    def compile(self) -> re.Pattern[str]:
        """Compile it; from here on `search` and `finditer` are the expression's own."""
        compiled = self._make()
        self.search = compiled.search
        self.finditer = compiled.finditer
        return compiled

    def _search_first(self, text: str, start: int = 0, end: int = -1, /) -> re.Match[str] | None:
        return self.compile().search(text, start, len(text) if end < 0 else end)

    def _find_first(self, text: str, start: int = 0, end: int = -1, /) -> Iterator[re.Match[str]]:
        return self.compile().finditer(text, start, len(text) if end < 0 else end)
