"""Which questions were put together by hand: a small setting, each with the one it went into.

The rows stay as they are, and are counted as before: nothing is lost when they are parted again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from netdesk.store import shop
from netdesk.store.tables import settings

_KEY = "questions.merged"


@dataclass(frozen=True, slots=True)
class Merge:
    """Into which question another went; `answer_id` is the answer that it brought along."""

    into: int
    answer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Merges:
    """The merges that stand, by the question that went into another."""

    by_id: Mapping[int, Merge]

    def root(self, question_id: int) -> int:
        """Return the question that stands for another, or itself."""
        while question_id in self.by_id:
            question_id = self.by_id[question_id].into
        return question_id

    def roots(self) -> dict[int, int]:
        """Return the one that stands for each question that went into another."""
        return {one: self.root(one) for one in self.by_id}


def read(tx: Connection, shop_id: int) -> Merges:
    """Return what was put together."""
    query = select(settings.c.value).where(settings.c.shop_id == shop_id, settings.c.key == _KEY)
    told = tx.execute(query).scalar()
    found = json.loads(told) if told else {}
    return Merges({int(one): Merge(*merge) for one, merge in found.items()})


def write(tx: Connection, by_id: Mapping[int, Merge]) -> None:
    """Keep what is put together."""
    told = {str(one): [merge.into, merge.answer_id] for one, merge in sorted(by_id.items())}
    shop.write_settings(tx, {_KEY: told})
