"""The guests of an activity: listed, invited, arrived.

An arrival is known by a number, its last four digits, or the guest's code, typed or scanned. It is
idempotent, and in the same transaction it logs the lead's own arrival, so that the lead, its visit
and the figures follow.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from netdesk import errors
from netdesk.catalog import invitations
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.codes import read_code
from netdesk.domain.activities.guests import (
    MOST_LISTED,
    Came,
    Guest,
    InviteBy,
    Mark,
    Marks,
    Wanted,
)
from netdesk.domain.activities.inviting import invitation
from netdesk.domain.activities.words import ActivityState, ArrivedBy
from netdesk.domain.compliance.rules import Report as Findings
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.domain.leads.phone import Phone, plain_digits
from netdesk.i18n import N_, _
from netdesk.services.answer import Answer, Step
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import activities, audit, contacts, guests, inbox
from netdesk.store.contacts import Fields
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_CHANGES = Changes(activities=True)
_CAME = Changes(activities=True, leads=True)
_TAIL = 4
_NOON = timedelta(hours=12)
_UNNAMED = N_("本店")  # what a shop is called before it has said its name
_FURTHER = frozenset({Stage.TEST_DRIVEN, Stage.ORDERED, Stage.DELIVERED})
_ENDED = frozenset({Stage.LOST, Stage.INVALID})


@dataclass(frozen=True, slots=True)
class Logged:
    """The contact an arrival wrote, on which lead; that lead's own fields before and after it."""

    lead_id: int
    contact_id: int
    before: Fields
    after: Fields


@dataclass(frozen=True, slots=True)
class GuestsDone:
    """A step: guests before it and after it, by lead; None: was not, or is no more, on the list."""

    activity_id: int
    before: Mapping[int, Guest | None]
    after: Mapping[int, Guest | None]
    logged: Mapping[int, Logged] = field(default_factory=dict)  # contacts written or taken back
    changes: Changes = _CHANGES

    @property
    def count(self) -> int:
        """Return how many guests it changed."""
        return len(self.after)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a number or code. `choices`: guests to choose from; `lead`: not on the list."""

    came: Came
    guest: Guest | None = None
    choices: tuple[Guest, ...] = ()
    lead: InboxRow | None = None
    done: GuestsDone | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Leads that may be listed, the warmest first; `clashing` are guests elsewhere those days."""

    rows: tuple[InboxRow, ...]
    total: int
    clashing: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """An invitation's text for one guest, and what the rules say of it."""

    text: str
    findings: Findings
    code: str


