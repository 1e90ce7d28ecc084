"""Lengths of time as logs of calls write them: 83, 83秒, 1分23秒, 01:23, 00:01:23, part of a day.

Whole seconds; what can't be one is a reason, not a guess.
"""

import re
import unicodedata
from collections.abc import Mapping

from netdesk.intake.reading import Reason

LONGEST = 24 * 3600  # no call is longer: such a cell is a time of day or an id
_LONGEST_TEXT = 40
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:\.\d+)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Spans:
    """Reads cells by the words that units are written with."""

    def __init__(self, units: Mapping[str, tuple[str, ...]]) -> None:
        """`units` are the words for hour, minute and second; all may be missing but one."""
        parts = (
            rf"(?:(?P<{unit}>\d+)(?:{'|'.join(map(re.escape, words))}))?"
            for unit, words in units.items()
        )
        self._worded = re.compile("".join(parts))

    def read(self, text: str) -> int | Reason:
        """Return the seconds of a cell."""
        plain = "".join(unicodedata.normalize("NFKC", text).casefold().split()).lstrip("'")
        if not plain or len(plain) > _LONGEST_TEXT:
            return Reason.BAD_NUMBER
        if _NUMBER.fullmatch(plain):
            value = float(plain)
            seconds = value * 86_400 if 0 < value < 1 else value
        elif found := _CLOCK.fullmatch(plain):
            hours, minutes, rest = (int(part or 0) for part in found.groups())
            seconds = hours * 3600 + minutes * 60 + rest
        elif found := self._worded.fullmatch(plain):
            said = {unit: int(part or 0) for unit, part in found.groupdict().items()}
            seconds = said["hour"] * 3600 + said["minute"] * 60 + said["second"]
        else:
            return Reason.BAD_NUMBER
        return round(seconds) if seconds <= LONGEST else Reason.TOO_MUCH
