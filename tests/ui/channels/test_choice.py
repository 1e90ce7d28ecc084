"""The ranges that are offered, and what is remembered of a choice."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk.domain.figures.grouping import By, View
from netdesk.domain.money.words import Attribution
from netdesk.ui.channels.choice import Days, range_words, remembered, usual

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (Days.TODAY, date(2026, 11, 24), date(2026, 11, 24)),
        (Days.WEEK, date(2026, 11, 23), date(2026, 11, 29)),
        (Days.MONTH, date(2026, 11, 1), date(2026, 11, 30)),
        (Days.LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
        (Days.NINETY, date(2026, 8, 27), date(2026, 11, 24)),
    ],
)
def test_a_range_is_the_days_it_is_called_by(days, first, last):
    found = replace(usual(TUESDAY), days=days).on(TUESDAY)
    assert (found.first, found.last) == (first, last)


def test_ninety_days_are_ninety():
    found = replace(usual(TUESDAY), days=Days.NINETY).on(TUESDAY)
    assert (found.last - found.first).days + 1 == 90


def test_in_january_last_month_is_december():
    found = replace(usual(TUESDAY), days=Days.LAST_MONTH).on(date(2027, 1, 5))
    assert (found.first, found.last) == (date(2026, 12, 1), date(2026, 12, 31))


def test_months_move_by_months_and_other_ranges_by_their_length():
    january = replace(usual(TUESDAY), first=date(2027, 1, 1), last=date(2027, 1, 31))
    february = january.moved(1)
    assert (february.first, february.last) == (date(2027, 2, 1), date(2027, 2, 28))
    assert february.moved(-1).last == january.last
    quarter = replace(january, first=date(2026, 10, 1), last=date(2026, 12, 31))
    assert quarter.moved(-1).first == date(2026, 7, 1)
    week = replace(january, first=date(2026, 11, 23), last=date(2026, 11, 29))
    assert (week.moved(-1).first, week.moved(-1).last) == (date(2026, 11, 16), date(2026, 11, 22))
    assert february.days is Days.OWN


def test_what_is_kept_comes_back_on_another_day_as_the_days_it_is_called_by():
    chosen = replace(
        usual(TUESDAY),
        days=Days.LAST_MONTH,
        by=By.MODEL,
        view=View.PERIOD,
        attribution=Attribution.EQUAL,
        compares=False,
    ).on(TUESDAY)
    assert remembered(chosen.kept(), TUESDAY) == chosen
    later = remembered(chosen.kept(), date(2026, 12, 3))
    assert later.first == date(2026, 11, 1)
    own = replace(chosen, days=Days.OWN, first=date(2026, 3, 3), last=date(2026, 3, 5))
    assert remembered(own.kept(), date(2027, 1, 1)) == own


@pytest.mark.parametrize("kept", [None, "x", {}, {"days": "never"}, {"days": "own", "first": "?"}])
def test_what_cannot_be_read_is_as_usual(kept):
    assert remembered(kept, TUESDAY) == usual(TUESDAY)


def test_the_year_is_said_once():
    assert range_words(date(2026, 11, 1), date(2026, 11, 30)) == "2026-11-01 至 11-30"
    assert range_words(date(2026, 12, 1), date(2027, 1, 2)) == "2026-12-01 至 2027-01-02"
    assert range_words(TUESDAY, TUESDAY) == "2026-11-24"
