"""Facts and the day as words of the grammar: what `{model:price}` or `{term:since}` stand for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from netdesk.domain.ideas.almanac import Almanac
from netdesk.domain.ideas.facts import (
    Facts,
    LocalKind,
    LocalWord,
    Model,
    Offer,
    PlannedActivity,
    Power,
)
from netdesk.domain.ideas.grammar import ANY, Word
from netdesk.i18n import _

# Which cars a word tagged so is about.
_DRIVES = {"ev": {Power.EV, Power.PHEV}, "fuel": {Power.FUEL, Power.PHEV}}

# Always there and no filler: freshness does not count them.
CONTEXT = frozenset({"city", "shop", "season", "month"})


@dataclass(frozen=True, slots=True)
class FactType:
    """A type of slot that facts or the day fill: its fields and tags."""

    fields: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


def _type(fields: str = "", tags: str = "") -> FactType:
    return FactType(frozenset(fields.split()), frozenset(tags.split()))


TYPES = {
    "city": _type(),
    "shop": _type(),
    "place": _type(tags="district road sight water old night"),
    "food": _type(tags="breakfast soup snack fruit"),
    "local": _type(),
    "model": _type("power price price_source body", "ev phev fuel suv sedan mpv"),
    "point": _type(),
    "manual": _type("about"),
    "gift": _type("kind spec count until how value", "visit drive online"),
    "activity": _type("date weekday where in"),
    "person": _type("role pronoun", "technician sales service"),
    "season": _type("short", "spring summer autumn winter"),
    "month": _type(),
    "term": _type("since next in"),
    "festival": _type("in", "family trip lunar"),
}


def stand_ins() -> tuple[Word, ...]:
    """Return a word of each fact type that passes for any: to check a grammar without facts."""
    return tuple(
        Word(name, "…", tags=frozenset({ANY}), fields=dict.fromkeys(kind.fields, "…"))
        for name, kind in TYPES.items()
    )


def words_of(facts: Facts, almanac: Almanac) -> tuple[Word, ...]:
    """Return the words that these facts give on this day. What is over gives none."""
    return (*_of_the_day(almanac), *_of_the_shop(facts, almanac), *_of_the_cars(facts, almanac))


def suits(word: Word, facts: Facts) -> bool:
    """Tell whether a word fits the cars of a shop: no talk of charging where all burn fuel.

    A shop that names no cars, or one whose drive isn't known, has any.
    """
    only = word.tags & _DRIVES.keys()
    drives = {model.power for model in facts.models}
    if not only or not drives or None in drives:
        return True
    return any(drives & _DRIVES[tag] for tag in only)


def _of_the_day(almanac: Almanac) -> Iterator[Word]:
    season, day, says = almanac.season, almanac.day, almanac.says
    yield Word("season", season.name, frozenset({season.code}), fields={"short": season.short})
    yield Word("month", says.month % {"n": day.month})
    term, coming = almanac.term(), almanac.next_term()
    since = says.term_today if term.day == day else says.term_since
    yield Word(
        "term",
        term.name,
        fields={
            "since": since % {"term": term.name, "n": (day - term.day).days},
            "next": coming.name,
            "in": _until(coming.day, almanac),
        },
    )
    for festival in almanac.coming()[:1]:
        fields = {"in": _until(festival.day, almanac)}
        yield Word("festival", festival.name, festival.tags, fields=fields)


def _until(day: date, almanac: Almanac) -> str:
    days, says = (day - almanac.day).days, almanac.says
    if days == 0:
        return says.today
    return says.tomorrow if days == 1 else says.days_left % {"n": days}


def _of_the_shop(facts: Facts, almanac: Almanac) -> Iterator[Word]:
    yield Word("city", facts.place)
    yield Word("shop", facts.shop or almanac.says.shop)
    yield from map(_local, facts.local)
    for offer in facts.offers:
        if offer.until >= almanac.day:
            yield _gift(offer, almanac)
    for activity in facts.activities:
        if activity.day >= almanac.day:
            yield _activity(activity, almanac)
    for person in facts.people:
        if person.consent:
            fields = {"role": person.role}
            if person.pronoun:
                fields["pronoun"] = person.pronoun
            yield Word("person", person.name, person.tags, fields=fields)


def _local(local: LocalWord) -> Word:
    types = {LocalKind.FOOD: "food", LocalKind.OTHER: "local"}
    return Word(types.get(local.kind, "place"), local.text, local.tags | {local.kind.value})


def _gift(offer: Offer, almanac: Almanac) -> Word:
    fields = {
        "kind": offer.kind,
        "spec": offer.spec,
        "count": almanac.says.count % {"n": offer.count},
        "until": _spoken(offer.until, almanac),
        "how": offer.how,
        "value": almanac.says.value % {"n": f"{offer.value:g}"},
    }
    return Word("gift", offer.gift, offer.tags, fields=fields)


def _activity(activity: PlannedActivity, almanac: Almanac) -> Word:
    fields = {
        "date": _spoken(activity.day, almanac),
        "weekday": almanac.says.weekdays[activity.day.weekday()],
        "where": activity.where,
        "in": _until(activity.day, almanac),
    }
    return Word("activity", activity.name, fields=fields)


def _spoken(day: date, almanac: Almanac) -> str:
    return almanac.says.date % {"month": day.month, "day": day.day}


def _of_the_cars(facts: Facts, almanac: Almanac) -> Iterator[Word]:
    for model in facts.models:
        own = frozenset({f"is:{model.name}"})
        yield _model(model, own)
        for point in model.points:
            yield Word("point", point, company={"model": own})
        for page in model.manual:
            text = almanac.says.page % {"page": page.page}
            yield Word("manual", text, company={"model": own}, fields={"about": page.about})


def _model(model: Model, own: frozenset[str]) -> Word:
    told = {
        "power": model.power_words,
        "body": model.body,
        "price": model.price if model.price_source else "",
        "price_source": model.price_source,
    }
    tags = own | model.tags | ({model.power.value} if model.power else set())
    fields = {name: text for name, text in told.items() if text}
    return Word("model", model.name, tags, fields=fields, source=model.price_source)


def told(words: Iterable[Word], source: str = "") -> tuple[str, ...]:
    """Return the facts behind an idea as the page names them, each once."""
    found = [_TELLING[word.type](word) for word in words if word.type in _TELLING]
    found += [word.source for word in words if word.source and word.type not in _TELLING]
    if source:
        found.append(source)
    return tuple(dict.fromkeys(found))


def _tell_model(word: Word) -> str:
    price, source = word.fields.get("price"), word.fields.get("price_source")
    if price and source:
        facts = {"model": word.text, "price": price, "source": source}
        return _("%(model)s 指导价 %(price)s（%(source)s）") % facts
    return word.text


def _tell_gift(word: Word) -> str:
    return _("%(gift)s：%(kind)s %(spec)s，%(count)s，%(until)s止") % {
        "gift": word.text,
        **word.fields,
    }


def _tell_person(word: Word) -> str:
    return _("%(role)s%(name)s（已同意）") % {"role": word.fields["role"], "name": word.text}


def _tell_text(word: Word) -> str:
    return word.text


_TELLING: dict[str, Callable[[Word], str]] = {
    "model": _tell_model,
    "gift": _tell_gift,
    "person": _tell_person,
    "activity": lambda word: f"{word.text} {word.fields['date']}",
    "term": lambda word: word.fields["since"],
    "festival": lambda word: f"{word.text}{word.fields['in']}",
    "manual": lambda word: f"{word.text}：{word.fields['about']}",
    "place": _tell_text,
    "food": _tell_text,
    "local": _tell_text,
    "point": _tell_text,
}
