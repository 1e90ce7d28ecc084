"""Deals that were in the ledger before the leads of their customers were known."""

from collections.abc import Iterable

from netdesk.domain.leads.filing import Additions, Arrival
from netdesk.services.deal_matching import match_phones
from netdesk.services.importing.filing import Order
from netdesk.store import deals, imports
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID


class DealsMet:
    """Notes numbers of an import that the ledger has too, and matches their deals at its end."""

    def __init__(self, order: Order) -> None:
        """Match by the days of `order`."""
        self._order = order
        self._of_deals: frozenset[str] | None = None  # numbers in the ledger
        self._phones: set[str] = set()  # those of them that came

    def note(self, tx: Tx, arrivals: Iterable[Arrival], additions: Additions) -> None:
        """Note those who came, and those whose lead moved."""
        if self._of_deals is None:
            self._of_deals = deals.phones(tx, SHOP_ID)
        if self._of_deals:
            said = {i.value for arrival in arrivals for i in arrival.identifiers}
            changed = additions.changed.values()
            said |= {value for lead in changed for _kind, value in lead.customer.identifiers}
            self._phones |= self._of_deals & said

    def match(self, tx: Tx, import_id: int) -> bool:
        """Match the deals of what was noted; say whether any match changed."""
        if not self._phones:
            return False
        order, by_id = self._order, imports.by_id(tx, SHOP_ID, import_id)
        found = match_phones(
            tx, self._phones, order.timetable, now=order.now, by_id=by_id, subject_id=import_id
        )
        return bool(found)
