"""The invented dealership's posts: written week by week by quota, as the desk would have planned.

What lies behind is published, with what came of it; what lies ahead is scheduled. One draft is
blocked, to see what that looks like.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from netdesk.catalog import facts_file
from netdesk.domain.compliance.level import Level
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.demo import posting
from netdesk.domain.demo.invented import InventedShop
from netdesk.domain.demo.posting import Shown
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.freshness import Used
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.inventing import Wish
from netdesk.domain.ideas.technique import Column, Method, Technique
from netdesk.domain.posts import writing
from netdesk.domain.posts.planning import Place, Slot, plan, week_of
from netdesk.domain.posts.post import PostResult, PostState, PostText
from netdesk.services import platforms
from netdesk.services.ideas import Ideas
from netdesk.services.post_check import judge
from netdesk.services.post_settings import PostSettings
from netdesk.store import demo, posts
from netdesk.store.database import Tx
from netdesk.store.shop import SHOP_ID

_DAY = timedelta(days=1)
_FEWEST_DAYS, _MOST_DAYS = 7, 60  # of posts, as many as there are days of leads between these
_AHEAD = 7
_PLATFORMS = ("wechat", "douyin", "xiaohongshu", "toutiao", "dongchedi", "weibo", "forum")
_TRIED = 4  # ideas for a place; the technique used least is taken
_STILL_TO_POST = timedelta(hours=3)  # the last one of today that late is not posted yet
_LATE = (0, 24)  # minutes from the plan to the posting
_DRAFTS = (Column.CARE, Column.LOCAL, Column.MODELS)
_DESK_HOURS = (9 * 60 + 30, 17 * 60 + 30)  # minutes of the day
_REPLY_EVERY = 4  # days


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be written, judged; its times are aware UTC."""

    content: PostText
    level: Level
    rules_version: str
    created_at: datetime
    planned_at: datetime | None = None
    published_at: datetime | None = None


