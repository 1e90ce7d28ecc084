"""Posts: draft, scheduled, published, what came of them, and every step back.

Each write is one transaction. What is scheduled or published is checked again and refused where the
rules block it. Every step has its way back: `put_back` makes a post what it was before a step, to
the last column; results and leads have `take_result` and `take_lead`.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from netdesk import errors
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Report
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.freshness import Used
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.technique import Method
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts import writing
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText
from netdesk.services import platforms
from netdesk.services.check import MOST
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import audit, inbox, posts
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_RECENT = timedelta(days=60)  # as far back productions and fillers are told
_DAY = timedelta(days=1)
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_NEVER = datetime.max.replace(tzinfo=UTC)


class Posts:
    """Writes and reads posts. `by` names the colleague at the desk; "" is nobody named.

    With `version` a write is refused where the post was changed since (PostChanged).
    """

    def __init__(
        self, database: Database, hours: ShopHours, settings: Settings, ideas: Ideas
    ) -> None:
        """Write to `database`; days by `hours`, the check and the rules by `ideas`."""
        self._database = database
        self._hours = hours
        self._settings = settings
        self._ideas = ideas

    def add(
        self, content: PostText, *, by: str = "", now: datetime, planned_at: datetime | None = None
    ) -> Post:
        """Keep a new post: a draft, or scheduled for `planned_at`, as `schedule` would.

        Raises PostEmpty, TextTooLong, UnknownWord (no such platform), UnknownPerson.
        """
        content, report = self._judged(content)
        planned: dict[str, Any] = {}
        if planned_at is not None:
            self._may_go_out(content, report)
            planned = {"state": PostState.SCHEDULED, **self._planned(planned_at, now)}
        with self._database.writing() as tx:
            who = person_id(tx, by)
            post_id = posts.add(
                tx,
                SHOP_ID,
                content,
                level=report.level,
                rules_version=report.rules_version,
                by_id=who,
                now=now,
                **planned,
            )
            return _told(tx, post_id, "added", now, who)

    def save(
        self,
        post_id: int,
        content: PostText,
        *,
        by: str = "",
        now: datetime,
        version: int | None = None,
    ) -> Post:
        """Keep what was rewritten, checked again.

        Raises PostBlocked and TitleTooLong where the post is scheduled or published, PostEmpty,
        UnknownWord, UnknownPost, PostChanged, PostIsDropped.
        """
        content, report = self._judged(content)
        with self._database.writing() as tx:
            post = _standing(tx, post_id, version)
            if post.state is not PostState.DRAFT:
                self._may_go_out(content, report)
            values = posts.text_values(content, report.level, report.rules_version)
            return _changed(tx, post_id, "saved", now, by, values)

    def schedule(
        self,
        post_id: int,
        at: datetime,
        *,
        by: str = "",
        now: datetime,
        version: int | None = None,
    ) -> Post:
        """Plan a draft, or move what is scheduled.

        Raises PostBlocked (with the words), TitleTooLong, PlannedInPast, PostIsPublished,
        PostIsDropped, UnknownPost, PostChanged.
        """
        with self._database.writing() as tx:
            post = _not_out(tx, post_id, version)
            content, report = self._judged(post.content)
            self._may_go_out(content, report)
            values = {"state": PostState.SCHEDULED, **self._planned(at, now), **_judgement(report)}
            return _changed(tx, post_id, "scheduled", now, by, values)

    def unschedule(
        self, post_id: int, *, by: str = "", now: datetime, version: int | None = None
    ) -> Post:
        """Make a scheduled post a draft again. Raises PostIsPublished and as `schedule` does."""
        with self._database.writing() as tx:
            _not_out(tx, post_id, version)
            values = {"state": PostState.DRAFT, "planned_at": None, "planned_day": None}
            return _changed(tx, post_id, "unscheduled", now, by, values)

    def drop(
        self, post_id: int, *, by: str = "", now: datetime, version: int | None = None
    ) -> Post:
        """Put a draft or a scheduled post away; `bring_back` gives it back as it was."""
        with self._database.writing() as tx:
            _not_out(tx, post_id, version)
            return _changed(tx, post_id, "dropped", now, by, {"state": PostState.DROPPED})

    def bring_back(
        self, post_id: int, *, by: str = "", now: datetime, version: int | None = None
    ) -> Post:
        """Give back what was dropped: scheduled where it was, else a draft."""
        with self._database.writing() as tx:
            post = _read(tx, post_id, version)
            if post.state is not PostState.DROPPED:
                return post
            return _changed(tx, post_id, "brought_back", now, by, {"state": _unpublished(post)})

    def publish(
        self,
        post_id: int,
        *,
        url: str = "",
        at: datetime | None = None,
        by: str = "",
        now: datetime,
        version: int | None = None,
    ) -> Post:
        """Record that a post went out at `at` (now); what is published already gets its new facts.

        Raises PostBlocked, TitleTooLong, PostedAhead, BadAddress, ResultOutOfTime (results of days
        before), PostIsDropped, UnknownPost, PostChanged.
        """
        at, url = at or now, _address(url)
        if at > now:
            raise errors.PostedAhead(at=self._clock_face(at))
        with self._database.writing() as tx:
            post = _standing(tx, post_id, version)
            content, report = self._judged(post.content)
            self._may_go_out(content, report)
            for entered in posts.results(tx, SHOP_ID, post_id):
                self._check_day(entered.day, at, now)
            values = {
                "state": PostState.PUBLISHED,
                "published_at": at,
                "shop_day": self._hours.timetable().working_day(at),
                "url": url,
                **_judgement(report),
            }
            return _changed(tx, post_id, "published", now, by, values)

    def take_back(
        self, post_id: int, *, by: str = "", now: datetime, version: int | None = None
    ) -> Post:
        """Say that a post was not published: it is scheduled as before, or a draft.

        Raises PostNotPublished, PostHasResults, UnknownPost, PostChanged.
        """
        with self._database.writing() as tx:
            post = _out(tx, post_id, version)
            if post.result is not None:
                raise errors.PostHasResults()
            values = {
                "state": _unpublished(post),
                "published_at": None,
                "shop_day": None,
                "url": "",
            }
            return _changed(tx, post_id, "taken_back", now, by, values)

    def put_back(self, before: Post, *, by: str = "", now: datetime, version: int) -> Post:
        """Undo a step: make a post again what `before` says; `version` is the step's outcome's.

        Nothing is judged: it was so. Raises PostChanged where another step came in between.
        """
        with self._database.writing() as tx:
            post = _read(tx, before.id, version)
            if post.result is not None and before.published_at is None:
                raise errors.PostHasResults()
            timetable = self._hours.timetable()
            at = before.planned_at
            values = {
                **posts.text_values(before.content, before.level, before.rules_version),
                "state": before.state,
                "planned_at": at,
                "planned_day": None if at is None else timetable.local_day(at),
                "published_at": before.published_at,
                "shop_day": before.shop_day,
                "url": before.url,
            }
            return _changed(tx, before.id, "put_back", now, by, values)

    def enter_result(
        self, post_id: int, result: PostResult, *, by: str = "", now: datetime
    ) -> Post:
        """Enter what the platform counts up to the end of a day, over what was entered for it.

        Raises PostNotPublished, ResultOutOfTime, BadCount, UnknownPost.
        """
        counts = (result.reads, result.comments, result.likes, result.shares)
        if any(count is not None and count < 0 for count in counts):
            raise errors.BadCount()
        with self._database.writing() as tx:
            post = _out(tx, post_id, None)
            who = person_id(tx, by)
            self._check_day(result.day, post.published_at or now, now)
            posts.write_result(tx, SHOP_ID, post_id, result)
            return _told(tx, post_id, "result", now, who, day=result.day.isoformat())

    def take_result(self, post_id: int, day: date, *, by: str = "", now: datetime) -> Post:
        """Take out what was entered for a day. Raises UnknownPost."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            post = _read(tx, post_id, None)
            if not posts.drop_result(tx, SHOP_ID, post_id, day):
                return post
            return _told(tx, post_id, "result_taken", now, who, day=day.isoformat())

    def put_lead(self, post_id: int, lead_id: int, *, by: str = "", now: datetime) -> Post:
        """Say that a post brought a lead. Raises UnknownLead, UnknownPost, PostIsDropped."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            post = _standing(tx, post_id, None)
            if not inbox.rows(tx, SHOP_ID, [lead_id]):
                raise errors.UnknownLead(id=lead_id)
            if not posts.put_lead(tx, SHOP_ID, post_id, lead_id, posts.HAND, now):
                return post
            return _told(tx, post_id, "lead_put", now, who, lead=lead_id)

    def take_lead(self, post_id: int, lead_id: int, *, by: str = "", now: datetime) -> Post:
        """Say that a post did not bring a lead. Raises UnknownPost."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            post = _read(tx, post_id, None)
            if not posts.take_lead(tx, SHOP_ID, post_id, lead_id):
                return post
            return _told(tx, post_id, "lead_taken", now, who, lead=lead_id)

    def leads_of(self, post_id: int) -> tuple[InboxRow, ...]:
        """Return the leads a post brought, as the inbox shows them."""
        with self._database.reading() as tx:
            return inbox.rows(tx, SHOP_ID, posts.lead_ids(tx, SHOP_ID, post_id))

    def one(self, post_id: int) -> Post:
        """Return a post. Raises UnknownPost."""
        with self._database.reading() as tx:
            return _read(tx, post_id, None)

    def between(self, first: date, last: date) -> tuple[Post, ...]:
        """Return what was published or is scheduled on these local days, in the order of time."""
        timetable = self._hours.timetable()
        start, end = timetable.day_start(first), timetable.day_start(last + _DAY)
        with self._database.reading() as tx:
            planned = posts.planned(tx, SHOP_ID, first, last)
            out = posts.published(tx, SHOP_ID, first - _DAY, start, end)
        return tuple(sorted((*planned, *out), key=lambda post: (post.at or _NEVER, post.id)))

    def drafts(self) -> tuple[Post, ...]:
        """Return the drafts, the newest first."""
        with self._database.reading() as tx:
            return posts.drafts(tx, SHOP_ID)

    def results_of(self, post_id: int) -> tuple[PostResult, ...]:
        """Return what was entered of a post, by day."""
        with self._database.reading() as tx:
            return posts.results(tx, SHOP_ID, post_id)

    def due(self, now: datetime) -> tuple[Post, ...]:
        """Return the scheduled posts whose time has come, the earliest first."""
        with self._database.reading() as tx:
            return posts.due(tx, SHOP_ID, now)

    def next_due(self, now: datetime) -> datetime | None:
        """Return the next instant after `now` for which a post is scheduled."""
        with self._database.reading() as tx:
            return posts.next_due(tx, SHOP_ID, now)

    def history(self, now: datetime) -> tuple[Used, ...]:
        """Return what freshness is judged against (RULINGS 30): all that was planned or published.

        Every headline ever, bare of its label, with its local day; productions and fillers of the
        last 60 days. In the order of days.
        """
        timetable = self._hours.timetable()
        with self._database.reading() as tx:
            kept = posts.used(tx, SHOP_ID)
        since = timetable.local_day(now) - _RECENT
        found = []
        for used, at in kept:
            headline, day = writing.bare(used.headline), timetable.local_day(at)
            found.append(
                replace(used, headline=headline, day=day) if day >= since else Used(headline, day)
            )
        return tuple(sorted((one for one in found if one.headline), key=lambda one: one.day))

    def content_of(self, idea: Idea, text: str | None = None) -> PostText:
        """Return the post an idea makes, with `text` (its text as edited) in place of its own.

        The first line is the headline. A promoting post begins with the label (LABEL): it stands in
        the headline, and counts there.
        """
        return writing.content_of(idea, text)

    def judge(self, content: PostText) -> Report:
        """Return what the rules say of a post as it stands, which is what `schedule` goes by."""
        return self._ideas.judge(content.text(), writing.fields_of(content))

    def _judged(self, content: PostText) -> tuple[PostText, Report]:
        """Return a post with its lines and fields set right, and what the rules say of it."""
        content = replace(
            content,
            headline=" ".join(content.headline.splitlines()).strip(),
            body=content.body.strip(),
        )
        text = content.text()
        if not text:
            raise errors.PostEmpty()
        if len(text) > MOST:
            raise errors.TextTooLong(length=len(text), most=MOST)
        platforms.platform(content.platform, self._settings)
        content = replace(content, fields=writing.fields_of(content))
        return content, self._ideas.judge(content.text(), content.fields)

    def _may_go_out(self, content: PostText, report: Report) -> None:
        """Raise what keeps a post from being planned or published."""
        if report.level is Level.BLOCK:
            raise errors.PostBlocked(words=_blocked(report))
        platform = platforms.platform(content.platform, self._settings)
        if content.method is not Method.COMMENT and not platform.takes(content.headline):
            raise errors.TitleTooLong(
                length=platform.length(content.headline),
                platform=platform.name,
                most=platform.limit,
            )

    def _planned(self, at: datetime, now: datetime) -> dict[str, Any]:
        if at <= now:
            raise errors.PlannedInPast(at=self._clock_face(at))
        return {"planned_at": at, "planned_day": self._hours.timetable().local_day(at)}

    def _check_day(self, day: date, published_at: datetime, now: datetime) -> None:
        """Raise ResultOutOfTime where a result is of a day before its post, or ahead."""
        timetable = self._hours.timetable()
        first, last = timetable.local_day(published_at), timetable.local_day(now)
        if not first <= day <= last:
            raise errors.ResultOutOfTime(day=day, first=first, last=last)

    def _clock_face(self, at: datetime) -> str:
        return f"{local(at, self._hours.current().zone):%Y-%m-%d %H:%M}"


