"""What works here: which techniques did better than is usual for this shop (docs/what-works.md).

A post wins when it brought more leads than its platform's median post, or was read more often. What
is known of a technique's rate of wins is a Beta; the next techniques are drawn from it by Thompson
sampling, so that better ones come more often and each keeps its chance.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import median

from netdesk.domain.ideas.technique import Technique
from netdesk.domain.posts.beta import quantile

NEEDED = 10  # posts with results before anything is ranked
DAYS = timedelta(days=180)  # older posts tell of another audience
DECAY = 0.98  # a week
EXPLORE = 0.1  # of the turns go to any technique
RUN = 2  # a technique comes no more often in a row
PRIOR = 2.0  # a prior weighs as much as so many posts: over all platforms it is Beta(1, 1)
INTERVAL = 0.9
EVERYWHERE = ""  # the platform of a standing over all platforms


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a published post came to; `reads` is None where nobody entered it.

    A post written by hand has no technique; it counts among what is usual here.
    """

    technique: Technique | None
    platform: str
    day: date
    leads: int
    reads: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a technique stands on a platform ('' = all).

    Of `posts` with results `won` were above the median. `trials` and `wins` are the same, older
    ones weighing less. What is known of its rate of wins is a Beta(`a`, `b`): `mean` is the rate to
    expect, `low` to `high` holds it with 90 %.
    """

    technique: Technique
    platform: str
    posts: int
    won: int
    wins: float
    trials: float
    a: float
    b: float

    @property
    def mean(self) -> float:
        """Return the rate of wins to expect, 0 to 1."""
        return self.a / (self.a + self.b)

    @property
    def low(self) -> float:
        """Return what the rate is above with 95 %."""
        return quantile((1 - INTERVAL) / 2, self.a, self.b)

    @property
    def high(self) -> float:
        """Return what the rate is below with 95 %."""
        return quantile((1 + INTERVAL) / 2, self.a, self.b)


@dataclass(frozen=True, slots=True)
class Reason:
    """The facts of a sentence on a technique: of `posts`, `won` were above the shop's median."""

    technique: Technique
    platform: str
    posts: int
    won: int


@dataclass(frozen=True, slots=True)
class Works:
    """Every technique's standing over all platforms, and on each that was posted on.

    `posts` have a technique and results; there have to be `needed` before anything is ranked.
    """

    standings: tuple[Standing, ...] = ()
    posts: int = 0
    needed: int = NEEDED

    @property
    def is_ranked(self) -> bool:
        """Whether there is enough to say what works."""
        return self.posts >= self.needed

    @property
    def lacking(self) -> int:
        """Return how many posts with results are lacking for a ranking."""
        return max(0, self.needed - self.posts)

    def of(self, technique: Technique, platform: str = EVERYWHERE) -> Standing:
        """Return a technique's standing; over all platforms where nothing was posted there."""
        found = {one.platform: one for one in self.standings if one.technique is technique}
        return found.get(platform) or found.get(EVERYWHERE) or _standing(technique, EVERYWHERE)

    def best(self, platform: str = EVERYWHERE) -> tuple[Standing, ...]:
        """Return the seven, the best first; none where there is too little to rank."""
        if not self.is_ranked:
            return ()
        return tuple(sorted((self.of(one, platform) for one in Technique), key=lambda s: -s.mean))


def works_of(outcomes: Iterable[Outcome], today: date) -> Works:
    """Return what works here as of `today`, from posts with results; older ones are left out."""
    counted = [one for one in outcomes if one.day > today - DAYS]
    wins = _winner(counted)
    platforms = sorted({one.platform for one in counted})
    standings = []
    for technique in Technique:
        own = [(one, wins(one)) for one in counted if one.technique is technique]
        standings.append(_standing(technique, EVERYWHERE, own, today=today))
        for platform in platforms:
            there = [(one, won) for one, won in own if one.platform == platform]
            elsewhere = [(one, won) for one, won in own if one.platform != platform]
            prior = _standing(technique, EVERYWHERE, elsewhere, today=today).mean
            standings.append(_standing(technique, platform, there, today=today, prior=prior))
    return Works(tuple(standings), sum(one.technique is not None for one in counted))


def turns(
    works: Works,
    platform: str,
    count: int,
    rng: Random,
    allowed: Sequence[Technique] = tuple(Technique),
    *,
    before: Sequence[Technique] = (),
) -> tuple[Technique, ...]:
    """Return the techniques of the next `count` ideas; none where nothing is ranked yet.

    The first of a longer answer are those of a shorter one. One turn in ten goes to any of
    `allowed`; else the highest of a draw from each one's Beta has it. No technique comes three
    times in a row, those `before` counted, where there is another.
    """
    if not works.is_ranked or not allowed:
        return ()
    standings = {one: works.of(one, platform) for one in allowed}
    last = deque(before, maxlen=RUN)
    drawn: list[Technique] = []
    for _turn in range(count):
        open_ = [one for one in allowed if last.count(one) < RUN] or list(allowed)
        if rng.random() < EXPLORE:
            drawn.append(rng.choice(open_))
        else:
            chances = {t: rng.betavariate(standings[t].a, standings[t].b) for t in open_}
            drawn.append(max(open_, key=lambda one: chances[one]))
        last.append(drawn[-1])
    return tuple(drawn)


def reason(standing: Standing) -> Reason:
    """Return the facts of a sentence on why a technique is preferred."""
    return Reason(standing.technique, standing.platform, standing.posts, standing.won)


def _winner(outcomes: Sequence[Outcome]) -> Callable[[Outcome], bool]:
    leads = _medians((one.platform, one.leads) for one in outcomes)
    reads = _medians((one.platform, one.reads) for one in outcomes if one.reads is not None)

    def won(one: Outcome) -> bool:
        read_more = one.reads is not None and one.reads > reads[one.platform]
        return read_more or one.leads > leads[one.platform]

    return won


def _medians(figures: Iterable[tuple[str, int]]) -> Mapping[str, float]:
    found: dict[str, list[int]] = {}
    for platform, figure in figures:
        found.setdefault(platform, []).append(figure)
    return {platform: median(listed) for platform, listed in found.items()}


def _standing(
    technique: Technique,
    platform: str,
    judged: Sequence[tuple[Outcome, bool]] = (),
    *,
    today: date = date.min,
    prior: float = 0.5,
) -> Standing:
    """Weigh posts by their age. `prior` is the rate expected before any; it weighs as PRIOR posts.

    On one platform that is the technique's rate on the others; over all it is one half.
    """
    weights = [DECAY ** (max(0, (today - one.day).days) / 7) for one, _won in judged]
    trials = sum(weights)
    wins = sum(weight for weight, (_one, won) in zip(weights, judged, strict=True) if won)
    a, b = PRIOR * prior + wins, PRIOR * (1 - prior) + trials - wins
    return Standing(
        technique,
        platform,
        posts=len(judged),
        won=sum(won for _one, won in judged),
        wins=wins,
        trials=trials,
        a=a,
        b=b,
    )
