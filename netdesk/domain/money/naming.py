"""Which activity or post a fee names: by a number, a code, a link, or the name as it is written."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netdesk.domain.money.spend import same_item
from netdesk.domain.posts.post import codes_in


class Unnamed(StrEnum):
    """Why a name is nobody's; the words are those of the intake's reasons."""

    NO_ACTIVITY = "unknown_activity"
    ACTIVITIES = "several_activities"
    NO_POST = "unknown_post"
    POSTS = "several_posts"


class NamedActivity(NamedTuple):
    """As much of an activity as tells it apart."""

    id: int
    name: str
    first: date
    last: date


class NamedPost(NamedTuple):
    """As much of a post as tells it apart."""

    id: int
    headline: str
    url: str


class Names:
    """Finds what fees name; of two activities of one name the one whose days they share."""

    def __init__(self, activities: Iterable[NamedActivity], posts: Iterable[NamedPost]) -> None:
        """Know these."""
        self._activities: dict[str, list[NamedActivity]] = {}
        self._activity_ids: set[int] = set()
        for one in activities:
            self._activities.setdefault(same_item(one.name), []).append(one)
            self._activity_ids.add(one.id)
        self._posts: dict[str, list[int]] = {}
        self._post_ids: set[int] = set()
        for post in posts:
            self._post_ids.add(post.id)
            for text in {same_item(post.headline), same_item(post.url)} - {""}:
                self._posts.setdefault(text, []).append(post.id)

    def activity(self, text: str, first: date, last: date) -> int | Unnamed:
        """Return the activity of a cell: its name, or its number (#12, 12)."""
        named = self._activities.get(same_item(text), [])
        if not named:
            number = text.strip().lstrip("#")
            known = number.isascii() and number.isdecimal() and int(number) in self._activity_ids
            return int(number) if known else Unnamed.NO_ACTIVITY
        if len(named) > 1:
            named = [one for one in named if one.first <= last and first <= one.last]
        return named[0].id if len(named) == 1 else Unnamed.ACTIVITIES

    def post(self, text: str) -> int | Unnamed:
        """Return the post of a cell: its code (TZ12), its link or its headline."""
        named = self._posts.get(same_item(text), [])
        if named:
            return named[0] if len(named) == 1 else Unnamed.POSTS
        codes = [one for one in codes_in(text) if one in self._post_ids]
        return codes[0] if len(codes) == 1 else Unnamed.NO_POST
