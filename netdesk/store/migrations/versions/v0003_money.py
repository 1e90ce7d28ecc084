"""Money, activities and policies; what the figures count of a lead."""

import sqlalchemy as sa
from alembic import op

from netdesk.store.types import Day, Flag, Id, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "budgets",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("month", Day(), nullable=False),
        sa.Column("channel", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budgets_amount")),
        sa.PrimaryKeyConstraint("shop_id", "month", "channel", name=op.f("pk_budgets")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "targets",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("month", Day(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("kpi", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(scope = 'team') = (who = '')", name=op.f("ck_targets_who")),
        sa.CheckConstraint(
            "scope = 'team' OR scope = 'role' OR scope = 'person'", name=op.f("ck_targets_scope")
        ),
        sa.PrimaryKeyConstraint("shop_id", "month", "scope", "who", "kpi", name=op.f("pk_targets")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "activities",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'planned'"), nullable=False),
        sa.Column("first_day", Day(), nullable=False),
        sa.Column("last_day", Day(), nullable=False),
        sa.Column("hours", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("place", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("goals", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("budget", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("gift", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("models", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("online_only", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind = 'test_drive' OR kind = 'show' OR kind = 'group_buy' OR kind = 'live' OR kind = 'service' OR kind = 'owners' OR kind = 'online' OR kind = 'other'",
            name=op.f("ck_activities_kind"),
        ),
        sa.CheckConstraint(
            "state = 'planned' OR state = 'cancelled' OR state = 'closed'",
            name=op.f("ck_activities_state"),
        ),
        sa.CheckConstraint(
            "budget >= 0 AND coalesce(quota, 0) >= 0", name=op.f("ck_activities_counts")
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_activities_days")),
        sa.CheckConstraint("online_only IN (0, 1)", name=op.f("ck_activities_online_only")),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"], ["people.shop_id", "people.id"], name=op.f("fk_activities_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "channel"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_activities_channel"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_activities")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_activities_shop_id_first_day"),
        "activities",
        ["shop_id", "first_day"],
        unique=False,
    )
    op.create_table(
        "deals",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("person", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("day", Day(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("amount", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("gross_profit", sa.Integer(), nullable=True),
        sa.Column("import_id", Id, nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_deals_amount")),
        sa.ForeignKeyConstraint(
            ["shop_id", "import_id"],
            ["imports.shop_id", "imports.id"],
            name=op.f("fk_deals_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "person_id"],
            ["people.shop_id", "people.id"],
            name=op.f("fk_deals_person_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_deals")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_deals_shop_id_phone"),
        "deals",
        ["shop_id", "phone"],
        unique=False,
        sqlite_where=sa.text("phone IS NOT NULL"),
        postgresql_where=sa.text("phone IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_deals_shop_id_shop_day"), "deals", ["shop_id", "shop_day"], unique=False
    )
    op.create_index(
        "uq_deals_number",
        "deals",
        ["shop_id", "number"],
        unique=True,
        sqlite_where=sa.text("number IS NOT NULL"),
        postgresql_where=sa.text("number IS NOT NULL"),
    )
    op.create_table(
        "policies",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("models", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("from_day", Day(), nullable=False),
        sa.Column("to_day", Day(), nullable=True),
        sa.Column("source", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("kind = 'sales' OR kind = 'service'", name=op.f("ck_policies_kind")),
        sa.CheckConstraint("to_day IS NULL OR from_day <= to_day", name=op.f("ck_policies_days")),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"], ["people.shop_id", "people.id"], name=op.f("fk_policies_by_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_policies")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_policies_shop_id_from_day"), "policies", ["shop_id", "from_day"], unique=False
    )
    op.create_table(
        "activity_checks",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("activity_id", Id, nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_day", Day(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "moment = 'before' OR moment = 'during' OR moment = 'after'",
            name=op.f("ck_activity_checks_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "activity_id"],
            ["activities.shop_id", "activities.id"],
            name=op.f("fk_activity_checks_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "done_by"],
            ["people.shop_id", "people.id"],
            name=op.f("fk_activity_checks_done_by"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_activity_checks")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_activity_checks_shop_id_activity_id"),
        "activity_checks",
        ["shop_id", "activity_id"],
        unique=False,
    )
    op.create_table(
        "activity_guests",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("activity_id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("listed_at", UtcDateTime(), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=True),
        sa.Column("invited_by", sa.Text(), nullable=True),
        sa.Column("agreed_at", UtcDateTime(), nullable=True),
        sa.Column("declined_at", UtcDateTime(), nullable=True),
        sa.Column("arrived_at", UtcDateTime(), nullable=True),
        sa.Column("arrived_by", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "arrived_by = 'phone' OR arrived_by = 'code' OR arrived_by = 'hand'",
            name=op.f("ck_activity_guests_arrived_by"),
        ),
        sa.CheckConstraint(
            "(arrived_at IS NULL) = (arrived_by IS NULL)", name=op.f("ck_activity_guests_arrived")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "activity_id"],
            ["activities.shop_id", "activities.id"],
            name=op.f("fk_activity_guests_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"],
            ["people.shop_id", "people.id"],
            name=op.f("fk_activity_guests_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"],
            ["leads.shop_id", "leads.id"],
            name=op.f("fk_activity_guests_lead_id"),
        ),
        sa.PrimaryKeyConstraint(
            "shop_id", "activity_id", "lead_id", name=op.f("pk_activity_guests")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_activity_guests_shop_id_lead_id"),
        "activity_guests",
        ["shop_id", "lead_id"],
        unique=False,
    )
    op.create_index("uq_activity_guests_code", "activity_guests", ["shop_id", "code"], unique=True)
    op.create_table(
        "deal_events",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("deal_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("shop_day", Day(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("import_id", Id, nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind = 'ordered' OR kind = 'changed' OR kind = 'cancelled' OR kind = 'delivered' OR kind = 'refunded'",
            name=op.f("ck_deal_events_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"], ["people.shop_id", "people.id"], name=op.f("fk_deal_events_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "deal_id"],
            ["deals.shop_id", "deals.id"],
            name=op.f("fk_deal_events_deal_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_deal_events")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_deal_events_shop_id_deal_id"), "deal_events", ["shop_id", "deal_id"], unique=False
    )
    op.create_index(
        op.f("ix_deal_events_shop_id_shop_day"),
        "deal_events",
        ["shop_id", "shop_day"],
        unique=False,
    )
    op.create_table(
        "deal_matches",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("deal_id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(how = 'none') = (lead_id IS NULL)", name=op.f("ck_deal_matches_lead")),
        sa.CheckConstraint(
            "how = 'phone' OR how = 'hand' OR how = 'none'", name=op.f("ck_deal_matches_how")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"],
            ["people.shop_id", "people.id"],
            name=op.f("fk_deal_matches_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "deal_id"],
            ["deals.shop_id", "deals.id"],
            name=op.f("fk_deal_matches_deal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"],
            ["leads.shop_id", "leads.id"],
            name=op.f("fk_deal_matches_lead_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "deal_id", name=op.f("pk_deal_matches")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_deal_matches_shop_id_lead_id"),
        "deal_matches",
        ["shop_id", "lead_id"],
        unique=False,
        sqlite_where=sa.text("lead_id IS NOT NULL"),
        postgresql_where=sa.text("lead_id IS NOT NULL"),
    )
    op.create_table(
        "spends",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("activity_id", Id, nullable=True),
        sa.Column("post_id", Id, nullable=True),
        sa.Column("item", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("from_day", Day(), nullable=False),
        sa.Column("to_day", Day(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("import_id", Id, nullable=True),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_spends_amount")),
        sa.CheckConstraint(
            "channel IS NOT NULL OR activity_id IS NOT NULL OR post_id IS NOT NULL",
            name=op.f("ck_spends_subject"),
        ),
        sa.CheckConstraint("from_day <= to_day", name=op.f("ck_spends_period")),
        sa.ForeignKeyConstraint(
            ["shop_id", "activity_id"],
            ["activities.shop_id", "activities.id"],
            name=op.f("fk_spends_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"], ["people.shop_id", "people.id"], name=op.f("fk_spends_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "channel"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_spends_channel"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "import_id"],
            ["imports.shop_id", "imports.id"],
            name=op.f("fk_spends_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "post_id"], ["posts.shop_id", "posts.id"], name=op.f("fk_spends_post_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_spends")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_spends_shop_id_to_day"), "spends", ["shop_id", "to_day"], unique=False)
    op.drop_index(op.f("ix_clocks_shop_id_shop_day"), table_name="clocks")
    op.create_index(
        "ix_clocks_figures",
        "clocks",
        [
            "shop_id",
            "shop_day",
            "channel",
            "state",
            "answered_via",
            "received_at",
            "due_at",
            "answered_at",
            "closed_at",
            "lead_id",
        ],
        unique=False,
    )
    op.add_column(
        "leads", sa.Column("reached", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("leads", sa.Column("last_channel", sa.Text(), nullable=True))
    op.add_column("leads", sa.Column("person_id", Id, nullable=True))
    op.drop_index(op.f("ix_leads_shop_id_shop_day"), table_name="leads")
    op.create_index(
        "ix_leads_figures",
        "leads",
        ["shop_id", "shop_day", "first_channel", "reached", "last_channel", "person_id", "model"],
        unique=False,
    )
    op.create_index(
        op.f("ix_touches_shop_id_shop_day_channel"),
        "touches",
        ["shop_id", "shop_day", "channel"],
        unique=False,
    )
    op.execute(_LAST_CHANNEL)
    op.execute(_PERSON)
    op.execute(_REACHED)


_LAST_CHANNEL = """
UPDATE leads SET last_channel = (
  SELECT t.channel FROM touches t
  WHERE t.shop_id = leads.shop_id AND t.lead_id = leads.id
  ORDER BY t.received_at DESC, t.id DESC LIMIT 1)
WHERE touches > 1
"""
_PERSON = """
UPDATE leads SET person_id = coalesce(owner_id, (
  SELECT c.by_id FROM contacts c
  WHERE c.shop_id = leads.shop_id AND c.lead_id = leads.id AND c.voided_at IS NULL
    AND c.by_id IS NOT NULL AND c.outcome NOT IN ('lost', 'invalid')
  ORDER BY c.at, c.id LIMIT 1))
"""
# The bits of domain/figures/reached as they were when this was written.
_REACHED = """
UPDATE leads SET reached =
  CASE stage WHEN 'lost' THEN 256 WHEN 'invalid' THEN 516 ELSE 0 END | coalesce((
  SELECT
    max(CASE WHEN c.outcome IN ('connected', 'no_answer', 'wrong_number', 'dead_number', 'wechat',
        'invited') THEN 1 ELSE 0 END)
    | max(CASE WHEN c.outcome IN ('connected', 'invited') THEN 2 ELSE 0 END)
    | max(CASE WHEN c.outcome IN ('connected', 'wechat', 'invited', 'arrived', 'test_driven',
        'ordered', 'delivered') THEN 4 ELSE 0 END)
    | max(CASE c.outcome WHEN 'invited' THEN 8 ELSE 0 END)
    | max(CASE c.outcome WHEN 'arrived' THEN 16 ELSE 0 END)
    | max(CASE c.outcome WHEN 'test_driven' THEN 32 ELSE 0 END)
    | max(CASE c.outcome WHEN 'ordered' THEN 64 ELSE 0 END)
    | max(CASE c.outcome WHEN 'delivered' THEN 128 ELSE 0 END)
  FROM contacts c
  WHERE c.shop_id = leads.shop_id AND c.lead_id = leads.id AND c.voided_at IS NULL), 0)
"""
