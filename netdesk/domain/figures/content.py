"""Posts and followers as figures have them: by channel, by days, by technique, by person (R13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from netdesk.domain.figures.grouping import BY_TIME, By, bucket

POSTS, FOLLOWERS = "posts", "followers_net"
NO_ROW = ""  # only the whole has it
Key = str | None
Total = tuple[date, int]

# What a post has one of; a car or an activity it has not.
_POSTED_BY = (By.CHANNEL, *BY_TIME, By.TECHNIQUE, By.PERSON)
_GROWN_BY = (By.CHANNEL, *BY_TIME)


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post behind a number. `key` is its row's; names are in the language in use."""

    key: Key
    id: int
    day: date
    platform: str
    technique: str  # empty: none
    headline: str
    by: str
    leads: int


@dataclass(frozen=True, slots=True)
class GrownLine:
    """How an account grew: its followers on `since` and on `day`."""

    key: Key
    channel: str  # its name
    since: date
    before: int
    day: date
    after: int

    @property
    def net(self) -> int:
        """Return how many came, those who left taken off."""
        return self.after - self.before


def has_posts(by: By) -> bool:
    """Say whether rows of this kind have posts of their own."""
    return by in _POSTED_BY


def has_followers(by: By) -> bool:
    """Say whether rows of this kind have followers of their own."""
    return by in _GROWN_BY


def post_key(
    by: By, *, channel: str, day: date, technique: str | None, person: int | None
) -> tuple[Key] | None:
    """Return the key of a post's row; None: it has no row, only the whole has it."""
    if by is By.CHANNEL:
        return (channel,)
    if by in BY_TIME:
        return (bucket(by, day),)
    if by is By.TECHNIQUE and technique is not None:
        return (technique,)
    return (str(person),) if by is By.PERSON and person is not None else None


def grown(by: By, channel: str, name: str, totals: Sequence[Total]) -> list[GrownLine]:
    """Return how an account grew, by rows; `totals` in their order, first what it began with."""
    (since, before), *later = totals
    if by not in BY_TIME:
        return [GrownLine(channel, name, since, before, *later[-1])]
    last = {bucket(by, day): (day, total) for day, total in later}
    found = []
    for key, (day, total) in last.items():
        found.append(GrownLine(key, name, since, before, day, total))
        since, before = day, total
    return found


def net_by(lines: Iterable[GrownLine]) -> Mapping[Key, int]:
    """Return by key how many followers came to all accounts together."""
    found: dict[Key, int] = {}
    for line in lines:
        found[line.key] = found.get(line.key, 0) + line.net
    return found
