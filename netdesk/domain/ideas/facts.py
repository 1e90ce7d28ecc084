"""The shop's facts, the only place that numbers, names and offers of an idea come from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Power(StrEnum):
    """What drives a car."""

    EV = "ev"
    PHEV = "phev"
    FUEL = "fuel"


class LocalKind(StrEnum):
    """What a word of the gazetteer names."""

    DISTRICT = "district"
    ROAD = "road"
    SIGHT = "sight"
    FOOD = "food"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of a car's manual and what it is about."""

    page: str
    about: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model card with its line of the price sheet. A price has a source, with its date."""

    name: str
    power_words: str = ""
    power: Power | None = None
    body: str = ""
    price: str = ""
    price_source: str = ""
    points: tuple[str, ...] = ()
    manual: tuple[ManualPage, ...] = ()
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """A gift with all that the law wants said of it (GIFT): kind to value; `value` in yuan."""

    gift: str
    kind: str
    spec: str
    count: int
    until: date
    how: str
    value: float
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity that is to come."""

    name: str
    day: date
    where: str


@dataclass(frozen=True, slots=True)
class LocalWord:
    """A district, road, sight or dish."""

    text: str
    kind: LocalKind
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the shop, who may be named where `consent` is given in writing (TESTI)."""

    name: str
    role: str
    consent: bool
    pronoun: str = ""
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be said. What isn't here isn't said."""

    place: str
    shop: str = ""
    models: tuple[Model, ...] = ()
    offers: tuple[Offer, ...] = ()
    activities: tuple[PlannedActivity, ...] = ()
    local: tuple[LocalWord, ...] = ()
    people: tuple[Colleague, ...] = ()
    address: str = ""
