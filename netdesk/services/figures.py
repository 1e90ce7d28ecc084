"""The figures of PRODUCT.md 6 for a range, by channel, person, day and more, with the money."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from netdesk import errors, words
from netdesk.domain.figures.grouping import BY_TIME, Asked, By, View, bucket
from netdesk.domain.figures.kpi import Counts, total
from netdesk.domain.figures.table import Row, Table
from netdesk.domain.ideas.technique import Technique
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.money.attribution import credited
from netdesk.domain.money.spread import by_day, share
from netdesk.domain.money.words import Attribution
from netdesk.i18n import _
from netdesk.services.hours import ShopHours
from netdesk.store import inbox, shop
from netdesk.store.database import Database, Tx
from netdesk.store.figures import behind, counted, money
from netdesk.store.figures.money import DealRow, SpendRow
from netdesk.store.shop import SHOP_ID

Key = str | None
_LONGEST = timedelta(days=366 * 20)


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
    ) -> Asked:
        """Return what is asked for, as known at `now`. Raises BadRange."""
        if last < first or last - first > _LONGEST:
            raise errors.BadRange(first=first.isoformat(), last=last.isoformat())
        zone = self._hours.current().zone
        end = datetime.combine(last + timedelta(days=1), time(), zone)
        start = datetime.combine(first, time(), zone)
        has_b = by not in BY_TIME  # B is of a whole range; a day has none (RULINGS 22)
        return Asked(
            first, last, now, by, view, attribution, min(now, end), start if has_b else None
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
            deals = money.deal_rows(tx, SHOP_ID, asked)
            earned = self._earned(tx, asked, deals)
            names = _Names(tx, asked)
        for key in paid.keys() | earned.keys():
            counts = found.get(key, Counts())
            found[key] = replace(counts, spend=paid.get(key, 0), gross_profit=earned.get(key, 0))
        # A deal whose lead has two keys is in both rows, and once in the whole.
        profit = sum({deal.id: deal.gross_profit for deal in deals}.values())
        whole = replace(whole, spend=sum(paid.values()), gross_profit=profit)
        rows = (Row(key, names.of(key), counts) for key, counts in found.items())
        return Table(asked, tuple(sorted(rows, key=names.order)), whole)

    def behind(
        self, asked: Asked, name: str, key: behind.Key = behind.WHOLE
    ) -> tuple[InboxRow, ...]:
        """Return the leads behind a raw count of a row, or of the whole: as many as it says."""
        if key is behind.WHOLE:
            asked = self._whole(asked)
        with self._database.reading() as tx:
            found = behind.lead_ids(tx, SHOP_ID, asked, name, key)
            rows = {row.id: row for row in inbox.rows(tx, SHOP_ID, sorted(set(found)))}
        return tuple(rows[lead_id] for lead_id in found)

    def csv(self, table: Table, *, now: datetime) -> bytes:
        """Return the table for Excel: UTF-8 with BOM, no cell that runs."""
        from netdesk.reporting.figures_sheet import figures_csv  # late: never at start

        return figures_csv(table)

    def workbook(self, table: Table, *, now: datetime) -> bytes:
        """Return the table as a workbook, with a sheet that says each formula."""
        from netdesk.reporting.figures_sheet import figures_sheets
        from netdesk.reporting.workbook import workbook_bytes

        return workbook_bytes(figures_sheets(table), made_at=now)

    def _whole(self, asked: Asked) -> Asked:
        """The whole of several days has a B, though its days have none."""
        if asked.start is not None or asked.first == asked.last:
            return asked
        start = datetime.combine(asked.first, time(), self._hours.current().zone)
        return replace(asked, start=start)

    def _paid(self, tx: Tx, asked: Asked) -> dict[Key, int]:
        """Return the 分 spent in the range by key; what has no such key is under None."""
        found: dict[Key, int] = {}
        for row in money.spend_rows(tx, SHOP_ID, asked.first, asked.last):
            for key, amount in self._parts(tx, asked, row):
                found[key] = found.get(key, 0) + amount
        return found

    def _parts(self, tx: Tx, asked: Asked, row: SpendRow) -> list[tuple[Key, int]]:
        if asked.by in BY_TIME:
            return self._by_days(asked, row)
        amount = share(row.amount, row.first, row.last, asked.first, asked.last)
        if asked.by is By.CHANNEL:
            return [(row.channel, amount)]
        if asked.by is By.ACTIVITY:
            return [(None if row.activity_id is None else str(row.activity_id), amount)]
        return [(None, amount)]

    def _by_days(self, asked: Asked, row: SpendRow) -> list[tuple[Key, int]]:
        """A calendar day's part is shown on the shop day that holds it (RULINGS 13)."""
        timetable = self._hours.timetable()
        inside = (
            (day, amount)
            for day, amount in by_day(row.amount, row.first, row.last).items()
            if asked.first <= day <= asked.last
        )
        return [
            (bucket(asked.by, min(timetable.open_day(day), asked.last)), amount)
            for day, amount in inside
        ]

    def _earned(self, tx: Tx, asked: Asked, deals: list[DealRow]) -> dict[Key, int]:
        if asked.by is By.CHANNEL:
            return self._credited(tx, asked, deals)
        found: dict[Key, int] = {}
        for deal in deals:
            found[deal.key] = found.get(deal.key, 0) + deal.gross_profit
        return found

    def _credited(self, tx: Tx, asked: Asked, deals: list[DealRow]) -> dict[Key, int]:
        zone = self._hours.current().zone
        touches = money.channels_of(tx, SHOP_ID, sorted({deal.lead_id for deal in deals}))
        found: dict[Key, int] = {}
        for deal in deals:
            end = datetime.combine(deal.day + timedelta(days=1), time(), zone)
            known = touches.get(deal.lead_id, [])
            channels = [channel for at, channel in known if at < end]
            channels = channels or [known[0][1]]
            for channel, amount in credited(deal.gross_profit, channels, asked.attribution).items():
                found[channel] = found.get(channel, 0) + amount
        return found


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
