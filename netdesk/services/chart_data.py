"""What each chart is made of: the rows it asks the store for, and the leads behind its marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from netdesk import errors
from netdesk.domain.figures.charts import Behind, ChartName, period_before
from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.money.budget import month_end
from netdesk.i18n import _
from netdesk.reporting.charts import (
    arrivals,
    calls,
    content,
    followers,
    funnel,
    losses,
    money,
    sources,
    speed,
    targets,
)
from netdesk.reporting.charts.chart import Chart
from netdesk.services import platforms
from netdesk.services.figures import Figures
from netdesk.services.hours import ShopHours
from netdesk.services.settings import Settings
from netdesk.services.targets import Targets
from netdesk.store import channel_days, inbox, shop
from netdesk.store.database import Database, Tx
from netdesk.store.figures import behind, charts, charts_behind
from netdesk.store.figures import calls as call_counts
from netdesk.store.shop import SHOP_ID


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the rows of a chart are found."""

    database: Database
    hours: ShopHours
    settings: Settings
    figures: Figures
    targets: Targets


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One chart that was asked for."""

    asked: Asked
    shelf: Shelf

    @property
    def today(self) -> date:
        """Return the date at the shop as of what is asked."""
        return self.shelf.hours.timetable().local_day(self.asked.as_of)

    def names(self, tx: Tx) -> dict[str, str]:
        """Return what the channels are called."""
        return {one.code: _(one.name) for one in shop.read_channels(tx)}


def make(name: ChartName, asked: Asked, shelf: Shelf) -> Chart:
    """Return a chart's data. Raises UnknownChannel."""
    with shelf.database.reading() as tx:
        known = [one.code for one in shop.read_channels(tx)]
    for code in sorted(asked.channels - set(known)):
        raise errors.UnknownChannel(code=code, codes=", ".join(known))
    by_channel = shelf.figures.asked(
        asked.first,
        asked.last,
        now=asked.as_of,
        by=By.CHANNEL,
        view=asked.view,
        attribution=asked.attribution,
        channels=asked.channels,
    )
    return _MAKERS[name](_Wanted(by_channel, shelf))


def listed(what: Behind, shelf: Shelf) -> tuple[int, ...]:
    """Return the ids of the leads behind a mark, the newest first."""
    if not what.part:
        keys: tuple[behind.Key, ...] = what.keys or (behind.WHOLE,)
        return tuple(
            lead_id for key in keys for lead_id in shelf.figures.listed(what.asked, what.kpi, key)
        )
    with shelf.database.reading() as tx:
        timetable, platforms = shelf.hours.timetable(), _platforms_of(shelf)
        return tuple(charts_behind.lead_ids(tx, SHOP_ID, what, timetable, platforms))


def rows_of(lead_ids: Sequence[int], shelf: Shelf) -> tuple[InboxRow, ...]:
    """Return leads as rows, in the order of their ids, as often as they stand there."""
    with shelf.database.reading() as tx:
        rows = {row.id: row for row in inbox.rows(tx, SHOP_ID, sorted(set(lead_ids)))}
    return tuple(rows[lead_id] for lead_id in lead_ids)


def _sources(wanted: _Wanted) -> Chart:
    asked = wanted.asked
    begin, end = period_before(asked.first, asked.last, wanted.today)
    with wanted.shelf.database.reading() as tx:
        now = charts.lead_days(tx, SHOP_ID, asked)
        earlier = replace(asked, first=begin, last=end)
        before = charts.lead_days(tx, SHOP_ID, earlier)
        names = wanted.names(tx)
    return sources.make(asked, now=now, before=before, names=names, today=wanted.today)


def _speed(wanted: _Wanted) -> Chart:
    asked = wanted.asked
    with wanted.shelf.database.reading() as tx:
        minutes = charts.answer_minutes(tx, SHOP_ID, asked)
        never = charts.unanswered(tx, SHOP_ID, asked)
        on_time = charts.on_time(tx, SHOP_ID, asked)
        names = wanted.names(tx)
    return speed.make(
        asked,
        minutes=minutes,
        never=never,
        on_time=on_time,
        names=names,
        allowed=wanted.shelf.hours.current().allowed,
    )


