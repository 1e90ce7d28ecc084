"""A week's plan: quotas, even days, the mix never above its target."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import Window, mixes_on
from netdesk.domain.posts.planning import Place, Plan, Slot, holds, plan, week_of

MONDAY = date(2026, 11, 23)
NOON, EVENING = time(12, 10), time(19, 30)
PLATFORMS = ("wechat", "douyin", "weibo")
QUOTAS = dict.fromkeys(Column, 1) | {Column.CARE: 2, Column.LOCAL: 2}


def slots(days: Sequence[int] = range(7), times: Sequence[time] = (NOON, EVENING)) -> list[Slot]:
    return [Slot(MONDAY + timedelta(days=n), at) for n in days for at in times]


def place(n: int, column: Column, at: time = NOON, platform: str = "wechat") -> Place:
    return Place(MONDAY + timedelta(days=n), at, column, platform)


def promoting(places: Sequence[Place]) -> list[Place]:
    return [one for one in places if one.column.promotes]


def worst(places: Sequence[Place], last: date) -> float:
    """Return the highest share of any window that ends in the 35 days up to `last`."""
    posts = [(one.day, one.column) for one in places]
    ends = [last - timedelta(days=n) for n in range(35)]
    mixes = [mixes_on(end, posts) for end in ends]
    return max(one.of(window).share or 0 for one in mixes for window in Window)


def test_every_column_gets_its_quota():
    made = plan(MONDAY, slots(), QUOTAS, PLATFORMS)
    assert Counter(one.column for one in made.places) == QUOTAS
    assert (made.crowded, made.above) == ((), ())
    assert list(made.places) == sorted(made.places, key=lambda one: one.slot)


def test_the_days_have_as_many_posts_each_as_can_be_and_no_time_has_two():
    made = plan(MONDAY, slots(), QUOTAS, PLATFORMS)
    by_day = Counter(one.day for one in made.places)
    assert len(by_day) == 7
    assert max(by_day.values()) - min(by_day.values()) == 1
    assert len({one.slot for one in made.places}) == len(made.places)


def test_fewer_posts_than_days_are_spread_over_the_week_and_the_times_of_day():
    made = plan(MONDAY, slots(), {Column.CARE: 3}, PLATFORMS)
    days = [(one.day - MONDAY).days for one in made.places]
    assert days == [1, 3, 5]
    assert {one.time for one in made.places} == {NOON, EVENING}


def test_closed_days_and_times_gone_by_are_not_used():
    ahead = slots(days=(2, 4))
    made = plan(MONDAY, ahead, {Column.CARE: 3}, PLATFORMS)
    assert len(made.places) == 3
    assert {one.slot for one in made.places} <= set(ahead)


def test_what_is_planned_counts_for_the_quota_and_takes_its_time():
    standing = [place(0, Column.CARE, time(12, 30)), place(1, Column.CARE, EVENING)]
    made = plan(MONDAY, slots(), {Column.CARE: 5}, PLATFORMS, standing=standing)
    assert len(made.places) == 3
    taken = {one.slot for one in made.places}
    assert Slot(MONDAY, NOON) not in taken  # twenty minutes from the first
    assert Slot(MONDAY + timedelta(days=1), EVENING) not in taken
    assert all(one.day > MONDAY + timedelta(days=1) for one in made.places)  # the emptier days


def test_posts_of_other_weeks_do_not_fill_this_weeks_quota():
    standing = [place(-1, Column.CARE), place(7, Column.CARE)]
    made = plan(MONDAY, slots(), {Column.CARE: 2}, PLATFORMS, standing=standing)
    assert len(made.places) == 2


def test_where_times_run_out_each_column_keeps_one_before_any_has_two():
    made = plan(MONDAY, slots(days=range(4)), QUOTAS, PLATFORMS)
    assert Counter(one.column for one in made.places)[Column.CARE] == 1
    assert (*sorted(one.column for one in made.places),) == (*sorted(set(Column) - {"offers"}),)
    assert made.crowded == (Column.OFFERS, Column.LOCAL, Column.CARE)


def test_promotion_stands_side_by_side_only_where_it_must():
    quotas = {Column.CARE: 10, Column.ACTIVITY: 2, Column.OFFERS: 2}
    made = plan(MONDAY, slots(), quotas, PLATFORMS)
    at = [n for n, one in enumerate(made.places) if one.column.promotes]
    assert len(at) == 4
    assert min(b - a for a, b in zip(at, at[1:], strict=False)) >= 2


def test_promotion_keeps_away_from_what_promotes_already():
    """Even spacing alone would put it on Thursday at noon."""
    standing = [place(3, Column.OFFERS, EVENING), place(-1, Column.ACTIVITY, EVENING)]
    quotas = {Column.CARE: 12, Column.OFFERS: 2}
    made = plan(MONDAY, slots(), quotas, PLATFORMS, standing=standing)
    (one,) = promoting(made.places)
    everything = sorted((*standing, *made.places), key=lambda post: post.slot)
    where = everything.index(one)
    near = (*everything[where - 1 : where], *everything[where + 1 : where + 2])
    assert not promoting(near)


def test_what_would_promote_too_much_is_left_out_and_told():
    made = plan(MONDAY, slots(), {Column.CARE: 4, Column.OFFERS: 4}, PLATFORMS)
    assert len(promoting(made.places)) == 1  # 1 of 5; 2 of 6 are above 0.3
    assert made.above == (Column.OFFERS,) * 3


def test_a_month_of_promotion_leaves_no_room_for_more():
    before = [place(-n, Column.OFFERS) for n in range(8, 20)]
    quotas = {Column.CARE: 5, Column.OFFERS: 1}
    made = plan(MONDAY, slots(), quotas, PLATFORMS, standing=before)
    assert made.above == (Column.OFFERS,)
    assert len(made.places) == 5


def test_a_target_of_nothing_plans_no_promotion_and_one_of_all_plans_it_all():
    quotas = {Column.CARE: 2, Column.OFFERS: 3}
    assert not promoting(plan(MONDAY, slots(), quotas, PLATFORMS, target=0).places)
    assert len(promoting(plan(MONDAY, slots(), quotas, PLATFORMS, target=1).places)) == 3


def test_platforms_come_in_turn_and_those_used_less_before_come_first():
    standing = [
        place(-n, Column.CARE, platform=one) for n in range(1, 5) for one in ("wechat", "weibo")
    ]
    made = plan(MONDAY, slots(), QUOTAS, PLATFORMS, standing=standing)
    used = [one.platform for one in made.places]
    assert all(a != b for a, b in zip(used, used[1:], strict=False))
    assert Counter(used).most_common(1)[0][0] == "douyin"


def test_columns_change_their_days_from_week_to_week():
    def order(monday: date) -> list[Column]:
        later = [Slot(day + (monday - MONDAY), at) for day, at in slots()]
        return [one.column for one in plan(monday, later, QUOTAS, PLATFORMS).places]

    assert order(MONDAY) != order(MONDAY + timedelta(days=7))


@pytest.mark.parametrize("quotas", [{}, {Column.CARE: 0}])
def test_nothing_wanted_is_nothing_planned(quotas: dict[Column, int]):
    assert plan(MONDAY, slots(), quotas, PLATFORMS) == Plan()
    assert plan(MONDAY, [], QUOTAS, PLATFORMS).crowded != ()


def test_a_window_that_promoted_too_much_before_does_not_blame_a_post_outside_it():
    before = [place(n, Column.OFFERS) for n in (-27, -26, -25)]
    help_ = [place(n, Column.CARE) for n in range(-9, 3)]
    assert holds(MONDAY, (*before, *help_), place(3, Column.OFFERS))
    assert not holds(MONDAY, before, place(0, Column.OFFERS))
    assert holds(MONDAY, before, place(0, Column.CARE))


def test_next_weeks_posts_are_minded():
    """A Sunday post lies in the windows of next week's, which promote as much as they may."""
    week = [place(n, Column.CARE, at) for n in range(6) for at in (NOON, EVENING)]
    after = [place(7, Column.OFFERS), *(place(n, Column.CARE) for n in (8, 9))]
    new = place(6, Column.OFFERS)
    assert holds(MONDAY, week, new)
    assert not holds(MONDAY, (*week[-4:], *after), new)


