"""Strangers' text on one line."""

import pytest

from netdesk.reporting.plain import cells, cut, plain


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  王\t女士\n ", "王 女士"),
        ("\u202e张三\u200b", "张三"),
        ("a\x00b\u2028c", "a b c"),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_taken_out(text: str, line: str) -> None:
    assert plain(text) == line


def test_a_chinese_character_is_two_cells_wide() -> None:
    assert cells("王a，1") == 6


@pytest.mark.parametrize(
    ("text", "most", "line"),
    [
        ("王女士", 6, "王女士"),
        ("王女士们", 6, "王女…"),
        ("abcdefg", 6, "abcd…"),
        ("王a女士", 6, "王a…"),
        ("ab cdefg", 5, "ab…"),
    ],
)
def test_a_long_line_is_cut_to_its_width_with_an_ellipsis(text: str, most: int, line: str) -> None:
    assert cut(text, most) == line
    assert cells(line) <= most + 1 or "…" not in line
