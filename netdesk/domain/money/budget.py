"""Budgets by month, and what is left of them. Money is whole 分; a month is its first day."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from netdesk.domain.money.spend import Spend
from netdesk.domain.money.spread import share


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month. `budget` None: none is set; `spent` is of the whole month, days ahead too."""

    month: date
    budget: int | None
    spent: int

    @property
    def left(self) -> int | None:
        """Return what is left; less than 0: spent over the budget."""
        return None if self.budget is None else self.budget - self.spent


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """Twelve months of one channel, or of all. `parts`: what the channels' budgets come to."""

    year: int
    months: tuple[MonthLine, ...]
    parts: int | None = None  # only of the whole, where it has a budget of its own

    @property
    def budget(self) -> int | None:
        """Return the year's budget; None where no month has one."""
        known = [line.budget for line in self.months if line.budget is not None]
        return sum(known) if known else None

    @property
    def spent(self) -> int:
        """Return what was spent in the year."""
        return sum(line.spent for line in self.months)

    @property
    def left(self) -> int | None:
        """Return what is left of the months that have a budget."""
        known = [line.left for line in self.months if line.left is not None]
        return sum(known) if known else None

    @property
    def is_overplanned(self) -> bool:
        """Say whether the channels were promised more than the whole has."""
        return self.parts is not None and self.budget is not None and self.parts > self.budget


def month_end(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def months_of(year: int) -> tuple[date, ...]:
    """Return the first days of a year's months."""
    return tuple(date(year, number, 1) for number in range(1, 13))


def year_of(year: int, budgets: Mapping[date, int], spends: Iterable[Spend]) -> BudgetYear:
    """Return the year of one channel: its budgets by month, and what was paid for it."""
    paid = tuple(spends)
    return BudgetYear(
        year,
        tuple(
            MonthLine(month, budgets.get(month), _spent(paid, month)) for month in months_of(year)
        ),
    )


def whole_year(
    year: int,
    own: Mapping[date, int],
    parts: Iterable[Mapping[date, int]],
    spends: Iterable[Spend],
) -> BudgetYear:
    """Return the year of all channels and what has none.

    A month without a budget of its own has what the channels' budgets come to.
    """
    of_parts: dict[date, int] = {}
    for part in parts:
        for month, amount in part.items():
            of_parts[month] = of_parts.get(month, 0) + amount
    made = year_of(year, {**of_parts, **own}, spends)
    promised = sum(amount for month, amount in of_parts.items() if month.year == year)
    return BudgetYear(year, made.months, promised if own and of_parts else None)


def evenly(year: int, amount: int) -> dict[date, int]:
    """Return a year's amount by month; odd yuan, then odd 分, are on the first months."""
    step = 100 if amount % 100 == 0 else 1
    each, odd = divmod(amount // step, 12)
    return {month: (each + (at < odd)) * step for at, month in enumerate(months_of(year))}


def _spent(spends: Iterable[Spend], month: date) -> int:
    return sum(share(one.amount, *one.days, month, month_end(month)) for one in spends)
