"""An invented dealership to try the desk on: people, leads, and what became of them."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from netdesk import errors
from netdesk.catalog import facts_file
from netdesk.catalog.demo_data import load
from netdesk.domain.demo.arrivals import Crowd, Visitor
from netdesk.domain.demo.invented import InventedShop, pick
from netdesk.domain.demo.posting import Codes
from netdesk.domain.demo.story import Cast
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.leads.dedupe import FilingRules
from netdesk.domain.person import Role
from netdesk.services import (
    demo_activities,
    demo_calls,
    demo_deals,
    demo_money,
    demo_posts,
    demo_questions,
)
from netdesk.services.demo_posts import Feed
from netdesk.services.demo_telling import Telling
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import FACTS, Ideas
from netdesk.services.policies import Policies
from netdesk.services.questions import Questions
from netdesk.services.settings import ME, READY, Settings
from netdesk.store import audit, demo, filing, post_leads, shop, summary
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_CONSENT = "inquiry"
_BATCH = 4000  # customers told and written at a time
_NOTED_DAYS = 5
_EVENING = time(17, 20)


class Demo:
    """Fills an empty store, whole or not at all."""

    def __init__(
        self,
        database: Database,
        hours: ShopHours,
        settings: Settings,
        ideas: Ideas,
        questions: Questions,
        policies: Policies,
    ) -> None:
        """Write to `database`; deadlines and days by the shop's `hours`, posts by `ideas`."""
        self._database = database
        self._hours = hours
        self._settings = settings
        self._ideas = ideas
        self._questions = questions
        self._policies = policies

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

        The same arguments, hours and facts give the same store. `progress` is told the leads
        written so far. Returns how many of each kind were written. The audit trail holds one record
        of it all, and nothing of it can be taken back step by step: nobody did these things. Then
        questions are gathered and answered as the desk does it.

        A shop that is set up keeps its name, its facts and who sits at the desk, who is then the
        clerk. Raises DemoNeedsEmptyStore where the store has anything of what is filled.
        """
        rng, invented = Random(seed), load()
        timetable = self._hours.timetable()
        rules = FilingRules(timetable, now, history=timedelta(days=days + 1))
        hours_id = self._hours.hours_id()
        with _undisturbed(), self._database.writing() as tx:
            if not demo.is_empty(tx, SHOP_ID):
                raise errors.DemoNeedsEmptyStore(path=self._database.name)
            crew = _people(tx, invented)
            answering = (*crew[Role.CLERK], *crew[Role.INVITER])
            people = {person.id: person.name for person in shop.read_people(tx)}
            counts = {"people": len(people)}
            own_facts = _own_facts(tx, timetable.local_day(now))
            feed = Feed(
                self._ideas,
                timetable,
                Random(f"{seed}/posts"),
                invented,
                days=days,
                now=now,
                signed=(own_facts and own_facts.shop) or shop.read_shop(tx).name,
                own_facts=own_facts,
            )
            posted = demo_posts.write(tx, feed, by_id=answering[0])
            counts |= posted.counts
            cast = Cast(rng, invented, timetable, answering, crew[Role.CONSULTANT])
            crowd = Crowd(
                rng,
                invented,
                timetable,
                answering,
                leads=leads,
                days=days,
                now=now,
                codes=Codes(Random(f"{seed}/codes"), posted.shown, invented.posts.codes),
                calls=Random(f"{seed}/calls"),
            )
            rung = demo_calls.Log(Random(f"{seed}/log"), invented, timetable, people, answering)
            rung.number(tx)
            for batch in _batches(crowd.visitors()):
                for name, count in _tell(tx, batch, rules, cast, hours_id, rung).items():
                    counts[name] = counts.get(name, 0) + count
                if progress is not None:
                    progress(counts["leads"])
            dealt = demo_deals.write(
                tx,
                Random(f"{seed}/deals"),
                invented,
                timetable,
                {id_: people[id_] for id_ in crew[Role.CONSULTANT]},
                days=days,
                now=now,
            )
            for name, count in dealt.items():
                counts[name] = counts.get(name, 0) + count
            counts |= demo_money.write(
                tx,
                invented,
                leads=leads,
                days=days,
                today=timetable.local_day(now),
                now=now,
                by_id=crew[Role.MANAGER][0],
            )
            hosted = demo_activities.write(
                tx,
                Random(f"{seed}/activities"),
                timetable,
                days=days,
                now=now,
                by_id=answering[0],
                with_costs=bool(counts["spends"]),
            )
            for name, count in hosted.items():
                counts[name] = counts.get(name, 0) + count
            _note_days(tx, cast, rules, days=days, by_id=answering[0])
            audit.append(tx, SHOP_ID, "demo.filled", at=now, payload={"seed": seed, **counts})
        self._settings.reload()
        self._policies.reload()
        counts |= demo_questions.ask(self._questions, people[answering[0]], invented, now=now)
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


def _own_facts(tx: Tx, today: date) -> Facts | None:
    """Return the facts the shop has written. Without any, those of the demo become its own."""
    if written := shop.read_settings(tx).get(FACTS, ""):
        return facts_file.parse(written)
    ours = shop.read_shop(tx)
    text = facts_file.sample(today)
    for key, value in (("shop", ours.name), ("place", ours.place)):
        if value:
            start = text.index(f"\n{key} = ") + 1
            line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
            text = text[:start] + line + text[text.index("\n", start) :]
    shop.write_settings(tx, {FACTS: text})
    return None


def _batches(visitors: Iterator[Visitor]) -> Iterator[list[Visitor]]:
    while batch := list(islice(visitors, _BATCH)):
        yield batch


def _tell(
    tx: Tx,
    visitors: Sequence[Visitor],
    rules: FilingRules,
    cast: Cast,
    hours_id: int,
    rung: demo_calls.Log,
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
    now = rules.imported_at
    counts["calls"] = rung.write(tx, added.touches, now)
    counts["post_leads"] = post_leads.put_by_code(tx, SHOP_ID, added.messages(), now)
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
