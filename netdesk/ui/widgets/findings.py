"""What the check found, one under the other: rule, law, why, and what to write instead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import rewording
from netdesk.domain.compliance.rules import Finding, Report
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.paint import brush
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.levels import LEVELS, LEVELS_TOLD, exemption
from netdesk.ui.widgets.marks import inks
from netdesk.ui.widgets.text import PLAIN, label

_BAR = 3


class FindingBox(QWidget):
    """A ground and a bar in the ink of its level, and the words."""

    clicked = Signal()

    def __init__(self, theme: Theme, level: Level, head: str) -> None:
        """Start with the heading."""
        super().__init__()
        self._theme = theme
        self._level = level
        self.head = label(theme, head, bold=True, wrap=True)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(12 + _BAR, 8, 10, 8)
        self.rows.setSpacing(4)
        self.rows.addWidget(self.head)
        theme.changed.connect(self._colour)
        self._colour()

    def say(self, text: str, *, bold: bool = False) -> None:
        """Add a line of words."""
        if text:
            self.rows.addWidget(label(self._theme, text, size=SMALL, bold=bold, wrap=True))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show where it is in the text."""
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the bar."""
        ink, ground = inks(self._theme.tokens, self._level)
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(ground))
        painter.drawRect(self.rect())
        painter.setBrush(brush(ink))
        painter.drawRect(0, 0, _BAR, self.height())
        painter.end()

    def _colour(self) -> None:
        palette = self.head.palette()
        palette.setColor(QPalette.ColorRole.WindowText, inks(self._theme.tokens, self._level)[0])
        self.head.setPalette(palette)
        self.head.setForegroundRole(PLAIN)
        self.update()


class Findings(QWidget):
    """The boxes; the first one with words to take over has the key."""

    place_wanted = Signal(object)  # Finding
    take_wanted = Signal(object)  # Finding

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("检查结果"))
        self._boxes: list[FindingBox] = []
        self._takeable: list[Finding] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    def show_report(self, report: Report, text: str) -> None:
        """Show what was found in `text`, the gravest first, and what was let pass."""
        for box in self._boxes:
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes.clear()
        self._takeable.clear()
        ordered = sorted(report.findings, key=lambda one: (-one.level.gravity, one.start))
        for finding in ordered:
            self._add(self._box(finding, text))
        if not ordered:
            box = FindingBox(self._theme, Level.OK, _(LEVELS[Level.OK]))
            box.say(_(LEVELS_TOLD[Level.OK]))
            self._add(box)
        if report.exempted:
            box = FindingBox(self._theme, Level.OK, _("已豁免"))
            for told in dict.fromkeys(map(exemption, report.exempted)):
                box.say(told)
            self._add(box)
        self.setAccessibleDescription("；".join(self.heads()))

    def heads(self) -> list[str]:
        """Return the headings, from the top."""
        return [box.head.text() for box in self._boxes]

    def takeable(self) -> tuple[Finding, ...]:
        """Return the findings whose advice can be taken over, the gravest first."""
        return tuple(self._takeable)

    def _add(self, box: FindingBox) -> None:
        self._boxes.append(box)
        self._rows.addWidget(box)

    def _box(self, finding: Finding, text: str) -> FindingBox:
        facts = {"level": _(LEVELS[finding.level]), "rule": finding.rule}
        head = _("%(level)s %(rule)s") % facts
        if finding.text:
            head += "  " + _("“%(text)s”") % {"text": finding.text}
        box = FindingBox(self._theme, finding.level, head)
        box.clicked.connect(lambda: self.place_wanted.emit(finding))
        box.say(finding.why)
        box.say(finding.law)
        box.say(_("改成：%(instead)s") % {"instead": finding.instead}, bold=True)
        found = rewording(finding, text)
        if found is not None:
            key = "" if self._takeable else key_words("take")
            button = Button(self._theme, _("换上"), kind=Kind.TAG, key=key)
            words = found.words.strip()
            button.setAccessibleName(_("换成“%(words)s”") % {"words": words})
            button.clicked.connect(lambda _checked=False: self.take_wanted.emit(finding))
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(self._theme, words, size=SMALL, wrap=True), 1)
            box.rows.addLayout(line)
            self._takeable.append(finding)
        return box
