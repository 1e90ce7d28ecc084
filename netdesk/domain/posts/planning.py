"""A week's plan: which column goes out when and where.

What is planned already is kept to: it counts for its column's quota, its time is taken, and the mix
is held with it. Same arguments, same plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import TARGET

Quotas = Mapping[Column, int]  # posts a week by column


@dataclass(frozen=True, slots=True)
class Standing:
    """A post planned or published: when on the shop's clock, on which platform, its column."""

    day: date
    time: time
    column: Column
    platform: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place to fill."""

    day: date
    time: time
    column: Column
    platform: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The places in the order of time, and the posts there was no room for, by column.

    `crowded`: no time was free. `above`: it would have promoted too much.
    """

    places: tuple[Place, ...] = ()
    crowded: tuple[Column, ...] = ()
    above: tuple[Column, ...] = ()


def plan(
    days: Sequence[date],
    times: Sequence[time],
    quotas: Quotas,
    platforms: Sequence[str],
    *,
    standing: Sequence[Standing] = (),
    target: float = TARGET,
) -> Plan:
    """Return what to fill on the open `days` of a week that are still ahead."""
    left = [c for c, n in quotas.items() for _ in range(n)]
    slots = [(d, t) for d in days for t in times]
    places = [
        Place(d, t, column, platforms[i % len(platforms)])
        for i, ((d, t), column) in enumerate(zip(slots, left, strict=False))
    ]
    return Plan(tuple(places), tuple(left[len(slots) :]))


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
