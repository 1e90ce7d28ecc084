"""Looking at leads: the views, the counts on the tabs, one lead's card, a phone shown whole."""

from datetime import datetime, time, timedelta

from netdesk import errors
from netdesk.domain.leads.inbox import InboxPage, InboxView, LeadCard
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import audit, card, inbox
from netdesk.store.database import Database
from netdesk.store.shop import SHOP_ID


class Inbox:
    """Answers what the inbox asks; writes nothing but the record of a phone shown."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Read from `database`; `hours` say when the shop's calendar day ends."""
        self._database = database
        self._hours = hours

    def page(
        self,
        view: InboxView,
        *,
        now: datetime,
        find: str = "",
        offset: int = 0,
        limit: int = 200,
    ) -> InboxPage:
        """Return a stretch of a view, most urgent first, and the view's size."""
        with self._database.reading() as tx:
            return inbox.page(
                tx,
                SHOP_ID,
                view,
                day_end=self._day_end(now),
                find=find,
                offset=offset,
                limit=limit,
            )

    def counts(self, *, now: datetime) -> dict[InboxView, int]:
        """Return how many leads each view has."""
        day_end = self._day_end(now)
        with self._database.reading() as tx:
            return {view: inbox.count(tx, SHOP_ID, view, day_end=day_end) for view in InboxView}

    def card(self, lead_id: int, *, now: datetime) -> LeadCard:
        """Return one lead whole. Raises UnknownLead."""
        opening = self._hours.timetable().day_opening
        with self._database.reading() as tx:
            found = card.read_card(tx, SHOP_ID, lead_id, now, opening)
        if found is None:
            raise errors.UnknownLead(id=lead_id)
        return found

    def reveal(self, lead_id: int, *, by: str, now: datetime) -> str:
        """Return the customer's whole number and note in the audit who asked; empty: has none."""
        with self._database.writing() as tx:
            customer_id = card.customer_of(tx, SHOP_ID, lead_id)
            if customer_id is None:
                raise errors.UnknownLead(id=lead_id)
            who = person_id(tx, by)
            audit.append(tx, SHOP_ID, "phone.revealed", at=now, by_id=who, subject_id=lead_id)
            return next(iter(card.phones(tx, SHOP_ID, customer_id)), "")

    def crossings(self, *, now: datetime, limit: int = 500) -> tuple[datetime, ...]:
        """Return the due instants still ahead of the open clocks, the earliest first."""
        with self._database.reading() as tx:
            return inbox.dues_ahead(tx, SHOP_ID, now, limit)

    def stamp(self) -> int:
        """Return a number that goes up when anything was written, here or by another program."""
        with self._database.reading() as tx:
            return audit.last_seq(tx, SHOP_ID)

    def overdue(self, *, now: datetime) -> int:
        """Return how many open clocks are past their due."""
        with self._database.reading() as tx:
            return inbox.count_overdue(tx, SHOP_ID, now)

    def _day_end(self, now: datetime) -> datetime:
        zone = self._hours.current().zone
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), zone)
