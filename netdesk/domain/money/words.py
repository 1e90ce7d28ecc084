"""The words of the money ledger and of targets."""

from enum import StrEnum


class DealEvent(StrEnum):
    """What happened to a deal on a day (RULINGS 3)."""

    ORDERED = "ordered"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    DELIVERED = "delivered"
    REFUNDED = "refunded"


class MatchHow(StrEnum):
    """How a deal was matched to a lead; NONE: a person said that it belongs to no lead."""

    PHONE = "phone"
    HAND = "hand"
    NONE = "none"


class Attribution(StrEnum):
    """Which touch gets the credit (RULINGS 22): equal splits money only."""

    FIRST = "first"
    LAST = "last"
    EQUAL = "equal"


class TargetScope(StrEnum):
    """Whose target it is: the team's first, then a role's, then one person's (R13)."""

    TEAM = "team"
    ROLE = "role"
    PERSON = "person"
