"""Open windows in UTC: openings, closings, shop days, the edges of years and of the calendar."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from netdesk.domain.deadlines.hours import Break, HolidayRule, YearDays
from netdesk.domain.deadlines.stretch import FAR_PAST, FOREVER
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.errors import NoOpening
from tests.domain.shops import at, daily, days_of, opened, shown, timetable, week, workdays

SPLIT = daily("08:30-12:00 13:30-18:00")
PLAIN = {"holidays": HolidayRule.NONE}


def test_a_windows_start_is_inside_it_and_its_end_is_not():
    shop = timetable(SPLIT)
    instants = ("08:29:59.999999", "08:30", "11:59:59.999999", "12:00", "13:30", "18:00")
    found = [shop.is_open(at(f"2026-11-24 {time}", shop)) for time in instants]
    assert found == [False, True, True, False, True, False]


def test_the_next_opening_is_after_the_instant_also_when_that_is_an_opening():
    shop = timetable(SPLIT)
    for asked, expected in (
        ("2026-11-24 08:00", "2026-11-24 08:30:00"),
        ("2026-11-24 08:30", "2026-11-24 13:30:00"),
        ("2026-11-24 12:00", "2026-11-24 13:30:00"),
        ("2026-11-24 18:00", "2026-11-25 08:30:00"),
    ):
        assert shown(shop.next_opening(at(asked, shop)), shop) == expected


def test_the_next_closing_is_that_of_the_window_one_is_in_or_of_the_next():
    shop = timetable(SPLIT)
    for asked, expected in (
        ("2026-11-24 08:00", "2026-11-24 12:00:00"),
        ("2026-11-24 12:00", "2026-11-24 18:00:00"),
        ("2026-11-24 17:59", "2026-11-24 18:00:00"),
    ):
        assert shown(shop.closing_after(at(asked, shop)), shop) == expected


def test_a_window_over_new_year_is_seen_whole_from_either_side():
    shop = timetable(daily("00:00-02:00 20:00-24:00"), **PLAIN)
    whole = ("2026-12-31 20:00:00", "2027-01-01 02:00:00")
    for asked in ("2026-12-31 23:59", "2027-01-01 00:00", "2027-01-01 01:59"):
        fresh = timetable(daily("00:00-02:00 20:00-24:00"), **PLAIN)
        assert tuple(shown(edge, shop) for edge in fresh.window_at(at(asked, shop))) == whole
    assert shop.window_at(at("2027-01-01 02:00", shop)) is None


def test_a_shop_that_never_closes_has_no_closing():
    shop = timetable(daily("00:00-24:00"), **PLAIN)
    noon = at("2026-11-24 12:00", shop)
    assert shop.closing_after(noon) is None
    assert shop.window_at(noon) == (FAR_PAST, FOREVER)
    with pytest.raises(NoOpening):
        shop.next_opening(noon)


def test_a_shop_that_never_closes_but_once_is_open_to_either_side_of_it():
    shop = timetable(daily("00:00-24:00"), **PLAIN, dates=((date(2090, 2, 1), ()),))
    closing, opening = at("2090-02-01 00:00", shop), at("2090-02-02 00:00", shop)
    assert shop.window_at(at("2026-11-24 12:00", shop)) == (FAR_PAST, closing)
    assert shop.next_opening(at("2026-11-24 12:00", shop)) == opening
    assert shop.window_at(opening) == (opening, FOREVER)
    long_ago = timetable(daily("00:00-24:00"), **PLAIN, dates=((date(1950, 2, 1), ()),))
    reopened = at("1950-02-02 00:00", shop)
    assert long_ago.window_at(at("2026-11-24 12:00", shop)) == (reopened, FOREVER)


def test_no_year_is_worked_out_that_nobody_asked_for():
    asked = []

    def noted(year):
        asked.append(year)
        return YearDays(frozenset(), frozenset(), published=True)

    shop = Timetable(timetable(SPLIT).hours, noted)
    assert asked == []
    assert shop.is_open(at("2026-12-31 17:00", shop))
    shop.open_seconds(at("2026-01-01 00:00", shop), at("2026-12-31 23:59", shop))
    shop.shop_day(at("2026-12-30 19:00", shop))
    assert set(asked) == {2026}
    shop.next_opening(at("2026-12-31 18:00", shop))
    assert set(asked) == {2026, 2027}


@pytest.mark.parametrize(
    ("arrived", "day"),
    [
        ("2026-11-23 18:00", "2026-11-24"),
        ("2026-11-24 00:00", "2026-11-24"),
        ("2026-11-24 12:30", "2026-11-24"),
        ("2026-11-24 17:59:59.999999", "2026-11-24"),
        ("2026-11-27 18:00", "2026-11-30"),
        ("2026-11-28 10:00", "2026-11-30"),
        ("2026-04-30 18:00", "2026-05-06"),
        ("2026-05-03 10:00", "2026-05-06"),
        ("2026-05-09 17:00", "2026-05-09"),
        ("2026-05-20 14:00", "2026-05-21"),
    ],
)
def test_the_shop_day_is_that_of_the_next_page_once_the_day_has_closed(arrived, day):
    early = (Break(date(2026, 5, 20), opened("14:00-18:00")),)
    shop = timetable(workdays("08:30-12:00 13:30-18:00"), breaks=early)
    assert shop.shop_day(at(arrived, shop)) == date.fromisoformat(day)


def test_a_day_open_to_midnight_closes_at_midnight_and_no_sooner():
    shop = timetable(week(mon="20:00-24:00", tue="00:00-02:00"))
    assert shop.shop_day(at("2026-11-23 23:59:59", shop)) == date(2026, 11, 23)
    assert shop.shop_day(at("2026-11-24 01:00", shop)) == date(2026, 11, 24)
    assert shop.shop_day(at("2026-11-24 02:00", shop)) == date(2026, 11, 30)


def test_what_happens_on_a_closed_day_counts_on_the_next_open_one():
    shop = timetable(workdays("08:30-18:00"))
    assert shop.open_day(date(2026, 11, 27)) == date(2026, 11, 27)
    assert shop.open_day(date(2026, 11, 28)) == date(2026, 11, 30)


def test_a_contact_counts_for_the_day_on_the_wall_or_the_next_open_one():
    shop = timetable(workdays("08:30-18:00"))
    for when, day, working in (
        ("2026-11-27 23:59:59", 27, 27),  # after closing it is still that day
        ("2026-11-28 00:00", 28, 30),
    ):
        instant = at(when, shop)
        assert shop.local_day(instant) == date(2026, 11, day)
        assert shop.working_day(instant) == date(2026, 11, working)


def test_a_date_opens_with_its_first_window_and_a_closed_one_has_only_its_midnight():
    shop = timetable(workdays("08:30-12:00 13:30-18:00"))
    assert shown(shop.day_opening(date(2026, 11, 24)), shop) == "2026-11-24 08:30:00"
    assert shown(shop.day_opening(date(2026, 11, 28)), shop) == "2026-11-28 00:00:00"
    assert shown(timetable(daily("00:00-24:00")).day_opening(date(2026, 11, 24)), shop) == (
        "2026-11-24 00:00:00"
    )


def test_the_windows_of_a_date_are_local_joined_and_without_breaks():
    shop = timetable(
        daily("08:30-12:00 12:00-18:00"), breaks=(Break(date(2026, 5, 20), opened("14:00-15:00")),)
    )
    assert shop.windows_on(date(2026, 5, 20)) == opened("08:30-14:00", "15:00-18:00")
    assert shop.windows_on(date(2026, 5, 3)) == ()


def test_a_year_without_make_up_days_is_not_published_unless_nobody_needs_them():
    assert timetable(SPLIT).is_published(date(2026, 11, 24))
    assert not timetable(SPLIT).is_published(date(2027, 1, 4))
    assert timetable(SPLIT, **PLAIN).is_published(date(2027, 1, 4))


def test_open_time_counts_real_seconds_when_the_clocks_change():
    shop = timetable(daily("00:00-24:00"), timezone="Europe/Berlin", **PLAIN)
    for day, hours in ((28, 24), (29, 23), (30, 24)):
        begin, end = shop.day_start(date(2026, 3, day)), shop.day_start(date(2026, 3, day + 1))
        assert shop.open_seconds(begin, end) == hours * 3600
    nights = timetable(daily("01:00-03:00"), timezone="Europe/Berlin", **PLAIN)
    for day, hours in ((date(2026, 3, 29), 1), (date(2026, 10, 25), 3), (date(2026, 11, 1), 2)):
        begin, end = nights.day_start(day), nights.day_start(day + timedelta(days=1))
        assert nights.open_seconds(begin, end) == hours * 3600


def test_open_time_of_instants_in_the_shops_own_zone_is_not_fooled_by_the_hour_shown_twice():
    shop = timetable(daily("00:00-24:00"), timezone="Europe/Berlin", **PLAIN)
    first = datetime(2026, 10, 25, 2, 30, tzinfo=shop.zone)
    second = first.replace(fold=1)
    assert shop.open_seconds(first, second) == 3600
    assert shop.open_seconds(second, first) == -3600


def test_a_date_that_was_never_on_the_calendar_of_a_zone_has_no_open_time():
    shop = timetable(daily("08:00-18:00"), timezone="Pacific/Apia", **PLAIN)
    begin = at("2011-12-29 18:00", shop)
    assert shown(shop.next_opening(begin), shop) == "2011-12-31 08:00:00"
    assert shop.open_seconds(begin, at("2011-12-31 09:00", shop)) == 3600


def test_open_time_over_centuries_is_the_sum_of_its_years():
    shop = timetable(SPLIT, **PLAIN)
    begin, end = at("1990-06-01 10:00", shop), at("2190-06-01 10:00", shop)
    days = (end - begin).days
    assert shop.open_seconds(begin, end) == days * 8 * 3600
    assert shop.open_seconds(end, begin) == -days * 8 * 3600


def test_open_time_needs_no_opening_after_it():
    shop = timetable(week(), **PLAIN, dates=((date(2026, 1, 5), opened("09:00-17:00")),))
    assert shop.open_seconds(at("2026-01-05 16:00", shop), at("2030-01-01 00:00", shop)) == 3600
    assert shop.open_seconds(at("2028-01-05 16:00", shop), at("2030-01-01 00:00", shop)) == 0
    assert not shop.is_open(at("2028-01-05 16:00", shop))
    assert shop.window_at(at("2028-01-05 16:00", shop)) is None


def test_a_shop_that_is_over_for_good_has_no_shop_day_and_no_opening():
    shop = timetable(week(), **PLAIN, dates=((date(2026, 1, 5), opened("09:00-17:00")),))
    over = at("2026-01-05 17:00", shop)
    for ask in (
        lambda: shop.shop_day(over),
        lambda: shop.open_day(date(2026, 1, 6)),
        lambda: shop.next_opening(over),
        lambda: shop.closing_after(over),
        lambda: shop.add_open(over, timedelta(seconds=1)),
    ):
        with pytest.raises(NoOpening):
            ask()


def test_asking_far_apart_in_turn_gives_the_same_answers():
    shop = timetable(SPLIT, **PLAIN)
    asked = [f"{year:04}-06-01 09:00" for year in (2026, 1950, 2026, 1700, 2500, 2026, 1955)]
    for text in asked:
        assert shown(shop.closing_after(at(text, shop)), shop) == f"{text[:10]} 12:00:00"


def test_threads_may_share_a_timetable():
    hours = timetable(SPLIT, **PLAIN).hours
    years = [year for year in range(1990, 2040) for _again in range(4)]
    random.Random(1).shuffle(years)

    def ask(shop, year):
        begin = datetime(year, 6, 1, tzinfo=UTC)
        return shop.closing_after(begin), shop.open_seconds(begin, begin + timedelta(days=400))

    alone, shared = Timetable(hours, days_of), Timetable(hours, days_of)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda year: ask(shared, year), years))
    assert found == [ask(alone, year) for year in years]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Etc/UTC"])
def test_the_first_and_last_instants_of_the_calendar_can_be_asked_for(zone):
    shop = timetable(SPLIT, timezone=zone, **PLAIN)
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert shop.next_opening(first).year == 1
    assert shop.shop_day(first).year == 1
    assert not shop.is_open(first)
    assert shop.window_at(last) is None
    with pytest.raises(NoOpening):
        shop.next_opening(last)
    assert shop.open_seconds(first, first + timedelta(days=400)) > 0
    assert shop.open_seconds(last - timedelta(days=400), last) > 0
