"""The day's page: figures and lists of one shop day, as a value, as HTML, as text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from netdesk.domain.channel import OTHER
from netdesk.domain.figures.grouping import Asked, View
from netdesk.domain.figures.kpi import Counts, total
from netdesk.domain.figures.summary import (
    AppointmentRow,
    ChannelCounts,
    DaySummary,
    WaitingRow,
    by_leads,
)
from netdesk.domain.money.targets import TargetLine
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import inbox, shop, summary
from netdesk.store.database import Database
from netdesk.store.figures import counted
from netdesk.store.shop import SHOP_ID

# The team's targets of a day's month, as known at an instant of that day.
TeamTargets = Callable[[date, datetime], tuple[TargetLine, ...]]
# All that is counted of a range, money and content with it.
Whole = Callable[[Asked], Counts]


class DailySummaries:
    """Makes the page of any shop day from what is in the store now."""

    def __init__(
        self,
        database: Database,
        hours: ShopHours,
        targets: TeamTargets | None = None,
        whole: Whole | None = None,
    ) -> None:
        """Read from `database` under the shop's `hours`; without `targets` the page has none.

        `whole` gives what the page itself doesn't count: money, posts and followers.
        """
        self._database = database
        self._hours = hours
        self._targets = targets
        self._whole = whole

    def today(self, now: datetime) -> date:
        """Return the shop's calendar day at `now`: the page that is made this evening."""
        return now.astimezone(self._hours.current().zone).date()

    def of(self, day: date, *, now: datetime, by: str = "") -> DaySummary:
        """Return the page of shop day `day`, as known at `now`."""
        hours, timetable = self._hours.current(), self._hours.timetable()
        day_end = datetime.combine(day + timedelta(days=1), time(), hours.zone)
        as_of = min(now, day_end)
        next_day = timetable.open_day(day + timedelta(days=1))
        with self._database.reading() as tx:
            asked = Asked(day, day, as_of, view=View.PERIOD)
            counts = {key or OTHER: c for key, c in counted.counts(tx, SHOP_ID, asked).items()}
            names = {channel.code: channel.name for channel in shop.read_channels(tx)}
            waiting = summary.open_clocks(tx, SHOP_ID, day, as_of)
            visits = summary.planned_visits(tx, SHOP_ID, day + timedelta(days=1), next_day)
            wanted = {one[0] for one in waiting} | {one[0] for one in visits}
            rows = {row.id: row for row in inbox.rows(tx, SHOP_ID, sorted(wanted))}
            of_shop = shop.read_shop(tx)
            notes = summary.day_note(tx, SHOP_ID, day)
        channels = (ChannelCounts(code, _(names[code]), c) for code, c in counts.items())
        return DaySummary(
            shop=of_shop.name,
            day=day,
            zone=hours.zone,
            generated_at=now,
            counts=self._with_money(total(counts.values()), asked),
            hours=self._hours.windows_words(day),
            who=by,
            channels=by_leads(channels),
            waiting=tuple(
                WaitingRow(
                    lead_id=lead_id,
                    name=rows[lead_id].name,
                    phone=rows[lead_id].phone,
                    model=rows[lead_id].model,
                    channel=_(rows[lead_id].channel_name),
                    due_at=due_at,
                    left_s=int((due_at - as_of).total_seconds()),
                    owner=rows[lead_id].owner,
                )
                for lead_id, due_at in waiting
            ),
            appointments=tuple(
                AppointmentRow(
                    lead_id=lead_id,
                    name=rows[lead_id].name,
                    phone=rows[lead_id].phone,
                    model=rows[lead_id].model,
                    at=visit_at,
                    gift=gift,
                    owner=rows[lead_id].owner,
                )
                for lead_id, visit_at, gift in visits
            ),
            targets=self._targets(day, as_of) if self._targets else (),
            next_day=next_day,
            notes=notes,
            remarks=() if timetable.is_published(day) else (_("调休未公布"),),
        )

    def html(self, page: DaySummary) -> str:
        """Return the page as HTML."""
        from netdesk.reporting.summary_html import summary_html  # late: never at start

        return summary_html(page)

    def text(self, page: DaySummary) -> str:
        """Return the page as text for the group chat, at most 2,000 characters."""
        from netdesk.reporting.summary_text import summary_text  # late: never at start

        return summary_text(page)

    def _with_money(self, counts: Counts, asked: Asked) -> Counts:
        if self._whole is None:
            return counts
        whole = self._whole(asked)
        return replace(
            counts,
            spend=whole.spend,
            gross_profit=whole.gross_profit,
            posts=whole.posts,
            followers_net=whole.followers_net,
        )

    def note(self, day: date) -> str:
        """Return what was noted on a day."""
        with self._database.reading() as tx:
            return summary.day_note(tx, SHOP_ID, day)

    def save_note(self, day: date, text: str, *, by: str, now: datetime) -> Changes:
        """Save the note of a day."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            summary.write_day_note(tx, SHOP_ID, day, text, by_id=who, now=now)
        return Changes(notes=True)
