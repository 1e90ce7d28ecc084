"""An invented dealership to try the desk on: people, leads, and what became of them."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random

from netdesk import errors
from netdesk.catalog.demo_data import load
from netdesk.domain.demo.arrivals import Crowd, Visitor
from netdesk.domain.demo.invented import InventedShop, pick
from netdesk.domain.demo.story import Cast
from netdesk.domain.leads.dedupe import FilingRules
from netdesk.domain.person import Role
from netdesk.services.demo_telling import Telling
from netdesk.services.hours import ShopHours
from netdesk.services.settings import ME, READY
from netdesk.store import audit, demo, filing, shop, summary
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_CONSENT = "inquiry"
_BATCH = 4000  # customers told and written at a time
_NOTED_DAYS = 5
_EVENING = time(17, 20)


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
        """Fill the store with exactly `leads` leads of the `days` days that end at `now`.

        The same arguments and hours give the same store. `progress` is told the leads written so
        far. Returns how many of each kind were written. The audit trail holds one record of it all,
        and nothing of it can be taken back step by step: nobody did these things.

        A shop that is set up keeps its name and who sits at the desk, who is then the clerk.
        Raises DemoNeedsEmptyStore where the store has any lead.
        """
        rng, invented = Random(seed), load()
        rules = FilingRules(self._hours.timetable(), now, history=timedelta(days=days + 1))
        hours_id = self._hours.hours_id()
        with _undisturbed(), self._database.writing() as tx:
            if not demo.is_empty(tx, SHOP_ID):
                raise errors.DemoNeedsEmptyStore(path=self._database.name)
            crew = _people(tx, invented)
            answering = (*crew[Role.CLERK], *crew[Role.INVITER])
            cast = Cast(rng, invented, rules.timetable, answering, crew[Role.CONSULTANT])
            crowd = Crowd(
                rng, invented, rules.timetable, answering, leads=leads, days=days, now=now
            )
            counts = {"people": len(shop.read_people(tx))}
            for batch in _batches(crowd.visitors()):
                for name, count in _tell(tx, batch, rules, cast, hours_id).items():
                    counts[name] = counts.get(name, 0) + count
                if progress is not None:
                    progress(counts["leads"])
            _note_days(tx, cast, rules, days=days, by_id=answering[0])
            audit.append(tx, SHOP_ID, "demo.filled", at=now, payload={"seed": seed, **counts})
        if counts["leads"] > _BATCH:
            self._database.checkpoint()
        return counts


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the cycle collector off values that live for one batch: a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _people(tx: Tx, invented: InventedShop) -> dict[Role, tuple[int, ...]]:
    """Set the shop up where nobody has, and write its people; return their ids by role."""
    here = {person.name: person for person in shop.read_people(tx)}
    settings = shop.read_settings(tx)
    me = here.get(settings.get(ME, "")) if settings.get(READY) else None
    crew: dict[Role, tuple[int, ...]] = dict.fromkeys(Role, ())
    for colleague in invented.crew:
        person = me if colleague.role is Role.CLERK and me else here.get(colleague.name)
        person = person or shop.add_person(tx, colleague.name, colleague.role)
        crew[colleague.role] += (person.id,)
    if not settings.get(READY):
        clerk = next(person.name for person in invented.crew if person.role is Role.CLERK)
        shop.write_shop(tx, invented.shop)
        shop.write_settings(tx, {READY: True, ME: clerk})
    return crew


def _batches(visitors: Iterator[Visitor]) -> Iterator[list[Visitor]]:
    while batch := list(islice(visitors, _BATCH)):
        yield batch


def _tell(
    tx: Tx, visitors: Sequence[Visitor], rules: FilingRules, cast: Cast, hours_id: int
) -> dict[str, int]:
    """File the customers' touches and write what became of them; return the counts."""
    telling = Telling(rules, cast, filing.next_ids(tx, SHOP_ID))
    fold = telling.file(visitors)
    added = fold.additions
    counts = {
        "customers": len(added.customers),
        "leads": len(added.leads),
        "touches": len(added.touches),
        "clocks": len(added.clocks),
    }
    filing.write(tx, SHOP_ID, added, fold.ids, import_id=None, hours_id=hours_id, consent=_CONSENT)
    histories = telling.histories(demo.next_contact(tx, SHOP_ID))
    return {**counts, **demo.write(tx, SHOP_ID, histories)}


def _note_days(tx: Tx, cast: Cast, rules: FilingRules, *, days: int, by_id: int) -> None:
    """Note something on some of the last days, in the evening of each."""
    zone = rules.timetable.zone
    today = rules.imported_at.astimezone(zone).date()
    noted = [today - timedelta(days=back) for back in range(1, min(days, 2 * _NOTED_DAYS))]
    for day in sorted(cast.rng.sample(noted, min(_NOTED_DAYS, len(noted)))):
        text = pick(cast.rng, cast.shop.page_notes)
        at = datetime.combine(day, _EVENING, zone)
        summary.write_day_note(tx, SHOP_ID, day, text, by_id=by_id, now=at)
