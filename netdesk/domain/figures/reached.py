"""How far a lead came, as one number: what the figures of a cohort count (PRODUCT.md 6).

The bits are kept on the lead with each write, so that a range of any length is one look at an
index. Those of contacts are a fold over the contacts that stand; those of deals are set by a match.
"""

from collections.abc import Iterable
from enum import IntFlag

from netdesk.domain.leads.lead import REACHED, Outcome, Stage


class Reached(IntFlag):
    """What a lead has come to. A lead that was reopened is not lost or invalid any more."""

    TRIED = 1
    CONNECTED = 2
    JUDGED = 4  # marked invalid, or with an outcome that reached the customer
    INVITED = 8  # with a dated appointment
    ARRIVED = 16
    TEST_DRIVEN = 32
    ORDERED = 64  # by hand
    DELIVERED = 128
    LOST = 256
    INVALID = 512
    DEAL_ORDERED = 1024  # by a matched deal
    DEAL_DELIVERED = 2048


TRIED = frozenset(
    {
        Outcome.CONNECTED,
        Outcome.NO_ANSWER,
        Outcome.WRONG_NUMBER,
        Outcome.DEAD_NUMBER,
        Outcome.WECHAT,
        Outcome.INVITED,
    }
)
CONNECTED = frozenset({Outcome.CONNECTED, Outcome.INVITED})
BY_DEALS = Reached.DEAL_ORDERED | Reached.DEAL_DELIVERED
_OWN = {
    Outcome.INVITED: Reached.INVITED,
    Outcome.ARRIVED: Reached.ARRIVED,
    Outcome.TEST_DRIVEN: Reached.TEST_DRIVEN,
    Outcome.ORDERED: Reached.ORDERED,
    Outcome.DELIVERED: Reached.DELIVERED,
}
_STAGES = {Stage.LOST: Reached.LOST, Stage.INVALID: Reached.INVALID | Reached.JUDGED}


def reached(outcomes: Iterable[Outcome], stage: Stage) -> Reached:
    """Return what a lead's standing contacts and its present stage make of it."""
    found = _STAGES.get(stage, Reached(0))
    for outcome in outcomes:
        found |= of_outcome(outcome)
    return found


def of_outcome(outcome: Outcome) -> Reached:
    """Return what one contact adds."""
    found = _OWN.get(outcome, Reached(0))
    if outcome in TRIED:
        found |= Reached.TRIED
    if outcome in CONNECTED:
        found |= Reached.CONNECTED
    if outcome in REACHED:
        found |= Reached.JUDGED
    return found
