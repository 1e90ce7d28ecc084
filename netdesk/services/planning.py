"""Planning posts: the mix, what works here, a whole week by one key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from netdesk import words
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import Mixes, Window, mixes_on, would_exceed
from netdesk.domain.posts.post import Post, PostState
from netdesk.domain.posts.what_works import DAYS, Standing, Works, reason, works_of
from netdesk.i18n import ngettext
from netdesk.services import platforms, post_settings
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.posts import Posts
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import audit, post_outcomes, posts
from netdesk.store.database import Database
from netdesk.store.shop import SHOP_ID

_WEEK = timedelta(days=7)
_MONTH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """What a week was filled with, and a sentence for each thing that could not be."""

    posts: tuple[Post, ...] = ()
    missing: tuple[str, ...] = ()


class Planning:
    """Reads the mix and what works; fills weeks."""

    def __init__(
        self,
        database: Database,
        hours: ShopHours,
        settings: Settings,
        ideas: Ideas,
        posts_: Posts,
    ) -> None:
        """Plan on `database`; days by `hours`, texts by `ideas`, checked by `posts_`."""
        self._database = database
        self._hours = hours
        self._settings = settings
        self._ideas = ideas
        self._posts = posts_

    def mixes(self, now: datetime, on: date | None = None) -> Mixes:
        """Return the mix of the 7 and 28 days that end on `on`, today without it."""
        day = on or self._today(now)
        with self._database.reading() as tx:
            listed = post_outcomes.columns(tx, SHOP_ID, day - _MONTH, day)
        return mixes_on(day, listed, post_settings.read(self._settings).target)

    def would_exceed(
        self, column: Column, *, now: datetime, on: date | None = None
    ) -> tuple[Window, ...]:
        """Return the windows ending on `on` that one more post of `column` brings too high."""
        return would_exceed(self.mixes(now, on), column)

    def works(self, now: datetime) -> Works:
        """Return what works here."""
        today = self._today(now)
        with self._database.reading() as tx:
            listed = post_outcomes.outcomes(tx, SHOP_ID, today - DAYS)
        return works_of(listed, today)

    def plan_week(self, monday: date, *, now: datetime, by: str = "", seed: int = 0) -> WeekPlan:
        """Fill the week of `monday` by quota with scheduled posts, all or none."""
        return WeekPlan()

    def take_back_week(
        self, ids: Iterable[int], *, now: datetime, by: str = ""
    ) -> tuple[Post, ...]:
        """Drop those of these posts that nobody touched since they were planned; return them."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            dropped = []
            for post_id in ids:
                post = posts.one(tx, SHOP_ID, post_id)
                if post is None or post.version > 1 or post.state is not PostState.SCHEDULED:
                    continue
                posts.change(tx, SHOP_ID, post_id, state=PostState.DROPPED)
                dropped.append(post)
            done = {"posts": [post.id for post in dropped]}
            audit.append(tx, SHOP_ID, "week.taken_back", at=now, by_id=who, payload=done)
        return tuple(dropped)

    def _today(self, now: datetime) -> date:
        return local(now, self._hours.current().zone).date()


def why(standing: Standing, settings: Settings | None = None) -> str:
    """Return the sentence on how a technique did: 反差：8 篇里 5 篇高于本店中位数."""
    facts = reason(standing)
    told = {"technique": words.technique(facts.technique), "n": facts.posts, "won": facts.won}
    if not facts.platform:
        return (
            ngettext(
                "%(technique)s：%(n)d 篇里 %(won)d 篇高于本店中位数",
                "%(technique)s：%(n)d 篇里 %(won)d 篇高于本店中位数",
                facts.posts,
            )
            % told
        )
    told["platform"] = platforms.platform(facts.platform, settings).name
    return (
        ngettext(
            "%(technique)s：%(platform)s %(n)d 篇里 %(won)d 篇高于本店在那里的中位数",
            "%(technique)s：%(platform)s %(n)d 篇里 %(won)d 篇高于本店在那里的中位数",
            facts.posts,
        )
        % told
    )


def lacking(works: Works) -> str:
    """Return why there is no ranking yet; empty where there is one."""
    n = works.lacking
    if not n:
        return ""
    told = ngettext(
        "还差 %(n)d 篇填了效果的帖子，才看得出本店什么管用；在那之前各技法轮流出。",
        "还差 %(n)d 篇填了效果的帖子，才看得出本店什么管用；在那之前各技法轮流出。",
        n,
    )
    return told % {"n": n}
