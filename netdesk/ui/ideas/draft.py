"""The chosen idea: its text to edit, what the check finds in it, and the rest of the idea."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.idea import Idea
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.ideas.saying import score
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.checked_text import CheckedText
from netdesk.ui.widgets.text import label, rule, surface


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
        self.title = label(theme, size=LARGE, bold=True)
        self.length = label(theme, quiet=True)
        self.too_long = label(theme, size=SMALL, danger=True)
        self.checked = CheckedText(theme, self)
        self.text_edit = self.checked.edit
        self.findings = self.checked.findings
        self._rest: list[tuple[QLabel, QLabel]] = []
        self._scroll = QScrollArea()
        self._copy = Button(theme, _("复制"), key=key_words("copy_post"))
        self._build()

    def show_idea(self, idea: Idea, text: str, report: Report | None) -> None:
        """Open an idea with the text it has by now; what is known of that text is `report`."""
        self._idea = idea
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
        self.checked.open(text, report, idea.level)
        self._show_length()

    def show_report(self, report: Report, text: str) -> None:
        """Show what was found, unless the text is another by now."""
        self.checked.show_report(report, text)

    def text(self) -> str:
        """Return the text as it is written."""
        return self.checked.text()

    def report(self) -> Report | None:
        """Return what was found in this very text; None while it is not checked."""
        return self.checked.report()

    def edit(self) -> None:
        """Give the keys to the text."""
        self.text_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_first(self) -> None:
        """Take the words over for what the cursor stands in, else for the gravest finding."""
        self.checked.take_first()

    def _changed(self) -> None:
        self._show_length()
        self.written.emit(self.text())

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
        self.checked.written.connect(lambda _text: self._changed())
        self.checked.check_wanted.connect(self.check_wanted)
        self._copy.set_wide()
        self._copy.clicked.connect(lambda _checked=False: self.copy_wanted.emit())
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.addLayout(head)
        self._layout.addWidget(self.too_long)
        self._layout.addWidget(self.text_edit, 3)
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
