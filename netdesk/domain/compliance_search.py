"""Finds, in one pass over a text, which of many patterns could match, and in which sentences.

Each pattern comes with its keys: words of which at least one is in whatever the pattern matches.
No pattern crosses the end of a sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import Any, Generic, TypeVar

from netdesk.domain.compliance_text import Span

T = TypeVar("T")

_Tree = dict[str, Any]
_ENDS = ""


def alternation(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest that fits.

    A prefix tree: a hundred words cost little more than one.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_ENDS] = {}
    return f"(?:{_branches(tree)})"


def _branches(tree: _Tree) -> str:
    return "|".join(
        f"{re.escape(letter)}{_rest(branch)}" for letter, branch in tree.items() if letter != _ENDS
    )


def _rest(tree: _Tree) -> str:
    inner = _branches(tree)
    if not inner:
        return ""
    if _ENDS in tree:
        return f"(?:{inner})?"
    return inner if "|" not in inner else f"(?:{inner})"


class Search(Generic[T]):
    """Things to look for, each with its keys; without keys a thing is looked for everywhere."""

    def __init__(self, things: Sequence[tuple[frozenset[str], T]]) -> None:
        """Index the things by the first two letters of their keys, which is sifting enough."""
        self._things = [thing for _keys, thing in things]
        self._everywhere = [index for index, (keys, _thing) in enumerate(things) if not keys]
        self._pairs: dict[str, list[int]] = {}
        self._letters: dict[str, list[int]] = {}
        for index, (keys, _thing) in enumerate(things):
            for start in {key[:2] for key in keys}:
                wanted = self._pairs if len(start) > 1 else self._letters
                wanted.setdefault(start, []).append(index)

    def places(self, text: str, sentences: Sequence[Span]) -> Iterator[tuple[T, Span]]:
        """Yield each thing with each sentence it may be found in, in the order of the things."""
        pairs, letters = self._pairs, self._letters
        starts = [sentence.start for sentence in sentences]
        hits = [
            (at, pairs[pair]) for at, pair in enumerate(map(add, text, text[1:])) if pair in pairs
        ]
        hits += [(at, letters[letter]) for at, letter in enumerate(text) if letter in letters]
        found: dict[int, set[int]] = {
            index: set(range(len(sentences))) for index in self._everywhere
        }
        for at, indexes in hits:
            which = bisect_right(starts, at) - 1
            for index in indexes:
                found.setdefault(index, set()).add(which)
        for index in sorted(found):
            for which in sorted(found[index]):
                yield self._things[index], sentences[which]
