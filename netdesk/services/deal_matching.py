"""Matching deals to leads by phone: after each import, in its own transaction."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.money.matching import lead_of
from netdesk.domain.money.proof import Match
from netdesk.domain.money.words import MatchHow
from netdesk.store import audit, deal_matches
from netdesk.store.database import Tx
from netdesk.store.deal_matches import Days
from netdesk.store.shop import SHOP_ID


@dataclass(frozen=True, slots=True)
class Rematched:
    """How many deals were matched, went to another lead, lost the one they had."""

    matched: int = 0
    moved: int = 0
    freed: int = 0

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.matched or self.moved or self.freed)


def days_of(timetable: Timetable) -> Days:
    """Return the shop's days as the store needs them."""
    return Days(timetable.local_day, timetable.open_day, timetable.day_opening)


def match_phones(
    tx: Tx,
    phones: Collection[str],
    timetable: Timetable,
    *,
    now: datetime,
    by_id: int | None = None,
    subject_id: int | None = None,
) -> Rematched:
    """Match the deals of these numbers to the leads there are now, and note it in the audit.

    What a person said stays. `subject_id` is the import's, for the audit.
    """
    found = rematch(tx, phones, timetable, now=now, by_id=by_id)
    if found:
        audit.append(
            tx,
            SHOP_ID,
            "deals.matched",
            at=now,
            by_id=by_id,
            subject_id=subject_id,
            payload=asdict(found),
        )
    return found


def rematch(
    tx: Tx,
    phones: Collection[str],
    timetable: Timetable,
    *,
    now: datetime,
    by_id: int | None = None,
) -> Rematched:
    """Match the deals of these numbers without a note."""
    waiting = deal_matches.by_phone(tx, SHOP_ID, phones)
    if not waiting:
        return Rematched()
    known = deal_matches.wishes(tx, SHOP_ID, {one.phone for one in waiting}, timetable.local_day)
    changed: dict[int, Match | None] = {}
    touched: set[int] = set()
    counts = {"matched": 0, "moved": 0, "freed": 0}
    for deal in waiting:
        lead_id = lead_of(deal.day, deal.name, known.get(deal.phone, ()))
        if lead_id == deal.lead_id:
            continue
        match = Match(lead_id, MatchHow.PHONE, now, by_id=by_id)
        changed[deal.deal_id] = None if lead_id is None else match
        touched |= {lead for lead in (lead_id, deal.lead_id) if lead is not None}
        what = "freed" if lead_id is None else "matched" if deal.lead_id is None else "moved"
        counts[what] += 1
    if changed:
        deal_matches.write(tx, SHOP_ID, changed)
        deal_matches.settle(tx, SHOP_ID, touched, days_of(timetable), now)
    return Rematched(**counts)
