"""Printing: which printers there are, and pages painted on one. No real printer is needed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from netdesk import errors
from netdesk.paper import printer as printing
from netdesk.paper.pages import Pages
from netdesk.reporting.summary_html import summary_html
from tests import summaries
from tests.paper import reading

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def pages() -> Pages:
    """A day of three pages."""
    many = tuple(summaries.waiting(f"Kunde{n}!") for n in range(90))
    return Pages(summary_html(replace(summaries.ordinary(), waiting=many)))


def into(path: Path, pages: Pages) -> QPrinter:
    """Return a printer that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing.set_up(printer, pages)
    return printer


def test_all_pages_are_printed_at_the_size_of_the_sheet(pages: Pages, tmp_path: Path) -> None:
    printing.paint_on(into(tmp_path / "x.pdf", pages), pages)
    facts = reading.facts(tmp_path / "x.pdf")
    assert facts["Pages"] == "3"
    assert facts["Page size"].startswith("595 x 842")
    assert facts["Title"] == pages.title
    assert "Kunde89!" in reading.text(tmp_path / "x.pdf")


def test_only_the_pages_asked_for_are_printed(pages: Pages, tmp_path: Path) -> None:
    printer = into(tmp_path / "x.pdf", pages)
    printer.setFromTo(2, 2)
    printing.paint_on(printer, pages)
    assert reading.facts(tmp_path / "x.pdf")["Pages"] == "1"
    found = reading.text(tmp_path / "x.pdf")
    assert "Kunde50!" in found
    assert "Kunde1!" not in found
    assert "Kunde89!" not in found


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(pages: Pages, tmp_path: Path) -> None:
    with pytest.raises(errors.PrintFailed):
        printing.paint_on(into(tmp_path / "no" / "x.pdf", pages), pages)


def test_without_a_printer_nothing_is_printed(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printers", tuple)
    with pytest.raises(errors.NoPrinter):
        printing.print_pages(pages)


def test_an_unknown_printer_is_told_with_those_there_are(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printers", lambda: ("前台", "财务"))
    with pytest.raises(errors.UnknownPrinter) as error:
        printing.print_pages(pages, "仓库")
    assert "仓库" in str(error.value)
    assert "前台、财务" in str(error.value)
    assert error.value.exit_code == 2
