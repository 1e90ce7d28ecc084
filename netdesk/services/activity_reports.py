"""What an activity came to, and its papers: guest list, result page, workbook."""

from datetime import date, datetime

from netdesk import errors
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.result import (
    CostLine,
    Earlier,
    Report,
    Result,
    before,
    counted_until,
)
from netdesk.domain.deadlines.when import local
from netdesk.domain.leads.lead import Stage
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import activities, audit, guest_results, guests, shop, spends
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID


class ActivityReports:
    """Reads results; writes nothing but the record of an export."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Read from `database`; times are told on the clock of `hours`."""
        self._database = database
        self._hours = hours

    def of(self, activity_id: int, *, by: str = "", now: datetime) -> Report:
        """Return the whole report of an activity. Raises UnknownActivity."""
        with self._database.reading() as tx:
            one = _read(tx, activity_id)
            earlier = before(one, activities.every(tx, SHOP_ID))
            checks = activities.checks(tx, SHOP_ID, activity_id)
            return Report(
                shop=shop.read_shop(tx).name,
                activity=one,
                result=_result(tx, one),
                earlier=tuple(Earlier(other, _result(tx, other)) for other in earlier),
                costs=_costs(tx, activity_id),
                made_at=self._local(now),
                by=by,
                done=sum(check.done_at is not None for check in checks),
                checks=len(checks),
            )

    def html(self, report: Report) -> str:
        """Return the result page as HTML for the printer."""
        from netdesk.reporting.activity_html import result_html

        return result_html(report)

    def guest_list(self, activity_id: int, *, now: datetime) -> str:
        """Return the list to sign as HTML: phones masked, codes. Raises UnknownActivity."""
        from netdesk.reporting.activity_html import guests_html

        with self._database.reading() as tx:
            one = _read(tx, activity_id)
            found = guests.of(tx, SHOP_ID, activity_id)
            name = shop.read_shop(tx).name
        return guests_html(one, found, shop=name, made_at=self._local(now))

    def workbook(self, activity_id: int, *, by: str = "", now: datetime) -> bytes:
        """Return the guests with whole numbers and the result as xlsx; the export is noted.

        Raises UnknownActivity, UnknownPerson, NoTemporaryRoom.
        """
        from netdesk.reporting.activity_sheets import activity_sheets
        from netdesk.reporting.workbook import workbook_bytes

        report = self.of(activity_id, by=by, now=now)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            found = guests.of(tx, SHOP_ID, activity_id)
            customers = [guest.row.customer_id for guest in found]
            phones = guests.phones(tx, SHOP_ID, customers)
            audit.append(
                tx,
                SHOP_ID,
                "guests.exported",
                at=now,
                by_id=who,
                subject_id=activity_id,
                payload={"leads": [guest.lead_id for guest in found]},
            )
        sheets = activity_sheets(report, found, phones)
        return workbook_bytes(sheets, made_at=report.made_at)

    def _local(self, now: datetime) -> datetime:
        return local(now, self._hours.current().zone)


def _read(tx: Tx, activity_id: int) -> Activity:
    found = activities.one(tx, SHOP_ID, activity_id)
    if found is None:
        raise errors.UnknownActivity(id=activity_id)
    return found


def _result(tx: Tx, one: Activity) -> Result:
    first, last, tally = one.plan.first, counted_until(one), one.tally
    return Result(
        listed=tally.listed,
        invited=tally.invited,
        agreed=tally.agreed,
        declined=tally.declined,
        arrived=tally.arrived,
        unasked=guest_results.unasked(tx, SHOP_ID, one.id),
        test_driven=len(guest_results.reached(tx, SHOP_ID, one.id, Stage.TEST_DRIVEN, first, last)),
        ordered=len(guest_results.reached(tx, SHOP_ID, one.id, Stage.ORDERED, first, last)),
        cost=guest_results.cost(tx, SHOP_ID, one.id),
        gross_profit=guest_results.gross_profit(tx, SHOP_ID, one.id, first, last),
    )


def _costs(tx: Tx, activity_id: int) -> tuple[CostLine, ...]:
    found = spends.rows(tx, SHOP_ID, date.min, date.max, activity_id=activity_id)
    return tuple(
        CostLine(row.id, spend.item, spend.first, spend.last, spend.amount, row.version)
        for row in found
        for spend in (row.spend,)
    )
