"""Deals as the shop's ledger tells them: who is whose, what a row adds to what is known.

One deal has dated events (RULINGS 3). A row is known by its number, else by customer, day and model
(RULINGS 24). Money is whole 分; days are the shop's calendar days.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netdesk.domain.leads.filing import Filed
from netdesk.domain.money.words import DealEvent

ENDING = (DealEvent.CANCELLED, DealEvent.REFUNDED)
CLOSED = "closed"  # note of an order whose day is a 成交日期 or 开票日期
_FIELDS = ("name", "phone", "model", "person", "person_id", "amount", "gross_profit")
_WISHES = ("model", "amount", "gross_profit")  # a change of these is an event


class Fault(StrEnum):
    """Why a row can't be filed."""

    OUT_OF_ORDER = "out_of_order"
    OTHER_CUSTOMER = "other_customer"


class State(StrEnum):
    """What a ledger says of a deal in words."""

    ORDERED = "ordered"
    DELIVERED = "delivered"
    ENDED = "ended"


class Told(NamedTuple):
    """What a row or a person says of a deal; empty or None is 'not said'."""

    number: str = ""
    name: str = ""
    phone: str = ""
    model: str = ""
    person: str = ""
    person_id: int | None = None
    ordered: date | None = None
    delivered: date | None = None
    ended: date | None = None
    closed: date | None = None  # a day that doesn't say of what
    state: State | None = None
    amount: int | None = None
    gross_profit: int | None = None
    line: int | None = None
    raw: str = ""

    @property
    def days(self) -> frozenset[date]:
        """Return the days that tell a deal from others."""
        return frozenset(day for day in (self.ordered, self.delivered, self.closed) if day)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a deal; without an id it is not on file yet."""

    kind: DealEvent
    day: date
    note: str = ""
    id: int | None = None
    by_hand: bool = False


@dataclass(slots=True)
class Deal:
    """The working copy of a deal. `events` are those that stand, one of a kind but for changes."""

    id: int
    number: str = ""
    name: str = ""
    phone: str = ""
    model: str = ""
    person: str = ""
    person_id: int | None = None
    amount: int | None = None
    gross_profit: int | None = None
    line: int | None = None
    raw: str = ""
    events: list[Event] = field(default_factory=list)
    voided: list[Event] = field(default_factory=list)
    is_new: bool = False

    def event(self, *kinds: DealEvent) -> Event | None:
        """Return what stands of these kinds."""
        return next((one for one in self.events if one.kind in kinds), None)

    @property
    def day(self) -> date:
        """Return the day of the order, else of the delivery."""
        found = self.event(DealEvent.ORDERED) or self.event(DealEvent.DELIVERED)
        if found is None:
            raise ValueError(self.id)
        return found.day

    @property
    def days(self) -> frozenset[date]:
        """Return the days that tell it from others."""
        told = (DealEvent.ORDERED, DealEvent.DELIVERED)
        return frozenset(one.day for one in self.events if one.kind in told)

    def is_of(self, told: Told) -> bool:
        """Say whether a row without a number in common is this deal: customer, day and model."""
        if self.number and told.number:
            return False
        same_phone = bool(self.phone) and self.phone == told.phone
        unsure = not (self.phone and told.phone)
        same_name = bool(self.name) and self.name == told.name
        alike = self.model == told.model or not self.model or not told.model
        is_his = same_phone or (unsure and same_name)
        return is_his and alike and not self.days.isdisjoint(told.days)

    def is_anothers(self, told: Told) -> bool:
        """Say whether a row with this number is of somebody else."""
        same_phone = bool(self.phone) and self.phone == told.phone
        return bool(self.name and told.name) and self.name != told.name and not same_phone


class Ledger:
    """Takes rows one by one. `new` and `changed` are what came of them, in their order."""

    def __init__(self, today: date, first_id: int) -> None:
        """`today` is the shop's day of what is told; new deals are numbered from `first_id`."""
        self.today = today
        self.next_id = first_id
        self.new: list[Deal] = []
        self.changed: dict[int, Deal] = {}
        self._by_id: dict[int, Deal] = {}
        self._by_number: dict[str, Deal] = {}
        # By a day, and whose: half the town is called 王女士.
        self._by_phone: dict[tuple[str, date], list[Deal]] = {}
        self._by_name: dict[tuple[str, date], list[Deal]] = {}

    @property
    def known(self) -> Container[int]:
        """Return the ids of the deals that were learned or added."""
        return self._by_id

    def learn(self, known: Iterable[Deal]) -> None:
        """Take deals that are on file; those known already stay as they are."""
        for deal in known:
            if deal.id not in self._by_id:
                self._keep(deal)

    def take(self, told: Told) -> Filed | Fault:
        """File one row."""
        deal = self.find(told)
        if deal is None:
            days = _Days.of(told, None, self.today)
            if days.are_out_of_order:
                return Fault.OUT_OF_ORDER
            self._add(told, days)
            return Filed.ADDED
        if told.number and deal.number == told.number and deal.is_anothers(told):
            return Fault.OTHER_CUSTOMER
        days = _Days.of(told, deal, self.today)
        if days.are_out_of_order:
            return Fault.OUT_OF_ORDER
        if not self._fill(deal, told, days):
            return Filed.UNCHANGED
        if not deal.is_new:
            self.changed[deal.id] = deal
        self._keep(deal)
        return Filed.MERGED

    def find(self, told: Told) -> Deal | None:
        """Return the deal that a row is of."""
        if told.number and told.number in self._by_number:
            return self._by_number[told.number]
        sure = self._of_days(self._by_phone, told.phone, told)
        if sure:
            return sure[0]
        named = self._of_days(self._by_name, told.name, told)
        # Two of one name with numbers of their own: a row without one is of neither.
        return named[0] if len(named) == 1 else next((d for d in named if not d.phone), None)

    def _of_days(
        self, index: Mapping[tuple[str, date], Sequence[Deal]], key: str, told: Told
    ) -> list[Deal]:
        """Return the deals of a customer that a row may be of, each once, the first first."""
        found = (deal for day in told.days for deal in index.get((key, day), ()))
        return sorted({d.id: d for d in found if d.is_of(told)}.values(), key=lambda d: d.id)

    def settled(self) -> None:
        """Forget what was new and changed: it is on file now."""
        for deal in (*self.new, *self.changed.values()):
            deal.is_new = False
            deal.voided.clear()
        self.new.clear()
        self.changed.clear()

    def _add(self, told: Told, days: "_Days") -> None:
        deal = Deal(self.next_id, told.number, line=told.line, raw=told.raw, is_new=True)
        self.next_id += 1
        for name in _FIELDS:
            setattr(deal, name, getattr(told, name))
        deal.events.extend(days.events())
        self.new.append(deal)
        self._keep(deal)

    def _fill(self, deal: Deal, told: Told, days: "_Days") -> bool:
        """Write what is said over what is known; say whether anything changed."""
        said = {name: getattr(told, name) for name in _FIELDS}
        other = [name for name, value in said.items() if value not in ("", None)]
        other = [name for name in other if said[name] != getattr(deal, name)]
        wishes = [n for n in other if n in _WISHES and getattr(deal, n) not in ("", None)]
        for name in other:
            setattr(deal, name, said[name])
        if "person" in other:
            deal.person_id = told.person_id
        is_numbered = bool(told.number) and not deal.number
        if is_numbered:
            deal.number = told.number
        moved = _replace(deal, days)
        if wishes:
            deal.events.append(Event(DealEvent.CHANGED, self.today, " ".join(wishes)))
        return bool(other or is_numbered or moved)

    def _keep(self, deal: Deal) -> None:
        self._by_id[deal.id] = deal
        if deal.number:
            self._by_number[deal.number] = deal
        for index, key in ((self._by_phone, deal.phone), (self._by_name, deal.name)):
            for day in deal.days if key else ():
                known = index.setdefault((key, day), [])
                if all(one is not deal for one in known):
                    known.append(deal)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a deal after a row. `reopened`: the row says that it stands after all."""

    ordered: date | None
    delivered: date | None
    ended: date | None
    note: str = ""
    reopened: bool = False

    @classmethod
    def of(cls, told: Told, deal: Deal | None, today: date) -> "_Days":
        """Return the days after a row about `deal`; None: about a new one."""
        before = deal.event if deal is not None else _nothing
        known, given, over = (
            before(DealEvent.ORDERED),
            before(DealEvent.DELIVERED),
            before(*ENDING),
        )
        delivered = told.delivered or (given.day if given else None)
        if delivered is None and told.state is State.DELIVERED:
            delivered = told.closed or (told.ordered if deal is None else None) or today
        ordered, note = told.ordered, ""
        if ordered is None and told.closed and (known is None or known.note == CLOSED):
            ordered, note = min(told.closed, delivered or told.closed), CLOSED
        elif ordered is None and known is not None:
            ordered, note = known.day, known.note
        ended = told.ended or (over.day if over else None)
        if ended is None and told.state is State.ENDED:
            ended = today
        stands = told.state in (State.ORDERED, State.DELIVERED) and told.ended is None
        reopened = stands and over is not None and not over.by_hand
        return cls(ordered, delivered, None if reopened else ended, note, reopened)

    @property
    def are_out_of_order(self) -> bool:
        """Say whether it would be delivered before it was ordered, or ended before it began."""
        begun = self.ordered or self.delivered
        if self.ordered and self.delivered and self.delivered < self.ordered:
            return True
        return bool(begun and self.ended and self.ended < begun)

    def events(self) -> Iterator[Event]:
        """Yield the events of these days."""
        if self.ordered:
            yield Event(DealEvent.ORDERED, self.ordered, self.note)
        if self.delivered:
            yield Event(DealEvent.DELIVERED, self.delivered)
        if self.ended:
            kind = DealEvent.REFUNDED if self.delivered else DealEvent.CANCELLED
            yield Event(kind, self.ended)


def is_standing(events: Iterable[DealEvent]) -> bool:
    """Say whether a deal with these events was neither cancelled nor refunded."""
    return not any(kind in ENDING for kind in events)


def _nothing(*_kinds: DealEvent) -> Event | None:
    return None


def _replace(deal: Deal, days: _Days) -> bool:
    """Put the events of `days` in the place of those that say something else; say if any did."""
    over = deal.event(*ENDING)
    gone = [over] if over is not None and days.reopened else []
    fresh = []
    for event in days.events():
        same = over if event.kind in ENDING else deal.event(event.kind)
        if same is not None and same.day == event.day:
            continue  # a cancelled order that turns out to be delivered stays cancelled that day
        gone += [] if same is None else [same]
        fresh.append(event)
    deal.events = [one for one in deal.events if one not in gone] + fresh
    deal.voided += gone
    return bool(gone or fresh)
