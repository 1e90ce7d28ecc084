"""Hours as people type them, as keys of the hours file; what a form leaves out is kept."""

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from netdesk.domain.deadlines.hours import Hours, Windows

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DASHES = str.maketrans(dict.fromkeys("—–~～−", "-"))
_BREAKS = str.maketrans(dict.fromkeys("、，,；;", " "))


def windows_of(text: str) -> list[str]:
    """Return what a field writes as the file's windows: `08:30-12:00 13:30-18:00`, empty: closed.

    Full-width signs, other dashes and `8:30` are taken as they are meant; faults stay as written.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_BREAKS)
    while " -" in plain or "- " in plain:
        plain = plain.replace(" -", "-").replace("- ", "-")
    return ["-".join(_padded(part) for part in one.split("-")) for one in plain.split()]


def shown(windows: Windows) -> str:
    """Return windows as the field shows them."""
    return " ".join(f"{_clock(window.start)}-{_clock(window.end)}" for window in windows)


def table_of(text: str) -> dict[str, Any]:
    """Return the keys of the hours file that is in force."""
    return tomllib.loads(text)


def edited(
    table: Mapping[str, Any],
    *,
    weekly: Sequence[str],
    dates: Mapping[str, str],
    allowed: str,
    closing: str,
    holidays: str,
) -> dict[str, Any]:
    """Return `table` with the form's fields in it; seasons, breaks and the rest stay."""
    return {
        **table,
        "weekly": {day: windows_of(text) for day, text in zip(DAYS, weekly, strict=True)},
        "dates": {day: windows_of(text) for day, text in dates.items()},
        "allowed": allowed,
        "closing": closing,
        "holidays": holidays,
    }


def one_row(text: str) -> dict[str, Any]:
    """Return a table whose only doubtful part is `text`, to find the faults of one field."""
    return {"weekly": {"mon": windows_of(text), "sun": ["00:00-24:00"]}}


def kept(hours: Hours) -> tuple[int, int]:
    """Return how many seasons and breaks there are that the form doesn't show."""
    return len(hours.seasons), len(hours.breaks)


def _padded(clock: str) -> str:
    head, mark, tail = clock.partition(":")
    return f"{head.zfill(2)}{mark}{tail}" if mark and head.isdigit() else clock


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text
