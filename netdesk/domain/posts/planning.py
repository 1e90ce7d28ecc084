"""A week's plan: which column goes out when and where.

What is planned already is kept to: it counts for its column's quota, its time is taken, and the mix
is held with it. The same arguments give the same plan.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import TARGET, Mix, Window

_T = TypeVar("_T")
Quotas = Mapping[Column, int]  # posts a week by column
BESIDE = timedelta(minutes=60)  # a time is taken where another post is nearer than this


class Slot(NamedTuple):
    """A time to post at, on the shop's clock."""

    day: date
    time: time


@dataclass(frozen=True, slots=True)
class Place:
    """A post that is planned, published, or to be written: when, of which column, where."""

    day: date
    time: time
    column: Column
    platform: str

    @property
    def slot(self) -> Slot:
        """Return its time."""
        return Slot(self.day, self.time)


@dataclass(frozen=True, slots=True)
class Plan:
    """The places in the order of time, and the columns of posts that got none.

    `crowded`: no time was free. `above`: it would have promoted too much.
    """

    places: tuple[Place, ...] = ()
    crowded: tuple[Column, ...] = ()
    above: tuple[Column, ...] = ()


def plan(
    monday: date,
    slots: Sequence[Slot],
    quotas: Quotas,
    platforms: Sequence[str],
    *,
    standing: Sequence[Place] = (),
    target: float = TARGET,
) -> Plan:
    """Return what to write for the week of `monday` in its `slots` still ahead.

    `standing` are the posts of the 27 days before, of the week, and of the days after. The posts
    are spread evenly over the days, those of a column over the week; no two that promote stand
    side by side where that can be helped, and no 7 or 28 days promote above `target` by them.
    """
    taken = {slot for place in standing for slot in _neighbours(place, slots)}
    free = [slot for slot in sorted(set(slots)) if slot not in taken]
    wanted, crowded = _wanted(monday, quotas, standing, len(free))
    helping = _in_order([column for column in wanted if not column.promotes], monday)
    promoting = [column for column in wanted if column.promotes]
    above: list[Column] = []
    while True:  # one promoting post less, until what is left is within the target
        chosen = _spread(monday, free, len(helping) + len(promoting), standing)
        at = _promotion(monday, chosen, promoting, standing, target)
        if at is not None:
            break
        above.append(promoting.pop())
    rest = [slot for slot in chosen if slot not in at]
    at |= dict(zip(rest, helping, strict=True))
    return Plan(_on_platforms(at, platforms, standing), crowded, tuple(above[::-1]))


def holds(monday: date, places: Sequence[Place], new: Place, target: float = TARGET) -> bool:
    """Whether no 7 or 28 days promote above `target` by adding `new` to the posts there are.

    Looked at are the windows that hold it and end in the week or on a later day with a post: what
    comes after is not planned yet.
    """
    if not new.column.promotes:
        return True
    posts = Counter(place.day for place in (*places, new))
    promoting = Counter(place.day for place in (*places, new) if place.column.promotes)
    sunday = monday + timedelta(days=6)
    week = {monday + timedelta(days=n) for n in range(7)}
    for end in week | {day for day in posts if day > sunday}:
        for window in Window:
            if 0 <= (end - new.day).days < window.days:
                days = [end - timedelta(days=n) for n in range(window.days)]
                promotion = sum(promoting[day] for day in days)
                helping = sum(posts[day] for day in days) - promotion
                if Mix(helping, promotion).above(target):
                    return False
    return True


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _neighbours(place: Place, slots: Sequence[Slot]) -> set[Slot]:
    at = datetime.combine(place.day, place.time)
    return {slot for slot in slots if abs(datetime.combine(*slot) - at) < BESIDE}


