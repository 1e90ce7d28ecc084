"""`due_at` in one process on a warm timetable, beside a bare bisection and one addition."""

import random
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from netdesk.catalog.public_holidays import days_of
from netdesk.domain.deadlines.deadline import due_at
from netdesk.domain.deadlines.hours import DEFAULT_HOURS, Closing, Window, every_day
from netdesk.domain.deadlines.timetable import Timetable
from tests.benchmarks.measuring import Row, in_turns

LEAST_A_SECOND = 200_000
MOST_BUILD_S = 0.003
_COUNT = 100_000
_TIMES = 5
_HOUR = timedelta(hours=1)
_BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
_SPLIT = every_day(Window(30600, 43200), Window(48600, 64800))


def rows() -> list[Row]:
    """Return a row for each closing reading, one for the shop day, one for working a year out."""
    chance = random.Random(1)
    arrivals = [_BEGIN + timedelta(seconds=chance.randrange(350 * 86400)) for _ in range(_COUNT)]
    opening = [_BEGIN + timedelta(hours=12 * half) for half in range(730)]

    def floor(at: datetime) -> datetime:
        return opening[bisect_right(opening, at) - 1] + _HOUR

    found = []
    for closing in Closing:
        timetable = Timetable(replace(DEFAULT_HOURS, weekly=_SPLIT, closing=closing), days_of)
        found.append(_rate(f"due, {closing}, a second", _due_by(timetable), floor, arrivals))
    timetable = Timetable(replace(DEFAULT_HOURS, weekly=_SPLIT), days_of)
    found.append(_rate("shop day, a second", timetable.shop_day, floor, arrivals))
    return [*found, _building()]


def _due_by(timetable: Timetable) -> Callable[[datetime], object]:
    return lambda at: due_at(at, timetable)


def _rate(
    what: str,
    ask: Callable[[datetime], object],
    floor: Callable[[datetime], object],
    arrivals: list[datetime],
) -> Row:
    _seconds(ask, arrivals)  # warms the timetable
    took, least = in_turns(
        _TIMES, lambda: _seconds(ask, arrivals), lambda: _seconds(floor, arrivals)
    )
    rate = _COUNT / took
    return Row(
        what,
        f"{rate:,.0f}",
        f"{_COUNT / least:,.0f}",
        f"{took / least:.2f}",
        f"≥ {LEAST_A_SECOND:,}",
        rate >= LEAST_A_SECOND,
    )


def _seconds(ask: Callable[[datetime], object], arrivals: list[datetime]) -> float:
    started = time.perf_counter()
    for at in arrivals:
        ask(at)
    return time.perf_counter() - started


def _building() -> Row:
    """Return how long the first question to a fresh timetable takes: it works out one year."""

    def first_question() -> float:
        timetable = Timetable(replace(DEFAULT_HOURS, weekly=_SPLIT), days_of)
        started = time.perf_counter()
        due_at(_BEGIN, timetable)
        return time.perf_counter() - started

    (took,) = in_turns(4 * _TIMES, first_question)
    target = f"≤ {MOST_BUILD_S * 1000:g} ms"
    return Row("first due, a year", f"{took * 1000:.2f} ms", "", "", target, took <= MOST_BUILD_S)


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row[:5]))
