"""The generator's grammar: words by type, rules, productions, and which words fit together.

A word may ask of its company (`with`): a fault of doors goes with a part that is a door. Two
variables of one idea must agree whenever both are in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from netdesk.domain.ideas.technique import Column, LegalClass, Method, Technique
from netdesk.domain.ideas.template import Filter, Slot, Template, Variable

ANY = "*"  # the tag of a stand-in that passes for any word of its type
DEFAULT_LENGTH = (8, 20)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A filler. `company`: by type, tags of which the other word must carry one."""

    type: str
    text: str
    tags: frozenset[str] = frozenset()
    company: Mapping[str, frozenset[str]] = field(default_factory=dict)
    when: frozenset[str] = frozenset()
    fields: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def key(self) -> str:
        """The name by which freshness knows the word."""
        return f"{self.type}:{self.text}"

    def said(self, name: str) -> str | None:
        """Return the word's text, or its field of that name; None where it has no such field."""
        return self.fields.get(name) if name else self.text


@dataclass(frozen=True, slots=True, eq=False)
class Production:
    """One way to make an idea. Each of `outline`'s three beats is a list of alternatives."""

    id: str
    technique: Technique
    columns: tuple[Column, ...]
    method: Method
    legal: LegalClass
    headline: tuple[Template, ...]
    hook: tuple[Template, ...]
    outline: tuple[tuple[Template, ...], ...]
    action: tuple[Template, ...] = ()
    picture: tuple[Template, ...] = ()
    platforms: frozenset[str] = frozenset()
    length: tuple[int, int] = DEFAULT_LENGTH
    when: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    source: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Shared:
    """A line of the shared pools: a call to action, or a picture hint."""

    template: Template
    columns: frozenset[Column] = frozenset()
    techniques: frozenset[Technique] = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that was read, before facts and date. Rules are kept by technique."""

    productions: tuple[Production, ...]
    words: tuple[Word, ...]
    rules: Mapping[Technique, Mapping[str, tuple[Template, ...]]]
    actions: tuple[Shared, ...] = ()
    pictures: tuple[Shared, ...] = ()


def passes(word: Word, tags: Filter) -> bool:
    """Whether a word carries what a slot's tags ask."""
    if ANY in word.tags:
        return True
    return all(any(_carries(word, tag) for tag in group) for group in tags)


def _carries(word: Word, tag: str) -> bool:
    return tag[1:] not in word.tags if tag[0] == "!" else tag in word.tags


def agree(one: Word, other: Word) -> bool:
    """Whether two words may stand in one idea, each with what it asks of the other."""
    return _asks(one, other) and _asks(other, one)


def _asks(one: Word, other: Word) -> bool:
    wanted = one.company.get(other.type)
    return wanted is None or ANY in other.tags or not wanted.isdisjoint(other.tags)


class Lexicon:
    """The words that can be used, by type; answers what fits a place, and remembers it."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Hold `words`, those of the facts and of the day among them."""
        self._by_type: dict[str, list[Word]] = {}
        for word in words:
            self._by_type.setdefault(word.type, []).append(word)
        self._fitting: dict[tuple[str, Filter, frozenset[str]], tuple[Word, ...]] = {}
        self._asking = {
            (word.type, other)
            for words_ in self._by_type.values()
            for word in words_
            for other in word.company
        }

    def __iter__(self) -> Iterator[Word]:
        """Yield all the words."""
        return (word for words in self._by_type.values() for word in words)

    def types(self) -> frozenset[str]:
        """Return the types that have a word."""
        return frozenset(self._by_type)

    def fitting(self, type_: str, tags: Filter, fields: frozenset[str]) -> tuple[Word, ...]:
        """Return the words of a type that carry the tags and have the fields."""
        key = (type_, tags, fields)
        found = self._fitting.get(key)
        if found is None:
            found = tuple(
                word
                for word in self._by_type.get(type_, ())
                if passes(word, tags) and fits_fields(word, fields)
            )
            self._fitting[key] = found
        return found

    def are_tied(self, one: Variable, other: Variable) -> bool:
        """Whether the choice of one variable can bear on the other's."""
        if one.type == other.type:
            return True
        return (one.type, other.type) in self._asking or (other.type, one.type) in self._asking


def fits_fields(word: Word, fields: frozenset[str]) -> bool:
    """Whether a word has all the fields that are asked of it."""
    return ANY in word.tags or fields <= word.fields.keys()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks of one variable: all tags of its slots, all fields."""

    tags: Filter = frozenset()
    fields: frozenset[str] = frozenset()


def asked(slots: Iterable[Slot]) -> dict[Variable, Asked]:
    """Return what the slots of a text ask of each variable, in order of appearance."""
    found: dict[Variable, Asked] = {}
    for slot in slots:
        before = found.get(slot.variable, Asked())
        names = frozenset((slot.field,)) if slot.field else frozenset()
        found[slot.variable] = Asked(before.tags | slot.tags, before.fields | names)
    return found


def tied(variables: Iterable[Variable], lexicon: Lexicon) -> set[frozenset[Variable]]:
    """Return the pairs among `variables` that must agree or differ.

    A variable of another type agrees with the one of its own number, else with the first.
    """
    listed = sorted(variables, key=lambda one: (one.type, one.number))
    numbers: dict[str, list[int]] = {}
    for one in listed:
        numbers.setdefault(one.type, []).append(one.number)
    pairs: set[frozenset[Variable]] = set()
    for one in listed:
        for type_, found in numbers.items():
            if type_ == one.type:
                pairs.update(frozenset((one, Variable(type_, n))) for n in found if n != one.number)
                continue
            number = one.number if one.number in found else found[0]
            other = Variable(type_, number)
            if lexicon.are_tied(one, other):
                pairs.add(frozenset((one, other)))
    return pairs


def together(one: Word, other: Word) -> bool:
    """Whether two tied words go together: of one type they differ, else they agree."""
    if one.type == other.type:
        return ANY in one.tags or one.text != other.text
    return agree(one, other)
