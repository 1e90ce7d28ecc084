"""The proof of influence (R8): what came before a deal that was matched to a lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median

from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.deals import ENDING, is_standing
from netdesk.domain.money.words import DealEvent, MatchHow


class DealView(StrEnum):
    """The lists of deals; those in the middle leave out what was cancelled or refunded."""

    ALL = "all"  # these too
    MATCHED = "matched"
    OPEN = "open"  # nobody has said whose it is
    NONE = "none"  # somebody said that it belongs to no lead
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Match:
    """Which lead a deal belongs to, by what, when and by whom; without a lead: it has none."""

    lead_id: int | None
    how: MatchHow
    at: datetime
    by: str = ""
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to a deal, on a shop's calendar day."""

    kind: DealEvent
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal as lists show it; money in 分, the phone masked. `owner` is its lead's person."""

    id: int
    number: str
    name: str
    phone: str
    model: str
    person: str  # who sold it
    day: date
    shop_day: date
    amount: int
    gross_profit: int | None
    events: tuple[EventRow, ...]
    match: Match | None
    lead_name: str = ""
    channel: str = ""  # the code of the lead's first touch
    channel_name: str = ""
    owner_id: int | None = None
    owner: str = ""

    @property
    def is_standing(self) -> bool:
        """Say whether it was neither cancelled nor refunded."""
        return is_standing(event.kind for event in self.events)

    @property
    def state(self) -> DealEvent:
        """Return how far it is: ended, delivered or ordered."""
        kinds = (*ENDING, DealEvent.DELIVERED)
        return next((kind for kind in kinds if self.day_of(kind)), DealEvent.ORDERED)

    @property
    def is_matched(self) -> bool:
        """Say whether it belongs to a lead."""
        return self.match is not None and self.match.lead_id is not None

    def day_of(self, *kinds: DealEvent) -> date | None:
        """Return the day of an event that stands."""
        return next((event.day for event in self.events if event.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Touched:
    """One touch of the customer. `day` is the shop's calendar day."""

    at: datetime
    day: date
    channel: str
    channel_name: str
    model: str
    message: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One contact of ours."""

    at: datetime
    day: date
    by: str
    outcome: Outcome
    note: str
    visit_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A matched deal with what came before it: touches and contacts up to its day, the first first.

    Where every touch came later than the deal (matched by hand), they are all here and the days
    between are less than 0. `answered_s` is how long the first touch waited, in seconds.
    """

    deal: DealRow
    touches: tuple[Touched, ...]
    contacts: tuple[Spoken, ...]
    answered_s: int | None = None

    @property
    def first(self) -> Touched:
        """Return the first touch."""
        return self.touches[0]

    @property
    def visit(self) -> Spoken | None:
        """Return the first time he was in the shop."""
        there = (Outcome.ARRIVED, Outcome.TEST_DRIVEN)
        return next((one for one in self.contacts if one.outcome in there), None)

    @property
    def days(self) -> int:
        """Return the days from the first touch to the deal."""
        return (self.deal.day - self.first.day).days

    @property
    def days_to_visit(self) -> int | None:
        """Return the days from the first touch to the visit."""
        return None if self.visit is None else (self.visit.day - self.first.day).days

    @property
    def days_from_visit(self) -> int | None:
        """Return the days from the visit to the deal."""
        return None if self.visit is None else (self.deal.day - self.visit.day).days

    @property
    def channels(self) -> tuple[str, ...]:
        """Return the names of the channels he came by, each once."""
        return tuple(dict.fromkeys(touch.channel_name for touch in self.touches))


@dataclass(frozen=True, slots=True)
class Sum:
    """Deals added up; those that were cancelled or refunded are not in it. Money in 分."""

    deals: int
    delivered: int
    amount: int
    gross_profit: int
    without_profit: int  # deals whose gross profit nobody wrote


@dataclass(frozen=True, slots=True)
class PersonProofs:
    """The proofs of the leads of one person; `owner_id` None: nobody had answered them."""

    owner_id: int | None
    owner: str
    proofs: tuple[Proof, ...]

    @property
    def sum(self) -> Sum:
        """Return what stands of them."""
        return added(proof.deal for proof in self.proofs)

    @property
    def median_days(self) -> int | None:
        """Return the middle number of days from the first touch to a deal that stands."""
        days = [proof.days for proof in self.proofs if proof.deal.is_standing]
        return round(median(days)) if days else None


@dataclass(frozen=True, slots=True)
class ProofReport:
    """The deals of the shop days `first` … `last`: what the web brought, person by person."""

    shop: str
    first: date
    last: date
    made_at: datetime  # aware, in the shop's zone
    people: tuple[PersonProofs, ...]  # the highest gross profit first; nobody's last
    others: tuple[DealRow, ...]  # deals that belong to no lead
    by: str = ""

    @property
    def matched(self) -> Sum:
        """Return the deals that belong to a lead."""
        return added(proof.deal for one in self.people for proof in one.proofs)

    @property
    def whole(self) -> Sum:
        """Return every deal of the shop."""
        ours = (proof.deal for one in self.people for proof in one.proofs)
        return added([*ours, *self.others])


def added(deals: Iterable[DealRow]) -> Sum:
    """Add up the deals that stand."""
    standing = [deal for deal in deals if deal.is_standing]
    return Sum(
        len(standing),
        sum(deal.day_of(DealEvent.DELIVERED) is not None for deal in standing),
        sum(deal.amount for deal in standing),
        sum(deal.gross_profit or 0 for deal in standing),
        sum(deal.gross_profit is None for deal in standing),
    )
