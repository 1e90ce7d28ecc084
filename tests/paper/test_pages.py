"""Pages: laid out once, flowing over, painted the same on everything."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QImage, QPainter, QTextCursor, QTextDocument, QTextFragment
from PySide6.QtWidgets import QApplication

from netdesk.domain.figures.kpi import Counts
from netdesk.domain.figures.summary import DaySummary
from netdesk.paper.pages import BODY_POINTS, SMALL_POINTS, Pages
from netdesk.reporting.summary_html import summary_html
from netdesk.reporting.summary_page import day_page
from tests import summaries

pytestmark = pytest.mark.usefixtures("qapp")


def ink(image: QImage, *, darkest: int = 128) -> Iterator[tuple[int, int]]:
    """Give the places of a picture that are darker than that."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, stride = grey.width(), grey.bytesPerLine()
    dots = bytes(grey.constBits())
    for y in range(grey.height()):
        for x in range(width):
            if dots[y * stride + x] < darkest:
                yield x, y


def long_day(rows: int = 90) -> str:
    many = tuple(summaries.waiting(f"客户{n}") for n in range(rows))
    return summary_html(replace(summaries.ordinary(), waiting=many))


def test_an_ordinary_day_is_one_a4_page() -> None:
    pages = Pages(summary_html(summaries.ordinary()))
    assert pages.count == 1
    assert pages.size(72).toTuple() == (595, 842)


def test_the_fullest_ordinary_day_is_one_page_with_notes_and_signatures() -> None:
    pages = Pages(summary_html(summaries.full()))
    assert pages.count == 1
    assert "试驾车先洗好" in pages.text()
    assert "复核：" in pages.text()


def test_the_fullest_day_has_room_for_the_months_targets_too() -> None:
    pages = Pages(summary_html(replace(summaries.full(), targets=summaries.TARGETS)))
    assert pages.count == 1
    assert "11 月目标" in pages.text()
    assert "复核：" in pages.text()


def test_a_document_is_set_tighter_only_where_that_saves_a_page() -> None:
    def html(lines: int) -> str:
        style = "<style>p { margin: 0; } /*tight p { line-height: 80%; } tight*/</style>"
        return style + "<p>行</p>" * lines

    def lines_a_page(pages: Pages) -> float:
        layout, block = pages._body.documentLayout(), pages._body.begin()
        tops = [layout.blockBoundingRect(one).top() for one in (block, block.next())]
        return pages._inside.height() / (tops[1] - tops[0])

    usual = lines_a_page(Pages(html(2)))
    fits, saved, too_many = (Pages(html(int(usual * share))) for share in (1, 1.1, 1.4))
    assert [pages.count for pages in (fits, saved, too_many)] == [1, 1, 2]
    assert lines_a_page(fits) == lines_a_page(too_many) == usual
    assert lines_a_page(saved) > usual


def test_an_empty_day_is_one_page_and_not_an_empty_one() -> None:
    pages = Pages(summary_html(summaries.empty()))
    assert pages.count == 1
    assert len(list(ink(pages.picture(0, 40)))) > 500


def test_nothing_is_painted_in_the_margins() -> None:
    pages = Pages(long_day())
    for at in range(pages.count):
        picture = pages.picture(at, 50)
        places = list(ink(picture))
        margin = 14 / 25.4 * 50
        assert min(x for x, _y in places) >= margin
        assert max(x for x, _y in places) <= picture.width() - margin
        assert min(y for _x, y in places) >= 5 / 25.4 * 50
        assert max(y for _x, y in places) <= picture.height() - 8 / 25.4 * 50


def test_a_long_day_flows_over_and_no_row_is_lost() -> None:
    pages = Pages(long_day(90))
    assert pages.count == 3
    assert all(f"客户{n}" in pages.text() for n in range(90))
    assert "第 2 页，共 3 页" in pages.text()


