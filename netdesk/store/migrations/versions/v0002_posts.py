"""Posts, their results and leads, questions and answers, followers and updates."""

import sqlalchemy as sa
from alembic import op

from netdesk.store.types import Day, Flag, Id, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "questions",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("first_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("by_hand", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("hidden", Flag(), server_default=sa.text("0"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("by_hand IN (0, 1)", name=op.f("ck_questions_by_hand")),
        sa.CheckConstraint("hidden IN (0, 1)", name=op.f("ck_questions_hidden")),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_questions")),
        sa.UniqueConstraint("shop_id", "text", name=op.f("uq_questions_shop_id_text")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answers",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("question_id", Id, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until", Day(), nullable=True),
        sa.Column("facts", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("current", Flag(), server_default=sa.text("1"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "level = 'ok' OR level = 'review' OR level = 'evidence' OR level = 'block'",
            name=op.f("ck_answers_level"),
        ),
        sa.CheckConstraint("current IN (0, 1)", name=op.f("ck_answers_current")),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"], ["people.shop_id", "people.id"], name=op.f("fk_answers_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "question_id"],
            ["questions.shop_id", "questions.id"],
            name=op.f("fk_answers_question_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_answers")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_answers_current",
        "answers",
        ["shop_id", "question_id"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current = 1"),
    )
    op.create_table(
        "channel_days",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("followers", sa.Integer(), nullable=True),
        sa.Column("updates", sa.Integer(), nullable=True),
        sa.Column("import_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "coalesce(followers, 0) >= 0 AND coalesce(updates, 0) >= 0",
            name=op.f("ck_channel_days_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "channel"],
            ["channels.shop_id", "channels.code"],
            name=op.f("fk_channel_days_channel"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "import_id"],
            ["imports.shop_id", "imports.id"],
            name=op.f("fk_channel_days_import_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "channel", "day", name=op.f("pk_channel_days")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "posts",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("technique", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default=sa.text("'draft'"), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("hashtags", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("pictures", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("production", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("fillers", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("facts_used", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("reply_to", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("fields", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("planned_at", UtcDateTime(), nullable=True),
        sa.Column("planned_day", Day(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("shop_day", Day(), nullable=True),
        sa.Column("url", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(state = 'published') = (published_at IS NOT NULL)", name=op.f("ck_posts_published")
        ),
        sa.CheckConstraint(
            "column = 'news' OR column = 'local' OR column = 'fun' OR column = 'care' OR column = 'models' OR column = 'owners' OR column = 'qa' OR column = 'activity' OR column = 'offers'",
            name=op.f("ck_posts_column"),
        ),
        sa.CheckConstraint(
            "level = 'ok' OR level = 'review' OR level = 'evidence' OR level = 'block'",
            name=op.f("ck_posts_level"),
        ),
        sa.CheckConstraint(
            "method = 'announcement' OR method = 'comment' OR method = 'tip'",
            name=op.f("ck_posts_method"),
        ),
        sa.CheckConstraint(
            "state <> 'scheduled' OR planned_at IS NOT NULL", name=op.f("ck_posts_scheduled")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR state = 'scheduled' OR state = 'published' OR state = 'dropped'",
            name=op.f("ck_posts_state"),
        ),
        sa.CheckConstraint(
            "(planned_at IS NULL) = (planned_day IS NULL)", name=op.f("ck_posts_planned_day")
        ),
        sa.CheckConstraint(
            "(published_at IS NULL) = (shop_day IS NULL)", name=op.f("ck_posts_shop_day")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "by_id"], ["people.shop_id", "people.id"], name=op.f("fk_posts_by_id")
        ),
        sa.PrimaryKeyConstraint("shop_id", "id", name=op.f("pk_posts")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_posts_scheduled",
        "posts",
        ["shop_id", "planned_at"],
        unique=False,
        sqlite_where=sa.text("state = 'scheduled'"),
        postgresql_where=sa.text("state = 'scheduled'"),
    )
    op.create_index(
        op.f("ix_posts_shop_id_planned_day"), "posts", ["shop_id", "planned_day"], unique=False
    )
    op.create_index(
        op.f("ix_posts_shop_id_shop_day"), "posts", ["shop_id", "shop_day"], unique=False
    )
    op.create_table(
        "post_leads",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("post_id", Id, nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("how = 'code' OR how = 'hand'", name=op.f("ck_post_leads_how")),
        sa.ForeignKeyConstraint(
            ["shop_id", "lead_id"],
            ["leads.shop_id", "leads.id"],
            name=op.f("fk_post_leads_lead_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "post_id"],
            ["posts.shop_id", "posts.id"],
            name=op.f("fk_post_leads_post_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "lead_id", "post_id", name=op.f("pk_post_leads")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_post_leads_shop_id_post_id"), "post_leads", ["shop_id", "post_id"], unique=False
    )
    op.create_table(
        "post_results",
        sa.Column("shop_id", Id, nullable=False),
        sa.Column("post_id", Id, nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=True),
        sa.Column("comments", sa.Integer(), nullable=True),
        sa.Column("likes", sa.Integer(), nullable=True),
        sa.Column("shares", sa.Integer(), nullable=True),
        sa.Column("import_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "coalesce(reads, 0) >= 0 AND coalesce(comments, 0) >= 0 AND coalesce(likes, 0) >= 0 AND coalesce(shares, 0) >= 0",
            name=op.f("ck_post_results_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "import_id"],
            ["imports.shop_id", "imports.id"],
            name=op.f("fk_post_results_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id", "post_id"],
            ["posts.shop_id", "posts.id"],
            name=op.f("fk_post_results_post_id"),
        ),
        sa.PrimaryKeyConstraint("shop_id", "post_id", "day", name=op.f("pk_post_results")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
