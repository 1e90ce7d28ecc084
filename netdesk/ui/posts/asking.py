"""What the calendar asks of the services, in the background."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QObject

from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts.backing import Backed
from netdesk.domain.posts.mix import Mixes
from netdesk.domain.posts.post import Post, PostResult, PostText
from netdesk.domain.posts.slots import next_slots
from netdesk.services.calendar_days import CalendarDay
from netdesk.services.desk import Desk
from netdesk.ui.posts.saying import Here
from netdesk.ui.posts.times import above_words, windows_above
from netdesk.ui.tasks import Tasks
from netdesk.ui.widgets.schedule import OFFERED, Offer

_AHEAD = timedelta(days=60)  # posts this far ahead take a time


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
    """What is known of one post beside itself; `missing` are pictures whose files are gone.

    `facts` are the shop's, to take gifts and price sheets from.
    """

    results: tuple[PostResult, ...]
    leads: tuple[InboxRow, ...]
    missing: tuple[str, ...]
    facts: Facts


class Asking(QObject):
    """Each question's newest answer is given to `done`; older ones to nobody."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        """Ask `desk` on the thread of `tasks`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._knows_rules = False

    def here(self) -> Here:
        """Return now, and the shop's zone."""
        return Here(self._desk.now(), self._desk.hours.current().zone)

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
            results, leads = desk.posts.results_of(post.id), desk.posts.leads_of(post.id)
            return Details(results, leads, missing, desk.ideas.facts())

        self._tasks.run(work, self, done=done, topic="details")

    def backed(self, content: PostText, saved: PostText, done: Callable[[Backed], None]) -> None:
        """Ask what the rules say of a post that was `saved`, and what they want behind it.

        Reading the rules takes a second, once: away from the thread that short questions wait for.
        """
        work = self.backing(content, saved)

        def ask() -> None:
            self._knows_rules = True
            self._tasks.run(work, self, done=done, topic="report")

        if self._knows_rules:
            ask()
        else:
            self._tasks.run_long(
                lambda _progress, _cancelled: work(),
                self,
                progress=lambda _n: None,
                done=lambda _backed: ask(),
            )

    def backing(self, content: PostText, saved: PostText) -> Callable[[], Backed]:
        """Return the work that finds what holds for a post as it is written by now."""
        desk, now = self._desk, self._desk.now()
        return lambda: desk.posts.backed(content, saved, now=now)

    def offer(self, post: Post, first: datetime, done: Callable[[Offer], None]) -> None:
        """Ask for free times from the day of `first` on, and what their days would be warned of."""
        desk, here = self._desk, self.here()

        def work() -> Offer:
            from netdesk.services import post_settings

            timetable = desk.hours.timetable()
            day = timetable.local_day(first)
            others = desk.posts.between(day, day + _AHEAD)
            taken = [one.at for one in others if one.at is not None and one.id != post.id]
            begin = max(here.now, timetable.day_start(day))
            times = post_settings.read(desk.settings).times
            slots = next_slots(begin, timetable, times, taken, OFFERED)
            days = {here.clock(at).date() for at in (first, *slots)}
            warnings = {one: self._warning(post, one, here) for one in days}
            return Offer(slots, warnings, first)

        self._tasks.run(work, self, done=done, topic="offer")

    def warning(
        self, post: Post, day: date, done: Callable[[str], None], *, topic: str = "warn"
    ) -> None:
        """Ask what a post would do to the mix on a day; empty: nothing."""
        here = self.here()
        self._tasks.run(lambda: self._warning(post, day, here), self, done=done, topic=topic)

    def _warning(self, post: Post, day: date, here: Here) -> str:
        if not post.content.column.promotes:
            return ""
        mixes = self._desk.planning.mixes(here.now, day)
        return above_words(windows_above(mixes, post, day, here), mixes, day)

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
