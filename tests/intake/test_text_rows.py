"""Texts cut into rows with their line; a broken quote costs its own line and no other."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.intake.reading import Reason, Reject
from netdesk.intake.text_rows import LINE_LIMIT, Dialect, look, rows, rows_of_file, rows_of_text

HEAD = "姓名,手机号,车系\n"


def cut(text, delimiter=","):
    return list(rows(StringIO(text, newline=""), Dialect(delimiter)))


def good(found):
    return [row for row in found if not isinstance(row, Reject)]


def bad(found):
    return [row for row in found if isinstance(row, Reject)]


def test_a_row_knows_the_line_it_begins_in():
    assert cut('a,b\n\n"c\nd",e\r\nf,g') == [
        (1, ["a", "b"]),
        (2, []),
        (3, ["c\nd", "e"]),
        (5, ["f", "g"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(end):
    assert cut(f"a,b{end}c,d{end}") == [(1, ["a", "b"]), (2, ["c", "d"])]


def test_an_open_quote_costs_one_line_and_is_told():
    found = cut(
        HEAD
        + '王女士,13812345678,"宋PLUS\n'
        + "李先生,13812345679,秦L\n"
        + '张先生,13812345680,"海豹"\n'
        + "赵女士,13812345681,汉\n"
    )
    assert [line for line, _ in good(found)] == [1, 3, 4, 5]
    (reject,) = bad(found)
    assert (reject.line, reject.reason, reject.row_lost) == (2, Reason.BROKEN_ROW, True)
    assert reject.cells == ("王女士", "13812345678", '"宋PLUS')


def test_two_stray_quotes_do_not_swallow_the_rows_between():
    found = cut(
        HEAD
        + '王女士,13812345678,"宋PLUS\n'
        + "李先生,13812345679,秦L\n"
        + '张先生,13812345680,海豹"\n'
        + "赵女士,13812345681,汉\n"
    )
    assert [line for line, _ in good(found)] == [1, 3, 4, 5]
    assert [reject.line for reject in bad(found)] == [2]


def test_an_open_quote_in_the_last_line_is_told_too():
    found = cut(HEAD + "李先生,13812345679,秦L\n" + '王女士,13812345678,"宋PLUS')
    assert [line for line, _ in good(found)] == [1, 2]
    assert [reject.line for reject in bad(found)] == [3]


def test_an_open_quote_far_from_the_next_one_costs_one_line():
    lines = [f"客户{n},138{n:08d},秦L\n" for n in range(5000)]
    lines[10] = '客户10,13800000010,"秦L\n'
    found = cut(HEAD + "".join(lines))
    assert len(good(found)) == 5000
    assert [reject.line for reject in bad(found)] == [12]


def test_every_line_with_an_open_quote_is_told():
    found = cut(HEAD + '王,13812345678,"宋\n' * 2000)
    assert len(good(found)) + len(bad(found)) == 2001
    assert len(bad(found)) == 2000


def test_a_message_of_several_lines_is_one_row():
    found = cut(HEAD + '王女士,13812345678,"你好\n想问一下, 秦L 多少钱\n谢谢 ""老板"""\n李,1,2\n')
    assert found[1] == (2, ["王女士", "13812345678", '你好\n想问一下, 秦L 多少钱\n谢谢 "老板"'])
    assert found[2] == (5, ["李", "1", "2"])


def test_a_quote_inside_a_cell_is_a_sign_like_any_other():
    assert cut('19"轮毂,13812345678,他说"好"\n') == [(1, ['19"轮毂', "13812345678", '他说"好"'])]


def test_figures_written_as_formulas_are_taken_out():
    assert cut('="王女士",="13812345678","=""00012"""\n') == [
        (1, ["王女士", "13812345678", "00012"])
    ]


def test_zero_bytes_are_left_out():
    assert cut("王\0女士,138\n") == [(1, ["王女士", "138"])]


def test_a_line_without_end_is_cut_and_told():
    found = cut(HEAD + "王," + "长" * (3 * LINE_LIMIT) + ",x\n李,13812345679,秦L\n")
    assert [line for line, _ in good(found)] == [1, 3]
    (reject,) = bad(found)
    assert (reject.line, reject.reason) == (2, Reason.TOO_LONG)
    assert len(reject.value) <= 200


def test_a_long_line_behind_an_open_quote_is_told_as_well():
    found = cut(HEAD + '王,1,"x\n' + "长" * (2 * LINE_LIMIT) + "\n李,13812345679,秦L\n")
    assert [line for line, _ in good(found)] == [1, 4]
    assert [(r.line, r.reason) for r in bad(found)] == [
        (2, Reason.BROKEN_ROW),
        (3, Reason.TOO_LONG),
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_makes_a_header(delimiter):
    text = (
        delimiter.join(["姓名", "手机号", "留言"]) + "\n" + delimiter.join(["王", "138", "a,b;c|d"])
    )
    assert look(text) == Dialect(delimiter)


def test_a_title_with_commas_does_not_decide_the_delimiter():
    assert look("导出,时间,2026,11,24,共,2,条\n姓名\t手机号\n王\t13812345678\n").delimiter == "\t"


def test_excels_own_line_about_the_delimiter_is_believed_and_counted():
    assert list(rows_of_text("sep=;\r\n姓名;手机号\r\n王;138\r\n")) == [
        (2, ["姓名", "手机号"]),
        (3, ["王", "138"]),
    ]


def test_a_file_is_closed_when_its_rows_are(tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text(HEAD * 50_000, encoding="utf-8")
    found = rows_of_file(path, "utf-8")
    assert next(found) == (1, ["姓名", "手机号", "车系"])
    found.close()
    path.unlink()
    with pytest.raises(StopIteration):
        next(found)


pieces = st.lists(
    st.sampled_from(['"', ",", "\n", "\r\n", "a", "王", "13812345678", '""', "\0"]), max_size=60
)


@given(pieces)
def test_lines_only_go_up_and_none_is_said_twice(parts):
    text = "".join(parts)
    found = cut(text)
    lines = [row.line if isinstance(row, Reject) else row[0] for row in found]
    assert lines == sorted(set(lines))
    assert not lines or lines[-1] <= len(StringIO(text, newline=None).read().split("\n"))


@given(pieces)
def test_every_sign_of_the_text_comes_out_again(parts):
    text = "".join(parts)
    kept = "".join(
        "".join(row.cells) if isinstance(row, Reject) else "".join(row[1]) for row in cut(text)
    )
    for sign in ("a", "王", "13812345678"):
        assert kept.count(sign) == text.count(sign)


@given(
    st.lists(
        st.lists(st.text(alphabet='a王,"\n\t 1', max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=8,
    )
)
def test_what_a_sound_writer_wrote_is_read_as_it_was(table):
    written = StringIO(newline="")
    csv.writer(written).writerows(table)
    found = cut(written.getvalue())
    assert not bad(found)
    assert [cells for _, cells in found] == table
