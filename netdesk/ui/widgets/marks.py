"""Where the check found something: underlines whose shape says how grave it is, not colour alone.

Waved is 禁用, dashed 需举证, dotted 需人工. Qt counts a text in UTF-16, Python in characters.
"""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Finding
from netdesk.ui.paint import brush
from netdesk.ui.theme import Theme, Tokens

_SHAPES = {
    Level.BLOCK: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Level.EVIDENCE: QTextCharFormat.UnderlineStyle.DashUnderline,
    Level.REVIEW: QTextCharFormat.UnderlineStyle.DotLine,
}


def inks(tokens: Tokens, level: Level) -> tuple[QColor, QColor]:
    """Return the ink and the ground of a level."""
    return {
        Level.BLOCK: (tokens.danger_text, tokens.danger_soft),
        Level.EVIDENCE: (tokens.soon_text, tokens.soon_fill),
        Level.REVIEW: (tokens.calm_text, tokens.calm_fill),
        Level.OK: (tokens.good_text, tokens.good_soft),
    }[level]


def place(text: str, offset: int) -> int:
    """Return a character's place in `text` as Qt counts it."""
    return len(text[:offset].encode("utf-16-le")) // 2


def span(document: QTextDocument, text: str, start: int, end: int) -> QTextCursor:
    """Return a cursor over characters of `text`, which the document holds."""
    cursor = QTextCursor(document)
    cursor.setPosition(place(text, start))
    cursor.setPosition(place(text, end), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def underlines(
    document: QTextDocument, text: str, findings: Iterable[Finding], tokens: Tokens
) -> list[QTextEdit.ExtraSelection]:
    """Return the underlines of findings; where two lie on each other only the graver is drawn."""
    made = []
    drawn: list[Finding] = []
    for one in sorted(findings, key=lambda finding: -finding.level.gravity):
        covered = any(other.start < one.end and one.start < other.end for other in drawn)
        if one.end <= one.start or one.level not in _SHAPES or covered:
            continue
        drawn.append(one)
        ink, ground = inks(tokens, one.level)
        selection = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setUnderlineStyle(_SHAPES[one.level])
        look.setUnderlineColor(ink)
        look.setBackground(brush(ground))
        selection.format = look
        selection.cursor = span(document, text, one.start, one.end)
        made.append(selection)
    return made


class Headline(QSyntaxHighlighter):
    """Sets the first line, the headline, in bold."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        """Follow `document`."""
        super().__init__(document)
        self._look = QTextCharFormat()
        self._look.setFont(theme.font(bold=True))

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Dress one line."""
        if self.currentBlock().blockNumber() == 0:
            self.setFormat(0, place(text, len(text)), self._look)
