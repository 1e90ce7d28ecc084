"""Putting two questions together by hand: the first waits until the one it goes into is chosen."""

from PySide6.QtCore import QObject, Signal

from netdesk.i18n import _
from netdesk.services.answer_facts import QuestionRow
from netdesk.ui.notices import Notice, Tone
from netdesk.ui.posts.answer_editor import AnswerEditor
from netdesk.ui.posts.question_list import QuestionModel
from netdesk.ui.posts.question_steps import TOPIC, QuestionSteps
from netdesk.ui.posts.question_words import merge_words


class Merging(QObject):
    """Marks the one that waits, in the list and on the button."""

    told = Signal(object)  # a Notice

    def __init__(self, model: QuestionModel, editor: AnswerEditor, steps: QuestionSteps) -> None:
        """Start with none waiting."""
        super().__init__(editor)
        self._model = model
        self._editor = editor
        self._steps = steps
        self._waiting: QuestionRow | None = None

    def take(self, row: QuestionRow) -> None:
        """Let a question wait; the second one that is taken is the one it goes into."""
        waiting = self._waiting
        if waiting is None:
            self._wait(row)
            self.told.emit(Notice(merge_words(), Tone.TOLD, topic=TOPIC))
            return
        self.stop()
        if waiting.question.id != row.question.id:
            self._steps.merge(waiting, row)

    def stop(self) -> None:
        """Let none wait any more."""
        self._wait(None)

    def _wait(self, row: QuestionRow | None) -> None:
        self._waiting = row
        self._model.mark(row.question.id if row else None)
        self._editor.merge_button.set_words(_("并到这一条") if row else _("合并"))