def test_a_week_begins_on_its_monday():
    assert {week_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}


COLUMNS = some.sampled_from(list(Column))
STANDING = some.lists(
    some.builds(place, some.integers(-34, 9), COLUMNS, some.sampled_from([NOON, time(9, 0)])),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(
    standing=STANDING,
    quotas=some.dictionaries(COLUMNS, some.integers(0, 4)),
    days=some.sets(some.integers(0, 6)),
    target=some.sampled_from([0.0, 0.2, 0.3, 0.5, 1.0]),
)
def test_no_plan_promotes_above_the_target_or_over_quota_or_at_a_taken_time(
    standing: list[Place], quotas: dict[Column, int], days: set[int], target: float
):
    offered = slots(sorted(days))
    made = plan(MONDAY, offered, quotas, PLATFORMS, standing=standing, target=target)
    assert {one.slot for one in made.places} <= set(offered)
    times = [one.slot for one in made.places]
    assert len(times) == len(set(times))
    assert not set(times) & {one.slot for one in standing}
    there = Counter(one.column for one in standing if week_of(one.day) == MONDAY)
    here = Counter(one.column for one in made.places)
    left_out = Counter((*made.crowded, *made.above))
    for column in Column:
        lacking = max(0, quotas.get(column, 0) - there[column])
        assert here[column] + left_out[column] == lacking
    everything = (*standing, *made.places)
    for one in promoting(made.places):
        others = [post for post in everything if post is not one]
        assert holds(MONDAY, others, one, target)
    if not promoting(standing) and promoting(made.places):
        week_end = MONDAY + timedelta(days=6)
        within = [post for post in everything if post.day <= week_end]
        assert worst(within, week_end) <= target + 1e-9
