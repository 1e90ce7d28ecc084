"""The text of the chosen idea as it is written: kept, checked, backed by facts, copied."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from netdesk.domain.compliance.level import Level
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.posts.backing import NOTHING, Backed, Given, back
from netdesk.domain.posts.writing import text_of
from netdesk.i18n import _
from netdesk.services import platforms
from netdesk.services.desk import Desk
from netdesk.ui.ideas.cards import CardGrid
from netdesk.ui.ideas.draft import Draft
from netdesk.ui.notices import Notice, Tone
from netdesk.ui.tasks import Tasks

Key = tuple[str, str]
_NONE = (NOTHING, "")


class Texts(QObject):
    """What is written stays though another card is opened."""

    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, cards: CardGrid, draft: Draft) -> None:
        """Serve `draft`, which shows what is chosen of `cards`."""
        super().__init__(draft)
        self._desk = desk
        self._tasks = tasks
        self._cards = cards
        self._draft = draft
        self._facts: Facts | None = None
        self._written: dict[Key, str] = {}
        self._given: dict[Key, tuple[Given, str]] = {}  # and for which text
        draft.written.connect(self._keep_text)
        draft.given.connect(self._keep_given)
        draft.check_wanted.connect(self._check)
        draft.copy_wanted.connect(self.copy)

    def use(self, facts: Facts) -> None:
        """Judge texts by these facts; offers that are over back nothing."""
        today = self.today()
        self._facts = replace(facts, offers=tuple(o for o in facts.offers if o.until >= today))

    def open(self, idea: Idea) -> None:
        """Show an idea with the text it has by now."""
        key = key_of(idea)
        text = self._written.get(key)
        is_known = text is None and key not in self._given and text_of(idea) == idea.text()
        self._draft.form.open(self._given.get(key, _NONE)[0], self._facts)
        report = idea.report if is_known and idea.level is Level.OK else None
        self._draft.show_idea(idea, text or text_of(idea), report)

    def written(self, idea: Idea) -> str:
        """Return the text an idea has by now."""
        return self._written.get(key_of(idea), text_of(idea))

    def put(self, idea: Idea, text: str) -> None:
        """Take over a text that was written elsewhere."""
        self._written[key_of(idea)] = text
        if self._cards.idea() is idea:
            self.open(idea)

    def backed(self, idea: Idea, text: str) -> Callable[[], Backed]:
        """Return the work that makes the post of `text`: topics, and what stands behind it."""
        desk, today = self._desk, self.today()
        facts, (given, given_for) = self._facts, self._given.get(key_of(idea), _NONE)

        def work() -> Backed:
            used = facts or desk.ideas.facts()
            content = desk.posts.content_of(idea, text)
            content = replace(content, hashtags=platforms.hashtags_of(content, used))
            own = text_of(idea)
            return back(
                content,
                used,
                desk.posts.judge,
                today=today,
                own=own,
                given=given,
                given_for=given_for,
            )

        return work

    def copy(self) -> None:
        """Copy the post as its platform takes it, topics and all."""
        idea, text = self._cards.idea(), self._draft.text()
        if idea is None or not text.strip():
            return
        work, settings = self.backed(idea, text), self._desk.settings

        def copied() -> tuple[Backed, str]:
            backed = work()
            return backed, platforms.copy_of(backed.content, settings)

        def done(found: tuple[Backed, str]) -> None:
            backed, written = found
            QGuiApplication.clipboard().setText(written)
            if backed.report.level is Level.BLOCK:
                told = _("已复制，但还有禁用的词，改好再发。")
                self.told.emit(Notice(told, Tone.REFUSED, topic="copy"))
            else:
                told = _("已按%(platform)s的格式复制，可以直接粘贴。")
                facts = {"platform": idea.platform.name}
                self.told.emit(Notice(told % facts, topic="copy"))

        self._tasks.run(copied, self, done=done)

    def today(self) -> date:
        """Return the shop's date."""
        return local(self._desk.now(), self._desk.hours.current().zone).date()

    def _keep_text(self, text: str) -> None:
        """Keep what is written, also where the next card is opened before it is checked."""
        idea = self._cards.idea()
        if idea is not None and text != text_of(idea):
            self._written[key_of(idea)] = text
        elif idea is not None:
            self._written.pop(key_of(idea), None)

    def _keep_given(self, given: Given) -> None:
        idea = self._cards.idea()
        if idea is not None:
            self._given[key_of(idea)] = given, self._draft.text()

    def _check(self, text: str) -> None:
        idea = self._cards.idea()
        if idea is None:
            return

        def done(backed: Backed) -> None:
            if self._cards.idea() is idea:
                self._draft.show_backed(backed, text)

        self._tasks.run(self.backed(idea, text), self, done=done, topic="check")


def key_of(idea: Idea) -> Key:
    """Return what an idea is known by while the window is open."""
    return idea.platform.code, idea.headline
