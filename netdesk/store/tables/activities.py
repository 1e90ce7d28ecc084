"""Activities with their guests and checklists, and the board of policies."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from netdesk.domain.activities.words import (
    ActivityKind,
    ActivityState,
    ArrivedBy,
    Moment,
    PolicyKind,
)
from netdesk.store.tables.base import belongs, flag, needed, one_of, shop, table, yes_no
from netdesk.store.types import Day, Id, UtcDateTime, Word

activities = table(  # `goals` and `gift` are JSON objects: goal figure → number, the six GIFT parts
    "activities",
    shop(),
    needed("id", Id),
    needed("name", Text),
    needed("kind", Word(ActivityKind)),
    needed("state", Word(ActivityState), "'planned'"),
    needed("first_day", Day),
    needed("last_day", Day),
    needed("hours", Text, "''"),
    needed("place", Text, "''"),
    needed("goals", Text, "'{}'"),
    needed("budget", Integer, "0"),
    Column("quota", Integer),
    needed("gift", Text, "'{}'"),
    Column("channel", Text),  # R17: for the users of this one only
    needed("models", Text, "'[]'"),
    flag("online_only"),
    needed("text", Text, "''"),
    needed("note", Text, "''"),
    Column("by_id", Id),
    needed("created_at", UtcDateTime),
    needed("version", Integer, "1"),
    one_of("kind", ActivityKind),
    one_of("state", ActivityState),
    *yes_no("online_only"),
    CheckConstraint("first_day <= last_day", name="days"),
    CheckConstraint("budget >= 0 AND coalesce(quota, 0) >= 0", name="counts"),
    belongs("channel", "channels", "code"),
    belongs("by_id", "people"),
)
Index(None, activities.c.shop_id, activities.c.first_day)

activity_guests = table(
    "activity_guests",
    shop(),
    needed("activity_id", Id),
    needed("lead_id", Id),
    needed("listed_at", UtcDateTime),
    Column("invited_at", UtcDateTime),
    Column("invited_by", Text),  # the channel of the invitation
    Column("agreed_at", UtcDateTime),
    Column("declined_at", UtcDateTime),
    Column("arrived_at", UtcDateTime),
    Column("arrived_by", Word(ArrivedBy)),
    needed("code", Text),
    needed("note", Text, "''"),
    Column("by_id", Id),
    needed("version", Integer, "1"),
    one_of("arrived_by", ArrivedBy),
    CheckConstraint("(arrived_at IS NULL) = (arrived_by IS NULL)", name="arrived"),
    belongs("activity_id", "activities"),
    belongs("lead_id", "leads"),
    belongs("by_id", "people"),
    key=("shop_id", "activity_id", "lead_id"),
)
Index(None, activity_guests.c.shop_id, activity_guests.c.lead_id)
Index("uq_activity_guests_code", activity_guests.c.shop_id, activity_guests.c.code, unique=True)

activity_checks = table(
    "activity_checks",
    shop(),
    needed("id", Id),
    needed("activity_id", Id),
    needed("moment", Word(Moment)),
    needed("text", Text),
    needed("position", Integer, "0"),
    Column("due_day", Day),
    Column("done_at", UtcDateTime),
    Column("done_by", Id),
    needed("version", Integer, "1"),
    one_of("moment", Moment),
    belongs("activity_id", "activities"),
    belongs("done_by", "people"),
)
Index(None, activity_checks.c.shop_id, activity_checks.c.activity_id)

policies = table(  # R7: current sales and service policy; never used after `to_day`
    "policies",
    shop(),
    needed("id", Id),
    needed("kind", Word(PolicyKind)),
    needed("title", Text),
    needed("text", Text, "''"),
    needed("models", Text, "'[]'"),
    needed("from_day", Day),
    Column("to_day", Day),
    needed("source", Text, "''"),
    Column("by_id", Id),
    needed("created_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    needed("version", Integer, "1"),
    one_of("kind", PolicyKind),
    CheckConstraint("to_day IS NULL OR from_day <= to_day", name="days"),
    belongs("by_id", "people"),
)
Index(None, policies.c.shop_id, policies.c.from_day)
