"""The words of activities and policies."""

from enum import StrEnum


class ActivityKind(StrEnum):
    """What kind of activity it is."""

    TEST_DRIVE = "test_drive"
    SHOW = "show"
    GROUP_BUY = "group_buy"
    LIVE = "live"
    SERVICE = "service"
    OWNERS = "owners"
    ONLINE = "online"
    OTHER = "other"


class ActivityState(StrEnum):
    """How far an activity is."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class Moment(StrEnum):
    """When a line of the checklist is due."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class ArrivedBy(StrEnum):
    """How an arrival at an activity was known."""

    PHONE = "phone"
    CODE = "code"
    HAND = "hand"


class PolicyKind(StrEnum):
    """Whether a policy is about selling or about service (R7)."""

    SALES = "sales"
    SERVICE = "service"
