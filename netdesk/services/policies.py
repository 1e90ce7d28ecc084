"""The board of policies: written, changed, ended; what holds today (R7).

Every step hands back what undoes it. What has ended is shown as such and used by no post.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from netdesk import errors
from netdesk.domain.activities.policies import (
    SHORTEST_TITLE,
    Policy,
    PolicyNote,
    PolicyState,
    in_order,
)
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.typed_days import typed_period
from netdesk.services.who import person_id
from netdesk.store import audit, policies
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

LONGEST_TITLE, LONGEST_TEXT, MOST_MODELS = 60, 2000, 20


@dataclass(frozen=True, slots=True)
class PolicyDone:
    """A step: what was on the board before and what is now; None: nothing."""

    id: int
    before: Policy | None
    after: Policy | None
    changes: Changes = Changes(policies=True)


class Policies:
    """Keeps the board. Each write is one transaction; reading is from memory until a write."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Work on `database`; days are the shop's by `hours`."""
        self._database = database
        self._hours = hours
        self._kept: tuple[Policy, ...] | None = None

    def every(self) -> tuple[Policy, ...]:
        """Return all policies in the order they were written."""
        if self._kept is None:
            with self._database.reading() as tx:
                self._kept = tuple(policies.every(tx, SHOP_ID, self.today))
        return self._kept

    def reload(self) -> None:
        """Read the board again when it is next asked for, after another room wrote on it."""
        self._kept = None

    def board(self, *, now: datetime) -> Mapping[PolicyState, tuple[Policy, ...]]:
        """Return what holds, what comes, what is over."""
        return in_order(self.every(), self.today(now))

    def active(self, *, now: datetime, model: str = "") -> tuple[Policy, ...]:
        """Return the policies that hold now, of one car or of all."""
        found = self.board(now=now)[PolicyState.ACTIVE]
        return tuple(p for p in found if not model or not p.note.models or model in p.note.models)

    def expired(self, *, now: datetime) -> tuple[Policy, ...]:
        """Return the policies that are over, the latest first."""
        return self.board(now=now)[PolicyState.EXPIRED]

    def today(self, now: datetime) -> date:
        """Return the shop's date."""
        return self._hours.timetable().local_day(now)

    def dates(self, first: str, last: str, *, now: datetime) -> tuple[date, date | None]:
        """Return the days a person typed; an empty end is none. Raises BadPeriod."""
        begin = typed_period(first, self._hours, now).first
        return begin, typed_period(last, self._hours, now).last if last.strip() else None

    def add(self, note: PolicyNote, *, by: str, now: datetime) -> PolicyDone:
        """Put a policy on the board. Raises PolicyEmpty, PolicyBackwards, UnknownPerson."""
        note = _clean(note)
        with self._writing() as tx:
            who = person_id(tx, by)
            policy_id = policies.add(tx, SHOP_ID, note, by_id=who, now=now)
            return self._done(tx, policy_id, None, "added", who, now)

    def change(
        self, policy_id: int, note: PolicyNote, *, version: int, by: str, now: datetime
    ) -> PolicyDone:
        """Write over a policy at `version`. Raises as `add`; UnknownPolicy, PolicyChanged."""
        note = _clean(note)
        with self._writing() as tx:
            who = person_id(tx, by)
            before = self._at(tx, policy_id, version)
            policies.change(tx, SHOP_ID, policy_id, note)
            return self._done(tx, policy_id, before, "changed", who, now)

    def end(self, policy_id: int, *, version: int, by: str, now: datetime) -> PolicyDone:
        """End a policy now. Raises UnknownPolicy, PolicyChanged, UnknownPerson."""
        with self._writing() as tx:
            who = person_id(tx, by)
            before = self._at(tx, policy_id, version)
            policies.set_ended(tx, SHOP_ID, policy_id, now)
            return self._done(tx, policy_id, before, "ended", who, now)

    def undo(self, done: PolicyDone, *, by: str, now: datetime) -> PolicyDone:
        """Put back what was there before a step. Raises PolicyChanged where it changed since."""
        with self._writing() as tx:
            who = person_id(tx, by)
            present = policies.one(tx, SHOP_ID, done.id, self.today)
            if present != done.after:
                raise errors.PolicyChanged()
            back = done.before
            if back is None:
                policies.remove(tx, SHOP_ID, done.id)
            elif present is None:
                policies.put_back(tx, SHOP_ID, back, by_id=who, now=now)
            else:
                policies.change(tx, SHOP_ID, done.id, back.note)
                if present.ended != back.ended:
                    at = None if back.ended is None else self._start(back.ended)
                    policies.set_ended(tx, SHOP_ID, done.id, at)
            return self._done(tx, done.id, present, "undone", who, now)

    @contextmanager
    def _writing(self) -> Iterator[Tx]:
        """Write, and read again once it is written."""
        with self._database.writing() as tx:
            yield tx
        self.reload()

    def _start(self, day: date) -> datetime:
        return self._hours.timetable().day_start(day)

    def _at(self, tx: Tx, policy_id: int, version: int) -> Policy:
        policy = policies.one(tx, SHOP_ID, policy_id, self.today)
        if policy is None:
            raise errors.UnknownPolicy(id=policy_id)
        if policy.version != version:
            raise errors.PolicyChanged()
        return policy

    def _done(
        self,
        tx: Tx,
        policy_id: int,
        before: Policy | None,
        action: str,
        who: int | None,
        now: datetime,
    ) -> PolicyDone:
        audit.append(tx, SHOP_ID, f"policy.{action}", at=now, by_id=who, subject_id=policy_id)
        after = policies.one(tx, SHOP_ID, policy_id, self.today)
        return PolicyDone(policy_id, before, after)


def _clean(note: PolicyNote) -> PolicyNote:
    title = " ".join(note.title.split())[:LONGEST_TITLE]
    letters = [s for s in title if unicodedata.category(s)[0] in "LN"]
    if len(letters) < SHORTEST_TITLE:
        raise errors.PolicyEmpty()
    if note.last is not None and note.last < note.first:
        raise errors.PolicyBackwards(first=note.first.isoformat(), last=note.last.isoformat())
    models = dict.fromkeys(" ".join(model.split()) for model in note.models)
    return replace(
        note,
        title=title,
        text=note.text.strip()[:LONGEST_TEXT],
        models=tuple(filter(None, models))[:MOST_MODELS],
        source=" ".join(note.source.split())[:200],
    )
