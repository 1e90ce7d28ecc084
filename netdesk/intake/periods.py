"""Stretches of days as people write them: 2026年, 2026-11, 2026-11-01~11-30, 11月1日至15日.

The end of a stretch may leave out what its beginning says. A beginning without a year is read only
where somebody looks at what was understood, as the nearest to today.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from netdesk.intake.dates import Dates

_YEARS = range(2000, 2100)
_SIGNS = {"year": "-", "month": "-", "day": " "}
_YEAR_MONTH = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})-?|(?P<y2>20\d\d)(?P<m2>[01]\d)")
_YEAR = re.compile(r"(?P<y>\d{4})-")
_MONTH = re.compile(r"(?P<m>\d{1,2})-")
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_DAY = re.compile(r"\d{1,2}")


class Period(NamedTuple):
    """The calendar days `first` … `last`, both inside; `last` may be before `first`."""

    first: date
    last: date


class _Kind(Enum):
    DAY = 1
    MONTH = 2


class _Side(NamedTuple):
    kind: _Kind
    first: date
    last: date


class Periods:
    """Reads cells and fields. `today` gives the year a beginning leaves out; None: it can't."""

    def __init__(
        self,
        dates: Dates,
        words: Mapping[str, tuple[str, ...]],
        between: tuple[str, ...],
        *,
        today: date | None = None,
    ) -> None:
        """`words` are those of profiles.Words.date, `between` the signs between two days."""
        self._dates, self._today = dates, today
        self._signs = {word: sign for key, sign in _SIGNS.items() for word in words[key]}
        self._words = re.compile("|".join(map(re.escape, self._signs)))
        self._between = re.compile(f"(?:{'|'.join(map(re.escape, between))})+")

    def read(self, text: str) -> Period | None:
        """Return the stretch of a text: two days or months, a year, a month or a day; else None."""
        plain = unicodedata.normalize("NFKC", text).casefold().strip()
        if found := _YEAR.fullmatch(self._plain(plain)):
            return _year(int(found["y"]))
        one = self._begin(plain)
        if one is not None:
            return Period(one.first, one.last)
        for left, right in self._halves(plain):
            begin = self._begin(left)
            end = None if begin is None else self._end(right, begin)
            if begin is not None and end is not None:
                return Period(begin.first, end.last)
        return None

    def month(self, text: str) -> Period | None:
        """Return the month of a text; of a day, as workbooks keep months, the one it is in."""
        found = self.read(text)
        if found is None or (found.first.year, found.first.month) != (
            found.last.year,
            found.last.month,
        ):
            return None
        month = _month(found.first.year, found.first.month)
        return None if month is None else Period(month.first, month.last)

    def _halves(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the ways to part a text in two; a sign that only stands between goes first."""
        sure = list(self._between.finditer(text))
        for found in sure or re.finditer("-+", text):
            yield text[: found.start()].strip(), text[found.end() :].strip()

    def _begin(self, text: str) -> _Side | None:
        if day := self._whole_day(text):
            return _Side(_Kind.DAY, day, day)
        plain = self._plain(text)
        if found := _YEAR_MONTH.fullmatch(plain):
            return _month(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]))
        if self._today is None:
            return None
        if found := _MONTH.fullmatch(plain):
            month = int(found["m"])
            return _month(self._near_year(month), month)
        if found := _MONTH_DAY.fullmatch(plain):
            month = int(found["m"])
            return _day(self._near_year(month), month, int(found["d"]))
        return None

    def _end(self, text: str, begin: _Side) -> _Side | None:
        """Return the end; what it leaves out is as in the beginning, and both are of a kind."""
        whole = self._begin_with_year(text)
        if whole is not None:
            return whole if whole.kind is begin.kind else None
        plain, first = self._plain(text), begin.first
        if begin.kind is _Kind.MONTH:
            found = _MONTH.fullmatch(plain) or _DAY.fullmatch(plain)
            return _month(first.year, int(found[0].rstrip("-"))) if found else None
        if found := _MONTH_DAY.fullmatch(plain):
            return _day(first.year, int(found["m"]), int(found["d"]))
        if found := _DAY.fullmatch(plain):
            return _day(first.year, first.month, int(found[0]))
        return None

    def _begin_with_year(self, text: str) -> _Side | None:
        if day := self._whole_day(text):
            return _Side(_Kind.DAY, day, day)
        if found := _YEAR_MONTH.fullmatch(self._plain(text)):
            return _month(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]))
        return None

    def _whole_day(self, text: str) -> date | None:
        stamp = self._dates.read(text)
        if stamp is None or stamp.instant is None:
            return None if stamp is None else stamp.day
        # Without a colon the hour is the end of the stretch: 2026-11-01-15.
        return self._dates.local_day(stamp.instant) if ":" in text else None

    def _plain(self, text: str) -> str:
        return self._words.sub(lambda found: self._signs[found[0]], text).replace("- ", "-").strip()

    def _near_year(self, month: int) -> int:
        """Return the year in which a month is nearest to today."""
        assert self._today is not None
        middle = self._today
        years = (middle.year - 1, middle.year, middle.year + 1)
        away = {year: abs((year - middle.year) * 12 + month - middle.month) for year in years}
        return min(years, key=lambda year: (away[year], year))


def _year(year: int) -> Period | None:
    return Period(date(year, 1, 1), date(year, 12, 31)) if year in _YEARS else None


def _month(year: int, month: int) -> _Side | None:
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    first = date(year, month, 1)
    return _Side(
        _Kind.MONTH, first, first + timedelta(days=calendar.monthrange(year, month)[1] - 1)
    )


def _day(year: int, month: int, day: int) -> _Side | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return _Side(_Kind.DAY, date(year, month, day), date(year, month, day))
