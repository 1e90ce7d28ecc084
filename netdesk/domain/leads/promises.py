"""Which clock an arrival begins, stands under, or is answered by already (RULINGS 11, 12, 14)."""

from netdesk.domain.leads.clock import AnsweredVia, ClockPolicy
from netdesk.domain.leads.filing import Answer, Arrival, Came, KnownClock, KnownLead


def policy_of(arrival: Arrival) -> ClockPolicy:
    """Return which promise an arrival begins."""
    return ClockPolicy.CALL if arrival.came is Came.MISSED else ClockPolicy.ORDER


def answer_of(arrival: Arrival, lead: KnownLead | None) -> Answer | None:
    """Return what a clock of this arrival is answered by already."""
    handled = arrival.handled_at
    if arrival.came is Came.SERVED and handled is not None:
        return Answer(handled, AnsweredVia.AT_ONCE)
    answer = None if handled is None else Answer(handled, AnsweredVia.IMPORT)
    if arrival.came is Came.MISSED and lead is not None:
        later = [one for one in lead.contacts if one[0] >= arrival.received_at]
        at, contact_id = min(later, default=(None, None))
        if at is not None and (answer is None or at <= answer.at):
            return Answer(at, AnsweredVia.CONTACT, contact_id)
    return answer


def covers(clock: KnownClock, arrival: Arrival) -> bool:
    """Say whether a clock that is closed was open as this arrival came: then it stands for it."""
    at = arrival.received_at
    return clock.answered_at is not None and clock.received_at <= at < clock.answered_at


def joins(clock: KnownClock, arrival: Arrival, answer: Answer | None) -> bool:
    """Say whether the open clock stands for this arrival too.

    One who was served, or called back, before the clock began has nothing to do with it.
    """
    if arrival.came is Came.ASKED or clock.received_at <= arrival.received_at:
        return True
    return arrival.came is Came.MISSED and answer is None