def _arrivals(wanted: _Wanted) -> Chart:
    asked = wanted.asked
    with wanted.shelf.database.reading() as tx:
        quarters = charts.arrivals(tx, SHOP_ID, asked)
        untimed = charts.untimed(tx, SHOP_ID, asked)
    return arrivals.make(
        asked,
        quarters=quarters,
        untimed=untimed,
        zone=wanted.shelf.hours.current().zone,
        windows_on=wanted.shelf.hours.timetable().windows_on,
    )


def _funnel(wanted: _Wanted) -> Chart:
    return funnel.make(wanted.asked, wanted.shelf.figures.table(wanted.asked).rows)


def _money(wanted: _Wanted) -> Chart:
    without_b = replace(wanted.asked, start=None)
    return money.make(wanted.asked, wanted.shelf.figures.table(without_b).rows)


def _calls(wanted: _Wanted) -> Chart:
    zone = wanted.shelf.hours.current().zone
    with wanted.shelf.database.reading() as tx:
        found = call_counts.quarters(tx, SHOP_ID, wanted.asked)
        names = wanted.names(tx)
    counted = [
        (one.channel, one.at.astimezone(zone).hour, kind, n)
        for one in found
        for kind, n in zip(calls.KINDS, one.kinds, strict=True)
    ]
    return calls.make(wanted.asked, counted, names=names)


def _content(wanted: _Wanted) -> Chart:
    asked, of = wanted.asked, _platforms_of(wanted.shelf)
    # Of channels that no platform belongs to there are no posts.
    named = [code for code, channel in of.items() if channel in asked.channels] or [""]
    with wanted.shelf.database.reading() as tx:
        found = charts.published(tx, SHOP_ID, asked, named if asked.channels else ())
    posts = [content.Post(p.column, p.technique or "", p.leads, p.reads) for p in found]
    return content.make(asked, posts)


def _followers(wanted: _Wanted) -> Chart:
    asked = wanted.asked
    with wanted.shelf.database.reading() as tx:
        kept = channel_days.between(tx, SHOP_ID, asked.first, asked.last)
        before = channel_days.totals_before(tx, SHOP_ID, asked.first)
        names = wanted.names(tx)
    return followers.make(
        asked,
        days=[
            (one.day, one.channel, one.figures.followers)
            for one in kept
            if not asked.channels or one.channel in asked.channels
        ],
        before={channel: total for channel, (_day, total) in before.items()},
        names=names,
        today=wanted.today,
    )


def _losses(wanted: _Wanted) -> Chart:
    with wanted.shelf.database.reading() as tx:
        found = charts.losses(tx, SHOP_ID, wanted.asked)
    return losses.make(wanted.asked, found)


def _targets(wanted: _Wanted) -> Chart:
    asked, shelf = wanted.asked, wanted.shelf
    found = shelf.targets.month(asked.last, now=asked.as_of)
    month = shelf.figures.asked(
        found.month, month_end(found.month), now=asked.as_of, view=View.PERIOD
    )
    with shelf.database.reading() as tx:
        people = shop.read_people(tx)
    return targets.make(asked, month, found.lines, people)


def _platforms_of(shelf: Shelf) -> dict[str, str]:
    """Return the channel of each platform."""
    return {one.code: one.channel for one in platforms.known(shelf.settings)}


_MAKERS: Mapping[ChartName, Callable[[_Wanted], Chart]] = {
    ChartName.SOURCES: _sources,
    ChartName.SPEED: _speed,
    ChartName.ARRIVALS: _arrivals,
    ChartName.FUNNEL: _funnel,
    ChartName.MONEY: _money,
    ChartName.CALLS: _calls,
    ChartName.CONTENT: _content,
    ChartName.FOLLOWERS: _followers,
    ChartName.TARGETS: _targets,
    ChartName.LOSSES: _losses,
}
