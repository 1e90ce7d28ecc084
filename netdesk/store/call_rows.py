"""Calls on their way in: which are on file already, and the writing of new ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from netdesk.domain.calls.call import Direction
from netdesk.store import ids
from netdesk.store.bulk import Row, fill, rewrite
from netdesk.store.tables import calls
from netdesk.store.types import to_micros

_CHUNK = 500
_CALL = (
    "shop_id id number channel direction caller started_at shop_day wait_s talk_s answered"
    " recording agent person_id outside_id lead_id touch_id import_id line raw created_at"
)
_FILLED = "wait_s talk_s recording agent person_id outside_id"
_KEPT = (
    calls.c.id,
    calls.c.number,
    calls.c.channel,
    calls.c.direction,
    calls.c.caller,
    calls.c.started_at,
    calls.c.wait_s,
    calls.c.talk_s,
    calls.c.answered,
    calls.c.recording,
    calls.c.agent,
    calls.c.person_id,
    calls.c.outside_id,
)


@dataclass(slots=True)
class KeptCall:
    """A call that is on file, as far as another import may tell more of it."""

    id: int
    number: str
    channel: str
    direction: Direction
    caller: str
    started_at: datetime
    wait_s: int | None
    talk_s: int | None
    answered: bool
    recording: str
    agent: str
    person_id: int | None
    outside_id: str | None


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call to be written."""

    number: str
    channel: str
    direction: Direction
    caller: str
    started_at: datetime
    shop_day: date
    wait_s: int | None
    talk_s: int | None
    answered: bool
    recording: str
    agent: str
    person_id: int | None
    outside_id: str
    lead_id: int | None
    touch_id: int | None
    line: int
    raw: str


def known(
    tx: Connection,
    shop_id: int,
    *,
    callers: Iterable[str],
    outside: Iterable[tuple[str, str]],
    since: datetime,
    until: datetime,
) -> list[KeptCall]:
    """Return the calls of `callers` from `since` on, and those of `outside` ids by channel.

    Of withheld callers (an empty one) only up to `until`.
    """
    found: dict[int, KeptCall] = {}
    wanted = sorted(set(callers))
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        query = _kept(shop_id).where(calls.c.caller.in_(some), calls.c.started_at >= since)
        query = query.where(or_(calls.c.caller != "", calls.c.started_at <= until))
        found.update((row.id, KeptCall(*row)) for row in tx.execute(query))
    by_channel: dict[str, set[str]] = {}
    for channel, outside_id in outside:
        by_channel.setdefault(channel, set()).add(outside_id)
    for channel, values in by_channel.items():
        listed = sorted(values)
        for start in range(0, len(listed), _CHUNK):
            some = listed[start : start + _CHUNK]
            query = _kept(shop_id).where(calls.c.channel == channel, calls.c.outside_id.in_(some))
            found.update((row.id, KeptCall(*row)) for row in tx.execute(query))
    return list(found.values())


def write(
    tx: Connection, shop_id: int, new: Sequence[NewCall], *, import_id: int | None, now: datetime
) -> None:
    """Write calls that are new."""
    first = ids.take(tx, shop_id, "call", len(new)) if new else 0
    rows = [_row(shop_id, first + n, call, import_id, now) for n, call in enumerate(new)]
    fill(tx, calls, _CALL, rows)


def fill_in(tx: Connection, shop_id: int, changed: Iterable[KeptCall]) -> None:
    """Write what is known of calls now that was not said before."""
    rows: list[Row] = [
        (c.wait_s, c.talk_s, c.recording, c.agent, c.person_id, c.outside_id, shop_id, c.id)
        for c in changed
    ]
    rewrite(tx, calls, _FILLED, rows)


def _kept(shop_id: int) -> Select[Any]:
    return select(*_KEPT).where(calls.c.shop_id == shop_id)


def _row(shop_id: int, call_id: int, call: NewCall, import_id: int | None, now: datetime) -> Row:
    return (
        shop_id,
        call_id,
        call.number,
        call.channel,
        str(call.direction),
        call.caller,
        to_micros(call.started_at),
        call.shop_day.isoformat(),
        call.wait_s,
        call.talk_s,
        int(call.answered),
        call.recording,
        call.agent,
        call.person_id,
        call.outside_id or None,
        call.lead_id,
        call.touch_id,
        import_id,
        call.line,
        call.raw,
        to_micros(now),
    )
