"""The shop's facts as text: opened in place of the cards, saved, left half written."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from netdesk.domain.activities.policies import Policy
from netdesk.errors import FactsRefused, Fault
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.actions import key_words
from netdesk.ui.ideas.facts import FactsEditor
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.tasks import Tasks


class FactsSide(QObject):
    """Goes between the editor and the service."""

    told = Signal(object)  # a Notice
    opened = Signal()
    saved = Signal()
    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, editor: FactsEditor) -> None:
        """Serve `editor`."""
        super().__init__(editor)
        self._desk = desk
        self._tasks = tasks
        self._editor = editor
        editor.save_wanted.connect(self.save)
        editor.sample_wanted.connect(self._put_sample)
        editor.left.connect(self.left)

    def open(self) -> None:
        """Open the shop's facts as text, with what was not saved yet."""
        desk = self._desk

        def show(found: tuple[str, tuple[Policy, ...]]) -> None:
            text, policies = found
            self.opened.emit()
            self._editor.open(text)
            self._editor.show_policies(policies)

        if self._editor.is_changed():
            self.opened.emit()
            self._editor.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            now = desk.now()

            def work() -> tuple[str, tuple[Policy, ...]]:
                return desk.ideas.facts_text(), desk.ideas.policies(now=now)

            self._tasks.run(work, self, done=show, topic="facts")

    def leave(self) -> None:
        """Say that what is half written is kept."""
        if self._editor.is_changed():
            told = _("事实还没有保存，改到一半的文字留着，按 %(key)s 接着改。")
            self.told.emit(Notice(told % {"key": key_words("facts")}, Tone.TOLD, topic="facts"))

    def save(self, text: str) -> None:
        """Keep the text as the shop's facts, or show every fault of it."""
        desk, now = self._desk, self._desk.now()

        def work() -> tuple[Sequence[Fault], Sequence[Fault]]:
            flaws = desk.ideas.flaws_in(text)
            try:
                desk.ideas.save_facts(text, now=now)
            except FactsRefused as error:
                return error.faults, flaws
            return (), flaws

        def done(found: tuple[Sequence[Fault], Sequence[Fault]]) -> None:
            faults, flaws = found
            self._editor.show_faults(faults, flaws)
            if faults:
                return
            self._editor.saved()
            self.saved.emit()
            if not flaws:
                self.told.emit(Notice(_("事实已保存，创意按它重新出。"), topic="facts"))
                self.left.emit()

        self._tasks.run(work, self, done=done, failed=lambda error: self.told.emit(refusal(error)))

    def _put_sample(self) -> None:
        desk, now = self._desk, self._desk.now()
        self._tasks.run(lambda: desk.ideas.sample_text(now=now), self, done=self._editor.put)
