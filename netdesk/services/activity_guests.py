"""The guests of an activity: listed, invited, arrived.

An arrival is known by a number, its last four digits, or the guest's code, typed or scanned. It is
idempotent, and in the same transaction it logs the lead's own arrival, so that the lead, its visit
and the figures follow.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from netdesk import errors
from netdesk.catalog import invitations
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.guests import MOST_LISTED, Came, Guest, InviteBy, Mark, Marks, Wanted
from netdesk.domain.activities.inviting import invitation
from netdesk.domain.activities.words import ArrivedBy
from netdesk.domain.leads.phone import Phone, plain_digits
from netdesk.i18n import N_, _
from netdesk.services.activity_arrivals import Arrivals
from netdesk.services.answer import Answer
from netdesk.services.guest_steps import (
    Arrival,
    Candidates,
    GuestsDone,
    Logged,
    Told,
    by_lead,
    list_leads,
    note,
    of_leads,
    planned,
    read_activity,
    step_done,
)
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import activities, guest_candidates, guests, inbox
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_UNNAMED = N_("本店")  # what a shop is called before it has said its name


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
        self._arrivals = Arrivals(database, hours, answer)

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
            activity = read_activity(tx, activity_id)
            plan = activity.plan
            found, total = guest_candidates.candidates(
                tx,
                SHOP_ID,
                activity_id,
                wanted,
                only_channel=plan.channel,
                quiet_since=now - days if wanted.quiet_days else None,
                limit=min(limit, MOST_LISTED),
            )
            rows = inbox.rows(tx, SHOP_ID, found)
            clashing = guest_candidates.elsewhere(tx, SHOP_ID, activity_id, plan.first, plan.last)
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
            planned(tx, activity_id)
            new = list_leads(tx, activity_id, lead_ids, who, now)
            after = by_lead(guests.of(tx, SHOP_ID, activity_id, new))
            note(tx, "listed", activity_id, after, who, now)
            return GuestsDone(activity_id, dict.fromkeys(after), after)

    def remove(
        self, activity_id: int, lead_ids: Sequence[int], *, by: str = "", now: datetime
    ) -> GuestsDone:
        """Take guests off the list. Raises GuestCame, and as `add`."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            planned(tx, activity_id)
            before = by_lead(guests.of(tx, SHOP_ID, activity_id, lead_ids))
            for guest in before.values():
                if guest.marks.arrived_at is not None:
                    raise errors.GuestCame(name=guest.row.name or _("未留姓名"))
            guests.take_out(tx, SHOP_ID, activity_id, list(before))
            note(tx, "unlisted", activity_id, before, who, now)
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
            return self._arrivals.mark(activity_id, lead_ids, ArrivedBy.HAND, by=by, now=now)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            activity = planned(tx, activity_id)
            before = of_leads(tx, activity_id, lead_ids)
            marked = {
                lead_id: replace(guest, marks=_marked(guest.marks, mark, way, now))
                for lead_id, guest in before.items()
            }
            changed = {id_: one for id_, one in marked.items() if one != before[id_]}
            if mark is Mark.AGREED:
                _check_quota(activity, changed.values(), before)
            guests.put(tx, SHOP_ID, activity_id, changed.values())
            return step_done(tx, activity_id, before, changed, str(mark), who, now)

    def unmark(
        self, activity_id: int, lead_ids: Sequence[int], mark: Mark, *, by: str = "", now: datetime
    ) -> GuestsDone:
        """Take a mark back; with an arrival goes the lead's own. Raises as `mark`."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            planned(tx, activity_id)
            before = of_leads(tx, activity_id, lead_ids)
            logged: dict[int, Logged] = {}
            changed = {}
            for lead_id, guest in before.items():
                marks = _unmarked(guest.marks, mark)
                if marks == guest.marks:
                    continue
                changed[lead_id] = replace(guest, marks=marks)
                if mark is Mark.ARRIVED:
                    logged |= self._arrivals.take_back(tx, guest, now)
            guests.put(tx, SHOP_ID, activity_id, changed.values())
            return step_done(tx, activity_id, before, changed, f"un{mark}", who, now, logged)

    def arrive(self, activity_id: int, typed: str, *, by: str = "", now: datetime) -> Arrival:
        """Take in what was typed or scanned at the arrival desk: a code, a number, four digits.

        Writes nothing where it is not one guest who had not come yet. Raises CodeOfOther,
        ActivityNotYet, ActivityIsCancelled, ActivityIsClosed, UnknownActivity.
        """
        with self._database.reading() as tx:
            planned(tx, activity_id)
            found, how = self._arrivals.find(tx, activity_id, typed)
            if not found:
                return _not_listed(tx, plain_digits(typed))
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
            present = by_lead(guests.of(tx, SHOP_ID, done.activity_id, list(done.after)))
            for lead_id, after in done.after.items():
                now_is = present.get(lead_id)
                same = now_is is not None and after is not None and now_is.marks == after.marks
                if not same and not (now_is is None and after is None):
                    raise errors.GuestChanged()
            logged = self._arrivals.turn(tx, done, now)
            for lead_id, before in done.before.items():
                if before is None:
                    guests.take_out(tx, SHOP_ID, done.activity_id, [lead_id])
                elif lead_id in present:
                    guests.put(tx, SHOP_ID, done.activity_id, [before])
                else:
                    guests.put_back(tx, SHOP_ID, done.activity_id, before, by_id=who, now=now)
            now_are = by_lead(guests.of(tx, SHOP_ID, done.activity_id, list(done.before)))
            note(tx, "undone", done.activity_id, done.before, who, now)
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
            activity = read_activity(tx, activity_id)
            guest = of_leads(tx, activity_id, [lead_id])[lead_id]
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
        done = self._arrivals.mark(activity_id, [lead_id], how, by=by, now=now, add=True)
        guest = done.after.get(lead_id)
        if guest is not None:
            return Arrival(Came.NOW, guest, done=done)
        with self._database.reading() as tx:
            return Arrival(Came.BEFORE, of_leads(tx, activity_id, [lead_id])[lead_id])


def _is_there(tx: Tx, activity_id: int) -> bool:
    return activities.one(tx, SHOP_ID, activity_id) is not None


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


def _not_listed(tx: Tx, digits: str) -> Arrival:
    phone = Phone.parse(digits)
    lead_id = None if phone is None else guests.newest_lead_of(tx, SHOP_ID, phone.value)
    if lead_id is None:
        return Arrival(Came.UNKNOWN)
    return Arrival(Came.UNLISTED, lead=inbox.rows(tx, SHOP_ID, [lead_id])[0])
