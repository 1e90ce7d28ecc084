"""Whose a number is: the people known by it, their leads, and whether it may be called at all."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select, tuple_

from netdesk.store.tables import customers, do_not_contact, identifiers, leads

Key = tuple[str, str]  # kind and value of an identifier
_CHUNK = 400


class Person(NamedTuple):
    """A customer; `lead_id` is his open lead's, else his newest one's."""

    customer_id: int
    name: str
    do_not_contact: bool
    lead_id: int | None
    is_open: bool


def who_is(tx: Connection, shop_id: int, wanted: Iterable[Key]) -> dict[Key, tuple[Person, ...]]:
    """Return the people known by each of the identifiers; those nobody is known by are left out."""
    found: dict[Key, dict[int, Person]] = {}
    for some in _chunks(wanted):
        query = (
            select(
                identifiers.c.kind,
                identifiers.c.value,
                customers.c.id,
                customers.c.name,
                customers.c.do_not_contact,
                leads.c.id.label("lead_id"),
                leads.c.is_open,
            )
            .join_from(
                identifiers,
                customers,
                (customers.c.shop_id == identifiers.c.shop_id)
                & (customers.c.id == identifiers.c.customer_id),
            )
            .outerjoin(
                leads,
                (leads.c.shop_id == customers.c.shop_id) & (leads.c.customer_id == customers.c.id),
            )
            .where(
                identifiers.c.shop_id == shop_id,
                tuple_(identifiers.c.kind, identifiers.c.value).in_(some),
            )
            .order_by(customers.c.id, leads.c.is_open, leads.c.id)
        )
        for row in tx.execute(query):
            person = Person(
                row.id, row.name, bool(row.do_not_contact), row.lead_id, bool(row.is_open)
            )
            found.setdefault((row.kind, row.value), {})[row.id] = person  # the open one is last
    return {key: tuple(people.values()) for key, people in found.items()}


def refused(tx: Connection, shop_id: int, wanted: Iterable[Key]) -> set[Key]:
    """Return those that are on the list of numbers not to be called (CONTACT)."""
    found: set[Key] = set()
    for some in _chunks(wanted):
        query = select(do_not_contact.c.kind, do_not_contact.c.value).where(
            do_not_contact.c.shop_id == shop_id,
            tuple_(do_not_contact.c.kind, do_not_contact.c.value).in_(some),
        )
        found.update((kind, value) for kind, value in tx.execute(query))
    return found


def _chunks(wanted: Iterable[Key]) -> Iterable[list[Key]]:
    every = sorted(set(wanted))
    for start in range(0, len(every), _CHUNK):
        yield every[start : start + _CHUNK]
