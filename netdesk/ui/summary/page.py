"""The daily summary page: shows the day, saves its note, prints it, saves it, copies it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from netdesk.domain.figures.summary import DaySummary
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.paper.pages import Pages
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import bind, key_words
from netdesk.ui.notices import Notice, refusal
from netdesk.ui.summary.options import SummaryOptions
from netdesk.ui.summary.preview import PagePreview
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.print_preview import PrintPreview
from netdesk.ui.widgets.save_file import ask_where
from netdesk.ui.widgets.text import rule

_PRINTER = "summary.printer"
_NARROW = 960


class SummaryPage(QWidget):
    """One day's page at a time."""

    told = Signal(object)  # a Notice
    shown = Signal()  # the page of the chosen day is on screen

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Start with today."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._day: date = desk.summary.today(desk.now())
        self._summary: DaySummary | None = None
        self._pages: Pages | None = None
        self._printing = PrintPreview(self, lambda error: self.told.emit(refusal(error)))
        self.preview = PagePreview(theme)
        self.options = SummaryOptions(theme)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.preview, 1)
        layout.addWidget(rule(upright=True))
        layout.addWidget(self.options)
        self.setFocusProxy(self.preview)
        self._connect()
        self._show_printers()

    def reload(self) -> None:
        """Ask for the day's page and show it."""
        day, now, by = self._day, self._desk.now(), self._desk.settings.me()
        self.options.show_day(day, self._desk.summary.today(now))
        summaries = self._desk.summary

        def work() -> tuple[DaySummary, str, str]:
            made = summaries.of(day, now=now, by=by)
            return made, summaries.html(made), summaries.note(day)

        self._tasks.run(work, self, done=self._show, topic="page")

    def changed(self, changes: Changes) -> None:
        """Ask again when what is on the page was changed."""
        if self.isVisible() and (changes.leads or changes.shop or changes.hours):
            self.reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            (key_words("print"), _("打印")),
            (key_words("save_pdf"), _("存为 PDF")),
            (key_words("copy_text"), _("复制文字")),
            (key_words("keys"), _("全部按键")),
        )

    def print_preview(self) -> None:
        """Open Qt's print preview on the chosen printer; its button prints."""
        self.options.settle()
        if self._pages is not None:
            self._printing.open(self._pages, self._printer())

    def choose_pdf(self) -> None:
        """Ask where to, and save the page there."""
        self.options.settle()
        name = _("网络营销日报 %(day)s") % {"day": self._day.isoformat()}
        path = ask_where(self, _("存为 PDF"), name, (".pdf",))
        if path is not None:
            self.save_pdf(path)

    def save_pdf(self, path: Path) -> None:
        """Save the page at `path`."""
        from netdesk.paper.pdf import write_pdf

        if self._pages is None:
            return
        me, now = self._desk.settings.me(), self._desk.now()
        try:
            write_pdf(self._pages, path, author=me, written_at=now)
        except NetdeskError as error:
            self.told.emit(refusal(error))
            return
        self.told.emit(Notice(_("已存到 %(path)s") % {"path": path}))

    def copy_text(self) -> None:
        """Copy the page as text for the group chat."""
        if self._summary is None:
            return
        QGuiApplication.clipboard().setText(self._desk.summary.text(self._summary))
        self.told.emit(Notice(_("已复制日报文字，可以贴到微信群里。")))

    def showEvent(self, event: QShowEvent) -> None:
        """Show the day as it is now."""
        super().showEvent(event)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save a note that is still being written."""
        self.options.settle()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the right side its share."""
        super().resizeEvent(event)
        self.options.setFixedWidth(300 if event.size().width() < _NARROW else 340)

    def _connect(self) -> None:
        self.options.day_chosen.connect(self._go)
        self.options.noted.connect(self._save_note)
        self.options.print_wanted.connect(self.print_preview)
        self.options.pdf_wanted.connect(self.choose_pdf)
        self.options.text_wanted.connect(self.copy_text)
        self.options.printer_chosen.connect(self._keep_printer)
        bind(self, "print", self.print_preview)
        bind(self, "save_pdf", self.choose_pdf)
        bind(self, "copy_text", self.copy_text)
        bind(self, "day_back", lambda: self.options.step(-1))
        bind(self, "day_next", lambda: self.options.step(1))

    def _go(self, day: date) -> None:
        self._day = day
        self.reload()

    def _show(self, made: tuple[DaySummary, str, str]) -> None:
        summary, html, note = made
        if summary.day != self._day:
            return
        self._summary = summary
        self._pages = Pages(html)
        self.preview.show_pages(self._pages)
        self.options.show_note(note)
        self.shown.emit()

    def _save_note(self, text: str) -> None:
        day, by, now = self._day, self._desk.settings.me(), self._desk.now()
        summaries = self._desk.summary
        self._tasks.run(
            lambda: summaries.save_note(day, text, by=by, now=now),
            self,
            done=lambda _changes: self.reload(),
        )

    def _printer(self) -> str:
        return self.options.printer.currentText() if self.options.printer.isEnabled() else ""

    def _show_printers(self) -> None:
        from netdesk.paper.printer import default_printer, printers

        known = printers()
        chosen = self._desk.settings.get(_PRINTER, "")
        self.options.show_printers(known, chosen if chosen in known else default_printer())

    def _keep_printer(self, name: str) -> None:
        settings = self._desk.settings
        self._tasks.run(lambda: settings.put(_PRINTER, name), self, done=lambda _none: None)
