"""The PDF: one A4 page, Chinese type embedded, every word and number to be found again."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from netdesk.domain.figures.summary import DaySummary
from netdesk.errors import NotWritable
from netdesk.paper.fonts import paper_font
from netdesk.paper.pages import Pages
from netdesk.paper.pdf import pdf_bytes, write_pdf
from netdesk.paper.pdf_objects import edited, objects
from netdesk.paper.searchable import mended
from netdesk.reporting.summary_html import summary_html
from netdesk.reporting.summary_text import summary_text
from tests import summaries
from tests.paper import reading

pytestmark = pytest.mark.usefixtures("qapp")

MADE = summaries.at(17, 42)


def written(path: Path, html: str) -> Path:
    write_pdf(Pages(html), path, author="小周", written_at=MADE)
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The ordinary day's page as a file."""
    return written(tmp_path / "日报.pdf", summary_html(summaries.ordinary()))


def numbers(text: str) -> list[str]:
    """Return the numbers of a text, sorted."""
    return sorted(re.findall(r"\d+(?:\.\d+)?", text))


def test_it_is_one_a4_page_that_says_what_it_is_and_who_made_it(page: Path) -> None:
    facts = reading.facts(page)
    assert facts["Pages"] == "1"
    assert facts["Page size"] == "595 x 842 pts (A4)"
    assert facts["Title"] == "网络营销日报 · 2026年11月24日 · 枣庄示例汽车"
    assert facts["Author"] == "小周"
    assert facts["CreationDate"] == "Tue Nov 24 09:42:00 2026 UTC"
    assert page.stat().st_size < 300_000


def test_its_type_is_an_embedded_subset(page: Path) -> None:
    found = reading.fonts(page)
    assert found
    for name, embedded, subset, unicode_map in found:
        assert re.match(r"[A-Z]{6}\+", name)
        assert (embedded, subset, unicode_map) == ("yes", "yes", "yes")


def test_every_word_of_the_page_is_found_again(page: Path) -> None:
    html = summary_html(summaries.ordinary())
    found = "".join(reading.text(page).split())
    body = html.partition("<body>")[2]
    for piece in re.findall(r">([^<>]+)<", body):
        assert "".join(unescape(piece).split()) in found


def test_characters_that_share_their_shape_are_found_as_themselves(tmp_path: Path) -> None:
    # In the shipped type 日 and the radical ⽇ are one glyph, as are 车 and ⻋, 见 and ⻅.
    words = "日月金木水火土车见长门青页风飞食马鱼鸟黄龙龟民母"
    path = written(tmp_path / "x.pdf", f"<p>{words}</p>")
    assert reading.text(path).split() == [words]


def test_digits_and_letters_inside_latin_words_are_found(tmp_path: Path) -> None:
    # The type has digits and ligatures of its own there, which stand for no character.
    words = "Pro2026 P90 v1 office fjord difficult"
    path = written(tmp_path / "x.pdf", f"<p>{words}</p><p><b>{words}</b></p>")
    assert reading.text(path).split() == words.split() * 2


def test_bold_words_are_in_the_file_once(tmp_path: Path) -> None:
    path = written(tmp_path / "x.pdf", "<p><b>今日新线索 23 条</b></p>")
    assert reading.text(path, "-raw").split() == ["今日新线索", "23", "条"]
    assert b"ActualText" not in path.read_bytes()


@pytest.mark.parametrize("day", [summaries.ordinary(), summaries.full()])
def test_text_html_and_pdf_carry_the_same_numbers(day: DaySummary, tmp_path: Path) -> None:
    in_html = unescape(re.sub(r"<[^>]+>", " ", summary_html(day).partition("<body>")[2]))
    in_pdf = reading.text(written(tmp_path / "x.pdf", summary_html(day)))
    assert numbers(in_pdf) == numbers(in_html)
    assert set(numbers(summary_text(day))) <= set(numbers(in_html))


def test_the_figures_of_the_day_are_found_in_text_and_pdf(page: Path) -> None:
    in_text, in_pdf = summary_text(summaries.ordinary()), reading.text(page)
    for told in (
        "87%",
        "13/15",
        "10 分",
        "40 分",
        "62–96%",
        "8/9",
        "5/6",
        "138****5678",
        "超时 14 分",
    ):
        assert told in in_text
        assert told in in_pdf


def test_a_long_day_says_its_pages_and_loses_no_row(tmp_path: Path) -> None:
    many = tuple(summaries.waiting(f"客户{n}号") for n in range(120))
    html = summary_html(replace(summaries.ordinary(), waiting=many))
    path = written(tmp_path / "x.pdf", html)
    found = reading.text(path)
    pages = int(reading.facts(path)["Pages"])
    assert pages > 2
    for at in range(1, pages + 1):
        assert f"第 {at} 页，共 {pages} 页" in found
    assert all(f"客户{n}号" in found for n in range(120))
    assert found.count("应回复\n") == pages
    assert path.stat().st_size < 300_000 * pages


def test_very_long_names_stay_inside_their_columns(tmp_path: Path) -> None:
    names = ("欧阳司马诸葛上官" * 9, "Wolfeschlegelsteinhausenbergerdorff" * 3, "<b>x</b>")
    rows = tuple(summaries.waiting(name, model=name) for name in names)
    path = written(tmp_path / "x.pdf", summary_html(replace(summaries.ordinary(), waiting=rows)))
    assert reading.facts(path)["Pages"] == "1"
    found = reading.text(path)
    assert found.count("138****5678") == 3
    assert "<b>x</b>" in found


def test_the_same_page_gives_the_same_bytes_and_another_page_others() -> None:
    html = summary_html(summaries.ordinary())
    one = pdf_bytes(Pages(html), author="小周", written_at=MADE)
    assert pdf_bytes(Pages(html), author="小周", written_at=MADE) == one
    later = pdf_bytes(Pages(html), author="小周", written_at=MADE + timedelta(minutes=1))
    assert later != one


def test_a_path_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        write_pdf(Pages("<p>x</p>"), tmp_path / "no" / "x.pdf", author="", written_at=MADE)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_as_qt_writes_it_is_left_as_it_is() -> None:
    font = QRawFont.fromFont(paper_font())
    for strange in (b"", b"%PDF-1.7 xref streams", b"startxref\n5\n%%EOF"):
        assert mended(strange, text="x", font=font, written_at=MADE) == strange
        assert objects(strange) == {}


def test_changed_bytes_move_the_table_along() -> None:
    body = b"%PDF\n1 0 obj\nabc\nendobj\n2 0 obj\nde\nendobj\n"
    first, second = body.index(b"1 0"), body.index(b"2 0")
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % (first, second)
    pdf = body + table + b"trailer\nstartxref\n%d\n%%%%EOF\n" % len(body)
    at = pdf.index(b"abc")
    done = edited(pdf, [(at, at + 3, b"longer"), (at + 3, at + 3, b"!")])
    assert b"1 0 obj\nlonger!\nendobj" in done
    assert {done[start : start + 7] for start, _end in objects(done).values()} == {
        b"1 0 obj",
        b"2 0 obj",
    }
