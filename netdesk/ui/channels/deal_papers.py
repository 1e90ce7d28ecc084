"""The proof of influence by person (R8): in a line, on paper, as a workbook."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from netdesk.domain.money.proof import ProofReport
from netdesk.files import write_whole
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.channels.choice import range_words
from netdesk.ui.notices import Notice, refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.widgets.print_preview import PrintPreview
from netdesk.ui.widgets.save_file import ask_where


class DealPapers(QObject):
    """Keeps the report of the days that are shown."""

    told = Signal(object)  # a Notice
    made = Signal(object, str)  # a ProofReport and its sentence

    def __init__(self, desk: Desk, tasks: Tasks, window: QWidget) -> None:
        """Ask `desk`; ask where to over `window`."""
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._window = window
        self._report: ProofReport | None = None
        self._printing = PrintPreview(window, lambda error: self.told.emit(refusal(error)))

    def make(self, first: date, last: date) -> None:
        """Make the report of some days."""
        deals, now, by = self._desk.deals, self._desk.now(), self._desk.settings.me()

        def work() -> tuple[ProofReport, str]:
            report = deals.report(first, last, now=now, by=by)
            return report, deals.headline(report)

        def keep(made: tuple[ProofReport, str]) -> None:
            self._report = made[0]
            self.made.emit(*made)

        self._tasks.run(work, self, done=keep, topic="report", aside=True)

    def print(self) -> None:
        """Open the print preview of the report."""
        report, deals = self._report, self._desk.deals
        if report is not None:
            self._tasks.run(
                lambda: deals.html(report),
                self,
                done=self._printing.open_html,
                topic="page",
                aside=True,
            )

    def choose_book(self) -> None:
        """Ask where to, and save the report as a workbook there."""
        if self._report is None:
            return
        days = range_words(self._report.first, self._report.last)
        name = _("网络成交证明 %(days)s") % {"days": days}
        path = ask_where(self._window, _("成交证明存为工作簿"), name, (".xlsx",))
        if path is not None:
            self.save_book(path)

    def save_book(self, path: Path) -> None:
        """Save the report as a workbook."""
        report, deals, now = self._report, self._desk.deals, self._desk.now()
        if report is None:
            return
        self._tasks.run(
            lambda: write_whole(path, deals.workbook(report, now=now)),
            self,
            done=lambda _none: self.told.emit(Notice(_("已存到 %(path)s") % {"path": path})),
            aside=True,
        )
