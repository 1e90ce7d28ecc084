"""What the calendar asks of the services, in the background."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import QObject

from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts.mix import Mixes
from netdesk.domain.posts.post import Post, PostResult, PostText
from netdesk.services.calendar_days import CalendarDay
from netdesk.services.desk import Desk
from netdesk.ui.tasks import Tasks


@dataclass(frozen=True)
class Stretch:
    """Whole weeks with their posts, and what the page knows beside them."""

    days: tuple[CalendarDay, ...]
    posts: tuple[Post, ...]
    drafts: tuple[Post, ...]
    platforms: tuple[Platform, ...]
    slots: tuple[time, ...]


@dataclass(frozen=True)
class Details:
    """What is known of one post beside itself; `missing` are pictures whose files are gone."""

    results: tuple[PostResult, ...]
    leads: tuple[InboxRow, ...]
    missing: tuple[str, ...]


class Asking(QObject):
    """Each question's newest answer is given to `done`; older ones to nobody."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        """Ask `desk` on the thread of `tasks`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._knows_rules = False

    def stretch(self, first: date, last: date, done: Callable[[Stretch], None]) -> None:
        """Ask for the days from `first` to `last`, whole weeks."""
        desk = self._desk

        def work() -> Stretch:
            from netdesk.services import platforms, post_settings
            from netdesk.services.calendar_days import days_between

            return Stretch(
                days_between(desk.hours, first, last),
                desk.posts.between(first, last),
                desk.posts.drafts(),
                platforms.known(desk.settings),
                post_settings.read(desk.settings).times,
            )

        self._tasks.run(work, self, done=done, topic="stretch")

    def names(self, first: date, last: date, done: Callable[[Mapping[date, str]], None]) -> None:
        """Ask for the festivals and solar terms of these days."""

        def work() -> Mapping[date, str]:
            from netdesk.services.calendar_days import names_between

            return names_between(first, last)

        self._tasks.run(work, self, done=done, topic="names")

    def mixes(self, day: date, done: Callable[[Mixes], None], *, topic: str) -> None:
        """Ask for the mix of the windows that end on `day`."""
        desk, now = self._desk, self._desk.now()
        self._tasks.run(lambda: desk.planning.mixes(now, day), self, done=done, topic=topic)

    def post(self, post_id: int, done: Callable[[Post], None]) -> None:
        """Ask for a post."""
        desk = self._desk
        self._tasks.run(lambda: desk.posts.one(post_id), self, done=done, topic="post")

    def details(self, post: Post, content: PostText, done: Callable[[Details], None]) -> None:
        """Ask what is known of a post whose text is `content` by now."""
        desk = self._desk

        def work() -> Details:
            missing = tuple(path for path in content.pictures if not Path(path).is_file())
            return Details(desk.posts.results_of(post.id), desk.posts.leads_of(post.id), missing)

        self._tasks.run(work, self, done=done, topic="details")

    def report(self, content: PostText, done: Callable[[Report], None]) -> None:
        """Ask what the rules say of a post.

        Reading the rules takes a second, once: away from the thread that short questions wait for.
        """
        desk = self._desk

        def ask() -> None:
            self._knows_rules = True
            self._tasks.run(lambda: desk.posts.judge(content), self, done=done, topic="report")

        if self._knows_rules:
            ask()
        else:
            self._tasks.run_long(
                lambda _progress, _cancelled: desk.posts.judge(content),
                self,
                progress=lambda _n: None,
                done=lambda _report: ask(),
            )

    def tags(self, content: PostText, done: Callable[[tuple[str, ...]], None]) -> None:
        """Ask which topics to put under a post."""
        desk = self._desk

        def work() -> tuple[str, ...]:
            from netdesk.services import platforms

            return platforms.hashtags_of(content, desk.ideas.facts())

        self._tasks.run(work, self, done=done, topic="tags")

    def copy(self, content: PostText, done: Callable[[str], None]) -> None:
        """Ask for a post's text as its platform takes it."""
        desk = self._desk

        def work() -> str:
            from netdesk.services import platforms

            return platforms.copy_of(content, desk.settings)

        self._tasks.run(work, self, done=done, topic="copy")

    def platforms(self, done: Callable[[tuple[Platform, ...]], None]) -> None:
        """Ask for the platforms with the limits this shop keeps to."""
        desk = self._desk

        def work() -> tuple[Platform, ...]:
            from netdesk.services import platforms

            return platforms.known(desk.settings)

        self._tasks.run(work, self, done=done, topic="platforms")
