"""Writes one text from a template: picks alternatives, then words that agree.

Templates come here pruned (`prune`): rules put in their places, and every alternative that no
word could fill taken out, so that a pick is rarely in vain.
"""

from collections.abc import Callable, Iterable, Mapping
from random import Random

from netdesk.domain.ideas.grammar import (
    Asked,
    Lexicon,
    Word,
    asked,
    fits_fields,
    passes,
    tied,
    together,
)
from netdesk.domain.ideas.template import Call, Choice, Node, Slot, Template, Variable

Pieces = list[str | Slot]
Chosen = dict[Variable, Word]


class Pruner:
    """Puts rules into templates and takes out what the lexicon can't fill."""

    def __init__(
        self,
        rules: Mapping[str, tuple[Template, ...]],
        lexicon: Lexicon,
        given: frozenset[str] = frozenset(),
    ) -> None:
        """Work with the rules of one technique; they have no cycles.

        Types in `given` are filled later, from elsewhere than the lexicon.
        """
        self._given = given
        self._rules = rules
        self._lexicon = lexicon
        self._done: dict[str, Choice | None] = {}

    def all(self, templates: Iterable[Template]) -> tuple[Template, ...]:
        """Return what is left of some alternatives."""
        pruned = (self.one(template) for template in templates)
        return tuple(template for template in pruned if template is not None)

    def one(self, template: Template) -> Template | None:
        """Return a template with rules in place, or None where a slot can't be filled."""
        nodes: list[Node] = []
        for node in template:
            kept = self._node(node)
            if kept is None:
                return None
            nodes.append(kept)
        return tuple(nodes)

    def _node(self, node: Node) -> Node | None:
        if isinstance(node, Slot):
            if node.variable.type in self._given:
                return node
            fields = frozenset((node.field,)) if node.field else frozenset()
            return node if self._lexicon.fitting(node.variable.type, node.tags, fields) else None
        if isinstance(node, Call):
            if node.rule not in self._done:
                self._done[node.rule] = _choice(self.all(self._rules[node.rule]))
            return self._done[node.rule]
        if isinstance(node, Choice):
            return _choice(self.all(node.alternatives))
        return node


def _choice(alternatives: tuple[Template, ...]) -> Choice | None:
    return Choice(alternatives) if alternatives else None


def expand(template: Template, rng: Random) -> Pieces:
    """Return a template's pieces, each choice made at random."""
    pieces: Pieces = []
    _expand(template, rng.random, pieces)
    return pieces


def _expand(template: Template, random: Callable[[], float], pieces: Pieces) -> None:
    for node in template:
        if isinstance(node, Choice):
            alternatives = node.alternatives
            _expand(alternatives[int(random() * len(alternatives))], random, pieces)
        else:
            assert not isinstance(node, Call)
            pieces.append(node)


def render(pieces: Pieces, chosen: Mapping[Variable, Word]) -> str:
    """Return the text; every slot's variable is chosen."""
    return "".join(
        piece if isinstance(piece, str) else chosen[piece.variable].said(piece.field) or ""
        for piece in pieces
    )


def new_variables(pieces: Pieces, chosen: Mapping[Variable, Word]) -> set[Variable]:
    """Return the variables a text would add to those chosen."""
    return {p.variable for p in pieces if isinstance(p, Slot) and p.variable not in chosen}


def choose(
    pieces: Pieces,
    lexicon: Lexicon,
    rng: Random,
    *,
    chosen: Mapping[Variable, Word] | None = None,
    avoid: frozenset[str] = frozenset(),
    prefer: frozenset[str] = frozenset(),
) -> Chosen | None:
    """Return `chosen` with a word for each further variable, or None where none goes together.

    Words whose key is in `avoid` are not taken, those in `prefer` are tried first.
    """
    found: Chosen = dict(chosen or {})
    slots = [piece for piece in pieces if isinstance(piece, Slot)]
    if not slots:
        return found
    wanted = asked(slots)
    for variable in wanted.keys() & found.keys():
        if not _suits(found[variable], wanted[variable]):
            return None
    open_ = [variable for variable in wanted if variable not in found]
    if not open_:
        return found
    pairs = tied((*found, *open_), lexicon)
    partners = {
        variable: [
            other for pair in pairs if variable in pair for other in pair if other != variable
        ]
        for variable in open_
    }
    search = _Search(lexicon, rng, wanted, partners, avoid, prefer)
    return found if search.fill(open_, found) else None


def _suits(word: Word, asked_: Asked) -> bool:
    return passes(word, asked_.tags) and fits_fields(word, asked_.fields)


class _Search:
    """Backtracks over the open variables; the first words tried are random."""

    def __init__(
        self,
        lexicon: Lexicon,
        rng: Random,
        wanted: Mapping[Variable, Asked],
        partners: Mapping[Variable, list[Variable]],
        avoid: frozenset[str],
        prefer: frozenset[str],
    ) -> None:
        self._lexicon = lexicon
        self._rng = rng
        self._wanted = wanted
        self._partners = partners
        self._avoid = avoid
        self._prefer = prefer

    def fill(self, open_: list[Variable], found: Chosen) -> bool:
        if not open_:
            return True
        variable, rest = open_[0], open_[1:]
        asked_ = self._wanted[variable]
        words = self._lexicon.fitting(variable.type, asked_.tags, asked_.fields)
        near = [found[other] for other in self._partners[variable] if other in found]
        tried = _shuffled(words, self._rng)
        if self._prefer:
            tried = sorted(tried, key=lambda word: word.key not in self._prefer)
        for word in tried:
            if word.key in self._avoid or not all(together(word, other) for other in near):
                continue
            found[variable] = word
            if self.fill(rest, found):
                return True
            del found[variable]
        return False


def _shuffled(words: tuple[Word, ...], rng: Random) -> Iterable[Word]:
    """Yield the words in random order, the first at no cost of shuffling them all."""
    if not words:
        return
    first = int(rng.random() * len(words))
    yield words[first]
    rest = [*words[:first], *words[first + 1 :]]
    rng.shuffle(rest)
    yield from rest
