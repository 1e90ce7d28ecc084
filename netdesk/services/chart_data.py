"""What each chart is made of: the rows it asks the store for, and the leads behind its marks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from netdesk import errors
from netdesk.domain.figures.charts import Behind, ChartName, period_before
from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.figures.table import Row
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
from netdesk.store.figures import behind as behind_rows
from netdesk.store.figures import charts, charts_behind
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
    channels: frozenset[str] | None
    shelf: Shelf

    @property
    def today(self) -> date:
        """Return the date at the shop as of what is asked."""
        return self.shelf.hours.timetable().local_day(self.asked.as_of)

    def names(self, tx: Tx) -> dict[str, str]:
        """Return what the channels are called."""
        return {one.code: _(one.name) for one in shop.read_channels(tx)}


def make(name: ChartName, asked: Asked, shelf: Shelf, channels: frozenset[str] | None) -> Chart:
    """Return a chart's data. Raises UnknownChannel."""
    if channels is not None:
        with shelf.database.reading() as tx:
            known = [one.code for one in shop.read_channels(tx)]
        for code in sorted(channels - set(known)):
            raise errors.UnknownChannel(code=code, codes=", ".join(known))
    by_channel = shelf.figures.asked(
        asked.first,
        asked.last,
        now=asked.as_of,
        by=By.CHANNEL,
        view=asked.view,
        attribution=asked.attribution,
    )
    return _MAKERS[name](_Wanted(by_channel, channels, shelf))


def behind(what: Behind, shelf: Shelf) -> tuple[InboxRow, ...]:
    """Return the leads behind a mark, the newest first."""
    if not what.part:
        keys: tuple[behind_rows.Key, ...] = what.keys or (behind_rows.WHOLE,)
        return tuple(row for key in keys for row in shelf.figures.behind(what.asked, what.kpi, key))
    timetable = shelf.hours.timetable()
    with shelf.database.reading() as tx:
        found = charts_behind.lead_ids(tx, SHOP_ID, what, timetable, _platforms_of(shelf))
        rows = {row.id: row for row in inbox.rows(tx, SHOP_ID, sorted(set(found)))}
    return tuple(rows[lead_id] for lead_id in found if lead_id in rows)


def _sources(wanted: _Wanted) -> Chart:
    asked = wanted.asked
    begin, end = period_before(asked.first, asked.last, wanted.today)
    with wanted.shelf.database.reading() as tx:
        now = charts.lead_days(tx, SHOP_ID, asked, wanted.channels)
        earlier = replace(asked, first=begin, last=end)
        before = charts.lead_days(tx, SHOP_ID, earlier, wanted.channels)
        names = wanted.names(tx)
    return sources.make(asked, now=now, before=before, names=names, today=wanted.today)


def _speed(wanted: _Wanted) -> Chart:
    asked, among = wanted.asked, wanted.channels
    with wanted.shelf.database.reading() as tx:
        minutes = charts.answer_minutes(tx, SHOP_ID, asked, among)
        never = charts.unanswered(tx, SHOP_ID, asked, among)
        on_time = charts.on_time(tx, SHOP_ID, asked, among)
        names = wanted.names(tx)
    return speed.make(
        asked,
        minutes=minutes,
        never=never,
        on_time=on_time,
        names=names,
        allowed=wanted.shelf.hours.current().allowed,
        channels=among,
    )


def _arrivals(wanted: _Wanted) -> Chart:
    asked, among = wanted.asked, wanted.channels
    with wanted.shelf.database.reading() as tx:
        quarters = charts.arrivals(tx, SHOP_ID, asked, among)
        untimed = charts.untimed(tx, SHOP_ID, asked, among)
    return arrivals.make(
        asked,
        quarters=quarters,
        untimed=untimed,
        zone=wanted.shelf.hours.current().zone,
        windows_on=wanted.shelf.hours.timetable().windows_on,
        channels=among,
    )


def _funnel(wanted: _Wanted) -> Chart:
    return funnel.make(wanted.asked, _rows(wanted), is_whole=wanted.channels is None)


def _money(wanted: _Wanted) -> Chart:
    without_b = replace(wanted, asked=replace(wanted.asked, start=None))
    return money.make(wanted.asked, _rows(without_b), is_whole=wanted.channels is None)


def _rows(wanted: _Wanted) -> list[Row]:
    """Return the figures of the channels asked for; what has no channel is of all of them."""
    table, among = wanted.shelf.figures.table(wanted.asked), wanted.channels
    return [row for row in table.rows if among is None or row.key in among]


def _calls(wanted: _Wanted) -> Chart:
    return calls.make(wanted.asked, (), names={})  # no log of calls is kept yet


def _content(wanted: _Wanted) -> Chart:
    among = wanted.channels
    of = _platforms_of(wanted.shelf)
    platforms = None if among is None else frozenset(p for p, c in of.items() if c in among)
    with wanted.shelf.database.reading() as tx:
        found = charts.published(tx, SHOP_ID, wanted.asked, platforms)
    posts = [content.Post(p.column, p.technique or "", p.leads, p.reads) for p in found]
    return content.make(wanted.asked, posts, channels=among)


def _followers(wanted: _Wanted) -> Chart:
    asked, among = wanted.asked, wanted.channels
    with wanted.shelf.database.reading() as tx:
        kept = channel_days.between(tx, SHOP_ID, asked.first, asked.last)
        before = channel_days.totals_before(tx, SHOP_ID, asked.first)
        names = wanted.names(tx)
    return followers.make(
        asked,
        days=[
            (one.day, one.channel, one.figures.followers)
            for one in kept
            if among is None or one.channel in among
        ],
        before={channel: total for channel, (_day, total) in before.items()},
        names=names,
        today=wanted.today,
    )


def _losses(wanted: _Wanted) -> Chart:
    with wanted.shelf.database.reading() as tx:
        found = charts.losses(tx, SHOP_ID, wanted.asked, wanted.channels)
    keys = () if wanted.channels is None else tuple(sorted(wanted.channels))
    return losses.make(wanted.asked, found, keys=keys)


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
