"""Pages on a printer, and what a window's print preview and printer choice need.

QPrinter works with a QGuiApplication; its dialogs are the window's business. A window's preview is
`QPrintPreviewDialog(printer_for(pages))` with `paint_on` as its paintRequested (ui/widgets).
"""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from netdesk import errors
from netdesk.paper.pages import Pages


def printers() -> tuple[str, ...]:
    """Return the names of this computer's printers."""
    return tuple(QPrinterInfo.availablePrinterNames())


def default_printer() -> str:
    """Return the printer used when none is chosen; empty where there is none."""
    return QPrinterInfo.defaultPrinterName() or next(iter(printers()), "")


def printer_for(pages: Pages, name: str = "") -> QPrinter:
    """Return a printer set up for the pages' sheet and title, by name or the default one.

    Raises NoPrinter or UnknownPrinter.
    """
    known = printers()
    if not known:
        raise errors.NoPrinter()
    if name and name not in known:
        raise errors.UnknownPrinter(name=name, names="、".join(known))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name or default_printer())
    set_up(printer, pages)
    return printer


def set_up(printer: QPrinter, pages: Pages) -> None:
    """Give a printer the pages' sheet, whole to its edges, and their title as the job's name."""
    size, upright = QPageSize(pages.sheet.size), QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, upright, QMarginsF(0, 0, 0, 0)))
    printer.setDocName(pages.title)


def print_pages(pages: Pages, name: str = "", *, copies: int = 1) -> str:
    """Print on the printer of that name, else the default one, and return which it was.

    Raises NoPrinter, UnknownPrinter or PrintFailed.
    """
    printer = printer_for(pages, name)
    printer.setCopyCount(copies)
    paint_on(printer, pages)
    return printer.printerName()


def paint_on(printer: QPrinter, pages: Pages) -> None:
    """Paint the pages a printer asks for, all where it asks for none; raises PrintFailed."""
    first = max(1, printer.fromPage())
    last = min(printer.toPage() or pages.count, pages.count)
    painter = QPainter()
    if not painter.begin(printer):
        raise errors.PrintFailed(name=printer.printerName())
    for number in range(first, last + 1):
        if number > first and not printer.newPage():
            break
        pages.paint_scaled(painter, number - 1, printer.resolution())
    ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise errors.PrintFailed(name=printer.printerName())
