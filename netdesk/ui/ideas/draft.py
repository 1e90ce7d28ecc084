"""The chosen idea: its text to edit, what the check finds in it, and the rest of the idea."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import BLANK, rewording
from netdesk.domain.compliance.rules import Finding, Report
from netdesk.domain.ideas.idea import Idea
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.ideas.findings import Findings
from netdesk.ui.ideas.marks import Headline, place, span, underlines
from netdesk.ui.ideas.saying import LEVELS, score
from netdesk.ui.spoken import announce
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.text import label, rule, surface

_WAIT_MS = 250
_LONGEST = 5000  # characters


class Draft(QWidget):
    """Says when its text is to be checked or copied; does neither itself."""

    written = Signal(str)
    check_wanted = Signal(str)
    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without an idea."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._idea: Idea | None = None
        self._report: Report | None = None
        self._level = Level.OK
        self._filling = False
        self.title = label(theme, size=LARGE, bold=True)
        self.length = label(theme, quiet=True)
        self.too_long = label(theme, size=SMALL, danger=True)
        self.text_edit = _Text()
        self._headline = Headline(self.text_edit.document(), theme)
        self.findings = Findings(theme)
        self._rest: list[tuple[QLabel, QLabel]] = []
        self._scroll = QScrollArea()
        self._copy = Button(theme, _("复制"), key=key_words("copy_post"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.check_wanted.emit(self.text()))
        self._build()
        theme.changed.connect(self._mark)

    def show_idea(self, idea: Idea, text: str, report: Report | None) -> None:
        """Open an idea with the text it has by now; what is known of that text is `report`."""
        self._idea, self._report, self._level = idea, None, idea.level
        self._timer.stop()
        self._filling = True
        self.text_edit.setPlainText(text)
        self._filling = False
        facts = {"technique": words.technique(idea.technique), "column": words.column(idea.column)}
        self.title.setText(_("%(technique)s · %(column)s") % facts)
        beats = "\n".join(f"{n} {beat}" for n, beat in enumerate(idea.outline, 1))
        facts_used = "\n".join(idea.facts_used)
        for (head, value), told in zip(
            self._rest,
            (
                beats,
                idea.call_to_action,
                idea.picture,
                idea.why,
                facts_used,
                score(idea.score, idea.score_parts),
            ),
            strict=True,
        ):
            value.setText(told)
            for part in (head, value):
                part.setVisible(bool(told))
        self._scroll.verticalScrollBar().setValue(0)
        self._show_length()
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
                announce(self, _(LEVELS[report.level]))
            self._mark()

    def text(self) -> str:
        """Return the text as it is written."""
        return self.text_edit.toPlainText()

    def report(self) -> Report | None:
        """Return what was found in this very text; None while it is not checked."""
        return self._report

    def edit(self) -> None:
        """Give the keys to the text."""
        self.text_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_first(self) -> None:
        """Take the words over for what the cursor stands in, else for the gravest finding."""
        text, at = self.text(), self.text_edit.textCursor().position()
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
        cursor = span(self.text_edit.document(), text, found.start, found.end)
        cursor.insertText(found.words)
        written = self.text()
        blank = written.find(BLANK, found.start, found.start + len(found.words))
        if blank >= 0:
            cursor = span(self.text_edit.document(), written, blank, blank + len(BLANK))
        self.text_edit.setTextCursor(cursor)
        self.edit()

    def show_place(self, finding: Finding) -> None:
        """Mark a finding in the text."""
        if self._report is not None and finding.end > finding.start:
            document, text = self.text_edit.document(), self.text()
            self.text_edit.setTextCursor(span(document, text, finding.start, finding.end))
            self.edit()

    def _changed(self) -> None:
        if self._filling:
            return
        if len(self.text()) > _LONGEST:
            self.text_edit.textCursor().deletePreviousChar()
        self._report = None
        self._show_length()
        self.written.emit(self.text())
        self._timer.start()

    def _mark(self) -> None:
        found = self._report.findings if self._report else ()
        edit = self.text_edit
        edit.setExtraSelections(underlines(edit.document(), self.text(), found, self._theme.tokens))

    def _show_length(self) -> None:
        if self._idea is None:
            return
        platform = self._idea.platform
        size = platform.length(self.text().split("\n", 1)[0].strip())
        self.length.setText(f"{platform.name} {size}／{platform.limit}")
        over = size - platform.limit
        self.too_long.setVisible(over > 0)
        self.too_long.setText(_("标题超出 %(n)d 字") % {"n": over} if over > 0 else "")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.length)
        edit = self.text_edit
        edit.setAccessibleName(_("帖子：第一行是标题"))
        edit.setPlaceholderText(_("第一行是标题"))
        edit.textChanged.connect(self._changed)
        self.findings.take_wanted.connect(self.take)
        self.findings.place_wanted.connect(self.show_place)
        self._copy.set_wide()
        self._copy.clicked.connect(lambda _checked=False: self.copy_wanted.emit())
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.addLayout(head)
        self._layout.addWidget(self.too_long)
        self._layout.addWidget(edit, 3)
        self._layout.addSpacing(4)
        self._layout.addWidget(self._below(), 5)
        self._layout.addWidget(self._copy)
        self.too_long.hide()
        self.set_margins(20)

    def set_margins(self, side: int) -> None:
        """Leave room at the sides."""
        self._layout.setContentsMargins(side, 16, side, 16)

    def _below(self) -> QScrollArea:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 8)
        rows.setSpacing(4)
        rows.addWidget(self.findings)
        rows.addSpacing(8)
        rows.addWidget(rule())
        rows.addSpacing(4)
        for title in (
            _("大纲"),
            _("召唤"),
            _("配图"),
            _("为什么是它"),
            _("用到的事实"),
            _("评分"),
        ):
            head = label(self._theme, title, size=SMALL, quiet=True)
            value = label(self._theme, wrap=True)
            head.setBuddy(value)
            value.setContentsMargins(0, 0, 0, 6)
            rows.addWidget(head)
            rows.addWidget(value)
            self._rest.append((head, value))
        rows.addStretch(1)
        ground = QWidget()
        surface(ground)
        self._scroll.setViewport(ground)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("检查结果和创意的其余部分"))
        return self._scroll


class _Text(QPlainTextEdit):
    """The text; Tab goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # a file let go here is for the window

    def insert(self, text: str) -> None:
        """Write at the cursor."""
        self.textCursor().insertText(text)
