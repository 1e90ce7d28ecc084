"""The shop's ledger from a file: deals by number, else by customer, date and model (RULINGS 24)."""

from collections.abc import Iterable
from json import dumps
from typing import NamedTuple

from netdesk.domain.leads.filing import Filed
from netdesk.domain.money.deals import Fault, Ledger, State, Told
from netdesk.intake.reading import Part, Place, Reason, Reject
from netdesk.intake.records import DealDraft
from netdesk.services.changes import Changes
from netdesk.services.deal_matching import days_of, match_phones
from netdesk.services.importing.filing import Filing, Order
from netdesk.store import deal_matches, deals, imports
from netdesk.store.database import Tx
from netdesk.store.deals import Writing
from netdesk.store.shop import SHOP_ID


class _Item(NamedTuple):
    place: Place
    told: Told
    rejects: dict[Fault, tuple[str, str]]  # what becomes of it: the column and its cell


class DealFiling(Filing[DealDraft, _Item]):
    """Rows become deals with their events; at the end they are matched to leads."""

    changes = Changes(leads=True, deals=True)

    def __init__(self, order: Order) -> None:
        """File by `order`."""
        super().__init__(order)
        self._today = order.timetable.local_day(order.now)
        self._ledger: Ledger | None = None
        self._phones: set[str] = set()
        self._changed: list[int] = []

    def usual_channel(self, part: Part) -> str:
        """Return none: a deal says whose it is, not where he came from."""
        return ""

    def prepare(self, draft: DealDraft, part: Part) -> _Item:
        """Settle who sold it."""
        told = Told(
            number=draft.number,
            name=draft.name,
            phone=draft.phone,
            model=draft.model,
            person=draft.person,
            person_id=self.order.owners.get(draft.person),
            ordered=draft.ordered,
            delivered=draft.delivered,
            ended=draft.ended,
            closed=draft.closed,
            state=State(draft.state) if draft.state else None,
            amount=draft.amount,
            gross_profit=draft.gross_profit,
            line=draft.place.line,
            raw=dumps(draft.place.cells, ensure_ascii=False),
        )
        return _Item(draft.place, told, _rejects(draft, part))

    def file(self, tx: Tx, items: list[_Item], import_id: int) -> Iterable[Filed | Reject]:
        """Take a batch into the ledger and write what came of it."""
        ledger = self._ledger = self._ledger or self._begun(tx)
        told = (item.told for item in items)
        ledger.learn(deals.known(tx, SHOP_ID, told, but=ledger.known))
        outcomes: list[Filed | Reject] = []
        for item in items:
            outcome = ledger.take(item.told)
            if isinstance(outcome, Fault):
                column, value = item.rejects[outcome]
                outcomes.append(item.place.reject(column, value, Reason(outcome)))
            else:
                outcomes.append(outcome)
        self._changed += ledger.changed
        self._phones |= {deal.phone for deal in (*ledger.new, *ledger.changed.values())}
        open_day, by_id = self.order.timetable.open_day, imports.by_id(tx, SHOP_ID, import_id)
        deals.write(tx, SHOP_ID, ledger, Writing(self.order.now, open_day, by_id, import_id))
        return outcomes

    def _begun(self, tx: Tx) -> Ledger:
        ledger = Ledger(self._today, deals.next_id(tx, SHOP_ID))
        ledger.learn(deals.without_phone(tx, SHOP_ID))
        return ledger

    def end(self, tx: Tx, import_id: int) -> Iterable[Filed | Reject]:
        """Match the new and changed deals, and say on their leads what became of them."""
        now, timetable = self.order.now, self.order.timetable
        # Matched deals that were cancelled or delivered since, first: a match says it by itself.
        touched = deal_matches.leads_of(tx, SHOP_ID, self._changed)
        deal_matches.settle(tx, SHOP_ID, touched, days_of(timetable), now)
        by_id = imports.by_id(tx, SHOP_ID, import_id)
        phones = self._phones - {""}
        match_phones(tx, phones, timetable, now=now, by_id=by_id, subject_id=import_id)
        return ()


def _rejects(draft: DealDraft, part: Part) -> dict[Fault, tuple[str, str]]:
    """Return the column and cell to name with each fault."""
    late = ("delivered", draft.delivered) if draft.delivered else ("ended", draft.ended)
    field, day = late if late[1] else ("closed", draft.closed)
    return {
        Fault.OUT_OF_ORDER: (part.names.get(field, ""), "" if day is None else day.isoformat()),
        Fault.OTHER_CUSTOMER: (part.names.get("number", ""), draft.number),
    }
