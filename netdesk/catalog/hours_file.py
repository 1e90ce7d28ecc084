"""The hours file (COMMANDS.md): TOML to Hours and back; every fault at once, each with its line.

Strict: a key, type or form the page doesn't name is a fault. Missing keys have the defaults of
`Hours`, a missing day is closed, also in a season. The first season that holds on a day wins.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from netdesk.catalog import toml_lines
from netdesk.catalog.hours_check import is_ever_open
from netdesk.catalog.hours_reader import DAYS, HoursReader, shown
from netdesk.domain.deadlines.hours import (
    Hours,
    MonthDay,
    Week,
    Windows,
)
from netdesk.errors import Fault, HoursRefused, NotThere, Unreadable
from netdesk.i18n import _

_TOML_PLACE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")


def read(path: Path, *, today: date | None = None) -> Hours:
    """Return the hours of a file; raises NotThere, Unreadable or HoursRefused."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotThere(path=path) from None
    except OSError as error:
        raise Unreadable(path=path, why=error.strerror) from None
    try:
        return parse(data.decode("utf-8-sig"), today=today)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused([Fault(line, _("不是 UTF-8 编码，请另存为 UTF-8"))]) from None


def parse(text: str, *, today: date | None = None) -> Hours:
    """Return the hours that a TOML text writes; raises HoursRefused with all its faults.

    With `today`, hours with no open minute in the year that begins then are refused; without, those
    that are closed in an ordinary year and in every year they name.
    """
    text = text.removeprefix("\ufeff")
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise _refused([Fault(1, _("括号套得太深"))]) from None
    except ValueError as error:
        raise _refused([_syntax_fault(str(error), text)]) from None
    return _hours(table, toml_lines.lines_of(text), today)


def from_table(table: Mapping[str, object], *, today: date | None = None) -> Hours:
    """Return the hours of a table with the file's keys, such as a JSON object; as `parse`."""
    return _hours(table, {}, today)


def _hours(
    table: Mapping[str, object], lines: Mapping[toml_lines.Path, int], today: date | None
) -> Hours:
    reader = HoursReader(lines)
    hours = reader.hours(table)
    if not reader.faults and not is_ever_open(hours, today):
        reader.fault(("weekly",), _("一年里没有一分钟营业"))
    if reader.faults:
        raise _refused(reader.faults)
    return hours


def _refused(faults: list[Fault]) -> HoursRefused:
    ordered = sorted(faults, key=lambda fault: fault.line)
    listed = [
        "\n" + (_("第 %(line)d 行：%(text)s") % fault._asdict() if fault.line else fault.text)
        for fault in ordered
    ]
    return HoursRefused(ordered, "".join(listed))


def _syntax_fault(message: str, text: str) -> Fault:
    """Return tomllib's one complaint with its line."""
    place = _TOML_PLACE.search(message)
    line = int(place.group(1)) if place else text.count("\n") + (not text.endswith("\n"))
    if any(word in message for word in ("overwrite", "twice", "mutate")):
        return Fault(line, _("同一个键或表写了两次"))
    if "end of document" in message:
        return Fault(line, _("文件没有写完：引号或括号没有收尾"))
    if place is None:
        return Fault(line, _("不是正确的 TOML 写法"))
    facts = {"column": int(place.group(2))}
    return Fault(line, _("第 %(column)d 个字符起不是正确的 TOML 写法") % facts)


def write(hours: Hours) -> str:
    """Return the hours as a TOML text that reads back equal."""
    lines = [
        f'timezone = "{hours.timezone}"',
        f'allowed = "{_length(hours.allowed)}"',
        f'closing = "{hours.closing}"',
        f'holidays = "{hours.holidays}"',
        f"holiday_hours = {_list(hours.holiday_hours)}",
        f"makeup_hours = {_list(hours.makeup_hours)}",
        "",
        "[weekly]",
        *_week_lines(hours.weekly),
    ]
    if hours.dates:
        lines += ["", "[dates]"]
        lines += [f'"{day}" = {_list(windows)}' for day, windows in hours.dates]
    for season in hours.seasons:
        lines += ["", "[[seasons]]"]
        lines += [f'from = "{_day(season.first)}"', f'to = "{_day(season.last)}"']
        lines += ["[seasons.weekly]", *_week_lines(season.weekly)]
    for part in hours.breaks:
        lines += ["", "[[breaks]]", f'date = "{part.day}"', f"windows = {_list(part.windows)}"]
    return "\n".join(lines) + "\n"


def _week_lines(week: Week) -> list[str]:
    return [f"{day} = {_list(windows)}" for day, windows in zip(DAYS, week, strict=True)]


def _list(windows: Windows) -> str:
    return "[" + ", ".join(f'"{shown(window)}"' for window in windows) + "]"


def _day(day: MonthDay) -> str:
    return f"{day.month:02}-{day.day:02}"


def _length(allowed: timedelta) -> str:
    seconds = allowed // timedelta(seconds=1)
    if seconds % 3600 == 0 and seconds > 3600:
        return f"{seconds // 3600}h"
    return f"{seconds}s" if seconds % 60 else f"{seconds // 60}m"
