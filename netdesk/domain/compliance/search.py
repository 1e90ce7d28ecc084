"""Finds, in one pass over a text, which of many patterns could match, and in which sentences.

Each pattern comes with its keys: words of which at least one is in whatever the pattern matches.
No pattern crosses the end of a sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import Any, Generic, TypeVar

from netdesk.domain.compliance.text import Span

T = TypeVar("T")

_Tree = dict[str, Any]
_Indices = Sequence[Sequence[int]]  # of the things of a key, group by group
_ENDS = ""
_SHORT = 200  # words
_NEVER = r"(?!)"
_SURE = 2  # letters of a key that are found without a second look


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

    Keys are found by their first two letters, then looked at whole.
    """

    def __init__(self, groups: Sequence[Sequence[tuple[frozenset[str], T]]]) -> None:
        """Index the groups' things by their keys."""
        self._things: list[T] = []
        self._everywhere: list[list[int]] = []
        self._bounds: list[tuple[int, int]] = []
        of_key: dict[str, tuple[list[int], ...]] = {}
        for group, things in enumerate(groups):
            self._bounds.append((len(self._things), len(self._things) + len(things)))
            self._everywhere.append([])
            for keys, thing in things:
                if not keys:
                    self._everywhere[group].append(len(self._things))
                for key in keys:
                    indices = of_key.setdefault(key, tuple([] for _group in groups))
                    indices[group].append(len(self._things))
                self._things.append(thing)
        self._letters = {key: indices for key, indices in of_key.items() if len(key) < _SURE}
        self._any_letter = re.compile(
            f"[{re.escape(''.join(self._letters))}]" if self._letters else _NEVER
        )
        longer: dict[str, list[tuple[str, _Indices]]] = {}
        for key, indices in of_key.items():
            if len(key) >= _SURE:
                started = longer.setdefault(key[:_SURE], [])
                if len(key) > _SURE:
                    started.append((key, indices))
        self._pairs: dict[str, tuple[_Indices, list[tuple[str, _Indices]]]] = {
            pair: (of_key.get(pair, ()), started) for pair, started in longer.items()
        }

    @property
    def groups(self) -> list[list[T]]:
        """Return the groups' things as they were given."""
        return [self._things[start:end] for start, end in self._bounds]

    def scan(self, text: str, sentences: Sequence[Span]) -> "Scan[T]":
        """Look once where any of the things could be."""
        letters, pairs = self._letters, self._pairs
        hits: list[list[tuple[int, _Indices]]] = [[] for _sentence in sentences]
        owner = [hits[0]] * len(text)  # the list of the sentence that each place is in
        for found, (start, end) in zip(hits, sentences, strict=True):
            owner[start:end] = [found] * (end - start)
        known = [
            (at, pairs[pair]) for at, pair in enumerate(map(add, text, text[1:])) if pair in pairs
        ]
        for at, (indices, longer) in known:
            if indices:
                owner[at].append((at, indices))
            for key, indices in longer:
                if text.startswith(key, at):
                    owner[at].append((at, indices))
        for match in self._any_letter.finditer(text):
            at = match.start()
            owner[at].append((at, letters[match.group()]))
        return Scan(hits, sentences, self._things, self._everywhere)


class Scan(Generic[T]):
    """What one look at a text found, to be asked group by group."""

    def __init__(
        self,
        hits: Sequence[Sequence[tuple[int, _Indices]]],
        sentences: Sequence[Span],
        things: Sequence[T],
        everywhere: Sequence[Sequence[int]],
    ) -> None:
        """Keep what was found, sentence by sentence."""
        self._hits, self._sentences = hits, sentences
        self._things, self._everywhere = things, everywhere

    def places(self, group: int, seen: str, mask: str) -> Iterator[tuple[T, Span]]:
        """Yield each thing of a group with each sentence of `seen` that it may be found in.

        What begins on a masked letter of `seen` isn't there.
        """
        things, everywhere = self._things, self._everywhere[group]
        for sentence, hits in zip(self._sentences, self._hits, strict=True):
            found = {*everywhere}
            is_masked = mask in seen[sentence.start : sentence.end]
            for at, groups in hits:
                if groups[group] and not (is_masked and seen[at] == mask):
                    found.update(groups[group])
            for index in sorted(found):
                yield things[index], sentence
