"""Cuts a pasted chat by its senders: the lines that WeChat puts before each message.

`昵称 2026/11/24 9:12:30`, `昵称:`, a time alone, a date between rules. What one person sent in a
row is one stretch, as long as it has one number. Without such lines, blank lines cut.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from netdesk.domain.leads.phone import found_in
from netdesk.intake.dates import Dates
from netdesk.intake.free_text import Stretch
from netdesk.intake.free_words import FreeWords
from netdesk.intake.profiles import normal, shipped

_LONGEST = 24  # of a nickname
_DATE = r"\d{4}[^\d\s:]\d{1,2}[^\d\s:]\d{1,2}[^\d\s:,]?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_SENTENCE = re.compile(r"[,。!?;、\d]")
_BLANK = re.compile(r"\n[ \t]*\n\s*")


class _Line(NamedTuple):
    """A line that isn't of a message: who sends, and when."""

    start: int
    end: int
    who: str
    sent_at: datetime | None


class Senders:
    """Reads the lines before messages, for one shop."""

    def __init__(self, words: FreeWords, dates: Dates, now: datetime) -> None:
        """Know the words; a time without a day is today's."""
        yesterday = "|".join(map(re.escape, words.yesterday))
        rule = f"[{re.escape(words.rules)}]{{2,}}"
        self._head = re.compile(
            rf"(?:{rule} *)?(?P<who>\S.{{0,{_LONGEST - 1}}}?)??\s*"
            rf"(?:(?P<date>{_DATE})|(?P<yesterday>{yesterday}))?\s*(?P<clock>{_CLOCK})?"
            rf"(?: *{rule})?"
        )
        self._colon = re.compile(rf"(?P<who>[^:\n]{{1,{_LONGEST}}}):")
        self._dates = dates
        self._now = now

    def stretches(self, plain: str) -> list[Stretch]:
        """Return the stretches of a folded text, in their order."""
        heads = list(self._heads(plain))
        if not heads:
            starts = [0, *(found.end() for found in _BLANK.finditer(plain))]
            return [Stretch(s, e) for s, e in zip(starts, [*starts[1:], len(plain)], strict=True)]
        made = [Stretch(0, heads[0].start)] if plain[: heads[0].start].strip() else []
        who = ""
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            end = len(plain) if after is None else after.start
            if not plain[head.end : end].strip():
                who = ""
                continue
            if head.who and head.who == who and made and _may_join(plain, made[-1], head.end, end):
                inside = (*made[-1].heads, (head.start, head.end))
                made[-1] = made[-1]._replace(end=end, heads=inside)
            else:
                made.append(Stretch(head.end, end, head.sent_at))
            who = head.who
        return made

    def _heads(self, plain: str) -> Iterator[_Line]:
        at = 0
        day: date | None = None
        lines = plain.split("\n")
        labels = shipped().generic.columns
        for n, line in enumerate(lines):
            text = line.strip()
            end = at + len(line)
            has_more = any(map(str.strip, lines[n + 1 : n + 3]))
            found = self._head.fullmatch(text) if text and has_more else None
            if found and (found["clock"] or found["date"]) and _is_nick(found["who"] or "", found):
                if found["date"]:
                    stamp = self._dates.read(found["date"])
                    day = stamp.day if stamp else day
                yield _Line(at, end, found["who"] or "", self._sent(found, day))
            elif (
                (named := self._colon.fullmatch(text))
                and has_more
                and normal(named["who"]) not in labels
                and not _SENTENCE.search(named["who"])
            ):
                yield _Line(at, end, named["who"], None)
            at = end + 1

    def _sent(self, found: "re.Match[str]", day: date | None) -> datetime | None:
        if not found["clock"]:
            return None
        stamp = self._dates.read(found["clock"])
        clock = stamp.clock if stamp else None
        if clock is None:
            return None
        today = self._dates.local_day(self._now)
        if found["yesterday"]:
            return self._dates.joined(today - timedelta(days=1), clock)
        sent = self._dates.joined(day or today, clock)
        if sent > self._now and day is None:
            return self._dates.joined(today - timedelta(days=1), clock)
        return sent


def _is_nick(who: str, found: "re.Match[str]") -> bool:
    """Say whether what stands before a time is a sender: with a whole date, or no sentence."""
    if normal(who) in shipped().generic.columns:
        return False
    return bool(found["date"] and found["clock"]) or not _SENTENCE.search(who)


def _may_join(plain: str, before: Stretch, start: int, end: int) -> bool:
    """Say whether two messages of one sender may be of one person: one of them has no number."""
    parts: Sequence[str] = (plain[before.start : before.end], plain[start:end])
    return not all(next(found_in(part), None) for part in parts)
