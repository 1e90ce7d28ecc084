"""A post's text that is checked as it is written, and what the check finds in it.

Two widgets and what goes between them; whoever asks for the check puts them where they belong.
"""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import BLANK, rewording
from netdesk.domain.compliance.rules import Finding, Report
from netdesk.i18n import _
from netdesk.ui.spoken import announce
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.findings import Findings
from netdesk.ui.widgets.levels import LEVELS
from netdesk.ui.widgets.marks import Headline, place, span, underlines

LONGEST = 5000  # characters
_WAIT_MS = 250


class PostEdit(QPlainTextEdit):
    """The text, its first line the headline; Tab goes on."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # a file let go here is for the window
        self.setAccessibleName(_("帖子：第一行是标题"))
        self.setPlaceholderText(_("第一行是标题"))

    def insert(self, text: str) -> None:
        """Write at the cursor."""
        self.textCursor().insertText(text)


class CheckedText(QObject):
    """Holds `edit` and `findings`; says when the text is to be checked, and shows the answer."""

    written = Signal(str)
    check_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QObject, *, has_headline: bool = True) -> None:
        """Start without a text; without a headline the first line is as the others."""
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._level = Level.OK
        self._filling = False
        self.edit = PostEdit()
        self.findings = Findings(theme)
        self._headline = Headline(self.edit.document(), theme) if has_headline else None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.check_wanted.emit(self.text()))
        self.edit.textChanged.connect(self._changed)
        self.findings.take_wanted.connect(self.take)
        self.findings.place_wanted.connect(self.show_place)
        theme.changed.connect(self._mark)

    def open(self, text: str, report: Report | None, level: Level = Level.OK) -> None:
        """Show a text; what is known of it is `report`, else it is to be checked at once."""
        self._report, self._level = None, level
        self._timer.stop()
        self._filling = True
        self.edit.setPlainText(text)
        self._filling = False
        if report is None:
            self.check_wanted.emit(text)
        else:
            self.show_report(report, text)

    def show_report(self, report: Report, text: str) -> None:
        """Show what was found, unless the text is another by now."""
        if text == self.text():
            self._report = report
            self.findings.show_report(report, text)
            if report.level is not self._level:
                self._level = report.level
                announce(self.edit, _(LEVELS[report.level]))
            self._mark()

    def judge_again(self) -> None:
        """Have the text checked again shortly: something else about the post was changed."""
        self._report = None
        self._timer.start()

    def text(self) -> str:
        """Return the text as it is written."""
        return self.edit.toPlainText()

    def report(self) -> Report | None:
        """Return what was found in this very text; None while it is not checked."""
        return self._report

    def take_first(self) -> None:
        """Take the words over for what the cursor stands in, else for the gravest finding."""
        text, at = self.text(), self.edit.textCursor().position()
        found = self.findings.takeable()
        here = [one for one in found if place(text, one.start) <= at <= place(text, one.end) > 0]
        if found:
            self.take((here or found)[0])

    def take(self, finding: Finding) -> None:
        """Take a finding's words over; what is left blank is marked to be filled in."""
        text = self.text()
        found = rewording(finding, text) if self._report is not None else None
        if found is None:
            return
        cursor = span(self.edit.document(), text, found.start, found.end)
        cursor.insertText(found.words)
        written = self.text()
        blank = written.find(BLANK, found.start, found.start + len(found.words))
        if blank >= 0:
            cursor = span(self.edit.document(), written, blank, blank + len(BLANK))
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()

    def show_place(self, finding: Finding) -> None:
        """Mark a finding in the text."""
        if self._report is not None and finding.end > finding.start:
            document, text = self.edit.document(), self.text()
            self.edit.setTextCursor(span(document, text, finding.start, finding.end))
            self.edit.setFocus()

    def _changed(self) -> None:
        if self._filling:
            return
        if len(self.text()) > LONGEST:
            self.edit.textCursor().deletePreviousChar()
        self._report = None
        self.written.emit(self.text())
        self._timer.start()

    def _mark(self) -> None:
        found = self._report.findings if self._report else ()
        edit = self.edit
        edit.setExtraSelections(underlines(edit.document(), self.text(), found, self._theme.tokens))
