"""What rows of figures are grouped by: expressions over a lead, and the tables they need."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Text, and_, case, cast, func

from netdesk.domain.figures.grouping import BY_TIME, Asked, By, bucket
from netdesk.domain.money.words import Attribution
from netdesk.store.tables import activity_guests, leads, post_leads, posts


@dataclass(frozen=True, slots=True)
class LeadKey:
    """A lead's key, as text or NULL. Joined tables may give a lead several keys (activities).

    `within` limits what is counted to the channels that were asked for; None: all count.
    """

    of: ColumnElement[Any]
    joined: tuple[tuple[FromClause, ColumnElement[bool]], ...] = ()
    within: ColumnElement[bool] | None = None

    def join(self, query: Select[Any]) -> Select[Any]:
        """Return a query on leads with the tables that the key needs, of what is asked for."""
        for table, condition in self.joined:
            query = query.outerjoin(table, condition)
        return self.limit(query)

    def limit(self, query: Select[Any]) -> Select[Any]:
        """Return a query of what is asked for, whatever its key."""
        return query if self.within is None else query.where(self.within)


def lead_key(asked: Asked) -> LeadKey:
    """Return what a lead of these figures is grouped by."""
    within = among(asked, channel_of(asked.attribution))
    if asked.by is By.CHANNEL:
        return LeadKey(channel_of(asked.attribution), within=within)
    if asked.by is By.PERSON:
        return LeadKey(cast(leads.c.person_id, Text), within=within)
    if asked.by is By.MODEL:
        return LeadKey(leads.c.model, within=within)
    if asked.by is By.TECHNIQUE:
        return LeadKey(posts.c.technique, (_first_post(), _its_post()), within)
    if asked.by is By.ACTIVITY:
        return LeadKey(cast(activity_guests.c.activity_id, Text), (_guest(),), within)
    return LeadKey(leads.c.shop_day, within=within)


def among(asked: Asked, channel: ColumnElement[Any]) -> ColumnElement[bool] | None:
    """Return the condition that a channel is one of those asked for; None: all are."""
    return channel.in_(sorted(asked.channels)) if asked.channels else None


def channel_of(attribution: Attribution) -> ColumnElement[Any]:
    """Return the channel that counts for a lead; equal shares leave counts with the first."""
    if attribution is Attribution.LAST:
        return func.coalesce(leads.c.last_channel, leads.c.first_channel)
    return leads.c.first_channel


def event_key(asked: Asked, day: ColumnElement[Any]) -> LeadKey:
    """Return what an event of a lead is grouped by; `day` is its own shop day.

    Weeks and months are made in SQL here: a lead counts once in each, however often it was called.
    """
    if asked.by not in BY_TIME:
        return lead_key(asked)
    within = among(asked, channel_of(asked.attribution))
    if asked.by is By.DAY:
        return LeadKey(day, within=within)
    days = (asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1))
    ends = {bucket(asked.by, one): one for one in days}
    return LeadKey(case(*((day <= end, name) for name, end in ends.items())), within=within)


def told(asked: Asked, key: Any) -> str | None:
    """Return a key as a row of figures has it; None: the rest, which has none."""
    if key is None or key == "":
        return None
    return bucket(asked.by, key) if isinstance(key, date) else str(key)


def _first_post() -> tuple[FromClause, ColumnElement[bool]]:
    # A lead told of two posts belongs to the one it came by first.
    other = post_leads.alias()
    earlier = and_(
        other.c.shop_id == post_leads.c.shop_id,
        other.c.lead_id == post_leads.c.lead_id,
        other.c.post_id < post_leads.c.post_id,
    )
    condition = and_(
        post_leads.c.shop_id == leads.c.shop_id,
        post_leads.c.lead_id == leads.c.id,
        ~other.select().where(earlier).exists(),
    )
    return post_leads, condition


def _its_post() -> tuple[FromClause, ColumnElement[bool]]:
    return posts, and_(posts.c.shop_id == post_leads.c.shop_id, posts.c.id == post_leads.c.post_id)


def _guest() -> tuple[FromClause, ColumnElement[bool]]:
    return activity_guests, and_(
        activity_guests.c.shop_id == leads.c.shop_id, activity_guests.c.lead_id == leads.c.id
    )
