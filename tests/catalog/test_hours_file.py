"""The hours file: what it may say, every fault with its line, and back to text."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from netdesk.catalog import hours_file
from netdesk.domain.deadlines.hours import (
    DEFAULT_HOURS,
    Break,
    Closing,
    HolidayRule,
    MonthDay,
    Season,
)
from netdesk.errors import HoursRefused, NotThere, Unreadable
from tests.domain.deadlines.invented_hours import scenes
from tests.domain.shops import opened, week

WHOLE = """\
timezone = "Asia/Urumqi"
allowed = "90s"
closing = "carry_over"
holidays = "none"
holiday_hours = ["10:00-12:00"]
makeup_hours = ["09:00-12:00", "13:00:30-16:00"]
[weekly]
mon = ["08:30-12:00", "13:30-24:00"]
sun = []
[dates]
"2026-02-19" = ["10:00-16:00"]
2026-02-20 = []
[[seasons]]
from = "11-15"
to = "02-29"
[seasons.weekly]
tue = ["08:00-18:30"]
[[breaks]]
date = "2026-03-02"
windows = ["14:00-15:00"]
"""
ALL_YEAR = '[[seasons]]\nfrom = "01-01"\nto = "12-31"\n'


def faults_of(text, **rest):
    with pytest.raises(HoursRefused) as refused:
        hours_file.parse(text, **rest)
    return [(fault.line, fault.text) for fault in refused.value.faults]


def test_everything_the_file_may_say_is_read():
    hours = hours_file.parse(WHOLE)
    assert hours.timezone == "Asia/Urumqi"
    assert hours.allowed == timedelta(seconds=90)
    assert hours.closing is Closing.CARRY_OVER
    assert hours.holidays is HolidayRule.NONE
    assert hours.holiday_hours == opened("10:00-12:00")
    assert hours.makeup_hours == opened("09:00-12:00", "13:00:30-16:00")
    assert hours.weekly == week(mon="08:30-12:00 13:30-24:00")
    assert hours.dates == (
        (date(2026, 2, 19), opened("10:00-16:00")),
        (date(2026, 2, 20), ()),
    )
    assert hours.seasons == (Season(MonthDay(11, 15), MonthDay(2, 29), week(tue="08:00-18:30")),)
    assert hours.breaks == (Break(date(2026, 3, 2), opened("14:00-15:00")),)


def test_what_is_not_said_has_the_defaults_of_the_contract():
    hours = hours_file.parse('[weekly]\nmon = ["09:00-17:00"]\n')
    assert (hours.timezone, hours.allowed) == ("Asia/Shanghai", timedelta(minutes=60))
    assert (hours.closing, hours.holidays) == (Closing.LITERAL, HolidayRule.CN)


def test_a_table_of_json_reads_the_same():
    table = {"allowed": "4h", "weekly": {"mon": ["09:00-17:00"]}, "breaks": []}
    hours = hours_file.from_table(table)
    assert hours.allowed == timedelta(hours=4)
    assert hours.weekly == week(mon="09:00-17:00")


def test_every_fault_is_told_at_once_in_the_order_of_its_line():
    faults = faults_of(
        """\
