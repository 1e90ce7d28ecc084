"""Looking at deals: lists, leads that may be theirs, what came before them, the report (R8)."""

from dataclasses import dataclass
from datetime import date, datetime

from netdesk import errors
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.money.proof import DealRow, DealView, Proof, ProofReport
from netdesk.services import proofs
from netdesk.services.hours import ShopHours
from netdesk.services.typed_days import typed_period
from netdesk.store import deal_rows, inbox
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID


@dataclass(frozen=True, slots=True)
class DealPage:
    """A stretch of a list of deals, and how many each list has."""

    rows: tuple[DealRow, ...]
    counts: dict[DealView, int]


class DealReading:
    """Reads deals and proves what brought them."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Work on `database`, days by the shop's `hours`."""
        self._database = database
        self._hours = hours

    def page(
        self,
        first: date,
        last: date,
        view: DealView = DealView.ALL,
        *,
        find: str = "",
        offset: int = 0,
        limit: int = 200,
    ) -> DealPage:
        """Return deals of the shop days `first` … `last`, the newest first."""
        with self._database.reading() as tx:
            rows = deal_rows.page(
                tx, SHOP_ID, first, last, view, find=find, offset=offset, limit=limit
            )
            return DealPage(tuple(rows), deal_rows.counts(tx, SHOP_ID, first, last, find))

    def one(self, deal_id: int) -> DealRow:
        """Return a deal. Raises UnknownDeal."""
        with self._database.reading() as tx:
            return one_of(tx, deal_id)

    def suggested(self, deal_id: int) -> tuple[InboxRow, ...]:
        """Return the leads that may be a deal's: same number or name, the likeliest first."""
        with self._database.reading() as tx:
            return inbox.rows(tx, SHOP_ID, deal_rows.suggested(tx, SHOP_ID, deal_id))

    def found(self, find: str, *, now: datetime) -> tuple[InboxRow, ...]:
        """Return the leads that what was typed finds, the newest first: digits of a number, a name,
        a car, a channel, and days on which they came (11-20, 2026-11, 11月1日至15日).
        """
        days: tuple[date, date] | None = None
        words = []
        for word in find.split():
            period = self._days_of(word, now)
            if period is None:
                words.append(word)
            else:
                days = period
        with self._database.reading() as tx:
            ids = deal_rows.found(tx, SHOP_ID, " ".join(words), days)
            return inbox.rows(tx, SHOP_ID, ids)

    def proof(self, deal_id: int) -> Proof:
        """Return what came before a deal. Raises UnknownDeal, DealUnmatched."""
        with self._database.reading() as tx:
            row = one_of(tx, deal_id)
            if not row.is_matched:
                raise errors.DealUnmatched()
            return proofs.of_deals(tx, [row], self._hours.timetable().local_day)[0]

    def report(self, first: date, last: date, *, now: datetime, by: str = "") -> ProofReport:
        """Return the deals of the shop days `first` … `last` by the person of their lead (R8).

        Raises BadRange.
        """
        if last < first:
            raise errors.BadRange(first=first.isoformat(), last=last.isoformat())
        timetable = self._hours.timetable()
        with self._database.reading() as tx:
            return proofs.report(
                tx, first, last, timetable.local_day, made_at=self._local(now), by=by
            )

    def headline(self, report: ProofReport) -> str:
        """Return the sentence that says what the web brought, as it stands on paper."""
        from netdesk.reporting.proof_page import headline  # late: never at start

        return headline(report)

    def workbook(self, report: ProofReport, *, now: datetime) -> bytes:
        """Return the report as a workbook: people, deals, every touch and contact."""
        from netdesk.reporting.proof_sheets import proof_sheets  # late: never at start
        from netdesk.reporting.workbook import workbook_bytes

        return workbook_bytes(proof_sheets(report), made_at=now)

    def html(self, report: ProofReport) -> str:
        """Return the report as pages for paper."""
        from netdesk.reporting.proof_html import proof_html  # late: never at start

        return proof_html(report)

    def _days_of(self, word: str, now: datetime) -> tuple[date, date] | None:
        """Return the days a word tells; a number alone is part of a phone."""
        if word.isdecimal():
            return None
        try:
            found = typed_period(word, self._hours, now)
        except errors.BadPeriod:
            return None
        return (found.first, found.last) if found.first <= found.last else None

    def _local(self, now: datetime) -> datetime:
        return now.astimezone(self._hours.current().zone)


def one_of(tx: Tx, deal_id: int) -> DealRow:
    """Return a deal. Raises UnknownDeal."""
    row = deal_rows.one(tx, SHOP_ID, deal_id)
    if row is None:
        raise errors.UnknownDeal(id=deal_id)
    return row
