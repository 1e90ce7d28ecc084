"""Post ideas: from the grammar, the shop's facts and the day, checked while they are made.

Nothing is recorded (RULINGS 30). What was planned or published, and what worked here, is asked of
the store each time; the same store, facts, day and seed give the same ideas.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from netdesk import i18n, words
from netdesk.catalog import (
    compliance_rules,
    facts_file,
    gazetteer,
    grammar_files,
    techniques,
    topics,
)
from netdesk.catalog.almanac import almanac_of
from netdesk.domain.activities.policies import Policy, PolicyState, in_order
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import NO_FIELDS, Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Report, Rules
from netdesk.domain.deadlines.hours import DEFAULT_HOURS
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.derivations import Counting
from netdesk.domain.ideas.fact_words import suits, words_of
from netdesk.domain.ideas.facts import Facts, PlannedActivity
from netdesk.domain.ideas.freshness import Freshness, Used
from netdesk.domain.ideas.grammar import Grammar, Lexicon, Shared
from netdesk.domain.ideas.idea import Checker, Idea
from netdesk.domain.ideas.inventing import Inventor, Wish
from netdesk.domain.ideas.lapsed import Lapsed, without_lapsed
from netdesk.domain.ideas.offering import Offered, offered, pool, techniques_of
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column, Technique, TechniqueCard
from netdesk.domain.ideas.telling import Teller
from netdesk.domain.posts.what_works import Works, turns
from netdesk.errors import FactsRefused, Fault, UnknownWord
from netdesk.i18n import _
from netdesk.services import platforms
from netdesk.services.hours import ShopHours
from netdesk.services.settings import Settings

_T = TypeVar("_T")
_STOCKS = 9  # kept at a time, 1 MB each: those of a week that is being planned, and today's
FACTS = "ideas.facts"  # the setting that holds the shop's own facts, as a file's text


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command or the page asks for, in its own words: codes or names."""

    techniques: tuple[str, ...] = ()
    column: str = ""
    platform: str = ""
    topic: str = ""
    facts: Path | None = None
    count: int = 10
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Ideas, and what to say beside them: sentences on facts that no post may use.

    `works` is what worked here as of then; `by_works`: it chose the techniques of these ideas.
    """

    ideas: tuple[Idea, ...]
    flagged: tuple[str, ...] = ()
    facts_are_bare: bool = False
    works: Works = Works()
    by_works: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """What the store tells as of an instant: what was posted, and what worked."""

    history: Callable[[datetime], Sequence[Used]]
    works: Callable[[datetime], Works]


@dataclass(frozen=True, slots=True)
class Stock:
    """What one set of facts offers on one day; making it takes longer than using it."""

    lexicon: Lexicon
    offered: tuple[Offered, ...]
    actions: tuple[Shared, ...]
    pictures: tuple[Shared, ...]

    def derivations(self) -> Mapping[str, int]:
        """Return by production how many headlines within its length it can make."""
        counting = Counting(self.lexicon)
        return {
            one.production.id: counting.number(one.headline, one.production.length)
            for one in self.offered
        }


def checker(rules: Rules) -> Checker:
    """Return the rule check with these rules."""
    return partial(_check, rules)


def judge_in_language(text: str, fields: Fields) -> Report:
    """Return what the rules say of a text, in the language in use.

    They are read when a first text is judged: a second that the calendar need not wait for.
    """
    return check(text, compliance_rules.load(i18n.language()), fields)


def _check(rules: Rules, text: str, fields: Fields) -> Report:
    return check(text, rules, fields)


class Ideas:
    """Invents ideas with `check`, the rule check. Without settings the shop has no facts."""

    def __init__(
        self,
        check: Checker,
        settings: Settings | None = None,
        hours: ShopHours | None = None,
        grammar: Grammar | None = None,
        past: Past | None = None,
        policies: Callable[[], Sequence[Policy]] = tuple,
        activities: Callable[[str], Sequence[PlannedActivity]] = lambda _channel: (),
    ) -> None:
        """Use the shipped grammar, or another; without `past` nothing was ever posted.

        Facts that name one of the `policies` which has ended are not used. `activities` are those
        planned here, for all and for the users of a channel (R17).
        """
        self._check = check
        self._settings = settings
        self._hours = hours
        self._grammar = grammar
        self._past = past
        self._policies = policies
        self._activities = activities

    def asked(self, asked: Asked, *, now: datetime, history: Sequence[Used] = ()) -> Found:
        """Return the ideas asked for, unlike those planned or published and those of `history`.

        Where no technique is asked for, what works here says whose turn it is. Raises UnknownWord,
        FactsRefused, NotThere, Unreadable.
        """
        today = self.today(now)
        wish = self.wish(asked)
        if asked.facts is not None:
            facts, flagged = read_facts(asked.facts, today=today), self.flagged(asked.facts)
        else:
            facts, flagged = self.facts(self._channel(wish.platform)), ()
        flagged = (*flagged, *map(_lapsed_words, self.lapsed(facts, today)))
        works = self._past.works(now) if self._past else Works()
        if not wish.techniques:
            rng = Random(f"{asked.seed}/{today}/turns")
            wish = self.in_turn(wish, works, facts, today=today, count=asked.count, rng=rng)
        made = self.invent(
            facts,
            today=today,
            count=asked.count,
            seed=asked.seed,
            wish=wish,
            history=self._past.history(now) if self._past else (),
            shown=history,
        )
        bare = asked.facts is None and self.own_facts() == facts_file.bare(facts.place)
        return Found(made, flagged, facts_are_bare=bare, works=works, by_works=bool(wish.turns))

    def in_turn(
        self, wish: Wish, works: Works, facts: Facts, *, today: date, count: int, rng: Random
    ) -> Wish:
        """Return a wish whose techniques come as what works here draws them from `rng`."""
        can = self.techniques(facts, today, wish)
        return replace(wish, turns=turns(works, wish.platform, count, rng, can))

    def techniques(self, facts: Facts, day: date, wish: Wish) -> tuple[Technique, ...]:
        """Return the techniques that the facts offer on a day for a wish's column and platform."""
        return techniques_of(self.stock(facts, day).offered, wish.column, wish.platform)

    def platforms(self) -> tuple[Platform, ...]:
        """Return the platforms with the title limits this shop keeps to."""
        return platforms.known(self._settings)

    def today(self, now: datetime) -> date:
        """Return the shop's date."""
        zone = self._hours.current().zone if self._hours else ZoneInfo(DEFAULT_HOURS.timezone)
        return local(now, zone).date()

    def facts(self, channel: str = "") -> Facts:
        """Return the shop's own facts with the activities that are planned, `channel`'s too."""
        facts = self.own_facts()
        known = {(one.name, one.day) for one in facts.activities}
        planned = (one for one in self._activities(channel) if (one.name, one.day) not in known)
        return replace(facts, activities=(*facts.activities, *planned))

    def own_facts(self) -> Facts:
        """Return the shop's own facts, as saved; without any, its place and its districts."""
        if self._settings is None:
            return facts_file.bare(gazetteer.home())
        text = str(self._settings.get(FACTS, ""))
        if text:
            return facts_file.parse(text)
        return facts_file.bare(self._settings.shop().place or gazetteer.home())

    def _channel(self, platform: str) -> str:
        """Return the channel of a platform, empty for none."""
        found = (one.channel for one in self.platforms() if one.code == platform)
        return next(found, "") or ""

    def standing(self, facts: Facts, day: date) -> Facts:
        """Return the facts that may be used on a day: none that names an ended policy (R7)."""
        return without_lapsed(facts, self._policies(), day)[0]

    def lapsed(self, facts: Facts, day: date) -> tuple[Lapsed, ...]:
        """Return the facts that may not be used on a day, each with the policy that has ended."""
        return without_lapsed(facts, self._policies(), day)[1]

    def policies(self, *, now: datetime) -> tuple[Policy, ...]:
        """Return the policies that hold today, to stand beside the facts; the first end first."""
        return in_order(self._policies(), self.today(now))[PolicyState.ACTIVE]

    def save_facts(self, text: str, *, now: datetime) -> Facts:
        """Keep a facts file's text as the shop's own. Raises FactsRefused with every fault."""
        facts = facts_file.parse(text, today=self.today(now))
        if self._settings is not None:
            self._settings.put(FACTS, text)
        return facts

    def facts_text(self) -> str:
        """Return the text the shop's facts are kept as; without any, one to begin with."""
        if self._settings is None:
            return facts_file.start(gazetteer.home())
        text = str(self._settings.get(FACTS, ""))
        return text or facts_file.start(self._settings.shop().place or gazetteer.home())

    def sample_text(self, *, now: datetime) -> str:
        """Return the invented dealership's facts as a text to look at and write over."""
        return facts_file.sample(self.today(now))

    def judge(self, text: str, fields: Fields) -> Report:
        """Return what the rules say of a text."""
        return self._check(text, fields)

    def flagged(self, path: Path) -> tuple[str, ...]:
        """Return a sentence for each text of a facts file that the rules block, with its line."""
        return self._flagged(facts_file.texts(path))

    def flagged_in(self, written: str) -> tuple[str, ...]:
        """Return a sentence for each text in facts as written that the rules block."""
        return self._flagged(facts_file.texts_in(written))

    def flaws_in(self, written: str) -> tuple[Fault, ...]:
        """Return the texts in facts as written that the rules block, with their lines.

        Also where other things in the facts are to be mended; none where they can't be read.
        """
        try:
            texts = facts_file.texts_in(written)
        except FactsRefused:
            return ()
        return tuple(self._flaws(texts))

    def _flagged(self, texts: Sequence[tuple[int, str]]) -> tuple[str, ...]:
        sentence = _("第 %(line)d 行：%(text)s")
        return tuple(sentence % one._asdict() for one in self._flaws(texts))

    def _flaws(self, texts: Sequence[tuple[int, str]]) -> Iterator[Fault]:
        for line, text in texts:
            if self._check(text, NO_FIELDS).level is Level.BLOCK:
                told = _("“%(text)s”里有禁用的词，写它的创意不会给出")
                yield Fault(line, told % {"text": text})

    def invent(
        self,
        facts: Facts,
        *,
        today: date,
        count: int = 10,
        seed: int = 0,
        wish: Wish | None = None,
        history: Sequence[Used] = (),
        shown: Sequence[Used] = (),
    ) -> tuple[Idea, ...]:
        """Return up to `count` ideas, the same for the same arguments.

        `history` was planned or published, `shown` only offered.
        """
        stock, rng = self.stock(facts, today), Random(f"{seed}/{today}")
        inventor = Inventor(
            lexicon=stock.lexicon,
            offered=stock.offered,
            teller=Teller(stock.lexicon, stock.actions, stock.pictures, rng),
            platforms=self.platforms(),
            whys={t: card.why for t, card in techniques.cards().items()},
            scoring=techniques.scoring(),
            check=self._check,
            freshness=Freshness(history, today, shown),
            wish=wish or Wish(),
            rng=rng,
        )
        return tuple(inventor.ideas(count))

    def stock(self, facts: Facts, today: date) -> Stock:
        """Return what the facts offer on a day, without those that name an ended policy."""
        facts = self.standing(facts, today)
        if self._grammar is None:
            return _shipped_stock(facts, today)
        return _stock(self._grammar, facts, today)

    def wish(self, asked: Asked) -> Wish:
        """Return what is asked for by the engine's words. Raises UnknownWord with those known."""
        names = {one.value: one for one in Technique} | {words.technique(o): o for o in Technique}
        columns = {one.value: one for one in Column} | {words.column(one): one for one in Column}
        codes = {one.code: one.code for one in techniques.platforms()}
        codes |= {one.name: one.code for one in techniques.platforms()}
        told = asked.techniques
        return Wish(
            techniques=tuple(dict.fromkeys(_known(one, names, _("技法")) for one in told)),
            column=_known(asked.column, columns, _("栏目")) if asked.column else None,
            platform=_known(asked.platform, codes, _("平台")) if asked.platform else "",
            topic=asked.topic.strip(),
            topic_tags=topics.tags(asked.topic),
        )


