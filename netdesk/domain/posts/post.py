"""A post: draft, then scheduled, then published, and what it came to."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from netdesk.domain.compliance.fields import NO_FIELDS, Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column, Method, Technique

_CODE = re.compile(r"(?<![A-Za-z0-9])TZ[ -]?(\d{1,9})(?!\d)", re.IGNORECASE)


class PostState(StrEnum):
    """How far a post is. A dropped one is kept for undo, and shown nowhere."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PostText:
    """What a person writes of a post, and where it goes.

    `fillers` and `production` are kept for freshness, `facts_used` so that a post on an expired
    fact can be told. `pictures` are paths. A comment says in `reply_to` what it answers (R4).
    """

    platform: str
    column: Column
    method: Method
    headline: str
    body: str
    technique: Technique | None = None
    hashtags: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    production: str = ""
    fillers: frozenset[str] = frozenset()
    facts_used: tuple[str, ...] = ()
    reply_to: str = ""
    fields: Fields = NO_FIELDS

    def text(self) -> str:
        """Return the whole text as it is checked: headline, then body."""
        return f"{self.headline}\n{self.body}".strip()


@dataclass(frozen=True, slots=True)
class PostResult:
    """What a platform counts for a post up to the end of `day`; None: not entered."""

    day: date
    reads: int | None = None
    comments: int | None = None
    likes: int | None = None
    shares: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is stored. `planned_at` and `published_at` are aware UTC.

    `shop_day` is the shop day it was published on (RULINGS 13). `leads` are those that told its
    code or were put to it by hand; `result` is the newest entered.
    """

    id: int
    content: PostText
    state: PostState
    level: Level
    rules_version: str
    created_at: datetime
    version: int
    planned_at: datetime | None = None
    published_at: datetime | None = None
    shop_day: date | None = None
    url: str = ""
    by_id: int | None = None
    leads: int = 0
    result: PostResult | None = field(default=None)

    @property
    def code(self) -> str:
        """Return what a customer is asked to tell, so that we know what brought him."""
        return code_of(self.id)

    @property
    def at(self) -> datetime | None:
        """Return when it was published, else when it is planned."""
        return self.published_at or self.planned_at


def code_of(post_id: int) -> str:
    """Return a post's code: TZ (帖子) and its number. No car is called that."""
    return f"TZ{post_id}"


def codes_in(text: str) -> tuple[int, ...]:
    """Return the numbers of the posts whose codes a text names, each once; however wide it is."""
    found = _CODE.findall(unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys(map(int, found)))


def promoting(posts: Iterable[Post]) -> int:
    """Return how many of these promote (R14)."""
    return sum(post.content.column.promotes for post in posts)
