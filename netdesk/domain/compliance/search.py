"""Finds, in one pass over a text, which of many patterns could match, and in which sentences.

Each pattern comes with its keys: words of which at least one is in whatever the pattern matches.
No pattern crosses the end of a sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import add
from typing import Any, Generic, TypeVar

from netdesk.domain.compliance.text import Span

T = TypeVar("T")

_Tree = dict[str, Any]
_ENDS = ""
_SHORT = 200  # words


def alternation(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest that fits.

    A prefix tree: a hundred words cost little more than one. A short list's tree branches at its
    second letters, for two letters are a better key to look for than one.
    """
    words = [*words]
    width = 2 if len(words) <= _SHORT else 1
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in (word[:width], *word[width:]):
            node = node.setdefault(letter, {})
        node[_ENDS] = {}
    # A word of one letter is tried after the longer ones that begin with it.
    return f"(?:{_branches(dict(sorted(tree.items(), key=lambda branch: len(branch[0]) == 1)))})"


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
    """Things to look for in groups, each with its keys; one without keys is looked for everywhere.

    Things are indexed by the first two letters of their keys, which is sifting enough.
    """

    def __init__(self, groups: Sequence[Sequence[tuple[frozenset[str], T]]]) -> None:
        """Index the groups' things by their keys."""
        self._count = len(groups)
        self._things: list[T] = []
        self._everywhere: list[list[int]] = []
        self._pairs: dict[str, list[tuple[int, int]]] = {}
        self._letters: dict[str, list[tuple[int, int]]] = {}
        self._bounds: list[tuple[int, int]] = []
        for group, things in enumerate(groups):
            self._bounds.append((len(self._things), len(self._things) + len(things)))
            self._everywhere.append([])
            for keys, thing in things:
                self._index(keys, group, len(self._things))
                self._things.append(thing)

    def _index(self, keys: frozenset[str], group: int, index: int) -> None:
        if not keys:
            self._everywhere[group].append(index)
        for start in {key[:2] for key in keys}:
            wanted = self._pairs if len(start) > 1 else self._letters
            wanted.setdefault(start, []).append((group, index))

    @property
    def groups(self) -> list[list[T]]:
        """Return the groups' things as they were given."""
        return [self._things[start:end] for start, end in self._bounds]

    def scan(self, text: str, sentences: Sequence[Span]) -> "Scan[T]":
        """Look once where any of the things could be."""
        wanted = enumerate(map(self._by_pair.get, map(add, text, text[1:])))
        hits = [(at, groups) for at, groups in wanted if groups]
        wanted = enumerate(map(self._by_letter.get, text))
        hits += [(at, groups) for at, groups in wanted if groups]
        return Scan(hits, sentences, self._things, self._everywhere)

    @cached_property
    def _by_pair(self) -> dict[str, tuple[tuple[int, ...], ...]]:
        return {start: self._grouped(things) for start, things in self._pairs.items()}

    @cached_property
    def _by_letter(self) -> dict[str, tuple[tuple[int, ...], ...]]:
        return {start: self._grouped(things) for start, things in self._letters.items()}

    def _grouped(self, things: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(index for of, index in things if of == group) for group in range(self._count)
        )


class Scan(Generic[T]):
    """What one look at a text found, to be asked group by group."""

    def __init__(
        self,
        hits: Iterable[tuple[int, tuple[tuple[int, ...], ...]]],
        sentences: Sequence[Span],
        things: Sequence[T],
        everywhere: Sequence[Sequence[int]],
    ) -> None:
        """Keep what was found, sentence by sentence."""
        starts = [sentence.start for sentence in sentences]
        self._hits: list[list[tuple[int, tuple[tuple[int, ...], ...]]]] = [[] for _one in starts]
        for hit in hits:
            self._hits[bisect_right(starts, hit[0]) - 1].append(hit)
        self._sentences, self._things, self._everywhere = sentences, things, everywhere

    def places(self, group: int, seen: str, mask: str) -> Iterator[tuple[T, Span]]:
        """Yield each thing of a group with each sentence of `seen` that it may be found in.

        What begins on a masked letter of `seen` isn't there.
        """
        things, everywhere = self._things, self._everywhere[group]
        for sentence, hits in zip(self._sentences, self._hits, strict=True):
            found = [groups[group] for at, groups in hits if seen[at] != mask]
            for index in sorted(set(everywhere).union(*found)):
                yield things[index], sentence
