"""What can be offered today: productions and shared lines that the words at hand can fill."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from netdesk.domain.ideas.grammar import Grammar, Lexicon, Production, Shared
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.ideas.template import Template, Variable
from netdesk.domain.ideas.writing import Pruner

SUBJECT = Variable("subject")  # in pictures: a concrete word of the headline
_GIVEN = frozenset({SUBJECT.type})


@dataclass(frozen=True, slots=True, eq=False)
class Offered:
    """A production as today's words can fill it."""

    production: Production
    headline: tuple[Template, ...]
    hook: tuple[Template, ...]
    outline: tuple[tuple[Template, ...], ...]
    action: tuple[Template, ...]
    picture: tuple[Template, ...]


def offered(grammar: Grammar, lexicon: Lexicon, whens: frozenset[str]) -> tuple[Offered, ...]:
    """Return the productions that these words can fill today: none without its facts."""
    pruners = {t: Pruner(rules, lexicon, _GIVEN) for t, rules in grammar.rules.items()}
    found = []
    for production in grammar.productions:
        if production.when and not production.when & whens:
            continue
        if not production.needs <= lexicon.types():
            continue
        one = _offered(production, pruners[production.technique])
        if one is not None:
            found.append(one)
    return tuple(found)


def _offered(production: Production, pruner: Pruner) -> Offered | None:
    one = Offered(
        production,
        pruner.all(production.headline),
        pruner.all(production.hook),
        tuple(pruner.all(beat) for beat in production.outline),
        pruner.all(production.action),
        pruner.all(production.picture),
    )
    whole = one.headline and one.hook and all(one.outline)
    return one if whole else None


def techniques_of(
    offered_: Sequence[Offered], column: Column | None = None, platform: str = ""
) -> tuple[Technique, ...]:
    """Return the techniques that have something for a column and a platform, in their order."""
    found = {
        one.production.technique
        for one in offered_
        if (column is None or column in one.production.columns)
        and (not platform or not one.production.platforms or platform in one.production.platforms)
    }
    return tuple(one for one in Technique if one in found)


def pool(shared: Sequence[Shared], lexicon: Lexicon, grammar: Grammar) -> tuple[Shared, ...]:
    """Return the shared lines that these words can fill."""
    pruner = Pruner(next(iter(grammar.rules.values())), lexicon, _GIVEN)
    pruned = ((one, pruner.one(one.template)) for one in shared)
    return tuple(replace(one, template=kept) for one, kept in pruned if kept is not None)
