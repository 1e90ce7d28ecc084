"""Posts and what they came to, questions and answers, followers and updates by channel."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text, UniqueConstraint, text

from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column as PostColumn
from netdesk.domain.ideas.technique import Method, Technique
from netdesk.domain.posts.post import PostState
from netdesk.store.tables.base import belongs, flag, needed, one_of, shop, table, yes_no
from netdesk.store.types import Day, Flag, Id, UtcDateTime, Word

posts = table(
    "posts",
    shop(),
    needed("id", Id),
    needed("platform", Text),
    needed("column", Word(PostColumn)),
    needed("method", Word(Method)),
    Column("technique", Word(Technique)),
    needed("state", Word(PostState), "'draft'"),
    needed("headline", Text),
    needed("body", Text, "''"),
    needed("hashtags", Text, "'[]'"),
    needed("pictures", Text, "'[]'"),
    needed("production", Text, "''"),
    needed("fillers", Text, "'[]'"),
    needed("facts_used", Text, "'[]'"),
    needed("reply_to", Text, "''"),
    needed("fields", Text, "'{}'"),
    needed("level", Word(Level)),
    needed("rules_version", Text),
    Column("planned_at", UtcDateTime),
    Column("planned_day", Day),
    Column("published_at", UtcDateTime),
    Column("shop_day", Day),
    needed("url", Text, "''"),
    Column("by_id", Id),
    needed("created_at", UtcDateTime),
    needed("version", Integer, "1"),
    one_of("column", PostColumn),
    one_of("method", Method),
    one_of("state", PostState),
    one_of("level", Level),
    CheckConstraint("(state = 'published') = (published_at IS NOT NULL)", name="published"),
    CheckConstraint("(published_at IS NULL) = (shop_day IS NULL)", name="shop_day"),
    CheckConstraint("state <> 'scheduled' OR planned_at IS NOT NULL", name="scheduled"),
    CheckConstraint("(planned_at IS NULL) = (planned_day IS NULL)", name="planned_day"),
    belongs("by_id", "people"),
)
Index(None, posts.c.shop_id, posts.c.shop_day)
Index(None, posts.c.shop_id, posts.c.planned_day)
Index(
    "ix_posts_scheduled",
    posts.c.shop_id,
    posts.c.planned_at,
    sqlite_where=posts.c.state == text("'scheduled'"),
)

post_results = table(
    "post_results",
    shop(),
    needed("post_id", Id),
    needed("day", Day),
    Column("reads", Integer),
    Column("comments", Integer),
    Column("likes", Integer),
    Column("shares", Integer),
    Column("import_id", Id),
    needed("version", Integer, "1"),
    CheckConstraint(
        "coalesce(reads, 0) >= 0 AND coalesce(comments, 0) >= 0"
        " AND coalesce(likes, 0) >= 0 AND coalesce(shares, 0) >= 0",
        name="counts",
    ),
    belongs("post_id", "posts"),
    belongs("import_id", "imports"),
    key=("shop_id", "post_id", "day"),
)

post_leads = table(  # which post a lead came by: told by its code, or put there by hand
    "post_leads",
    shop(),
    needed("lead_id", Id),
    needed("post_id", Id),
    needed("how", Text),
    needed("at", UtcDateTime),
    one_of("how", ("code", "hand")),
    belongs("post_id", "posts"),
    belongs("lead_id", "leads"),
    key=("shop_id", "lead_id", "post_id"),
)
Index(None, post_leads.c.shop_id, post_leads.c.post_id)

channel_days = table(  # R13: followers and updates of an account by day
    "channel_days",
    shop(),
    needed("channel", Text),
    needed("day", Day),
    Column("followers", Integer),
    Column("updates", Integer),
    Column("import_id", Id),
    needed("version", Integer, "1"),
    CheckConstraint("coalesce(followers, 0) >= 0 AND coalesce(updates, 0) >= 0", name="counts"),
    belongs("channel", "channels", "code"),
    belongs("import_id", "imports"),
    key=("shop_id", "channel", "day"),
)

questions = table(  # R15: what customers ask, without their names and numbers
    "questions",
    shop(),
    needed("id", Id),
    needed("topic", Text),
    needed("text", Text),
    needed("asked", Integer, "1"),
    needed("first_at", UtcDateTime),
    needed("last_at", UtcDateTime),
    flag("by_hand"),
    flag("hidden"),
    needed("version", Integer, "1"),
    *yes_no("by_hand", "hidden"),
    UniqueConstraint("shop_id", "text"),
)

answers = table(  # signed by the shop; `until` and `facts` say when it stops being true
    "answers",
    shop(),
    needed("id", Id),
    needed("question_id", Id),
    needed("text", Text),
    Column("until", Day),
    needed("facts", Text, "'[]'"),
    needed("level", Word(Level)),
    needed("rules_version", Text),
    Column("by_id", Id),
    needed("created_at", UtcDateTime),
    needed("current", Flag(), "1"),
    needed("version", Integer, "1"),
    one_of("level", Level),
    *yes_no("current"),
    belongs("question_id", "questions"),
    belongs("by_id", "people"),
)
Index(
    "uq_answers_current",
    answers.c.shop_id,
    answers.c.question_id,
    unique=True,
    sqlite_where=answers.c.current == text("1"),
)
