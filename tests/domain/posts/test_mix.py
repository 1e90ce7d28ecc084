"""How much promotes, in the 7 and the 28 days that end on a day."""

from datetime import date, timedelta

import pytest

from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import Mix, Mixes, Window, mix_of, mixes_on, would_exceed

DAY = date(2026, 11, 24)
HELP, PROMOTION = Column.CARE, Column.OFFERS


def posts(*days_ago: int, column: Column = HELP) -> list[tuple[date, Column]]:
    return [(DAY - timedelta(days=n), column) for n in days_ago]


def test_activities_and_offers_promote_and_the_rest_helps():
    assert mix_of(Column) == Mix(help=7, promotion=2)
    assert mix_of(Column).share == pytest.approx(2 / 9)


def test_nothing_posted_has_no_share_and_is_not_too_much():
    assert Mix().share is None
    assert not Mixes().over_week


def test_a_window_holds_its_last_day_and_not_the_day_before_its_first():
    listed = [*posts(-1, 0, 6, 7, 27, 28), *posts(0, 6, 7, 27, 28, column=PROMOTION)]
    mixes = mixes_on(DAY, listed)
    assert mixes.week == Mix(help=2, promotion=2)
    assert mixes.month == Mix(help=4, promotion=4)


def test_exactly_the_target_is_not_above_it():
    for percent in range(1, 100):
        mix = Mix(help=100 - percent, promotion=percent)
        assert not mix.above(percent / 100)
        assert Mix(help=99 - percent, promotion=percent).above(percent / 100)


def test_the_two_windows_are_judged_apart():
    mixes = mixes_on(DAY, [*posts(0, 1, 8, 9, 10, 11), *posts(2, 3, column=PROMOTION)])
    assert (mixes.over_week, mixes.over_month) == (True, False)


@pytest.mark.parametrize(
    ("week", "month", "exceeded"),
    [
        (Mix(6, 2), Mix(21, 8), (Window.WEEK,)),
        (Mix(7, 2), Mix(20, 8), (Window.MONTH,)),
        (Mix(6, 2), Mix(18, 8), (Window.WEEK, Window.MONTH)),
        (Mix(7, 2), Mix(21, 8), ()),
        (Mix(), Mix(), (Window.WEEK, Window.MONTH)),
    ],
)
def test_one_more_promoting_post_is_told_by_the_windows_it_brings_above_the_target(
    week: Mix, month: Mix, exceeded: tuple[Window, ...]
):
    mixes = Mixes(week, month, target=0.3)
    assert would_exceed(mixes, PROMOTION) == exceeded
    assert would_exceed(mixes, HELP) == ()


def test_a_helping_post_is_never_too_much_even_where_it_is_too_much_already():
    assert would_exceed(Mixes(Mix(0, 5), Mix(0, 5)), HELP) == ()
