"""Who comes to the invented dealership: when, by which channel, asking for what.

Everything follows from the random source that is handed in; nothing asks a clock.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from netdesk.domain.deadlines.deadline import due_at
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.demo.invented import InventedChannel, InventedShop, pick
from netdesk.domain.demo.posting import Codes
from netdesk.domain.leads.dedupe import identifiers_of
from netdesk.domain.leads.filing import Arrival, Came, Identifier
from netdesk.domain.leads.lead import TimeKind

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_SHORTEST_COMEBACK = timedelta(days=3, hours=12)  # room to be lost first, and to come again
_LOST_FIRST = timedelta(days=2, hours=12)
_ECHOES, _RETURNS = 0.06, 0.025  # shares of the customers
_UNASSIGNED = 0.03
_MISSED = 0.12  # of those who ring while the shop is open
_LANDLINES, _WITH_WECHAT, _WITHOUT_MODEL, _FULL_NAMES = 0.015, 0.06, 0.06, 0.45


@dataclass(frozen=True, slots=True)
class Visitor:
    """One customer with his arrivals, oldest first.

    `lost_before`: his first lead is lost before then, and he comes back with a new wish.
    `left_waiting`: nobody has answered him yet. `invited_for`: he is asked to come that day.
    """

    arrivals: tuple[Arrival, ...]
    lost_before: datetime | None = None
    left_waiting: bool = False
    invited_for: date | None = None


class _Part(NamedTuple):
    """How a customer comes."""

    at: datetime
    comes_back: bool = False
    left_waiting: bool = False
    is_invited: bool = False


class Crowd:
    """Invents the customers behind exactly `leads` leads of the `days` days that end at `now`."""

    def __init__(
        self,
        rng: Random,
        shop: InventedShop,
        timetable: Timetable,
        owners: Sequence[int],
        *,
        leads: int,
        days: int,
        now: datetime,
        codes: Codes | None = None,
        calls: Random | None = None,
    ) -> None:
        """Draw from `rng`; `owners` are the ids of those who answer.

        `codes` says who names the post he comes by. Who rings is drawn from `calls`; None: nobody.
        """
        self._rng = rng
        self._shop = shop
        self._timetable = timetable
        self._owners = owners
        self._leads, self._days, self._now = leads, days, now
        today = now.astimezone(timetable.zone).date()
        self._tomorrow = timetable.open_day(today + _DAY)
        self._taken: set[str] = set()
        self._numbered = 0
        self._codes = codes
        self._calls = calls

    def visitors(self) -> Iterator[Visitor]:
        """Yield the customers in the order they first come."""
        for part in self._parts():
            yield self._visitor(part)

    def _parts(self) -> list[_Part]:
        """Decide who comes when, and who is forgotten, asked to come tomorrow, or just here."""
        rng, now, leads = self._rng, self._now, self._leads
        back = leads // 100 if self._days >= 5 else 0
        fresh = min(8, leads // 60 + (leads >= 5))
        instants = self._instants(leads - back - fresh)
        early = [i for i, at in enumerate(instants) if now - at >= _SHORTEST_COMEBACK]
        comebacks = set(rng.sample(early, min(back, len(early))))
        recent = range(max(0, len(instants) - 200), len(instants))
        late = [i for i in recent if due_at(instants[i], self._timetable).due < now]
        late = [i for i in late if i not in comebacks]
        forgotten = min(12, leads // 120 + 2 * (leads >= 20))
        late = late[-3 * forgotten - 3 :]  # they are found out within a day or two
        waiting = set(rng.sample(late, min(forgotten, len(late))))
        answered = [i for i in late if i not in waiting]
        invited = set(rng.sample(answered, min(5, leads // 80, len(answered))))
        parts = [
            _Part(at, i in comebacks, i in waiting, i in invited) for i, at in enumerate(instants)
        ]
        # Spread over the time allowed, so that some are calm, some soon, some urgent.
        allowed = self._timetable.hours.allowed * 0.95
        just_now = [now - allowed * ((n + rng.uniform(0.1, 1)) / fresh) for n in range(fresh)]
        spare = self._instants(back - len(comebacks))
        parts.extend(_Part(_whole(at), left_waiting=True) for at in just_now)
        parts.extend(map(_Part, spare))
        return sorted(parts)

    def _instants(self, count: int) -> list[datetime]:
        """Draw arrivals by the weights of hour and weekday, some days busier than others."""
        rng = self._rng
        today = self._now.astimezone(self._timetable.zone).date()
        begin = self._now - self._days * _DAY
        starts: list[datetime] = []
        lengths: list[int] = []
        weights: list[float] = []
        for back in range(self._days, -1, -1):
            day = today - back * _DAY
            busy = self._shop.weekdays[day.weekday()] * rng.lognormvariate(0, 0.12)
            for hour, weight in enumerate(self._shop.hours):
                start = self._at(day, hour)
                seconds = int(min(_HOUR, self._now - start).total_seconds())
                if seconds > 0 and start >= begin:
                    starts.append(start)
                    lengths.append(seconds)
                    weights.append(weight * busy * seconds)
        slots = rng.choices(range(len(starts)), weights, k=count)
        return sorted(starts[i] + timedelta(seconds=rng.randrange(lengths[i])) for i in slots)

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), self._timetable.zone).astimezone(UTC)

    def _visitor(self, part: _Part) -> Visitor:
        rng = self._rng
        again = [] if part.left_waiting else self._comes_again(part)
        channel = self._shop.channels.pick(rng)
        named = self._name()
        known_by = self._identifiers(channel, only_mobile=bool(again))
        owner = None
        if rng.random() > (0.5 if part.left_waiting else _UNASSIGNED):
            owner = pick(rng, self._owners)
        region = self._shop.regions.pick(rng)
        model = self._shop.models.pick(rng)
        arrivals: list[Arrival] = []
        for at in (part.at, *again):
            received, kind = at, TimeKind.EXACT
            if not (again or part.left_waiting) and rng.random() < channel.date_only:
                received, kind = self._date_only(at)
            arrivals.append(
                Arrival(
                    line=0,
                    identifiers=known_by,
                    received_at=received,
                    time_kind=kind,
                    channel=channel.code,
                    name=named,
                    model="" if rng.random() < _WITHOUT_MODEL else model,
                    message=self._message(channel, at, model),
                    region=region,
                    outside_id=self._outside_id(channel, received),
                    owner_id=owner,
                    handled_at=None,
                    raw="",
                    row_hash=None,
                )
            )
            if len(arrivals) == 1 and self._calls is not None:
                arrivals = [self._rings(arrivals[0], channel, self._calls, part)]
            channel = self._other_channel(channel)
            if rng.random() < 0.2:
                model = self._shop.models.pick(rng)
        return Visitor(
            tuple(arrivals),
            lost_before=again[0] if part.comes_back else None,
            left_waiting=part.left_waiting,
            invited_for=self._tomorrow if part.is_invited else None,
        )

    def _rings(
        self, arrival: Arrival, channel: InventedChannel, rng: Random, part: _Part
    ) -> Arrival:
        """Let some of those who come by a channel with a 400 number ring it.

        After hours, and where he is left waiting, nobody takes it.
        """
        rings = rng.random() < channel.calls
        by = arrival.identifiers[0]
        is_known = by.kind != "wechat" and not by.is_virtual
        if not rings or not is_known or arrival.time_kind is not TimeKind.EXACT:
            return arrival
        bare = arrival._replace(message="", outside_id="")
        is_heard = self._timetable.is_open(arrival.received_at) and not part.left_waiting
        if rng.random() < _MISSED or not is_heard:
            return bare._replace(came=Came.MISSED)
        served = min(arrival.received_at + timedelta(seconds=rng.randint(4, 40)), self._now)
        return bare._replace(came=Came.SERVED, handled_at=served)

    def _comes_again(self, part: _Part) -> list[datetime]:
        """Return when he comes again: soon on other channels, or after days."""
        rng, now = self._rng, self._now
        left = now - part.at
        if part.comes_back:
            return [_whole(part.at + max(_LOST_FIRST, left * rng.uniform(0.3, 0.97)))]
        chance = rng.random()
        if chance < _RETURNS and left > 3 * _DAY:
            return [_whole(part.at + min(left, 20 * _DAY) * rng.uniform(0.3, 0.98))]
        if not _RETURNS <= chance < _RETURNS + _ECHOES:
            return []
        found, at = [], part.at
        for _time in range(1 if rng.random() < 0.8 else 2):
            minutes = pick(rng, (rng.uniform(2, 90), rng.uniform(2, 90), rng.uniform(90, 2600)))
            at = _whole(at + timedelta(minutes=minutes))
            if at < now:
                found.append(at)
        return found

    def _date_only(self, at: datetime) -> tuple[datetime, TimeKind]:
        """A row with a date alone came at that day's opening (RULINGS 16)."""
        opening = self._timetable.day_opening(at.astimezone(self._timetable.zone).date())
        return (opening, TimeKind.DATE_ONLY) if opening < self._now else (at, TimeKind.EXACT)

    def _name(self) -> str:
        rng, shop = self._rng, self._shop
        full = rng.random() < _FULL_NAMES
        return shop.surnames.pick(rng) + pick(rng, shop.given_names if full else shop.titles)

    def _message(self, channel: InventedChannel, at: datetime, model: str) -> str:
        written = ""
        if self._rng.random() < self._shop.message_share:
            written = pick(self._rng, self._shop.messages).replace("{model}", model)
        told = self._codes.message(channel.code, at, model) if self._codes else ""
        return told or written

    def _identifiers(
        self, channel: InventedChannel, *, only_mobile: bool
    ) -> tuple[Identifier, ...]:
        rng = self._rng
        chance = 1.0 if only_mobile else rng.random()
        phone = wechat = ""
        virtual = channel.wechat <= chance < channel.wechat + channel.virtual
        if chance < channel.wechat:
            wechat = self._untaken(self._wechat)
        elif virtual:
            phone = self._untaken(self._virtual)
        elif not only_mobile and rng.random() < _LANDLINES:
            phone = self._untaken(self._landline)
        else:
            phone = self._untaken(self._mobile)
            wechat = self._untaken(self._wechat) if rng.random() < _WITH_WECHAT else ""
        return identifiers_of(
            phone=phone, virtual=virtual, wechat=wechat, platform_id="", channel=channel.code
        )

    def _untaken(self, invent: Callable[[], str]) -> str:
        """Return a number or name that nobody else here has."""
        while (value := invent()) in self._taken:
            pass
        self._taken.add(value)
        return value

    def _mobile(self) -> str:
        prefix = pick(self._rng, self._shop.numbers.mobile)
        return f"{prefix}{int(self._rng.random() * 10**8):08d}"

    def _virtual(self) -> str:
        number = f"{self._shop.numbers.virtual}{int(self._rng.random() * 10**8):08d}"
        return f"{number}-{self._rng.randrange(1000, 10000)}"

    def _landline(self) -> str:
        return f"{self._shop.numbers.area}-{self._rng.randrange(3000000, 9000000)}"

    def _wechat(self) -> str:
        return f"wxid_{self._rng.randrange(16**8):08x}"

    def _outside_id(self, channel: InventedChannel, at: datetime) -> str:
        if not channel.outside:
            return ""
        self._numbered += 1
        return f"{channel.outside}{at:%Y%m%d}{self._numbered:06d}"

    def _other_channel(self, channel: InventedChannel) -> InventedChannel:
        if len(self._shop.channels.things) == 1:
            return channel
        while (other := self._shop.channels.pick(self._rng)) is channel:
            pass
        return other


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)
