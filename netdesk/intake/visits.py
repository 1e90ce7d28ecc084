"""When somebody wishes to come, as he says it: 周六, 明天下午3点, 12月3日.

A day is a wish only in a sentence that speaks of coming. Nothing is made up: a day that is past, or
that no calendar has, is none.
"""

import re
from datetime import date, time, timedelta
from typing import NamedTuple

from netdesk.intake.free_words import TimeWords

_SENTENCE = re.compile(r"[^\n。!?;]+")
_NOON = 12
_FIRST_HOUR = 8  # without 上午 or 下午 an hour before it is one of the afternoon
_YEAR_AGO = 180  # days; a date longer past than this is the next year's


class Visit(NamedTuple):
    """A day somebody wishes to come; `part` as he said it, where he said no hour."""

    start: int
    end: int
    day: date
    clock: time | None
    part: str


def find(text: str, today: date, words: TimeWords) -> Visit | None:
    """Return the first wish to come in a folded text; days count from `today`."""
    for sentence in _SENTENCE.finditer(text):
        said = words.never_come.sub(lambda found: "\0" * len(found[0]), sentence[0])
        if not words.come.search(said):
            continue
        for found in words.day.finditer(sentence[0]):
            visit = _visit(found, sentence, today, words)
            if visit is not None:
                return visit
    return None


def spans(text: str, words: TimeWords) -> list[tuple[int, int]]:
    """Return where days stand, whatever they are said for: they are no names."""
    return [found.span() for found in words.day.finditer(text)]


def _visit(
    found: re.Match[str], sentence: re.Match[str], today: date, words: TimeWords
) -> Visit | None:
    day = _day(found, today, words)
    if day is None or day < today:
        return None
    start, end = (sentence.start() + at for at in found.span())
    clock, part = None, ""
    behind = words.clock.match(sentence[0], found.end())
    if behind is not None and behind[0].strip():
        clock, part = _clock(behind, words), behind["part"] or ""
        end = sentence.start() + behind.end()
    elif found["word"]:  # 明早, 今晚
        part = next((one for one in words.parts if found["word"].endswith(one)), "")
    return Visit(start, end, day, clock, part)


def _day(found: re.Match[str], today: date, words: TimeWords) -> date | None:
    if found["word"]:
        return today + timedelta(days=words.days[found["word"]])
    if found["weekday"]:
        return _weekday(found, today, words)
    month, day = found["month"] or found["month2"], int(found["date"] or found["date2"])
    try:
        if month is not None:
            said = date(today.year, int(month), day)
            return said.replace(year=today.year + 1) if (today - said).days > _YEAR_AGO else said
        said = today.replace(day=day)
        if said < today:
            first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
            said = first.replace(day=day)
    except ValueError:
        return None
    return said


def _weekday(found: re.Match[str], today: date, words: TimeWords) -> date:
    wanted = words.weekdays[found["weekday"]]
    monday = today - timedelta(days=today.weekday())
    if found["which"] in words.next:
        return monday + timedelta(days=7 + wanted)
    if found["which"] in words.this:
        return monday + timedelta(days=wanted)
    if found["weekday"] == words.weekend and today.weekday() > wanted:
        return today  # the weekend that it is
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def _clock(found: re.Match[str], words: TimeWords) -> time | None:
    if not found["hour"]:
        return None
    hour = int(found["hour"]) if found["hour"].isdecimal() else words.digits[found["hour"]]
    minute = 30 if found["half"] else int(found["minute"] or found["minute2"] or 0)
    part = found["part"] or ""
    is_early = hour < _NOON and part not in words.morning and not (part in words.noon and hour > 9)
    if is_early and (part or hour < _FIRST_HOUR):
        hour += _NOON
    try:
        return time(hour, minute)
    except ValueError:
        return None
