"""Writes the posts of a week's plan: each fresh to all others, none blocked."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.freshness import Used
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.inventing import Wish
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.posts.planning import Place, holds
from netdesk.domain.posts.post import PostText
from netdesk.domain.posts.what_works import Works, turns
from netdesk.domain.posts.writing import content_of
from netdesk.services import platforms
from netdesk.services.ideas import Ideas

_TRIED = 6  # ideas for a place, of which the first without any finding is taken


@dataclass(frozen=True, slots=True)
class Written:
    """A post for a place, with what the rules say of it as it would be posted."""

    place: Place
    content: PostText
    report: Report


@dataclass(slots=True)
class WeekWriter:
    """One week to write. What is written goes to `written`, what can't be to the counters.

    `above`: it would promote too much. `factless`: no gift or activity to speak of. `stale`: no
    fresh idea that the rules let pass.
    """

    ideas: Ideas
    judge: Callable[[PostText], Report]
    facts: Facts
    works: Works
    monday: date
    seed: int
    history: list[Used]
    standing: list[Place]
    target: float
    written: list[Written] = field(default_factory=list)
    above: Counter[Column] = field(default_factory=Counter)
    factless: Counter[Column] = field(default_factory=Counter)
    stale: Counter[Column] = field(default_factory=Counter)
    _drawn: list[Technique] = field(default_factory=list)

    def write(self, places: Sequence[Place]) -> None:
        """Write what helps first: how much may promote depends on what is there."""
        ordered = sorted(places, key=lambda place: (place.column.promotes, place.slot))
        for number, place in enumerate(ordered):
            if not holds(self.monday, self.standing, place, self.target):
                self.above[place.column] += 1
                continue
            self._write(place, number)
        self.written.sort(key=lambda one: one.place.slot)

    def _write(self, place: Place, number: int) -> None:
        facts = _still_true(self.facts, place)
        if place.column.promotes and not (facts.offers or facts.activities):
            self.factless[place.column] += 1
            return
        rng = Random(f"{self.seed}/{self.monday}/{number}")
        found = self.ideas.invent(
            facts,
            today=place.day,
            count=_TRIED,
            seed=rng.getrandbits(32),
            wish=self._wish(place, facts, rng),
            history=self.history,
        )
        usable = [
            (idea, one)
            for idea in found
            if (idea.facts_used or not place.column.promotes)
            and (one := self._as_posted(idea, place, facts)).report.level is not Level.BLOCK
        ]
        if usable:
            clear = (pair for pair in usable if pair[1].report.level is Level.OK)
            self._keep(*next(clear, usable[0]))
        else:
            self.stale[place.column] += 1

    def _as_posted(self, idea: Idea, place: Place, facts: Facts) -> Written:
        content = content_of(idea)
        tags = platforms.hashtags_of(content, facts)
        content = replace(content, hashtags=tags)
        return Written(place, content, self.judge(content))

    def _wish(self, place: Place, facts: Facts, rng: Random) -> Wish:
        """Ask for the technique whose turn it is; without a ranking for the one rested longest."""
        wish = Wish(column=place.column, platform=place.platform)
        can = self.ideas.techniques(facts, place.day, wish)
        drawn = turns(self.works, place.platform, 1, rng, can, before=self._drawn)
        if not drawn:
            rested = sorted(can, key=lambda one: (self._drawn.count(one), rng.random()))
            drawn = tuple(rested[:1])
        return replace(wish, turns=drawn * _TRIED)

    def _keep(self, idea: Idea, one: Written) -> None:
        self._drawn.append(idea.technique)
        self.standing.append(one.place)
        self.history.append(Used(idea.headline, one.place.day, idea.production, idea.fillers))
        self.written.append(one)


def _still_true(facts: Facts, place: Place) -> Facts:
    """Leave out what is over by then; an activity of the day itself may be, by the post's hour."""
    coming = tuple(one for one in facts.activities if one.day > place.day)
    lasting = tuple(one for one in facts.offers if one.until >= place.day)
    return replace(facts, activities=coming, offers=lasting)
