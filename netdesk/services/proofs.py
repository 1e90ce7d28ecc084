"""Gathers what came before matched deals, and the report of a range by person (R8)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TypeVar

from netdesk.domain.money.proof import (
    DealRow,
    DealView,
    PersonProofs,
    Proof,
    ProofReport,
    Spoken,
    Touched,
)
from netdesk.store import deal_rows, shop
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID

T = TypeVar("T", Touched, Spoken)
LocalDay = Callable[[datetime], date]


def of_deals(tx: Tx, rows: Sequence[DealRow], local_day: LocalDay) -> list[Proof]:
    """Return the proofs of deals that are matched, in their order."""
    matches = [row.match for row in rows]
    lead_ids = [m.lead_id for m in matches if m is not None and m.lead_id is not None]
    touched, spoken, answered = deal_rows.evidence(tx, SHOP_ID, lead_ids, local_day)
    return [
        Proof(
            row,
            _until(row.day, touched[lead_id]) or tuple(touched[lead_id]),
            _until(row.day, spoken.get(lead_id, ())),
            answered.get(lead_id),
        )
        for row, lead_id in zip(rows, lead_ids, strict=True)
    ]


def report(
    tx: Tx, first: date, last: date, local_day: LocalDay, *, made_at: datetime, by: str
) -> ProofReport:
    """Return the deals of the shop days `first` … `last` by the person of their lead."""
    rows = deal_rows.page(tx, SHOP_ID, first, last, DealView.ALL)
    matched = [row for row in rows if row.is_matched]
    matched.sort(key=lambda row: (row.owner_id or 0, row.day, row.id))
    groups = groupby(of_deals(tx, matched, local_day), key=lambda proof: proof.deal.owner_id)
    them = ((owner_id, tuple(proofs)) for owner_id, proofs in groups)
    people = [PersonProofs(owner_id, ours[0].deal.owner, ours) for owner_id, ours in them]
    people.sort(key=lambda one: (one.owner_id is None, -one.sum.gross_profit, one.owner))
    others = tuple(row for row in reversed(rows) if not row.is_matched)
    name = shop.read_shop(tx).name
    return ProofReport(name, first, last, made_at, tuple(people), others, by)


def _until(day: date, rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(row for row in rows if row.day <= day)
