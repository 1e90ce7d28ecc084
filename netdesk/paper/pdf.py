"""Pages as a PDF file: searchable Chinese text in embedded type, the same bytes every time."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QRawFont

from netdesk.files import write_whole
from netdesk.paper.fonts import paper_font
from netdesk.paper.pages import DPI, Pages
from netdesk.paper.searchable import mended


def write_pdf(pages: Pages, path: Path, *, author: str, written_at: datetime) -> None:
    """Write `pages` to `path`, whole or not at all; raises NotWritable.

    The title is the document's own. `written_at`, aware, is what the file says of its making.
    """
    write_whole(path, pdf_bytes(pages, author=author, written_at=written_at))


def pdf_bytes(pages: Pages, *, author: str, written_at: datetime) -> bytes:
    """Return `pages` as a PDF document."""
    return mended(
        _drawn(pages, author),
        text=pages.text(),
        font=QRawFont.fromFont(paper_font()),
        written_at=written_at,
    )


def _drawn(pages: Pages, author: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(pages.title)
    if hasattr(writer, "setAuthor"):  # Qt 6.9
        writer.setAuthor(author)
    size = QPageSize(pages.sheet.size)
    upright = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, upright, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    for at in range(pages.count):
        if at:
            writer.newPage()
        pages.paint(painter, at)
    painter.end()
    return bytes(buffer.data().data())