@lru_cache(maxsize=_STOCKS)
def _shipped_stock(facts: Facts, today: date) -> Stock:
    return _stock(grammar_files.load(), facts, today)


def _stock(grammar: Grammar, facts: Facts, today: date) -> Stock:
    almanac = almanac_of(today)
    whens = almanac.whens()
    usable = (
        word
        for word in grammar.words
        if (not word.when or word.when & whens) and suits(word, facts)
    )
    lexicon = Lexicon((*usable, *words_of(facts, almanac)))
    return Stock(
        lexicon,
        offered(grammar, lexicon, whens),
        pool(grammar.actions, lexicon, grammar),
        pool(grammar.pictures, lexicon, grammar),
    )


def _lapsed_words(lapsed: Lapsed) -> str:
    facts = {"text": lapsed.text, "policy": lapsed.policy, "day": lapsed.ended.isoformat()}
    return _("“%(text)s”写到的政策“%(policy)s”已于 %(day)s 结束，创意不再用它") % facts


def _known(told: str, known: Mapping[str, _T], what: str) -> _T:
    if told not in known:
        raise UnknownWord(given=told, what=what, known="、".join(known))
    return known[told]


def techniques_known() -> Mapping[Technique, TechniqueCard]:
    """Return what the page says of each technique."""
    return techniques.cards()


def platforms_known() -> tuple[Platform, ...]:
    """Return the platforms with their title limits as shipped."""
    return techniques.platforms()


def read_facts(path: Path, *, today: date) -> Facts:
    """Return the facts of a file. Raises FactsRefused with every fault and its line."""
    return facts_file.read(path, today=today)
