"""Steps with the guests of activities: their values, and what all of them do in a transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from netdesk import errors
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.guests import MOST_LISTED, Came, Guest
from netdesk.domain.activities.words import ActivityState
from netdesk.domain.compliance.rules import Report as Findings
from netdesk.domain.leads.inbox import InboxRow
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.store import activities, audit, guests, inbox
from netdesk.store.contacts import Fields
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID

_CHANGES = Changes(activities=True)
_CAME = Changes(activities=True, leads=True)


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


def read_activity(tx: Tx, activity_id: int) -> Activity:
    """Return an activity. Raises UnknownActivity."""
    found = activities.one(tx, SHOP_ID, activity_id)
    if found is None:
        raise errors.UnknownActivity(id=activity_id)
    return found


def planned(tx: Tx, activity_id: int) -> Activity:
    """Return an activity whose list may be written."""
    activity = read_activity(tx, activity_id)
    if activity.state is ActivityState.CANCELLED:
        raise errors.ActivityIsCancelled(name=activity.plan.name)
    if activity.state is ActivityState.CLOSED:
        raise errors.ActivityIsClosed(name=activity.plan.name)
    return activity


def by_lead(found: Iterable[Guest]) -> dict[int, Guest]:
    """Return guests by their leads."""
    return {guest.lead_id: guest for guest in found}


def of_leads(tx: Tx, activity_id: int, lead_ids: Sequence[int]) -> dict[int, Guest]:
    """Return these guests. Raises UnknownGuest where one is not listed."""
    found = by_lead(guests.of(tx, SHOP_ID, activity_id, lead_ids))
    if len(found) < len(set(lead_ids)):
        raise errors.UnknownGuest()
    return found


def list_leads(
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
    there = by_lead(guests.of(tx, SHOP_ID, activity_id, wanted))
    new = [lead_id for lead_id in wanted if lead_id not in there]
    guests.add(tx, SHOP_ID, activity_id, new, by_id=who, now=now)
    return new


def note(
    tx: Tx,
    action: str,
    activity_id: int,
    them: Iterable[int],
    who: int | None,
    now: datetime,
) -> None:
    """Note a step with guests in the audit."""
    audit.append(
        tx,
        SHOP_ID,
        f"guests.{action}",
        at=now,
        by_id=who,
        subject_id=activity_id,
        payload={"leads": list(them)},
    )


def step_done(
    tx: Tx,
    activity_id: int,
    before: Mapping[int, Guest | None],
    changed: Mapping[int, Guest],
    action: str,
    who: int | None,
    now: datetime,
    logged: Mapping[int, Logged] | None = None,
) -> GuestsDone:
    """Return a step that changed these guests, noted in the audit."""
    ids = list(changed)
    after = by_lead(guests.of(tx, SHOP_ID, activity_id, ids))
    if ids:
        note(tx, action, activity_id, changed, who, now)
    return GuestsDone(
        activity_id,
        {lead_id: before.get(lead_id) for lead_id in ids},
        after,
        logged or {},
        _CAME if logged else _CHANGES,
    )