def _wanted(
    monday: date, quotas: Quotas, standing: Sequence[Place], room: int
) -> tuple[list[Column], tuple[Column, ...]]:
    """Return the posts still to write, and those there is no room for.

    A column gets its second post after each got its first.
    """
    there = Counter(place.column for place in standing if week_of(place.day) == monday)
    left = {column: max(0, quotas.get(column, 0) - there[column]) for column in Column}
    rounds = range(max(left.values(), default=0))
    listed = [column for n in rounds for column in Column if left[column] > n]
    return listed[:room], tuple(listed[room:])


def _spread(monday: date, free: Sequence[Slot], want: int, standing: Sequence[Place]) -> list[Slot]:
    """Choose times so that the days have as many posts each as can be, the times of day too."""
    by_day: dict[date, list[Slot]] = {}
    for slot in free:
        by_day.setdefault(slot.day, []).append(slot)
    in_week = [place for place in standing if week_of(place.day) == monday]
    load = Counter(place.day for place in in_week)
    at_times = Counter(place.time for place in in_week)
    chosen: list[Slot] = []
    while want:
        least = min(load[day] for day, slots in by_day.items() if slots)
        days = [day for day, slots in by_day.items() if slots and load[day] == least]
        for day in _evenly(days, min(want, len(days))):
            slot = min(by_day[day], key=lambda one: (at_times[one.time], one.time))
            by_day[day].remove(slot)
            chosen.append(slot)
            load[day] += 1
            at_times[slot.time] += 1
            want -= 1
    return sorted(chosen)


def _promotion(
    monday: date,
    chosen: Sequence[Slot],
    columns: Sequence[Column],
    standing: Sequence[Place],
    target: float,
) -> dict[Slot, Column] | None:
    """Return where the promoting posts go; None where not all may. Helping posts get the rest.

    Each takes the allowed time nearest to where even spacing would put it.
    """
    at: dict[Slot, Column] = {}
    for n, column in enumerate(columns):
        ideal = (n + 0.5) / len(columns) * len(chosen) - 0.5
        ranked: list[tuple[bool, float, Slot]] = []
        for index, slot in enumerate(chosen):
            rest = [_bare(one, at.get(one, Column.CARE)) for one in chosen if one != slot]
            others = (*standing, *rest)
            if slot not in at and holds(monday, others, _bare(slot, column), target):
                ranked.append((_beside_promotion(slot, others), abs(index - ideal), slot))
        if not ranked:
            return None
        at[min(ranked)[2]] = column
    return at


def _bare(slot: Slot, column: Column) -> Place:
    return Place(slot.day, slot.time, column, "")


def _beside_promotion(slot: Slot, others: Iterable[Place]) -> bool:
    """Whether the post before this time or the one after it promotes."""
    others = sorted(others, key=lambda place: place.slot)
    before = [place for place in others if place.slot < slot][-1:]
    after = [place for place in others if place.slot > slot][:1]
    return any(place.column.promotes for place in (*before, *after))


def _in_order(columns: Sequence[Column], monday: date) -> list[Column]:
    """Spread each column's posts over the sequence; which comes first changes by the week."""
    kinds = list(dict.fromkeys(columns))
    turn = monday.toordinal() // 7 % max(1, len(kinds))
    counts = Counter(columns)
    placed = [
        ((n + 0.5) / counts[column], place, column)
        for place, column in enumerate((*kinds[turn:], *kinds[:turn]))
        for n in range(counts[column])
    ]
    return [column for _at, _place, column in sorted(placed)]


def _on_platforms(
    at: Mapping[Slot, Column], platforms: Sequence[str], standing: Sequence[Place]
) -> tuple[Place, ...]:
    """Give each post the platform that had fewest so far, not the one just used."""
    used = Counter(place.platform for place in standing)
    places: list[Place] = []
    for slot in sorted(at):
        last = places[-1].platform if places else ""
        platform = min(platforms, key=lambda one: (one == last, used[one]))
        used[platform] += 1
        places.append(replace(_bare(slot, at[slot]), platform=platform))
    return tuple(places)


def _evenly(items: Sequence[_T], count: int) -> list[_T]:
    """Return `count` of the items at even distances."""
    return [items[int((n + 0.5) * len(items) / count)] for n in range(count)]
