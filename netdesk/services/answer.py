"""Recording what came of a lead, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from netdesk import errors
from netdesk.domain.leads import history
from netdesk.domain.leads.contact import LATE_ENTRY, stage_after, way_of
from netdesk.domain.leads.history import ContactRecord, LeadState
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.leads.lead import CLOSED_STAGES, Grade, Outcome, Stage
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import audit, contacts, inbox
from netdesk.store.contacts import Fields, LeadHistory, NewContact
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID


@dataclass(frozen=True, slots=True)
class Step:
    """One contact or step as it is entered. `at` None is now; `version` guards a changed lead."""

    lead_id: int
    outcome: Outcome
    by: str = ""
    at: datetime | None = None
    visit_at: datetime | None = None
    reason: str = ""
    note: str = ""
    next_at: datetime | None = None
    grade: Grade | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """The lead as it is afterwards."""

    row: InboxRow
    contact_id: int | None
    changes: Changes = Changes(leads=True)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, or done again."""

    lead_id: int
    name: str
    outcome: Outcome | None
    changes: Changes = Changes(leads=True)


_GRADE_OF = {Outcome.ORDERED: Grade.O, Outcome.DELIVERED: Grade.D}
_AT_THE_SHOP = frozenset({Outcome.ARRIVED, Outcome.TEST_DRIVEN})


class Answer:
    """Writes one contact, grade or snooze in one transaction."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Write to `database`; `hours` give each contact its shop day."""
        self._database = database
        self._hours = hours

    def log(self, step: Step, *, now: datetime) -> Logged:
        """Record one contact or step (RULINGS 11, 17, 27).

        Raises UnknownLead, UnknownPerson, LeadChanged, ContactInFuture, ReasonNeeded, VisitNeeded,
        VisitInPast, StepBackNeedsReason, OtherLeadOpen; then nothing is written.
        """
        with self._database.writing() as tx:
            return self.log_in(tx, step, now=now)

    def log_in(self, tx: Tx, step: Step, *, now: datetime, journal: bool = True) -> Logged:
        """Record one contact inside another step's transaction; raises as `log`.

        Without `journal` the inbox's undo doesn't reach it: the other step takes it back.
        """
        at = step.at or now
        who = person_id(tx, step.by)
        lead = _history(tx, step.lead_id, step.version)
        before = history.stage_before(lead.opened_at, lead.contacts, at)
        history.check_contact(
            step.outcome,
            before=before,
            at=at,
            now=now,
            reason=step.reason,
            has_visit=step.visit_at is not None,
        )
        if step.visit_at is not None and step.visit_at < at:
            raise errors.VisitInPast()
        day = self._hours.timetable().working_day(at)
        new = contact_of(step, at=at, recorded_at=now, shop_day=day, by_id=who)
        contact_id = contacts.add_contact(tx, SHOP_ID, lead.id, new)
        after = stage_after(before, step.outcome, with_reason=bool(step.reason))
        if after is not before or step.outcome in _AT_THE_SHOP:
            # A second visit happened too, though it moves no stage.
            contacts.add_step(tx, SHOP_ID, lead.id, contact_id, after, new)
        self._settle_visits(tx, lead.id, contact_id, step, after, at, now)
        fields = fields_after(lead.fields, step, after)
        records = (
            *lead.contacts,
            ContactRecord(contact_id, at, step.outcome, bool(new.reason), who),
        )
        _rewrite(tx, lead, records, fields)
        if journal:
            contacts.write_journal(
                tx,
                SHOP_ID,
                lead_id=lead.id,
                contact_id=contact_id,
                by_id=who,
                at=now,
                before=lead.fields,
                after=fields,
            )
        audit.append(
            tx,
            SHOP_ID,
            f"contact.{step.outcome}",
            at=now,
            by_id=who,
            subject_id=lead.id,
            payload={"contact": contact_id, "backdated": new.backdated},
        )
        return Logged(_row(tx, lead.id), contact_id)

    def turn_in(
        self,
        tx: Tx,
        lead_id: int,
        contact_id: int,
        *,
        voided_at: datetime | None,
        fields: Fields | None,
    ) -> None:
        """Take a contact of `log_in` without journal back, or (None) let it stand again.

        `fields` are the lead's own from then on; None leaves them. Raises UnknownLead,
        OtherLeadOpen.
        """
        contacts.set_voided(tx, SHOP_ID, contact_id, voided_at)
        lead = _history(tx, lead_id, None)
        _rewrite(tx, lead, lead.contacts, fields or lead.fields)

    def fields_in(self, tx: Tx, lead_id: int) -> tuple[Fields, Stage]:
        """Return a lead's own fields and its stage, inside a transaction. Raises UnknownLead."""
        lead = _history(tx, lead_id, None)
        return lead.fields, lead.stage

    def set_grade(
        self, lead_id: int, grade: Grade, *, by: str, now: datetime, version: int | None = None
    ) -> Logged:
        """Set a lead's grade."""
        return self._set(lead_id, by, now, version, "grade", grade=grade)

    def snooze(
        self, lead_id: int, until: datetime, *, by: str, now: datetime, version: int | None = None
    ) -> Logged:
        """Put a lead off until `until`; an open clock goes on counting."""
        return self._set(lead_id, by, now, version, "snooze", next_at=until)

    def undo_last(self, *, by: str, now: datetime) -> Undone | None:
        """Take this person's last step of today back; None: there is none.

        Raises CannotUndo where the lead was changed since by another step.
        """
        return self._turn(by, now, undone=False)

    def redo_last(self, *, by: str, now: datetime) -> Undone | None:
        """Do again what this person took back last; None: there is nothing."""
        return self._turn(by, now, undone=True)

    def _turn(self, by: str, now: datetime, *, undone: bool) -> Undone | None:
        with self._database.writing() as tx:
            who = person_id(tx, by)
            entry = contacts.last_step(tx, SHOP_ID, who, self._day_start(now), undone=undone)
            if entry is None:
                return None
            lead = _history(tx, entry.lead_id, None)
            name = _row(tx, lead.id).name
            expected, wanted = (
                (entry.before, entry.after) if undone else (entry.after, entry.before)
            )
            if lead.fields != expected:
                raise errors.CannotUndo(name=name)
            records = lead.contacts
            if entry.contact_id is not None:
                contacts.set_voided(tx, SHOP_ID, entry.contact_id, None if undone else now)
                records = _history(tx, entry.lead_id, None).contacts
            _rewrite(tx, lead, records, wanted)
            contacts.mark_undone(tx, SHOP_ID, entry.id, None if undone else now)
            audit.append(
                tx,
                SHOP_ID,
                "step.redone" if undone else "step.undone",
                at=now,
                by_id=who,
                subject_id=lead.id,
                payload={"journal": entry.id},
            )
            return Undone(lead.id, name, entry.outcome)

    def _set(
        self,
        lead_id: int,
        by: str,
        now: datetime,
        version: int | None,
        action: str,
        *,
        grade: Grade | None = None,
        next_at: datetime | None = None,
    ) -> Logged:
        with self._database.writing() as tx:
            who = person_id(tx, by)
            lead = _history(tx, lead_id, version)
            fields = replace(
                lead.fields,
                grade=grade or lead.fields.grade,
                next_at=next_at or lead.fields.next_at,
            )
            _rewrite(tx, lead, lead.contacts, fields)
            contacts.write_journal(
                tx,
                SHOP_ID,
                lead_id=lead.id,
                contact_id=None,
                by_id=who,
                at=now,
                before=lead.fields,
                after=fields,
            )
            audit.append(tx, SHOP_ID, f"lead.{action}", at=now, by_id=who, subject_id=lead.id)
            return Logged(_row(tx, lead.id), None)

    def _settle_visits(
        self,
        tx: Tx,
        lead_id: int,
        contact_id: int,
        step: Step,
        after: Stage,
        at: datetime,
        now: datetime,
    ) -> None:
        if step.visit_at is not None:
            contacts.add_appointment(
                tx,
                SHOP_ID,
                lead_id,
                contact_id,
                visit_at=step.visit_at,
                visit_day=self._hours.timetable().working_day(step.visit_at),
                at=at,
                made_at=now,
            )
        elif step.outcome in _AT_THE_SHOP or after in (Stage.LOST, Stage.INVALID):
            contacts.settle_appointments(tx, SHOP_ID, lead_id, contact_id, step.outcome, at)

    def _day_start(self, now: datetime) -> datetime:
        timetable = self._hours.timetable()
        return timetable.day_start(timetable.local_day(now))


