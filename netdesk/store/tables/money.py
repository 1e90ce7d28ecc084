"""What channels cost and deals earn: spend, budgets, deals and their matches, targets."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from netdesk.domain.money.words import DealEvent, MatchHow, TargetScope
from netdesk.store.tables.base import belongs, needed, one_of, shop, table
from netdesk.store.types import Day, Id, UtcDateTime, Word

spends = table(  # one amount for a channel, an activity or a post, over a period; spread by day
    "spends",
    shop(),
    needed("id", Id),
    Column("channel", Text),
    Column("activity_id", Id),
    Column("post_id", Id),
    needed("item", Text, "''"),
    needed("from_day", Day),
    needed("to_day", Day),
    needed("amount", Integer),
    needed("note", Text, "''"),
    Column("import_id", Id),
    Column("by_id", Id),
    needed("created_at", UtcDateTime),
    Column("voided_at", UtcDateTime),
    needed("version", Integer, "1"),
    CheckConstraint("from_day <= to_day", name="period"),
    CheckConstraint("amount >= 0", name="amount"),
    CheckConstraint(
        "channel IS NOT NULL OR activity_id IS NOT NULL OR post_id IS NOT NULL", name="subject"
    ),
    belongs("channel", "channels", "code"),
    belongs("activity_id", "activities"),
    belongs("post_id", "posts"),
    belongs("import_id", "imports"),
    belongs("by_id", "people"),
)
Index(None, spends.c.shop_id, spends.c.to_day)

budgets = table(  # `month` is its first day; `channel` empty: all of them
    "budgets",
    shop(),
    needed("month", Day),
    needed("channel", Text, "''"),
    needed("amount", Integer),
    needed("version", Integer, "1"),
    CheckConstraint("amount >= 0", name="amount"),
    key=("shop_id", "month", "channel"),
)

deals = table(  # an order or delivery of the shop's own ledger; money in 分
    "deals",
    shop(),
    needed("id", Id),
    Column("number", Text),
    needed("name", Text, "''"),
    Column("phone", Text),
    needed("model", Text, "''"),
    needed("person", Text, "''"),
    Column("person_id", Id),
    needed("day", Day),  # of the order, else of the delivery
    needed("shop_day", Day),
    needed("amount", Integer, "0"),
    Column("gross_profit", Integer),
    Column("import_id", Id),
    Column("line", Integer),
    needed("raw", Text, "''"),
    needed("created_at", UtcDateTime),
    needed("version", Integer, "1"),
    CheckConstraint("amount >= 0", name="amount"),
    belongs("person_id", "people"),
    belongs("import_id", "imports"),
)
Index(None, deals.c.shop_id, deals.c.shop_day)
Index(None, deals.c.shop_id, deals.c.phone, sqlite_where=deals.c.phone.is_not(None))
Index(
    "uq_deals_number",
    deals.c.shop_id,
    deals.c.number,
    unique=True,
    sqlite_where=deals.c.number.is_not(None),
)

deal_events = table(
    "deal_events",
    shop(),
    needed("id", Id),
    needed("deal_id", Id),
    needed("kind", Word(DealEvent)),
    needed("day", Day),
    needed("shop_day", Day),
    needed("recorded_at", UtcDateTime),
    Column("by_id", Id),
    Column("import_id", Id),
    needed("note", Text, "''"),
    Column("voided_at", UtcDateTime),
    one_of("kind", DealEvent),
    belongs("deal_id", "deals"),
    belongs("by_id", "people"),
)
Index(None, deal_events.c.shop_id, deal_events.c.deal_id)
Index(None, deal_events.c.shop_id, deal_events.c.shop_day)

deal_matches = table(  # RULINGS 3: by what, when, by whom; `lead_id` empty: it belongs to none
    "deal_matches",
    shop(),
    needed("deal_id", Id),
    Column("lead_id", Id),
    needed("how", Word(MatchHow)),
    needed("at", UtcDateTime),
    Column("by_id", Id),
    needed("version", Integer, "1"),
    one_of("how", MatchHow),
    CheckConstraint("(how = 'none') = (lead_id IS NULL)", name="lead"),
    belongs("deal_id", "deals"),
    belongs("lead_id", "leads"),
    belongs("by_id", "people"),
    key=("shop_id", "deal_id"),
)
Index(
    None,
    deal_matches.c.shop_id,
    deal_matches.c.lead_id,
    sqlite_where=deal_matches.c.lead_id.is_not(None),
)

targets = table(  # R13; `month` is its first day; rates 0–1, money in 分
    "targets",
    shop(),
    needed("month", Day),
    needed("scope", Word(TargetScope)),
    needed("who", Text, "''"),  # the role's word, or the person's id
    needed("kpi", Text),
    needed("value", Text),
    needed("version", Integer, "1"),
    one_of("scope", TargetScope),
    CheckConstraint("(scope = 'team') = (who = '')", name="who"),
    key=("shop_id", "month", "scope", "who", "kpi"),
)
