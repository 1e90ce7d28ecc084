"""The tables. Every one carries `shop_id`, and every key begins with it (decision 16, RULINGS 6).

On SQLite they are STRICT and clustered by their key (WITHOUT ROWID). Instants are UTC, days ISO
text, words the enums of `netdesk.domain`; what people edit carries `version`.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from netdesk.domain.channel import ChannelKind
from netdesk.domain.clock import AnsweredVia, ClockState
from netdesk.domain.contact import AppointmentState, How
from netdesk.domain.deadline import DueReason
from netdesk.domain.lead import Grade, Outcome, Stage, TimeKind
from netdesk.domain.person import Role
from netdesk.store.types import Day, Flag, Id, UtcDateTime, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_1_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _needed(name: str, type_: Any, default: str | None = None) -> Column[Any]:
    return Column(name, type_, nullable=False, server_default=text(default) if default else None)


def _flag(name: str) -> Column[Any]:
    return _needed(name, Flag(), "0")


def _shop() -> Column[Any]:
    return _needed("shop_id", Id)


def _belongs(column: str, table: str, key: str = "id") -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["shop_id", column], [f"{table}.shop_id", f"{table}.{key}"])


def _yes_no(*columns: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{c} IN (0, 1)", name=c) for c in columns]


def _one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    # Not IN: for three words and more SQLite fills a table with them for every row it checks, which
    # was a quarter of an import's inserting.
    return CheckConstraint(" OR ".join(f"{column} = '{word}'" for word in words), name=column)


def _table(name: str, *items: SchemaItem, key: tuple[str, ...] = ("shop_id", "id")) -> Table:
    return Table(
        name,
        metadata,
        *items,
        PrimaryKeyConstraint(*key),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


shops = _table(
    "shops",
    _shop(),
    _needed("name", Text),
    _needed("place", Text, "''"),
    _needed("created_at", UtcDateTime),
    _needed("version", Integer, "1"),
    key=("shop_id",),
)

counters = _table(
    "counters",
    _shop(),
    _needed("name", Text),
    _needed("next", Id),
    key=("shop_id", "name"),
)

settings = _table(
    "settings",
    _shop(),
    _needed("key", Text),
    _needed("value", Text),
    _needed("version", Integer, "1"),
    key=("shop_id", "key"),
)

hours = _table(
    "hours",
    _shop(),
    _needed("id", Id),
    _needed("text", Text),
    _needed("valid_from", UtcDateTime),
    Column("by_id", Id),
)

channels = _table(
    "channels",
    _shop(),
    _needed("code", Text),
    _needed("name", Text),
    _needed("kind", Word(ChannelKind)),
    _needed("position", Integer, "0"),
    _needed("active", Flag(), "1"),
    Column("parent", Text),
    Column("hours_id", Id),
    _needed("version", Integer, "1"),
    _one_of("kind", ChannelKind),
    *_yes_no("active"),
    _belongs("parent", "channels", "code"),
    key=("shop_id", "code"),
)

people = _table(
    "people",
    _shop(),
    _needed("id", Id),
    _needed("name", Text),
    _needed("aliases", Text, "'[]'"),
    _needed("role", Word(Role)),
    Column("active_from", Day),
    Column("active_to", Day),
    _needed("version", Integer, "1"),
    _one_of("role", Role),
    UniqueConstraint("shop_id", "name"),
)

imports = _table(
    "imports",
    _shop(),
    _needed("id", Id),
    _needed("file", Text),
    _needed("kind", Text),
    _needed("profile", Text),
    _needed("encoding", Text),
    _needed("header", Text),
    _needed("imported_at", UtcDateTime),
    Column("by_id", Id),
    _needed("rows", Integer, "0"),
    _needed("added", Integer, "0"),
    _needed("merged", Integer, "0"),
    _needed("unchanged", Integer, "0"),
    _needed("rejected", Integer, "0"),
    Column("undone_at", UtcDateTime),
)

customers = _table(
    "customers",
    _shop(),
    _needed("id", Id),
    _needed("name", Text),
    _needed("region", Text, "''"),
    _needed("consent", Text),
    _needed("consent_at", UtcDateTime),
    _flag("do_not_contact"),
    _needed("created_at", UtcDateTime),
    _needed("version", Integer, "1"),
    *_yes_no("do_not_contact"),
)

identifiers = _table(
    "identifiers",
    _shop(),
    _needed("kind", Text),
    _needed("value", Text),
    _needed("customer_id", Id),
    _flag("is_virtual"),
    _flag("is_shared"),
    Column("valid_from", UtcDateTime),
    Column("valid_to", UtcDateTime),
    _one_of("kind", ("mobile", "landline", "wechat", "platform")),
    *_yes_no("is_virtual", "is_shared"),
    _belongs("customer_id", "customers"),
    key=("shop_id", "kind", "value", "customer_id"),
)
Index(None, identifiers.c.shop_id, identifiers.c.customer_id)

leads = _table(
    "leads",
    _shop(),
    _needed("id", Id),
    _needed("customer_id", Id),
    _needed("first_channel", Text),
    _needed("model", Text, "''"),
    _needed("opened_at", UtcDateTime),
    _needed("shop_day", Day),
    _needed("stage", Word(Stage), "'new'"),
    _needed("stage_at", UtcDateTime),
    _needed("grade", Word(Grade), "'N'"),
    Column("owner_id", Id),
    _needed("touches", Integer, "1"),
    _needed("last_touch_at", UtcDateTime),
    Column("last_contact_at", UtcDateTime),
    Column("next_at", UtcDateTime),
    _needed("is_open", Flag(), "1"),
    Column("closed_at", UtcDateTime),
    _needed("version", Integer, "1"),
    _one_of("stage", Stage),
    _one_of("grade", Grade),
    *_yes_no("is_open"),
    _belongs("customer_id", "customers"),
    _belongs("first_channel", "channels", "code"),
    _belongs("owner_id", "people"),
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
Index(None, leads.c.shop_id, leads.c.shop_day)
Index(
    None,
    leads.c.shop_id,
    leads.c.next_at,
    sqlite_where=leads.c.next_at.is_not(None),
)

touches = _table(
    "touches",
    _shop(),
    _needed("id", Id),
    _needed("lead_id", Id),
    _needed("channel", Text),
    _needed("received_at", UtcDateTime),
    _needed("time_kind", Word(TimeKind)),
    _needed("shop_day", Day),
    Column("outside_id", Text),
    _needed("model", Text, "''"),
    _needed("message", Text, "''"),
    Column("handled_at", UtcDateTime),
    Column("import_id", Id),
    Column("line", Integer),
    _needed("raw", Text, "''"),
    Column("row_hash", LargeBinary),
    _one_of("time_kind", TimeKind),
    _belongs("lead_id", "leads"),
    _belongs("channel", "channels", "code"),
    _belongs("import_id", "imports"),
)
Index(None, touches.c.shop_id, touches.c.lead_id)
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

clocks = _table(
    "clocks",
    _shop(),
    _needed("id", Id),
    _needed("lead_id", Id),
    Column("touch_id", Id),
    _needed("channel", Text),
    _needed("received_at", UtcDateTime),
    _needed("due_at", UtcDateTime),
    _needed("allowed_s", Integer),
    _needed("shop_day", Day),
    _needed("reason", Word(DueReason)),
    Column("opens_at", UtcDateTime),
    _needed("hours_id", Id),
    _needed("state", Word(ClockState), "'open'"),
    Column("answered_at", UtcDateTime),
    Column("answered_via", Word(AnsweredVia)),
    Column("contact_id", Id),
    Column("closed_at", UtcDateTime),
    _flag("is_first"),
    _flag("backdated"),
    _needed("version", Integer, "1"),
    _one_of("state", ClockState),
    *_yes_no("is_first", "backdated"),
    CheckConstraint("(state = 'answered') = (answered_at IS NOT NULL)", name="answered"),
    _belongs("lead_id", "leads"),
    _belongs("hours_id", "hours"),
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
Index(None, clocks.c.shop_id, clocks.c.shop_day)

contacts = _table(
    "contacts",
    _shop(),
    _needed("id", Id),
    _needed("lead_id", Id),
    _needed("at", UtcDateTime),
    _needed("recorded_at", UtcDateTime),
    _needed("shop_day", Day),
    Column("by_id", Id),
    _needed("how", Word(How)),
    _needed("outcome", Word(Outcome)),
    _needed("reason", Text, "''"),
    _needed("note", Text, "''"),
    Column("next_at", UtcDateTime),
    Column("grade", Word(Grade)),
    _flag("backdated"),
    Column("voided_at", UtcDateTime),
    _one_of("how", How),
    _one_of("outcome", Outcome),
    *_yes_no("backdated"),
    _belongs("lead_id", "leads"),
    _belongs("by_id", "people"),
)
Index(None, contacts.c.shop_id, contacts.c.lead_id)
Index(None, contacts.c.shop_id, contacts.c.shop_day)

steps = _table(
    "steps",
    _shop(),
    _needed("id", Id),
    _needed("lead_id", Id),
    Column("contact_id", Id),
    _needed("stage", Word(Stage)),
    _needed("happened_at", UtcDateTime),
    _needed("recorded_at", UtcDateTime),
    _needed("shop_day", Day),
    _needed("reason", Text, "''"),
    Column("voided_at", UtcDateTime),
    _one_of("stage", Stage),
    _belongs("lead_id", "leads"),
    _belongs("contact_id", "contacts"),
)
Index(None, steps.c.shop_id, steps.c.lead_id)
Index(None, steps.c.shop_id, steps.c.shop_day)

appointments = _table(
    "appointments",
    _shop(),
    _needed("id", Id),
    _needed("lead_id", Id),
    Column("contact_id", Id),
    _needed("visit_at", UtcDateTime),
    _needed("visit_day", Day),
    _needed("made_at", UtcDateTime),
    _needed("state", Word(AppointmentState), "'planned'"),
    _needed("gift", Text, "''"),
    Column("settled_by", Id),
    _needed("version", Integer, "1"),
    _one_of("state", AppointmentState),
    _belongs("lead_id", "leads"),
    _belongs("contact_id", "contacts"),
)
Index(None, appointments.c.shop_id, appointments.c.lead_id)
Index(None, appointments.c.shop_id, appointments.c.visit_day)
Index(
    "ix_appointments_planned",
    appointments.c.shop_id,
    appointments.c.visit_at,
    sqlite_where=appointments.c.state == text("'planned'"),
)

notes = _table(
    "notes",
    _shop(),
    _needed("id", Id),
    Column("lead_id", Id),
    Column("day", Day),
    _needed("text", Text),
    _needed("at", UtcDateTime),
    Column("by_id", Id),
    _needed("version", Integer, "1"),
    CheckConstraint("(lead_id IS NULL) <> (day IS NULL)", name="subject"),
    _belongs("lead_id", "leads"),
)
Index(None, notes.c.shop_id, notes.c.lead_id)
Index(
    "uq_notes_day",
    notes.c.shop_id,
    notes.c.day,
    unique=True,
    sqlite_where=notes.c.day.is_not(None),
)

journal = _table(  # what a person can take back: the lead's own fields before and after a step
    "journal",
    _shop(),
    _needed("id", Id),
    _needed("at", UtcDateTime),
    Column("by_id", Id),
    _needed("lead_id", Id),
    Column("contact_id", Id),
    _needed("before", Text),
    _needed("after", Text),
    Column("undone_at", UtcDateTime),
    _belongs("lead_id", "leads"),
    _belongs("contact_id", "contacts"),
)
Index(None, journal.c.shop_id, journal.c.lead_id)

audit = _table(
    "audit",
    _shop(),
    _needed("desk", Text),
    _needed("seq", Id),
    _needed("at", UtcDateTime),
    Column("by_id", Id),
    _needed("action", Text),
    Column("subject_id", Id),
    _needed("payload", Text, "'{}'"),
    _needed("previous", LargeBinary),
    _needed("hash", LargeBinary),
    key=("shop_id", "desk", "seq"),
)