timezone = "Asia/Zaozhuang"
allowed = "an hour"
closing = "strict"
holidays = "cn"
colour = "red"
holiday_hours = "10:00-12:00"
[weekly]
monday = ["08:30-17:30"]
tue = ["08:30-12:00", "11:00-18:00"]
wed = [
  "18:00-08:30",
  "8:30-12:00",
]
thu = ["09:00-09:00"]
fri = ["24:00-24:00", 3]
[dates]
"2026-02-30" = []
"2026-2-3" = []
[[seasons]]
from = "02-30"
weekly = {mon = ["25:00-26:00"], sum = []}
[[breaks]]
windows = ["14:00-15:00"]
until = "15:00"
[[breaks]]
date = 2026-03-02
windows = ["12:60-13:00"]
"""
    )
    lines = [1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 14, 15, 15, 17, 18, 19, 20, 21, 21, 22, 24, 26, 27]
    assert [line for line, _text in faults] == lines


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[weekly]\nmon = ["22:00-02:00"]', 2, "22:00-24:00，次日 00:00-02:00"),
        ('[weekly]\nmon = ["18:00-08:30"]', 2, "结束早于开始"),
        ('[weekly]\nmon = ["09:00-09:00"]', 2, "开始和结束相同"),
        ('[weekly]\nmon = ["24:00-24:00"]', 2, "24:00 只能作结束"),
        ('[weekly]\nmon = ["09:00-24:01"]', 2, "没有这样的时刻"),
        ('[weekly]\nmon = ["09:00-12:00:60"]', 2, "没有这样的时刻"),
        ('[weekly]\nmon = ["9:00-12:00"]', 2, "HH:MM-HH:MM"),
        ('[weekly]\nmon = ["09:00 - 12:00"]', 2, "HH:MM-HH:MM"),
        ('[weekly]\nmon = ["０9:00-12:00"]', 2, "HH:MM-HH:MM"),
        ('[weekly]\nmon = [["09:00-12:00"]]', 2, "HH:MM-HH:MM"),
        ('[weekly]\nmon = "09:00-12:00"', 2, "mon 要写成时段的列表"),
        ('[weekly]\nmon = ["08:00-12:00", "11:59-13:00"]', 2, "08:00-12:00 和 11:59-13:00 重叠"),
        ('[weekly]\nmon = ["08:00-12:00", "08:00-12:00"]', 2, "重叠"),
        ('[weekly]\nMon = ["08:00-12:00"]', 2, "mon, tue, wed"),
        ('allowed = 60\n[weekly]\nmon = ["08:00-12:00"]', 1, "60m"),
        ('allowed = "0m"\n[weekly]\nmon = ["08:00-12:00"]', 1, "大于零"),
        ('allowed = "-5m"\n[weekly]\nmon = ["08:00-12:00"]', 1, "大于零"),
        ('allowed = "1h30m"\n[weekly]\nmon = ["08:00-12:00"]', 1, "60m"),
        ('allowed = "99999h"\n[weekly]\nmon = ["08:00-12:00"]', 1, "不超过一年"),
        ('timezone = "../etc"\n[weekly]\nmon = ["08:00-12:00"]', 1, "时区"),
        ('timezone = ""\n[weekly]\nmon = ["08:00-12:00"]', 1, "时区"),
        ('timezone = "Asia"\n[weekly]\nmon = ["08:00-12:00"]', 1, "时区"),
        ('timezone = 8\n[weekly]\nmon = ["08:00-12:00"]', 1, "时区"),
        ('timezone = "a\\u0000b"\n[weekly]\nmon = ["08:00-12:00"]', 1, "时区"),
        ('closing = ["literal"]\n[weekly]\nmon = ["08:00-12:00"]', 1, "carry_over"),
        ("weekly = 3", 1, "weekly 要写成一个表"),
        ('dates = []\n[weekly]\nmon = ["08:00-12:00"]', 1, "dates 要写成一个表"),
        ('[weekly]\nmon = ["08:00-12:00"]\n[seasons]\nfrom = "05-01"', 3, "[[seasons]]"),
        ('[weekly]\nmon = ["08:00-12:00"]\n[breaks]\ndate = "2026-01-01"', 3, "[[breaks]]"),
        ('[weekly]\nmon = ["08:00-12:00"]\n[[breaks]]\ndate = "2026-01-01"', 3, "缺少 windows"),
        ('breaks = [1]\n[weekly]\nmon = ["08:00-12:00"]', 1, "breaks 要写成一个表"),
    ],
)
def test_a_fault_says_where_and_how_it_should_be(text, line, says):
    faults = faults_of(text)
    assert faults[0][0] == line
    assert says in faults[0][1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[weekly]\nmon = ["08:00-12:00"\ntue = []', 3),
        ("[weekly]\nmon = [08:30]", 2),
        ("[weekly]\nmon", 2),
        ('[weekly]\nmon = ["08:00-12:00', 2),
        ('[weekly]\nmon = ["08:00-12:00"]\nmon = []', 3),
        ("[weekly]\nmon = []\n[weekly]", 3),
        ("a = 1\n\n\nb = [", 4),
        ('"a" = ' + "[" * 100_000, 1),
        ("\na = " + "9" * 5000, 2),
        ("[dates]\n\x002026 = 1", 2),
    ],
)
def test_broken_toml_is_one_fault_with_its_line(text, line):
    faults = faults_of(text)
    assert len(faults) == 1
    assert faults[0][0] == line


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("", None),
        ("[weekly]\nmon = []", None),
        ('holiday_hours = ["09:00-12:00"]\nholidays = "none"', None),
        (f'[weekly]\nmon = ["09:00-09:00:59"]\n{ALL_YEAR}weekly = {{}}', None),
        ('closing = "clamp"\n[weekly]\nmon = ["09:00-09:04"]', None),
        ('[dates]\n"2026-01-05" = ["09:00-17:00"]', date(2026, 11, 24)),
        ('[dates]\n"2028-01-05" = ["09:00-17:00"]', date(2026, 11, 24)),
    ],
)
def test_hours_that_never_open_are_refused(text, today):
    faults = faults_of(text, today=today)
    assert [text for _line, text in faults] == ["一年里没有一分钟营业"]


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ('holiday_hours = ["09:00-12:00"]', None),
        ('[weekly]\nmon = ["09:00-09:01"]', None),
        ('[dates]\n"2026-01-05" = ["09:00-17:00"]', None),
        ('[dates]\n"2026-12-05" = ["09:00-17:00"]', date(2026, 11, 24)),
        (f'{ALL_YEAR}weekly.thu = ["09:00-12:00"]', date(2026, 11, 24)),
        ('closing = "clamp"\n[weekly]\nmon = ["23:57-24:00"]\ntue = ["00:00-00:03"]', None),
        ('[weekly]\nmon = ["09:00-17:00"]', date(9999, 12, 20)),
    ],
)
def test_hours_that_open_now_and_then_are_taken(text, today):
    hours_file.parse(text, today=today)


def test_the_sentence_lists_the_faults_with_their_lines():
    with pytest.raises(HoursRefused) as refused:
        hours_file.parse('allowed = "soon"\n[weekly]\nmon = ["8-9"]')
    assert str(refused.value).split("\n")[1:] == [
        '第 1 行：allowed soon 要写成 "60m"、"90s" 或 "4h" 这样，大于零、不超过一年',
        '第 3 行：时段 8-9 要写成 "HH:MM-HH:MM"',
    ]
    assert refused.value.exit_code == 3


def test_a_table_without_a_text_has_faults_without_lines():
    with pytest.raises(HoursRefused) as refused:
        hours_file.from_table({"weekly": {"mon": ["8-9"]}})
    assert refused.value.faults[0].line == 0
    assert "第" not in str(refused.value).split("\n")[1]


def test_a_file_is_read_with_or_without_its_mark_and_with_windows_line_ends(tmp_path):
    path = tmp_path / "hours.toml"
    for head in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(head + WHOLE.replace("\n", "\r\n").encode())
        assert hours_file.read(path) == hours_file.parse(WHOLE)


def test_a_file_that_is_not_there_not_utf8_or_a_folder_is_told_apart(tmp_path):
    with pytest.raises(NotThere):
        hours_file.read(tmp_path / "hours.toml")
    with pytest.raises(Unreadable):
        hours_file.read(tmp_path)
    path = tmp_path / "hours.toml"
    path.write_bytes("# ok\n# 营业时间\n".encode("gb18030"))
    with pytest.raises(HoursRefused) as refused:
        hours_file.read(path)
    assert refused.value.faults[0].line == 2


def test_hours_written_down_read_back_equal():
    hours = hours_file.parse(WHOLE)
    assert hours_file.parse(hours_file.write(hours)) == hours
    assert hours_file.parse(hours_file.write(DEFAULT_HOURS)) == DEFAULT_HOURS
    assert 'allowed = "60m"' in hours_file.write(DEFAULT_HOURS)


@settings(max_examples=50, deadline=None)
@given(scenes())
def test_any_hours_written_down_read_back_equal(scene):
    assert hours_file.parse(hours_file.write(scene.hours)) == scene.hours
