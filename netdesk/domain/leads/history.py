"""What a lead's recorded contacts make of it: stage, clocks, and what a new contact may say.

Everything here is a fold over records, so that taking a contact back is the same fold without it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from netdesk import errors
from netdesk.domain.leads.clock import AnsweredVia, ClockState
from netdesk.domain.leads.contact import is_step_back, stage_after
from netdesk.domain.leads.lead import ANSWERING, CLOSED_STAGES, NEEDS_REASON, Outcome, Stage


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One contact that stands (voided ones are left out)."""

    id: int
    at: datetime
    outcome: Outcome
    has_reason: bool = False
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """One clock of a lead. `closed_at` is when a void one was closed."""

    id: int
    received_at: datetime
    due_at: datetime
    state: ClockState
    answered_at: datetime | None = None
    via: AnsweredVia | None = None
    contact_id: int | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeadState:
    """Where a lead stands after its contacts."""

    stage: Stage
    stage_at: datetime
    last_contact_at: datetime | None
    closed_at: datetime | None
    outcomes: frozenset[Outcome] = frozenset()
    first_by: int | None = None  # who answered first

    @property
    def is_open(self) -> bool:
        """A lead that is lost, delivered or invalid is closed."""
        return self.closed_at is None


def state_of(
    opened_at: datetime, contacts: Iterable[ContactRecord], handled: Iterable[datetime] = ()
) -> LeadState:
    """Return the lead's state; `handled` are instants at which exports say it was handled."""
    stage, stage_at = Stage.NEW, opened_at
    last = max(handled, default=None)
    ordered = sorted(contacts, key=_in_order)
    for contact in ordered:
        after = stage_after(stage, contact.outcome, with_reason=contact.has_reason)
        if after is not stage:
            stage, stage_at = after, contact.at
        if contact.outcome in ANSWERING and (last is None or contact.at > last):
            last = contact.at
    closed_at = stage_at if stage in CLOSED_STAGES else None
    answered_by = (c.by_id for c in ordered if c.outcome in ANSWERING and c.by_id is not None)
    outcomes = frozenset(contact.outcome for contact in ordered)
    return LeadState(stage, stage_at, last, closed_at, outcomes, next(answered_by, None))


def stage_before(opened_at: datetime, contacts: Iterable[ContactRecord], at: datetime) -> Stage:
    """Return the stage a lead had reached by `at`, that instant included."""
    return state_of(opened_at, [contact for contact in contacts if contact.at <= at]).stage


def settle(
    clocks: Sequence[ClockRecord], contacts: Iterable[ContactRecord]
) -> tuple[ClockRecord, ...]:
    """Return the clocks as the contacts leave them (RULINGS 11).

    A clock is answered by the first attempt, or the customer being served, at or after its touch.
    Lost or invalid without one closes it as void. What an export closed stays as it is.
    """
    ordered = sorted(contacts, key=_in_order)
    return tuple(_settled(clock, ordered) for clock in clocks)


def check_contact(
    outcome: Outcome, *, before: Stage, at: datetime, now: datetime, reason: str, has_visit: bool
) -> None:
    """Refuse what may not be recorded (RULINGS 27).

    Raises ContactInFuture, ReasonNeeded, VisitNeeded, StepBackNeedsReason.
    """
    if at > now:
        raise errors.ContactInFuture()
    if outcome in NEEDS_REASON and not reason:
        raise errors.ReasonNeeded()
    if outcome is Outcome.INVITED and not has_visit:
        raise errors.VisitNeeded()
    if is_step_back(before, stage_after(before, outcome, with_reason=bool(reason))) and not reason:
        raise errors.StepBackNeedsReason()


def _in_order(contact: ContactRecord) -> tuple[datetime, int]:
    return contact.at, contact.id


def _settled(clock: ClockRecord, ordered: Sequence[ContactRecord]) -> ClockRecord:
    if clock.via in (AnsweredVia.IMPORT, AnsweredVia.AT_ONCE):
        return clock
    if clock.state is ClockState.VOID and clock.contact_id is None:
        return clock  # the lead fell silent: no contact closed it, none opens it
    opened = ClockRecord(clock.id, clock.received_at, clock.due_at, ClockState.OPEN)
    for contact in ordered:
        if contact.at < clock.received_at:
            continue
        if contact.outcome in ANSWERING:
            return replace(
                opened,
                state=ClockState.ANSWERED,
                answered_at=contact.at,
                via=AnsweredVia.CONTACT,
                contact_id=contact.id,
            )
        return replace(opened, state=ClockState.VOID, contact_id=contact.id, closed_at=contact.at)
    return opened
