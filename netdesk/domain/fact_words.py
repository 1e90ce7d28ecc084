"""Facts and the day as words of the grammar: what `{model:price}` or `{term:since}` stand for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from netdesk.domain.almanac import Almanac, Festival
from netdesk.domain.facts import Facts, LocalKind, Model, Offer
from netdesk.domain.grammar import ANY, Word
from netdesk.i18n import N_, _

WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
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
    return (*_of_the_day(almanac), *_of_the_shop(facts, almanac.day), *_of_the_cars(facts))


def _of_the_day(almanac: Almanac) -> Iterator[Word]:
    season, day = almanac.season, almanac.day
    yield Word("season", season.name, frozenset({season.code}), fields={"short": season.short})
    yield Word("month", _("%(n)d 月") % {"n": day.month})
    term, coming = almanac.term(), almanac.next_term()
    yield Word(
        "term",
        term.name,
        fields={
            "since": _since(term.name, (day - term.day).days),
            "next": coming.name,
            "in": _until((coming.day - day).days),
        },
    )
    for festival in almanac.coming()[:1]:
        yield _festival(festival, day)


def _festival(festival: Festival, day: date) -> Word:
    fields = {"in": _until((festival.day - day).days)}
    return Word("festival", festival.name, festival.tags, fields=fields)


def _since(term: str, days: int) -> str:
    if days == 0:
        return _("%(term)s当天") % {"term": term}
    return _("%(term)s后第 %(n)d 天") % {"term": term, "n": days}


def _until(days: int) -> str:
    if days == 0:
        return _("就在今天")
    return _("明天就到") if days == 1 else _("还有 %(n)d 天") % {"n": days}


def _of_the_shop(facts: Facts, day: date) -> Iterator[Word]:
    yield Word("city", facts.place)
    yield Word("shop", facts.shop or _("本店"))
    for local in facts.local:
        tags = local.tags | {local.kind.value}
        if local.kind is LocalKind.FOOD:
            yield Word("food", local.text, tags)
        elif local.kind is LocalKind.OTHER:
            yield Word("local", local.text)
        else:
            yield Word("place", local.text, tags)
    for offer in facts.offers:
        if offer.until >= day:
            yield _gift(offer)
    for activity in facts.activities:
        if activity.day >= day:
            fields = {
                "date": spoken(activity.day),
                "weekday": _(WEEKDAYS[activity.day.weekday()]),
                "where": activity.where,
                "in": _until((activity.day - day).days),
            }
            yield Word("activity", activity.name, fields=fields)
    for person in facts.people:
        if person.consent:
            fields = {"role": person.role}
            if person.pronoun:
                fields["pronoun"] = person.pronoun
            yield Word("person", person.name, person.tags, fields=fields)


def _gift(offer: Offer) -> Word:
    fields = {
        "kind": offer.kind,
        "spec": offer.spec,
        "count": _("%(n)d 份") % {"n": offer.count},
        "until": spoken(offer.until),
        "how": offer.how,
        "value": _("%(n)s 元") % {"n": f"{offer.value:g}"},
    }
    return Word("gift", offer.gift, offer.tags, fields=fields)


def _of_the_cars(facts: Facts) -> Iterator[Word]:
    for model in facts.models:
        own = frozenset({f"is:{model.name}"})
        yield _model(model, own)
        for point in model.points:
            yield Word("point", point, company={"model": own})
        for page in model.manual:
            text = _("第 %(page)s 页") % {"page": page.page}
            yield Word("manual", text, company={"model": own}, fields={"about": page.about})


def _model(model: Model, own: frozenset[str]) -> Word:
    fields = {
        key: value
        for key, value in (
            ("power", model.power_words),
            ("body", model.body),
            ("price", model.price if model.price_source else ""),
            ("price_source", model.price_source),
        )
        if value
    }
    tags = own | model.tags
    if model.power is not None:
        tags |= {model.power.value}
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


def spoken(day: date) -> str:
    """Return a date as it is said."""
    return _("%(month)d 月 %(day)d 日") % {"month": day.month, "day": day.day}
