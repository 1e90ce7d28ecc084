"""An activity on paper and as a workbook."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from netdesk.domain.activities.activity import Activity
from netdesk.files import write_whole
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.notices import Notice, refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.widgets.print_preview import PrintPreview
from netdesk.ui.widgets.save_file import ask_where


class Papers(QObject):
    """Asks where to and writes there; opens the print preview."""

    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, window: QWidget) -> None:
        """Write what `desk` makes; ask over `window`."""
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._window = window
        self._printing = PrintPreview(window, lambda error: self.told.emit(refusal(error)))

    def print_result(self, activity_id: int) -> None:
        """Open the print preview of the result."""
        reports, by, now = self._desk.activities.reports, self._desk.settings.me(), self._desk.now()

        def work() -> str:
            return reports.html(reports.of(activity_id, by=by, now=now))

        self._tasks.run(work, self, done=self._printing.open_html, topic="paper")

    def print_list(self, activity_id: int) -> None:
        """Open the print preview of the list to sign."""
        reports, now = self._desk.activities.reports, self._desk.now()
        self._tasks.run(
            lambda: reports.guest_list(activity_id, now=now),
            self,
            done=self._printing.open_html,
            topic="paper",
        )

    def choose_workbook(self, activity: Activity) -> None:
        """Ask where to, and save the guests there."""
        facts = {"name": activity.plan.name, "day": activity.plan.first.isoformat()}
        name = _("活动名单 %(name)s %(day)s") % facts
        path = ask_where(self._window, _("导出名单"), name, (".xlsx",))
        if path is not None:
            self.save_workbook(activity.id, path)

    def save_workbook(self, activity_id: int, path: Path) -> None:
        """Save the guests with whole numbers; the audit has it."""
        reports, by, now = self._desk.activities.reports, self._desk.settings.me(), self._desk.now()

        def work() -> None:
            write_whole(path, reports.workbook(activity_id, by=by, now=now))

        def done(_none: None) -> None:
            told = _("已存到 %(path)s，里面是完整手机号，导出已记录。")
            self.told.emit(Notice(told % {"path": path}))

        self._tasks.run(work, self, done=done)
