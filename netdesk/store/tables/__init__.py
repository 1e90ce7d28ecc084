"""The tables, a room for each subject. Every one carries `shop_id`, and every key begins with it
(decision 16, RULINGS 6).

On SQLite they are STRICT and clustered by their key (WITHOUT ROWID). Instants are UTC, days ISO
text, words the enums of `netdesk.domain`; what people edit carries `version`.
"""

from netdesk.store.tables.activities import activities, activity_checks, activity_guests, policies
from netdesk.store.tables.base import metadata
from netdesk.store.tables.calls import calls, hotlines
from netdesk.store.tables.customers import claims, do_not_contact, not_the_same
from netdesk.store.tables.intake import headers, mails, undo_rows, undo_units
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
    "calls",
    "channel_days",
    "channels",
    "claims",
    "clocks",
    "contacts",
    "counters",
    "customers",
    "deal_events",
    "deal_matches",
    "deals",
    "do_not_contact",
    "headers",
    "hotlines",
    "hours",
    "identifiers",
    "imports",
    "journal",
    "leads",
    "mails",
    "metadata",
    "not_the_same",
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
    "undo_rows",
    "undo_units",
]
