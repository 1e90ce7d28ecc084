"""Taking answers out of 本店问答: as text for a platform, as a workbook, as a post."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from netdesk.i18n import _
from netdesk.services import platforms
from netdesk.services.answer_facts import QuestionRow
from netdesk.services.desk import Desk
from netdesk.ui.posts.question_steps import QuestionSteps
from netdesk.ui.posts.question_tools import AnswerExportBar
from netdesk.ui.tasks import Tasks

_PLATFORM = "ui.questions.platform"


class TakingOut(QObject):
    """Asks where answers are to go; the steps take them there."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        around: QWidget,
        bar: AnswerExportBar,
        steps: QuestionSteps,
    ) -> None:
        """Ask over `around`; the platform is the one chosen in `bar`, and kept."""
        super().__init__(around)
        self._desk = desk
        self._tasks = tasks
        self._around = around
        self._bar = bar
        self._steps = steps
        bar.platform_chosen.connect(self._keep_platform)

    def offer(self) -> None:
        """Offer the platforms, the one chosen last first."""
        chosen = self._desk.settings.get(_PLATFORM, "")
        self._bar.offer(self._desk.questions.export.platforms(), chosen)

    def copy(self, topic: str) -> None:
        """Copy the answers that stand as the platform takes them."""
        self._steps.copy(self._bar.platform(), topic)

    def choose_book(self, topic: str, today: date) -> None:
        """Ask where the workbook is to go, and save it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("本店问答 %(day)s.xlsx") % {"day": today}
        chosen, _filter = QFileDialog.getSaveFileName(
            self._around, _("存为工作簿"), str(Path(folder) / name), _("工作簿 (*.xlsx)")
        )
        if chosen:
            self.save_book(Path(chosen), topic)

    def save_book(self, path: Path, topic: str) -> None:
        """Save the answers that stand as a workbook."""
        self._steps.save_book(path, self._bar.platform(), topic)

    def ask_platform(self, row: QuestionRow, at: QPoint) -> None:
        """Ask for which platform a post is made of an answer, above a place."""
        menu = QMenu(self._around)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in platforms.known(self._desk.settings):
            action = menu.addAction(one.name)
            action.triggered.connect(lambda _on=False, code=one.code: self._steps.post(row, code))
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def _keep_platform(self, code: str) -> None:
        settings = self._desk.settings
        self._tasks.run(lambda: settings.put(_PLATFORM, code), self, done=lambda _none: None)
