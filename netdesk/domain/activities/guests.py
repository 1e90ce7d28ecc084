"""The guests of an activity: who may be invited, how far each is, how arrivals are known."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from netdesk.domain.activities.words import ArrivedBy
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.leads.lead import Grade

MOST_LISTED = 500  # at once: more than a shop can call


class Mark(StrEnum):
    """What is said of a guest. Each stands until it is taken back."""

    INVITED = "invited"
    AGREED = "agreed"
    DECLINED = "declined"
    ARRIVED = "arrived"


class GuestView(StrEnum):
    """The lists of guests."""

    ALL = "all"
    LISTED = "listed"  # not invited yet
    INVITED = "invited"  # no answer yet
    AGREED = "agreed"
    DECLINED = "declined"
    ARRIVED = "arrived"
    MISSED = "missed"  # agreed, did not come


class InviteBy(StrEnum):
    """The ways of an invitation."""

    WECHAT = "wechat"
    PHONE = "phone"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads an invitation list is made of. Empty: all of them.

    Customers who asked not to be contacted, invalid leads and those listed already are never among
    them; lost ones only where they are asked for. `quiet_days`: nobody spoke with them for so long.
    """

    grades: frozenset[Grade] = frozenset()
    model: str = ""
    channel: str = ""
    quiet_days: int = 0
    with_lost: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """When a guest was invited, agreed, declined and came, and how that was known."""

    invited_at: datetime | None = None
    invited_by: str = ""  # a word of InviteBy
    agreed_at: datetime | None = None
    declined_at: datetime | None = None
    arrived_at: datetime | None = None
    arrived_by: ArrivedBy | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """One guest: the lead as the inbox lists it, the code, how far things are."""

    row: InboxRow
    code: str
    marks: Marks
    version: int
    test_driven: bool = False
    ordered: bool = False

    @property
    def lead_id(self) -> int:
        """Return the lead the guest is known by."""
        return self.row.id

    @property
    def state(self) -> GuestView:
        """Return how far the guest is, the furthest first."""
        for view, at in (
            (GuestView.ARRIVED, self.marks.arrived_at),
            (GuestView.DECLINED, self.marks.declined_at),
            (GuestView.AGREED, self.marks.agreed_at),
            (GuestView.INVITED, self.marks.invited_at),
        ):
            if at is not None:
                return view
        return GuestView.LISTED


class Came(StrEnum):
    """What became of a number or code at the arrival desk."""

    NOW = "now"
    BEFORE = "before"  # marked already: nothing was written
    CHOOSE = "choose"  # several guests have such a number
    UNLISTED = "unlisted"  # a customer of ours who is not on the list
    UNKNOWN = "unknown"


def in_view(guest: Guest, view: GuestView) -> bool:
    """Say whether a guest is in a list."""
    if view is GuestView.ALL:
        return True
    if view is GuestView.MISSED:
        return guest.marks.agreed_at is not None and guest.state is GuestView.AGREED
    return guest.state is view
