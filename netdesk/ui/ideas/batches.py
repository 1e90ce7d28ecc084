"""The batches of ideas that were shown since the choice; one of them is on the cards."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.freshness import Used
from netdesk.domain.ideas.idea import Idea
from netdesk.services.desk import Desk
from netdesk.services.ideas import Asked
from netdesk.ui.tasks import Tasks


@dataclass(frozen=True)
class Batch:
    """One answer: ideas, the facts they stand on, and what is wrong with those."""

    ideas: tuple[Idea, ...]
    facts: Facts
    flaws: tuple[str, ...]
    facts_are_bare: bool


class Batches(QObject):
    """Asks the service; says when an answer is to be shown."""

    came = Signal(object)  # Batch
    failed = Signal(object)  # NetdeskError

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        """Start with none."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._seed = 0
        self._place = -1
        self.all: list[Batch] = []

    def ask(self, asked: Asked) -> None:
        """Ask for a batch; none of its headlines was shown since the choice."""
        desk, now = self._desk, self._desk.now()
        asked = replace(asked, seed=self._seed)
        history = [one.headline for batch in self.all for one in batch.ideas]

        def work() -> Batch:
            ideas = desk.ideas
            day = ideas.today(now)
            shown = tuple(Used(headline, day) for headline in history)
            found = ideas.asked(asked, now=now, history=shown)
            flaws = (*found.flagged, *ideas.flagged_in(ideas.facts_text()))
            return Batch(found.ideas, ideas.facts(), flaws, found.facts_are_bare)

        self._tasks.run(work, self, done=self._take_in, failed=self.failed.emit, topic="batch")

    def ask_again(self, asked: Asked) -> None:
        """Ask for another one."""
        self._seed += 1
        self.ask(asked)

    def go(self, by: int) -> None:
        """Show the batch before this one, or after it."""
        place = self._place + by
        if 0 <= place < len(self.all):
            self._place = place
            self.came.emit(self.all[place])

    def forget(self) -> None:
        """Forget them: they were made for another choice or from other facts."""
        self.all.clear()
        self._place = -1

    def _take_in(self, batch: Batch) -> None:
        self.all.append(batch)
        self._place = len(self.all) - 1
        self.came.emit(batch)
