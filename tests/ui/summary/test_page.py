"""The day's page in the window: shown as printed, noted, saved, copied."""

import gc
from datetime import date, timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget

from netdesk.paper.printer import set_up
from netdesk.ui.summary.page import SummaryPage
from tests.conftest import NINE


@pytest.fixture
def page(driver) -> SummaryPage:
    driver.press("1", "Return", "Ctrl+6")
    return driver.window.page("summary")


def test_the_page_is_shown_as_it_will_be_printed(page):
    assert page._pages is not None
    assert page._pages.count == 1
    assert "示例汽车" in page._pages.text()
    assert page.preview.accessibleName().endswith("共 1 页")
    image = page.preview._sheets.grab().toImage()
    assert len({image.pixelColor(x, 150).name() for x in range(image.width())}) > 5


def test_a_note_is_saved_and_printed(page, driver, five):
    page.options.note.setPlainText("下午有团购活动")
    page.options.settle()
    driver.settle()
    assert five.summary.note(NINE.date()) == "下午有团购活动"
    assert "下午有团购活动" in page._pages.text()


def test_a_note_in_the_making_is_saved_when_the_page_is_left(page, driver, five):
    page.options.note.setPlainText("写到一半")
    driver.press("Ctrl+1")
    assert five.summary.note(NINE.date()) == "写到一半"


def test_a_note_belongs_to_the_day_it_was_written_on(page, driver, five):
    page.options.note.setPlainText("二十四号的事")
    page.options.step(-1)
    driver.settle()
    assert five.summary.note(date(2026, 11, 24)) == "二十四号的事"
    assert five.summary.note(date(2026, 11, 23)) == ""
    assert page.options.text() == ""
    assert "2026年11月23日" in page._pages.text()


def test_no_day_after_today_can_be_chosen(page, driver):
    page.options.step(1)
    driver.settle()
    assert page._day == date(2026, 11, 24)


def test_a_change_in_the_inbox_is_on_the_page_when_it_is_shown_again(page, driver):
    before = page._summary.counts.answered
    driver.press("Ctrl+1", "1", "Return", "Ctrl+6")
    assert page._summary.counts.answered == before + 1


def test_the_page_is_saved_as_a_pdf(page, driver, tmp_path):
    path = tmp_path / "日报.pdf"
    page.save_pdf(path)
    assert path.read_bytes().startswith(b"%PDF")
    assert driver.told()[-1] == f"已存到 {path}"


def test_the_text_for_the_group_chat_is_copied(page, driver):
    driver.press("Ctrl+Shift+C")
    text = QGuiApplication.clipboard().text()
    assert "新线索 5" in text
    assert "13800000001" not in text
    assert driver.told()[-1] == "已复制日报文字，可以贴到微信群里。"


def test_the_print_preview_shows_the_page_and_prints_it(page, driver, monkeypatch, tmp_path):
    target = tmp_path / "printed.pdf"

    def to_a_file(pages, _name=""):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFileName(str(target))
        set_up(made, pages)
        return made

    monkeypatch.setattr("netdesk.paper.printer.printer_for", to_a_file)
    driver.press("Ctrl+P")
    (dialog,) = page.findChildren(QPrintPreviewDialog)
    (preview,) = dialog.findChildren(QPrintPreviewWidget)
    driver.qtbot.waitUntil(lambda: preview.pageCount() == 1)
    gc.collect()
    preview.updatePreview()
    preview.print_()
    assert target.read_bytes().startswith(b"%PDF")
    dialog.close()


def test_without_a_printer_the_page_says_what_to_do(page, driver, monkeypatch):
    monkeypatch.setattr("netdesk.paper.printer.printers", lambda: ())
    driver.press("Ctrl+P")
    assert "没有可用的打印机" in driver.told()[-1]


def test_the_page_shows_the_day_it_is_however_long_the_window_was_open(page, driver, clock):
    clock.at = NINE + timedelta(days=1)
    page.options.day.setMaximumDate(page.options.day.date().addDays(5))
    driver.press("Ctrl+1", "Ctrl+6")
    assert page.options._today == date(2026, 11, 25)
