"""What a write touched, so that the pages showing it know to ask again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Which kinds of things a write changed."""

    leads: bool = False
    shop: bool = False
    hours: bool = False
    notes: bool = False
    posts: bool = False
    accounts: bool = False
    questions: bool = False
    deals: bool = False
    money: bool = False  # spends, budgets and targets
    policies: bool = False
    activities: bool = False
    calls: bool = False  # the log and the 400 numbers
