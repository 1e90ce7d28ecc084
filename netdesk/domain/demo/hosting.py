"""The invented shop's activities: what is planned, who was asked, who agreed and who came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from netdesk.domain.activities.activity import Plan
from netdesk.domain.activities.guests import InviteBy, Marks
from netdesk.domain.activities.words import ActivityState, ArrivedBy

_AGREED, _DECLINED = 0.35, 0.2  # of those asked who did not come
_UNASKED = 0.15  # of those who came
_BY_PHONE, _BY_CODE = 0.4, 0.7
_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class InventedActivity:
    """An activity as resources/demo_activities.toml has it; costs in yuan by item.

    `plan` is on any days; `after` says how many days from today it begins, None: on the busiest.
    """

    plan: Plan
    after: int | None
    state: ActivityState
    guests: int
    costs: Mapping[str, int]


def busiest(visits: Mapping[date, int], days: int, first: date, last: date) -> date:
    """Return the first of the `days` in a row on which most visitors came, the latest of equals."""
    starts = [first + n * _DAY for n in range(max(1, (last - first).days - days + 2))]
    return max(
        starts, key=lambda day: (sum(visits.get(day + n * _DAY, 0) for n in range(days)), day)
    )


def saturday(today: date, after: int) -> date:
    """Return the first Saturday that is so many days from today, or more."""
    day = today + after * _DAY
    return day + ((_SATURDAY - day.weekday()) % 7) * _DAY


def asked(rng: Random, opening: datetime, now: datetime) -> Marks:
    """Return how far a guest is who did not come, or not yet; the shop opens at `opening`.

    `opening` is that of the day on which the invitations went out.
    """
    at = min(opening + timedelta(minutes=rng.randrange(10, 400)), now)
    way = InviteBy.PHONE if rng.random() < _BY_PHONE else InviteBy.WECHAT
    answered = min(at + timedelta(minutes=rng.randrange(5, 900)), now)
    chance = rng.random()
    return Marks(
        invited_at=at,
        invited_by=str(way),
        agreed_at=answered if chance < _AGREED else None,
        declined_at=answered if chance > 1 - _DECLINED else None,
    )


def came(rng: Random, at: datetime, opening: datetime) -> Marks:
    """Return how far a guest is who came at `at`."""
    how = ArrivedBy.CODE if rng.random() < _BY_CODE else ArrivedBy.PHONE
    marks = asked(rng, opening, at)
    agreed = None if rng.random() < _UNASKED else marks.agreed_at or marks.invited_at
    return Marks(marks.invited_at, marks.invited_by, agreed, None, at, how)


def spread(rng: Random, them: Sequence[int], most: int) -> list[int]:
    """Return so many of the leads, chosen anyhow, in their order."""
    chosen = set(rng.sample(range(len(them)), min(most, len(them))))
    return [lead for at, lead in enumerate(them) if at in chosen]
