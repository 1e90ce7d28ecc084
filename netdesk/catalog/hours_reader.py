"""Reads a table of the hours file into Hours, and notes every fault on the way."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from netdesk.catalog import toml_lines
from netdesk.domain.deadlines.hours import (
    DAY_S,
    DEFAULT_HOURS,
    Break,
    Closing,
    HolidayRule,
    Hours,
    MonthDay,
    Season,
    Week,
    Window,
    Windows,
)
from netdesk.errors import Fault
from netdesk.i18n import _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEYS = (
    "timezone",
    "allowed",
    "closing",
    "holidays",
    "holiday_hours",
    "makeup_hours",
    "weekly",
    "dates",
    "seasons",
    "breaks",
)
_WINDOW = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?-([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
_ALLOWED = re.compile(r"([0-9]{1,8})([smh])")
_UNITS = {"s": 1, "m": 60, "h": 3600}
_LONGEST = timedelta(days=366)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2024

_Path = toml_lines.Path
_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")


class HoursReader:
    """Reads a table into Hours and notes every fault; what is faulty reads as its default."""

    def __init__(self, lines: Mapping[_Path, int]) -> None:
        self._lines = lines
        self.faults: list[Fault] = []

    def fault(self, path: _Path, text: str) -> None:
        """Note a fault at the line of `path`, or of the nearest thing above it."""
        while path and path not in self._lines:
            path = path[:-1]
        self.faults.append(Fault(self._lines.get(path, 0), text))

    def hours(self, given: Mapping[str, object]) -> Hours:
        """Return the hours; whole only when no fault was noted."""
        table = self._table(given, (), _KEYS)
        default = DEFAULT_HOURS
        return Hours(
            weekly=self._week(table.get("weekly", {}), ("weekly",)),
            timezone=self._zone(table.get("timezone", default.timezone), ("timezone",)),
            dates=self._dates(table.get("dates", {}), ("dates",)),
            seasons=self._each(table.get("seasons", []), ("seasons",), self._season),
            breaks=self._each(table.get("breaks", []), ("breaks",), self._break),
            holidays=self._word(table, "holidays", HolidayRule, default.holidays),
            holiday_hours=self._windows(table.get("holiday_hours", []), ("holiday_hours",)),
            makeup_hours=self._windows(table.get("makeup_hours", []), ("makeup_hours",)),
            allowed=self._allowed(table.get("allowed"), ("allowed",)),
            closing=self._word(table, "closing", Closing, default.closing),
        )

    def _table(
        self, given: object, path: _Path, known: tuple[str, ...] | None = None
    ) -> Mapping[str, object]:
        if not isinstance(given, Mapping):
            self.fault(path, _("%(key)s 要写成一个表") % {"key": _name(path)})
            return {}
        for key in given:
            if known is not None and key not in known:
                facts = {"key": _name((*path, key)), "known": ", ".join(known)}
                self.fault((*path, key), _("不认识的键 %(key)s；这里可以写：%(known)s") % facts)
        return given

    def _each(
        self, given: object, path: _Path, read_one: Callable[[object, _Path], _T | None]
    ) -> tuple[_T, ...]:
        if not isinstance(given, list):
            self.fault(path, _("%(key)s 要写成 [[%(key)s]]") % {"key": _name(path)})
            return ()
        read = (read_one(one, (*path, index)) for index, one in enumerate(given))
        return tuple(one for one in read if one is not None)

    def _season(self, given: object, path: _Path) -> Season | None:
        table = self._table(given, path, ("from", "to", "weekly"))
        first = self._month_day(table, "from", path)
        last = self._month_day(table, "to", path)
        weekly = self._week(self._needed(table, "weekly", path) or {}, (*path, "weekly"))
        return Season(first, last, weekly) if first and last else None

    def _break(self, given: object, path: _Path) -> Break | None:
        table = self._table(given, path, ("date", "windows"))
        given_day, windows = self._needed(table, "date", path), self._needed(table, "windows", path)
        day = None if given_day is None else self._date(given_day, (*path, "date"))
        closed = () if windows is None else self._windows(windows, (*path, "windows"))
        return Break(day, closed) if day else None

    def _needed(self, table: Mapping[str, object], key: str, path: _Path) -> object | None:
        if key not in table:
            self.fault(path, _("%(where)s 缺少 %(key)s") % {"where": _name(path), "key": key})
        return table.get(key)

    def _week(self, given: object, path: _Path) -> Week:
        table = self._table(given, path, DAYS)
        mon, tue, wed, thu, fri, sat, sun = (
            self._windows(table.get(day, []), (*path, day)) for day in DAYS
        )
        return mon, tue, wed, thu, fri, sat, sun

    def _dates(self, given: object, path: _Path) -> tuple[tuple[date, Windows], ...]:
        dates = []
        for key, value in self._table(given, path).items():
            day = self._date(key, (*path, key))
            windows = self._windows(value, (*path, key))
            if day:
                dates.append((day, windows))
        return tuple(dates)

    def _windows(self, given: object, path: _Path) -> Windows:
        if not isinstance(given, list):
            facts = {"key": _name(path)}
            self.fault(path, _('%(key)s 要写成时段的列表，例如 ["08:30-17:30"]') % facts)
            return ()
        read = [(self._window(one, (*path, index)), index) for index, one in enumerate(given)]
        windows = [(window, index) for window, index in read if window is not None]
        ordered = sorted(windows)
        for (before, _index), (after, index) in zip(ordered, ordered[1:], strict=False):
            if after.start < before.end:
                facts = {"one": shown(before), "other": shown(after), "key": _name(path)}
                self.fault((*path, index), _("%(key)s 的 %(one)s 和 %(other)s 重叠") % facts)
        return tuple(window for window, _index in windows)

    def _window(self, given: object, path: _Path) -> Window | None:
        facts: dict[str, object] = {"window": given}
        match = _WINDOW.fullmatch(given) if isinstance(given, str) else None
        if match is None:
            self.fault(path, _('时段 %(window)s 要写成 "HH:MM-HH:MM"') % facts)
            return None
        numbers = [int(number or 0) for number in match.groups()]
        start, end = _second(*numbers[:3]), _second(*numbers[3:])
        if start is None or end is None or start == DAY_S:
            self.fault(path, _("时段 %(window)s 里没有这样的时刻；24:00 只能作结束") % facts)
            return None
        if end < start:
            text = _("时段 %(window)s 结束早于开始；跨过午夜请写成两段：%(first)s，次日 %(second)s")
            parts = {"first": shown(Window(start, DAY_S)), "second": shown(Window(0, end))}
            self.fault(path, text % (facts | parts))
            return None
        if end == start:
            self.fault(path, _("时段 %(window)s 开始和结束相同") % facts)
            return None
        return Window(start, end)

    def _zone(self, given: object, path: _Path) -> str:
        try:
            ZoneInfo(given if isinstance(given, str) and given else "-")
        except (LookupError, ValueError, OSError):
            self.fault(path, _("没有叫 %(zone)s 的时区，例如 Asia/Shanghai") % {"zone": given})
        return str(given)

    def _allowed(self, given: object, path: _Path) -> timedelta:
        if given is None:
            return DEFAULT_HOURS.allowed
        match = _ALLOWED.fullmatch(given) if isinstance(given, str) else None
        allowed = timedelta(seconds=int(match[1]) * _UNITS[match[2]]) if match else timedelta(0)
        if not timedelta(0) < allowed <= _LONGEST:
            text = _('allowed %(given)s 要写成 "60m"、"90s" 或 "4h" 这样，大于零、不超过一年')
            self.fault(path, text % {"given": given})
            return DEFAULT_HOURS.allowed
        return allowed

    def _word(self, table: Mapping[str, object], key: str, words: type[_E], default: _E) -> _E:
        given = table.get(key, default)
        if given not in list(words):
            facts = {"key": key, "given": given, "known": ", ".join(words)}
            self.fault((key,), _("%(key)s 不能是 %(given)s；可以是：%(known)s") % facts)
            return default
        return words(str(given))

    def _date(self, given: object, path: _Path) -> date | None:
        try:
            if isinstance(given, str) and _DATE.fullmatch(given):
                return date.fromisoformat(given)
        except ValueError:
            pass
        self.fault(
            path, _('日期 %(given)s 要写成 "2026-02-19" 这样，并且真有这一天') % {"given": given}
        )
        return None

    def _month_day(self, table: Mapping[str, object], key: str, path: _Path) -> MonthDay | None:
        given = self._needed(table, key, path)
        if given is None:
            return None
        match = _MONTH_DAY.fullmatch(given) if isinstance(given, str) else None
        try:
            if match is not None:
                day = date(_LEAP_YEAR, int(match[1]), int(match[2]))
                return MonthDay(day.month, day.day)
        except ValueError:
            pass
        text = _('%(key)s %(given)s 要写成 "05-01" 这样，并且真有这一天')
        self.fault((*path, key), text % {"key": key, "given": given})
        return None


def _name(path: _Path) -> str:
    return ".".join(str(key) for key in path if isinstance(key, str))


def _second(hour: int, minute: int, second: int) -> int | None:
    """Return the second of the day, or None where the clock has no such time."""
    at = hour * 3600 + minute * 60 + second
    return at if minute < 60 and second < 60 and at <= DAY_S else None


def shown(window: Window) -> str:
    return "-".join(_time(second) for second in window)


def _time(second: int) -> str:
    minutes, seconds = divmod(second, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text
