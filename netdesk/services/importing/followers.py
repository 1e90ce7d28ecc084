"""Followers and updates of accounts from a file: known by channel and date (RULINGS 24)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from netdesk.domain.leads.filing import Filed
from netdesk.domain.posts.accounts import AccountFold, Row
from netdesk.intake.reading import Part, Reason, Reject
from netdesk.intake.records import FollowersDraft
from netdesk.services.changes import Changes
from netdesk.services.importing.channel_names import has_account
from netdesk.services.importing.filing import Filing, Order
from netdesk.store import channel_days
from netdesk.store.channel_days import KeptDay
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID


class _Item(NamedTuple):
    channel: str
    row: Row
    baseless: Reject  # what becomes of it where no total is near


class FollowerFiling(Filing[FollowersDraft, _Item]):
    """Rows become days of accounts."""

    changes = Changes(accounts=True)

    def __init__(self, order: Order) -> None:
        """File by `order`."""
        super().__init__(order)
        self._folds: dict[str, AccountFold] = {}
        self._known: set[tuple[str, date]] = set()
        self._waiting: list[_Item] = []

    def prepare(self, draft: FollowersDraft, part: Part) -> _Item | Reject:
        """Settle the account: that of no channel and of a phone are none."""
        code = draft.channel or self.usual_channel(part)
        channel = self.order.channels.get(code)
        if channel is None or not has_account(channel):
            said = channel.name if channel is not None else ""
            return draft.place.reject(part.names.get("channel", ""), said, Reason.NO_CHANNEL)
        change = "" if draft.net is None else str(draft.net)
        named = part.names.get("net") or part.names.get("gained", "")
        baseless = draft.place.reject(named, change, Reason.NO_BASE)
        return _Item(code, Row(draft.day, draft.followers, draft.net, draft.updates), baseless)

    def file(self, tx: Tx, items: list[_Item], import_id: int) -> Iterable[Filed]:
        """Fold the rows that say a total; the others wait for the last row."""
        outcomes = []
        for item in items:
            outcome = self._fold(tx, item.channel).take(item.row, len(self._waiting))
            if outcome is None:
                self._waiting.append(item)
            else:
                outcomes.append(outcome)
        return outcomes

    def end(self, tx: Tx, import_id: int) -> Iterable[Filed | Reject]:
        """Find the totals of the rows that wait, and write every day that changed."""
        outcomes: dict[int, Filed | Reject] = {}
        for fold in self._folds.values():
            for number, outcome in fold.settle():
                outcomes[number] = self._waiting[number].baseless if outcome is None else outcome
        channel_days.write(tx, SHOP_ID, self._changed(), self._known, import_id=import_id)
        return outcomes.values()

    def _fold(self, tx: Tx, channel: str) -> AccountFold:
        fold = self._folds.get(channel)
        if fold is None:
            known = channel_days.of_channel(tx, SHOP_ID, channel)
            self._known.update((channel, day) for day in known)
            fold = self._folds[channel] = AccountFold(known)
        return fold

    def _changed(self) -> Iterator[KeptDay]:
        for channel, fold in self._folds.items():
            for day in sorted(fold.changed):
                yield KeptDay(channel, day, fold.known[day])
