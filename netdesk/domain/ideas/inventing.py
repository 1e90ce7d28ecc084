"""Invents ideas: draws several, keeps the one least like those before, writes it out, checks it.

Deterministic in the seed, the lexicon, the day and the history (RULINGS 30).
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import AFTER_LABEL, LABEL
from netdesk.domain.ideas.fact_words import CONTEXT, told
from netdesk.domain.ideas.freshness import (
    FILLER_REST,
    PRODUCTION_REST,
    Freshness,
)
from netdesk.domain.ideas.grammar import Lexicon, Production, Word
from netdesk.domain.ideas.idea import Checker, Idea, Scoring, anchors, score_parts
from netdesk.domain.ideas.offering import Offered
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.ideas.telling import Teller
from netdesk.domain.ideas.writing import Chosen, Pieces, choose, expand, render

_T = TypeVar("_T")
DRAWN = 5
TRIES = 60  # after these one draft is enough
MOST_TRIES = 600


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; empty means any. A word with one of `topic_tags` is on the topic.

    `turns` are the techniques of the ideas in their order, as far as they go; where one has nothing
    fresh left, another takes its turn.
    """

    techniques: tuple[Technique, ...] = ()
    column: Column | None = None
    platform: str = ""
    topic: str = ""
    topic_tags: frozenset[str] = frozenset()
    turns: tuple[Technique, ...] = ()


@dataclass(slots=True)
class _Draft:
    offered: Offered
    headline: str
    chosen: Chosen
    nearest: float
    value: float


@dataclass(slots=True)
class Inventor:
    """One request for ideas; each idea is fresh to those before it too."""

    lexicon: Lexicon
    offered: Sequence[Offered]
    teller: Teller
    platforms: Sequence[Platform]
    whys: Mapping[Technique, str]
    scoring: Scoring
    check: Checker
    freshness: Freshness
    wish: Wish
    rng: Random
    _wished: Sequence[Platform] = ()
    _topical: frozenset[str] = frozenset()
    _uses: Counter[str] = field(default_factory=Counter)
    _last: "deque[str]" = field(default_factory=lambda: deque(maxlen=PRODUCTION_REST))
    _fillers: "deque[frozenset[str]]" = field(default_factory=lambda: deque(maxlen=FILLER_REST))

    def __post_init__(self) -> None:
        """Keep to the platform and the topic asked for."""
        wished = self.wish.platform
        if self.wish.topic:
            self._topical = frozenset(w.key for w in self.lexicon if _is_about(w, self.wish))
        self._wished = [one for one in self.platforms if not wished or one.code == wished]

    def ideas(self, count: int) -> Iterator[Idea]:
        """Yield up to `count` ideas, the techniques in turn; fewer where nothing fresh is left."""
        pools = self._pools()
        order = list(pools)
        self.rng.shuffle(order)
        made = 0
        while made < count and order:
            technique = self._turn(made, order)
            idea = self._idea(pools[technique])
            if idea is None:
                order.remove(technique)
                continue
            made += 1
            yield idea

    def _turn(self, made: int, order: Sequence[Technique]) -> Technique:
        turns = self.wish.turns
        if made < len(turns) and turns[made] in order:
            return turns[made]
        return order[made % len(order)]

    def _pools(self) -> dict[Technique, list[Offered]]:
        found: dict[Technique, list[Offered]] = {}
        for one in self.offered:
            production = one.production
            if self.wish.techniques and production.technique not in self.wish.techniques:
                continue
            if self.wish.column is not None and self.wish.column not in production.columns:
                continue
            if production.id in self.freshness.resting_productions:
                continue
            if not self._platforms_for(production):
                continue
            found.setdefault(production.technique, []).append(one)
        return found

    def _platforms_for(self, production: Production) -> list[Platform]:
        allowed = production.platforms
        return [one for one in self._wished if not allowed or one.code in allowed]

    def _idea(self, pool: Sequence[Offered]) -> Idea | None:
        for draft in sorted(self._drafts(pool), key=lambda one: -one.value):
            idea = self._written(draft)
            if idea is not None and idea.level is not Level.BLOCK:
                self._remember(draft, idea)
                return idea
        return None

    def _drafts(self, pool: Sequence[Offered]) -> list[_Draft]:
        """Draw headlines until there are enough to pick from."""
        awake = [one for one in pool if one.production.id not in self._last] or list(pool)
        least = min(self._uses[one.production.id] for one in awake)
        weights = [
            one.production.weight * 0.2 ** (self._uses[one.production.id] - least) for one in awake
        ]
        drafts: list[_Draft] = []
        for tried in range(MOST_TRIES):
            one = self.rng.choices(awake, weights)[0]
            draft = self._draft(one)
            if draft is not None:
                drafts.append(draft)
            if len(drafts) == DRAWN or (drafts and tried >= TRIES):
                break
        return drafts

    def _draft(self, one: Offered) -> _Draft | None:
        pieces = expand(_pick(one.headline, self.rng), self.rng)
        chosen = self._choose(pieces)
        if chosen is None:
            return None
        headline = render(pieces, chosen)
        low, high = one.production.length
        if not low <= len(headline) <= high:
            return None
        columns = (self.wish.column,) if self.wish.column else one.production.columns
        if not self._takers(one.production, headline, all(c.promotes for c in columns)):
            return None
        if self.wish.topic and not self._on_topic(headline, chosen):
            return None
        seen = self.freshness.seen
        mark = seen.mark(headline)
        nearest = seen.nearest(mark)
        if self.freshness.stale(mark, nearest):
            return None
        value = (
            1.2 * seen.new_share(mark)
            - nearest
            + 0.3 * (not seen.begins_like_another(mark))
            + 0.15 * (1 <= anchors(tuple(chosen.values())) <= 2)
        )
        return _Draft(one, headline, chosen, nearest, value)

    def _choose(self, pieces: Pieces) -> Chosen | None:
        """Choose words that rest in no way; where there are none, words only this batch used."""
        resting = self.freshness.resting_fillers
        batch = frozenset().union(*self._fillers)
        prefer = self._topical
        for avoid in (resting | batch, resting):
            chosen = choose(pieces, self.lexicon, self.rng, avoid=avoid, prefer=prefer)
            if chosen is not None:
                return chosen
        return None

    def _takers(
        self,
        production: Production,
        headline: str,
        labelled: bool,  # noqa: FBT001
    ) -> list[Platform]:
        """Return the platforms whose limit holds the title, with the label where it begins so."""
        title = f"{LABEL}{AFTER_LABEL}{headline}" if labelled else headline
        return [one for one in self._platforms_for(production) if one.takes(title)]

    def _on_topic(self, headline: str, chosen: Chosen) -> bool:
        if self.wish.topic in headline:
            return True
        return any(word.key in self._topical for word in chosen.values())

    def _written(self, draft: _Draft) -> Idea | None:
        """Write the rest around a headline, check it all, and score it."""
        production = draft.offered.production
        column = self.wish.column or _pick(production.columns, self.rng)
        lines = self.teller.tell(draft.offered, column, draft.chosen)
        if lines is None:
            return None
        words = tuple(lines.chosen.values())
        takers = self._takers(production, draft.headline, _is_labelled(column, words))
        if not takers:
            return None
        platform = _pick(takers, self.rng)
        idea = Idea(
            technique=production.technique,
            column=column,
            platform=platform,
            method=production.method,
            legal=production.legal,
            production=production.id,
            headline=draft.headline,
            hook=lines.hook,
            outline=lines.outline,
            call_to_action=lines.action,
            picture=lines.picture,
            why=self.whys.get(production.technique, ""),
            facts_used=told(words, production.source),
            fillers=frozenset(word.key for word in words if word.type not in CONTEXT),
            fields=_fields(production, column, platform, words),
        )
        return self._judged(idea, draft)

    def _judged(self, idea: Idea, draft: _Draft) -> Idea:
        report = self.check(idea.text(), idea.fields)
        parts = score_parts(
            draft.headline,
            tuple(draft.chosen.values()),
            idea.platform,
            self.scoring,
            nearest=draft.nearest,
            level=report.level,
        )
        return replace(idea, report=report, score=sum(parts.values()), score_parts=parts)

    def _remember(self, draft: _Draft, idea: Idea) -> None:
        seen = self.freshness.seen
        seen.add(seen.mark(idea.headline))
        self._uses[idea.production] += 1
        self._last.append(idea.production)
        head = (word for word in draft.chosen.values() if word.type not in CONTEXT)
        self._fillers.append(frozenset(word.key for word in head))


