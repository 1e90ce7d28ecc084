"""Post ideas: from the grammar, the shop's facts and the day, checked while they are made.

Nothing is recorded (RULINGS 30): what was planned or published comes in as `history`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from netdesk.catalog import facts_file, grammar_files, techniques
from netdesk.catalog.almanac import almanac_of
from netdesk.domain.derivations import Counting
from netdesk.domain.fact_words import words_of
from netdesk.domain.facts import Facts
from netdesk.domain.freshness import Freshness, Used
from netdesk.domain.grammar import Grammar, Lexicon
from netdesk.domain.idea import Checker, Idea
from netdesk.domain.inventing import Inventor, Offered, Wish, offered, pool
from netdesk.domain.platform import Platform
from netdesk.domain.technique import Technique, TechniqueCard


@dataclass(frozen=True, slots=True)
class Stock:
    """What one set of facts offers on one day; making it takes longer than using it."""

    lexicon: Lexicon
    grammar: Grammar
    offered: tuple[Offered, ...]

    def derivations(self) -> Mapping[str, int]:
        """Return by production how many headlines within its length it can make."""
        counting = Counting(self.lexicon)
        return {
            one.production.id: counting.number(one.headline, one.production.length)
            for one in self.offered
        }


class Ideas:
    """Invents ideas. `check` is the rule check of services/check."""

    def __init__(self, check: Checker, grammar: Grammar | None = None) -> None:
        """Use the shipped grammar, or another."""
        self._check = check
        self._grammar = grammar
        self._stocks: dict[tuple[Facts, date], Stock] = {}

    def invent(
        self,
        facts: Facts,
        *,
        today: date,
        count: int = 10,
        seed: int = 0,
        wish: Wish | None = None,
        history: Sequence[Used] = (),
    ) -> tuple[Idea, ...]:
        """Return up to `count` ideas, the same for the same arguments."""
        stock = self.stock(facts, today)
        wish = wish or Wish()
        inventor = Inventor(
            lexicon=stock.lexicon,
            offered=stock.offered,
            actions=pool(stock.grammar.actions, stock.lexicon, stock.grammar),
            pictures=pool(stock.grammar.pictures, stock.lexicon, stock.grammar),
            platforms=techniques.platforms(),
            whys={t: card.why for t, card in techniques.cards().items()},
            scoring=techniques.scoring(),
            check=self._check,
            freshness=Freshness(history, today),
            wish=wish,
            rng=Random(f"{seed}/{today}"),
        )
        return tuple(inventor.ideas(count))

    def stock(self, facts: Facts, today: date) -> Stock:
        """Return what the facts offer on a day."""
        key = (facts, today)
        if key not in self._stocks:
            grammar = self._grammar or grammar_files.load()
            almanac = almanac_of(today)
            whens = almanac.whens()
            usable = (word for word in grammar.words if not word.when or word.when & whens)
            lexicon = Lexicon((*usable, *words_of(facts, almanac)))
            self._stocks = {key: Stock(lexicon, grammar, offered(grammar, lexicon, whens))}
        return self._stocks[key]


def techniques_known() -> Mapping[Technique, TechniqueCard]:
    """Return what the page says of each technique."""
    return techniques.cards()


def platforms_known() -> tuple[Platform, ...]:
    """Return the platforms with their title limits."""
    return techniques.platforms()


def read_facts(path: Path, *, today: date) -> Facts:
    """Return the facts of a file. Raises FactsRefused with every fault and its line."""
    return facts_file.read(path, today=today)
