"""An invented dealership to try the desk on: people, leads, and what became of them."""

from collections.abc import Callable
from datetime import datetime

from netdesk import errors
from netdesk.services.hours import ShopHours
from netdesk.store import demo
from netdesk.store.database import Database
from netdesk.store.shop import SHOP_ID


class Demo:
    """Fills an empty store, whole or not at all."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Write to `database`; deadlines and shop days by the shop's `hours`."""
        self._database = database
        self._hours = hours

    def fill(
        self,
        *,
        leads: int = 400,
        days: int = 30,
        seed: int = 1,
        now: datetime,
        progress: Callable[[int], None] | None = None,
    ) -> dict[str, int]:
        """Fill the store and return how many of each kind were written.

        Raises DemoNeedsEmptyStore where the store has any lead.
        """
        with self._database.writing() as tx:
            if not demo.is_empty(tx, SHOP_ID):
                raise errors.DemoNeedsEmptyStore(path=self._database.name)
        return {}
