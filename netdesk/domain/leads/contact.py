"""One attempt by us, and the visit it may agree (PRODUCT.md 4)."""

from datetime import timedelta
from enum import StrEnum

from netdesk.domain.leads.lead import Outcome, Stage


class How(StrEnum):
    """The way of a contact."""

    PHONE = "phone"
    WECHAT = "wechat"
    VISIT = "visit"
    OTHER = "other"


class AppointmentState(StrEnum):
    """A visit is planned until it is kept, missed or moved; an undone one is void."""

    PLANNED = "planned"
    KEPT = "kept"
    MISSED = "missed"
    MOVED = "moved"
    VOID = "void"


# RULINGS 17: recorded later than this after it happened is a late entry (补录).
LATE_ENTRY = timedelta(minutes=10)

_WAYS = {
    Outcome.WECHAT: How.WECHAT,
    Outcome.ARRIVED: How.VISIT,
    Outcome.TEST_DRIVEN: How.VISIT,
    Outcome.ORDERED: How.VISIT,
    Outcome.DELIVERED: How.VISIT,
    Outcome.LOST: How.OTHER,
    Outcome.INVALID: How.OTHER,
}

_STAGES = {
    Outcome.CONNECTED: Stage.CONTACTED,
    Outcome.WECHAT: Stage.CONTACTED,
    Outcome.WRONG_NUMBER: Stage.INVALID,
    Outcome.DEAD_NUMBER: Stage.INVALID,
    Outcome.INVITED: Stage.INVITED,
    Outcome.ARRIVED: Stage.ARRIVED,
    Outcome.TEST_DRIVEN: Stage.TEST_DRIVEN,
    Outcome.ORDERED: Stage.ORDERED,
    Outcome.DELIVERED: Stage.DELIVERED,
    Outcome.LOST: Stage.LOST,
    Outcome.INVALID: Stage.INVALID,
}

_ORDER = (
    Stage.NEW,
    Stage.CONTACTED,
    Stage.INVITED,
    Stage.ARRIVED,
    Stage.TEST_DRIVEN,
    Stage.ORDERED,
    Stage.DELIVERED,
)
_RANK = {stage: rank for rank, stage in enumerate(_ORDER)}
# A talk or a message says nothing of how far a lead is: it lifts a new lead and leaves any other.
_TALKS = frozenset({Outcome.CONNECTED, Outcome.WECHAT, Outcome.NO_ANSWER})


def way_of(outcome: Outcome) -> How:
    """Return the way such an outcome usually comes about."""
    return _WAYS.get(outcome, How.PHONE)


def stage_after(stage: Stage, outcome: Outcome, *, with_reason: bool = False) -> Stage:
    """Return the stage after `outcome` (RULINGS 27: no_answer moves nothing).

    A talk brings a lost or invalid lead back when it has a reason; without one it is only noted.
    """
    if outcome in _TALKS and stage is not Stage.NEW:
        ended = stage in (Stage.LOST, Stage.INVALID)
        brings_back = ended and with_reason and outcome is not Outcome.NO_ANSWER
        return Stage.CONTACTED if brings_back else stage
    return _STAGES.get(outcome, stage)


def is_step_back(before: Stage, after: Stage) -> bool:
    """Say whether `after` takes back what `before` had reached, so that a reason is owed.

    Out of lost or invalid every stage is one; into lost or invalid none is (they need a reason of
    their own).
    """
    if after in (Stage.LOST, Stage.INVALID) or before is after:
        return False
    if before in (Stage.LOST, Stage.INVALID):
        return True
    return _RANK[after] < _RANK[before]
