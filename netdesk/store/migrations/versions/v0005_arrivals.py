"""Calls, hotlines, claims, the mailbox, headers that people corrected, steps to take back."""

import sqlalchemy as sa
from alembic import op

from netdesk.store.types import Day, Flag, Id, UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "do_not_contact",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.CheckConstraint(
            "kind = 'mobile' OR kind = 'landline' OR kind = 'wechat' OR kind = 'platform'",
            name=op.f("ck_do_not_contact_kind"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "kind", "value", name=op.f("pk_do_not_contact")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "headers",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_headers")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mails",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("validity", Id, nullable=False),
        sa.Column("uid", Id, nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.PrimaryKeyConstraint(
            "shop_id", "account", "folder", "validity", "uid", name=op.f("pk_mails")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "not_the_same",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("one_id", Id, nullable=False),
        sa.Column("other_id", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_not_the_same_order")),
        sa.PrimaryKeyConstraint("shop_id", "one_id", "other_id", name=op.f("pk_not_the_same")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "undo_rows",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(
            "shop_id", "unit_id", "place", "row_key", name=op.f("pk_undo_rows")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "undo_units",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject_id", Id, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("ranges", sa.Text(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_undo_units")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hotlines",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("valid_from", Day(), nullable=True),
        sa.Column("valid_to", Day(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to",
            name=op.f("ck_hotlines_period"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "channel"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_hotlines_channel"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_hotlines")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_hotlines_shop_id_number"), "hotlines", ["shop_id", "number"], unique=False
    )
    op.create_table(
        "calls",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("number", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("wait_s", sa.Integer(), nullable=True),
        sa.Column("talk_s", sa.Integer(), nullable=True),
        sa.Column("answered", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("recording", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("agent", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("outside_id", sa.Text(), nullable=True),
        sa.Column("lead_id", Id, nullable=True),
        sa.Column("touch_id", Id, nullable=True),
        sa.Column("import_id", Id, nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "direction = 'in' OR direction = 'out'", name=op.f("ck_calls_direction")
        ),
        sa.CheckConstraint("answered IN (0, 1)", name=op.f("ck_calls_answered")),
        sa.CheckConstraint("wait_s >= 0 AND talk_s >= 0", name=op.f("ck_calls_lengths")),
        sa.ForeignKeyConstraint(
            ["shop_id", "channel"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_calls_channel"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "import_id"],
            ["imports.shop_id", "imports.id"],
            name=op.f("fk_calls_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_calls_lead_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "person_id"],
            ["people.shop_id", "people.id"],
            name=op.f("fk_calls_person_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_calls")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_calls_figures",
        "calls",
        [
            "shop_id",
            "shop_day",
            "direction",
            "channel",
            "answered",
            "person_id",
            "started_at",
            "lead_id",
            "caller",
        ],
        unique=False,
    )
    op.create_index(
        op.f("ix_calls_shop_id_caller_started_at"),
        "calls",
        ["shop_id", "caller", "started_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_calls_shop_id_lead_id"),
        "calls",
        ["shop_id", "lead_id"],
        unique=False,
        sqlite_where=sa.text("lead_id IS NOT NULL"),
        postgresql_where=sa.text("lead_id IS NOT NULL"),
    )
    op.create_index(
        "uq_calls_outside_id",
        "calls",
        ["shop_id", "channel", "outside_id"],
        unique=True,
        sqlite_where=sa.text("outside_id IS NOT NULL"),
        postgresql_where=sa.text("outside_id IS NOT NULL"),
    )
    op.create_table(
        "claims",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("touch_id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("refund", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "reason = 'duplicate' OR reason = 'dead_number' OR reason = 'wrong_number' OR reason = 'other_region' OR reason = 'no_intent'",
            name=op.f("ck_claims_reason"),
        ),
        sa.CheckConstraint(
            "state = 'filed' OR state = 'accepted' OR state = 'refused' OR state = 'left'",
            name=op.f("ck_claims_state"),
        ),
        sa.CheckConstraint("refund >= 0", name=op.f("ck_claims_refund")),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"], ["leads.shop_id", "leads.id"], name=op.f("fk_claims_lead_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "touch_id"],
            ["touches.shop_id", "touches.id"],
            name=op.f("fk_claims_touch_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "touch_id", name=op.f("pk_claims")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_claims_shop_id_channel_day"), "claims", ["shop_id", "channel", "day"], unique=False
    )
    # With its check, which alembic leaves out.
    op.execute(
        "ALTER TABLE clocks ADD COLUMN policy TEXT DEFAULT 'order' NOT NULL"
        " CONSTRAINT ck_clocks_policy CHECK (policy = 'order' OR policy = 'call')"
    )
