"""The dates and times of exports, as instants. A time without an offset is the shop's (RULINGS 20).

What is read: ISO with space or T, seconds, fractions, Z and offsets; slashes and dots; American
month-first with AM and PM; Chinese words; 14, 12 and 8 digits; spreadsheet serials since 1900 or
1904; Unix seconds and milliseconds. A year outside 2000 to 2099 is no date: platforms write such
for "never".
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

_YEARS = range(2000, 2100)
_ZERO = timedelta(0)
_DAY = timedelta(days=1)
_SERIAL_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet has no zone
_SERIAL_0_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_SERIALS = (30_000.0, 80_000.0)
_UNIX = (946_684_800, 4_102_444_800)
_REMEMBERED = 20_000

_YEAR_FIRST = r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
_MONTH_FIRST = r"(?P<m>\d{1,2})[-/](?P<d>\d{1,2})[-/](?P<y>\d{4})"
_SHORT_YEAR_FIRST = r"(?P<y>[2-9]\d)[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})"
_SHORT_YEAR_LAST = r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>[2-9]\d)"
_CLOCK = (
    r"(?P<half1>AM|PM)?\s*(?P<H>\d{1,2})(?::(?P<M>\d{1,2}))?(?::(?P<S>\d{1,2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"\s*(?P<half2>AM|PM)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_DATED = tuple(
    re.compile(rf"{day}(?:[T\s]+{_CLOCK})?", re.IGNORECASE)
    for day in (_YEAR_FIRST, _MONTH_FIRST, _SHORT_YEAR_FIRST, _SHORT_YEAR_LAST)
)
_PLAIN_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?").fullmatch
_TIMED = re.compile(_CLOCK, re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Stamp(NamedTuple):
    """What a cell says: an instant (aware, UTC), or only a day, or only a time of day."""

    instant: datetime | None = None
    day: date | None = None
    clock: time | None = None


class Dates:
    """Reads cells for one shop's zone; remembers days and times by their text."""

    def __init__(
        self, zone: ZoneInfo, words: Mapping[str, tuple[str, ...]], *, since_1904: bool = False
    ) -> None:
        """`words` are those of profiles.Words.date; `since_1904` is the workbook's own setting."""
        self._zone = zone
        self._serial_0 = _SERIAL_0_1904 if since_1904 else _SERIAL_0
        # By the text of a cell: days, those on which the zone doesn't change, and times of day.
        self._days: dict[str, Stamp] = {}
        self._midnights: dict[str, datetime] = {}
        self._spans: dict[str, timedelta] = {}
        signs = {"year": "-", "month": "-", "day": " ", "hour": ":", "minute": ":", "second": " "}
        halves = {"am": " AM ", "pm": " PM ", "weekday": " "}
        self._signs = {w: sign for key, sign in (signs | halves).items() for w in words[key]}
        longest_first = sorted(self._signs, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, longest_first)))

    def instant(self, text: str) -> datetime | None:
        """Return the instant of a cell with day and time; None for anything else.

        Most cells are a day that was seen before and a time beside it: 0.4 µs.
        """
        day, _, clock = text.partition(" ")
        midnight = self._midnights.get(day)
        if midnight is None:
            midnight = self._midnight_of(day) if clock else None
        if midnight is not None:
            span = self._spans.get(clock)
            if span is None:
                span = self._span_of(clock)
            if span is not None:
                return midnight + span
        stamp = self.read(text)
        return stamp.instant if stamp else None

    def read(self, text: str) -> Stamp | None:
        """Return what a cell says, or None where it is neither date nor time."""
        known = self._days.get(text)
        if known is not None:
            return known
        try:
            stamp = self._read(text)
        except (ValueError, OverflowError):
            return None
        if stamp is not None and stamp.day is not None and len(self._days) < _REMEMBERED:
            self._days[text] = stamp
        return stamp

    def midnight(self, day: date) -> datetime:
        """Return the instant a day begins in the shop."""
        return datetime.combine(day, time(), self._zone).astimezone(UTC)

    def shown(self, instant: datetime) -> str:
        """Return an instant as a cell that reads as it again."""
        return instant.astimezone(self._zone).isoformat(" ", "seconds")

    def local_day(self, instant: datetime) -> date:
        """Return the day an instant is on in the shop."""
        return instant.astimezone(self._zone).date()

    def joined(self, day: date, clock: time) -> datetime:
        """Return the instant of a day and a time from two cells."""
        return self._settled(datetime.combine(day, clock))

    def _read(self, text: str) -> Stamp | None:
        if len(text) > 10:
            try:
                naive = datetime.fromisoformat(text)
            except ValueError:
                pass
            else:
                if not text.isdecimal():
                    return self._at(naive)
        text = self._plain(text)
        if _NUMBER.fullmatch(text):
            return self._numbered(text)
        for form in _DATED:
            if found := form.fullmatch(text):
                return self._dated(found)
        found = _TIMED.fullmatch(text)
        if found and found["M"] and not found["zone"]:
            clock, days = _clock(found)
            return None if days else Stamp(clock=clock)
        return None

    def _plain(self, text: str) -> str:
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
            text = self._words.sub(lambda found: self._signs[found[0]], text)
            text = "".join(c for c in text if unicodedata.category(c) != "Cf")
        text = " ".join(text.replace(": ", " ").split()).rstrip(":-")
        return re.sub(r"\.0+$", "", text)

    def _numbered(self, text: str) -> Stamp | None:
        if len(text) in (8, 12, 14) and "." not in text:
            return self._run_together(text)
        value = float(text)
        if value < 1:
            return Stamp(clock=(self._serial_0 + _seconds(value)).time())
        if _SERIALS[0] <= value <= _SERIALS[1]:
            moment = self._serial_0 + _seconds(value)
            return Stamp(day=moment.date()) if value.is_integer() else self._at(moment)
        seconds = value / 1000 if len(text.partition(".")[0]) == 13 else value
        if _UNIX[0] <= seconds <= _UNIX[1]:
            return self._at(datetime.fromtimestamp(seconds, UTC))
        return None

    def _run_together(self, text: str) -> Stamp | None:
        """Read 20261124, 202611240912 or 20261124091200."""
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        if day.year not in _YEARS:
            return None
        if len(text) == 8:
            return Stamp(day=day)
        clock = time(int(text[8:10]), int(text[10:12]), int(text[12:14] or 0))
        return self._at(datetime.combine(day, clock))

    def _dated(self, found: re.Match[str]) -> Stamp | None:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
        if len(found["y"]) == 2:
            year += 2000
        if year not in _YEARS:
            return None
        if found.re is _DATED[1] and month > 12:
            month, day = day, month  # day first can't be anything else
        whole_day = date(year, month, day)
        if not found["H"]:
            return Stamp(day=whole_day)
        clock, days = _clock(found)
        naive = datetime.combine(whole_day, clock) + days
        if not found["zone"]:
            return self._at(naive)
        return self._at(naive.replace(tzinfo=_offset(found["zone"])))

    def _at(self, moment: datetime) -> Stamp | None:
        if moment.year not in _YEARS:
            return None
        if moment.tzinfo is not None:
            return Stamp(instant=moment.astimezone(UTC))
        return Stamp(instant=self._settled(moment))

    def _settled(self, naive: datetime) -> datetime:
        """Fold 0: an ambiguous time is the first, one that doesn't exist moves forward."""
        return naive.replace(tzinfo=self._zone).astimezone(UTC)

    def _midnight_of(self, text: str) -> datetime | None:
        stamp = self.read(text)
        if stamp is None or stamp.day is None:
            return None
        begin = datetime.combine(stamp.day, time(), self._zone)
        if begin.utcoffset() != (begin + _DAY).utcoffset():
            return None
        midnight = begin.astimezone(UTC)
        if len(self._midnights) < _REMEMBERED:
            self._midnights[text] = midnight
        return midnight

    def _span_of(self, text: str) -> timedelta | None:
        found = _PLAIN_CLOCK(text)
        if found is not None:
            hour, minute, second = found.groups("0")
            span = timedelta(seconds=int(hour) * 3600 + int(minute) * 60 + int(second))
        else:
            stamp = self.read(text)
            if stamp is None or stamp.clock is None:
                return None
            clock = stamp.clock
            seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
            span = timedelta(seconds=seconds, microseconds=clock.microsecond)
        if len(self._spans) < _REMEMBERED:
            self._spans[text] = span
        return span


def _clock(found: re.Match[str]) -> tuple[time, timedelta]:
    """Return the time and the days it runs over: 24:00 is the next midnight."""
    hour, minute, second = (int(found[part] or 0) for part in ("H", "M", "S"))
    half = (found["half1"] or found["half2"] or "").upper()
    if half == "PM" and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    micro = int((found["f"] or "0").ljust(6, "0")[:6])
    if hour == 24 and minute == second == micro == 0:
        return time(), _DAY
    return time(hour, minute, second, micro), _ZERO


def _offset(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if text[0] == "-" else span)


def _seconds(serial: float) -> timedelta:
    """A serial is rounded where it was shown, so whole seconds are as much as it can say."""
    return timedelta(seconds=round(serial * 86_400))
