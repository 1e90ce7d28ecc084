"""Budgets by month: of a channel or of the whole, and what is left of them (R10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from netdesk import errors
from netdesk.domain.money.budget import BudgetYear, evenly, whole_year, year_of
from netdesk.domain.money.spend import MOST, Spend
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.who import person_id
from netdesk.store import audit, budgets, shop, spends
from netdesk.store.budgets import Key
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

WHOLE = ""  # the channel of a budget for all of them


@dataclass(frozen=True, slots=True)
class BudgetEntry:
    """One month's 分 of a channel, or of WHOLE; None: no budget."""

    month: date
    channel: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class BudgetDone:
    """What was written, and what was there before in the same places."""

    before: tuple[BudgetEntry, ...]
    after: tuple[BudgetEntry, ...]
    changes: Changes = Changes(money=True)


@dataclass(frozen=True, slots=True)
class ChannelBudget:
    """A channel's year; the code and name of the whole are empty."""

    channel: str
    name: str
    year: BudgetYear


class Budgets:
    """Keeps budgets and holds them against what was spent. Each write is one transaction."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def year(self, year: int, channel: str = WHOLE) -> BudgetYear:
        """Return a year of a channel, or of all together. Raises UnknownChannel."""
        with self._database.reading() as tx:
            _check_channels(tx, [channel])
            kept, paid = _of_year(tx, year)
        if channel != WHOLE:
            return year_of(year, _months(kept, channel), _of(paid, channel))
        return _whole(year, kept, paid)

    def overview(self, year: int) -> tuple[ChannelBudget, ...]:
        """Return the whole, then each channel with a budget or a spend in the year."""
        with self._database.reading() as tx:
            channels = shop.read_channels(tx)
            kept, paid = _of_year(tx, year)
        used = {code for code, _month in kept} | {one.channel for one in paid}
        parts = (
            ChannelBudget(
                one.code,
                _(one.name),
                year_of(year, _months(kept, one.code), _of(paid, one.code)),
            )
            for one in channels
            if one.code in used
        )
        return (ChannelBudget(WHOLE, "", _whole(year, kept, paid)), *parts)

    def put(self, entries: Sequence[BudgetEntry], *, by: str, now: datetime) -> BudgetDone:
        """Keep budgets over what was there, all or none. Raises BadAmount, UnknownChannel."""
        wanted = {(one.channel, one.month.replace(day=1)): one.amount for one in entries}
        for amount in wanted.values():
            if amount is not None and not 0 <= amount < MOST:
                raise errors.BadAmount(text=f"{amount / 100:,.2f}")
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _check_channels(tx, (channel for channel, _month in wanted))
            before = _present(tx, wanted)
            changed = {key: amount for key, amount in wanted.items() if before[key] != amount}
            self._write(tx, changed, who, now)
        return BudgetDone(_entries({key: before[key] for key in changed}), _entries(changed))

    def put_year(
        self, year: int, channel: str, amount: int, *, by: str, now: datetime
    ) -> BudgetDone:
        """Spread a year's amount evenly over its months. Raises as `put`."""
        if not 0 <= amount < MOST:
            raise errors.BadAmount(text=f"{amount / 100:,.2f}")
        parts = evenly(year, amount)
        entries = [BudgetEntry(month, channel, part) for month, part in parts.items()]
        return self.put(entries, by=by, now=now)

    def undo(self, done: BudgetDone, *, by: str, now: datetime) -> BudgetDone:
        """Put back what was there before. Raises BudgetChanged where it changed since."""
        after = {(one.channel, one.month): one.amount for one in done.after}
        back = {(one.channel, one.month): one.amount for one in done.before}
        with self._database.writing() as tx:
            who = person_id(tx, by)
            if _present(tx, after) != after:
                raise errors.BudgetChanged()
            self._write(tx, back, who, now)
        return BudgetDone(done.after, done.before)

    def _write(
        self, tx: Tx, amounts: Mapping[Key, int | None], who: int | None, now: datetime
    ) -> None:
        if amounts:
            budgets.write(tx, SHOP_ID, amounts)
            payload = {"months": len(amounts)}
            audit.append(tx, SHOP_ID, "budget.set", at=now, by_id=who, payload=payload)


def _of_year(tx: Tx, year: int) -> tuple[dict[Key, int], list[Spend]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    kept = budgets.between(tx, SHOP_ID, first, last)
    return kept, [row.spend for row in spends.rows(tx, SHOP_ID, first, last)]


def _months(kept: Mapping[Key, int], channel: str) -> dict[date, int]:
    return {month: amount for (code, month), amount in kept.items() if code == channel}


def _of(paid: Iterable[Spend], channel: str) -> list[Spend]:
    return [one for one in paid if one.channel == channel]


def _whole(year: int, kept: Mapping[Key, int], paid: Sequence[Spend]) -> BudgetYear:
    codes = {code for code, _month in kept} - {WHOLE}
    parts = [_months(kept, code) for code in codes]
    return whole_year(year, _months(kept, WHOLE), parts, paid)


def _present(tx: Tx, keys: Iterable[Key]) -> dict[Key, int | None]:
    wanted = tuple(keys)
    months = [month for _channel, month in wanted]
    kept = budgets.between(tx, SHOP_ID, min(months), max(months)) if months else {}
    return {key: kept.get(key) for key in wanted}


def _entries(amounts: Mapping[Key, int | None]) -> tuple[BudgetEntry, ...]:
    return tuple(BudgetEntry(month, code, amount) for (code, month), amount in amounts.items())


def _check_channels(tx: Tx, codes: Iterable[str]) -> None:
    known = [channel.code for channel in shop.read_channels(tx)]
    for code in codes:
        if code != WHOLE and code not in known:
            raise errors.UnknownChannel(code=code, codes=", ".join(known))