class Guests:
    """Keeps the lists of guests. Each write is one transaction."""

    def __init__(
        self,
        database: Database,
        hours: ShopHours,
        settings: Settings,
        ideas: Callable[[], Ideas],
        answer: Callable[[], Answer],
    ) -> None:
        """Write to `database`; arrivals go through `answer`."""
        self._database = database
        self._hours = hours
        self._settings = settings
        self._ideas = ideas
        self._answer = answer

    def of(self, activity_id: int) -> tuple[Guest, ...]:
        """Return the guests of an activity in the order they were listed."""
        with self._database.reading() as tx:
            return guests.of(tx, SHOP_ID, activity_id) if _is_there(tx, activity_id) else ()

    def candidates(
        self, activity_id: int, wanted: Wanted, *, now: datetime, limit: int = 200
    ) -> Candidates:
        """Return the leads that may be listed (CONTACT: nobody who opted out). Writes nothing.

        An activity for one channel's users takes none but those who came by it (R17).
        """
        days = timedelta(days=wanted.quiet_days)
        with self._database.reading() as tx:
            activity = _read(tx, activity_id)
            plan = activity.plan
            found, total = guests.candidates(
                tx,
                SHOP_ID,
                activity_id,
                wanted,
                only_channel=plan.channel,
                quiet_since=now - days if wanted.quiet_days else None,
                limit=min(limit, MOST_LISTED),
            )
            rows = inbox.rows(tx, SHOP_ID, found)
            clashing = guests.elsewhere(tx, SHOP_ID, activity_id, plan.first, plan.last)
        theirs = frozenset(row.id for row in rows if row.customer_id in clashing)
        return Candidates(rows, total, theirs)

    def add(
        self, activity_id: int, lead_ids: Iterable[int], *, by: str = "", now: datetime
    ) -> GuestsDone:
        """List leads as guests, each with a code; those listed already stay as they are.

        Raises UnknownActivity, ActivityIsCancelled, ActivityIsClosed, UnknownLead,
        GuestNotContacted.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _planned(tx, activity_id)
            new = _list(tx, activity_id, lead_ids, who, now)
            after = _by_lead(guests.of(tx, SHOP_ID, activity_id, new))
            _note(tx, "listed", activity_id, after, who, now)
            return GuestsDone(activity_id, dict.fromkeys(after), after)

    def remove(
        self, activity_id: int, lead_ids: Sequence[int], *, by: str = "", now: datetime
    ) -> GuestsDone:
        """Take guests off the list. Raises GuestCame, and as `add`."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _planned(tx, activity_id)
            before = _by_lead(guests.of(tx, SHOP_ID, activity_id, lead_ids))
            for guest in before.values():
                if guest.marks.arrived_at is not None:
                    raise errors.GuestCame(name=guest.row.name or _("未留姓名"))
            guests.take_out(tx, SHOP_ID, activity_id, list(before))
            _note(tx, "unlisted", activity_id, before, who, now)
            return GuestsDone(activity_id, before, dict.fromkeys(before))

    def mark(
        self,
        activity_id: int,
        lead_ids: Sequence[int],
        mark: Mark,
        *,
        way: InviteBy = InviteBy.WECHAT,
        by: str = "",
        now: datetime,
    ) -> GuestsDone:
        """Say that guests were invited (by `way`), agreed, declined or (by hand) came.

        What is said already stays. Raises QuotaFull where more agree than there are places,
        ActivityNotYet for an arrival before the first day, UnknownGuest, and as `add`.
        """
        if mark is Mark.ARRIVED:
            return self._arrived(activity_id, lead_ids, ArrivedBy.HAND, by=by, now=now)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            activity = _planned(tx, activity_id)
            before = _guests(tx, activity_id, lead_ids)
            marked = {
                lead_id: replace(guest, marks=_marked(guest.marks, mark, way, now))
                for lead_id, guest in before.items()
            }
            changed = {id_: one for id_, one in marked.items() if one != before[id_]}
            if mark is Mark.AGREED:
                _check_quota(activity, changed.values(), before)
            guests.put(tx, SHOP_ID, activity_id, changed.values())
            return self._done(tx, activity_id, before, changed, str(mark), who, now)

    def unmark(
        self, activity_id: int, lead_ids: Sequence[int], mark: Mark, *, by: str = "", now: datetime
    ) -> GuestsDone:
        """Take a mark back; with an arrival goes the lead's own. Raises as `mark`."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _planned(tx, activity_id)
            before = _guests(tx, activity_id, lead_ids)
            logged: dict[int, Logged] = {}
            changed = {}
            for lead_id, guest in before.items():
                marks = _unmarked(guest.marks, mark)
                if marks == guest.marks:
                    continue
                changed[lead_id] = replace(guest, marks=marks)
                if mark is Mark.ARRIVED:
                    logged |= self._taken_back(tx, guest, now)
            guests.put(tx, SHOP_ID, activity_id, changed.values())
            return self._done(tx, activity_id, before, changed, f"un{mark}", who, now, logged)

    def arrive(self, activity_id: int, typed: str, *, by: str = "", now: datetime) -> Arrival:
        """Take in what was typed or scanned at the arrival desk: a code, a number, four digits.

        Writes nothing where it is not one guest who had not come yet. Raises CodeOfOther,
        ActivityNotYet, ActivityIsCancelled, ActivityIsClosed, UnknownActivity.
        """
        code, digits = read_code(typed), plain_digits(typed)
        with self._database.reading() as tx:
            _planned(tx, activity_id)
            if code is not None:
                found, how = _of_code(tx, activity_id, code), ArrivedBy.CODE
            else:
                found, how = _of_number(tx, activity_id, digits), ArrivedBy.PHONE
            if not found:
                return _not_listed(tx, digits)
            if len(found) > 1:
                return Arrival(Came.CHOOSE, choices=guests.of(tx, SHOP_ID, activity_id, found))
        return self._one_arrived(activity_id, found[0], how, by=by, now=now)

    def arrive_lead(
        self,
        activity_id: int,
        lead_id: int,
        *,
        by: str = "",
        now: datetime,
        how: ArrivedBy = ArrivedBy.HAND,
    ) -> Arrival:
        """Mark the arrival of a chosen guest, or of a lead who was not listed: he is, from now on.

        Raises as `arrive` and `add`.
        """
        return self._one_arrived(activity_id, lead_id, how, by=by, now=now)

    def undo(self, done: GuestsDone, *, by: str = "", now: datetime) -> GuestsDone:
        """Put back what was there before a step. Raises GuestChanged where it changed since."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            present = _by_lead(guests.of(tx, SHOP_ID, done.activity_id, list(done.after)))
            for lead_id, after in done.after.items():
                now_is = present.get(lead_id)
                same = now_is is not None and after is not None and now_is.marks == after.marks
                if not same and not (now_is is None and after is None):
                    raise errors.GuestChanged()
            logged = self._turned(tx, done, now)
            for lead_id, before in done.before.items():
                if before is None:
                    guests.take_out(tx, SHOP_ID, done.activity_id, [lead_id])
                elif lead_id in present:
                    guests.put(tx, SHOP_ID, done.activity_id, [before])
                else:
                    guests.put_back(tx, SHOP_ID, done.activity_id, before, by_id=who, now=now)
            now_are = _by_lead(guests.of(tx, SHOP_ID, done.activity_id, list(done.before)))
            _note(tx, "undone", done.activity_id, done.before, who, now)
            return GuestsDone(
                done.activity_id,
                {lead_id: present.get(lead_id) for lead_id in done.before},
                {lead_id: now_are.get(lead_id) for lead_id in done.before},
                logged,
                done.changes,
            )

    def invitation(self, activity_id: int, lead_id: int, way: InviteBy) -> Told:
        """Return the text that invites a guest, checked (R16). Raises UnknownGuest."""
        with self._database.reading() as tx:
            activity = _read(tx, activity_id)
            guest = _guests(tx, activity_id, [lead_id])[lead_id]
        return self.sample(activity, way, guest=guest.row.name, code=guest.code)

    def sample(self, activity: Activity, way: InviteBy, *, guest: str = "", code: str = "") -> Told:
        """Return an activity's invitation for anybody, checked."""
        name = self._ideas().own_facts().shop or self._settings.shop().name
        says = invitations.load()
        text = invitation(
            activity.plan,
            way,
            says,
            shop="" if name == _UNNAMED else name,
            guest=guest,
            code=code,
        )
        fields = replace(activity.plan.fields, platform="sms" if way is InviteBy.SMS else "")
        return Told(text, self._ideas().judge(text, fields), code)

    def qr(self, code: str, *, scale: int = 6) -> bytes:
        """Return a code as the PNG of a QR code."""
        from netdesk.reporting.qr import qr_png  # late: only where it is shown

        return qr_png(code, scale=scale)

    def _one_arrived(
        self, activity_id: int, lead_id: int, how: ArrivedBy, *, by: str, now: datetime
    ) -> Arrival:
        done = self._arrived(activity_id, [lead_id], how, by=by, now=now, add=True)
        guest = done.after.get(lead_id)
        if guest is not None:
            return Arrival(Came.NOW, guest, done=done)
        with self._database.reading() as tx:
            return Arrival(Came.BEFORE, _guests(tx, activity_id, [lead_id])[lead_id])

    def _arrived(
        self,
        activity_id: int,
        lead_ids: Sequence[int],
        how: ArrivedBy,
        *,
        by: str,
        now: datetime,
        add: bool = False,
    ) -> GuestsDone:
        """Mark arrivals, each with its contact on the lead, in one transaction."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            activity = _planned(tx, activity_id)
            at = self._arrival_at(activity, now)
            were: dict[int, Guest | None] = dict(
                _by_lead(guests.of(tx, SHOP_ID, activity_id, lead_ids))
            )
            if add:
                new = [lead_id for lead_id in lead_ids if lead_id not in were]
                were |= dict.fromkeys(_list(tx, activity_id, new, who, now))
            before = _guests(tx, activity_id, lead_ids)
            changed, logged = {}, {}
            for lead_id, guest in before.items():
                if guest.marks.arrived_at is None:
                    marks = replace(guest.marks, arrived_at=at, arrived_by=how)
                    changed[lead_id] = replace(guest, marks=marks)
                    logged[lead_id] = self._log(tx, activity, guest, at, by, now)
            guests.put(tx, SHOP_ID, activity_id, changed.values())
            return self._done(tx, activity_id, were, changed, "arrived", who, now, logged)

    def _log(
        self, tx: Tx, activity: Activity, guest: Guest, at: datetime, by: str, now: datetime
    ) -> Logged:
        """Log that the customer came; who is further than that has spoken with us, no more."""
        answer, lead_id = self._answer(), guest.lead_id
        fields, stage = answer.fields_in(tx, lead_id)
        if stage in _ENDED:
            other = contacts.other_open_lead(tx, SHOP_ID, guest.row.customer_id, lead_id)
            if other is not None:
                lead_id = other
                fields, stage = answer.fields_in(tx, lead_id)
        told = _("到场：%(name)s") % {"name": activity.plan.name}
        kept = fields.next_at if fields.next_at is not None and fields.next_at > now else None
        step = Step(
            lead_id,
            Outcome.CONNECTED if stage in _FURTHER else Outcome.ARRIVED,
            by=by,
            at=at,
            reason=told if stage in _ENDED else "",
            note=told,
            next_at=kept or self._next_morning(now),
        )
        contact_id = answer.log_in(tx, step, now=now, journal=False).contact_id
        assert contact_id is not None
        return Logged(lead_id, contact_id, fields, answer.fields_in(tx, lead_id)[0])

    def _taken_back(self, tx: Tx, guest: Guest, now: datetime) -> dict[int, Logged]:
        at = guest.marks.arrived_at
        assert at is not None
        found = guests.contact_of_arrival(tx, SHOP_ID, guest.row.customer_id, at)
        if found is None:  # taken back on the lead already
            return {}
        lead_id, contact_id = found
        fields, _stage = self._answer().fields_in(tx, lead_id)
        self._answer().turn_in(tx, lead_id, contact_id, voided_at=now, fields=None)
        return {guest.lead_id: Logged(lead_id, contact_id, fields, fields)}

    def _turned(self, tx: Tx, done: GuestsDone, now: datetime) -> dict[int, Logged]:
        """Take the contacts of a step's arrivals back, or let them stand again."""
        turned = {}
        for guest_id, one in done.logged.items():
            after = done.after.get(guest_id)
            came = after is not None and after.marks.arrived_at is not None
            fields, _stage = self._answer().fields_in(tx, one.lead_id)
            self._answer().turn_in(
                tx,
                one.lead_id,
                one.contact_id,
                voided_at=now if came else None,
                fields=one.before if fields == one.after else None,  # else set by another since
            )
            now_are = self._answer().fields_in(tx, one.lead_id)[0]
            turned[guest_id] = Logged(one.lead_id, one.contact_id, fields, now_are)
        return turned

    def _arrival_at(self, activity: Activity, now: datetime) -> datetime:
        """Return the instant of an arrival: now; entered after the last day, that day's noon."""
        timetable = self._hours.timetable()
        today = timetable.local_day(now)
        if today < activity.plan.first:
            first = activity.plan.first.isoformat()
            raise errors.ActivityNotYet(name=activity.plan.name, first=first)
        if today <= activity.plan.last:
            return now
        return timetable.day_start(activity.plan.last) + _NOON

    def _next_morning(self, now: datetime) -> datetime | None:
        """Return the next day's opening, when a guest who came is to be called."""
        timetable = self._hours.timetable()
        tomorrow = timetable.day_start(timetable.local_day(now) + timedelta(days=1))
        try:
            return timetable.next_opening(tomorrow)
        except errors.NoOpening:
            return None

    def _done(
        self,
        tx: Tx,
        activity_id: int,
        before: Mapping[int, Guest | None],
        changed: Mapping[int, Guest],
        action: str,
        who: int | None,
        now: datetime,
        logged: Mapping[int, Logged] | None = None,
    ) -> GuestsDone:
        ids = list(changed)
        after = _by_lead(guests.of(tx, SHOP_ID, activity_id, ids))
        if ids:
            _note(tx, action, activity_id, changed, who, now)
        return GuestsDone(
            activity_id,
            {lead_id: before.get(lead_id) for lead_id in ids},
            after,
            logged or {},
            _CAME if logged else _CHANGES,
        )


