"""The shop's hours: what they are now, open or closed, and changing them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from netdesk import errors
from netdesk.catalog import hours_file
from netdesk.catalog.public_holidays import days_of
from netdesk.domain.calls.call import missed_allowed
from netdesk.domain.deadlines.deadline import Deadline, DueReason, due_at
from netdesk.domain.deadlines.hours import Hours
from netdesk.domain.deadlines.stretch import FOREVER
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.leads.clock import ClockPolicy
from netdesk.services.who import person_id
from netdesk.store import audit, restamp, shop
from netdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class ShopState:
    """Open or closed, and until when. `until` is the next closing, `next_open` the next opening."""

    open: bool
    until: datetime | None
    next_open: datetime | None
    published: bool  # false: 调休未公布 for this year


@dataclass(frozen=True, slots=True)
class Moved:
    """One waiting lead whose deadline moved."""

    id: int
    name: str
    before: datetime
    after: datetime


class ShopHours:
    """Holds the timetable of the hours in force until they change."""

    def __init__(self, database: Database) -> None:
        """Read the hours from `database` when first asked."""
        self._database = database
        self._current: tuple[int, Hours, Timetable] | None = None

    def current(self) -> Hours:
        """Return the hours in force."""
        return self._load()[1]

    def timetable(self) -> Timetable:
        """Return the timetable of the hours in force."""
        return self._load()[2]

    def hours_id(self) -> int:
        """Return the id under which clocks name these hours."""
        return self._load()[0]

    def text(self) -> str:
        """Return the hours as a file."""
        return hours_file.write(self.current())

    def read(self, path: Path, *, now: datetime) -> Hours:
        """Return the hours a file says. Raises HoursRefused with every fault and its line."""
        return read_hours(path, now=now)

    def from_table(self, table: Mapping[str, object], *, now: datetime) -> Hours:
        """Return the hours of a table with the file's keys. Raises HoursRefused with its faults."""
        return hours_file.from_table(table, today=now.date())

    def state(self, now: datetime) -> ShopState:
        """Return whether the shop is open, and until when (None: it never closes, or opens)."""
        timetable = self.timetable()
        published = timetable.is_published(self._local(now))
        if timetable.is_open(now):
            return ShopState(True, timetable.closing_after(now), None, published)
        try:
            opens = timetable.next_opening(now)
        except errors.NoOpening:
            opens = None
        return ShopState(False, None, opens, published)

    def set(
        self, hours: Hours, *, by: str, now: datetime, dry_run: bool = False
    ) -> tuple[Moved, ...]:
        """Put new hours in force and re-stamp the leads still waiting; return those that moved.

        Answered leads keep the deadline they were judged by. With `dry_run` nothing is written.
        """
        timetable = Timetable(hours, days_of)
        with self._database.writing() as tx:
            moved = []
            missed = missed_allowed(shop.read_settings(tx))
            for waiting in restamp.waiting(tx, shop.SHOP_ID):
                earliest, allowed = _restamped(waiting, timetable, missed)
                if earliest.due != waiting.due_at:
                    moved.append(Moved(waiting.lead_id, waiting.name, waiting.due_at, earliest.due))
                if not dry_run:
                    restamp.write(tx, shop.SHOP_ID, waiting.clock_id, earliest, allowed)
            if not dry_run:
                who = person_id(tx, by)
                hours_id = shop.add_hours(tx, hours_file.write(hours), by_id=who, now=now)
                restamp.under(tx, shop.SHOP_ID, hours_id)
                audit.append(
                    tx,
                    shop.SHOP_ID,
                    "hours.set",
                    at=now,
                    by_id=who,
                    subject_id=hours_id,
                    payload={"moved": [m.id for m in moved]},
                )
        if not dry_run:
            self._current = None
        return tuple(sorted(moved, key=lambda m: m.after))

    def windows_words(self, day: date) -> str:
        """Return a day's open windows as the page says them; empty where the shop is closed."""
        windows = self.timetable().windows_on(day)
        return "、".join(f"{_clock(w.start)}–{_clock(w.end)}" for w in windows)

    def _local(self, now: datetime) -> date:
        return now.astimezone(self.current().zone).date()

    def _load(self) -> tuple[int, Hours, Timetable]:
        if self._current is None:
            with self._database.reading() as tx:
                stored = shop.read_hours(tx)
            hours = hours_file.parse(stored.text)
            self._current = stored.id, hours, Timetable(hours, days_of)
        return self._current


def _restamped(
    waiting: restamp.WaitingClock, timetable: Timetable, missed: timedelta
) -> tuple[Deadline, timedelta]:
    """Return the deadline of an open clock under new hours, and what it is allowed."""
    began, *later = waiting.touches
    is_call = waiting.policy is ClockPolicy.CALL
    allowed = waiting.allowed if is_call else timetable.allowed
    own = due_at(began, timetable, allowed)
    earliest = min([own, *(due_at(at, timetable) for at in later)], key=lambda one: one.due)
    called = min((due_at(at, timetable, missed).due for at in waiting.since), default=FOREVER)
    if called < earliest.due:
        return own._replace(due=called, reason=DueReason.CALL_SINCE), allowed
    return earliest, allowed


def read_hours(path: Path, *, now: datetime | None = None) -> Hours:
    """Return the hours a file says, with no store asked. Raises HoursRefused, NotThere.

    With `now` they must open the shop from then on, as hours to live by must. Without it, hours of
    the past will do.
    """
    return hours_file.read(path, today=None if now is None else now.date())


def timetable_of(hours: Hours) -> Timetable:
    """Return the timetable of any hours, with the public holidays they ask for."""
    return Timetable(hours, days_of)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
