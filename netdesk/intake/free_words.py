"""The words of people's own messages, from resources/free_text.toml, as patterns."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from netdesk.resources import resource

HAN = r"\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class NameWords:
    """How people are called."""

    titled: re.Pattern[str]  # a title, with what may be the name before it
    starts: re.Pattern[str]  # at the beginning of a name
    plain: re.Pattern[str]  # a name that stands by itself
    introduced: re.Pattern[str]
    surnamed: re.Pattern[str]
    never: tuple[str, ...]
    never_ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """How days and hours are said."""

    day: re.Pattern[str]
    clock: re.Pattern[str]
    come: re.Pattern[str]
    never_come: re.Pattern[str]
    days: Mapping[str, int]
    weekdays: Mapping[str, int]
    next: tuple[str, ...]
    this: tuple[str, ...]
    morning: tuple[str, ...]
    noon: tuple[str, ...]
    digits: Mapping[str, int]
    parts: tuple[str, ...]  # of a day
    weekend: str


@dataclass(frozen=True, slots=True)
class FreeWords:
    """All of them."""

    name: NameWords
    time: TimeWords
    before_contact: re.Pattern[str]  # ends where the contact begins
    before_name: re.Pattern[str]
    joins: re.Pattern[str]  # what may stand between two numbers of one person
    extension: re.Pattern[str]
    wechat: re.Pattern[str]
    yesterday: tuple[str, ...]
    rules: str  # signs that lines are drawn with
    guessed: Mapping[str, str]  # field → the name of its column


def folded(text: str) -> str:
    """Return `text` with full-width forms folded, invisible signs as blanks: as long as it was."""
    if text.isascii():
        return text
    return text.translate(_signs)


class _Signs(dict[int, int]):
    def __missing__(self, code: int) -> int:
        plain = unicodedata.normalize("NFKC", chr(code))
        found = ord(plain) if len(plain) == 1 else code
        if found != 10 and unicodedata.category(chr(found)) in ("Cf", "Cc", "Zs", "Zl", "Zp"):
            found = 32
        self[code] = found
        return found


_signs = _Signs({9: 9})


@cache
def free_words() -> FreeWords:
    """Return the words, read once."""
    data = tomllib.loads(resource("free_text.toml").read_text(encoding="utf-8"))
    contact, sender = data["contact"], data["sender"]
    joins, ids = _any((*contact["joins"], *contact["before"])), _any(contact["wechat"])
    links = _any(contact["wechat_links"])
    return FreeWords(
        _names(data["name"]),
        _times(data["time"]),
        re.compile(rf"(?:{_any(contact['before'])}|{ids})\s*(?:{links})?[\s:]*$", re.IGNORECASE),
        re.compile(rf"(?:{_any(data['name']['before'])})[\s:]*$"),
        re.compile(rf"(?:[\s,/;、()·:-]|{joins}|{ids})*", re.IGNORECASE),
        re.compile(
            rf"\s*(?:{_any(contact['extension'])})\s*[:.]?\s*(\d{{1,6}})(?!\d)", re.IGNORECASE
        ),
        re.compile(
            rf"(?<![A-Za-z0-9_-])(?:{ids})\s*(?:{links})?\s*[:]?\s*"
            r"(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_@.-])",
            re.IGNORECASE,
        ),
        tuple(sender["yesterday"]),
        sender["rules"],
        data["guessed"],
    )


def _names(data: Mapping[str, Any]) -> NameWords:
    surname = f"(?:{_any(data['compound'])}|[{data['surnames']}])"
    titles, nick = _any(data["titles"]), _any(data["nick"])
    plain = f"(?:{surname}[{HAN}]{{1,2}}|(?:{nick})[{data['surnames']}])"
    return NameWords(
        re.compile(rf"[{HAN}]{{1,4}}?(?P<title>{titles})(?![{HAN}]?(?:{titles}))"),
        re.compile(surname),
        re.compile(rf"(?<![{HAN}A-Za-z])(?P<name>{plain})(?![{HAN}A-Za-z])"),
        re.compile(rf"(?:{_any(data['introduced'])})(?P<name>{plain})(?![{HAN}A-Za-z])"),
        re.compile(rf"(?:{_any(data['surnamed'])})(?P<name>{surname})"),
        tuple(data["never"]),
        tuple(data["never_ends"]),
    )


def _times(data: Mapping[str, Any]) -> TimeWords:
    part = _any((*data["morning"], *data["noon"], *data["afternoon"]))
    week, weekday = _any(data["week"]), _any(data["weekdays"])
    number = rf"\d{{1,2}}|{_any(data['digits'])}"
    hours = _any(data["hour"])
    day = (
        rf"(?P<word>{_any(data['days'])})"
        rf"|(?P<which>{_any((*data['next'], *data['this']))})?(?:{week})(?P<weekday>{weekday})"
        rf"|(?:(?P<month>\d{{1,2}}){data['month']})?(?P<date>\d{{1,2}})(?:{_any(data['day'])})"
        r"|(?<![\d/.])(?P<month2>1[0-2]|[1-9])/(?P<date2>[12]\d|3[01]|[1-9])(?![\d/])"
    )
    clock = (
        rf"(?P<part>{part})?\s*(?:(?P<hour>{number})\s*(?:(?:{hours})"
        rf"(?:(?P<half>{data['half']})|(?P<minute>\d{{1,2}}){data['minute']}?)?"
        r"|:(?P<minute2>[0-5]\d)))?"
    )
    return TimeWords(
        re.compile(day),
        re.compile(rf"\s*{clock}"),
        re.compile(_any(data["come"])),
        re.compile(_any(data["never_come"])),
        data["days"],
        data["weekdays"],
        tuple(data["next"]),
        tuple(data["this"]),
        tuple(data["morning"]),
        tuple(data["noon"]),
        data["digits"],
        (*data["morning"], *data["noon"], *data["afternoon"]),
        data["weekend"],
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
