"""What the elements of one ADF prospect say, as texts: who, which car, what he wrote, who sent it.

Looked for by what a tag means, not only where ADF 1.0 wants it: feeds leave out `contact`, put
`comments` in any of four places and have tags of their own.
"""

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from netdesk.domain.leads.phone import Phone
from netdesk.intake import phones
from netdesk.intake.adf_words import AdfWords
from netdesk.intake.adf_xml import Node

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WHOLE_LIMIT = 8_000
_OTHERS = frozenset({"vehicle", "vendor", "provider"})  # not the customer's own
_SENDERS = frozenset({"vendor", "provider"})
_FIRST_IDS = 20


class Prospect:
    """One prospect and what its <adf> says beside it."""

    def __init__(
        self, root: Node, around: Node | None, words: AdfWords, empty: AbstractSet[str]
    ) -> None:
        """`empty` are the texts that say nothing."""
        self._root, self._words, self._empty = root, words, empty
        self._everything = [root] if around is None else [root, around]
        customers = [node for node in root.walk() if node.tag == "customer"]
        persons = customers or [root]
        contacts = [n for person in persons for n in _outermost(person, _is_contact, _OTHERS)]
        contacts.sort(key=lambda n: n.attributes.get("primarycontact", "") not in ("1", "true"))
        loose = [node for node in root.children if node.tag == "contact"]
        self._people = [*contacts, *loose, *persons]
        self._customers = customers

    def name(self) -> str:
        """Return the whole name, or its parts in the order of the language they are in."""
        words = self._words
        nodes = [n for n in self._of_person(self._is_name) if self.said(n)]
        persons = [n for n in nodes if n.attributes.get("type", "").casefold() != "business"]
        parts: dict[str, str] = {}
        for node in persons or nodes:
            part = node.attributes.get("part", "") or node.tag
            if words.has("no_name", part):
                continue
            groups = (g for g in ("first", "middle", "last") if words.has(g, part))
            parts.setdefault(next(groups, "full"), self.said(node))
        if "full" in parts:
            return parts["full"]
        if any(_is_han(text) for text in parts.values()):
            return "".join(parts.get(g, "") for g in ("last", "middle", "first"))
        return " ".join(parts[g] for g in ("first", "middle", "last") if g in parts)

    def phone(self) -> tuple[Phone | None, list[str]]:
        """Return the best number, a mobile that someone answers first, and all as written."""
        own = self._of_person(self._is_phone)
        nodes = own or [*_outermost(self._root, self._is_phone, _OTHERS)]
        nodes = sorted(filter(self.said, nodes), key=self._is_silent)
        country = self._first(self._of_person(_is_country))
        found: list[tuple[int, Phone]] = []
        for node in nodes:
            text = self.said(node)
            phone = phones.parse(text) or phones.abroad(text, country)
            if phone is not None:
                is_mobile = phone.is_mobile and not phone.virtual and not self._is_silent(node)
                is_preferred = node.attributes.get("preferredcontact") == "1"
                found.append((0 if is_mobile else 1 if is_preferred else 2, phone))
        best = min(found, key=lambda one: one[0], default=None)
        return best and best[1], [*map(self.said, nodes)]

    def wechat(self) -> str:
        """Return the WeChat id of a tag that is called so."""
        return self._first(self._of_person(lambda n: self._words.is_of("wechat", n.tag)))

    def mail(self) -> str:
        """Return the customer's address of mail."""
        return next(filter(_is_mail, map(self.said, self._of_person(_is_email))), "")

    def customer_ids(self) -> list[str]:
        """Return what the sender knows the customer by."""
        return [
            self.said(node)
            for person in self._people
            for node in person.children
            if person is not self._root
            and (node.tag == "id" or self._words.is_of("platform_id", node.tag))
        ]

    def outside_id(self) -> str:
        """Return the sender's id of the prospect, the first of several."""
        ids = [n for n in self._root.children if n.tag == "id"][:_FIRST_IDS]
        ids.sort(key=lambda node: node.attributes.get("sequence", "").strip())
        others = [n for n in self._root.children if self._words.is_of("outside_id", n.tag)]
        # Some write the id as the sequence, and nothing inside.
        as_sequence = (n.attributes.get("sequence", "").strip() for n in ids)
        said = [*map(self.said, (*ids, *others)), *as_sequence]
        # What only counts would make two customers' prospects the same.
        return next((text for text in said if len(text) > 2), "")

    def wishes(self) -> list[str]:
        """Return the cars he asks about, without those that he gives away."""
        vehicles = _vehicles(self._root, self._words, away=False)
        cars = (self._car(node) for node, is_given in vehicles if not is_given)
        return [*dict.fromkeys(filter(None, cars))]

    def given_away(self) -> list[str]:
        """Return the cars he trades in or sells, each with its year and how far it ran."""
        vehicles = _vehicles(self._root, self._words, away=False)
        cars = (self._own_car(node) for node, is_given in vehicles if is_given)
        return [*dict.fromkeys(filter(None, cars))]

    def comments(self) -> list[str]:
        """Return what was written, the customer's own place first."""
        places = (
            *(n for c in self._customers for n in _outermost(c, self._is_message, _OTHERS)),
            *_outermost(self._root, self._is_message, _SENDERS),
            *_outermost(self._root, self._is_message),
        )
        said = (_lines(node.said()) for node in places)
        return [text for text in dict.fromkeys(said) if text and text not in self._empty]

    def place(self) -> tuple[str, ...]:
        """Return province, city and district, as far as they are said."""
        groups = ("province", "city", "district")
        return tuple(self._first(self._of_person(partial(self._is_in, group))) for group in groups)

    def received(self) -> str:
        """Return when it was sent, as written."""
        words = self._words
        own = [
            node
            for node in self._root.children
            if words.has("received", node.tag)
            or words.is_of("received", node.tag)
            or words.is_of("received_later", node.tag)
        ]
        return self._first([*own, *_outermost(self._root, lambda n: n.tag == "requestdate")])

    def sources(self) -> list[str]:
        """Return what may name the channel: tags that say a source, the provider, who gave ids."""
        root = self._root
        own = [n for part in (root, *self._customers) for n in part.children if self._is_source(n)]
        providers = self._senders("provider")
        tags = ("name", "service", "url", "email", "contact")
        said = [n for tag in tags for p in providers for n in p.children if n.tag == tag]
        inside = [n for p in providers for n in p.children if self._is_source(n)]
        gave = [n.attributes.get("source", "").strip() for n in root.children if n.tag == "id"]
        texts = (*map(self.said, (*own, *inside, *said)), *gave)
        return [*dict.fromkeys(filter(None, texts))]

    def vendors(self) -> list[str]:
        """Return what the seller is called."""
        named = (
            node
            for vendor in self._senders("vendor")
            for node in _outermost(vendor, lambda n: n.tag in ("vendorname", "name"))
        )
        return [*dict.fromkeys(filter(None, map(self.said, named)))]

    def whole(self) -> str:
        """Return every element that says something as a line, its path before it."""
        lines = [line for node in self._everything for line in _paths(node, "")]
        return "\n".join(lines)[:_WHOLE_LIMIT]

    def said(self, node: Node) -> str:
        """Return an element's text in one line; empty where it says nothing."""
        text = " ".join(node.said().split())
        return "" if text in self._empty else text

    def _first(self, nodes: list[Node]) -> str:
        return next(filter(None, map(self.said, nodes)), "")

    def _of_person(self, wanted: Callable[[Node], bool]) -> list[Node]:
        found = (n for person in self._people for n in _outermost(person, wanted, _OTHERS))
        return [*{id(node): node for node in found}.values()]

    def _senders(self, tag: str) -> list[Node]:
        return [node for root in self._everything for node in root.walk() if node.tag == tag]

    def _is_in(self, group: str, node: Node) -> bool:
        return self._words.has(group, node.tag)

    def _is_name(self, node: Node) -> bool:
        if node.tag == "name":
            return not any(self._is_part(child) for child in node.children)
        return self._is_part(node) or self._words.is_of("name", node.tag)

    def _is_part(self, node: Node) -> bool:
        return any(self._words.has(group, node.tag) for group in ("first", "middle", "last"))

    def _is_phone(self, node: Node) -> bool:
        tag = node.tag
        return self._words.is_of("phone", tag) or self._words.has("no_voice", tag)

    def _is_silent(self, node: Node) -> bool:
        kind = node.attributes.get("type", "") or node.tag
        return self._words.has("no_voice", kind)

    def _is_source(self, node: Node) -> bool:
        return self._words.is_of("channel", node.tag)

    def _is_message(self, node: Node) -> bool:
        return self._words.is_of("message", node.tag)

    def _car(self, node: Node) -> str:
        """Return 车系 and 车型 as one, as a table's row is read: the brand only without them."""
        car = self._parts_of_car(node)
        parts = dict.fromkeys(filter(None, (car.series, car.model, car.trim)))
        told = [part for part in parts if not any(part != o and part in o for o in parts)]
        return " ".join(told) or car.brand

    def _own_car(self, node: Node) -> str:
        said = {child.tag: self.said(child) for child in reversed(node.children)}
        brand, model = self._parts_of_car(node).brand, self._car(node)
        far = next((c for c in node.children if c.tag == "odometer"), None)
        run = f"{self.said(far)} {far.attributes.get('units', '')}".strip() if far else ""
        parts = (said.get("year"), brand if brand != model else "", model, run)
        return " ".join(filter(None, parts))

    def _parts_of_car(self, node: Node) -> "_Car":
        said: dict[str, str] = {}
        for child in node.children:
            known = self._words.field(child.tag)
            field = {"make": "brand", "trim": "trim"}.get(child.tag, known)
            said.setdefault(field, self.said(child))
        return _Car(*(said.get(field, "") for field in _Car._fields))