class Feed:
    """Invents what the shop posted in the days that end at `now`, and what it has ahead."""

    def __init__(
        self,
        ideas: Ideas,
        timetable: Timetable,
        rng: Random,
        invented: InventedShop,
        *,
        days: int,
        now: datetime,
        signed: str,
        own_facts: Facts | None = None,
    ) -> None:
        """Write as the shop called `signed`, by `own_facts` or each week those of the demo."""
        self._ideas = ideas
        self._invented = invented
        self.rng, self.timetable, self.now = rng, timetable, now
        self._today = timetable.local_day(now)
        self._signed, self._own_facts = signed, own_facts
        self.first = self._today - min(max(days, _FEWEST_DAYS), _MOST_DAYS) * _DAY
        self._standing: list[Place] = []
        self._history: list[Used] = []
        self._techniques: Counter[Technique | None] = Counter()

    def posts(self) -> list[NewPost]:
        """Return the posts in the order they were begun."""
        found: list[NewPost] = []
        monday, last = week_of(self.first), self._today + _AHEAD * _DAY
        while monday <= last:
            found += self._week(monday, last)
            monday += 7 * _DAY
        found += self._replies()
        found += self._drafts()
        return sorted(found, key=lambda post: post.created_at)

    def _week(self, monday: date, last: date) -> Iterator[NewPost]:
        days = [monday + n * _DAY for n in range(7)]
        open_days = [
            day for day in days if self.first <= day <= last and self.timetable.windows_on(day)
        ]
        usual = PostSettings()
        slots = [Slot(day, at) for day in open_days for at in usual.times]
        planned = plan(monday, slots, usual.quotas, _PLATFORMS, standing=self._standing)
        facts = self._facts_of(monday)
        for place in planned.places:
            content = self._written(place, facts, min(max(monday, self._today), days[3]))
            if content is not None:
                self._standing.append(place)
                yield self._placed(content, place, monday)

    def _facts_of(self, monday: date) -> Facts:
        """Return what was true all that week, as far as anyone will have known."""
        sunday = monday + 6 * _DAY
        facts = self._own_facts or facts_file.demo(min(sunday, self._today))
        return replace(
            facts,
            activities=tuple(one for one in facts.activities if one.day > sunday),
            offers=tuple(one for one in facts.offers if one.until >= sunday),
        )

    def _written(self, place: Place, facts: Facts, day: date) -> PostText | None:
        """Write the post of a place. The season is that of `day`, one a week: it takes a while."""
        found = self._ideas.invent(
            facts,
            today=day,
            count=_TRIED,
            seed=self.rng.getrandbits(32),
            wish=Wish(column=place.column, platform=place.platform),
            history=self._history,
        )
        usable = [one for one in found if one.facts_used or not place.column.promotes]
        if not usable:
            return None
        idea = min(usable, key=lambda one: self._techniques[one.technique])
        self._techniques[idea.technique] += 1
        self._history.append(Used(idea.headline, place.day, idea.production, idea.fillers))
        return self._content(idea, facts)

    def _content(self, idea: Idea, facts: Facts) -> PostText:
        content = writing.content_of(idea)
        return replace(content, hashtags=platforms.hashtags_of(content, facts))

    def _placed(self, content: PostText, place: Place, monday: date) -> NewPost:
        planned = datetime.combine(place.day, place.time, self.timetable.zone)
        late = timedelta(minutes=self.rng.randint(*_LATE), seconds=self.rng.randrange(60))
        published: datetime | None = min(planned + late, self.now)
        if planned > self.now or self._is_still_to_post(planned):
            published = None
        begun = self.timetable.day_opening(monday) + timedelta(minutes=35)
        return self._judged(
            content,
            begun=min(begun, planned - _DAY, self.now - _DAY),
            planned=planned,
            published=published,
        )

    def _is_still_to_post(self, planned: datetime) -> bool:
        return planned.date() == self._today and self.now - planned <= _STILL_TO_POST

    def _replies(self) -> Iterator[NewPost]:
        """Answer others' posts now and then, signed by the shop."""
        replies = self._invented.posts.replies
        days = [self.first + n * _DAY for n in range((self._today - self.first).days)]
        days = [day for day in days if self.timetable.windows_on(day)]
        count = min(len(replies), len(days), -(-len(days) // _REPLY_EVERY))
        for day, reply in zip(sorted(self.rng.sample(days, count)), replies, strict=False):
            at = self._hour_of(day)
            content = PostText(
                platform=reply.platform,
                column=Column.QA,
                method=Method.COMMENT,
                headline="",
                body=f"{reply.text}\n——{self._signed}",
                reply_to=reply.to,
            )
            yield self._judged(content, begun=at - timedelta(minutes=4), published=at)

    def _drafts(self) -> Iterator[NewPost]:
        facts = self._facts_of(week_of(self._today))
        texts = []
        for n, column in enumerate(_DRAFTS):
            place = Place(self._today, time(12), column, _PLATFORMS[n])
            texts.append(self._written(place, facts, self._today))
        spoiled = self._invented.posts
        texts.append(
            PostText(
                platform="douyin",
                column=Column.OFFERS,
                method=Method.ANNOUNCEMENT,
                headline=spoiled.draft_headline,
                body=spoiled.draft_body,
            )
        )
        for n, content in enumerate(texts):
            if content is not None:
                begun = self._hour_of(self._today - (n // 2 + 1) * _DAY)
                yield self._judged(content, begun=begun)

    def _hour_of(self, day: date) -> datetime:
        """Return some time of a day at which people sit at desks."""
        minutes = self.rng.randint(*_DESK_HOURS)
        return datetime.combine(day, time(minutes // 60, minutes % 60), self.timetable.zone)

    def _judged(
        self,
        content: PostText,
        *,
        begun: datetime,
        planned: datetime | None = None,
        published: datetime | None = None,
    ) -> NewPost:
        content = replace(content, fields=writing.fields_of(content))
        report = judge(content, self._ideas.judge)
        times = (one and one.astimezone(UTC) for one in (planned, published))
        return NewPost(content, report.level, report.rules_version, begun.astimezone(UTC), *times)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many of each kind, and the published posts as people saw them."""

    counts: dict[str, int]
    shown: tuple[Shown, ...]


def write(tx: Tx, feed: Feed, *, by_id: int) -> Written:
    """Write a feed's posts and what came of them."""
    rng, timetable, new = feed.rng, feed.timetable, feed.posts()
    today = timetable.local_day(feed.now)
    shown: list[Shown] = []
    results: list[tuple[int, PostResult]] = []
    for post in new:
        post_id = posts.add(
            tx,
            SHOP_ID,
            post.content,
            level=post.level,
            rules_version=post.rules_version,
            by_id=by_id,
            now=post.created_at,
            **_state(post, timetable),
        )
        if post.published_at is not None and post.content.method is not Method.COMMENT:
            seen = _shown(post_id, post, post.published_at, rng)
            shown.append(seen)
            day = timetable.local_day(post.published_at)
            results += [(post_id, one) for one in posting.results(rng, seen, day, today)]
    posts.write_results(tx, SHOP_ID, results)
    drawn: dict[tuple[str, date], float] = {}
    for seen in shown:
        key = (seen.channel, timetable.local_day(seen.at))
        drawn[key] = drawn.get(key, 0.0) + seen.pull
    days = [feed.first + n * _DAY for n in range((today - feed.first).days)]
    noted = posting.account_days(rng, days, drawn)
    demo.write_account_days(tx, SHOP_ID, noted)
    counts = {"posts": len(new), "post_results": len(results), "channel_days": len(noted)}
    return Written(counts, tuple(shown))


def _state(post: NewPost, timetable: Timetable) -> dict[str, object]:
    """Return the columns that say how far a post is; publishing was a step after planning."""
    values: dict[str, object] = {}
    if post.planned_at is not None:
        values["planned_at"] = post.planned_at
        values["planned_day"] = timetable.local_day(post.planned_at)
        values["state"] = PostState.SCHEDULED
    if post.published_at is not None:
        values["published_at"] = post.published_at
        values["shop_day"] = timetable.working_day(post.published_at)
        values["state"] = PostState.PUBLISHED
        values["version"] = 2
    return values


def _shown(post_id: int, post: NewPost, at: datetime, rng: Random) -> Shown:
    content = post.content
    channels = {one.code: one.channel for one in platforms.known(None)}
    pull = posting.pull_of(rng, content.platform, content.column, content.technique)
    return Shown(post_id, content.platform, channels[content.platform], at, pull)
