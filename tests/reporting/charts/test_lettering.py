"""The type of the charts: widths, ends elided, lines broken where they may be, no boxes."""

import pytest

from netdesk.reporting.charts.lettering import fitted, shown, width, wrapped


def test_a_chinese_character_is_as_wide_as_the_size():
    assert width("网销台", 12) == pytest.approx(36)
    assert 0 < width("1", 12) < 12
    assert width("11", 12) == pytest.approx(2 * width("8", 12))  # digits of one width


def test_a_line_that_fits_is_left_as_it_is():
    assert fitted("汽车之家", 12, 48) == "汽车之家"


def test_a_line_too_long_ends_in_an_ellipsis_and_fits():
    short = fitted("汽车之家枣庄旗舰店", 12, 60)
    assert short.endswith("…")
    assert width(short, 12) <= 60
    assert fitted("汽车", 12, 3) == ""


def test_what_the_type_lacks_leaves_no_box():
    assert shown("老王🚗的店") == "老王的店"
    assert shown("一\n二\u202e三") == "一 二三"


@pytest.mark.parametrize("text", ["一二三，四五六七八九十", "按时 88%（208/236）。还有 5 条"])
def test_no_line_begins_with_what_ends_one(text):
    for most in range(95, 180, 7):
        lines = wrapped(text, 12, most, lines=9)
        assert all(line[0] not in "，。；：、）%）」”" for line in lines[1:])
        assert all(width(line, 12) <= most for line in lines)


def test_english_breaks_between_words():
    lines = wrapped("No leads in these days yet", 12, 70, lines=5)
    assert " ".join(lines) == "No leads in these days yet"
    assert len(lines) > 1


def test_what_is_left_over_is_elided_in_the_last_line():
    lines = wrapped("一二三四五六七八九十", 12, 40, lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
