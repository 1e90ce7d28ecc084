"""The board of policies."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, insert, select, update

from netdesk.domain.activities.policies import Policy, PolicyNote
from netdesk.store import ids
from netdesk.store.tables import people, policies

DayOf = Callable[[datetime], date]


def every(tx: Connection, shop_id: int, day_of: DayOf) -> list[Policy]:
    """Return all policies in the order they were written; `day_of` is the shop's date."""
    query = _query(shop_id).order_by(policies.c.id)
    return [_policy(row, day_of) for row in tx.execute(query)]


def one(tx: Connection, shop_id: int, policy_id: int, day_of: DayOf) -> Policy | None:
    """Return a policy; None where there is none."""
    row = tx.execute(_query(shop_id).where(policies.c.id == policy_id)).first()
    return None if row is None else _policy(row, day_of)


def add(tx: Connection, shop_id: int, note: PolicyNote, *, by_id: int | None, now: datetime) -> int:
    """Write a new policy; return its id."""
    policy_id = ids.take(tx, shop_id, "policy")
    row = {"shop_id": shop_id, "id": policy_id, "by_id": by_id, "created_at": now}
    tx.execute(insert(policies).values(**row, **_values(note)))
    return policy_id


def put_back(
    tx: Connection, shop_id: int, policy: Policy, *, by_id: int | None, now: datetime
) -> None:
    """Write a policy that was taken out, under its id."""
    row = {"shop_id": shop_id, "id": policy.id, "by_id": by_id, "created_at": now}
    tx.execute(insert(policies).values(**row, **_values(policy.note), version=policy.version + 1))


def change(tx: Connection, shop_id: int, policy_id: int, note: PolicyNote) -> None:
    """Write over a policy."""
    _update(tx, shop_id, policy_id, **_values(note))


def set_ended(tx: Connection, shop_id: int, policy_id: int, at: datetime | None) -> None:
    """End a policy, or, without `at`, let it hold again."""
    _update(tx, shop_id, policy_id, ended_at=at)


def remove(tx: Connection, shop_id: int, policy_id: int) -> None:
    """Take a policy out: nobody can name it any more."""
    where = (policies.c.shop_id == shop_id, policies.c.id == policy_id)
    tx.execute(delete(policies).where(*where))


def _update(tx: Connection, shop_id: int, policy_id: int, **values: Any) -> None:
    tx.execute(
        update(policies)
        .where(policies.c.shop_id == shop_id, policies.c.id == policy_id)
        .values(**values, version=policies.c.version + 1)
    )


def _query(shop_id: int) -> Select[Any]:
    of_person = and_(people.c.shop_id == policies.c.shop_id, people.c.id == policies.c.by_id)
    return (
        select(policies, people.c.name.label("by"))
        .select_from(policies)
        .outerjoin(people, of_person)
        .where(policies.c.shop_id == shop_id)
    )


def _policy(row: Row[Any], day_of: DayOf) -> Policy:
    note = PolicyNote(
        row.kind,
        row.title,
        row.text,
        row.from_day,
        row.to_day,
        tuple(json.loads(row.models)),
        row.source,
    )
    ended = None if row.ended_at is None else day_of(row.ended_at)
    return Policy(row.id, note, ended, row.by or "", row.version)


def _values(note: PolicyNote) -> dict[str, Any]:
    return {
        "kind": note.kind,
        "title": note.title,
        "text": note.text,
        "models": json.dumps(note.models, ensure_ascii=False),
        "from_day": note.first,
        "to_day": note.last,
        "source": note.source,
    }