def _read(tx: Tx, activity_id: int) -> Activity:
    found = activities.one(tx, SHOP_ID, activity_id)
    if found is None:
        raise errors.UnknownActivity(id=activity_id)
    return found


def _is_there(tx: Tx, activity_id: int) -> bool:
    return activities.one(tx, SHOP_ID, activity_id) is not None


def _planned(tx: Tx, activity_id: int) -> Activity:
    """Return an activity whose list may be written."""
    activity = _read(tx, activity_id)
    if activity.state is ActivityState.CANCELLED:
        raise errors.ActivityIsCancelled(name=activity.plan.name)
    if activity.state is ActivityState.CLOSED:
        raise errors.ActivityIsClosed(name=activity.plan.name)
    return activity


def _by_lead(found: Iterable[Guest]) -> dict[int, Guest]:
    return {guest.lead_id: guest for guest in found}


def _guests(tx: Tx, activity_id: int, lead_ids: Sequence[int]) -> dict[int, Guest]:
    found = _by_lead(guests.of(tx, SHOP_ID, activity_id, lead_ids))
    if len(found) < len(set(lead_ids)):
        raise errors.UnknownGuest()
    return found


def _list(
    tx: Tx, activity_id: int, lead_ids: Iterable[int], who: int | None, now: datetime
) -> list[int]:
    """List those who are not yet; return them."""
    wanted = list(dict.fromkeys(lead_ids))[:MOST_LISTED]
    rows = {row.id: row for row in inbox.rows(tx, SHOP_ID, wanted)}
    for lead_id in wanted:
        if lead_id not in rows:
            raise errors.UnknownLead(id=lead_id)
        if rows[lead_id].do_not_contact:
            raise errors.GuestNotContacted(name=rows[lead_id].name or _("未留姓名"))
    there = _by_lead(guests.of(tx, SHOP_ID, activity_id, wanted))
    new = [lead_id for lead_id in wanted if lead_id not in there]
    guests.add(tx, SHOP_ID, activity_id, new, by_id=who, now=now)
    return new