def headings(pages: Pages) -> Iterator[tuple[str, set[int]]]:
    """Give each heading of a section, and the pages on which it and its first row stand."""
    body = pages._body
    layout, height = body.documentLayout(), body.pageSize().height()
    block = body.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() > 1:
            table = QTextCursor(block.next()).currentTable()
            row = min(table.rows() - 1, table.format().headerRowCount())
            under = table.cellAt(row, 0).firstCursorPosition().block()
            kept = (block, block.next(), under)
            tops = (layout.blockBoundingRect(one).top() for one in kept)
            yield block.text(), {int(top // height) for top in tops}
        block = block.next()


@pytest.mark.parametrize("rows", [20, 21, 22, 23, 24, 25, 26, 27, 28, 60])
def test_no_heading_stands_alone_at_the_foot_of_a_page(rows: int) -> None:
    found = list(headings(Pages(long_day(rows))))
    assert [text for text, _pages in found] == ["分渠道", "未完", "明日预约", "备注"]
    assert [text for text, pages in found if len(pages) > 1] == []


@pytest.mark.parametrize("channels", range(20, 36))
def test_no_heading_of_lists_side_by_side_stands_alone_either(channels: int) -> None:
    found = list(headings(Pages(summary_html(summaries.full(channels)))))
    assert [text for text, _pages in found] == ["分渠道", "未完", "明日预约", "备注"]
    assert [text for text, pages in found if len(pages) > 1] == []


@pytest.mark.parametrize("channels", range(1, 36))
def test_the_last_page_is_never_a_line_or_two(channels: int) -> None:
    pages = Pages(summary_html(summaries.full(channels)))
    body, height = pages._body, pages._inside.height()
    block, on_last = body.begin(), set()
    while block.isValid():
        top = body.documentLayout().blockBoundingRect(block).top()
        if top >= (pages.count - 1) * height:
            on_last.add(round(top))
        block = block.next()
    assert len(on_last) > 5


@pytest.mark.parametrize("rows", [0, 5, 20, 21, 23, 24, 25, 26, 60, 120])
def test_every_block_has_its_place(rows: int) -> None:
    # Qt has been seen to lose the last block's lines when a format changes after the layout.
    body = Pages(long_day(rows))._body
    bottom, block = 0.0, body.begin()
    while block.isValid():
        rect = body.documentLayout().blockBoundingRect(block)
        if block.text().strip():
            assert rect.height() > 0, block.text()
            bottom = max(bottom, rect.bottom())
        block = block.next()
    assert body.lastBlock().text().startswith("口径")
    assert bottom <= body.pageCount() * body.pageSize().height()


def test_a_heading_keeps_its_distance_from_a_table_whose_last_cell_is_empty() -> None:
    def gap(gift: str) -> float:
        day = replace(summaries.ordinary(), appointments=(summaries.visit(gift=gift),))
        body = Pages(summary_html(day))._body
        block = body.begin()
        while block.text() != "备注":
            block = block.next()
        above = body.documentLayout().blockBoundingRect(block.previous())
        return body.documentLayout().blockBoundingRect(block).top() - above.bottom()

    assert gap("") == pytest.approx(gap("试驾礼"))


def rows_of(pages: Pages) -> Iterator[tuple[float, float]]:
    """Give top and bottom of the lines of each row, in pages from the first."""
    document = pages._body
    layout, height = document.documentLayout(), document.pageSize().height()
    for table in document.rootFrame().childFrames():
        for row in range(table.rows()):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            starts = [layout.blockBoundingRect(c.firstCursorPosition().block()) for c in cells]
            ends = [layout.blockBoundingRect(c.lastCursorPosition().block()) for c in cells]
            bottom = max(end.bottom() for end in ends)
            yield min(start.top() for start in starts) / height, (bottom - 1) / height


@pytest.mark.parametrize("lines", [2, 3, 7])
def test_no_row_of_several_lines_is_parted(lines: int) -> None:
    cell = "<td>" + "<p>行</p>" * lines + "</td><td>短</td>"
    rows = "".join(f"<tr><td>{n}</td>{cell}</tr>" for n in range(150 // lines))
    head = "<thead><tr><th>头</th><th>头</th><th>头</th></tr></thead>"
    pages = Pages(f"<p>{'话<br>' * lines}</p><table>{head}{rows}</table>")
    assert pages.count >= 3
    reach = list(rows_of(pages))
    assert all(int(first) == int(last) for first, last in reach)
    assert pages.count == int(reach[-1][1]) + 1
    assert all(after[0] >= before[0] for before, after in pairwise(reach))


def test_the_foot_stands_at_the_bottom_of_the_last_page_only() -> None:
    pages = Pages(long_day())
    drawn = [
        any(y > 0.94 * picture.height() and x < 0.3 * picture.width() for x, y in ink(picture))
        for picture in (pages.picture(at, 60) for at in range(pages.count))
    ]
    assert drawn == [False, False, True]


def fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    """Give every piece of text that is set in one way."""
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            yield pieces.fragment()
            pieces += 1
        block = block.next()


@pytest.mark.parametrize("day", [summaries.ordinary(), summaries.full()])
def test_nothing_is_set_smaller_than_eight_and_a_half_points(day: DaySummary) -> None:
    pages = Pages(summary_html(day))
    for document in (pages._body, pages._foot):
        small = [
            piece.text()
            for piece in fragments(document)
            if piece.charFormat().font().pointSizeF() < SMALL_POINTS
        ]
        assert small == []
        assert len(list(fragments(document))) > 4
    assert BODY_POINTS >= SMALL_POINTS >= 8.5


FIGURES = (
    Counts(),
    Counts(leads=1_234_567, waiting=123_456, overdue=12_345, invited=9_999, arrived=1),
    Counts(response_seconds=(52_920,), clocks_judged=1_000, on_time=999),
    Counts(response_seconds=(172_799,), clocks_judged=1_000, on_time=1),
    Counts(response_seconds=(99_999_999,)),
    summaries.full().counts,
)


@pytest.mark.parametrize("counts", FIGURES)
def test_no_figure_of_the_strip_wraps_and_all_stand_on_one_line(counts: Counts) -> None:
    day = replace(summaries.full(), counts=counts)
    pages = Pages(summary_html(day))
    layout, bases, lefts = pages._body.documentLayout(), [], []
    block = pages._body.begin()
    for figure in day_page(day).figures:
        while block.text() != figure.label:
            block = block.next()
        block = block.next()
        assert block.text().replace("\N{NO-BREAK SPACE}", " ").strip() == figure.value
        assert block.layout().lineCount() == 1
        line, place = block.layout().lineAt(0), layout.blockBoundingRect(block)
        bases.append(place.top() + line.y() + line.ascent())
        lefts.append(place.left())
    assert len(set(bases)) == 1
    steps = [right - left for left, right in pairwise(lefts[1:])]
    assert max(steps) - min(steps) < 0.02 * max(steps)


def test_a_heading_is_as_large_as_its_style_says() -> None:
    pages = Pages("<style>h2 { font-size: 9.5pt; }</style><h2>分渠道</h2><p>x</p>")
    form = pages._body.begin().begin().fragment().charFormat()
    assert form.font().pointSizeF() == 9.5


def test_the_layout_does_not_depend_on_where_it_is_painted() -> None:
    pages = Pages(summary_html(summaries.ordinary()))
    small = {(x // 10, y // 10) for x, y in ink(pages.picture(0, 50), darkest=250)}
    large = {(x // 20, y // 20) for x, y in ink(pages.picture(0, 100), darkest=250)}
    assert len(small & large) / len(small | large) > 0.9


def test_bold_is_heavier_on_a_screen_too() -> None:
    def weight(html: str) -> int:
        return len(list(ink(Pages(html).picture(0, 150))))

    plain = weight('<p style="font-size:20pt">今日新线索</p>')
    bold = weight('<p style="font-size:20pt; font-weight:bold">今日新线索</p>')
    assert 1.15 < bold / plain < 2


def test_a_painter_gets_its_state_back() -> None:
    pages = Pages(summary_html(summaries.ordinary()))
    image = QImage(pages.size(30), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(3, 4)
    pages.paint_scaled(painter, 0, 30)
    assert (painter.transform().dx(), painter.transform().dy()) == (3, 4)
    assert not painter.hasClipping()
    painter.end()


def test_a_document_without_a_foot_is_a_page_too(qapp: QApplication) -> None:
    pages = Pages("<title>页</title><p>一行</p>")
    assert qapp is not None
    assert (pages.count, pages.title) == (1, "页")
    assert list(ink(pages.picture(0, 60)))
