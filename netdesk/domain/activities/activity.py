"""An activity as it is planned: what, when, where, for whom, with which gift and which goals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from netdesk.domain.activities.words import ActivityKind, ActivityState
from netdesk.domain.compliance.fields import GIFT_PARTS, Fields

NAME = "name"  # what a gift is called (R16), kept beside its six parts


class Goal(StrEnum):
    """What an activity may set out to reach: numbers of guests."""

    INVITED = "invited"
    AGREED = "agreed"
    ARRIVED = "arrived"
    TEST_DRIVEN = "test_driven"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person writes of an activity. `budget` in 分; `gift` holds a name and the six parts.

    With `channel` it is for the users of that one only; with `online_only` its cars are made for
    the web (R17).
    """

    name: str
    kind: ActivityKind
    first: date
    last: date
    hours: str = ""
    place: str = ""
    goals: Mapping[Goal, int] = field(default_factory=dict)
    budget: int = 0
    quota: int | None = None
    gift: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    models: tuple[str, ...] = ()
    online_only: bool = False
    text: str = ""
    note: str = ""

    @property
    def gift_name(self) -> str:
        """Return what the gift is called: 到店礼; empty where there is none."""
        return self.gift.get(NAME, "")

    @property
    def six_parts(self) -> dict[str, str]:
        """Return what the law wants said of the gift (GIFT), those parts that are known."""
        return {part: self.gift[part] for part in GIFT_PARTS if self.gift.get(part)}

    @property
    def fields(self) -> Fields:
        """Return what the check is told of the plan's text: the shop speaks (R15)."""
        has_gift = any(self.gift.values())
        return Fields(persona="shop", gift=self.six_parts if has_gift else None)

    def days(self) -> Iterator[date]:
        """Yield its days."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def said(self) -> str:
        """Return what is said to the public of it: the text that is checked."""
        return "\n".join(part for part in (self.name, self.text) if part)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many guests are how far; `declined` are among those invited."""

    listed: int = 0
    invited: int = 0
    agreed: int = 0
    declined: int = 0
    arrived: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as it is stored. `by` wrote it down."""

    id: int
    plan: Plan
    state: ActivityState
    created_at: datetime
    version: int
    tally: Tally = Tally()
    by: str = ""
    channel_name: str = ""

    def is_over(self, today: date) -> bool:
        """Say whether its last day has passed."""
        return self.plan.last < today

    def is_on(self, day: date) -> bool:
        """Say whether a day is one of its own, and it was not called off."""
        return self.state is not ActivityState.CANCELLED and (
            self.plan.first <= day <= self.plan.last
        )

    @property
    def places_left(self) -> int | None:
        """Return how many places are left of the quota; None where there is none."""
        if self.plan.quota is None:
            return None
        return max(0, self.plan.quota - self.tally.agreed)
