"""Calls go to the channel of their number, and with them their touches, clocks and leads."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from sqlalchemy import Connection, or_, select, update

from netdesk.store.tables import calls, clocks, leads, touches

Whose = Callable[[str, date], str]  # a number on a day → its channel; empty: nobody's


def move(
    tx: Connection,
    shop_id: int,
    numbers: Iterable[str],
    whose: Whose,
    local_day: Callable[[datetime], date],
) -> int:
    """Move the calls to `numbers`, and to their extensions, where they belong; say how many moved.

    A number that is nobody's leaves its calls where they are; so does one of another platform's
    id, which that channel has already.
    """
    moved = 0
    for number in set(numbers):
        query = select(calls.c.id, calls.c.number, calls.c.started_at).add_columns(
            calls.c.channel, calls.c.outside_id, calls.c.lead_id, calls.c.touch_id
        )
        of_number = or_(calls.c.number == number, calls.c.number.startswith(f"{number},"))
        for call in tx.execute(query.where(calls.c.shop_id == shop_id, of_number)).all():
            channel = whose(call.number, local_day(call.started_at))
            if not channel or channel == call.channel:
                continue
            if call.outside_id and _has(tx, shop_id, channel, call.outside_id):
                continue
            where = (calls.c.shop_id == shop_id, calls.c.id == call.id)
            tx.execute(update(calls).where(*where).values(channel=channel))
            if call.touch_id is not None:
                _move_touch(tx, shop_id, call.lead_id, call.touch_id, call.channel, channel)
            moved += 1
    return moved


def _has(tx: Connection, shop_id: int, channel: str, outside_id: str) -> bool:
    query = select(calls.c.id).where(
        calls.c.shop_id == shop_id, calls.c.channel == channel, calls.c.outside_id == outside_id
    )
    return tx.execute(query).first() is not None


def _move_touch(
    tx: Connection, shop_id: int, lead_id: int, touch_id: int, before: str, after: str
) -> None:
    of_touch = (touches.c.shop_id == shop_id, touches.c.id == touch_id)
    at = tx.execute(select(touches.c.received_at).where(*of_touch)).scalar_one()
    tx.execute(update(touches).where(*of_touch).values(channel=after))
    tx.execute(
        update(clocks)
        .where(
            clocks.c.shop_id == shop_id,
            clocks.c.lead_id == lead_id,
            clocks.c.touch_id == touch_id,
        )
        .values(channel=after, version=clocks.c.version + 1)
    )
    of_lead = (leads.c.shop_id == shop_id, leads.c.id == lead_id)
    for column, instant in (
        (leads.c.first_channel, leads.c.opened_at),
        (leads.c.last_channel, leads.c.last_touch_at),
    ):
        tx.execute(
            update(leads)
            .where(*of_lead, column == before, instant == at)
            .values({column: after, leads.c.version: leads.c.version + 1})
        )
