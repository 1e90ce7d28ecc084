"""The invented log of calls: those of the customers who rang, and a few with a number withheld."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from netdesk.domain.calls.call import Direction
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.demo.invented import InventedShop, pick
from netdesk.domain.leads.filing import Came, NewTouch
from netdesk.store import call_rows, hotlines
from netdesk.store.call_rows import NewCall
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID

_WITHHELD = 0.06  # of the calls there are
_ADDRESS = "https://example.com/recordings/%d.mp3"


class Log:
    """Writes the calls behind touches that are on file."""

    def __init__(
        self,
        rng: Random,
        shop: InventedShop,
        timetable: Timetable,
        people: Mapping[int, str],
        answering: Sequence[int],
    ) -> None:
        """Draw from `rng`; `answering` are the ids of who takes calls, `people` the names."""
        self._rng = rng
        self._numbers = {one.code: one.number for one in shop.channels.things}
        self._timetable = timetable
        self._people = people
        self._answering = answering
        self._recorded = 0

    def number(self, tx: Tx) -> None:
        """Say which 400 number belongs to which channel."""
        for code, number in self._numbers.items():
            if number:
                hotlines.add(
                    tx,
                    SHOP_ID,
                    number=number,
                    channel=code,
                    valid_from=None,
                    valid_to=None,
                    note="",
                )

    def write(self, tx: Tx, touches: Iterable[NewTouch], now: datetime) -> int:
        """Write the calls behind `touches`; return how many there are."""
        found: list[NewCall] = []
        for touch in touches:
            if touch.arrival.came is Came.ASKED:
                continue
            call = self._call(touch)
            found.append(call)
            if self._rng.random() < _WITHHELD:
                found.append(self._withheld(call))
        found = [call for call in found if call.started_at < now]
        call_rows.write(tx, SHOP_ID, found, import_id=None, now=now)
        return len(found)

    def _call(self, touch: NewTouch) -> NewCall:
        rng, arrival = self._rng, touch.arrival
        served = arrival.handled_at if arrival.came is Came.SERVED else None
        waited = rng.randint(12, 45)
        person_id = arrival.owner_id or pick(rng, self._answering)
        self._recorded += served is not None
        return NewCall(
            number=self._numbers[arrival.channel],
            channel=arrival.channel,
            direction=Direction.IN,
            caller=arrival.identifiers[0].value,
            started_at=arrival.received_at,
            shop_day=self._timetable.working_day(arrival.received_at),
            wait_s=waited if served is None else (served - arrival.received_at).seconds,
            talk_s=0 if served is None else rng.randint(25, 420),
            answered=served is not None,
            recording=_ADDRESS % self._recorded if served else "",
            agent=self._people[person_id] if served else "",
            person_id=person_id if served else None,
            outside_id="",
            lead_id=touch.lead_id,
            touch_id=touch.id,
            line=0,
            raw="",
        )

    def _withheld(self, call: NewCall) -> NewCall:
        """Return another call to that number a little later, from nobody knows whom."""
        at = call.started_at + timedelta(minutes=self._rng.randint(3, 50))
        return NewCall(
            number=call.number,
            channel=call.channel,
            direction=Direction.IN,
            caller="",
            started_at=at,
            shop_day=self._timetable.working_day(at),
            wait_s=self._rng.randint(5, 30),
            talk_s=0,
            answered=False,
            recording="",
            agent="",
            person_id=None,
            outside_id="",
            lead_id=None,
            touch_id=None,
            line=0,
            raw="",
        )
