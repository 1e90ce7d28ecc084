"""One instant, many ways to write it; shop time where no offset is written."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.intake.dates import Dates, Stamp
from netdesk.intake.profiles import shipped

WORDS = shipped().words.date
SHANGHAI = ZoneInfo("Asia/Shanghai")
QUARTER_PAST_NINE = datetime(2026, 11, 24, 1, 12, tzinfo=UTC)


def dates(zone="Asia/Shanghai", **options):
    return Dates(ZoneInfo(zone), WORDS, **options)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24 09:12",
        "2026-11-24 09:12:00",
        "2026-11-24 9:12",
        "2026-11-24  09:12",
        "2026-11-24T09:12:00",
        "2026-11-24T09:12:00.000",
        "2026-11-24 09:12:00.0",
        "2026-11-24T09:12:00+08:00",
        "2026-11-24 09:12:00 +0800",
        "2026-11-24T01:12:00Z",
        "2026-11-24 01:12:00 UTC",
        "11/24/2026 09:12:00 AM",
        "24/11/2026 9:12",
        "2026/11/24 9:12",
        "2026/11/24 9:12:00",
        "2026.11.24 9:12",
        "11/24/26 9:12",
        "26/11/24 9:12",
        "2026年11月24日 9时12分",
        "2026年11月24日9点12分0秒",
        "2026年11月24日 上午9:12",
        "2026年11月24日 星期二 09:12",
        "2026-11-24 周二 09:12",
        "２０２６－１１－２４　０９：１２",
        "2026-11-24，09:12",
        "20261124091200",
        "202611240912",
        "46350.3833333333",
        "46350.38333",
        "1795482720",
        "1795482720000",
        "1795482720000.0",
    ],
)
def test_a_time_is_known_however_it_is_written(text):
    reader = dates()
    first = reader.instant(text)
    assert first == QUARTER_PAST_NINE
    assert first.tzinfo is UTC
    assert reader.instant(text) == first  # and the same from memory


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026/11/24",
        "11/24/2026",
        "2026年11月24日",
        "20261124",
        "46350",
        "46350.0",
        "2026.11.24",
    ],
)
def test_a_date_alone_is_a_day_and_no_instant(text):
    assert dates().read(text) == Stamp(day=date(2026, 11, 24))
    assert dates().instant(text) is None


@pytest.mark.parametrize("text", ["09:12", "9:12:00", "上午9:12", "9:12 AM", "0.38333"])
def test_a_time_alone_is_a_time_of_day(text):
    assert dates().read(text) == Stamp(clock=time(9, 12))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-24 12:05 AM", 0),
        ("2026-11-24 12:05 PM", 12),
        ("2026-11-24 下午12:05", 12),
        ("2026-11-24 晚上9:05", 21),
        ("2026-11-24 中午1:05", 13),
        ("2026-11-24 21:05", 21),
    ],
)
def test_noon_and_midnight_are_told_apart(text, hour):
    assert dates().instant(text).astimezone(SHANGHAI).hour == hour


def test_twenty_four_hours_is_the_next_midnight():
    assert dates().instant("2026-11-24 24:00") == datetime(2026, 11, 24, 16, tzinfo=UTC)


def test_fractions_of_a_second_are_kept():
    assert dates().instant("2026-11-24 09:12:00.250").microsecond == 250_000


def test_a_workbook_since_1904_counts_four_years_later():
    assert dates(since_1904=True).read("44888") == Stamp(day=date(2026, 11, 24))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "昨天",
        "13812345678",
        "2026-13-45 10:00",
        "2026-02-30",
        "2026-11-24 25:00",
        "2026-11-24 09:61",
        "20261345",
        "20261124996100",
        "0001-01-01 00:00:00",
        "0001-01-01",
        "0001-01-01T00:00:00Z",
        "9999-12-31 23:59:59",
        "9999-12-31T23:59:59-12:00",
        "1899-12-30",
        "99999999999999999999",
        "9" * 400,
        "1e400",
        "2026-11-24 09:12:00 +99:99",
        "11-24 09:12",
    ],
)
def test_what_is_no_time_is_none(text):
    assert dates().read(text) is None
    assert dates().instant(text) is None


def test_an_ambiguous_time_is_the_first():
    # New York goes back from 02:00 to 01:00 on 2026-11-01
    reader = dates("America/New_York")
    assert reader.instant("2026-11-01 01:30") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert reader.instant("2026-11-01 03:30") == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_a_time_that_does_not_exist_moves_forward():
    # and forward from 02:00 to 03:00 on 2026-03-08
    reader = dates("America/New_York")
    assert reader.instant("2026-03-08 02:30") == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert reader.instant("2026-03-08 01:30") == datetime(2026, 3, 8, 6, 30, tzinfo=UTC)


def test_a_remembered_day_does_not_lend_its_offset_to_the_next():
    reader = dates("America/New_York")
    for hour in range(24):
        for day, month in ((31, 10), (1, 11), (2, 11), (8, 3), (7, 3)):
            text = f"2026-{month:02d}-{day:02d} {hour:02d}:30"
            local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York"))
            assert reader.instant(text) == local.astimezone(UTC)


def test_midnight_is_the_shops():
    assert dates().midnight(date(2026, 11, 24)) == datetime(2026, 11, 23, 16, tzinfo=UTC)


def test_a_day_and_a_time_from_two_cells_are_one_instant():
    assert dates().joined(date(2026, 11, 24), time(9, 12)) == QUARTER_PAST_NINE


@given(st.integers(0, 3_000_000_000), st.sampled_from(["-", "T", "/"]))
def test_what_is_written_is_what_is_read(moment, style):
    written = datetime.fromtimestamp(moment + 946_800_000, UTC).replace(tzinfo=None)
    text = written.isoformat("T" if style == "T" else " ")
    if style == "/":
        text = text.replace("-", "/")
    expected = written.replace(tzinfo=SHANGHAI).astimezone(UTC)
    assert dates().instant(text) == expected


@given(st.text(alphabet="0123456789-/:. TZ+年月日时分秒上午下APM", max_size=30))
def test_any_text_is_a_time_or_none(text):
    reader = dates()
    stamp = reader.read(text)
    assert stamp is None or any(stamp)
    instant = reader.instant(text)
    assert instant is None or instant.tzinfo is UTC
