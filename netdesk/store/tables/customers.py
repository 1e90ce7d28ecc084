"""What is known of customers beside their leads: not to be called, not the same, claimed back."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from netdesk.domain.leads.claim import ClaimReason, ClaimState
from netdesk.store.tables.base import belongs, needed, one_of, shop, table
from netdesk.store.types import Day, Id, UtcDateTime, Word

do_not_contact = table(  # CONTACT: an opt-out is permanent; recognised at the door
    "do_not_contact",
    shop(),
    needed("kind", Text),
    needed("value", Text),
    needed("at", UtcDateTime),
    Column("by_id", Id),
    needed("reason", Text, "''"),
    one_of("kind", ("mobile", "landline", "wechat", "platform")),
    key=("shop_id", "kind", "value"),
)

not_the_same = table(  # two customers that a person said are two: never suggested again
    "not_the_same",
    shop(),
    needed("one_id", Id),
    needed("other_id", Id),
    needed("at", UtcDateTime),
    Column("by_id", Id),
    CheckConstraint("one_id < other_id", name="order"),
    key=("shop_id", "one_id", "other_id"),
)

claims = table(  # a touch claimed back from a platform that charges by the lead
    "claims",
    shop(),
    needed("touch_id", Id),
    needed("lead_id", Id),
    needed("channel", Text),
    needed("reason", Word(ClaimReason)),
    needed("state", Word(ClaimState)),
    needed("day", Day),  # the touch's shop day
    needed("refund", Integer, "0"),  # 分
    needed("at", UtcDateTime),
    Column("by_id", Id),
    needed("note", Text, "''"),
    needed("version", Integer, "1"),
    one_of("reason", ClaimReason),
    one_of("state", ClaimState),
    CheckConstraint("refund >= 0", name="refund"),
    belongs("touch_id", "touches"),
    belongs("lead_id", "leads"),
    key=("shop_id", "touch_id"),
)
Index(None, claims.c.shop_id, claims.c.channel, claims.c.day)
