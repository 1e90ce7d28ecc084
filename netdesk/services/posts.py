"""Posts: draft, scheduled, published, what came of them, and every step back.

Each write is one transaction. What is scheduled or published is checked again and refused where the
rules block it. Every step has its way back: `put_back` makes a post what it was before a step, to
the last column; results and leads have `take_result` and `take_lead`.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from netdesk import errors
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.freshness import Used
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts import writing
from netdesk.domain.posts.backing import Backed, back_again
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.post_check import PostCheck, address_in
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import audit, inbox, post_leads, posts
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_RECENT = timedelta(days=60)  # as far back productions and fillers are told
_DAY = timedelta(days=1)
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
        self._ideas = ideas
        self._check = PostCheck(hours, settings, ideas)

    def add(
        self, content: PostText, *, by: str = "", now: datetime, planned_at: datetime | None = None
    ) -> Post:
        """Keep a new post: a draft, or scheduled for `planned_at`, as `schedule` would.

        Raises PostEmpty, TextTooLong, UnknownWord (no such platform), UnknownPerson.
        """
        content, report = self._check.judged(content)
        planned: dict[str, Any] = {}
        if planned_at is not None:
            self._check.may_go_out(content, report)
            planned = {"state": PostState.SCHEDULED, **self._check.planned(planned_at, now)}
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
        content, report = self._check.judged(content)
        with self._database.writing() as tx:
            post = _standing(tx, post_id, version)
            if post.state is not PostState.DRAFT:
                self._check.may_go_out(content, report)
            values = posts.text_values(content, report.level, report.rules_version)
            return _changed(tx, post_id, "saved", now, by, values)

    def schedule(
        self,
        post_id: int,
        at: datetime,
        *,
        content: PostText | None = None,
        by: str = "",
        now: datetime,
        version: int | None = None,
    ) -> Post:
        """Plan a draft, or move what is scheduled, as it was rewritten in `content`: one step.

        Raises PostBlocked (with the words), TitleTooLong, PlannedInPast, PostIsPublished,
        PostIsDropped, UnknownPost, PostChanged.
        """
        with self._database.writing() as tx:
            post = _not_out(tx, post_id, version)
            values = {
                "state": PostState.SCHEDULED,
                **self._going_out(content or post.content),
                **self._check.planned(at, now),
            }
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
        content: PostText | None = None,
        by: str = "",
        now: datetime,
        version: int | None = None,
    ) -> Post:
        """Record that a post went out at `at` (now), as it was rewritten in `content`: one step.

        What is published already gets its new facts.

        Raises PostBlocked, TitleTooLong, PostedAhead, BadAddress, ResultOutOfTime (results of days
        before), PostIsDropped, UnknownPost, PostChanged.
        """
        at, url = at or now, address_in(url)
        if at > now:
            raise errors.PostedAhead(at=self._check.clock_face(at))
        with self._database.writing() as tx:
            post = _standing(tx, post_id, version)
            text = self._going_out(content or post.content)
            for entered in posts.results(tx, SHOP_ID, post_id):
                self._check.result_day(entered.day, at, now)
            values = {
                "state": PostState.PUBLISHED,
                "published_at": at,
                "shop_day": self._hours.timetable().working_day(at),
                "url": url,
                **text,
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
            self._check.result_day(result.day, post.published_at or now, now)
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
            if not post_leads.put(tx, SHOP_ID, post_id, lead_id, post_leads.HAND, now):
                return post
            return _told(tx, post_id, "lead_put", now, who, lead=lead_id)

    def take_lead(self, post_id: int, lead_id: int, *, by: str = "", now: datetime) -> Post:
        """Say that a post did not bring a lead. Raises UnknownPost."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            post = _read(tx, post_id, None)
            if not post_leads.take(tx, SHOP_ID, post_id, lead_id):
                return post
            return _told(tx, post_id, "lead_taken", now, who, lead=lead_id)

    def leads_of(self, post_id: int) -> tuple[InboxRow, ...]:
        """Return the leads a post brought, as the inbox shows them."""
        with self._database.reading() as tx:
            return inbox.rows(tx, SHOP_ID, post_leads.of_post(tx, SHOP_ID, post_id))

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
        since = timetable.day_start(timetable.local_day(now) - _RECENT)
        with self._database.reading() as tx:
            kept = posts.used(tx, SHOP_ID, since)
        bare = (
            replace(used, headline=writing.bare(used.headline), day=timetable.local_day(at))
            for at, used in kept
        )
        return tuple(sorted(bare, key=lambda one: one.day))

    def content_of(self, idea: Idea, text: str | None = None) -> PostText:
        """Return the post an idea makes, with `text` (its text as edited) in place of its own.

        The first line is the headline. A promoting post begins with the label (LABEL): it stands in
        the headline, and counts there.
        """
        return writing.content_of(idea, text)

    def backed(self, content: PostText, saved: PostText, *, now: datetime) -> Backed:
        """Return a post as it is written by now with the fields that hold for it.

        What stood behind it when it was `saved` holds for the lines that are the same.
        """
        facts, today = self._ideas.facts(), self._ideas.today(now)
        return back_again(content, saved, facts, self.judge, today=today)

    def judge(self, content: PostText) -> Report:
        """Return what the rules say of a post as it stands, which is what `schedule` goes by."""
        return self._check.judge(content)

    def _going_out(self, content: PostText) -> dict[str, Any]:
        """Return the columns of a text that may go out. Raises PostBlocked, TitleTooLong."""
        content, report = self._check.judged(content)
        self._check.may_go_out(content, report)
        return posts.text_values(content, report.level, report.rules_version)


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
