"""What a reader gives: drafts of what the rows say, and the rows or cells it could not take.

`LeadDraft` is a NamedTuple because a file has hundreds of thousands of them: it is immutable like
the frozen dataclasses elsewhere and three times cheaper to make.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from netdesk.domain.leads.lead import TimeKind

VALUE_SHOWN = 200  # characters of a rejected cell
# Rejects are kept by whoever reads; beyond this many, most of a file, a sentence says more.
MOST_LOST = 50_000


class RecordKind(StrEnum):
    """What the rows of a file are; the words of `netdesk import --kind`."""

    LEADS = "leads"
    CALLS = "calls"
    DEALS = "deals"
    SPEND = "spend"
    FOLLOWERS = "followers"
    RESULTS = "results"


class Reason(StrEnum):
    """Why a row or a cell was not taken; `netdesk.words` says it in a sentence."""

    NO_CONTACT = "no_contact"
    BAD_PHONE = "bad_phone"
    BAD_TIME = "bad_time"
    FUTURE_TIME = "future_time"
    BAD_HANDLED_TIME = "bad_handled_time"
    UNKNOWN_CHANNEL = "unknown_channel"
    TOO_LONG = "too_long"
    BROKEN_ROW = "broken_row"
    NO_DAY = "no_day"
    NO_FIGURES = "no_figures"
    BAD_NUMBER = "bad_number"
    NEGATIVE = "negative"
    TOO_MUCH = "too_much"
    NO_CHANNEL = "no_channel"
    NO_BASE = "no_base"
    NO_POST_NAMED = "no_post_named"
    UNKNOWN_POST = "unknown_post"
    SEVERAL_POSTS = "several_posts"
    POST_NOT_OUT = "post_not_out"
    BEFORE_POST = "before_post"
    NO_DEAL_NAMED = "no_deal_named"
    OUT_OF_ORDER = "out_of_order"
    OTHER_CUSTOMER = "other_customer"
    NO_PERIOD = "no_period"
    NO_AMOUNT = "no_amount"
    NO_SUBJECT = "no_subject"
    END_BEFORE_START = "end_before_start"
    LONG_PERIOD = "long_period"
    OVERLAP = "overlap"
    UNKNOWN_ACTIVITY = "unknown_activity"
    SEVERAL_ACTIVITIES = "several_activities"
    UNKNOWN_ANSWER = "unknown_answer"
    UNKNOWN_DIRECTION = "unknown_direction"


@dataclass(frozen=True, slots=True)
class Reject:
    """One cell or row that was not taken. `line` is the file's line or sheet row, from 1.

    `row_lost` is false where only the cell was left out and the row itself was read (RULINGS 15).
    `says_channel`: a cell of the row names its channel; else `channel` is the code that stood
    before the row in our own sheet of rejects, or empty. `sheet` is a workbook's. `other` is what
    stands in the row's way, for the reason's sentence.
    """

    line: int
    column: str
    value: str
    reason: Reason
    row_lost: bool = True
    cells: tuple[str, ...] = ()
    sheet: str = ""
    channel: str = ""
    says_channel: bool = False
    other: str = ""


class Place(NamedTuple):
    """Where a draft of a small table is from, for what is found wrong with it later."""

    line: int
    sheet: str
    cells: tuple[str, ...]
    channel: str = ""  # the code before the row in our own sheet of rejects
    says_channel: bool = False

    def reject(
        self, column: str, value: str, reason: Reason, *, row_lost: bool = True, other: str = ""
    ) -> Reject:
        """Return the reject of the row, or with `row_lost` false of one cell."""
        return Reject(
            self.line,
            column,
            value[:VALUE_SHOWN],
            reason,
            row_lost,
            self.cells,
            self.sheet,
            self.channel,
            self.says_channel,
            other,
        )


class LeadDraft(NamedTuple):
    """One touch as its row tells it. Instants are aware UTC; an empty string is 'not said'."""

    line: int
    received_at: datetime | None  # DATE_ONLY: the date's midnight in the shop; None: no time
    time_kind: TimeKind
    phone: str  # canonical: 13812345678 or 0632-3300000; empty where the row has none
    phone_virtual: bool  # a portal's rotating number, or one with an extension
    wechat: str
    platform_id: str  # the platform's own id of the customer
    name: str
    model: str
    message: str
    region: str
    channel: str  # a channel code, or empty: the profile or `--channel` decides
    outside_id: str  # the platform's id of this touch
    owner: str  # a colleague's name as the row writes it
    handled_at: datetime | None  # 处理时间: closes the touch's clock
    raw: tuple[str, ...]  # the row as it was


# What a source of rows gives: the line or sheet row, and its cells as text.
Row = tuple[int, list[str]]


@dataclass(slots=True)
class Tally:
    """How many rows a reading went over so far: drafts + lost + skipped = seen.

    Whoever rejects a draft later adds it to the lost.
    """

    seen: int = 0
    skipped: int = 0  # blank rows, sums and repeated headers
    lost: int = 0

    @property
    def is_hopeless(self) -> bool:
        """Say whether so many rows are lost that the table can't be the right one."""
        return self.lost > MOST_LOST and 2 * self.lost > self.seen


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file: a sheet of a workbook, or the whole file."""

    sheet: str  # empty where a file has no sheets
    profile: str
    header: tuple[str, ...]
    width: int  # cells of a whole row: the header's, unnamed ones at the end too
    default_channel: str
    names: Mapping[str, str] = field(default_factory=dict)  # field → its first column's name


@dataclass(frozen=True, slots=True)
class Reading:
    """One opened file: what it is, and its rows as a stream.

    `rows` yields a draft (of leads a LeadDraft, else one of `records`) or a Reject for each data
    row in file order, and a Reject with `row_lost=False` before the draft it belongs to. It can be
    read once. `parts` are those begun so far, the last the one that the row at hand is from;
    `passed_over`, the sheets with rows that were not read, is whole when the rows are at their end.
    """

    kind: RecordKind
    encoding: str
    parts: Sequence[Part]
    rows: Iterator[Any]
    passed_over: Sequence[str] = ()
    tally: Tally = field(default_factory=Tally)

    @property
    def profile(self) -> str:
        """Return the profile of the first part."""
        return self.parts[0].profile

    @property
    def header(self) -> tuple[str, ...]:
        """Return the header of the first part."""
        return self.parts[0].header

    @property
    def default_channel(self) -> str:
        """Return the channel of the first part."""
        return self.parts[0].default_channel

    def close(self) -> None:
        """Let go of the file and of the child that reads it; asked for again, does nothing."""
        close = getattr(self.rows, "close", None)
        if close is not None:
            close()
