"""How much of what we post promotes (R14): in the 7 and in the 28 days that end on a day.

What is planned counts like what was published.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netdesk.domain.ideas.technique import Column

TARGET = 0.3  # at most this share promotes, unless the shop sets another
_CLOSE = 1e-9  # 3 of 10 is not above 0.3


class Window(StrEnum):
    """The stretches of days the mix is held to."""

    WEEK = "week"
    MONTH = "month"

    @property
    def days(self) -> int:
        """Return how many days it is long."""
        return 7 if self is Window.WEEK else 28


@dataclass(frozen=True, slots=True)
class Mix:
    """How many posts help and how many promote."""

    help: int = 0
    promotion: int = 0

    @property
    def posts(self) -> int:
        """Return how many there are."""
        return self.help + self.promotion

    @property
    def share(self) -> float | None:
        """Return the share that promotes, 0 to 1; None where there is no post."""
        return self.promotion / self.posts if self.posts else None

    def above(self, target: float) -> bool:
        """Whether more promotes than the target."""
        return self.promotion > target * self.posts + _CLOSE

    def plus(self, column: Column) -> "Mix":
        """Return the mix with one post more."""
        return Mix(self.help + (not column.promotes), self.promotion + column.promotes)


@dataclass(frozen=True, slots=True)
class Mixes:
    """The two windows that end on a day, beside the shop's target (a share, 0 to 1)."""

    week: Mix = Mix()
    month: Mix = Mix()
    target: float = TARGET

    @property
    def over_week(self) -> bool:
        """Whether the 7 days promote too much."""
        return self.week.above(self.target)

    @property
    def over_month(self) -> bool:
        """Whether the 28 days promote too much."""
        return self.month.above(self.target)

    def of(self, window: Window) -> Mix:
        """Return one of the two."""
        return self.week if window is Window.WEEK else self.month


def mix_of(columns: Iterable[Column]) -> Mix:
    """Return the mix of posts by their columns."""
    promotes = [column.promotes for column in columns]
    return Mix(promotes.count(False), promotes.count(True))


def mixes_on(day: date, posts: Iterable[tuple[date, Column]], target: float = TARGET) -> Mixes:
    """Return the two windows that end on `day`, from posts with their days in any order."""
    listed = tuple(posts)

    def within(window: Window) -> Mix:
        first = day - timedelta(days=window.days - 1)
        return mix_of(column for on, column in listed if first <= on <= day)

    return Mixes(within(Window.WEEK), within(Window.MONTH), target)


def would_exceed(mixes: Mixes, column: Column) -> tuple[Window, ...]:
    """Return the windows that one more post of `column` would bring above the target."""
    if not column.promotes:
        return ()
    return tuple(one for one in Window if mixes.of(one).plus(column).above(mixes.target))
