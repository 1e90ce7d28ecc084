"""The words a pattern can't match without, read off the pattern itself.

`keys_of("(?:ab|cd+)e?")` is {"ab", "c"}: whatever matches holds one of them. Where the pattern
leaves that open the answer is empty. It reads the part of the regular expressions' language that
rules are written in and gives up, with an empty answer, on anything else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from netdesk.resources import resource

Keys = frozenset[str]

_NONE: Keys = frozenset()
_NO_NAMES: Mapping[str, Keys] = {}
_NAME = re.compile(r"\{([a-z_]+)\}")
# Letters that stand for themselves; one with a count behind it isn't among them.
_PLAIN = re.compile(r"[^\\\[\](){}|?*+.^$]+(?![?*+{])")
_COUNT = re.compile(r"\{[0-9]*,?[0-9]*\}")
_WIDEST = 64  # a class of more letters than this says too little
_ESCAPED_LETTERS = frozenset("\\.^$*+?{}[]()|-/#&~ '\"")


class _Unknown(Exception):  # noqa: N818 - a way out of the reader, not an error
    """The pattern uses something this reader doesn't know."""


def keys_of(pattern: str, known: Mapping[str, Keys] = _NO_NAMES) -> Keys:
    """Return the words of which one is in every match; empty where none can be told.

    `{name}` in the pattern stands for a piece whose keys are `known`.
    """
    try:
        return _Reader(pattern, known).whole()
    except (_Unknown, IndexError, ValueError):
        return _NONE


@dataclass(frozen=True, slots=True)
class _Item:
    """One piece of a sequence: a plain letter, or the keys of a class or a group."""

    letter: str = ""
    keys: Keys = _NONE
    is_optional: bool = False
    ends_run: bool = False


class _Reader:
    def __init__(self, pattern: str, known: Mapping[str, Keys]) -> None:
        self._text = pattern
        self._known = known
        self._at = 0

    def whole(self) -> Keys:
        keys = self._either()
        if self._at != len(self._text):
            raise _Unknown
        return keys

    def _either(self) -> Keys:
        """Read alternatives up to a closing bracket or the end."""
        branches = [self._sequence()]
        while self._next("|"):
            branches.append(self._sequence())
        return frozenset().union(*branches) if all(branches) else _NONE

    def _sequence(self) -> Keys:
        choices: list[Keys] = []
        run = ""
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            plain = _PLAIN.match(self._text, self._at)
            if plain:
                run += plain.group()
                self._at = plain.end()
                continue
            item = self._item()
            if item.letter and not item.is_optional:
                run += item.letter
            if run and (not item.letter or item.is_optional or item.ends_run):
                choices.append(frozenset({run}))
                run = ""
            if item.keys and not item.is_optional:
                choices.append(item.keys)
        if run:
            choices.append(frozenset({run}))
        return max(choices, key=_worth, default=_NONE)

    def _item(self) -> _Item:
        letter = self._text[self._at]
        name = _NAME.match(self._text, self._at) if letter == "{" else None
        self._at += 1
        if name and name.group(1) in self._known:
            self._at = name.end()
            item = _Item(keys=self._known[name.group(1)])
        elif letter == "(":
            keys, has_width = self._group()
            item = _Item(keys=keys if has_width else _NONE)
        elif letter == "[":
            item = _Item(keys=self._class())
        elif letter == "\\":
            item = self._escape()
        elif letter in ".^$":
            item = _Item()
        else:
            item = _Item(letter=letter)
        return self._counted(item)

    def _counted(self, item: _Item) -> _Item:
        least = 1
        is_counted = False
        if self._at < len(self._text) and (
            self._text[self._at] in "?*+" or _COUNT.match(self._text, self._at)
        ):
            mark = self._text[self._at]
            self._at += 1
            is_counted = True
            least = 0 if mark in "?*" else 1
            if mark == "{":
                end = self._text.index("}", self._at)
                least = int(self._text[self._at : end].partition(",")[0] or 0)
                self._at = end + 1
            if not self._next("?"):
                self._next("+")
        if not is_counted:
            return item
        return _Item(item.letter, item.keys, is_optional=least == 0, ends_run=True)

    def _group(self) -> tuple[Keys, bool]:
        """Read a group behind its bracket; a look to either side has no width."""
        has_width = True
        if self._next("?"):
            if self._next("P<"):
                self._at = self._text.index(">", self._at) + 1
            elif any(self._next(mark) for mark in ("=", "!", "<=", "<!")):
                has_width = False
            elif not self._next(":"):
                raise _Unknown
        keys = self._either()
        if not self._next(")"):
            raise _Unknown
        return keys, has_width

    def _class(self) -> Keys:
        is_negative = self._next("^")
        letters: set[str] = set()
        is_open = False
        first = True
        while first or self._text[self._at] != "]":
            first = False
            start = self._letter_of_class()
            if start and self._text[self._at] == "-" and self._text[self._at + 1] != "]":
                self._at += 1
                end = self._letter_of_class()
                if not end or ord(end) - ord(start) > _WIDEST:
                    is_open = True
                else:
                    letters |= {chr(code) for code in range(ord(start), ord(end) + 1)}
            elif start:
                letters.add(start)
            else:
                is_open = True
        self._at += 1
        return _NONE if is_negative or is_open or len(letters) > _WIDEST else frozenset(letters)

    def _letter_of_class(self) -> str:
        """Return one letter, or "" for a kind of letters such as a digit."""
        letter = self._text[self._at]
        self._at += 1
        if letter != "\\":
            return letter
        escaped = self._text[self._at]
        self._at += 1
        if escaped == "n":
            return "\n"
        if escaped == "u":
            return self._code()
        return escaped if escaped in _ESCAPED_LETTERS else ""

    def _code(self) -> str:
        """Read the four digits of a code."""
        self._at += 4
        return chr(int(self._text[self._at - 4 : self._at], 16))

    def _escape(self) -> _Item:
        letter = self._text[self._at]
        self._at += 1
        if letter == "n":
            return _Item(letter="\n")
        if letter == "u":
            return _Item(letter=self._code())
        if letter in "dwsDWSbB":
            return _Item()
        if letter in _ESCAPED_LETTERS or not letter.isalnum():
            return _Item(letter=letter)
        raise _Unknown

    def _next(self, text: str) -> bool:
        if self._text.startswith(text, self._at):
            self._at += len(text)
            return True
        return False


@cache
def _worth(keys: Keys) -> tuple[int, int]:
    """Two letters are rarer than one, a Chinese letter than a Latin one, a few than many.

    What every post of a dealer speaks of is no rarer than a letter.
    """
    return min(_rarity(key) for key in keys), -len(keys)


def _rarity(key: str) -> int:
    return 2 if len(key) > 1 and key not in _common() else int(not key.isascii())


@cache
def _common() -> Keys:
    """Return words that so many texts hold that they tell little."""
    return frozenset(resource("common_words.txt").read_text(encoding="utf-8").split())
