"""Arrivals at an activity: known by a code or a number, logged on the lead at the same time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from netdesk import errors
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.codes import read_code
from netdesk.domain.activities.guests import Guest
from netdesk.domain.activities.words import ArrivedBy
from netdesk.domain.leads.lead import Outcome, Stage
from netdesk.domain.leads.phone import Phone, plain_digits
from netdesk.i18n import _
from netdesk.services.answer import Answer, Step
from netdesk.services.guest_steps import (
    GuestsDone,
    Logged,
    by_lead,
    list_leads,
    of_leads,
    planned,
    read_activity,
    step_done,
)
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import contacts, guests
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_TAIL = 4
_NOON = timedelta(hours=12)
_FURTHER = frozenset({Stage.TEST_DRIVEN, Stage.ORDERED, Stage.DELIVERED})
_ENDED = frozenset({Stage.LOST, Stage.INVALID})


class Arrivals:
    """Marks arrivals with the lead's own, and takes both back."""

    def __init__(self, database: Database, hours: ShopHours, answer: Callable[[], Answer]) -> None:
        """Write to `database`; what is logged on leads goes through `answer`."""
        self._database = database
        self._hours = hours
        self._answer = answer

    def find(self, tx: Tx, activity_id: int, typed: str) -> tuple[list[int], ArrivedBy]:
        """Return the guests that were typed or scanned, and how: a code, a number, four digits.

        Raises CodeOfOther.
        """
        code = read_code(typed)
        if code is not None:
            return _of_code(tx, activity_id, code), ArrivedBy.CODE
        return _of_number(tx, activity_id, plain_digits(typed)), ArrivedBy.PHONE

    def mark(
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
            activity = planned(tx, activity_id)
            at = self._arrival_at(activity, now)
            were: dict[int, Guest | None] = dict(
                by_lead(guests.of(tx, SHOP_ID, activity_id, lead_ids))
            )
            if add:
                new = [lead_id for lead_id in lead_ids if lead_id not in were]
                were |= dict.fromkeys(list_leads(tx, activity_id, new, who, now))
            before = of_leads(tx, activity_id, lead_ids)
            changed, logged = {}, {}
            for lead_id, guest in before.items():
                if guest.marks.arrived_at is None:
                    marks = replace(guest.marks, arrived_at=at, arrived_by=how)
                    changed[lead_id] = replace(guest, marks=marks)
                    logged[lead_id] = self._log(tx, activity, guest, at, by, now)
            guests.put(tx, SHOP_ID, activity_id, changed.values())
            return step_done(tx, activity_id, were, changed, "arrived", who, now, logged)

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

    def take_back(self, tx: Tx, guest: Guest, now: datetime) -> dict[int, Logged]:
        """Take back the contact that an arrival wrote, where it still stands."""
        at = guest.marks.arrived_at
        assert at is not None
        found = guests.contact_of_arrival(tx, SHOP_ID, guest.row.customer_id, at)
        if found is None:  # taken back on the lead already
            return {}
        lead_id, contact_id = found
        fields, _stage = self._answer().fields_in(tx, lead_id)
        self._answer().turn_in(tx, lead_id, contact_id, voided_at=now, fields=None)
        return {guest.lead_id: Logged(lead_id, contact_id, fields, fields)}

    def turn(self, tx: Tx, done: GuestsDone, now: datetime) -> dict[int, Logged]:
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


def _of_code(tx: Tx, activity_id: int, code: str) -> list[int]:
    found = guests.by_code(tx, SHOP_ID, code)
    if found is None:
        return []
    if found[0] != activity_id:
        raise errors.CodeOfOther(code=code, name=read_activity(tx, found[0]).plan.name)
    return [found[1]]


def _of_number(tx: Tx, activity_id: int, digits: str) -> list[int]:
    if len(digits) == _TAIL and digits.isascii() and digits.isdecimal():
        return guests.by_number(tx, SHOP_ID, activity_id, digits)
    phone = Phone.parse(digits)
    return [] if phone is None else guests.by_number(tx, SHOP_ID, activity_id, phone.value)
