"""What the inbox shows: a lead as a row, a lead as a card with its timeline.

Phones in these values are masked; the whole number is asked for, and the asking is logged.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from netdesk.domain.deadlines.deadline import DueReason
from netdesk.domain.leads.lead import Grade, Outcome, Stage, TimeKind


class InboxView(StrEnum):
    """The tabs; the words of `netdesk inbox --view`."""

    WAITING = "waiting"  # with an open clock
    TODAY = "today"  # next contact due by the end of today
    LATER = "later"  # next contact after today
    VISITS = "visits"  # a planned visit ahead
    ALL = "all"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One lead in a list. Instants are aware UTC; `due_at` is None without an open clock."""

    id: int
    customer_id: int
    name: str
    phone: str  # masked; empty where there is none
    wechat: str
    model: str
    channel: str  # code of the first touch
    channel_name: str
    touches: int
    received_at: datetime  # of the open clock, else of the first touch
    time_kind: TimeKind
    due_at: datetime | None
    reason: DueReason | None
    opens_at: datetime | None
    allowed_s: int
    judged_due_at: datetime | None  # of the last clock, where none is open
    answered_at: datetime | None  # of the last clock, where it is answered
    stage: Stage
    grade: Grade
    owner: str
    next_at: datetime | None
    visit_at: datetime | None
    returning: bool  # 再次留资: this is not the lead's first clock
    do_not_contact: bool
    version: int

    @property
    def allowed(self) -> timedelta:
        """The time the clock was given."""
        return timedelta(seconds=self.allowed_s)


class EntryKind(StrEnum):
    """What a line of the timeline tells."""

    TOUCH = "touch"
    CALL = "call"  # his, which is a touch too, or ours
    CONTACT = "contact"
    APPOINTMENT = "appointment"
    NOTE = "note"
    CLOCK_LATE = "clock_late"
    DEAL = "deal"  # of the shop's ledger; `reason` is what happened, a word of DealEvent


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to a lead, oldest first in a card."""

    at: datetime
    kind: EntryKind
    channel_name: str = ""
    outcome: Outcome | None = None
    model: str = ""
    text: str = ""  # what the customer wrote, or the colleague's note
    by: str = ""
    visit_at: datetime | None = None
    reason: str = ""
    backdated: bool = False  # 补录 (RULINGS 17)
    voided: bool = False
    is_ours: bool = False  # of a call: we rang
    answered: bool = False
    length_s: int | None = None  # how long they spoke, or how long it rang in vain


@dataclass(frozen=True, slots=True)
class LeadCard:
    """One lead as the right side of the inbox shows it."""

    row: InboxRow
    phones: tuple[str, ...]  # masked
    region: str
    messages: tuple[str, ...]
    channels: tuple[str, ...]  # names, first touch first
    timeline: tuple[TimelineEntry, ...]
    bought: TimelineEntry | None = None  # what the ledger knows and the stage doesn't say yet


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A stretch of a view, and how many leads the whole view has."""

    rows: tuple[InboxRow, ...]
    total: int
