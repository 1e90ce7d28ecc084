"""Finds the cars that a text names, however they are spelled, and words them one way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from netdesk.domain.posts.personal import folded

_FIRST, _MOST = 0xE200, 200  # signs that stand for a car while a text is read
SIGNS = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_DIGIT_OR_HAN = re.compile(r"[0-9\u4e00-\u9fff]")
_LONGEST, _TOKENS, _SHORT = 40, 4, 2


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with a sign for each car it names; `cars` by their signs, in their order."""

    text: str
    cars: tuple[str, ...]
    latin: frozenset[str]

    @property
    def first(self) -> str:
        """The first car that is named; empty where none is."""
        found = SIGNS.search(self.text)
        return self.cars[ord(found[0]) - _FIRST] if found else ""

    def back(self, text: str) -> str:
        """Return a text with the cars in place of their signs."""
        return SIGNS.sub(lambda found: self.cars[ord(found[0]) - _FIRST], text)


class CarNames:
    """Names of cars, as model cards or exports write them; a name's first words are enough."""

    def __init__(self, names: Sequence[str]) -> None:
        """Know `names`; where two fit, the longer is meant, then the one that stands first."""
        tokens = (tuple(folded(name).split()[:_TOKENS]) for name in names if len(name) <= _LONGEST)
        known = sorted(dict.fromkeys(filter(None, tokens)), key=lambda one: -len("".join(one)))
        self._spellings = [
            (one, _head(one), found) for one in known if (found := _spelling(one)) is not None
        ]
        self.latin = frozenset(token.lower() for one in known for token in one)

    def mark(self, text: str) -> Marked:
        """Return a folded text with signs for the cars in it."""
        cars: list[str] = []
        lowered = text.lower()
        for tokens, head, spelling in self._spellings:
            if head not in lowered or len(cars) == _MOST:
                continue

            def sign(found: re.Match[str], tokens: tuple[str, ...] = tokens) -> str:
                said = sum(group is not None for group in found.groups())
                name = " ".join(tokens[: len(tokens) - len(found.groups()) + said])
                if name not in cars:
                    cars.append(name)
                return chr(_FIRST + cars.index(name))

            text = spelling.sub(sign, text)
        return Marked(text, tuple(cars), self.latin)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, name) of the cars in a folded text, in their order."""
        lowered = text.lower()
        taken = bytearray(len(text))
        found: list[tuple[int, int, str]] = []
        for tokens, head, spelling in self._spellings:
            if head not in lowered:
                continue
            for one in spelling.finditer(text):
                start, end = one.span()
                if any(taken[start:end]):
                    continue
                taken[start:end] = b"\1" * (end - start)
                said = sum(group is not None for group in one.groups())
                found.append(
                    (start, end, " ".join(tokens[: len(tokens) - len(one.groups()) + said]))
                )
        return sorted(found)


def short(name: str) -> str:
    """Return a name without its year and trim: its first words."""
    return " ".join(name.split()[:_SHORT])


def _head(tokens: Sequence[str]) -> str:
    """Return what a text must have in it, in small letters, to be worth a look."""
    needed = tokens[1] if len(tokens) > 1 and not _LATIN.search(tokens[0]) else tokens[0]
    return needed.partition("-")[0].lower()


def _spelling(tokens: Sequence[str]) -> re.Pattern[str] | None:
    """Return the pattern of a name: what must be said of it, then what may be, a group each."""
    needed = 1
    optional = ""
    if len(tokens) > 1 and not _LATIN.search(tokens[0]):  # a make, or a name of two words
        needed = 2
        if _DIGIT_OR_HAN.search(tokens[1]):
            optional = f"(?:{_letters(tokens[0])}[ -]*)?"
    head = [_letters(token) for token in tokens[:needed]]
    if len("".join(tokens[:needed])) < 2:
        return None
    said = optional + head[1] if optional else "[ -]*".join(head)
    rest = ""
    for token in reversed(tokens[needed:]):
        rest = f"(?:[ -]*({_letters(token)}){rest})?"
    return re.compile(f"(?<![A-Za-z0-9]){said}{rest}(?![A-Za-z0-9])", re.IGNORECASE)


def _letters(token: str) -> str:
    return "[ -]?".join(re.escape(part) for part in re.split("-", token) if part) or re.escape(
        token
    )
