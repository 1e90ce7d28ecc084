"""What was paid, from a file: known by channel, period and item (RULINGS 24)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from netdesk.domain.leads.filing import Filed
from netdesk.domain.money.naming import Names, Unnamed
from netdesk.domain.money.spend import LONGEST, Book, Spend
from netdesk.intake.reading import Part, Place, Reason, Reject
from netdesk.intake.records import SpendDraft
from netdesk.services.changes import Changes
from netdesk.services.importing.filing import Filing, Order
from netdesk.store import imports, spends
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID
from netdesk.store.spends import Writing


class _Item(NamedTuple):
    place: Place
    spend: Spend
    named: str  # the column that says when
    activity: str  # as the row names it
    post: str
    columns: tuple[str, str]  # that name them


class SpendFiling(Filing[SpendDraft, _Item]):
    """Rows become spends of channels."""

    changes = Changes(money=True)

    def __init__(self, order: Order) -> None:
        """File by `order`."""
        super().__init__(order)
        self._book: Book | None = None
        self._names: Names | None = None

    def prepare(self, draft: SpendDraft, part: Part) -> _Item | Reject:
        """Settle the channel, and whether the days are a period."""
        begin = next((part.names[f] for f in ("from", "period", "month") if f in part.names), "")
        begin = begin or part.names.get("day", "")
        if draft.last < draft.first:
            named, told = part.names.get("to", begin), draft.last.isoformat()
            return draft.place.reject(named, told, Reason.END_BEFORE_START)
        if draft.last - draft.first > LONGEST:
            return draft.place.reject(begin, _period(draft), Reason.LONG_PERIOD)
        is_for_one = bool(draft.activity or draft.post)
        code = draft.channel or ("" if is_for_one else self.usual_channel(part))
        if code not in self.order.channels and not (is_for_one and not code):
            return draft.place.reject(part.names.get("channel", ""), "", Reason.NO_SUBJECT)
        days = draft.first, draft.last
        spend = Spend(draft.amount, *days, code or None, draft.item, draft.note)
        columns = part.names.get("activity", ""), part.names.get("post", "")
        return _Item(draft.place, spend, begin, draft.activity, draft.post, columns)

    def file(self, tx: Tx, items: list[_Item], import_id: int) -> Iterable[Filed | Reject]:
        """Take a batch into the book and write what came of it."""
        book = self._book = self._book or Book(spends.standing(tx, SHOP_ID))
        names = self._names = self._names or spends.names(tx, SHOP_ID)
        outcomes: list[Filed | Reject] = []
        for item in items:
            place, named = item.place, item.named
            spend = _for_whom(item, names)
            if isinstance(spend, Reject):
                outcomes.append(spend)
                continue
            outcome = book.take(spend)
            if isinstance(outcome, Spend):
                told, other = _period(spend), _period(outcome)
                outcomes.append(place.reject(named, told, Reason.OVERLAP, other=other))
            else:
                outcomes.append(outcome)
        by_id = imports.by_id(tx, SHOP_ID, import_id)
        writing = Writing(self.order.now, by_id, import_id)
        spends.add(tx, SHOP_ID, book.new, writing)
        spends.change_all(tx, SHOP_ID, book.changed)
        book.settled()
        return outcomes


def _for_whom(item: _Item, names: Names) -> Spend | Reject:
    """Return a row's spend with the activity or post it names."""
    activity_id = post_id = None
    if item.activity:
        found = names.activity(item.activity, *item.spend.days)
        if isinstance(found, Unnamed):
            return item.place.reject(item.columns[0], item.activity, Reason(found))
        activity_id = found
    if item.post:
        found = names.post(item.post)
        if isinstance(found, Unnamed):
            return item.place.reject(item.columns[1], item.post, Reason(found))
        post_id = found
    return replace(item.spend, activity_id=activity_id, post_id=post_id)


def _period(spend: Spend | SpendDraft) -> str:
    return f"{spend.first}~{spend.last}"