def contact_of(
    step: Step, *, at: datetime, recorded_at: datetime, shop_day: date, by_id: int | None
) -> NewContact:
    """Return the contact that a step writes; it is a late entry if recorded later (RULINGS 17)."""
    return NewContact(
        at=at,
        recorded_at=recorded_at,
        shop_day=shop_day,
        by_id=by_id,
        how=way_of(step.outcome),
        outcome=step.outcome,
        reason=step.reason or _own_reason(step.outcome),
        note=step.note,
        next_at=step.next_at,
        grade=step.grade,
        backdated=recorded_at - at > LATE_ENTRY,
    )


def fields_after(fields: Fields, step: Step, after: Stage) -> Fields:
    """Return the lead's own fields after a step: a closed lead has no next contact."""
    grade = step.grade or _GRADE_OF.get(step.outcome) or fields.grade
    next_at = None if after in CLOSED_STAGES else step.next_at or step.visit_at
    return Fields(grade, next_at, fields.owner_id)


def _history(tx: Tx, lead_id: int, version: int | None) -> LeadHistory:
    lead = contacts.read_history(tx, SHOP_ID, lead_id)
    if lead is None:
        raise errors.UnknownLead(id=lead_id)
    if version is not None and lead.version != version:
        raise errors.LeadChanged()
    return lead


def _rewrite(
    tx: Tx, lead: LeadHistory, records: Sequence[ContactRecord], fields: Fields
) -> LeadState:
    """Write the lead and its clocks as the contacts leave them."""
    state = history.state_of(lead.opened_at, records, lead.handled)
    if state.is_open and not lead.is_open:
        other = contacts.other_open_lead(tx, SHOP_ID, lead.customer_id, lead.id)
        if other is not None:
            raise errors.OtherLeadOpen(id=other)
    settled = history.settle(lead.clocks, records)
    moved = [new for old, new in zip(lead.clocks, settled, strict=True) if old != new]
    late = contacts.late_entries(tx, SHOP_ID, lead.id) if moved else set()
    contacts.write_clocks(tx, SHOP_ID, moved, late)
    contacts.write_lead(tx, SHOP_ID, lead.id, state, fields)
    return state


def _own_reason(outcome: Outcome) -> str:
    """A dead or wrong number says itself why the lead is invalid (COMMANDS.md)."""
    marks = (Outcome.DEAD_NUMBER, Outcome.WRONG_NUMBER)
    return str(outcome) if outcome in marks else ""


def _row(tx: Tx, lead_id: int) -> InboxRow:
    return inbox.rows(tx, SHOP_ID, [lead_id])[0]