def _read(tx: Tx, post_id: int, version: int | None) -> Post:
    post = posts.one(tx, SHOP_ID, post_id)
    if post is None:
        raise errors.UnknownPost(id=post_id)
    if version is not None and post.version != version:
        raise errors.PostChanged()
    return post


def _standing(tx: Tx, post_id: int, version: int | None) -> Post:
    """Return a post that was not dropped."""
    post = _read(tx, post_id, version)
    if post.state is PostState.DROPPED:
        raise errors.PostIsDropped()
    return post


def _not_out(tx: Tx, post_id: int, version: int | None) -> Post:
    """Return a draft or a scheduled post."""
    post = _standing(tx, post_id, version)
    if post.state is PostState.PUBLISHED:
        raise errors.PostIsPublished()
    return post


def _out(tx: Tx, post_id: int, version: int | None) -> Post:
    """Return a published post."""
    post = _read(tx, post_id, version)
    if post.state is not PostState.PUBLISHED:
        raise errors.PostNotPublished()
    return post


def _unpublished(post: Post) -> PostState:
    """Return the state of a post that is not out: by whether it has a time."""
    return PostState.DRAFT if post.planned_at is None else PostState.SCHEDULED


def _judgement(report: Report) -> dict[str, Any]:
    return {"level": report.level, "rules_version": report.rules_version}


def _changed(
    tx: Tx, post_id: int, step: str, now: datetime, by: str, values: dict[str, Any]
) -> Post:
    """Write columns of a post and tell the audit; return the post as it is then."""
    who = person_id(tx, by)
    posts.change(tx, SHOP_ID, post_id, **values)
    return _told(tx, post_id, step, now, who)


def _told(
    tx: Tx, post_id: int, step: str, now: datetime, who: int | None, **payload: object
) -> Post:
    post = _read(tx, post_id, None)
    audit.append(
        tx,
        SHOP_ID,
        f"post.{step}",
        at=now,
        by_id=who,
        subject_id=post_id,
        payload={"state": post.state, "level": post.level, **payload},
    )
    return post


def _address(told: str) -> str:
    """Return the address in what a platform's 分享 gives, words around it and all.

    Raises BadAddress.
    """
    if not told.strip():
        return ""
    found = _ADDRESS.search(told)
    if found is None:
        raise errors.BadAddress(given=told.strip())
    return found[0]


def _blocked(report: Report) -> str:
    """Return the words that block a post; a finding of the whole post is told by its advice."""
    found = (one for one in report.findings if one.level is Level.BLOCK)
    return "、".join(dict.fromkeys(one.text or one.why for one in found))
