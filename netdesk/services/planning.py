"""Planning posts: the mix, what works here, a whole week by one key."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from netdesk import words
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import Mixes, Window, mixes_on, would_exceed
from netdesk.domain.posts.planning import Place, Slot, plan, week_of
from netdesk.domain.posts.post import Post, PostState
from netdesk.domain.posts.what_works import DAYS, Standing, Works, reason, works_of
from netdesk.i18n import _, ngettext
from netdesk.services import platforms, post_settings
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.posts import Posts
from netdesk.services.settings import Settings
from netdesk.services.week_writing import WeekWriter, Written
from netdesk.services.who import person_id
from netdesk.store import audit, post_outcomes, posts
from netdesk.store.database import Database
from netdesk.store.shop import SHOP_ID

_DAY = timedelta(days=1)
_WEEK = 7


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
        """Return the mix of the 7 and 28 days that end on `on` (the shop's days), today without."""
        timetable = self._hours.timetable()
        day = on or timetable.local_day(now)
        first = day - timedelta(days=Window.MONTH.days - 1)
        start, end = timetable.day_start(first), timetable.day_start(day + _DAY)
        with self._database.reading() as tx:
            found = post_outcomes.columns(tx, SHOP_ID, first - _DAY, start, end)
        listed = [(timetable.local_day(at), column) for at, column in found]
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
        """Fill what is left of the week of `monday` by quota with scheduled posts.

        Each is checked, none is blocked; all are written in one transaction, or none. The same
        store, facts, week, time and seed give the same posts. Raises UnknownPerson.
        """
        monday, kept = week_of(monday), post_settings.read(self._settings)
        slots = self._slots(monday, kept.times, now)
        if not slots:
            return WeekPlan(missing=(_("这一周没有可以排的时间：营业日的发布时间都已经过了。"),))
        standing = self._standing(monday)
        planned = plan(
            monday, slots, kept.quotas, kept.platforms, standing=standing, target=kept.target
        )
        writer = WeekWriter(
            ideas=self._ideas,
            judge=self._posts.judge,
            facts=self._ideas.facts(),
            works=self.works(now),
            monday=monday,
            seed=seed,
            history=list(self._posts.history(now)),
            standing=standing,
            target=kept.target,
        )
        writer.write(planned.places)
        writer.above.update(planned.above)
        written = self._write(writer.written, now=now, by=by)
        missing = tuple(_missing(writer, planned.crowded, kept.target))
        if not written and not missing:
            missing = (_("这一周已经按每周篇数排满了，没有再排。"),)
        return WeekPlan(written, missing)

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
        return self._hours.timetable().local_day(now)

    def _slots(self, monday: date, times: Sequence[time], now: datetime) -> list[Slot]:
        """Return the times to post of the week's open days that are still ahead."""
        timetable, here = self._hours.timetable(), self._local(now)
        days = [monday + n * _DAY for n in range(_WEEK)]
        listed = [Slot(day, at) for day in days if timetable.windows_on(day) for at in times]
        return [slot for slot in listed if slot > (here.date(), here.time())]

    def _standing(self, monday: date) -> list[Place]:
        """Return the posts that a week's mix and freshness stand with, on the shop's clock."""
        span = Window.MONTH.days * _DAY
        found = self._posts.between(monday - span, monday + _WEEK * _DAY + span)
        places = []
        for post in found:
            assert post.at is not None
            at = self._local(post.at)
            places.append(Place(at.date(), at.time(), post.content.column, post.content.platform))
        return places

    def _write(self, written: Sequence[Written], *, now: datetime, by: str) -> tuple[Post, ...]:
        zone = self._hours.current().zone
        if not written:
            return ()
        with self._database.writing() as tx:
            who = person_id(tx, by)
            ids = []
            for one in written:
                at = datetime.combine(*one.place.slot, tzinfo=zone).astimezone(UTC)
                post_id = posts.add(
                    tx,
                    SHOP_ID,
                    one.content,
                    level=one.report.level,
                    rules_version=one.report.rules_version,
                    by_id=who,
                    now=now,
                    state=PostState.SCHEDULED,
                    planned_at=at,
                    planned_day=one.place.day,
                )
                ids.append(post_id)
            audit.append(tx, SHOP_ID, "week.planned", at=now, by_id=who, payload={"posts": ids})
            return tuple(post for id_ in ids if (post := posts.one(tx, SHOP_ID, id_)))

    def _local(self, at: datetime) -> datetime:
        return local(at, self._hours.current().zone).replace(tzinfo=None)


def _missing(writer: WeekWriter, crowded: Sequence[Column], target: float) -> Iterator[str]:
    """Yield a sentence for each column and reason that posts are missing for."""
    percent = {"percent": f"{target * 100:g}"}
    for column in Column:
        name = {"column": words.column(column)}
        if n := writer.above[column]:
            told = ngettext(
                "%(column)s少排了 %(n)d 篇：再排，促销就超过 %(percent)s%% 的上限了。",
                "%(column)s少排了 %(n)d 篇：再排，促销就超过 %(percent)s%% 的上限了。",
                n,
            )
            yield told % {"n": n, **name, **percent}
        if n := writer.factless[column]:
            told = ngettext(
                "%(column)s少排了 %(n)d 篇：事实里没有到那天还有效的礼品或活动，请先写上。",
                "%(column)s少排了 %(n)d 篇：事实里没有到那天还有效的礼品或活动，请先写上。",
                n,
            )
            yield told % {"n": n, **name}
        if n := writer.stale[column]:
            told = ngettext(
                "%(column)s少排了 %(n)d 篇：按现有的事实写不出新鲜又合规的，请补些事实再排。",
                "%(column)s少排了 %(n)d 篇：按现有的事实写不出新鲜又合规的，请补些事实再排。",
                n,
            )
            yield told % {"n": n, **name}
        if n := crowded.count(column):
            told = ngettext(
                "%(column)s少排了 %(n)d 篇：这一周的发布时间用完了，可以在设置里多加一个时间。",
                "%(column)s少排了 %(n)d 篇：这一周的发布时间用完了，可以在设置里多加一个时间。",
                n,
            )
            yield told % {"n": n, **name}


def why(standing: Standing, settings: Settings | None = None) -> str:
    """Return the sentence on how a technique did: 反差：8 篇里 5 篇高于本店中位数."""
    facts = reason(standing)
    told: dict[str, object] = {"technique": words.technique(facts.technique)}
    told |= {"n": facts.posts, "won": facts.won}
    if not facts.platform:
        if not facts.posts:
            return _("%(technique)s：还没有填了效果的帖子") % told
        sentence = ngettext(
            "%(technique)s：%(n)d 篇里 %(won)d 篇高于本店中位数",
            "%(technique)s：%(n)d 篇里 %(won)d 篇高于本店中位数",
            facts.posts,
        )
        return sentence % told
    told["platform"] = platforms.platform(facts.platform, settings).name
    if not facts.posts:
        return _("%(technique)s：在%(platform)s还没有填了效果的帖子") % told
    sentence = ngettext(
        "%(technique)s：%(platform)s %(n)d 篇里 %(won)d 篇高于本店在那里的中位数",
        "%(technique)s：%(platform)s %(n)d 篇里 %(won)d 篇高于本店在那里的中位数",
        facts.posts,
    )
    return sentence % told


def warning(mixes: Mixes, column: Column) -> str:
    """Return what one more post of `column` would do to the mix; empty where it may be planned."""
    above = would_exceed(mixes, column)
    if not above:
        return ""
    share = max(mixes.of(window).plus(column).share or 0 for window in above)
    facts = {
        "days": max(window.days for window in above),
        "share": f"{share * 100:.0f}",
        "target": f"{mixes.target * 100:g}",
    }
    if len(above) == 1:
        told = _("再排这一篇，%(days)d 天里促销占 %(share)s%%，超过上限 %(target)s%%。")
    else:
        told = _("再排这一篇，7 天和 28 天里促销都超过上限 %(target)s%%（最多到 %(share)s%%）。")
    return told % facts


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
