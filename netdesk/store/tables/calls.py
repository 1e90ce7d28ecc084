"""The 400 numbers and the log of their calls (R19)."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from netdesk.domain.calls.call import Direction
from netdesk.store.tables.base import belongs, flag, needed, one_of, shop, table, yes_no
from netdesk.store.types import Day, Id, UtcDateTime, Word

hotlines = table(  # a number belongs to a channel between two days; both may be open
    "hotlines",
    shop(),
    needed("id", Id),
    needed("number", Text),
    needed("channel", Text),
    Column("valid_from", Day),
    Column("valid_to", Day),
    needed("note", Text, "''"),
    needed("version", Integer, "1"),
    CheckConstraint(
        "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="period"
    ),
    belongs("channel", "channels", "code"),
)
Index(None, hotlines.c.shop_id, hotlines.c.number)

calls = table(
    "calls",
    shop(),
    needed("id", Id),
    needed("number", Text, "''"),  # dialled; as digits
    needed("channel", Text),
    needed("direction", Word(Direction)),
    needed("caller", Text, "''"),  # the customer's number, canonical; empty: withheld
    needed("started_at", UtcDateTime),
    needed("shop_day", Day),  # the day it happened, closed days to the next open one
    Column("wait_s", Integer),
    Column("talk_s", Integer),
    flag("answered"),
    needed("recording", Text, "''"),
    needed("agent", Text, "''"),
    Column("person_id", Id),
    Column("outside_id", Text),
    Column("lead_id", Id),
    Column("touch_id", Id),
    Column("import_id", Id),
    Column("line", Integer),
    needed("raw", Text, "''"),
    needed("created_at", UtcDateTime),
    one_of("direction", Direction),
    *yes_no("answered"),
    CheckConstraint("wait_s >= 0 AND talk_s >= 0", name="lengths"),
    belongs("channel", "channels", "code"),
    belongs("person_id", "people"),
    belongs("lead_id", "leads"),
    belongs("import_id", "imports"),
)
Index(  # all that a figure of a range asks of a call
    "ix_calls_figures",
    calls.c.shop_id,
    calls.c.shop_day,
    calls.c.direction,
    calls.c.channel,
    calls.c.answered,
    calls.c.person_id,
    calls.c.started_at,
    calls.c.lead_id,
    calls.c.caller,
)
Index(None, calls.c.shop_id, calls.c.caller, calls.c.started_at)
Index(None, calls.c.shop_id, calls.c.lead_id, sqlite_where=calls.c.lead_id.is_not(None))
Index(
    "uq_calls_outside_id",
    calls.c.shop_id,
    calls.c.channel,
    calls.c.outside_id,
    unique=True,
    sqlite_where=calls.c.outside_id.is_not(None),
)
