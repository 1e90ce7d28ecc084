"""The shop: its settings, hours, channels, people and counters."""

from sqlalchemy import Column, Integer, Text, UniqueConstraint

from netdesk.domain.channel import ChannelKind
from netdesk.domain.person import Role
from netdesk.store.tables.base import belongs, needed, one_of, shop, table, yes_no
from netdesk.store.types import Day, Flag, Id, UtcDateTime, Word

shops = table(
    "shops",
    shop(),
    needed("name", Text),
    needed("place", Text, "''"),
    needed("created_at", UtcDateTime),
    needed("version", Integer, "1"),
    key=("shop_id",),
)

counters = table(
    "counters",
    shop(),
    needed("name", Text),
    needed("next", Id),
    key=("shop_id", "name"),
)

settings = table(
    "settings",
    shop(),
    needed("key", Text),
    needed("value", Text),
    needed("version", Integer, "1"),
    key=("shop_id", "key"),
)

hours = table(
    "hours",
    shop(),
    needed("id", Id),
    needed("text", Text),
    needed("valid_from", UtcDateTime),
    Column("by_id", Id),
)

channels = table(
    "channels",
    shop(),
    needed("code", Text),
    needed("name", Text),
    needed("kind", Word(ChannelKind)),
    needed("position", Integer, "0"),
    needed("active", Flag(), "1"),
    Column("parent", Text),
    Column("hours_id", Id),
    needed("version", Integer, "1"),
    one_of("kind", ChannelKind),
    *yes_no("active"),
    belongs("parent", "channels", "code"),
    key=("shop_id", "code"),
)

people = table(
    "people",
    shop(),
    needed("id", Id),
    needed("name", Text),
    needed("aliases", Text, "'[]'"),
    needed("role", Word(Role)),
    Column("active_from", Day),
    Column("active_to", Day),
    needed("version", Integer, "1"),
    one_of("role", Role),
    UniqueConstraint("shop_id", "name"),
)
