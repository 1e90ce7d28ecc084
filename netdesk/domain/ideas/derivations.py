"""How many headlines a production can make, counted exactly without writing them out.

Two tables are built. Over the template: for each bag of slots, how many ways lead to it at each
length of plain text. Over the words: for each bag of slots, how many choices of words that agree
there are at each length. Their product, summed over the lengths allowed, is the number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from netdesk.domain.ideas.grammar import Lexicon, Word, asked, tied, together
from netdesk.domain.ideas.template import Call, Choice, Slot, Template, Variable

Bag = tuple[Slot, ...]  # sorted, a slot as often as it stands in the text
Lengths = Counter[int]
_ANY_LENGTH = (0, 10_000)


class Counting:
    """Counts with one lexicon, and remembers what it counted."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Count with the words of `lexicon`; templates come pruned."""
        self._lexicon = lexicon
        self._choices: dict[int, tuple[Choice, dict[Bag, Lengths]]] = {}
        self._bags: dict[Bag, Lengths] = {}

    def number(
        self, alternatives: Iterable[Template], length: tuple[int, int] = _ANY_LENGTH
    ) -> int:
        """Return how many derivations the alternatives have whose text is within `length`."""
        low, high = length
        total = 0
        for bag, plain in self._either(alternatives).items():
            words = self._words(bag)
            total += sum(
                ways * choices
                for characters, ways in plain.items()
                for more, choices in words.items()
                if low <= characters + more <= high
            )
        return total

    def _either(self, alternatives: Iterable[Template]) -> dict[Bag, Lengths]:
        found: dict[Bag, Lengths] = {}
        for template in alternatives:
            for bag, lengths in self._sequence(template).items():
                found.setdefault(bag, Counter()).update(lengths)
        return found

    def _sequence(self, template: Template) -> dict[Bag, Lengths]:
        found: dict[Bag, Lengths] = {(): Counter({0: 1})}
        for node in template:
            if isinstance(node, str):
                found = {bag: _shifted(lengths, len(node)) for bag, lengths in found.items()}
            elif isinstance(node, Slot):
                found = {_bag((*bag, node)): lengths for bag, lengths in found.items()}
            elif isinstance(node, Choice):
                found = _product(found, self._choice(node))
            else:
                assert not isinstance(node, Call)
        return found

    def _choice(self, node: Choice) -> dict[Bag, Lengths]:
        """Rules stand in many places as one object: counted once, known by its identity."""
        if id(node) not in self._choices:
            self._choices[id(node)] = node, self._either(node.alternatives)
        return self._choices[id(node)][1]

    def _words(self, bag: Bag) -> Lengths:
        if bag not in self._bags:
            self._bags[bag] = self._assignments(bag)
        return self._bags[bag]

    def _assignments(self, bag: Bag) -> Lengths:
        wanted = asked(bag)
        pairs = tied(wanted, self._lexicon)
        places: dict[Variable, Counter[str]] = {}
        for slot in bag:
            places.setdefault(slot.variable, Counter())[slot.field] += 1
        words = {
            variable: self._lexicon.fitting(variable.type, one.tags, one.fields)
            for variable, one in wanted.items()
        }
        return _agreeing(words, pairs, places)


def _agreeing(
    words: Mapping[Variable, tuple[Word, ...]],
    pairs: set[frozenset[Variable]],
    places: Mapping[Variable, Counter[str]],
) -> Lengths:
    """Return how many agreeing choices there are by length: parts without a tie multiply."""
    total: Lengths = Counter({0: 1})
    for part in _parts(list(words), pairs):
        inside = {pair for pair in pairs if pair <= part}
        found = _tied_part({variable: words[variable] for variable in part}, inside, places)
        total = _convolved(total, found)
    return total


def _tied_part(
    words: Mapping[Variable, tuple[Word, ...]],
    pairs: set[frozenset[Variable]],
    places: Mapping[Variable, Counter[str]],
) -> Lengths:
    """Fix the variable with most ties to each of its words in turn; the rest falls apart."""
    hub = max(words, key=lambda v: (sum(v in pair for pair in pairs), v.type, -v.number))
    near = {other for pair in pairs if hub in pair for other in pair if other != hub}
    rest_pairs = {pair for pair in pairs if hub not in pair}
    found: Lengths = Counter()
    known: dict[tuple[tuple[Word, ...], ...], Lengths] = {}
    for word in words[hub]:
        rest = {
            variable: tuple(w for w in listed if together(word, w)) if variable in near else listed
            for variable, listed in words.items()
            if variable != hub
        }
        left = tuple(rest.values())
        if left not in known:
            known[left] = _agreeing(rest, rest_pairs, places)
        found.update(_shifted(known[left], _length(word, places[hub])))
    return found


def _parts(variables: list[Variable], pairs: set[frozenset[Variable]]) -> list[frozenset[Variable]]:
    parts: list[frozenset[Variable]] = []
    left = set(variables)
    while left:
        part = {left.pop()}
        grown = True
        while grown:
            near = {v for pair in pairs if pair & part for v in pair} & left
            grown = bool(near)
            part |= near
            left -= near
        parts.append(frozenset(part))
    return parts


def _length(word: Word, places: Counter[str]) -> int:
    return sum(len(word.said(field) or "") * times for field, times in places.items())


def _product(one: dict[Bag, Lengths], other: dict[Bag, Lengths]) -> dict[Bag, Lengths]:
    found: dict[Bag, Lengths] = {}
    for bag, lengths in one.items():
        for more, others in other.items():
            into = found.setdefault(_bag((*bag, *more)), Counter())
            into.update(_convolved(lengths, others))
    return found


def _convolved(one: Lengths, other: Lengths) -> Lengths:
    found: Lengths = Counter()
    for length, ways in one.items():
        for more, others in other.items():
            found[length + more] += ways * others
    return found


def _shifted(lengths: Lengths, by: int) -> Lengths:
    return Counter({length + by: ways for length, ways in lengths.items()})


def _bag(slots: Bag) -> Bag:
    return tuple(sorted(slots, key=_order))


def _order(slot: Slot) -> tuple[str, int, str, list[list[str]]]:
    tags = sorted(sorted(group) for group in slot.tags)
    return slot.variable.type, slot.variable.number, slot.field, tags
