"""Qt's print preview of pages that a service made; its button prints.

Qt's printing and the room for paper are brought in when something is printed, not before.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from netdesk.errors import NetdeskError
from netdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from netdesk.paper.pages import Pages

_SIZE = 900, 700


class PrintPreview(QObject):
    """Opens one preview at a time over a window."""

    def __init__(self, window: QWidget, failed: Callable[[NetdeskError], None]) -> None:
        """Open over `window`; `failed` is told where no printer can be used."""
        super().__init__(window)
        self._window = window
        self._failed = failed
        self._device: QPrinter | None = None

    def open_html(self, html: str) -> None:
        """Set a page of HTML on sheets and show them."""
        from netdesk.paper.pages import Pages

        self.open(Pages(html))

    def open(self, pages: "Pages", printer_name: str = "") -> None:
        """Show pages as the named printer, or the default one, would print them."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        from netdesk.paper.printer import paint_on, printer_for

        try:
            printer = printer_for(pages, printer_name)
        except NetdeskError as error:
            self._failed(error)
            return

        def paint(device: "QPrinter") -> None:
            try:
                paint_on(device, pages)
            except NetdeskError as error:
                self._failed(error)

        self._device = printer  # the dialog uses it and doesn't keep it
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle(_("打印预览"))
        dialog.resize(*_SIZE)
        dialog.paintRequested.connect(paint)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