def _marked(marks: Marks, mark: Mark, way: InviteBy, now: datetime) -> Marks:
    """Return marks with one more; who answers was invited, and has one answer."""
    invited_at, invited_by = marks.invited_at or now, marks.invited_by
    if mark is Mark.INVITED:
        return replace(marks, invited_at=invited_at, invited_by=invited_by or str(way))
    if mark is Mark.AGREED:
        return replace(
            marks,
            invited_at=invited_at,
            agreed_at=marks.agreed_at or now,
            declined_at=None,
        )
    return replace(
        marks, invited_at=invited_at, declined_at=marks.declined_at or now, agreed_at=None
    )


def _unmarked(marks: Marks, mark: Mark) -> Marks:
    if mark is Mark.INVITED:
        return replace(marks, invited_at=None, invited_by="", agreed_at=None, declined_at=None)
    if mark is Mark.AGREED:
        return replace(marks, agreed_at=None)
    if mark is Mark.DECLINED:
        return replace(marks, declined_at=None)
    return replace(marks, arrived_at=None, arrived_by=None)


def _check_quota(activity: Activity, changed: Iterable[Guest], before: Mapping[int, Guest]) -> None:
    quota = activity.plan.quota
    new = sum(before[guest.lead_id].marks.agreed_at is None for guest in changed)
    if quota is not None and new and activity.tally.agreed + new > quota:
        raise errors.QuotaFull(quota=quota)


