"""The audit trail: append-only, one hash chain for each shop and desk (RULINGS 6).

Payloads hold ids, counts and words of ours; never a name or a phone.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from netdesk.store.tables import audit
from netdesk.store.types import to_micros

DESK = "1"
_START = b"\0" * 32


def append(
    tx: Connection,
    shop_id: int,
    action: str,
    *,
    at: datetime,
    by_id: int | None = None,
    subject_id: int | None = None,
    payload: Mapping[str, object] | None = None,
) -> None:
    """Add one record, hashed together with the one before."""
    last = tx.execute(
        select(audit.c.seq, audit.c.hash)
        .where(audit.c.shop_id == shop_id, audit.c.desk == DESK)
        .order_by(audit.c.seq.desc())
        .limit(1)
    ).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, _START)
    text = json.dumps(payload or {}, ensure_ascii=False, sort_keys=True)
    digest = _digest(previous, seq, to_micros(at), by_id, action, subject_id, text)
    tx.execute(
        insert(audit).values(
            shop_id=shop_id,
            desk=DESK,
            seq=seq,
            at=at,
            by_id=by_id,
            action=action,
            subject_id=subject_id,
            payload=text,
            previous=previous,
            hash=digest,
        )
    )


def last_seq(tx: Connection, shop_id: int) -> int:
    """Return the number of the last record: it goes up with everything that is written."""
    query = select(func.max(audit.c.seq)).where(audit.c.shop_id == shop_id, audit.c.desk == DESK)
    return int(tx.execute(query).scalar() or 0)


def first_break(tx: Connection, shop_id: int) -> int | None:
    """Return the number of the first record that breaks the chain; None where it is whole."""
    previous, expected = _START, 1
    query = (
        select(audit).where(audit.c.shop_id == shop_id, audit.c.desk == DESK).order_by(audit.c.seq)
    )
    for row in tx.execute(query):
        at = to_micros(row.at)
        digest = _digest(previous, row.seq, at, row.by_id, row.action, row.subject_id, row.payload)
        if row.seq != expected or row.previous != previous or row.hash != digest:
            return int(row.seq)
        previous, expected = row.hash, row.seq + 1
    return None


def _digest(
    previous: bytes,
    seq: int,
    at: int,
    by_id: int | None,
    action: str,
    subject_id: int | None,
    payload: str,
) -> bytes:
    text = json.dumps([seq, at, by_id, action, subject_id, payload], ensure_ascii=False)
    return hashlib.sha256(previous + text.encode()).digest()
