"""What a day is called: seasons, solar terms, festivals of both calendars."""

from datetime import date

import pytest

from netdesk.catalog.almanac import almanac_of, whens


@pytest.mark.parametrize(
    ("day", "season"),
    [
        (date(2026, 3, 4), "冬天"),
        (date(2026, 3, 6), "春天"),
        (date(2026, 5, 6), "夏天"),
        (date(2026, 8, 24), "秋天"),
        (date(2026, 11, 6), "秋天"),
        (date(2026, 11, 7), "冬天"),
        (date(2027, 1, 1), "冬天"),
    ],
)
def test_a_season_begins_with_its_solar_term(day: date, season: str):
    assert almanac_of(day).season.name == season


@pytest.mark.parametrize(
    ("day", "festival", "on"),
    [
        (date(2026, 12, 20), "元旦", date(2027, 1, 1)),
        (date(2026, 2, 10), "春节", date(2026, 2, 17)),
        (date(2026, 2, 10), "除夕", date(2026, 2, 16)),
        (date(2026, 2, 10), "小年", date(2026, 2, 10)),
        (date(2025, 1, 20), "除夕", date(2025, 1, 28)),
        (date(2026, 4, 1), "清明", date(2026, 4, 5)),
        (date(2026, 6, 10), "端午", date(2026, 6, 19)),
        (date(2026, 9, 20), "中秋", date(2026, 9, 25)),
        (date(2026, 9, 20), "国庆", date(2026, 10, 1)),
        (date(2026, 1, 20), "腊八", date(2026, 1, 26)),
    ],
)
def test_a_festival_is_spoken_of_from_three_weeks_before(day: date, festival: str, on: date):
    assert {one.name: one.day for one in almanac_of(day).coming()}[festival] == on
    assert festival in almanac_of(day).whens()


def test_three_weeks_are_twenty_one_days():
    assert "国庆" in almanac_of(date(2026, 9, 10)).whens()
    assert "国庆" not in almanac_of(date(2026, 9, 9)).whens()


def test_a_festival_over_is_not_spoken_of():
    assert "元旦" not in almanac_of(date(2027, 1, 2)).whens()


def test_terms_run_on_over_new_year():
    almanac = almanac_of(date(2026, 12, 31))
    assert (almanac.term().name, almanac.next_term().name) == ("冬至", "小寒")
    assert almanac_of(date(2027, 1, 5)).term().name == "小寒"


def test_what_a_day_is_called_is_what_when_may_hold():
    for month in range(1, 13):
        for day in (1, 9, 17, 28):
            assert almanac_of(date(2026, month, day)).whens() <= whens()
