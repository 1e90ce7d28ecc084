"""How a document is set: headings in their size and with their lines, bold that a screen shows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

_OUTLINE_SHARE = 28  # an outline of 1/28 em looks like Qt's own thickening on paper


def outlined(document: QTextDocument, dpi: int) -> QTextDocument:
    """Return `document` with its bold words drawn regular, and thickened by an outline."""
    for start, length, form in _fragments(document):
        if form.fontWeight() <= QFont.Weight.Normal:
            continue
        pen = QPen(form.foreground().color(), form.fontPointSize() / 72 * dpi / _OUTLINE_SHARE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        form.setTextOutline(pen)
        form.setFontWeight(QFont.Weight.Normal)
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)
    return document


def _fragments(document: QTextDocument) -> list[tuple[int, int, QTextCharFormat]]:
    found = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            found.append((piece.position(), piece.length(), piece.charFormat()))
            pieces += 1
        block = block.next()
    return found


def settle_sizes(document: QTextDocument) -> None:
    """Take off the enlargement that Qt puts on top of the size a style sheet gives a heading."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for heading in _headings(document):
        cursor.setPosition(heading.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        form = cursor.charFormat()
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        cursor.setCharFormat(form)
    cursor.endEditBlock()


def keep_headings(document: QTextDocument) -> None:
    """Begin a new page before a heading that would stand apart from what belongs to it."""
    headings = _headings(document)
    for heading in headings:
        end = document.lastBlock() if heading == headings[-1] else _first_under(heading)
        if not _is_parted(document, heading, end):
            continue
        form = heading.blockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(heading).setBlockFormat(form)


def keep_rows(document: QTextDocument) -> None:
    """Begin a new page before a row of a table that would be parted, from the first to the last.

    The break stands after the row before it: one before each of its cells Qt takes twice.
    """
    for table in _tables(document):
        for row in range(table.format().headerRowCount() + 1, table.rows()):
            first, last = _reach(document, table, row)
            height = document.pageSize().height()
            if int(first // height) == int(last // height) or last - first >= height / 2:
                continue
            cursor = table.cellAt(row - 1, 0).lastCursorPosition()
            form = cursor.blockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysAfter)
            cursor.setBlockFormat(form)


def _tables(document: QTextDocument) -> list[QTextTable]:
    """Return the tables that stand by themselves: what is inside another goes with its row."""
    frames = document.rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


def _reach(document: QTextDocument, table: QTextTable, row: int) -> tuple[float, float]:
    """Return where the lines of a row begin and end."""
    layout = document.documentLayout()
    tops, bottoms = [], []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        tops.append(layout.blockBoundingRect(cell.firstCursorPosition().block()).top())
        bottoms.append(layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom())
    return min(tops), max(bottoms) - 1


def _headings(document: QTextDocument) -> list[QTextBlock]:
    found = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            found.append(block)
        block = block.next()
    return found


def _first_under(heading: QTextBlock) -> QTextBlock:
    """Return the first row of the table under a heading, else the first block."""
    following = heading.next()
    table = QTextCursor(following).currentTable() if following.isValid() else None
    if table is None:
        return following
    row = min(table.rows() - 1, table.format().headerRowCount())
    return table.cellAt(row, 0).firstCursorPosition().block()


def _is_parted(document: QTextDocument, heading: QTextBlock, end: QTextBlock) -> bool:
    """Say whether a page ends between a heading and `end`, and less than half a page lies there."""
    if not end.isValid():
        return False
    layout, height = document.documentLayout(), document.pageSize().height()
    top = layout.blockBoundingRect(heading).top()
    bottom = layout.blockBoundingRect(end).bottom() - 1
    return int(top // height) != int(bottom // height) and bottom - top < height / 2
