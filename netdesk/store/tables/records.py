"""The record of who did what."""

from sqlalchemy import Column, LargeBinary, Text

from netdesk.store.tables.base import needed, shop, table
from netdesk.store.types import Id, UtcDateTime

audit = table(
    "audit",
    shop(),
    needed("desk", Text),
    needed("seq", Id),
    needed("at", UtcDateTime),
    Column("by_id", Id),
    needed("action", Text),
    Column("subject_id", Id),
    needed("payload", Text, "'{}'"),
    needed("previous", LargeBinary),
    needed("hash", LargeBinary),
    key=("shop_id", "desk", "seq"),
)
