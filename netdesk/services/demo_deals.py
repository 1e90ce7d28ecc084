"""The invented ledger, written and matched as an import would do it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.demo.dealing import Dealing
from netdesk.domain.demo.invented import InventedShop
from netdesk.domain.money.deals import Ledger
from netdesk.services.deal_matching import rematch
from netdesk.store import deals, demo
from netdesk.store.database import Tx
from netdesk.store.deals import Writing
from netdesk.store.shop import SHOP_ID


def write(
    tx: Tx,
    rng: Random,
    invented: InventedShop,
    timetable: Timetable,
    sellers: Mapping[int, str],
    *,
    days: int,
    now: datetime,
) -> dict[str, int]:
    """Write the ledger of the last `days` days; return how many rows there are of each kind."""
    today = timetable.local_day(now)
    dealing = Dealing(rng, invented, sellers, first=today - timedelta(days=days - 1), today=today)
    ledger = Ledger(today, deals.next_id(tx, SHOP_ID))
    for told in dealing.ledger(demo.sold(tx, SHOP_ID, timetable.local_day)):
        ledger.take(told)
    phones = {deal.phone for deal in ledger.new}
    deals.write(tx, SHOP_ID, ledger, Writing(now, timetable.open_day))
    rematch(tx, phones, timetable, now=now)
    return demo.dealt(tx, SHOP_ID)
