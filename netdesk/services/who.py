"""Who did it: a name becomes a colleague's id."""

from netdesk import errors
from netdesk.store import shop
from netdesk.store.database import Tx


def person_id(tx: Tx, name: str) -> int | None:
    """Return the id of the colleague called `name` (or known by it); empty: nobody is named.

    Raises UnknownPerson with the names there are (RULINGS 27).
    """
    if not name:
        return None
    people = shop.read_people(tx)
    for person in people:
        if name == person.name or name in person.aliases:
            return person.id
    names = "、".join(person.name for person in people)
    raise errors.UnknownPerson(name=name, names=names or "—")
