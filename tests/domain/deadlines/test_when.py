"""WHEN arguments and clock faces."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from netdesk.domain.deadlines.when import countdown, day_and_time, duration, iso, parse_when
from netdesk.errors import BadWhen

SHOP = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 1, 24, 51, tzinfo=UTC)  # 09:24:51 in the shop


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24 17:40", "2026-11-24T17:40:00+08:00"),
        ("2026-11-24T17:40", "2026-11-24T17:40:00+08:00"),
        (" 2026-11-24t17:40:05 ", "2026-11-24T17:40:05+08:00"),
        ("2026-11-24 17:40:05.25", "2026-11-24T17:40:05.250000+08:00"),
        ("2026-11-24T09:40Z", "2026-11-24T17:40:00+08:00"),
        ("2026-11-24T09:40:00+00:00", "2026-11-24T17:40:00+08:00"),
        ("2026-11-24 09:40 +0000", "2026-11-24T17:40:00+08:00"),
        ("2026-11-24T04:40-05:00", "2026-11-24T17:40:00+08:00"),
        ("20261124T174000", "2026-11-24T17:40:00+08:00"),
        ("2026-11-24", "2026-11-24T00:00:00+08:00"),
        ("2026-11-24T24:00", "2026-11-25T00:00:00+08:00"),
        ("2026-12-31 24:00:00Z", "2027-01-01T08:00:00+08:00"),
        ("2026-11-24 １７：４０", "2026-11-24T17:40:00+08:00"),
        ("17:40", "2026-11-24T17:40:00+08:00"),
        ("8:05", "2026-11-24T08:05:00+08:00"),
        ("08:05:09", "2026-11-24T08:05:09+08:00"),
        ("now", "2026-11-24T09:24:51+08:00"),
    ],
)
def test_a_time_is_read_as_iso_or_as_today_in_the_shop(text, expected):
    read = parse_when(text, SHOP, NOW)
    assert iso(read, SHOP) == expected
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2026-13-01",
        "2026-02-29 08:00",
        "2026-11-24 25:00",
        "2026-11-24 24:01",
        "2026-11-24 17:60",
        "2026-11-24x17:40",
        "2026-11-24 17:40 +25:00",
        "24:00",
        "9999-12-31 24:00",
        "0001-01-01T00:00+08:00",
        "0001-01-01 00:00",
        "9999-12-31T23:00Z",
        "2026年11月24日",
        "-1",
        "1764000000",
    ],
)
def test_what_is_no_time_for_the_shop_is_refused_with_what_was_written(text):
    with pytest.raises(BadWhen) as refused:
        parse_when(text, SHOP, NOW)
    assert text in str(refused.value)
    assert refused.value.exit_code == 2


def test_an_ambiguous_local_time_is_the_first_and_one_that_does_not_exist_moves_forward():
    assert iso(parse_when("2026-10-25 02:30", BERLIN, NOW), BERLIN) == "2026-10-25T02:30:00+02:00"
    assert iso(parse_when("2026-03-29 02:30", BERLIN, NOW), BERLIN) == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (0, "0:00:00"),
        (57 * 60 + 33, "0:57:33"),
        (3909, "1:05:09"),
        (-1, "−0:00:01"),
        (-3909, "−1:05:09"),
        (-200 * 3600, "−200:00:00"),
    ],
)
def test_a_countdown_is_hours_minutes_seconds_with_a_true_minus(left, shown):
    assert countdown(left) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (3600, "1 小时"),
        (900, "15 分钟"),
        (5400, "1 小时 30 分钟"),
        (90, "90 秒"),
        (86400, "24 小时"),
        (0, "0 分钟"),
    ],
)
def test_a_duration_is_said_in_the_largest_units_that_fit(seconds, shown):
    assert duration(timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (datetime(2026, 11, 24, 0, 10, 59, tzinfo=UTC), "今天 08:10"),
        (datetime(2026, 11, 23, 13, 12, tzinfo=UTC), "昨天 21:12"),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "今天 00:00"),
        (datetime(2026, 11, 25, 1, 30, tzinfo=UTC), "明天 09:30"),
        (datetime(2026, 11, 20, 1, 12, tzinfo=UTC), "11-20 09:12"),
        (datetime(2025, 11, 24, 1, 12, tzinfo=UTC), "2025-11-24 09:12"),
    ],
)
def test_a_day_and_time_are_said_from_today(instant, shown):
    assert day_and_time(instant, SHOP, date(2026, 11, 24)) == shown


def test_yesterday_and_tomorrow_keep_their_names_over_new_year():
    assert day_and_time(datetime(2026, 12, 31, 1, 0, tzinfo=UTC), SHOP, date(2027, 1, 1)) == (
        "昨天 09:00"
    )


def test_an_instant_at_the_end_of_the_calendar_is_shown_in_utc_rather_than_not_at_all():
    assert iso(datetime.max.replace(tzinfo=UTC), SHOP) == "9999-12-31T23:59:59.999999+00:00"
