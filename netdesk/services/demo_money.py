"""Invented fees, budgets, targets and policies, for the days that the leads are of."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from netdesk.domain.activities.policies import PolicyNote
from netdesk.domain.demo.invented import USUAL_RATE, InventedMoney, InventedShop
from netdesk.domain.money.budget import month_end
from netdesk.domain.money.spend import Spend
from netdesk.domain.money.words import TargetScope
from netdesk.store import budgets, policies, spends, targets
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID
from netdesk.store.spends import Writing
from netdesk.store.targets import Key


def write(
    tx: Tx,
    invented: InventedShop,
    *,
    leads: int,
    days: int,
    today: date,
    now: datetime,
    by_id: int,
) -> dict[str, int]:
    """Write what a shop of this many leads in `days` pays and aims at; return the counts.

    What somebody has set already stays by itself.
    """
    rate = leads / days
    months = tuple(_months(today - timedelta(days=days - 1), today))
    counts = {"spends": 0, "budgets": 0, "targets": 0, "policies": 0}
    if not spends.standing(tx, SHOP_ID):
        new = list(_fees(invented.money, months, max(1.0, rate / USUAL_RATE)))
        spends.add(tx, SHOP_ID, new, Writing(now, by_id))
        counts["spends"] = len(new)
    year = [date(today.year, month, 1) for month in range(1, 13)]
    if not budgets.between(tx, SHOP_ID, year[0], year[-1]):
        amount = _cents(invented.money.budget * max(1.0, rate / USUAL_RATE))
        budgets.write(tx, SHOP_ID, {("", month): amount for month in year})
        counts["budgets"] = len(year)
    if not targets.of_month(tx, SHOP_ID, months[-1]):
        aims = _targets(invented.money, months[-1], rate)
        targets.write(tx, SHOP_ID, aims)
        counts["targets"] = len(aims)
    if not policies.every(tx, SHOP_ID, lambda at: at.date()):
        for note in _policies(invented, today):
            policies.add(tx, SHOP_ID, note, by_id=by_id, now=now)
        counts["policies"] = len(invented.policies)
    return counts


def _fees(money: InventedMoney, months: tuple[date, ...], times: float) -> Iterator[Spend]:
    for fee in money.fees:
        if fee.is_yearly:
            for year in sorted({month.year for month in months}):
                amount = 12 * _cents(fee.yuan * times)
                yield Spend(amount, date(year, 1, 1), date(year, 12, 31), fee.channel, fee.item)
        else:
            for month in months:
                amount = _cents(fee.yuan * times)
                yield Spend(amount, month, month_end(month), fee.channel, fee.item)


def _targets(money: InventedMoney, month: date, rate: float) -> dict[Key, str | None]:
    of_month = rate * month_end(month).day
    found: dict[Key, str | None] = {}
    for kpi, share in money.shares.items():
        found[_key(month, kpi)] = str(max(1, round(of_month * share)))
    for kpi, goal in money.goals.items():
        found[_key(month, kpi)] = f"{goal:g}"
    return found


def _key(month: date, kpi: str) -> Key:
    return Key(month, TargetScope.TEAM, "", kpi)


def _policies(invented: InventedShop, today: date) -> Iterator[PolicyNote]:
    for one in invented.policies:
        last = None if one.last is None else today + timedelta(days=one.last)
        first = today + timedelta(days=one.first)
        yield PolicyNote(one.kind, one.title, one.text, first, last, (), one.source)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _cents(yuan: float) -> int:
    """Return an amount in 分, rounded to ten yuan."""
    return round(yuan / 10) * 10 * 100
