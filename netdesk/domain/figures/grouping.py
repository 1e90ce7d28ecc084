"""What figures are grouped by, in which view, and which touch gets the credit (RULINGS 21, 22)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netdesk.domain.money.words import Attribution


class By(StrEnum):
    """What a row of the table of figures is about."""

    CHANNEL = "channel"
    PERSON = "person"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    MODEL = "model"
    TECHNIQUE = "technique"
    ACTIVITY = "activity"


BY_TIME = (By.DAY, By.WEEK, By.MONTH)


class View(StrEnum):
    """Cohort: what became of the leads that came in the range. Period: what happened in it."""

    COHORT = "cohort"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures are asked for: shop days `first` … `last`, both inside, as known at `as_of`.

    `until` is when waiting is looked at: the end of the range, where that is before `as_of`.
    `start` is the first instant of the range; None: 邀约到店率 B is not asked. `channels` are the
    only ones that count, by code; none given: all.
    """

    first: date
    last: date
    as_of: datetime
    by: By = By.CHANNEL
    view: View = View.COHORT
    attribution: Attribution = Attribution.FIRST
    until: datetime | None = None
    start: datetime | None = None
    channels: frozenset[str] = frozenset()

    @property
    def waiting_at(self) -> datetime:
        """Return the instant at which clocks wait or don't."""
        return self.until or self.as_of


def bucket(by: By, day: date) -> str:
    """Return the key of a day's row: the day, its ISO week `2026-W48`, or its month `2026-11`."""
    if by is By.WEEK:
        year, week, _weekday = day.isocalendar()
        return f"{year}-W{week:02}"
    return f"{day:%Y-%m}" if by is By.MONTH else day.isoformat()
