"""Reminding of posts whose time has come: one timer, also while nothing is shown, each once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext
from netdesk.services.desk import Desk
from netdesk.ui.notices import Notice, Tone
from netdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from netdesk.domain.posts.post import Post

_SAID = "posts.reminded"  # by the id of a post: the time it was reminded of, UTC
# A timer stands still while the computer sleeps, and others write to the store: no reminder is late
# by more than a minute.
_LONGEST_MS = 60_000
_KEPT = timedelta(days=30)
_MOST_APART = 3  # posts that get a notice each; more are told in one


@dataclass(frozen=True)
class _Due:
    """What is due, which of it was not said yet, and when to ask again."""

    count: int
    new: tuple["Post", ...]
    platforms: dict[str, str]
    next_at: datetime | None


class Reminders(QObject):
    """Asks the store what is due, and again when the next post is, after a minute at most.

    What was said is kept: not said again by another window, nor by one that is opened again.
    """

    told = Signal(object)  # a Notice
    due_changed = Signal(int)  # how many are due
    post_wanted = Signal(int)  # the id of a post to open

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        """Ask `desk` through `tasks`, for the first time with `ask`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._next: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self.due = self._timer.timeout
        self.due.connect(self.ask)

    def ask(self) -> None:
        """Ask what is due, and when the next is."""
        self._timer.stop()
        self._tasks.run(
            self._work(self._desk.now()), self, done=self._take_in, failed=self._fail, topic="due"
        )

    def next_at(self) -> datetime | None:
        """Return when the next reminder is; None: nothing is scheduled."""
        return self._next

    def _work(self, now: datetime) -> Callable[[], _Due]:
        desk = self._desk

        def work() -> _Due:
            from netdesk.services import platforms, post_settings

            before = timedelta(minutes=post_settings.read(desk.settings).remind_before_min)
            due = desk.posts.due(now + before)
            following = desk.posts.next_due(now + before)
            said = desk.settings.get(_SAID, {})
            times = {str(post.id): _written(post) for post in due}
            new = tuple(post for post in due if said.get(str(post.id)) != times[str(post.id)])
            # What was said a while ago is kept too: a clock that is set back repeats nothing.
            kept = {key: at for key, at in said.items() if at >= (now - _KEPT).isoformat()} | times
            if kept != said:
                desk.settings.put(_SAID, kept)
            names = {one.code: one.name for one in platforms.known(desk.settings)} if new else {}
            next_at = None if following is None else following - before
            return _Due(len(due), new, names, next_at)

        return work

    def _take_in(self, due: _Due) -> None:
        self._next = due.next_at
        self._arm(self._desk.now())
        self.due_changed.emit(due.count)
        if len(due.new) > _MOST_APART:
            self._tell_many(due.new)
            return
        for post in due.new:
            self._tell(post, due.platforms.get(post.content.platform, post.content.platform))

    def _tell(self, post: "Post", platform: str) -> None:
        from netdesk.ui.posts.saying import title_of

        facts = {"title": title_of(post.content), "platform": platform}
        action = (_("打开"), lambda: self.post_wanted.emit(post.id))
        told = _("该发了：%(title)s · %(platform)s") % facts
        topic = f"due {post.id}"
        self.told.emit(Notice(told, Tone.TOLD, action, stays=True, topic=topic))

    def _tell_many(self, posts: tuple["Post", ...]) -> None:
        n = len(posts)
        told = ngettext("有 %(n)d 篇到时间该发了", "有 %(n)d 篇到时间该发了", n) % {"n": n}
        action = (_("去看"), lambda: self.post_wanted.emit(posts[0].id))
        self.told.emit(Notice(told, Tone.TOLD, action, stays=True, topic="due"))

    def _fail(self, _error: NetdeskError) -> None:
        """Try again in a while: that a reminder can't be asked for is no news."""
        self._timer.start(_LONGEST_MS)

    def _arm(self, now: datetime) -> None:
        wait = _LONGEST_MS
        if self._next is not None:
            wait = int((self._next - now) / timedelta(milliseconds=1)) + 1
        self._timer.start(min(max(wait, 1), _LONGEST_MS))


def _written(post: "Post") -> str:
    return "" if post.planned_at is None else post.planned_at.isoformat()
