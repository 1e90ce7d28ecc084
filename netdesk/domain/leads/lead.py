"""The words of a lead's life (PRODUCT.md 4): stage, grade, outcome, and what may follow what."""

from enum import StrEnum


class Stage(StrEnum):
    """How far a lead has come. Each step is dated and kept; the lead carries the last one."""

    NEW = "new"
    CONTACTED = "contacted"
    INVITED = "invited"
    ARRIVED = "arrived"
    TEST_DRIVEN = "test_driven"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    LOST = "lost"
    INVALID = "invalid"


class Grade(StrEnum):
    """Intent: H buys within 7 days, A 15, B 30, C 90; O ordered, D delivered, N not graded."""

    H = "H"
    A = "A"
    B = "B"
    C = "C"
    O = "O"  # noqa: E741 - the trade's own letter
    D = "D"
    N = "N"


class Outcome(StrEnum):
    """What one contact or step came to; the words of `netdesk log --outcome`."""

    CONNECTED = "connected"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    DEAD_NUMBER = "dead_number"
    WECHAT = "wechat"
    INVITED = "invited"
    ARRIVED = "arrived"
    TEST_DRIVEN = "test_driven"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    LOST = "lost"
    INVALID = "invalid"


class Urgency(StrEnum):
    """How near an open clock is to its deadline (RULINGS 18)."""

    CALM = "calm"
    SOON = "soon"
    URGENT = "urgent"
    OVERDUE = "overdue"


class TimeKind(StrEnum):
    """How well a row knew when it arrived (RULINGS 16)."""

    EXACT = "exact"
    DATE_ONLY = "date"
    AT_IMPORT = "import"


CLOSED_STAGES = frozenset({Stage.DELIVERED, Stage.LOST, Stage.INVALID})
# RULINGS 11: our own attempts, and the customer being served, answer a clock.
ANSWERING = frozenset(Outcome) - {Outcome.LOST, Outcome.INVALID}
# PRODUCT.md 6: an outcome that reached the customer, so that the lead can be judged.
REACHED = ANSWERING - {Outcome.NO_ANSWER, Outcome.WRONG_NUMBER, Outcome.DEAD_NUMBER}
NEEDS_REASON = frozenset({Outcome.LOST, Outcome.INVALID})

SOON_SECONDS = 900
URGENT_SECONDS = 300


def urgency(left_s: int | None) -> Urgency:
    """Return the urgency of a clock with `left_s` whole seconds to its due; None: no open clock."""
    if left_s is None or left_s > SOON_SECONDS:
        return Urgency.CALM
    if left_s > URGENT_SECONDS:
        return Urgency.SOON
    return Urgency.URGENT if left_s >= 0 else Urgency.OVERDUE
