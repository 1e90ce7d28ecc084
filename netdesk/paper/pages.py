"""HTML laid out on sheets, once, and painted anywhere: PDF, printer, preview, picture.

The layout is made against a fixed 600 dots an inch, never against the screen or the printer, so the
same page comes out of each of them. A document may hold

- a foot between `<!--foot-->` and `<!--/foot-->`: it stands at the bottom of the last page;
- further styles between `/*tight` and `tight*/`: they are used where they save a page.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPageSize,
    QPaintEngine,
    QPainter,
    QPen,
    QTextDocument,
)

from netdesk.i18n import _
from netdesk.paper.fonts import chinese_family, has_bold, paper_font
from netdesk.paper.setting import keep_headings, keep_rows, outlined, settle_sizes

DPI = 600
BODY_POINTS = 9.0
SMALL_POINTS = 8.5  # nothing on paper is smaller

_TIGHT = re.compile(r"/\*tight\b(.*?)\btight\*/", re.DOTALL)
_QUIET = QColor("#555555")
_RULE = QColor("#999999")
_FOOT_GAP = 4.0  # mm between the text and the foot
_TITLE_SHARE = 0.8  # of a running head's width; the page number has the rest
_NUMBER_HEIGHT = 5.0  # mm
_RUNNING_HEAD = 10.0  # mm from the sheet's edge to the rule under the head of further pages


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper and its margins, in millimetres."""

    size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4
    left: float = 15.0
    top: float = 14.0
    right: float = 15.0
    bottom: float = 11.0

    def whole(self) -> QRectF:
        """Return the sheet in layout dots."""
        size = QPageSize(self.size).sizePixels(DPI)
        return QRectF(0, 0, size.width(), size.height())

    def inside(self) -> QRectF:
        """Return what is inside the margins, in layout dots."""
        return self.whole().adjusted(
            _dots(self.left), _dots(self.top), -_dots(self.right), -_dots(self.bottom)
        )


A4 = Sheet()


