"""The log of calls as its page shows it: rows, what was asked for, and how calls are answered.

Numbers in these values are masked; a whole one is asked for, and the asking is logged.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from netdesk.domain.figures.kpi import Counts

HOURS = 24


class CallView(StrEnum):
    """Which calls of the log."""

    ALL = "all"
    OPEN = "open"  # missed and not called back: what is still to be done
    MISSED = "missed"  # called back or not
    ANSWERED = "answered"
    OUT = "out"


class CallState(StrEnum):
    """What became of a call."""

    ANSWERED = "answered"
    MISSED = "missed"  # and not called back yet
    CALLED_BACK = "called_back"
    WITHHELD = "withheld"  # missed, and there is no number to call
    OUT = "out"  # we rang and he answered
    OUT_UNANSWERED = "out_unanswered"


class CalledBackBy(StrEnum):
    """What called a missed call back: the first of these."""

    CONTACT = "contact"  # logged on its lead
    OUTGOING = "outgoing"  # a call of ours in the log
    RANG_AGAIN = "rang_again"  # he rang again and was answered


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls are asked for. Days are shop days, both inside; None: no end.

    `find` is part of a caller's number or of his name; an empty `channel` asks for all.
    """

    view: CallView = CallView.ALL
    first: date | None = None
    last: date | None = None
    channel: str = ""
    find: str = ""


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call in the list. Instants are aware UTC, lengths whole seconds; None: not said."""

    id: int
    state: CallState
    started_at: datetime
    shop_day: date
    number: str  # the one dialled, as digits; empty: not said
    channel: str
    channel_name: str  # to be translated
    caller: str  # masked; empty: withheld
    name: str  # the customer's, of the call's lead
    wait_s: int | None
    talk_s: int | None
    agent: str
    recording: str  # an address that a browser opens; empty: none, or no such address
    lead_id: int | None
    called_back_at: datetime | None = None
    called_back_by: CalledBackBy | None = None
    due_at: datetime | None = None  # of its lead's open clock, where it is not called back

    @property
    def called_back_after(self) -> timedelta | None:
        """How long he waited to be called back."""
        return None if self.called_back_at is None else self.called_back_at - self.started_at


@dataclass(frozen=True, slots=True)
class CallPage:
    """A stretch of the log: calls to be called back first, then the newest."""

    rows: tuple[CallRow, ...]
    total: int  # of what was asked for
    open: int  # of these, missed and not called back


@dataclass(frozen=True, slots=True)
class ChannelCalls:
    """One channel's calls: together, and by the hour of the shop's clock, from 0 to 23.

    Rates are `kpi.value("call_answer_rate", counts)` and `missed_called_back_rate`.
    """

    code: str
    name: str  # to be translated
    counts: Counts
    hours: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class CallRates:
    """How incoming calls are answered, by channel (most calls first), by hour, and in all."""

    channels: tuple[ChannelCalls, ...]
    hours: tuple[Counts, ...]
    whole: Counts


@dataclass(frozen=True, slots=True)
class NumberSeen:
    """A number that was dialled and belongs to no channel yet."""

    number: str  # as digits
    calls: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class HotlineForm:
    """What is said of a 400 number: whose it is, between two days; None: open."""

    number: str  # as people write it
    channel: str
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
