"""What the posts so far say beside the choices: the mix of this week, what works, where we post."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.posts.mix import Mixes
from netdesk.domain.posts.what_works import Standing, Works
from netdesk.services import planning, post_settings
from netdesk.services.desk import Desk
from netdesk.services.ideas import techniques_known
from netdesk.ui.ideas.choices import Choices
from netdesk.ui.ideas.draft import Draft
from netdesk.ui.tasks import Tasks

PLATFORM = "ui.ideas.platform"


@dataclass(frozen=True)
class _Seen:
    """One answer."""

    mixes: Mixes
    works: Works
    platforms: tuple[Platform, ...]


class Past(QObject):
    """Looks, and shows it in the choices and the editor."""

    ready = Signal()  # the choices can be asked by, or are others than before

    def __init__(self, desk: Desk, tasks: Tasks, choices: Choices, draft: Draft) -> None:
        """Serve `choices` and `draft`."""
        super().__init__(choices)
        self._desk = desk
        self._tasks = tasks
        self._choices = choices
        self._draft = draft

    def look(self) -> None:
        """Ask the store. The week is the calendar's, Monday to Sunday, what is planned with it."""
        desk, now = self._desk, self._desk.now()

        def work() -> _Seen:
            today = desk.hours.timetable().local_day(now)
            sunday = today + timedelta(days=6 - today.weekday())
            known, used = desk.ideas.platforms(), post_settings.read(desk.settings).platforms
            listed = tuple(one for one in known if one.code in used)
            mixes = desk.planning.mixes(now, sunday)
            return _Seen(mixes, desk.planning.works(now), listed or known)

        self._tasks.run(work, self, done=self._show, topic="past")

    def _show(self, seen: _Seen) -> None:
        choices, works, settings = self._choices, seen.works, self._desk.settings
        before = choices.chosen_platform()
        if not choices.is_offered():
            choices.techniques.offer(techniques_known())
        choices.offer(seen.platforms, settings.get(PLATFORM, ""))
        choices.mix.show_mixes(seen.mixes)

        def sentence(standing: Standing) -> str:
            return planning.why(standing, settings)

        def standing_of(idea: Idea) -> str:
            if not works.is_ranked:
                return ""
            return sentence(works.of(idea.technique, idea.platform.code))

        lacking = planning.lacking(works)
        choices.techniques.show_works(works, choices.platform(), sentence, lacking=lacking)
        self._draft.show_works(standing_of)
        if choices.chosen_platform() != before:
            self.ready.emit()
