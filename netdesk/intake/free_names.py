"""Names in running text: 王女士, 我叫王丽, 免贵姓王, or a name that stands by itself at its number.

What only looks like a name is worse than none: a plain one is taken only beside a number or at the
beginning of a line, and never where it is a word.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from netdesk.intake.free_words import HAN, NameWords

_LONGEST = 4  # signs before a title
_IS_HAN = re.compile(f"[{HAN}]")
_BETWEEN = " ,:;、|/\t\n()-【】[]"
_BEFORE_FIRST = re.compile(r"^\s*\d{1,3}\s*[.、)]|【[^】]*】")
_VALUE_ENDS = re.compile(r"[\d\n,;、|/(]|\s{1,}(?=\S*\d)")
_LONGEST_LABELLED = 20
_FAR = 20  # signs between a name and its number


class Place(Protocol):
    """Something that stands somewhere."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Labelled(Place, Protocol):
    """A value behind its label."""

    @property
    def value_start(self) -> int: ...  # noqa: D102
    @property
    def field(self) -> str: ...  # noqa: D102


class Name(NamedTuple):
    """One name; `start` has what introduces it, `rank` is how sure it is, 0 the surest."""

    start: int
    shown_start: int
    end: int
    value: str
    rank: int


def find(
    plain: str,
    contacts: Sequence[Place],
    labelled: Iterable[Labelled],
    words: NameWords,
    joins: re.Pattern[str],
) -> list[Name]:
    """Return the names in a folded text, in their order; cars and days are hidden in it."""
    found = [
        *_by_label(plain, labelled),
        *_titled(plain, words),
        *_introduced(plain, words),
        *_plain(plain, contacts, words, joins),
    ]
    kept: list[Name] = []
    taken = bytearray(len(plain))
    for name in sorted(found, key=lambda one: (one.rank, one.start)):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            kept.append(name)
    return sorted(kept)


def best(names: Sequence[Name]) -> Name | None:
    """Return the surest name, the first of equals."""
    return min(names, key=lambda one: (one.rank, one.start), default=None)


def _by_label(plain: str, labelled: Iterable[Labelled]) -> Iterable[Name]:
    for one in labelled:
        if one.field != "name":
            continue
        value = _VALUE_ENDS.split(plain[one.value_start : one.end], maxsplit=1)[0].strip(" :")
        if value and len(value) <= _LONGEST_LABELLED:
            start = plain.index(value, one.value_start)
            yield Name(one.start, start, start + len(value), value, 0)


def _titled(plain: str, words: NameWords) -> Iterable[Name]:
    for one in words.titled.finditer(plain):
        title, end = one.start("title"), one.end()
        fitting = [
            start
            for start in range(max(0, title - _LONGEST), title)
            if _is_name(plain[start:title], words)
        ]
        bounded = [s for s in fitting if s == 0 or not _IS_HAN.match(plain[s - 1])]
        start = min(bounded) if bounded else max(fitting, default=None)
        if start is not None and not plain[start:end].startswith(words.never):
            yield Name(start, start, end, plain[start:end], 1)


def _is_name(before_title: str, words: NameWords) -> bool:
    found = words.starts.match(before_title)
    rest = before_title[found.end() :] if found else "\1"
    return len(rest) <= 2 and all(_IS_HAN.match(sign) for sign in rest)


def _introduced(plain: str, words: NameWords) -> Iterable[Name]:
    for pattern, rank in ((words.introduced, 2), (words.surnamed, 4)):
        for one in pattern.finditer(plain):
            if _may_be(one["name"], words):
                yield Name(one.start(), one.start("name"), one.end(), one["name"], rank)


def _plain(
    plain: str, contacts: Sequence[Place], words: NameWords, joins: re.Pattern[str]
) -> Iterable[Name]:
    for one in words.plain.finditer(plain):
        start, end = one.span("name")
        if not _may_be(one["name"], words):
            continue
        line = plain[plain.rfind("\n", 0, start) + 1 : start]
        is_first = len(line) <= _FAR and not _BEFORE_FIRST.sub("", line).strip(_BETWEEN)
        behind = bisect_left(contacts, start, key=lambda c: c.start)
        beside = contacts[max(0, behind - 1) : behind + 1]
        if is_first or any(_touches(plain, start, end, c, joins) for c in beside):
            yield Name(start, start, end, one["name"], 3)


def _touches(plain: str, start: int, end: int, contact: Place, joins: re.Pattern[str]) -> bool:
    if contact.start >= end:
        return _is_nothing(plain[end : contact.start], joins)
    return contact.end <= start and _is_nothing(plain[contact.end : start], joins)


def _is_nothing(between: str, joins: re.Pattern[str]) -> bool:
    return len(between) <= _FAR and (
        not between.strip(_BETWEEN) or joins.fullmatch(between) is not None
    )


def _may_be(name: str, words: NameWords) -> bool:
    return not (name.startswith(words.never) or (len(name) > 1 and name.endswith(words.never_ends)))
