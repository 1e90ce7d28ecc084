"""The facts file of `ideas` (COMMANDS.md): strict, every fault at once with its line.

A key the page doesn't name, an empty list and a date that has passed are faults. Optional keys
beyond the page: shop, address; body, power_kind, manual of a model; pronoun of a person.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from netdesk.catalog.gazetteer import districts, local_word, tags
from netdesk.catalog.strict import At, Strict, file_text, listed, name
from netdesk.domain.ideas.facts import (
    Colleague,
    Facts,
    LocalKind,
    LocalWord,
    ManualPage,
    Model,
    Offer,
    PlannedActivity,
    Power,
)
from netdesk.errors import FactsRefused, Fault
from netdesk.i18n import _
from netdesk.resources import resource

_KEYS = frozenset(
    {"place", "shop", "address", "as_of", "models", "offers", "activities", "local", "people"}
)
_MODEL = frozenset({"name", "power", "kind", "body", "price", "price_source", "points", "manual"})
_OFFER = frozenset({"gift", "kind", "spec", "count", "until", "how", "value"})
_ACTIVITY = frozenset({"name", "date", "where"})
_LOCAL = frozenset({"name", "kind"})
_PERSON = frozenset({"name", "role", "consent", "pronoun"})
_ReadOne = Callable[[Mapping[str, object], At], object]
_BY_NEARNESS = (Power.PHEV, Power.EV, Power.FUEL)  # 插电混动 names petrol too, and comes first
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read(path: Path, *, today: date) -> Facts:
    """Return the facts of a file. Raises NotThere, Unreadable or FactsRefused with every fault."""
    try:
        return parse(file_text(path), today=today)
    except UnicodeDecodeError:
        raise refused([Fault(1, _("不是 UTF-8 编码，请另存为 UTF-8"))]) from None


def parse(text: str, *, today: date | None = None) -> Facts:
    """Return the facts that a TOML text writes. Raises FactsRefused with every fault.

    Without `today` dates that have passed are taken: facts once saved grow old, and what is over
    gives no words.
    """
    reader = _Reader(Strict(text), today)
    facts = reader.facts()
    if reader.strict.faults:
        raise refused(reader.strict.faults)
    return facts


def texts(path: Path) -> list[tuple[int, str]]:
    """Return the texts of a facts file that posts may quote, with their lines."""
    return texts_in(file_text(path))


def texts_in(written: str) -> list[tuple[int, str]]:
    """Return the texts in facts as written that posts may quote, with their lines."""
    strict = Strict(written)
    found: list[tuple[int, str]] = []

    def walk(value: object, at: At) -> None:
        if isinstance(value, str):
            if not {"price_source", "until", "date", "as_of"} & set(at):
                found.append((strict.line(at), value))
        elif isinstance(value, Mapping):
            for key, one in value.items():
                walk(one, (*at, key))
        elif isinstance(value, list):
            for index, one in enumerate(value):
                walk(one, (*at, index))

    walk(strict.data, ())
    return found


def demo(today: date) -> Facts:
    """Return the invented dealership's facts.

    Their dates are moved on by the days since `as_of`, the day they were made.
    """
    text = resource("facts", "demo.toml").read_text(encoding="utf-8")
    made = date.fromisoformat(str(Strict(text).data["as_of"]))
    facts, moved = parse(text, today=made), today - made
    return replace(
        facts,
        offers=tuple(replace(one, until=one.until + moved) for one in facts.offers),
        activities=tuple(replace(one, day=one.day + moved) for one in facts.activities),
    )


def sample(today: date) -> str:
    """Return the invented dealership's facts as a text whose dates are moved on as in `demo`."""
    text = resource("facts", "demo.toml").read_text(encoding="utf-8")
    moved = today - date.fromisoformat(str(Strict(text).data["as_of"]))

    def move(found: re.Match[str]) -> str:
        return f'"{date.fromisoformat(found[1]) + moved}"'

    return re.sub(f'"({_DATE.pattern})"', move, text)


def start(place: str) -> str:
    """Return a text to begin a shop's facts with: its place, and how the rest is written."""
    text = resource("facts", "start.toml").read_text(encoding="utf-8")
    return text.replace("$place", place.replace("\\", "").replace('"', ""))


def bare(place: str) -> Facts:
    """Return what is known of a shop that has written no facts: its city and its districts."""
    return Facts(place, local=districts(place))


def refused(faults: list[Fault]) -> FactsRefused:
    """Return the error that says every fault with its line."""
    ordered = sorted(faults, key=lambda fault: fault.line)
    return FactsRefused(ordered, listed(ordered))


