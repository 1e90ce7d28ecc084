"""Which days a view spans, which time a post gets, what it does to the mix."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import Mix, Mixes, Window
from netdesk.ui.posts.saying import Here
from netdesk.ui.posts.times import (
    above_words,
    instant,
    month_later,
    time_on,
    weeks_of,
    windows_above,
)
from tests.ui.posts.made import HERE, NINE, SHOP, post

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 11, 24)
SLOTS = (time(12, 10), time(19, 30))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 24), date(2026, 10, 26), date(2026, 12, 6)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28)),  # four whole weeks
        (date(2026, 12, 31), date(2026, 11, 30), date(2027, 1, 3)),
    ],
)
def test_a_month_is_shown_in_whole_weeks(day, first, last):
    assert weeks_of(day) == (first, last)


@pytest.mark.parametrize(
    ("day", "by", "found"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_there_is(day, by, found):
    assert month_later(day, by) == found


def test_a_planned_post_keeps_its_time_of_day():
    planned = post(1, instant(TODAY, time(7, 45), HERE))
    assert time_on(TODAY + DAY, planned, HERE, SLOTS, ()) == time(7, 45)


def test_a_draft_gets_the_first_usual_time_that_is_ahead_and_free():
    assert time_on(TODAY, post(1), HERE, SLOTS, ()) == time(12, 10)
    near = post(2, instant(TODAY, time(12, 40), HERE))
    assert time_on(TODAY, post(1), HERE, SLOTS, (near,)) == time(19, 30)
    after = Here(NINE + 4 * HOUR, SHOP)
    assert time_on(TODAY, post(1), after, SLOTS, ()) == time(19, 30)


def test_where_all_usual_times_are_gone_it_is_the_next_half_hour_of_today():
    late = Here(instant(TODAY, time(21, 10), HERE), SHOP)
    assert time_on(TODAY, post(1), late, SLOTS, ()) == time(21, 30)
    latest = Here(instant(TODAY, time(23, 50), HERE), SHOP)
    assert time_on(TODAY, post(1), latest, SLOTS, ()) == time(23, 59)


def test_where_all_are_taken_on_another_day_it_is_the_last_of_them():
    day = TODAY + DAY
    taken = [post(n, instant(day, slot, HERE)) for n, slot in enumerate(SLOTS, 2)]
    assert time_on(day, post(1), HERE, SLOTS, taken) == time(19, 30)


def test_a_post_that_stands_in_a_window_already_is_not_counted_twice():
    mixes = Mixes(week=Mix(7, 3), month=Mix(7, 3), target=0.3)
    offer = post(1, instant(TODAY, time(12), HERE), column=Column.OFFERS)
    assert windows_above(mixes, offer, TODAY + 2 * DAY, HERE) == ()
    assert windows_above(mixes, offer, TODAY + 7 * DAY, HERE) == (Window.WEEK,)
    draft = post(2, column=Column.OFFERS)
    assert windows_above(mixes, draft, TODAY, HERE) == (Window.WEEK, Window.MONTH)


def test_what_helps_never_promotes_too_much():
    mixes = Mixes(week=Mix(0, 3), month=Mix(0, 3))
    assert windows_above(mixes, post(1), TODAY, HERE) == ()
    assert above_words((), mixes, TODAY) == ""


def test_the_warning_names_the_days_and_the_target():
    mixes = replace(Mixes(), target=0.25)
    told = above_words((Window.WEEK, Window.MONTH), mixes, TODAY)
    assert told == "排在11月24日 周二，到那天的 7、28 天里促销会超过目标 25%。"
