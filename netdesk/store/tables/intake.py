"""What the desk remembers of files and mails: corrected headers, mails seen, steps to take back."""

from sqlalchemy import Column, Integer, Text

from netdesk.store.tables.base import needed, shop, table
from netdesk.store.types import Id, UtcDateTime

headers = table(  # a header whose columns a person matched to fields, for the next such file
    "headers",
    shop(),
    needed("id", Id),
    needed("label", Text),
    needed("kind", Text),
    needed("header", Text),  # its normal names as JSON, in order
    needed("columns", Text),  # JSON: column's place from 0 → field
    Column("channel", Text),
    Column("by_id", Id),
    needed("at", UtcDateTime),
    needed("version", Integer, "1"),
)

mails = table(  # mails of the box that were looked at; content is not kept
    "mails",
    shop(),
    needed("account", Text),
    needed("folder", Text),
    needed("validity", Id),  # UIDVALIDITY
    needed("uid", Id),
    needed("seen_at", UtcDateTime),
    needed("outcome", Text),
    needed("note", Text, "''"),
    key=("shop_id", "account", "folder", "validity", "uid"),
)

undo_units = table(  # a step that wrote many rows, and can be taken back whole
    "undo_units",
    shop(),
    needed("id", Id),
    needed("what", Text),  # import, merge, split, bulk
    Column("subject_id", Id),
    needed("at", UtcDateTime),
    Column("by_id", Id),
    needed("ranges", Text),  # JSON: counter → ids taken, from and up to
    Column("undone_at", UtcDateTime),
)

undo_rows = table(  # a row it changed: its values as SQL literals before (NULL: made) and after
    "undo_rows",
    shop(),
    needed("unit_id", Id),
    needed("place", Text),  # the table
    needed("row_key", Text),
    Column("before", Text),
    Column("after", Text),
    key=("shop_id", "unit_id", "place", "row_key"),
)
