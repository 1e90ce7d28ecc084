"""The figures of PRODUCT.md 6 for a range, by channel, person, day and more, with the money."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from netdesk import errors, words
from netdesk.domain.figures.charts import period_before
from netdesk.domain.figures.columns import Group
from netdesk.domain.figures.content import GrownLine, PostLine
from netdesk.domain.figures.grouping import BY_TIME, Asked, By, View, bucket
from netdesk.domain.figures.kpi import Counts, total
from netdesk.domain.figures.table import Paid, Row, Table
from netdesk.domain.ideas.technique import Technique
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.money.attribution import credited
from netdesk.domain.money.spread import by_day, share
from netdesk.domain.money.words import Attribution
from netdesk.i18n import _
from netdesk.services import figure_content
from netdesk.services.hours import ShopHours
from netdesk.store import inbox, shop
from netdesk.store.database import Database, Tx
from netdesk.store.figures import behind, counted, money
from netdesk.store.figures.behind import WHOLE
from netdesk.store.figures.behind import Key as ListKey
from netdesk.store.figures.money import DealRow, SpendRow
from netdesk.store.shop import SHOP_ID

Key = str | None
_LONGEST = timedelta(days=366 * 20)
_LONGEST_REST = 366  # days; a shop closed for longer doesn't look further back


class Figures:
    """Counts what is in the store; nothing is kept."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Read from `database`, days by the shop's `hours`."""
        self._database = database
        self._hours = hours

    def asked(
        self,
        first: date,
        last: date,
        *,
        now: datetime,
        by: By = By.CHANNEL,
        view: View = View.COHORT,
        attribution: Attribution = Attribution.FIRST,
        channels: Iterable[str] = (),
    ) -> Asked:
        """Return what is asked for, as known at `now`; of `channels` only, where given any.

        Raises BadRange.
        """
        if last < first or last - first > _LONGEST:
            raise errors.BadRange(first=first.isoformat(), last=last.isoformat())
        zone = self._hours.current().zone
        end = datetime.combine(last + timedelta(days=1), time(), zone)
        start = datetime.combine(first, time(), zone)
        has_b = by not in BY_TIME  # B is of a whole range; a day has none (RULINGS 22)
        return Asked(
            *(first, last, now.astimezone(zone), by, view, attribution),
            until=min(now, end),
            start=start if has_b else None,
            channels=frozenset(channels),
        )

    def before(self, asked: Asked) -> Asked:
        """Return the same figures of the period before, to compare with."""
        today = self._hours.timetable().local_day(asked.as_of)
        first, last = period_before(asked.first, asked.last, today)
        return self.asked(
            *(first, last),
            now=asked.as_of,
            by=asked.by,
            view=asked.view,
            attribution=asked.attribution,
            channels=asked.channels,
        )

    def table(self, asked: Asked) -> Table:
        """Return the rows of figures, and the whole."""
        with self._database.reading() as tx:
            found = counted.counts(tx, SHOP_ID, asked)
            whole = (
                total(found.values())
                if asked.by is By.CHANNEL
                else counted.whole(tx, SHOP_ID, self._whole(asked))
            )
            paid = self._paid(tx, asked)
            earned, profit = self._earned(tx, asked)
            made = figure_content.read(tx, asked)
            names = _Names(tx, asked)
        for key in paid.keys() | earned.keys():
            counts = found.get(key, Counts())
            found[key] = replace(counts, spend=paid.get(key, 0), gross_profit=earned.get(key, 0))
        whole = figure_content.put(found, whole, asked, made)
        whole = replace(whole, spend=sum(paid.values()), gross_profit=profit)
        rows = (Row(key, names.of(key), counts) for key, counts in found.items())
        return Table(asked, tuple(sorted(rows, key=names.order)), whole)

    def compared(self, asked: Asked) -> tuple[Table, Table]:
        """Return the figures, and those of the period before, both counted at the same time."""
        with ThreadPoolExecutor(1, "netdesk-before") as aside:
            before = aside.submit(self.table, self.before(asked))
            return self.table(asked), before.result()

    def behind(self, asked: Asked, name: str, key: ListKey = WHOLE) -> tuple[InboxRow, ...]:
        """Return the leads behind a raw count of a row, or of the whole: as many as it says.

        The name `gross_profit` gives the leads of the deals that it was made of.
        """
        found = self.listed(asked, name, key)
        with self._database.reading() as tx:
            rows = {row.id: row for row in inbox.rows(tx, SHOP_ID, sorted(set(found)))}
        return tuple(rows[lead_id] for lead_id in found)

    def listed(self, asked: Asked, name: str, key: ListKey = WHOLE) -> tuple[int, ...]:
        """Return the ids of the leads behind a number, as `behind` has them."""
        if key is WHOLE:
            asked = self._whole(asked)
        with self._database.reading() as tx:
            if name == "gross_profit":
                return tuple(self._earners(tx, asked, key))
            return tuple(behind.lead_ids(tx, SHOP_ID, asked, name, key))

    def calls_listed(self, asked: Asked, name: str, key: ListKey = WHOLE) -> tuple[int, ...]:
        """Return the ids of the calls behind a number of calls: as many as it says."""
        if key is WHOLE:
            asked = self._whole(asked)
        with self._database.reading() as tx:
            return tuple(behind.call_ids(tx, SHOP_ID, asked, name, key))

    def paid(self, asked: Asked, key: ListKey = WHOLE) -> tuple[Paid, ...]:
        """Return the payments behind a row's spend, or that of the whole, the latest first."""
        found: list[Paid] = []
        with self._database.reading() as tx:
            channels = {one.code: _(one.name) for one in shop.read_channels(tx)}
            activities = money.activity_names(tx, SHOP_ID)
            for row in self._spends(tx, asked):
                parts = self._parts(tx, asked, row)
                inside = sum(part for of, part in parts if key is WHOLE or of == key)
                if inside:
                    subject = channels.get(row.channel or "", "")
                    subject = subject or activities.get(str(row.activity_id), "")
                    days = row.first, row.last
                    found.append(Paid(*days, subject, row.item, row.amount, inside))
        return tuple(sorted(found, key=lambda one: (one.last, one.first), reverse=True))

    def posted(self, asked: Asked, key: ListKey = WHOLE) -> tuple[PostLine, ...]:
        """Return the posts behind a row's number of them, or the whole's, the latest first."""
        with self._database.reading() as tx:
            made = figure_content.read(tx, asked)
        return tuple(line for line in made.posts if key is WHOLE or line.key == key)

    def grown(self, asked: Asked, key: ListKey = WHOLE) -> tuple[GrownLine, ...]:
        """Return how each account grew behind a row's net followers, or those of the whole."""
        with self._database.reading() as tx:
            made = figure_content.read(tx, asked)
        if key is WHOLE:
            return made.grown
        return tuple(line for line in made.grown_rows if line.key == key)

    def rows(self, lead_ids: Sequence[int]) -> tuple[InboxRow, ...]:
        """Return these leads as the inbox lists them, in this order."""
        with self._database.reading() as tx:
            return inbox.rows(tx, SHOP_ID, lead_ids)

    def csv(self, table: Table, *, now: datetime) -> bytes:
        """Return the table for Excel: UTF-8 with BOM, no cell that runs."""
        from netdesk.reporting.figures_sheet import figures_csv  # late: never at start

        return figures_csv(table)

    def workbook(self, table: Table, *, now: datetime) -> bytes:
        """Return the table as a workbook, with a sheet that says each formula."""
        from netdesk.reporting.figures_sheet import figures_sheets
        from netdesk.reporting.workbook import workbook_bytes

        return workbook_bytes(figures_sheets(table), made_at=now)

    def html(
        self, table: Table, before: Table | None = None, *, groups: Sequence[Group] = (Group.BRIEF,)
    ) -> str:
        """Return the table as a page to print: these groups of figures, and their formulas."""
        from netdesk.reporting.figures_html import figures_html

        with self._database.reading() as tx:
            known = {one.code: _(one.name) for one in shop.read_channels(tx)}
            name = _(shop.read_shop(tx).name)
        channels = [known[code] for code in known if code in table.asked.channels]
        return figures_html(table, shop=name, before=before, groups=groups, channels=channels)

    def _whole(self, asked: Asked) -> Asked:
        """The whole of several days has a B, though its days have none."""
        if asked.start is not None or asked.first == asked.last:
            return asked
        start = datetime.combine(asked.first, time(), self._hours.current().zone)
        return replace(asked, start=start)

    def _paid(self, tx: Tx, asked: Asked) -> dict[Key, int]:
        """Return the 分 spent in the range by key; what has no such key is under None."""
        found: dict[Key, int] = {}
        for row in self._spends(tx, asked):
            for key, amount in self._parts(tx, asked, row):
                found[key] = found.get(key, 0) + amount
        return found

    def _spends(self, tx: Tx, asked: Asked) -> Iterator[SpendRow]:
        first, last = self._held(asked)
        for row in money.spend_rows(tx, SHOP_ID, first, last):
            if not asked.channels or row.channel in asked.channels:
                yield row

    def _parts(self, tx: Tx, asked: Asked, row: SpendRow) -> list[tuple[Key, int]]:
        if asked.by in BY_TIME:
            return self._by_days(asked, row)
        amount = share(row.amount, row.first, row.last, *self._held(asked))
        if asked.by is By.CHANNEL:
            return [(row.channel, amount)]
        if asked.by is By.ACTIVITY:
            return [(None if row.activity_id is None else str(row.activity_id), amount)]
        return [(None, amount)]

    def _by_days(self, asked: Asked, row: SpendRow) -> list[tuple[Key, int]]:
        """A calendar day's part is shown on the shop day that holds it (RULINGS 13)."""
        timetable = self._hours.timetable()
        first, last = self._held(asked)
        return [
            (bucket(asked.by, timetable.open_day(day)), amount)
            for day, amount in by_day(row.amount, row.first, row.last).items()
            if first <= day <= last
        ]

    def _held(self, asked: Asked) -> tuple[date, date]:
        """Return the calendar days that the shop days of the range hold: closed ones before them.

        So a day has the same figure in any range, and days side by side add up (RULINGS 13).
        """
        timetable, one = self._hours.timetable(), timedelta(days=1)
        first, last = asked.first, asked.last
        opens = timetable.open_day(first)
        for _closed in range(_LONGEST_REST):
            if timetable.open_day(first - one) != opens:
                break
            first -= one
        while first <= last and timetable.open_day(last) > asked.last:
            last -= one
        return first, last

    def _earned(self, tx: Tx, asked: Asked) -> tuple[dict[Key, int], int]:
        """Return the 分 earned by key, and by all keys together.

        A deal whose lead has two keys is in both rows, and once in the whole.
        """
        if asked.by is By.CHANNEL:
            return self._earned_by_channel(tx, asked)
        found: dict[Key, int] = {}
        whole: dict[int, int] = {}
        for deal, shares in self._credited(tx, asked):
            whole[deal.id] = sum(shares.values())
            found[deal.key] = found.get(deal.key, 0) + whole[deal.id]
        return found, sum(whole.values())

    def _earned_by_channel(self, tx: Tx, asked: Asked) -> tuple[dict[Key, int], int]:
        """Return the same by channel: only what several touches share is looked at by deal."""
        sole, several = money.deals_by_channel(tx, SHOP_ID, asked)
        found: dict[Key, int] = {
            channel: amount
            for channel, amount in sole.items()
            if not asked.channels or channel in asked.channels
        }
        for _deal, shares in self._shared(tx, asked, several):
            for key, amount in shares.items():
                found[key] = found.get(key, 0) + amount
        return found, sum(found.values())

    def _earners(self, tx: Tx, asked: Asked, key: ListKey) -> list[int]:
        """Return the leads of the deals of a row, the latest deal first, a lead for each deal."""
        found: dict[int, tuple[date, int]] = {}
        for deal, shares in self._credited(tx, asked):
            keys: Iterable[Key] = shares if asked.by is By.CHANNEL else (deal.key,)
            if key is WHOLE or key in tuple(keys):
                found[deal.id] = deal.day, deal.lead_id
        return [lead_id for _day, lead_id in sorted(found.values(), reverse=True)]

    def _credited(self, tx: Tx, asked: Asked) -> Iterator[tuple[DealRow, dict[Key, int]]]:
        """Yield the deals with what each channel asked for earned by them, in 分."""
        deals = money.deal_rows(tx, SHOP_ID, replace(asked, channels=frozenset()))
        if asked.by is not By.CHANNEL and not asked.channels:
            for deal in deals:
                yield deal, {None: deal.gross_profit}
        else:
            yield from self._shared(tx, asked, deals)

    def _shared(
        self, tx: Tx, asked: Asked, deals: Sequence[DealRow]
    ) -> Iterator[tuple[DealRow, dict[Key, int]]]:
        zone = self._hours.current().zone
        several = {deal.lead_id for deal in deals if deal.channel is None}
        touches = money.channels_of(tx, SHOP_ID, sorted(several))
        for deal in deals:
            if deal.channel is not None:  # one touch has it all, whatever the attribution
                if not asked.channels or deal.channel in asked.channels:
                    yield deal, {deal.channel: deal.gross_profit}
                continue
            end = datetime.combine(deal.day + timedelta(days=1), time(), zone)
            known = touches.get(deal.lead_id, [])
            passed = [channel for at, channel in known if at < end] or [known[0][1]]
            shares: dict[Key, int] = {
                channel: amount
                for channel, amount in credited(
                    deal.gross_profit, passed, asked.attribution
                ).items()
                if not asked.channels or channel in asked.channels
            }
            if shares:
                yield deal, shares


class _Names:
    """What keys are called, and the order of their rows."""

    def __init__(self, tx: Tx, asked: Asked) -> None:
        self._by = asked.by
        self._named: dict[str, str] = {}
        if asked.by is By.CHANNEL:
            self._named = {one.code: _(one.name) for one in shop.read_channels(tx)}
        elif asked.by is By.PERSON:
            self._named = {str(one.id): one.name for one in shop.read_people(tx)}
        elif asked.by is By.TECHNIQUE:
            self._named = {one.value: words.technique(one) for one in Technique}
        elif asked.by is By.ACTIVITY:
            self._named = money.activity_names(tx, SHOP_ID)

    def of(self, key: Key) -> str:
        if key is None:
            return {
                By.PERSON: _("还没有人跟进"),
                By.MODEL: _("没有写车型"),
                By.TECHNIQUE: _("不是从帖子来的"),
                By.ACTIVITY: _("没有参加活动"),
            }.get(self._by, _("不分渠道"))
        return self._named.get(key, key)

    def order(self, row: Row) -> tuple[int, float, str]:
        """Days in their order; others by leads, the most first; what has no key last."""
        last = row.key is None
        if self._by in BY_TIME:
            return last, 0, row.key or ""
        return last, -row.counts.leads, row.key or ""
