"""What an invented dealership is made of: its words and how often each comes up."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from netdesk.domain.activities.words import PolicyKind
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.person import Role
from netdesk.domain.shop import Shop

T = TypeVar("T")
USUAL_RATE = 400 / 30  # leads a day that fees are given for


def pick(rng: Random, things: Sequence[T]) -> T:
    """Return one of `things`, each as likely; a third of the cost of `rng.choice`."""
    return things[int(rng.random() * len(things))]


class Mix(Generic[T]):
    """Things that come up by weight."""

    __slots__ = ("_sums", "things")

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        """Take things with their weights, which need not add up to anything."""
        pairs = tuple(weighted)
        self.things = tuple(thing for thing, _weight in pairs)
        self._sums = tuple(accumulate(weight for _thing, weight in pairs))

    def pick(self, rng: Random) -> T:
        """Return one of the things."""
        return self.things[bisect(self._sums, rng.random() * self._sums[-1])]

    @property
    def total(self) -> float:
        """The sum of the weights."""
        return self._sums[-1]


@dataclass(frozen=True, slots=True)
class InventedChannel:
    """How customers come by a channel; shares of 1. `outside` begins the platform's own ids."""

    code: str
    outside: str = ""
    wechat: float = 0.0  # known by WeChat alone
    virtual: float = 0.0  # behind a lent number
    date_only: float = 0.0  # rows without a time of day
    calls: float = 0.0  # ring its 400 number
    number: str = ""  # as digits


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who works at the invented shop."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Numbers:
    """What invented phone numbers begin with."""

    mobile: tuple[str, ...]
    virtual: str
    area: str


@dataclass(frozen=True, slots=True)
class InventedReply:
    """What the shop wrote under somebody's post, and what stood there."""

    platform: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class InventedPosts:
    """What is said around posts: messages that name one, a draft to be stopped, replies."""

    codes: tuple[str, ...]
    draft_headline: str
    draft_body: str
    replies: tuple[InventedReply, ...]


@dataclass(frozen=True, slots=True)
class InventedAnswers:
    """Topics whose first question is answered: from the facts, for a while only, with a text."""

    facts: tuple[str, ...]
    lapsed: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InventedFee:
    """What is paid for a channel at `USUAL_RATE`, in yuan a month; yearly ones in one payment."""

    channel: str
    item: str
    yuan: float
    is_yearly: bool


@dataclass(frozen=True, slots=True)
class InventedPolicy:
    """A policy of the board; days are counted from today, without a last it has no end."""

    kind: PolicyKind
    title: str
    text: str
    source: str
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class InventedMoney:
    """Fees, the month's budget in yuan, and targets: shares of the leads, or as they are."""

    fees: tuple[InventedFee, ...]
    budget: float
    shares: Mapping[str, float]
    goals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class InventedShop:
    """Everything that is said in an invented dealership. `hours` and `weekdays` are weights."""

    shop: Shop
    crew: tuple[Colleague, ...]
    hours: tuple[float, ...]  # by hour of the shop's day
    weekdays: tuple[float, ...]  # Monday first
    channels: Mix[InventedChannel]
    models: Mix[str]
    prices: Mapping[str, float]  # of each model, in yuan
    regions: Mix[str]
    surnames: Mix[str]
    given_names: tuple[str, ...]
    titles: tuple[str, ...]
    numbers: Numbers
    message_share: float
    messages: tuple[str, ...]
    notes: Mapping[Outcome, tuple[str, ...]]
    lost: Mix[str]
    silent: Mix[str]
    invalid: Mix[str]
    page_notes: tuple[str, ...]
    posts: InventedPosts
    answers: InventedAnswers
    money: InventedMoney
    policies: tuple[InventedPolicy, ...]
