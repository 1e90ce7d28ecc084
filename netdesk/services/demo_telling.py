"""The invented customers' touches and our answers, told in the order they came in.

Touches go through the same fold as an import; contacts through the same rules as the desk. What a
touch finds is what had been recorded by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from netdesk.domain.demo.arrivals import Visitor
from netdesk.domain.demo.story import Cast, Move, Story
from netdesk.domain.leads import history
from netdesk.domain.leads.clock import ClockState
from netdesk.domain.leads.contact import AppointmentState, stage_after
from netdesk.domain.leads.dedupe import FilingRules, Fold, NextIds
from netdesk.domain.leads.filing import Arrival, Known, KnownLead, NewClock
from netdesk.domain.leads.history import ClockRecord, ContactRecord
from netdesk.domain.leads.lead import Grade, Outcome, Stage
from netdesk.services.answer import Step, contact_of, fields_after
from netdesk.store.contacts import Fields, NewContact, settled_state
from netdesk.store.demo import History, StepRow, Visit

_SERVED = frozenset({Outcome.ARRIVED, Outcome.TEST_DRIVEN})
_GIVEN_UP = frozenset({Stage.LOST, Stage.INVALID})


@dataclass(slots=True)
class _Told:
    """One lead and its story so far."""

    lead_id: int
    opened_at: datetime
    owner_id: int | None
    story: Story | None
    clocks: list[ClockRecord]
    moves: list[Move] = field(default_factory=list)

    @property
    def handled(self) -> list[datetime]:
        """When he was served as he rang."""
        return [clock.answered_at for clock in self.clocks if clock.answered_at is not None]

    def go_on(self, instant: datetime) -> None:
        if self.story is not None:
            self.moves.extend(self.story.until(instant))


@dataclass(slots=True)
class _Came:
    """One customer while he is told: his leads, the current one last."""

    visitor: Visitor
    leads: list[_Told] = field(default_factory=list)


class Telling:
    """Tells one batch of customers."""

    def __init__(self, rules: FilingRules, cast: Cast, ids: NextIds) -> None:
        """Tell up to `rules.imported_at`; new things take their ids from `ids`."""
        self._rules = rules
        self._cast = cast
        self._known = Known()
        self._fold = Fold(rules, self._known, ids)
        self._told: list[_Told] = []

    def file(self, visitors: Sequence[Visitor]) -> Fold:
        """File every touch in the order of arrival, over what was recorded by then."""
        came = [_Came(visitor) for visitor in visitors]
        coming = [(arrival, one) for one in came for arrival in one.visitor.arrivals]
        coming.sort(key=_received)
        filing = self._fold.file_all([arrival for arrival, _one in coming])
        added = self._fold.additions
        for arrival, one in coming:
            if one.leads:
                one.leads[-1].go_on(arrival.received_at)
                self._catch_up(one.leads[-1], arrival)
            leads, clocks = len(added.leads), len(added.clocks)
            next(filing)
            if len(added.leads) > leads:
                self._begin(one, arrival)
            elif len(added.clocks) > clocks:
                self._wait_again(one.leads[-1])
        for told in self._told:
            told.go_on(self._rules.imported_at)
        return self._fold

    def histories(self, first_contact: int) -> list[History]:
        """Return what became of each lead; contacts are numbered in the order recorded."""
        recorded = sorted(
            (move.recorded_at, told.lead_id, number)
            for told in self._told
            for number, move in enumerate(told.moves)
        )
        numbers: dict[int, list[int]] = {}
        for contact_id, (_at, lead_id, _number) in enumerate(recorded, first_contact):
            numbers.setdefault(lead_id, []).append(contact_id)
        return [self._history(told, numbers[told.lead_id]) for told in self._told if told.moves]

    def _begin(self, one: _Came, arrival: Arrival) -> None:
        new, clock = self._fold.additions.leads[-1], self._fold.additions.clocks[-1]
        visitor = one.visitor
        story = None
        if not visitor.left_waiting:
            story = Story(
                self._cast,
                clock.deadline,
                owner_id=new.owner_id,
                has_phone=arrival.identifiers[0].kind in ("mobile", "landline"),
                open_until=visitor.arrivals[-1].received_at,
                lost_before=None if one.leads else visitor.lost_before,
                invited_for=visitor.invited_for,
            )
        told = _Told(new.id, new.at, new.owner_id, story, [_record(clock)])
        one.leads.append(told)
        self._told.append(told)

    def _wait_again(self, told: _Told) -> None:
        clock = self._fold.additions.clocks[-1]
        told.clocks.append(_record(clock))
        if told.story is not None:
            told.story.comes_again(clock.deadline)

    def _catch_up(self, told: _Told, arrival: Arrival) -> None:
        """Let the fold see what has been recorded of a lead, as an import would read it."""
        if not told.moves:
            return
        customer = self._known.by_identifier[arrival.identifiers[0].key][0]
        known = customer.leads[-1]
        records = [
            ContactRecord(number, move.at, move.outcome) for number, move in enumerate(told.moves)
        ]
        state = history.state_of(told.opened_at, records, told.handled)
        known.stage, known.last_contact_at = state.stage, state.last_contact_at
        known.is_open, known.closed_at = state.is_open, state.closed_at
        known.changed = True
        self._fold.additions.changed[known.id] = known
        for clock in history.settle(told.clocks, records):
            if clock.state is not ClockState.OPEN:
                _stop(known, clock)

    def _history(self, told: _Told, numbers: list[int]) -> History:
        stage, fields = Stage.NEW, Fields(Grade.N, None, told.owner_id)
        records: list[ContactRecord] = []
        contacts: list[tuple[int, NewContact]] = []
        steps: list[StepRow] = []
        visits: list[Visit] = []
        for number, move in zip(numbers, told.moves, strict=True):
            step = _step(told.lead_id, move)
            contact = contact_of(
                step,
                at=move.at,
                recorded_at=move.recorded_at,
                shop_day=self._rules.timetable.working_day(move.at),
                by_id=move.by_id,
            )
            contacts.append((number, contact))
            records.append(ContactRecord(number, move.at, move.outcome, by_id=move.by_id))
            after = stage_after(stage, move.outcome)
            if after is not stage:
                steps.append(StepRow(after, number, contact))
            if step.visit_at is not None or move.outcome in _SERVED or after in _GIVEN_UP:
                _settle(visits, move.outcome, number, move.at)
            if step.visit_at is not None:
                day = self._rules.timetable.local_day(step.visit_at)
                visits.append(Visit(number, step.visit_at, day, move.recorded_at))
            fields, stage = fields_after(fields, step, after), after
        state = history.state_of(told.opened_at, records, told.handled)
        clocks = history.settle(told.clocks, records)
        return History(told.lead_id, state, fields, contacts, steps, visits, clocks)


def _received(pair: tuple[Arrival, _Came]) -> datetime:
    return pair[0].received_at


def _record(clock: NewClock) -> ClockRecord:
    received, due = clock.deadline.received, clock.deadline.due
    return ClockRecord(clock.id, received, due, clock.state, clock.answered_at, clock.answered_via)


def _stop(known: KnownLead, record: ClockRecord) -> None:
    """Close the fold's copy of a clock that a contact has closed."""
    clock = known.clock
    if clock is not None and clock.id == record.id:
        clock.state, clock.closed_at = record.state, record.closed_at
        clock.answered_at, clock.answered_via = record.answered_at, record.via
        known.settled.append(clock)
        known.clock = None


def _settle(visits: list[Visit], outcome: Outcome, number: int, at: datetime) -> None:
    """Say of the visits still planned what a contact made of them."""
    for visit in visits:
        if visit.state is AppointmentState.PLANNED:
            visit.state = settled_state(outcome, past=visit.visit_at < at)
            visit.settled_by, visit.settled = number, visit.settled + 1


def _step(lead_id: int, move: Move) -> Step:
    return Step(
        lead_id,
        move.outcome,
        at=move.at,
        visit_at=move.visit_at,
        reason=move.reason,
        note=move.note,
        next_at=move.next_at,
        grade=move.grade,
    )
