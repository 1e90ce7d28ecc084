"""Lines of keys and elements in any TOML that the hours file might be written in."""

import pytest

from netdesk.catalog.toml_lines import lines_of

TEXT = """\
# hours
timezone = "Asia/Shanghai"   # the shop's
"allowed" = '60m'
holiday_hours = [ ]

[ weekly ]  # a table
mon = [
  "08:30-12:00",  # a ] and a # in here: "
  '13:30-18:00' ,

  \"\"\"a
b\"\"\", "last",
]
tue.x = 3
[dates]
"2026-02-19" = ["a]b", "c\\"d"]
2026-02-20 = []
[[seasons]]
from = "05-01"
[seasons.weekly]
mon = [["x"], 1.5e3, 2026-01-01, true]
[[seasons]]
weekly = { mon = ["x"], "tue" = [ 1 ], wed = {} }
to = '''
many
lines'''
end = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("timezone",), 2),
        (("allowed",), 3),
        (("holiday_hours",), 4),
        (("weekly",), 6),
        (("weekly", "mon"), 7),
        (("weekly", "mon", 0), 8),
        (("weekly", "mon", 1), 9),
        (("weekly", "mon", 2), 11),
        (("weekly", "mon", 3), 12),
        (("weekly", "tue", "x"), 14),
        (("dates", "2026-02-19", 1), 16),
        (("dates", "2026-02-20"), 17),
        (("seasons", 0), 18),
        (("seasons", 0, "weekly"), 20),
        (("seasons", 0, "weekly", "mon", 0, 0), 21),
        (("seasons", 0, "weekly", "mon", 3), 21),
        (("seasons", 1), 22),
        (("seasons", 1, "weekly", "tue", 0), 23),
        (("seasons", 1, "to"), 24),
        (("seasons", 1, "end"), 27),
    ],
)
def test_a_key_and_an_element_are_found_on_their_line(path, line):
    assert lines_of(TEXT)[path] == line


def test_line_ends_of_windows_count_once():
    assert lines_of(TEXT.replace("\n", "\r\n"))[("seasons", 1, "end")] == 27


def test_an_empty_text_has_no_keys():
    assert lines_of("") == {}
    assert lines_of("# only a comment") == {}
