"""Which lead a deal belongs to, by the phone (RULINGS 1, 3)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

REACHES_BACK = timedelta(days=365)  # a lead older than this did not bring the deal


class Wish(NamedTuple):
    """A lead of a customer who has the deal's number. `opened` is its shop's calendar day."""

    lead_id: int
    customer_id: int
    name: str
    opened: date


def lead_of(day: date, name: str, wishes: Iterable[Wish]) -> int | None:
    """Return the newest lead that was there by the deal's `day`; None where nobody can say.

    A number of two customers matches him whose name the deal has, else neither.
    """
    there = [wish for wish in wishes if day - REACHES_BACK <= wish.opened <= day]
    if len({wish.customer_id for wish in there}) > 1:
        there = [wish for wish in there if wish.name and wish.name == name]
        if len({wish.customer_id for wish in there}) > 1:
            return None
    newest = max(there, key=lambda wish: (wish.opened, wish.lead_id), default=None)
    return None if newest is None else newest.lead_id
