"""What becomes of an invented lead: who calls when, what is said, how it ends.

A story is told up to an instant, and goes on from there when the customer comes again. Everything
it tells may be recorded by the rules of RULINGS 27, in the order told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from netdesk.domain.deadlines.deadline import Deadline
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.demo import chances
from netdesk.domain.demo.invented import InventedShop, pick
from netdesk.domain.leads.lead import Grade, Outcome

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a story is told with."""

    rng: Random
    shop: InventedShop
    timetable: Timetable
    answering: tuple[int, ...]  # ids of the clerk and the inviters
    consultants: tuple[int, ...]


class Move(NamedTuple):
    """One contact: what Answer would be told. `recorded_at` is later than `at` for a late entry."""

    at: datetime
    recorded_at: datetime
    outcome: Outcome
    by_id: int
    reason: str = ""
    note: str = ""
    grade: Grade | None = None
    next_at: datetime | None = None
    visit_at: datetime | None = None


_Act = Callable[[], Move]


class _Plan(NamedTuple):
    act: _Act
    at: datetime
    recorded_at: datetime


class Story:
    """One lead's way, move by move."""

    def __init__(
        self,
        cast: Cast,
        deadline: Deadline,
        *,
        owner_id: int | None,
        has_phone: bool,
        open_until: datetime,
        lost_before: datetime | None = None,
        invited_for: date | None = None,
    ) -> None:
        """Begin at the first touch; the lead isn't closed before `open_until`."""
        self._cast = cast
        self._rng = cast.rng
        self._owner = owner_id or pick(cast.rng, cast.answering)
        self._consultant = pick(cast.rng, cast.consultants)
        self._has_phone = has_phone
        self._open_until = open_until
        self._grade = chances.GRADES.pick(cast.rng)
        self._tries = self._talks = 0
        self._at = self._recorded_at = deadline.received
        self._from_home = False
        self._invited_for = invited_for
        self._plan: _Plan | None = None
        if lost_before is None:
            self._answer(self._first, deadline)
        else:
            self._lose_before(lost_before)

    def until(self, instant: datetime) -> list[Move]:
        """Return what was recorded since the last asking, up to `instant`."""
        moves = []
        while self._plan is not None and self._plan.recorded_at <= instant:
            act, self._at, self._recorded_at = self._plan
            self._plan = None
            moves.append(act())
        return moves

    def comes_again(self, deadline: Deadline) -> None:
        """The customer came again and a new clock runs: answer it, then go on as planned."""
        before = self._plan
        self._recorded_at = max(self._recorded_at, deadline.received)

        def answer() -> Move:
            if before is None:
                return self._keep_talking(Outcome.CONNECTED)
            act, at, recorded_at = before
            late = max(self._recorded_at + _MINUTE - at, timedelta(0))
            self._plan = _Plan(act, at + late, recorded_at + late)
            outcome = Outcome.CONNECTED if self._has_phone else Outcome.WECHAT
            return self._move(outcome, next_at=self._plan.at)

        self._answer(answer, deadline)

    def _answer(self, act: _Act, deadline: Deadline) -> None:
        """Plan the answer to a clock: mostly in time, at times late, some evenings from home."""
        rng, timetable = self._rng, self._cast.timetable
        begin = deadline.received
        if not deadline.open_at_arrival and deadline.opens_at is not None:
            local = begin.astimezone(timetable.zone)
            if 18 <= local.hour < 22 and rng.random() < chances.FROM_HOME:
                self._from_home = True
                self._set(act, begin + timedelta(minutes=rng.uniform(4, 45)))
                return
            begin = deadline.opens_at
        allowed = max(deadline.due - begin, _MINUTE)
        chance = rng.random()
        if chance < 0.76:
            share = min(rng.lognormvariate(-1.6, 0.8), 0.97)
        elif chance < 0.9:
            share = rng.uniform(0.5, 1)
        else:
            share = rng.uniform(1.02, 3.5 if chance < 0.98 else 24)
        at = begin + allowed * share
        if at > deadline.due or (not timetable.is_open(at) and rng.random() < 0.4):
            at = self._at_work(at)
        self._set(act, at)

    def _lose_before(self, end: datetime) -> None:
        """Call, and lose the lead, both before `end`, whatever the hour."""
        begin = self._at
        left = end - begin

        def lose() -> Move:
            return self._move(Outcome.LOST, reason=self._cast.shop.lost.pick(self._rng))

        def call() -> Move:
            lost_at = begin + left * self._rng.uniform(0.6, 0.95)
            self._plan = _Plan(lose, _whole(lost_at), _whole(lost_at))
            return self._move(Outcome.CONNECTED, next_at=_whole(lost_at))

        at = _whole(begin + min(left * 0.4, timedelta(minutes=self._rng.uniform(3, 50))))
        self._plan = _Plan(call, at, at)

    def _first(self) -> Move:
        rng = self._rng
        if self._invited_for is not None:
            return self._invite(self._invited_for)
        if self._from_home:
            return self._keep_talking(Outcome.WECHAT)
        outcome = (chances.FIRST if self._has_phone else chances.BY_WECHAT).pick(rng)
        if outcome is Outcome.INVALID and rng.random() < chances.ASKED_FIRST and self._may_close():
            self._soon(self._drop, 1, 5)
            return self._move(Outcome.CONNECTED)
        return self._go_on(outcome)

    def _drop(self) -> Move:
        return self._move(Outcome.INVALID, reason=self._reason(Outcome.INVALID))

    def _retry(self) -> Move:
        if self._tries >= chances.PATIENCE and self._rng.random() < 0.6 and self._may_close():
            return self._move(Outcome.LOST, reason=self._cast.shop.silent.pick(self._rng))
        return self._go_on(chances.RETRY.pick(self._rng))

    def _talk(self) -> Move:
        self._talks += 1
        if self._talks > chances.PATIENCE and self._rng.random() < 0.45:
            return self._go_on(Outcome.LOST)
        return self._go_on(chances.TALK.pick(self._rng))

    def _go_on(self, outcome: Outcome) -> Move:
        """Make a move before the first visit, and plan the next."""
        if outcome in chances.CLOSING and not self._may_close():
            outcome = Outcome.CONNECTED
        if outcome is Outcome.NO_ANSWER and self._has_phone:
            self._tries += 1
            promised = self._promise(1) if self._rng.random() < 0.5 else self._at + 3 * _HOUR
            self._later(self._retry, promised)
            return self._move(outcome, next_at=promised)
        if outcome is Outcome.INVITED:
            return self._invite()
        if outcome in chances.CLOSING:
            return self._move(outcome, reason=self._reason(outcome))
        return self._keep_talking(outcome)

    def _keep_talking(self, outcome: Outcome) -> Move:
        if not self._has_phone:
            outcome = Outcome.WECHAT
        promised = self._promise(self._rng.randint(*chances.CALL_AGAIN[self._grade]))
        self._later(self._talk, promised)
        return self._move(outcome, next_at=promised, grade=self._grade)

    def _invite(self, day: date | None = None) -> Move:
        days = pick(self._rng, (1, 1, 2, 2, 3, 4, 5))
        visit_at = self._promise(days) if day is None else self._promise_on(day)
        if self._rng.random() < chances.ARRIVES:
            at = visit_at + timedelta(minutes=self._rng.uniform(-25, 45))
            self._set(self._arrive, at, late=chances.LATE_VISITS)
        else:
            self._later(self._miss, visit_at + 2 * _HOUR)
        grade = self._grade = pick(self._rng, (Grade.H, Grade.H, Grade.A))
        return self._move(Outcome.INVITED, visit_at=visit_at, grade=grade)

    def _miss(self) -> Move:
        return self._go_on(chances.MISSED.pick(self._rng))

    def _arrive(self) -> Move:
        rng = self._rng
        chance = rng.random()
        if chance < chances.TEST_DRIVES:
            self._soon(self._test_drive, 15, 60)
        elif chance < chances.TEST_DRIVES + chances.ORDERS_AT_ONCE * (1 - chances.TEST_DRIVES):
            self._soon(self._order, 40, 120)
        else:
            return self._think_over(Outcome.ARRIVED)
        return self._visit(Outcome.ARRIVED)

    def _test_drive(self) -> Move:
        if self._rng.random() < chances.ORDERS_AT_ONCE:
            self._soon(self._order, 30, 120)
            return self._visit(Outcome.TEST_DRIVEN)
        return self._think_over(Outcome.TEST_DRIVEN)

    def _think_over(self, outcome: Outcome) -> Move:
        promised = self._promise(self._rng.randint(1, 5))
        self._later(self._decide, promised)
        return self._visit(outcome, next_at=promised)

    def _decide(self) -> Move:
        outcome = chances.DECIDE.pick(self._rng)
        if outcome is Outcome.ORDERED:
            return self._order()
        if outcome is Outcome.LOST and self._may_close():
            return self._visit(outcome, reason=self._reason(outcome))
        promised = self._promise(self._rng.randint(2, 6))
        self._later(self._decide, promised)
        return self._visit(
            Outcome.WECHAT if outcome is Outcome.WECHAT else Outcome.CONNECTED, next_at=promised
        )

    def _order(self) -> Move:
        promised = self._promise(self._rng.randint(5, 16))
        kept = self._rng.random() < 0.93
        self._later(self._deliver if kept else self._cancel, promised)
        return self._visit(Outcome.ORDERED, next_at=promised)

    def _deliver(self) -> Move:
        if not self._may_close():
            return self._wait_for(self._deliver)
        return self._visit(Outcome.DELIVERED)

    def _cancel(self) -> Move:
        if not self._may_close():
            return self._wait_for(self._cancel)
        return self._visit(Outcome.LOST, reason=self._reason(Outcome.LOST))

    def _wait_for(self, act: _Act) -> Move:
        promised = self._promise(3)
        self._later(act, promised)
        return self._visit(Outcome.CONNECTED, next_at=promised)

    def _may_close(self) -> bool:
        return self._recorded_at > self._open_until

    def _reason(self, outcome: Outcome) -> str:
        if outcome is Outcome.LOST:
            return self._cast.shop.lost.pick(self._rng)
        return self._cast.shop.invalid.pick(self._rng) if outcome is Outcome.INVALID else ""

    def _move(
        self,
        outcome: Outcome,
        *,
        reason: str = "",
        grade: Grade | None = None,
        next_at: datetime | None = None,
        visit_at: datetime | None = None,
        by_id: int | None = None,
    ) -> Move:
        notes = self._cast.shop.notes.get(outcome)
        note = pick(self._rng, notes) if notes and self._rng.random() < 0.6 else ""
        who = by_id or self._owner
        return Move(
            self._at, self._recorded_at, outcome, who, reason, note, grade, next_at, visit_at
        )

    def _visit(
        self, outcome: Outcome, *, reason: str = "", next_at: datetime | None = None
    ) -> Move:
        """A move by the sales consultant, from the first visit on."""
        return self._move(outcome, reason=reason, next_at=next_at, by_id=self._consultant)

    def _promise(self, days: int) -> datetime:
        """Return a round time some days on at which the shop is open."""
        today = self._at.astimezone(self._cast.timetable.zone).date()
        return self._promise_on(today + days * _DAY)

    def _promise_on(self, day: date) -> datetime:
        timetable = self._cast.timetable
        at = timetable.day_start(day) + timedelta(minutes=pick(self._rng, chances.TIMES))
        opens, _closes = timetable.window_from(at)
        return at if opens <= at else opens + _HOUR

    def _later(self, act: _Act, promised: datetime) -> None:
        """Plan a move for about when it was promised; some are put off."""
        rng = self._rng
        chance = rng.random()
        if chance < 0.8:
            minutes = rng.uniform(-15, 75)
        elif chance < 0.95:
            minutes = rng.uniform(90, 480)
        else:
            minutes = rng.uniform(1440, 3600)
        self._set(act, self._at_work(promised + timedelta(minutes=minutes)))

    def _soon(self, act: _Act, least: int, most: int) -> None:
        """Plan a move of the same visit."""
        minutes = self._rng.uniform(least, most)
        self._set(act, self._at + timedelta(minutes=minutes), late=chances.LATE_VISITS)

    def _set(self, act: _Act, at: datetime, late: float = chances.LATE_ENTRIES) -> None:
        """Plan a move after everything recorded so far; with a small chance entered late (补录)."""
        rng = self._rng
        least = self._recorded_at + timedelta(seconds=20 + int(rng.random() * 70))
        at = recorded_at = _whole(max(at, least))
        if rng.random() < late:
            recorded_at += timedelta(seconds=rng.randint(700, 14400))
        self._plan = _Plan(act, at, recorded_at)

    def _at_work(self, at: datetime) -> datetime:
        """Return `at` where the shop is open then, else a while after the next opening."""
        opens, _closes = self._cast.timetable.window_from(at)
        return at if opens <= at else opens + timedelta(minutes=self._rng.uniform(2, 60))


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)
