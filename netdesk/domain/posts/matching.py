"""Which post a row of a platform's export speaks of: by its link, its code or its exact title."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netdesk.domain.posts.post import PostState, codes_in
from netdesk.domain.posts.writing import bare

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://")
# What a link carries of who clicked it and where, which is none of the page.
_TRACKING = re.compile(r"^(?:utm_\w+|chksm|scene|from|source|share_\w+|timestamp|spm|xsec_\w+)=")
_TAGS = re.compile(r"#[^#\s]+#|#[^#\s]+")


class Candidate(NamedTuple):
    """A post that may be meant. `out_day` is the local day it was published on."""

    id: int
    platform: str
    channel: str  # of its platform
    headline: str
    url: str
    state: PostState
    out_day: date | None


class Miss(StrEnum):
    """Why a row speaks of no post."""

    UNKNOWN = "unknown_post"
    SEVERAL = "several_posts"
    NOT_OUT = "post_not_out"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a row says of its post; `source` is the code of a channel or a platform."""

    url: str = ""
    code: str = ""
    title: str = ""
    source: str = ""
    published: date | None = None


class Matcher:
    """Finds posts among those of a store."""

    def __init__(
        self,
        posts: Iterable[Candidate],
        alike: Mapping[str, str] | None = None,
    ) -> None:
        """`alike` puts channels under one code that are one platform, as the local forums are."""
        self._alike = alike or {}
        self._by_id: dict[int, Candidate] = {}
        self._by_url: dict[str, list[Candidate]] = {}
        self._by_title: dict[str, list[Candidate]] = {}
        for post in posts:
            self._by_id[post.id] = post
            if post.url:
                self._by_url.setdefault(plain_url(post.url), []).append(post)
            for title in _titles(post.headline):
                self._by_title.setdefault(title, []).append(post)

    def find(self, sought: Sought) -> Candidate | Miss:
        """Return the one post that is meant; link before code before title."""
        by_url = self._by_url.get(plain_url(sought.url), []) if sought.url else []
        by_code = [self._by_id[n] for n in _numbers(sought.code) if n in self._by_id]
        for found in (by_url, by_code):
            if found:
                return _only(found, sought.published)
        if not sought.title:
            return Miss.UNKNOWN
        by_title = next(filter(None, map(self._by_title.get, _titles(sought.title))), [])
        of_source = [post for post in by_title if self._is_from(post, sought.source)]
        return _only(of_source, sought.published) if of_source else Miss.UNKNOWN

    def _is_from(self, post: Candidate, source: str) -> bool:
        if not source or source in (post.platform, post.channel):
            return True
        return self._alike.get(source, source) == self._alike.get(post.channel, post.channel)


def plain_url(url: str) -> str:
    """Return a link as links are compared: without scheme, www, tracking, fragment, end slash."""
    text = _SCHEME.sub("", unicodedata.normalize("NFKC", url).strip().casefold())
    address, _mark, query = text.partition("#")[0].partition("?")
    kept = [part for part in query.split("&") if part and not _TRACKING.match(part)]
    address = address.removeprefix("www.").rstrip("/")
    return f"{address}?{'&'.join(sorted(kept))}" if kept else address


def _numbers(code: str) -> tuple[int, ...]:
    plain = unicodedata.normalize("NFKC", code).strip()
    return (int(plain),) if plain.isdecimal() and len(plain) < 10 else codes_in(plain)


def _titles(title: str) -> tuple[str, ...]:
    """Return what a title is looked up by: as it is, without topics, without the label."""
    first = title.strip().partition("\n")[0]
    forms = (first, _TAGS.sub("", first), bare(first), bare(_TAGS.sub("", first)))
    return tuple(dict.fromkeys(filter(None, map(_plain, forms))))


def _plain(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).casefold().split())


def _only(found: list[Candidate], published: date | None) -> Candidate | Miss:
    """Return the one that is out, on the day it was published where that tells them apart."""
    out = [post for post in found if post.state is PostState.PUBLISHED]
    if len(out) > 1 and published is not None:
        out = [post for post in out if post.out_day == published] or out
    if len(out) == 1:
        return out[0]
    return Miss.SEVERAL if out else Miss.NOT_OUT
