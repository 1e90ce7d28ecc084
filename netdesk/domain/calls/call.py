"""One call of a log (PRODUCT.md 4, R19). Durations are whole seconds, instants aware UTC."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

# RULINGS 12: a missed call's clock; a setting, in minutes.
MISSED_ALLOWED = timedelta(minutes=15)
_BETWEEN = re.compile("[,;#x\\uff0c\\uff1b\\u8f6c\\u5206]")  # commas, the words for an extension
ALLOWED_SETTING = "calls.missed_allowed_min"
# PRODUCT.md 6: a missed call counts as called back within this.
CALLED_BACK_WITHIN = timedelta(minutes=60)


class Direction(StrEnum):
    """Who rang."""

    IN = "in"
    OUT = "out"


class Caller(NamedTuple):
    """The number of who rang. A service's, or one without its area, is nobody's identity."""

    value: str  # canonical, else its digits; empty: withheld
    virtual: bool = False
    is_customer: bool = True


class Dialled(NamedTuple):
    """A number that was rung: as it is written, and as that of who was rung."""

    text: str
    called: Caller | None


@dataclass(frozen=True, slots=True)
class Call:
    """One record of a log as it is kept. `number` is the one dialled, `caller` the customer's."""

    id: int
    number: str
    channel: str
    direction: Direction
    caller: str  # canonical; empty: withheld
    started_at: datetime
    shop_day: date
    wait_s: int | None
    talk_s: int | None
    answered: bool
    recording: str
    agent: str
    lead_id: int | None
    called_back_at: datetime | None = None  # of a missed one

    @property
    def is_missed(self) -> bool:
        """Say whether he rang and nobody answered."""
        return self.direction is Direction.IN and not self.answered


@dataclass(frozen=True, slots=True)
class Hotline:
    """A 400 number and the channel it belongs to; open days are None."""

    id: int
    number: str
    channel: str
    valid_from: date | None
    valid_to: date | None
    note: str = ""
    version: int = 1

    def holds(self, number: str, day: date) -> bool:
        """Say whether a call to `number` (digits) on `day` is one of this channel's."""
        return (
            self.number == number
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


def whose(number: str, day: date, hotlines: Iterable[Hotline]) -> str:
    """Return the channel of a dialled number on a day, or of the one whose extension it is.

    Empty where it is nobody's.
    """
    known = tuple(hotlines)
    for wanted in (number, number.partition(",")[0]):
        for one in known:
            if wanted and one.holds(wanted, day):
                return one.channel
    return ""


def missed_allowed(settings: Mapping[str, Any]) -> timedelta:
    """Return the time that a missed call's clock is allowed."""
    minutes = settings.get(ALLOWED_SETTING)
    return MISSED_ALLOWED if minutes is None else timedelta(minutes=int(minutes))


def digits(number: str) -> str:
    """Return a dialled number as it is compared, extensions parted: 4001234567,8."""
    parts = ("".join(str(int(c)) for c in p if c.isdecimal()) for p in _BETWEEN.split(number))
    return ",".join(filter(None, parts))