class Pages:
    """A document on its sheets.

    Needs a running QGuiApplication, and belongs to the thread it is made in.
    """

    def __init__(self, html: str, sheet: Sheet = A4) -> None:
        """Lay `html` out on `sheet`."""
        self.sheet = sheet
        self._device = QImage(1, 1, QImage.Format.Format_Grayscale8)
        self._device.setDotsPerMeterX(round(DPI / 0.0254))
        self._device.setDotsPerMeterY(round(DPI / 0.0254))
        self._sources = _parted(html)
        self._outlined: tuple[QTextDocument, QTextDocument] | None = None
        inside = sheet.inside()
        self._foot = self._document(self._sources[1], QSizeF(inside.width(), -1))
        foot_height = max(self._foot.size().height(), _dots(_NUMBER_HEIGHT))
        self._foot_at = inside.bottom() - foot_height
        self._inside = inside.adjusted(0, 0, 0, -foot_height - _dots(_FOOT_GAP))
        self._body = self._document(self._sources[0], self._inside.size())
        if self.count > 1 and self._is_last_page_thin():
            self._tighten()

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, self._body.pageCount())

    @property
    def title(self) -> str:
        """The document's title."""
        return self._body.metaInformation(QTextDocument.MetaInformation.DocumentTitle)

    def text(self) -> str:
        """Return every character that is set on the pages."""
        numbers = "".join(_numbered(at, self.count) for at in range(self.count))
        return "".join((self._body.toPlainText(), self._foot.toPlainText(), self.title, numbers))

    def paint(self, painter: QPainter, at: int) -> None:
        """Paint page `at`, from 0, in layout dots with the sheet's corner at the origin."""
        body, foot = self._drawn_on(painter)
        top = at * self._inside.height()
        painter.save()
        painter.translate(self._inside.left(), self._inside.top() - top)
        part = QRectF(0, top, self._inside.width(), self._inside.height())
        painter.setClipRect(part)
        _draw(body, painter, part)
        painter.restore()
        if at == self.count - 1:
            painter.save()
            painter.translate(self._inside.left(), self._foot_at)
            _draw(foot, painter, QRectF())
            painter.restore()
        if self.count > 1:
            self._paint_number(painter, at)

    def paint_scaled(self, painter: QPainter, at: int, dpi: float) -> None:
        """Paint page `at` for a device of `dpi` dots an inch, at the painter's origin."""
        painter.save()
        painter.scale(dpi / DPI, dpi / DPI)
        self.paint(painter, at)
        painter.restore()

    def size(self, dpi: float) -> QSize:
        """Return the sheet's size at `dpi`."""
        whole = self.sheet.whole()
        return QSize(round(whole.width() * dpi / DPI), round(whole.height() * dpi / DPI))

    def picture(self, at: int, dpi: float) -> QImage:
        """Return page `at` as a picture on white."""
        image = QImage(self.size(dpi), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_scaled(painter, at, dpi)
        painter.end()
        return image

    def _is_last_page_thin(self) -> bool:
        """Say whether the last page is less than half full: a fuller one cannot be saved."""
        end = self._body.documentLayout().blockBoundingRect(self._body.lastBlock()).bottom()
        height = self._inside.height()
        return end - (self.count - 1) * height < height / 2

    def _tighten(self) -> None:
        """Set the body tighter, where it may be and that saves a page."""
        body, foot = self._sources
        tight = _TIGHT.sub(r"\1", body)
        if tight == body:
            return
        tightened = self._document(tight, self._inside.size())
        if tightened.pageCount() < self.count:
            self._body, self._sources = tightened, (tight, foot)

    def _document(self, html: str, size: QSizeF) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.documentLayout().setPaintDevice(self._device)
        document.setDocumentMargin(0)
        document.setDefaultFont(_body_font())
        document.setMetaInformation(QTextDocument.MetaInformation.CssMedia, "print")
        document.setLayoutEnabled(False)  # one layout at the end: quicker, and none half redone
        document.setHtml(html)
        settle_sizes(document)
        document.setPageSize(size)
        document.setLayoutEnabled(True)
        keep_headings(document)
        keep_rows(document)
        return document

    def _drawn_on(self, painter: QPainter) -> tuple[QTextDocument, QTextDocument]:
        """Return body and foot as this painter can draw them.

        Where the type has no bold of its own, Qt thickens it for PDF, but loses or doubles that
        when it scales to a screen: there the letters get an outline instead.
        """
        if has_bold(chinese_family()) or painter.paintEngine().type() is QPaintEngine.Type.Pdf:
            return self._body, self._foot
        if self._outlined is None:
            body, foot = self._sources
            self._outlined = (
                outlined(self._document(body, self._inside.size()), DPI),
                outlined(self._document(foot, QSizeF(self._inside.width(), -1)), DPI),
            )
        return self._outlined

    def _paint_number(self, painter: QPainter, at: int) -> None:
        """Say which page of how many: at the foot of the first, in the head of the others."""
        inside = self.sheet.inside()
        font = paper_font()
        font.setPixelSize(round(SMALL_POINTS * DPI / 72))
        height = _dots(_NUMBER_HEIGHT)
        top = self._foot_at if at == 0 else _dots(_RUNNING_HEAD) - height
        line = QRectF(inside.left(), top, inside.width(), height)
        painter.save()
        painter.setFont(font)
        painter.setPen(_QUIET)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, _numbered(at, self.count))
        if at:
            room = round(line.width() * _TITLE_SHARE)
            title = QFontMetrics(font, self._device).elidedText(
                self.title, Qt.TextElideMode.ElideRight, room
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, title)
            painter.setPen(QPen(_RULE, _dots(0.25)))
            painter.drawLine(line.bottomLeft(), line.bottomRight())
        painter.restore()


def _body_font() -> QFont:
    font = paper_font()
    font.setPointSizeF(BODY_POINTS)
    return font


def _numbered(at: int, count: int) -> str:
    return _("第 %(page)d 页，共 %(pages)d 页") % {"page": at + 1, "pages": count}


def _parted(html: str) -> tuple[str, str]:
    """Return the document without its foot, and the foot as a document of its own."""
    before, mark, rest = html.partition("<!--foot-->")
    if not mark:
        return html, ""
    foot, _mark, after = rest.partition("<!--/foot-->")
    head = before.partition("<body")[0]
    return before + after, f"{head}<body>{foot}</body></html>"


def _draw(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    context.palette.setColor(context.palette.ColorRole.Text, QColor("#111111"))
    document.documentLayout().draw(painter, context)


def _dots(millimetres: float) -> float:
    return millimetres / 25.4 * DPI
