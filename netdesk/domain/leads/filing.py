"""What is filed: customers, leads, touches and clocks as values, known ones and new ones.

`Known…` are the working copies of what the store already has for the people in a batch: the fold
in `netdesk.domain.leads.dedupe` changes them and the store writes the changed ones back. `New…` are
what the fold adds. All instants are aware UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from netdesk.domain.deadlines.deadline import Deadline, DueReason
from netdesk.domain.leads.clock import AnsweredVia, ClockPolicy, ClockState
from netdesk.domain.leads.lead import Stage, TimeKind


class Filed(StrEnum):
    """What became of a row; the counters of `netdesk import` (RULINGS 24)."""

    ADDED = "added"
    MERGED = "merged"
    UNCHANGED = "unchanged"


class Came(StrEnum):
    """How a customer came, and so what he is owed (RULINGS 11, 12)."""

    ASKED = "asked"  # an order or a message: an answer
    MISSED = "missed"  # a call that nobody took: to be called back, always
    SERVED = "served"  # an answered call, a walk-in: nothing, at `handled_at` he was served
    RUNG = "rung"  # he didn't come: we rang him at `handled_at`, and that is no touch


class Identifier(NamedTuple):
    """One thing a customer is known by (RULINGS 1); kind is mobile, landline, wechat, platform."""

    kind: str
    value: str
    is_virtual: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is looked up by."""
        return self.kind, self.value


class Arrival(NamedTuple):
    """One touch on its way in: what a row or a hand says, times and channel settled."""

    line: int
    identifiers: tuple[Identifier, ...]
    received_at: datetime
    time_kind: TimeKind
    channel: str
    name: str
    model: str
    message: str
    region: str
    outside_id: str
    owner_id: int | None
    handled_at: datetime | None
    raw: str
    row_hash: bytes | None  # only where the row has no time
    came: Came = Came.ASKED


@dataclass(slots=True)
class KnownTouch:
    """A touch that is on file."""

    id: int
    channel: str
    received_at: datetime
    time_kind: TimeKind
    model: str
    message: str
    outside_id: str
    handled_at: datetime | None
    row_hash: bytes | None
    changed: bool = False


@dataclass(slots=True)
class KnownClock:
    """The open clock of a lead."""

    id: int
    received_at: datetime
    due_at: datetime
    reason: DueReason
    opens_at: datetime | None
    shop_day: date
    touch_id: int | None
    channel: str
    allowed: timedelta
    state: ClockState = ClockState.OPEN
    answered_at: datetime | None = None
    answered_via: AnsweredVia | None = None
    closed_at: datetime | None = None
    policy: ClockPolicy = ClockPolicy.ORDER
    changed: bool = False


@dataclass(slots=True)
class KnownLead:
    """A lead that is on file, with its touches and its open clock."""

    id: int
    customer: "KnownCustomer"
    first_channel: str
    model: str
    opened_at: datetime
    shop_day: date
    stage: Stage
    is_open: bool
    touch_count: int
    last_touch_at: datetime
    last_contact_at: datetime | None
    closed_at: datetime | None
    owner_id: int | None = None
    last_channel: str | None = None  # None: the first one's
    clock: KnownClock | None = None  # the open one
    answered: list[KnownClock] = field(default_factory=list)
    settled: list[KnownClock] = field(default_factory=list)  # closed by this batch
    touches: list[KnownTouch] = field(default_factory=list)
    contacts: list[tuple[datetime, int]] = field(default_factory=list)  # that answer; for calls
    changed: bool = False


@dataclass(slots=True)
class KnownCustomer:
    """A person on file, with all leads."""

    id: int
    name: str
    region: str
    identifiers: dict[tuple[str, str], Identifier] = field(default_factory=dict)
    leads: list[KnownLead] = field(default_factory=list)
    changed: bool = False


class NewCustomer(NamedTuple):
    """A person first seen."""

    id: int
    name: str
    region: str
    at: datetime


class NewIdentifier(NamedTuple):
    """An identifier first seen with that customer."""

    customer_id: int
    identifier: Identifier
    at: datetime


class NewLead(NamedTuple):
    """A buying wish first seen; `is_open` is false for one older than the customer's open lead."""

    id: int
    customer_id: int
    channel: str
    model: str
    at: datetime
    shop_day: date
    owner_id: int | None
    is_open: bool
    last_contact_at: datetime | None


class NewTouch(NamedTuple):
    """A touch first seen."""

    id: int
    lead_id: int
    shop_day: date
    arrival: Arrival


class NewClock(NamedTuple):
    """A promise to answer that begins."""

    id: int
    lead_id: int
    touch_id: int
    channel: str
    shop_day: date
    deadline: Deadline
    allowed: timedelta
    state: ClockState
    answered_at: datetime | None
    answered_via: AnsweredVia | None
    is_first: bool
    policy: ClockPolicy = ClockPolicy.ORDER
    contact_id: int | None = None


class Answer(NamedTuple):
    """What a clock is answered by as it begins."""

    at: datetime
    via: AnsweredVia
    contact_id: int | None = None


class Under(NamedTuple):
    """Where an arrival was filed; a call of ours is no touch."""

    lead_id: int
    touch_id: int | None = None


@dataclass(slots=True)
class Known:
    """What the store has on the people and touches of one batch."""

    by_identifier: dict[tuple[str, str], list[KnownCustomer]] = field(default_factory=dict)
    by_outside_id: dict[tuple[str, str], tuple[KnownLead, KnownTouch]] = field(default_factory=dict)


@dataclass(slots=True)
class Additions:
    """What a batch adds, in file order, and which known things it changed."""

    customers: list[NewCustomer] = field(default_factory=list)
    identifiers: list[NewIdentifier] = field(default_factory=list)
    leads: list[NewLead] = field(default_factory=list)
    touches: list[NewTouch] = field(default_factory=list)
    clocks: list[NewClock] = field(default_factory=list)
    changed: dict[int, KnownLead] = field(default_factory=dict)

    def messages(self) -> Iterator[tuple[int, str]]:
        """Yield (lead id, what was written) of new touches, and of old ones that were filled."""
        for new in self.touches:
            if new.arrival.message:
                yield new.lead_id, new.arrival.message
        for lead in self.changed.values():
            for touch in lead.touches:
                if touch.changed:
                    yield lead.id, touch.message
