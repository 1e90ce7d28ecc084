"""HTML saved under a sheet's name, as rows."""

import timeit
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.intake.html_rows import rows

PAGE = """<html xmlns:x="urn:x"><head><style>td { color: red }</style>
<script>var x = "<td>no</td>";</script></head><body>
<TABLE border=1>
<tr><td colspan="3">线索导出</td></tr>
<tr><th>姓名</th><th>手机号</th><th>留言</th></tr>
<tr><td>王女士</td><td x:num="13812345678">1.38E+10</td><td>你好<br>多少钱 &lt;秦L&gt;</td></tr>
<tr><td><b>李</b>先生</td><td>&nbsp;13812345679&nbsp;</td><td></td></tr>
</TABLE></body></html>"""


def cut(text):
    return list(rows(StringIO(text)))


def test_a_table_is_read_row_by_row():
    assert cut(PAGE) == [
        (1, ["线索导出", "", ""]),
        (2, ["姓名", "手机号", "留言"]),
        (3, ["王女士", "13812345678", "你好\n多少钱 <秦L>"]),
        (4, ["李先生", "13812345679", ""]),
    ]


def test_tags_that_nobody_closed_still_make_rows():
    assert cut("<table><tr><td>a<td>b<tr><td>c<td>d</table>") == [(1, ["a", "b"]), (2, ["c", "d"])]
    assert cut("<table><tr><td>a<td>b") == [(1, ["a", "b"])]


def test_a_cell_over_several_rows_is_in_each_of_them():
    assert cut(
        "<table><tr><td rowspan=3>枣庄</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>"
        "<tr><td>滕州</td><td>4</td></tr></table>"
    ) == [(1, ["枣庄", "1"]), (2, ["枣庄", "2"]), (3, ["枣庄", "3"]), (4, ["滕州", "4"])]


def test_a_tag_may_be_cut_by_the_end_of_a_piece():
    class Dripping(StringIO):
        def read(self, size=-1):
            return super().read(min(size, 7) if size > 0 else size)

    assert list(rows(Dripping(PAGE))) == cut(PAGE)


def test_text_outside_of_tables_is_no_row():
    assert cut("<p>共 2 条</p><table><tr><td>a</td></tr></table><p>完") == [(1, ["a"])]


def test_spans_without_end_do_not_fill_the_memory():
    found = cut("<table>" + "<tr>" + "<td colspan=99999 rowspan=99999>x" * 50 + "</table>")
    assert len(found[0][1]) <= 1_000


@pytest.mark.parametrize(
    "hostile",
    [
        "<td" * 200_000,
        "<!--" * 200_000,
        "<table><tr><td>" + "x<" * 300_000,
        "<a href='" * 100_000,
        "<table>" * 100_000,
        "<tr><td>" * 100_000,
        "<table><tr><td>" + "&amp" * 200_000,
        "<" * 500_000,
    ],
    ids=range(8),
)
def test_time_grows_no_faster_than_the_text(hostile):
    assert timeit.timeit(lambda: cut(hostile), number=1) < 5


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</tr>",
                "a",
                "<",
                ">",
                "&lt;",
                "<br>",
                '<td rowspan="2">',
            ]
        )
    )
)
def test_any_soup_gives_rows_that_go_up(parts):
    found = cut("".join(parts))
    numbers = [number for number, _ in found]
    assert numbers == sorted(set(numbers))
