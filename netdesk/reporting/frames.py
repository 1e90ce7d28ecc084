"""Rows become frames with every bucket filled: what nobody counted is a nought, not a gap."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd


def filled(
    rows: Iterable[tuple[Hashable, Hashable, int]],
    buckets: Sequence[Hashable],
    keys: Sequence[Hashable] | None = None,
) -> pd.DataFrame:
    """Return counts as buckets × keys, both in the order given, noughts where nothing came.

    Without `keys` those that occur, the greatest sum first. Rows of other buckets are left out.
    """
    frame = pd.DataFrame(list(rows), columns=["bucket", "key", "n"])
    table = frame.pivot_table(index="bucket", columns="key", values="n", aggfunc="sum")
    table = table.reindex(index=pd.Index(buckets), fill_value=0)
    if keys is not None:
        table = table.reindex(columns=pd.Index(keys), fill_value=0)
    table = table.fillna(0).astype("int64")
    if keys is None and len(table.columns):
        sums = table.sum()
        order = sorted(table.columns, key=lambda key: (-int(sums[key]), str(key)))
        table = table[order]
    return table


def columns_of(table: pd.DataFrame) -> dict[Any, tuple[int, ...]]:
    """Return a frame's columns as plain numbers, by their keys."""
    return {key: tuple(int(n) for n in table[key]) for key in table.columns}


def known(
    rows: Iterable[tuple[Hashable, Hashable, int | None]],
    buckets: Sequence[Hashable],
) -> dict[Any, tuple[int | None, ...]]:
    """Return by key what is known in each bucket; None where nothing was entered."""
    frame = pd.DataFrame(list(rows), columns=["bucket", "key", "n"]).dropna()
    if frame.empty:
        return {}
    table = frame.pivot_table(index="bucket", columns="key", values="n", aggfunc="last")
    table = table.reindex(index=pd.Index(buckets))
    return {key: tuple(None if pd.isna(n) else int(n) for n in table[key]) for key in table.columns}


def quantiles(counted: Iterable[tuple[int, int]], shares: Sequence[float]) -> tuple[int, ...]:
    """Return, of values that occur `n` times each, those at `shares` (0–1) by nearest rank.

    Empty where there is none.
    """
    frame = pd.DataFrame(list(counted), columns=["value", "n"])
    sums = frame.groupby("value")["n"].sum().sort_index().cumsum()
    if sums.empty or int(sums.iloc[-1]) == 0:
        return ()
    whole = int(sums.iloc[-1])
    places = (max(1, -int(-whole * share // 1)) for share in shares)
    return tuple(int(sums.index[sums.searchsorted(place)]) for place in places)