class _Reader:
    def __init__(self, strict: Strict, today: date | None) -> None:
        self.strict = strict
        self._today = today

    def facts(self) -> Facts:
        data = self.strict.table(self.strict.data, (), _KEYS)
        if self.strict.faults and not data:
            return Facts("")
        place = self.strict.needed(data, "place", ())
        models: list[Model] = []
        offers: list[Offer] = []
        activities: list[PlannedActivity] = []
        people: list[Colleague] = []
        self._each(data, "models", lambda one, at: models.append(self._model(one, at)))
        self._each(data, "offers", lambda one, at: offers.append(self._offer(one, at)))
        self._each(data, "activities", lambda one, at: activities.append(self._activity(one, at)))
        self._each(data, "people", lambda one, at: people.append(self._person(one, at)))
        own = self._local(data)
        known = {word.text for word in own}
        return Facts(
            place=place,
            shop=self.strict.optional(data, "shop", ()),
            models=tuple(models),
            offers=tuple(offers),
            activities=tuple(activities),
            local=(*(w for w in districts(place) if w.text not in known), *own),
            people=tuple(people),
            address=self.strict.optional(data, "address", ()),
        )

    def _each(self, data: Mapping[str, object], key: str, read_one: _ReadOne) -> None:
        if key in data:
            self.strict.each(data[key], (key,), read_one)

    def _model(self, table: Mapping[str, object], path: At) -> Model:
        self.strict.table(table, path, _MODEL)
        power = self.strict.optional(table, "power", path)
        body = self.strict.optional(table, "body", path)
        price = self.strict.optional(table, "price", path)
        source = self.strict.optional(table, "price_source", path)
        if price and not source:
            text = _("写了 price 就要写 price_source：价格从哪来、哪天的")
            self.strict.fault((*path, "price"), text)
        kind = (
            self.strict.one_of(table["kind"], Power, (*path, "kind"))
            if "kind" in table
            else next((one for one in _BY_NEARNESS if one.value in tags("power", power)), None)
        )
        return Model(
            name=self.strict.needed(table, "name", path),
            power_words=power,
            power=kind,
            body=body,
            price=price,
            price_source=source,
            points=tuple(
                self.strict.texts(table["points"], (*path, "points")) if "points" in table else ()
            ),
            manual=self._manual(table, path),
            tags=tags("body", body),
        )

    def _manual(self, table: Mapping[str, object], path: At) -> tuple[ManualPage, ...]:
        pages: list[ManualPage] = []

        def page(one: Mapping[str, object], at: At) -> None:
            self.strict.table(one, at, frozenset({"page", "about"}))
            number = one.get("page")
            if isinstance(number, bool) or not isinstance(number, int) or number < 1:
                self.strict.fault((*at, "page"), _("page 要写成页码，例如 page = 42"))
            pages.append(ManualPage(str(number), self.strict.needed(one, "about", at)))

        if "manual" in table:
            self.strict.each(table["manual"], (*path, "manual"), page)
        return tuple(pages)

    def _offer(self, table: Mapping[str, object], path: At) -> Offer:
        """A gift says all six of GIFT, or it isn't one that may be spoken of."""
        self.strict.table(table, path, _OFFER)
        gift = self.strict.needed(table, "gift", path)
        return Offer(
            gift=gift,
            kind=self.strict.needed(table, "kind", path),
            spec=self.strict.needed(table, "spec", path),
            count=int(self._number(table, "count", path, least=1)),
            until=self._date(table, "until", path),
            how=self.strict.needed(table, "how", path),
            value=self._number(table, "value", path, least=0),
            tags=tags("gift", gift),
        )

    def _activity(self, table: Mapping[str, object], path: At) -> PlannedActivity:
        self.strict.table(table, path, _ACTIVITY)
        return PlannedActivity(
            self.strict.needed(table, "name", path),
            self._date(table, "date", path),
            self.strict.needed(table, "where", path),
        )

    def _person(self, table: Mapping[str, object], path: At) -> Colleague:
        self.strict.table(table, path, _PERSON)
        consent = table.get("consent", False)
        if not isinstance(consent, bool):
            self.strict.fault((*path, "consent"), _("consent 要写成 true 或 false"))
        role = self.strict.needed(table, "role", path)
        return Colleague(
            self.strict.needed(table, "name", path),
            role,
            consent is True,
            self.strict.optional(table, "pronoun", path),
            tags("role", role),
        )

    def _local(self, data: Mapping[str, object]) -> tuple[LocalWord, ...]:
        found: list[LocalWord] = []
        if "local" not in data:
            return ()
        for index, one in enumerate(self.strict.items(data["local"], ("local",))):
            path: At = ("local", index)
            if isinstance(one, Mapping):
                self.strict.table(one, path, _LOCAL)
                text = self.strict.needed(one, "name", path)
                kind = self.strict.one_of(one.get("kind"), LocalKind, (*path, "kind"))
                found.append(LocalWord(text, kind or LocalKind.OTHER))
            else:
                found.append(local_word(self.strict.text(one, path)))
        return tuple(found)

    def _number(self, table: Mapping[str, object], key: str, path: At, *, least: int) -> float:
        value = table.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= least:
            return value
        facts = {"key": name((*path, key)), "least": least}
        self.strict.fault((*path, key), _("%(key)s 要写成不小于 %(least)d 的数") % facts)
        return least

    def _date(self, table: Mapping[str, object], key: str, path: At) -> date:
        """Dates are texts, as everywhere; TOML's own form is taken too."""
        value, at = table.get(key), (*path, key)
        text = str(value) if isinstance(value, str | date) else ""
        try:
            day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            told = _('日期 %(given)s 要写成 "2026-02-19" 这样，并且真有这一天')
            self.strict.fault(at, told % {"given": value})
            return date.min
        if self._today is not None and day < self._today:
            self.strict.fault(at, _("%(given)s 已经过了；改成新的日期，或删掉它") % {"given": text})
        return day
