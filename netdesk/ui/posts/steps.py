"""Writing what is done with posts, in the background: said in a notice, each step taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netdesk.domain.posts.post import Post, PostResult, PostText
from netdesk.errors import NetdeskError, NothingToUndo
from netdesk.i18n import _, ngettext
from netdesk.services.desk import Desk
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.posts.saying import Here, at_words, title_of
from netdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from netdesk.services.planning import WeekPlan
    from netdesk.services.posts import Posts

_TOPIC = "post"
Written = Callable[[], PostText]  # the work that makes what is written of a post
_MOST_KEPT = 200  # steps that can be taken back
_LONGEST = 24  # characters of a title in a notice


@dataclass(frozen=True)
class _Done:
    """One step: what was done, and how it is taken back. `back` returns the post to show."""

    said: str
    back: Callable[[datetime], int | None]


class PostSteps(QObject):
    """One write after the other; each ends in `written`, also when it was refused."""

    written = Signal(object)  # id of the post to show, None: keep the one that is shown
    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        """Write through `desk` on the thread of `tasks`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._done: list[_Done] = []
        self._versions: dict[int, int] = {}  # of the posts as our own last steps left them

    def add(self, content: PostText) -> None:
        """Keep a new draft, and show it."""
        by, now = self._me(), self._desk.now()
        posts = self._desk_posts

        def work() -> Post:
            return self._note(posts().add(content, by=by, now=now))

        def done(post: Post) -> None:
            back = self._back(lambda now: posts().drop(post.id, by=by, now=now), shows=False)
            self._finish(_("已记为草稿：%(title)s") % _titled(post), back, post.id)

        self._tasks.run(work, self, done=done, failed=self._refuse)

    def save(self, post: Post, text: Written, *, then: Callable[[Post], None]) -> None:
        """Keep what was rewritten, and go on with `then` where it was taken."""
        by, now = self._me(), self._desk.now()
        self._step(
            post,
            lambda version: self._desk_posts().save(
                post.id, text(), by=by, now=now, version=version
            ),
            lambda saved: _("已保存：%(title)s") % _titled(saved),
            then=then,
            is_told=False,
        )

    def schedule(
        self,
        post: Post,
        at: datetime,
        text: Written | None = None,
        *,
        then: Callable[[Post], None] | None = None,
    ) -> None:
        """Plan a draft, or move what is scheduled, as it was rewritten: one step."""
        by, now = self._me(), self._desk.now()

        def said(moved: Post) -> str:
            here = Here(now, self._desk.hours.current().zone)
            return _("已排到 %(at)s：%(title)s") % {"at": at_words(at, here), **_titled(moved)}

        self._step(
            post,
            lambda version: self._desk_posts().schedule(
                post.id, at, content=text and text(), by=by, now=now, version=version
            ),
            said,
            then=then,
        )

    def unschedule(self, post: Post) -> None:
        """Make a scheduled post a draft again."""
        by, now = self._me(), self._desk.now()
        self._step(
            post,
            lambda version: self._desk_posts().unschedule(post.id, by=by, now=now, version=version),
            lambda changed: _("已退回草稿：%(title)s") % _titled(changed),
        )

    def drop(self, post: Post) -> None:
        """Put a post away."""
        by, now = self._me(), self._desk.now()
        self._step(
            post,
            lambda version: self._desk_posts().drop(post.id, by=by, now=now, version=version),
            lambda dropped: _("已丢弃：%(title)s") % _titled(dropped),
        )

    def publish(
        self,
        post: Post,
        url: str,
        at: datetime | None = None,
        text: Written | None = None,
        *,
        then: Callable[[Post], None] | None = None,
    ) -> None:
        """Record that a post went out, as it was rewritten: one step."""
        by, now = self._me(), self._desk.now()
        self._step(
            post,
            lambda version: self._desk_posts().publish(
                post.id, url=url, at=at, content=text and text(), by=by, now=now, version=version
            ),
            lambda out: _("已记为已发布：%(title)s") % _titled(out),
            then=then,
        )

    def take_back(self, post: Post) -> None:
        """Say that a post was not published."""
        by, now = self._me(), self._desk.now()
        self._step(
            post,
            lambda version: self._desk_posts().take_back(post.id, by=by, now=now, version=version),
            lambda taken: _("已撤回发布：%(title)s") % _titled(taken),
        )

    def enter(self, post: Post, result: PostResult) -> None:
        """Enter what the platform counts."""
        by, now = self._me(), self._desk.now()
        posts = self._desk_posts

        def work() -> tuple[PostResult | None, Post]:
            entered = posts().results_of(post.id)
            before = next((one for one in entered if one.day == result.day), None)
            return before, posts().enter_result(post.id, result, by=by, now=now)

        def done(found: tuple[PostResult | None, Post]) -> None:
            before, changed = found

            def back(now: datetime) -> Post:
                if before is not None:
                    return posts().enter_result(post.id, before, by=by, now=now)
                return posts().take_result(post.id, result.day, by=by, now=now)

            said = _("已记效果：%(title)s") % _titled(changed)
            self._finish(said, self._back(back), post.id)

        self._tasks.run(work, self, done=done, failed=self._refuse)

    def plan_week(self, monday: date) -> None:
        """Fill the week that begins on `monday`."""
        by, now = self._me(), self._desk.now()
        desk = self._desk
        self.told.emit(Notice(_("正在排这一周…"), Tone.BUSY, topic=_TOPIC))

        def done(plan: "WeekPlan") -> None:
            n = len(plan.posts)
            told = [*plan.missing]
            if n:
                said = ngettext("已排 %(n)d 篇，都查过。", "已排 %(n)d 篇，都查过。", n) % {"n": n}
                told.insert(0, said)
            if not n:
                self.told.emit(Notice("\n".join(told), Tone.TOLD, topic=_TOPIC))
                self.written.emit(None)
                return
            ids = tuple(post.id for post in plan.posts)

            def back(now: datetime) -> None:
                desk.planning.take_back_week(ids, now=now, by=by)

            self._finish("\n".join(told), back, None, stays=bool(plan.missing))

        self._tasks.run(
            lambda: desk.planning.plan_week(monday, now=now, by=by),
            self,
            done=done,
            failed=self._refuse,
        )

    def undo(self) -> None:
        """Take the last step back that was done on this page."""
        if not self._done:
            self.told.emit(Notice(NothingToUndo().sentence(_), Tone.TOLD, topic=_TOPIC))
            return
        last, now = self._done.pop(), self._desk.now()

        def done(post_id: int | None) -> None:
            said = last.said.split("\n", 1)[0]
            self.told.emit(Notice(_("已撤销（%(what)s）") % {"what": said}, topic=_TOPIC))
            self.written.emit(post_id)

        self._tasks.run(lambda: last.back(now), self, done=done, failed=self._refuse)

    def _step(
        self,
        post: Post,
        work: Callable[[int], Post],
        said: Callable[[Post], str],
        *,
        then: Callable[[Post], None] | None = None,
        is_told: bool = True,
    ) -> None:
        """Do a step of a post; it is taken back by putting the post as it was."""
        by, posts = self._me(), self._desk_posts

        def run() -> tuple[Post, Post]:
            version = max(self._versions.get(post.id, 0), post.version)
            before = posts().one(post.id)
            return before, self._note(work(version))

        def done(found: tuple[Post, Post]) -> None:
            before, after = found

            def back(now: datetime) -> Post:
                version = self._versions.get(after.id, after.version)
                return posts().put_back(before, by=by, now=now, version=version)

            if then is not None:
                then(after)
            if is_told:
                self._finish(said(after), self._back(back), after.id)
            else:
                self._keep(said(after), self._back(back))
                self.written.emit(None)

        self._tasks.run(run, self, done=done, failed=self._refuse)

    def _back(
        self, work: Callable[[datetime], Post], *, shows: bool = True
    ) -> Callable[[datetime], int | None]:
        """Return how a step is taken back: the post that comes of it is shown."""

        def back(now: datetime) -> int | None:
            post = self._note(work(now))
            return post.id if shows else None

        return back

    def _note(self, post: Post) -> Post:
        """Remember a post's version as our own step left it, so that the next one may follow."""
        self._versions[post.id] = post.version
        return post

    def _keep(self, said: str, back: Callable[[datetime], int | None]) -> None:
        self._done.append(_Done(said, back))
        del self._done[:-_MOST_KEPT]

    def _finish(
        self,
        said: str,
        back: Callable[[datetime], int | None],
        post_id: int | None,
        *,
        stays: bool = False,
    ) -> None:
        self._keep(said, back)
        notice = Notice(said, action=(_("撤销"), self.undo), topic=_TOPIC, stays=stays)
        self.told.emit(notice)
        self.written.emit(post_id)

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))
        self.written.emit(None)

    def _me(self) -> str:
        return self._desk.settings.me()

    def _desk_posts(self) -> "Posts":
        return self._desk.posts


def _titled(post: Post) -> dict[str, str]:
    title = title_of(post.content)
    return {"title": title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"}