def _of_code(tx: Tx, activity_id: int, code: str) -> list[int]:
    found = guests.by_code(tx, SHOP_ID, code)
    if found is None:
        return []
    if found[0] != activity_id:
        raise errors.CodeOfOther(code=code, name=_read(tx, found[0]).plan.name)
    return [found[1]]


def _of_number(tx: Tx, activity_id: int, digits: str) -> list[int]:
    if len(digits) == _TAIL and digits.isascii() and digits.isdecimal():
        return guests.by_number(tx, SHOP_ID, activity_id, digits)
    phone = Phone.parse(digits)
    return [] if phone is None else guests.by_number(tx, SHOP_ID, activity_id, phone.value)


def _not_listed(tx: Tx, digits: str) -> Arrival:
    phone = Phone.parse(digits)
    lead_id = None if phone is None else guests.newest_lead_of(tx, SHOP_ID, phone.value)
    if lead_id is None:
        return Arrival(Came.UNKNOWN)
    return Arrival(Came.UNLISTED, lead=inbox.rows(tx, SHOP_ID, [lead_id])[0])


def _note(
    tx: Tx,
    action: str,
    activity_id: int,
    them: Iterable[int],
    who: int | None,
    now: datetime,
) -> None:
    audit.append(
        tx,
        SHOP_ID,
        f"guests.{action}",
        at=now,
        by_id=who,
        subject_id=activity_id,
        payload={"leads": list(them)},
    )
