"""The tables, a room for each subject. Every one carries `shop_id`, and every key begins with it
(decision 16, RULINGS 6).

On SQLite they are STRICT and clustered by their key (WITHOUT ROWID). Instants are UTC, days ISO
text, words the enums of `netdesk.domain`; what people edit carries `version`.
"""

from netdesk.store.tables.activities import activities, activity_checks, activity_guests, policies
from netdesk.store.tables.base import metadata
from netdesk.store.tables.leads import clocks, customers, identifiers, imports, leads, touches
from netdesk.store.tables.money import budgets, deal_events, deal_matches, deals, spends, targets
from netdesk.store.tables.posts import (
    answers,
    channel_days,
    post_leads,
    post_results,
    posts,
    questions,
)
from netdesk.store.tables.records import audit
from netdesk.store.tables.shop import channels, counters, hours, people, settings, shops
from netdesk.store.tables.work import appointments, contacts, journal, notes, steps

__all__ = [
    "activities",
    "activity_checks",
    "activity_guests",
    "answers",
    "appointments",
    "audit",
    "budgets",
    "channel_days",
    "channels",
    "clocks",
    "contacts",
    "counters",
    "customers",
    "deal_events",
    "deal_matches",
    "deals",
    "hours",
    "identifiers",
    "imports",
    "journal",
    "leads",
    "metadata",
    "notes",
    "people",
    "policies",
    "post_leads",
    "post_results",
    "posts",
    "questions",
    "settings",
    "shops",
    "spends",
    "steps",
    "targets",
    "touches",
]
