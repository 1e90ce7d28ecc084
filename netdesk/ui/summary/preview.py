"""The page as it will be printed, painted by the same hand that prints it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from netdesk.i18n import _, ngettext
from netdesk.paper.pages import Pages
from netdesk.ui.theme import Theme

_MARGIN = 20
_WIDEST = 860
_INCH_MM = 25.4
_A4_MM = 210.0


class PagePreview(QScrollArea):
    """Sheets one under the other, as wide as there is room."""

    def __init__(self, theme: Theme) -> None:
        """Start without pages."""
        super().__init__()
        self._sheets = _Sheets(theme)
        self.setAccessibleName(_("日报"))
        self.setWidget(self._sheets)
        self.setWidgetResizable(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_pages(self, pages: Pages) -> None:
        """Show `pages`; where one reads stays where it was."""
        self._sheets.show_pages(pages)
        told = ngettext("共 %(n)d 页", "共 %(n)d 页", pages.count) % {"n": pages.count}
        self.setAccessibleName(f"{pages.title} {told}")
        self.setAccessibleDescription(pages.text()[:2000])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheets to the width."""
        super().resizeEvent(event)
        self._sheets.fit(self.viewport().width())


class _Sheets(QWidget):
    """Paints each page once for its size; scrolling shows the pictures."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: Pages | None = None
        self._pictures: dict[int, QImage] = {}
        self._sheet = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_pages(self, pages: Pages) -> None:
        self._pages = pages
        self._pictures.clear()
        self.fit(self.width())
        self.update()

    def fit(self, width: int) -> None:
        if self._pages is None:
            self.resize(width, 10)
            return
        wide = max(200, min(_WIDEST, width - 2 * _MARGIN))
        whole = self._pages.size(100)
        sheet = QSize(wide, round(wide * whole.height() / whole.width()))
        if sheet != self._sheet:
            self._sheet = sheet
            self._pictures.clear()
        count = self._pages.count
        self.resize(width, _MARGIN + count * (sheet.height() + _MARGIN))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheets that can be seen, each with a hair line around it."""
        if self._pages is None:
            return
        painter = QPainter(self)
        for at in range(self._pages.count):
            place = self._place(at)
            if not place.intersects(event.rect()):
                continue
            painter.drawImage(place, self._picture(at))
            painter.setPen(QPen(self._theme.tokens.border, 1))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def _place(self, at: int) -> QRect:
        left = (self.width() - self._sheet.width()) // 2
        return QRect(left, _MARGIN + at * (self._sheet.height() + _MARGIN), *self._sheet.toTuple())

    def _picture(self, at: int) -> QImage:
        if at not in self._pictures:
            assert self._pages is not None
            ratio = self.devicePixelRatioF()
            dots = self._sheet.width() * ratio / (_A4_MM / _INCH_MM)
            self._pictures[at] = self._pages.picture(at, dots)
        return self._pictures[at]