class _Car(NamedTuple):
    brand: str
    series: str
    model: str
    trim: str


def _is_contact(node: Node) -> bool:
    return node.tag == "contact"


def _is_email(node: Node) -> bool:
    return node.tag in ("email", "e-mail", "mail")


def _is_mail(text: str) -> bool:
    name, _at, host = text.partition("@")
    return bool(name) and "." in host and " " not in text


def _is_country(node: Node) -> bool:
    return node.tag == "country"


def _is_han(text: str) -> bool:
    return _HAN.search(text) is not None


def _outermost(
    node: Node, wanted: Callable[[Node], bool], without: AbstractSet[str] = frozenset()
) -> Iterator[Node]:
    """Yield the elements below that are wanted, none of them inside another."""
    for child in node.children:
        if child.tag in without:
            continue
        if wanted(child):
            yield child
        else:
            yield from _outermost(child, wanted, without)


def _vehicles(node: Node, words: AdfWords, *, away: bool) -> Iterator[tuple[Node, bool]]:
    """Yield each car, and whether the customer gives it away."""
    for child in node.children:
        begins = not away and words.has("given_away", child.tag)
        is_car = child.tag == "vehicle"
        interest = child.attributes.get("interest", "") if is_car else ""
        if is_car or (begins and {"make", "model"} & {part.tag for part in child.children}):
            yield child, away or begins or words.has("given_away", interest)
        yield from _vehicles(child, words, away=away or begins)


def _lines(text: str) -> str:
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def _paths(node: Node, path: str) -> Iterator[str]:
    said = " ".join(f"{key}={value}" for key, value in node.attributes.items())
    here = f"{path}/{node.tag}" if path else node.tag
    label = f"{here}[{said}]" if said else here
    text = " ".join("".join(part for part in node.parts if isinstance(part, str)).split())
    if text or said:
        yield f"{label}: {text}" if text else label
    for child in node.children:
        yield from _paths(child, here)
