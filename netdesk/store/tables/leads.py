"""Customers and their leads: identifiers, touches, clocks; and the imports they came by."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    Text,
    func,
    literal_column,
    or_,
    text,
)

from netdesk.domain.deadlines.deadline import DueReason
from netdesk.domain.leads.clock import AnsweredVia, ClockPolicy, ClockState
from netdesk.domain.leads.lead import Grade, Stage, TimeKind
from netdesk.store.tables.base import belongs, flag, needed, one_of, shop, table, yes_no
from netdesk.store.types import Day, Flag, Id, UtcDateTime, Word, seconds_between

imports = table(
    "imports",
    shop(),
    needed("id", Id),
    needed("file", Text),
    needed("kind", Text),
    needed("profile", Text),
    needed("encoding", Text),
    needed("header", Text),
    needed("imported_at", UtcDateTime),
    Column("by_id", Id),
    needed("rows", Integer, "0"),
    needed("added", Integer, "0"),
    needed("merged", Integer, "0"),
    needed("unchanged", Integer, "0"),
    needed("rejected", Integer, "0"),
    Column("undone_at", UtcDateTime),
)

customers = table(
    "customers",
    shop(),
    needed("id", Id),
    needed("name", Text),
    needed("region", Text, "''"),
    needed("consent", Text),
    needed("consent_at", UtcDateTime),
    flag("do_not_contact"),
    needed("created_at", UtcDateTime),
    needed("version", Integer, "1"),
    *yes_no("do_not_contact"),
)

identifiers = table(
    "identifiers",
    shop(),
    needed("kind", Text),
    needed("value", Text),
    needed("customer_id", Id),
    flag("is_virtual"),
    flag("is_shared"),
    Column("valid_from", UtcDateTime),
    Column("valid_to", UtcDateTime),
    one_of("kind", ("mobile", "landline", "wechat", "platform")),
    *yes_no("is_virtual", "is_shared"),
    belongs("customer_id", "customers"),
    key=("shop_id", "kind", "value", "customer_id"),
)
Index(None, identifiers.c.shop_id, identifiers.c.customer_id)

leads = table(
    "leads",
    shop(),
    needed("id", Id),
    needed("customer_id", Id),
    needed("first_channel", Text),
    needed("model", Text, "''"),
    needed("opened_at", UtcDateTime),
    needed("shop_day", Day),
    needed("stage", Word(Stage), "'new'"),
    needed("stage_at", UtcDateTime),
    needed("grade", Word(Grade), "'N'"),
    Column("owner_id", Id),
    needed("touches", Integer, "1"),
    needed("last_touch_at", UtcDateTime),
    Column("last_contact_at", UtcDateTime),
    Column("next_at", UtcDateTime),
    needed("is_open", Flag(), "1"),
    Column("closed_at", UtcDateTime),
    # What the figures count of it, kept with each write: see domain/figures/reached.
    needed("reached", Integer, "0"),
    Column("last_channel", Text),  # of its newest touch; empty: the first one's
    Column("person_id", Id),  # its owner, else who answered it first
    needed("version", Integer, "1"),
    one_of("stage", Stage),
    one_of("grade", Grade),
    *yes_no("is_open"),
    belongs("customer_id", "customers"),
    belongs("first_channel", "channels", "code"),
    belongs("owner_id", "people"),
)
Index(None, leads.c.shop_id, leads.c.customer_id)
Index(
    "uq_leads_one_open",  # RULINGS 2: one open lead a customer
    leads.c.shop_id,
    leads.c.customer_id,
    unique=True,
    sqlite_where=leads.c.is_open == text("1"),
)
Index(None, leads.c.shop_id, leads.c.last_touch_at)
Index(  # all that a figure of a range asks, so that no row of the table is read for it
    "ix_leads_figures",
    leads.c.shop_id,
    leads.c.shop_day,
    leads.c.first_channel,
    leads.c.reached,
    leads.c.last_channel,
    leads.c.person_id,
    leads.c.model,
    leads.c.opened_at,
    leads.c.last_touch_at,
    leads.c.last_contact_at,
    leads.c.closed_at,
)
# 90 days; an index has no parameters.
_LONG_LEAD_S: ColumnElement[int] = literal_column("7776000")
LONG_LEAD = (
    seconds_between(leads.c.opened_at, leads.c.last_touch_at) > _LONG_LEAD_S,
    seconds_between(leads.c.opened_at, leads.c.last_contact_at) > _LONG_LEAD_S,
)
Index(  # the few that were heard of long after they came: see store/figures/base
    "ix_leads_long",
    leads.c.shop_id,
    leads.c.shop_day,
    sqlite_where=or_(*LONG_LEAD),
)
Index(
    None,
    leads.c.shop_id,
    leads.c.next_at,
    sqlite_where=leads.c.next_at.is_not(None),
)

touches = table(
    "touches",
    shop(),
    needed("id", Id),
    needed("lead_id", Id),
    needed("channel", Text),
    needed("received_at", UtcDateTime),
    needed("time_kind", Word(TimeKind)),
    needed("shop_day", Day),
    Column("outside_id", Text),
    needed("model", Text, "''"),
    needed("message", Text, "''"),
    Column("handled_at", UtcDateTime),
    Column("import_id", Id),
    Column("line", Integer),
    needed("raw", Text, "''"),
    Column("row_hash", LargeBinary),
    one_of("time_kind", TimeKind),
    belongs("lead_id", "leads"),
    belongs("channel", "channels", "code"),
    belongs("import_id", "imports"),
)
Index(None, touches.c.shop_id, touches.c.lead_id)
Index(
    "ix_touches_figures",
    touches.c.shop_id,
    touches.c.shop_day,
    touches.c.channel,
    touches.c.time_kind,
    touches.c.received_at,
    touches.c.lead_id,
)
Index(
    "uq_touches_outside_id",
    touches.c.shop_id,
    touches.c.channel,
    touches.c.outside_id,
    unique=True,
    sqlite_where=touches.c.outside_id.is_not(None),
)
Index(
    "uq_touches_row",  # a row without a time is known by itself (PRODUCT.md 4)
    touches.c.shop_id,
    touches.c.channel,
    touches.c.row_hash,
    unique=True,
    sqlite_where=touches.c.row_hash.is_not(None),
)

clocks = table(
    "clocks",
    shop(),
    needed("id", Id),
    needed("lead_id", Id),
    Column("touch_id", Id),
    needed("channel", Text),
    needed("received_at", UtcDateTime),
    needed("due_at", UtcDateTime),
    needed("allowed_s", Integer),
    needed("shop_day", Day),
    needed("reason", Word(DueReason)),
    Column("opens_at", UtcDateTime),
    needed("hours_id", Id),
    needed("state", Word(ClockState), "'open'"),
    Column("answered_at", UtcDateTime),
    Column("answered_via", Word(AnsweredVia)),
    Column("contact_id", Id),
    Column("closed_at", UtcDateTime),
    flag("is_first"),
    flag("backdated"),
    needed("version", Integer, "1"),
    needed("policy", Word(ClockPolicy), "'order'"),  # RULINGS 12: each is judged by its own
    one_of("state", ClockState),
    one_of("policy", ClockPolicy),
    *yes_no("is_first", "backdated"),
    CheckConstraint("(state = 'answered') = (answered_at IS NOT NULL)", name="answered"),
    belongs("lead_id", "leads"),
    belongs("hours_id", "hours"),
)
Index(None, clocks.c.shop_id, clocks.c.lead_id)
Index(
    "uq_clocks_one_open",  # a lead has one open clock at most
    clocks.c.shop_id,
    clocks.c.lead_id,
    unique=True,
    sqlite_where=clocks.c.state == text("'open'"),
)
Index(
    "ix_clocks_due",
    clocks.c.shop_id,
    clocks.c.due_at,
    sqlite_where=clocks.c.state == text("'open'"),
)
Index(  # all that a figure of a range asks of a clock
    "ix_clocks_figures",
    clocks.c.shop_id,
    clocks.c.shop_day,
    clocks.c.channel,
    clocks.c.state,
    clocks.c.answered_via,
    clocks.c.received_at,
    clocks.c.due_at,
    clocks.c.answered_at,
    clocks.c.closed_at,
    clocks.c.opens_at,
    clocks.c.reason,
    clocks.c.contact_id,
    clocks.c.lead_id,
)
LONG_CLOCK_DAYS = 14
LONG_CLOCK = or_(
    clocks.c.state == literal_column("'open'"),
    seconds_between(clocks.c.received_at, func.coalesce(clocks.c.answered_at, clocks.c.closed_at))
    > literal_column(str(LONG_CLOCK_DAYS * 24 * 3600)),
)
Index(  # those that waited long, and those that still do
    "ix_clocks_long",
    clocks.c.shop_id,
    clocks.c.shop_day,
    sqlite_where=LONG_CLOCK,
)
