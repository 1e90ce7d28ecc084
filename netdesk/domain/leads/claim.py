"""Leads to be claimed back from platforms that charge by the lead (PRODUCT.md 3.5)."""

from enum import StrEnum


class ClaimReason(StrEnum):
    """Why a touch need not be paid."""

    DUPLICATE = "duplicate"
    DEAD_NUMBER = "dead_number"
    WRONG_NUMBER = "wrong_number"
    OTHER_REGION = "other_region"
    NO_INTENT = "no_intent"


class ClaimState(StrEnum):
    """How far a claim is."""

    FILED = "filed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LEFT = "left"  # the shop lets it be