def _pick(items: Sequence[_T], rng: Random) -> _T:
    return items[int(rng.random() * len(items))]


def _is_about(word: Word, wish: Wish) -> bool:
    if wish.topic in word.text or not wish.topic_tags.isdisjoint(word.tags):
        return True
    return any(wish.topic in text for text in word.fields.values())


def _fields(
    production: Production, column: Column, platform: Platform, words: Sequence[Word]
) -> Fields:
    """Return what the check is told of an idea: its fields of RULINGS 29.

    A promoting idea is one whose post will begin with the label, which the idea says.
    """
    types = {word.type: word for word in words}
    model, gift = types.get("model"), types.get("gift")
    sources = [word.source for word in words if word.source]
    return Fields(
        label=True if _is_labelled(column, words) else None,
        consent=True if "person" in types else None,
        persona="shop",
        platform=platform.code,
        price=model.source if model and "price" in model.fields else "",
        proof="；".join(dict.fromkeys((*sources, production.source))).strip("；"),
        gift=_six(gift) if gift else None,
    )


def _is_labelled(column: Column, words: Sequence[Word]) -> bool:
    """Whether the post begins with the label: it promotes, or it speaks of a gift (LABEL)."""
    return column.promotes or any(word.type == "gift" for word in words)


def _six(gift: Word) -> dict[str, str]:
    """Return a gift's six parts by the check's names (GIFT)."""
    parts = {name: gift.fields[name] for name in ("kind", "spec", "count", "how", "value")}
    return {**parts, "period": gift.fields["until"]}
