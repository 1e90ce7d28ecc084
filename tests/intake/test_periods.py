"""Stretches of days as people write them."""

from datetime import date

import pytest

from netdesk.intake.dates import Dates
from netdesk.intake.periods import Periods
from netdesk.intake.profiles import shipped
from tests.intake.conftest import SHANGHAI

SAID = shipped().words.date


def periods(today=None):
    return Periods(Dates(SHANGHAI, SAID), SAID, SAID["between"], today=today)


NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
HALF = (date(2026, 11, 1), date(2026, 11, 15))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-11", NOVEMBER),
        ("2026/11", NOVEMBER),
        ("2026.11", NOVEMBER),
        ("2026年11月", NOVEMBER),
        ("２０２６年１１月", NOVEMBER),
        ("202611", NOVEMBER),
        ("2026-11-01~2026-11-30", NOVEMBER),
        ("2026-11-01 ～ 2026-11-30", NOVEMBER),
        ("2026-11-01至2026-11-30", NOVEMBER),
        ("2026-11-01 - 2026-11-30", NOVEMBER),
        ("2026-11-01-2026-11-30", NOVEMBER),
        ("2026/11/1--2026/11/30", NOVEMBER),
        ("20261101-20261130", NOVEMBER),
        ("2026.11.1-11.30", NOVEMBER),
        ("2026年11月1日到30日", NOVEMBER),
        ("2026年11月1日——11月30日", NOVEMBER),
        ("2026-11-01 00:00:00~2026-11-30 23:59:59", NOVEMBER),
        ("2026-11-01-15", HALF),
        ("2026年1月-3月", (date(2026, 1, 1), date(2026, 3, 31))),
        ("2026-01~2026-12", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-01-2026-12", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026年", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-11-24", (date(2026, 11, 24), date(2026, 11, 24))),
        ("2026-02", (date(2026, 2, 1), date(2026, 2, 28))),
        ("2028年2月", (date(2028, 2, 1), date(2028, 2, 29))),
        ("2026-11-30~2026-11-01", (date(2026, 11, 30), date(2026, 11, 1))),
    ],
)
def test_a_stretch_is_read_in_every_way_it_is_written(text, days):
    assert periods().read(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        "下个月",
        "2026",
        "2026-13",
        "11月",
        "11-15",
        "2026-11-31",
        "2026-11~2026-11-30",
        "~",
        "1999年",
    ],
)
def test_what_is_no_stretch_is_not_guessed(text):
    assert periods().read(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("11月", NOVEMBER),
        ("11.1-11.15", HALF),
        ("11月1日至15日", HALF),
        ("11月1日-11月15日", HALF),
        ("11/1~11/15", HALF),
        ("1月", (date(2027, 1, 1), date(2027, 1, 31))),
        ("6月", (date(2026, 6, 1), date(2026, 6, 30))),
        ("10月-12月", (date(2026, 10, 1), date(2026, 12, 31))),
    ],
)
def test_without_a_year_the_nearest_is_meant_where_somebody_looks(text, days):
    assert periods(today=date(2026, 11, 24)).read(text) == days


def test_a_day_under_months_stands_for_its_month():
    assert periods().month("2026-11-01") == NOVEMBER
    assert periods().month("2026年11月") == NOVEMBER
    assert periods().month("2026-11-01~2026-12-01") is None
    assert periods().month("2026年") is None
