"""The shop's own rows: name, people, channels, hours and small settings."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from netdesk.domain.channel import Channel
from netdesk.domain.person import Person, Role
from netdesk.domain.shop import Shop
from netdesk.store import ids
from netdesk.store.tables import channels, hours, people, settings, shops

SHOP_ID = 1  # a local store has one shop (decision 16)


@dataclass(frozen=True, slots=True)
class StoredHours:
    """One version of the shop's hours, as the text it was saved with."""

    id: int
    text: str
    valid_from: datetime


def seed(
    tx: Connection, shop: Shop, all_channels: Iterable[Channel], hours_text: str, now: datetime
) -> None:
    """Fill an empty store: one shop, the channels of R3 and R12, hours to start from."""
    tx.execute(
        insert(shops).values(shop_id=SHOP_ID, name=shop.name, place=shop.place, created_at=now)
    )
    for position, channel in enumerate(all_channels):
        tx.execute(
            insert(channels).values(
                shop_id=SHOP_ID,
                code=channel.code,
                name=channel.name,
                kind=channel.kind,
                position=position,
                active=channel.active,
            )
        )
    add_hours(tx, hours_text, by_id=None, now=now)


def is_seeded(tx: Connection) -> bool:
    """Say whether the store has its shop."""
    return tx.execute(select(shops.c.shop_id)).first() is not None


def read_shop(tx: Connection) -> Shop:
    """Return the shop's name and place."""
    row = tx.execute(select(shops).where(shops.c.shop_id == SHOP_ID)).one()
    return Shop(row.name, row.place)


def write_shop(tx: Connection, shop: Shop) -> None:
    """Save the shop's name and place."""
    tx.execute(
        update(shops)
        .where(shops.c.shop_id == SHOP_ID)
        .values(name=shop.name, place=shop.place, version=shops.c.version + 1)
    )


def read_channels(tx: Connection) -> tuple[Channel, ...]:
    """Return every channel in its order."""
    query = select(channels).where(channels.c.shop_id == SHOP_ID).order_by(channels.c.position)
    return tuple(Channel(row.code, row.name, row.kind, row.active) for row in tx.execute(query))


def set_channel_active(tx: Connection, code: str, active: bool) -> None:  # noqa: FBT001
    """Show a channel in lists, or leave it out."""
    tx.execute(
        update(channels)
        .where(channels.c.shop_id == SHOP_ID, channels.c.code == code)
        .values(active=active, version=channels.c.version + 1)
    )


def read_people(tx: Connection) -> tuple[Person, ...]:
    """Return the colleagues in the order they came."""
    query = select(people).where(people.c.shop_id == SHOP_ID).order_by(people.c.id)
    return tuple(
        Person(row.id, row.name, row.role, tuple(json.loads(row.aliases)))
        for row in tx.execute(query)
    )


def add_person(tx: Connection, name: str, role: Role) -> Person:
    """Add a colleague; the name must be new."""
    person_id = ids.take(tx, SHOP_ID, "person")
    tx.execute(insert(people).values(shop_id=SHOP_ID, id=person_id, name=name, role=role))
    return Person(person_id, name, role)


def read_hours(tx: Connection) -> StoredHours:
    """Return the hours in force: the last ones saved."""
    query = select(hours).where(hours.c.shop_id == SHOP_ID).order_by(hours.c.id.desc()).limit(1)
    row = tx.execute(query).one()
    return StoredHours(row.id, row.text, row.valid_from)


def add_hours(tx: Connection, text: str, *, by_id: int | None, now: datetime) -> int:
    """Save a new version of the hours; earlier ones are kept with the clocks judged by them."""
    hours_id = ids.take(tx, SHOP_ID, "hours")
    tx.execute(
        insert(hours).values(shop_id=SHOP_ID, id=hours_id, text=text, valid_from=now, by_id=by_id)
    )
    return hours_id


def read_settings(tx: Connection) -> dict[str, Any]:
    """Return every small setting."""
    query = select(settings.c.key, settings.c.value).where(settings.c.shop_id == SHOP_ID)
    return {row.key: json.loads(row.value) for row in tx.execute(query)}


def write_settings(tx: Connection, values: Mapping[str, Any]) -> None:
    """Save some small settings."""
    for key, value in values.items():
        text = json.dumps(value, ensure_ascii=False)
        done = tx.execute(
            update(settings)
            .where(settings.c.shop_id == SHOP_ID, settings.c.key == key)
            .values(value=text, version=settings.c.version + 1)
        )
        if not done.rowcount:
            tx.execute(insert(settings).values(shop_id=SHOP_ID, key=key, value=text))
