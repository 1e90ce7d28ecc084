"""Rows of figures with their whole."""

from dataclasses import dataclass
from datetime import date

from netdesk.domain.figures.grouping import Asked
from netdesk.domain.figures.kpi import Counts

Key = str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of figures. `key` is a code, a number or a day; None: what has none."""

    key: Key
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment behind a row's spend: `inside` 分 of its `amount` are the row's."""

    first: date
    last: date
    subject: str  # the channel's or activity's name; empty: of none
    item: str
    amount: int
    inside: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that were asked for, and the whole; rows need not add up (distinct leads)."""

    asked: Asked
    rows: tuple[Row, ...]
    total: Counts
