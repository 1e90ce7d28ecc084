"""The desk: shop, hours, channels, people, customers, leads, touches, clocks, contacts, audit."""

import sqlalchemy as sa
from alembic import op

from netdesk.store.types import Day, Flag, Id, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audit",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("seq", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_id", Id, nullable=True),
        sa.Column("payload", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "desk", "seq", name=op.f("pk_audit")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channels",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", Flag(), server_default=sa.text("1"), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("hours_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind = 'vertical' OR kind = 'official' OR kind = 'social' OR kind = 'local' OR kind = 'hotline' OR kind = 'showroom'",
            name=op.f("ck_channels_kind"),
        ),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_channels_active")),
        sa.ForeignKeyConstraint(
            ["shop_id", "parent"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_channels_parent"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "code", name=op.f("pk_channels")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counters",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("next", Id, nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "name", name=op.f("pk_counters")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customers",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("consent_at", UtcDateTime(), nullable=False),
        sa.Column("do_not_contact", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("do_not_contact IN (0, 1)", name=op.f("ck_customers_do_not_contact")),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_customers")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hours",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("valid_from", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_hours")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "imports",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("rows", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("added", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("merged", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("rejected", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_imports")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "people",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("active_from", Day(), nullable=True),
        sa.Column("active_to", Day(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "role = 'clerk' OR role = 'inviter' OR role = 'consultant' OR role = 'manager'",
            name=op.f("ck_people_role"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_people")),
        sa.UniqueConstraint("shop_id", "name", name=op.f("uq_people_shop_id_name")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settings",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "key", name=op.f("pk_settings")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shops",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_shops")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identifiers",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("customer_id", Id, nullable=False),
        sa.Column("is_virtual", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_shared", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("valid_from", UtcDateTime(), nullable=True),
        sa.Column("valid_to", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind = 'mobile' OR kind = 'landline' OR kind = 'wechat' OR kind = 'platform'",
            name=op.f("ck_identifiers_kind"),
        ),
        sa.CheckConstraint("is_shared IN (0, 1)", name=op.f("ck_identifiers_is_shared")),
        sa.CheckConstraint("is_virtual IN (0, 1)", name=op.f("ck_identifiers_is_virtual")),
        sa.ForeignKeyConstraint(
            ["shop_id", "customer_id"],
            ["customers.shop_id", "customers.id"],
            name=op.f("fk_identifiers_customer_id"),
        ),
        sa.PrimaryKeyConstraint(
            "shop_id", "kind", "value", "customer_id", name=op.f("pk_identifiers")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_identifiers_shop_id_customer_id"),
        "identifiers",
        ["shop_id", "customer_id"],
        unique=False,
    )
    op.create_table(
        "leads",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("customer_id", Id, nullable=False),
        sa.Column("first_channel", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("stage", sa.Text(), server_default=sa.text("'new'"), nullable=False),
        sa.Column("stage_at", UtcDateTime(), nullable=False),
        sa.Column("grade", sa.Text(), server_default=sa.text("'N'"), nullable=False),
        sa.Column("owner_id", Id, nullable=True),
        sa.Column("touches", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("last_touch_at", UtcDateTime(), nullable=False),
        sa.Column("last_contact_at", UtcDateTime(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("is_open", Flag(), server_default=sa.text("1"), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "grade = 'H' OR grade = 'A' OR grade = 'B' OR grade = 'C' OR grade = 'O' OR grade = 'D' OR grade = 'N'",
            name=op.f("ck_leads_grade"),
        ),
        sa.CheckConstraint(
            "stage = 'new' OR stage = 'contacted' OR stage = 'invited' OR stage = 'arrived' OR stage = 'test_driven' OR stage = 'ordered' OR stage = 'delivered' OR stage = 'lost' OR stage = 'invalid'",
            name=op.f("ck_leads_stage"),
        ),
        sa.CheckConstraint("is_open IN (0, 1)", name=op.f("ck_leads_is_open")),
        sa.ForeignKeyConstraint(
            ["shop_id", "customer_id"],
            ["customers.shop_id", "customers.id"],
            name=op.f("fk_leads_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "first_channel"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_leads_first_channel"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "owner_id"], ["people.shop_id", "people.id"], name=op.f("fk_leads_owner_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_leads")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_leads_shop_id_customer_id"), "leads", ["shop_id", "customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_leads_shop_id_last_touch_at"), "leads", ["shop_id", "last_touch_at"], unique=False
    )
    op.create_index(
        op.f("ix_leads_shop_id_next_at"),
        "leads",
        ["shop_id", "next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_leads_shop_id_shop_day"), "leads", ["shop_id", "shop_day"], unique=False
    )
    op.create_index(
        "uq_leads_one_open",
        "leads",
        ["shop_id", "customer_id"],
        unique=True,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open = 1"),
    )
    op.create_table(
        "clocks",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("touch_id", Id, nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("allowed_s", sa.Integer(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=True),
        sa.Column("hours_id", Id, nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_via", sa.Text(), nullable=True),
        sa.Column("contact_id", Id, nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("is_first", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("backdated", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(state = 'answered') = (answered_at IS NOT NULL)", name=op.f("ck_clocks_answered")
        ),
        sa.CheckConstraint(
            "state = 'open' OR state = 'answered' OR state = 'void'", name=op.f("ck_clocks_state")
        ),
        sa.CheckConstraint("backdated IN (0, 1)", name=op.f("ck_clocks_backdated")),
        sa.CheckConstraint("is_first IN (0, 1)", name=op.f("ck_clocks_is_first")),
        sa.ForeignKeyConstraint(
            ["shop_id", "hours_id"], ["hours.shop_id", "hours.id"], name=op.f("fk_clocks_hours_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_clocks_lead_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_clocks")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_clocks_due",
        "clocks",
        ["shop_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_clocks_shop_id_lead_id"), "clocks", ["shop_id", "lead_id"], unique=False
    )
    op.create_index(
        op.f("ix_clocks_shop_id_shop_day"), "clocks", ["shop_id", "shop_day"], unique=False
    )
    op.create_index(
        "uq_clocks_one_open",
        "clocks",
        ["shop_id", "lead_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "contacts",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("backdated", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "how = 'phone' OR how = 'wechat' OR how = 'visit' OR how = 'other'",
            name=op.f("ck_contacts_how"),
        ),
        sa.CheckConstraint(
            "outcome = 'connected' OR outcome = 'no_answer' OR outcome = 'wrong_number' OR outcome = 'dead_number' OR outcome = 'wechat' OR outcome = 'invited' OR outcome = 'arrived' OR outcome = 'test_driven' OR outcome = 'ordered' OR outcome = 'delivered' OR outcome = 'lost' OR outcome = 'invalid'",
            name=op.f("ck_contacts_outcome"),
        ),
        sa.CheckConstraint("backdated IN (0, 1)", name=op.f("ck_contacts_backdated")),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"], ["people.shop_id", "people.id"], name=op.f("fk_contacts_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_contacts_lead_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_contacts")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_contacts_shop_id_lead_id"), "contacts", ["shop_id", "lead_id"], unique=False
    )
    op.create_index(
        op.f("ix_contacts_shop_id_shop_day"), "contacts", ["shop_id", "shop_day"], unique=False
    )
    op.create_table(
        "notes",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=True),
        sa.Column("day", Day(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(lead_id IS NULL) <> (day IS NULL)", name=op.f("ck_notes_subject")),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_notes_lead_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_notes")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_notes_shop_id_lead_id"), "notes", ["shop_id", "lead_id"], unique=False)
    op.create_index(
        "uq_notes_day",
        "notes",
        ["shop_id", "day"],
        unique=True,
        sqlite_where=sa.text("day IS NOT NULL"),
        postgresql_where=sa.text("day IS NOT NULL"),
    )
    op.create_table(
        "touches",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("time_kind", sa.Text(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("outside_id", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("message", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=True),
        sa.Column("import_id", Id, nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "time_kind = 'exact' OR time_kind = 'date' OR time_kind = 'import'",
            name=op.f("ck_touches_time_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "channel"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_touches_channel"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "import_id"],
            ["imports.shop_id", "imports.id"],
            name=op.f("fk_touches_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_touches_lead_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_touches")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_touches_shop_id_lead_id"), "touches", ["shop_id", "lead_id"], unique=False
    )
    op.create_index(
        "uq_touches_outside_id",
        "touches",
        ["shop_id", "channel", "outside_id"],
        unique=True,
        sqlite_where=sa.text("outside_id IS NOT NULL"),
        postgresql_where=sa.text("outside_id IS NOT NULL"),
    )
    op.create_index(
        "uq_touches_row",
        "touches",
        ["shop_id", "channel", "row_hash"],
        unique=True,
        sqlite_where=sa.text("row_hash IS NOT NULL"),
        postgresql_where=sa.text("row_hash IS NOT NULL"),
    )
    op.create_table(
        "appointments",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("contact_id", Id, nullable=True),
        sa.Column("visit_at", UtcDateTime(), nullable=False),
        sa.Column("visit_day", Day(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'planned'"), nullable=False),
        sa.Column("gift", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("settled_by", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "state = 'planned' OR state = 'kept' OR state = 'missed' OR state = 'moved' OR state = 'void'",
            name=op.f("ck_appointments_state"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "contact_id"],
            ["contacts.shop_id", "contacts.id"],
            name=op.f("fk_appointments_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"],
            ["leads.shop_id", "leads.id"],
            name=op.f("fk_appointments_lead_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_appointments")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_appointments_planned",
        "appointments",
        ["shop_id", "visit_at"],
        unique=False,
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )
    op.create_index(
        op.f("ix_appointments_shop_id_lead_id"),
        "appointments",
        ["shop_id", "lead_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_appointments_shop_id_visit_day"),
        "appointments",
        ["shop_id", "visit_day"],
        unique=False,
    )
    op.create_table(
        "journal",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("contact_id", Id, nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["shop_id", "contact_id"],
            ["contacts.shop_id", "contacts.id"],
            name=op.f("fk_journal_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_journal_lead_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_journal")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_journal_shop_id_lead_id"), "journal", ["shop_id", "lead_id"], unique=False
    )
    op.create_table(
        "steps",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("contact_id", Id, nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("happened_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "stage = 'new' OR stage = 'contacted' OR stage = 'invited' OR stage = 'arrived' OR stage = 'test_driven' OR stage = 'ordered' OR stage = 'delivered' OR stage = 'lost' OR stage = 'invalid'",
            name=op.f("ck_steps_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "contact_id"],
            ["contacts.shop_id", "contacts.id"],
            name=op.f("fk_steps_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_steps_lead_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_steps")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_steps_shop_id_lead_id"), "steps", ["shop_id", "lead_id"], unique=False)
    op.create_index(
        op.f("ix_steps_shop_id_shop_day"), "steps", ["shop_id", "shop_day"], unique=False
    )
