"""The chosen idea becomes a post: a draft, or planned for a time; its card says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from netdesk import errors
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Finding
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.posts.post import Post, PostState
from netdesk.domain.posts.slots import next_slots
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services import post_settings
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.services.planning import warning
from netdesk.ui.ideas.cards import CardGrid
from netdesk.ui.ideas.draft import Draft
from netdesk.ui.ideas.texts import Key, Texts, key_of
from netdesk.ui.notices import Notice, refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.widgets.levels import LEVELS_TOLD
from netdesk.ui.widgets.schedule import OFFERED, Offer, slot_words

_T = TypeVar("_T")
_AHEAD = timedelta(days=60)  # posts this far ahead take a time


@dataclass(frozen=True)
class Kept:
    """The post an idea became, and the text it was last saved with here."""

    post: Post
    text: str


class Posting(QObject):
    """Goes between the cards, the editor and the services."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    calendar_wanted = Signal(object)  # the Post to show there

    def __init__(
        self, desk: Desk, tasks: Tasks, cards: CardGrid, draft: Draft, texts: Texts
    ) -> None:
        """Make posts of what is chosen of `cards`, with the `texts` of `draft`."""
        super().__init__(draft)
        self._desk = desk
        self._tasks = tasks
        self._cards = cards
        self._draft = draft
        self._texts = texts
        self._kept: dict[Key, Kept] = {}
        self._saving: set[Key] = set()  # a second press makes no second post
        draft.keep_wanted.connect(self.keep)
        draft.plan_wanted.connect(self.ask_time)
        draft.schedule.wanted.connect(self.plan)
        draft.schedule.day_chosen.connect(self._warn_of)

    def show(self, idea: Idea) -> None:
        """Say what became of an idea beside its text."""
        kept = self._kept.get(key_of(idea))
        post = kept.post if kept else None
        self._draft.show_post(post, self._when(post) if post else "")

    def mark(self) -> None:
        """Mark the cards of ideas that became posts."""
        for card in self._cards.cards:
            kept = self._kept.get(key_of(card.idea))
            card.show_post(kept.post.state if kept else None)

    def keep(self) -> None:
        """Keep the idea as a draft; a post that it is already gets the text as it is now."""
        idea, text = self._cards.idea(), self._draft.text()
        if idea is None:
            return
        desk, now, by = self._desk, self._desk.now(), self._desk.settings.me()
        kept, work = self._kept.get(key_of(idea)), self._texts.backed(idea, text)

        def write() -> Post:
            content = work().content
            if kept is None:
                return desk.posts.add(content, by=by, now=now)
            post = kept.post
            return desk.posts.save(post.id, content, by=by, now=now, version=post.version)

        def done(post: Post) -> None:
            self._take_in(idea, text, post)
            self._tell(_("已存为草稿。") if kept is None else _("已保存修改。"), post)

        self._save(idea, write, done)

    def ask_time(self) -> None:
        """Ask when the post goes out; a text that can't go out is refused at once."""
        idea = self._cards.idea()
        if idea is None or self._is_refused(idea):
            return
        desk, now = self._desk, self._desk.now()
        kept = self._kept.get(key_of(idea))
        own = kept.post.id if kept else None
        moves = _is_planned(kept)
        warns = idea.column.promotes and not moves

        def work() -> Offer:
            timetable = desk.hours.timetable()
            today = timetable.local_day(now)
            posts = desk.posts.between(today, today + _AHEAD)
            taken = [one.at for one in posts if one.at is not None and one.id != own]
            times = post_settings.read(desk.settings).times
            slots = next_slots(now, timetable, times, taken, OFFERED)
            return Offer(slots, self._warnings(idea, slots, now) if warns else {})

        def show(offer: Offer) -> None:
            if self._cards.idea() is idea and self._draft.schedule.isVisible():
                self._draft.schedule.ask(offer, now=now, zone=desk.hours.current().zone)

        self._draft.open_schedule(_("改到什么时候发") if moves else _("什么时候发"))
        self._tasks.run(work, self, done=show, topic="time")

    def plan(self, at: datetime, is_warned: bool) -> None:  # noqa: FBT001 - a signal's
        """Plan the post for `at`; what speaks against it is said first, once."""
        idea, text = self._cards.idea(), self._draft.text()
        if idea is None:
            return
        desk, now, by = self._desk, self._desk.now(), self._desk.settings.me()
        kept, work = self._kept.get(key_of(idea)), self._texts.backed(idea, text)

        def write() -> Post | str:
            content, posts = work().content, desk.posts
            told = "" if is_warned or _is_planned(kept) else self._warning(idea, at, now)
            if told:
                return told
            if kept is None:
                return posts.add(content, by=by, now=now, planned_at=at)
            post = kept.post
            return posts.schedule(
                post.id, at, content=content, by=by, now=now, version=post.version
            )

        def done(answer: Post | str) -> None:
            if isinstance(answer, str):
                self._draft.schedule.warn(answer)
                return
            self._draft.close_schedule()
            self._cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self._take_in(idea, text, answer)
            facts = {"when": self._when(answer), "platform": idea.platform.name}
            told = _("已排期：%(when)s，%(platform)s。") % facts
            if answer.level is not Level.OK:
                told += "\n" + _(LEVELS_TOLD[answer.level])
            self._tell(told, answer)

        self._save(idea, write, done)

    def refresh(self) -> None:
        """Look what became of the posts since, in the calendar."""
        desk, kept = self._desk, dict(self._kept)
        if not kept:
            return

        def work() -> Mapping[Key, Post]:
            return {key: desk.posts.one(one.post.id) for key, one in kept.items()}

        self._tasks.run(work, self, done=self._renew, topic="kept")

    def _renew(self, posts: Mapping[Key, Post]) -> None:
        ideas = {key_of(card.idea): card.idea for card in self._cards.cards}
        for key, post in posts.items():
            kept = self._kept[key]
            if post.version < kept.post.version:  # saved again since it was asked
                continue
            if post.state is PostState.DROPPED:
                del self._kept[key]
                continue
            self._kept[key] = replace(kept, post=post)
            text = post.content.text()
            is_same = text == kept.post.content.text()
            if not is_same and key in ideas and self._texts.written(ideas[key]) == kept.text:
                self._texts.put(ideas[key], text)  # rewritten in the calendar, untouched here
                self._kept[key] = Kept(post, text)
        self.mark()
        idea = self._cards.idea()
        if idea is not None:
            self.show(idea)

    def _save(self, idea: Idea, write: Callable[[], _T], done: Callable[[_T], None]) -> None:
        key = key_of(idea)

        def answered(answer: _T) -> None:
            self._saving.discard(key)
            done(answer)

        def refused(error: NetdeskError) -> None:
            self._saving.discard(key)
            self._refuse(error)

        if key not in self._saving:
            self._saving.add(key)
            self._tasks.run(write, self, done=answered, failed=refused)

    def _take_in(self, idea: Idea, text: str, post: Post) -> None:
        self._kept[key_of(idea)] = Kept(post, text)
        self.mark()
        if self._cards.idea() is idea:
            self.show(idea)
        self.changed_something.emit(Changes(posts=True))

    def _tell(self, text: str, post: Post) -> None:
        action: tuple[str, Callable[[], None]] = (
            _("看内容日历"),
            lambda: self.calendar_wanted.emit(post),
        )
        self.told.emit(Notice(text, action=action, topic="plan"))

    def _when(self, post: Post) -> str:
        if post.at is None:
            return ""
        return slot_words(post.at, self._desk.hours.current().zone, self._texts.today())

    def _is_refused(self, idea: Idea) -> bool:
        """Say what keeps the text from going out, where it is known already."""
        platform, headline = idea.platform, self._draft.headline()
        blocked = self._blocked()
        if blocked:
            said = dict.fromkeys(one.text or one.why for one in blocked)
            self._refuse(errors.PostBlocked(words="、".join(said)))
        elif not platform.takes(headline):
            length, most = platform.length(headline), platform.limit
            error = errors.TitleTooLong(length=length, platform=platform.name, most=most)
            self._refuse(error)
            self._draft.edit()
        return bool(blocked) or not platform.takes(headline)

    def _refuse(self, error: NetdeskError) -> None:
        """Say it; where words are to blame, show them."""
        self.told.emit(replace(refusal(error), topic="plan"))
        if isinstance(error, errors.PostBlocked):
            self._draft.close_schedule()
            for finding in self._blocked()[:1]:
                self._draft.show_place(finding)

    def _blocked(self) -> list[Finding]:
        report = self._draft.report()
        found = report.findings if report is not None else ()
        return [one for one in found if one.level is Level.BLOCK]

    def _warnings(self, idea: Idea, slots: tuple[datetime, ...], now: datetime) -> dict[date, str]:
        """Return by day what one more post would do to the mix; empty: nothing."""
        zone = self._desk.hours.current().zone
        return {local(at, zone).date(): self._warning(idea, at, now) for at in slots}

    def _warn_of(self, day: date) -> None:
        """Look what a day that was not offered would do to the mix."""
        idea, now, schedule = self._cards.idea(), self._desk.now(), self._draft.schedule
        if idea is None or _is_planned(self._kept.get(key_of(idea))) or not idea.column.promotes:
            schedule.know(day, "")
            return
        desk, column = self._desk, idea.column
        self._tasks.run(
            lambda: warning(desk.planning.mixes(now, day), column),
            self,
            done=lambda told: schedule.know(day, told),
            topic="day",
        )

    def _warning(self, idea: Idea, at: datetime, now: datetime) -> str:
        day = local(at, self._desk.hours.current().zone).date()
        return warning(self._desk.planning.mixes(now, day), idea.column)


def _is_planned(kept: Kept | None) -> bool:
    return kept is not None and kept.post.state is PostState.SCHEDULED
