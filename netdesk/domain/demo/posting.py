"""How people take what the invented dealership posts. Plausible, not measured anywhere.

Everything follows from the random source that is handed in; nothing asks a clock.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from types import MappingProxyType

from netdesk.domain.demo.invented import pick
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.posts.post import PostResult, code_of

_DAY = timedelta(days=1)
# What the shop finds out under 什么管用: here these techniques draw more people than others.
_PULLS: Mapping[Technique, float] = MappingProxyType(
    {
        Technique.CONTRAST: 1.55,
        Technique.SECRET: 1.3,
        Technique.HUMOUR: 1.1,
        Technique.TABOO: 1.0,
        Technique.EMOTION: 0.9,
        Technique.BOLD: 0.8,
        Technique.EXTREME: 0.7,
    }
)
_OWN_PULLS: Mapping[tuple[str, Technique], float] = MappingProxyType(
    {("douyin", Technique.HUMOUR): 1.6, ("wechat", Technique.EMOTION): 1.5}
)
_READS: Mapping[str, int] = MappingProxyType(
    {
        "douyin": 2400,
        "toutiao": 900,
        "dongchedi": 760,
        "xiaohongshu": 520,
        "wechat": 380,
        "weibo": 310,
        "forum": 240,
    }
)
_FEW_READS = 200
_COUNTED = ((1, 0.55), (3, 0.86), (7, 1.0))  # days after, share of the reads by then
_SHARES = (("comments", 0.012), ("likes", 0.034), ("shares", 0.008))  # of the reads
_FOLLOWERS: Mapping[str, tuple[int, float]] = MappingProxyType(  # at the start, net a day
    {
        "wechat": (2860, 5.5),
        "douyin": (5230, 14.0),
        "xiaohongshu": (940, 4.5),
        "weibo": (1610, 0.8),
        "dongchedi": (680, 2.5),
    }
)
_UPDATES: Mapping[str, float] = MappingProxyType(  # put in by hand: what is posted there isn't ours
    {"autohome": 0.75, "yiche": 0.4, "dealer_site": 0.3}
)
_NOT_LOOKED_AT = 0.06  # days on which nobody noted the followers
_TELLS = timedelta(days=12)  # how long after a post people come by it
_TELLING: Mapping[str, float] = MappingProxyType({"dongchedi": 0.12})  # mostly come otherwise
_USUAL_TELLING = 0.42


@dataclass(frozen=True, slots=True)
class Shown:
    """A published post as people see it; `pull` is how much it draws, about 1."""

    post_id: int
    platform: str
    channel: str
    at: datetime
    pull: float


@dataclass(frozen=True, slots=True)
class NotedDay:
    """Followers and updates of a channel's account at the end of a day; None: not noted."""

    channel: str
    day: date
    followers: int | None = None
    updates: int | None = None


def pull_of(rng: Random, platform: str, column: Column, technique: Technique | None) -> float:
    """Return how much a post draws: by its technique, less where it promotes, and by chance."""
    usual = _PULLS[technique] if technique else 1.0
    own = _OWN_PULLS.get((platform, technique), 1.0) if technique else 1.0
    return usual * own * (0.7 if column.promotes else 1.0) * rng.lognormvariate(0, 0.35)


def results(rng: Random, shown: Shown, published: date, today: date) -> list[PostResult]:
    """Return what was noted of a post before today: after a day, after three, after a week."""
    whole = _READS.get(shown.platform, _FEW_READS) * shown.pull * rng.uniform(0.8, 1.25)
    likings = [(name, share * rng.lognormvariate(0, 0.4)) for name, share in _SHARES]
    found = []
    for days, part in _COUNTED:
        day = published + days * _DAY
        if day < today:
            reads = round(whole * part)
            counts = {name: round(reads * share) for name, share in likings}
            found.append(PostResult(day, reads, **counts))
    return found


def account_days(
    rng: Random, days: Sequence[date], posted: Mapping[tuple[str, date], float]
) -> list[NotedDay]:
    """Return what was noted of the accounts on `days`, one after the other.

    `posted` is the pull of what each channel had on a day: a post brings some who follow.
    """
    found = []
    for channel, (begin, gain) in _FOLLOWERS.items():
        count = float(begin)
        for day in days:
            drawn = sum(posted.get((channel, day - n * _DAY), 0.0) for n in range(2))
            count += rng.gauss(gain * (0.6 + 0.5 * drawn), 0.5 * gain + 1)
            if rng.random() >= _NOT_LOOKED_AT:
                found.append(NotedDay(channel, day, followers=round(count)))
    for channel, often in _UPDATES.items():
        updates = ((day, int(rng.random() < often) + int(rng.random() < often)) for day in days)
        found += [NotedDay(channel, day, updates=count) for day, count in updates if count]
    return found


class Codes:
    """Which post a customer says he comes by, if any."""

    def __init__(self, rng: Random, shown: Sequence[Shown], messages: Sequence[str]) -> None:
        """`messages` have `{code}` for the code and `{model}` for the car."""
        self._rng = rng
        self._messages = messages
        self._by_channel: dict[str, list[Shown]] = {}
        for one in sorted(shown, key=lambda one: one.at):
            self._by_channel.setdefault(one.channel, []).append(one)

    def message(self, channel: str, at: datetime, model: str) -> str:
        """Return what he writes, naming a post of that channel; "" where he names none."""
        if channel not in self._by_channel:
            return ""
        if self._rng.random() >= _TELLING.get(channel, _USUAL_TELLING):
            return ""
        seen = list(self._seen(channel, at))
        if not seen:
            return ""
        (post,) = self._rng.choices(seen, [one.pull**2 for one in seen])
        text = pick(self._rng, self._messages)
        return text.replace("{code}", code_of(post.post_id)).replace("{model}", model)

    def _seen(self, channel: str, at: datetime) -> Iterator[Shown]:
        return (one for one in self._by_channel[channel] if at - _TELLS < one.at < at)
