"""Accounts by day: growth over gaps, and totals found from changes."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netdesk.domain.channel import Channel, ChannelKind
from netdesk.domain.leads.filing import Filed
from netdesk.domain.posts.accounts import AccountFold, Figures, Net, Row, account

WECHAT = Channel("wechat", "微信", ChannelKind.SOCIAL)
FIRST = date(2026, 11, 20)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def shown(totals, *, count=4, before=None, posted=None):
    known = {day(n): Figures(total) for n, total in totals.items()}
    days = [day(n) for n in range(count)]
    return account(WECHAT, days, known, posted or {}, before)


def test_growth_is_against_the_day_before():
    found = shown({0: 100, 1: 112, 2: 109, 3: 109})
    assert [one.net for one in found.days] == [
        None,
        Net(12, day(0)),
        Net(-3, day(1)),
        Net(0, day(2)),
    ]
    assert not any(one.has_gap for one in found.days)
    assert (found.net, found.latest) == (Net(9, day(0)), (day(3), 109))


def test_a_day_after_a_gap_has_the_growth_of_the_whole_gap_and_says_since_when():
    found = shown({0: 100, 3: 130})
    assert [one.net for one in found.days] == [None, None, None, Net(30, day(0))]
    assert [one.has_gap for one in found.days] == [False, False, False, True]


def test_the_first_day_grows_from_the_last_total_before_the_table():
    found = shown({0: 100, 2: 90}, before=(day(-5), 40))
    assert found.days[0].net == Net(60, day(-5))
    assert found.days[0].has_gap
    assert found.net == Net(50, day(-5))
    assert shown({0: 100}, before=(day(-1), 40)).days[0].has_gap is False


def test_without_two_totals_nothing_is_said_of_growth():
    assert (shown({}).net, shown({}).latest) == (None, None)
    assert shown({2: 100}).net is None
    assert shown({}, before=(day(-2), 40)).net is None


def test_what_was_posted_and_what_was_entered_stand_apart():
    known = {day(0): Figures(None, 2)}
    found = account(WECHAT, [day(0), day(1)], known, {day(1): 3})
    assert [(one.figures.updates, one.posted) for one in found.days] == [(2, 0), (None, 3)]


@given(st.dictionaries(st.integers(0, 13), st.integers(0, 10**6)), st.none() | st.integers(0, 999))
def test_the_growths_of_all_days_add_up_to_that_of_the_table(totals, before):
    start = None if before is None else (day(-3), before)
    found = shown(totals, count=14, before=start)
    steps = [one.net.change for one in found.days if one.net is not None]
    assert sum(steps) == (0 if found.net is None else found.net.change)


# --- folding a file


def fold(rows, known=None):
    one = AccountFold({day(n): figures for n, figures in (known or {}).items()})
    outcomes = [
        one.take(Row(day(n), *figures), number) for number, (n, *figures) in enumerate(rows)
    ]
    for number, outcome in one.settle():
        assert outcomes[number] is None
        outcomes[number] = outcome
    kept = {(at - FIRST).days: tuple(figures) for at, figures in one.known.items()}
    return outcomes, kept, {(at - FIRST).days for at in one.changed}


ADDED, MERGED, UNCHANGED = Filed.ADDED, Filed.MERGED, Filed.UNCHANGED


def test_a_day_is_new_changed_or_the_same():
    rows = [(0, 100, None, None), (0, 100, None, None), (0, 101, None, None), (1, 7, None, 2)]
    outcomes, kept, changed = fold(rows, {1: Figures(7, 2)})
    assert outcomes == [ADDED, UNCHANGED, MERGED, UNCHANGED]
    assert kept == {0: (101, None), 1: (7, 2)}
    assert changed == {0}


def test_what_a_row_does_not_say_is_left_as_it_was():
    outcomes, kept, _changed = fold([(0, None, None, 3), (0, 100, None, None)], {0: Figures(90, 1)})
    assert outcomes == [MERGED, MERGED]
    assert kept == {0: (100, 3)}


def test_changes_alone_give_totals_from_the_day_before_in_any_order():
    rows = [(3, None, -2, None), (2, None, 5, None), (1, None, 3, None)]
    outcomes, kept, _changed = fold(rows, {0: Figures(100)})
    assert outcomes == [ADDED] * 3
    assert {n: total for n, (total, _updates) in kept.items()} == {0: 100, 1: 103, 2: 108, 3: 106}


def test_changes_alone_give_totals_back_from_the_day_after():
    rows = [(1, None, 3, None), (2, None, 5, None), (3, 106, -2, None)]
    outcomes, kept, _changed = fold(rows)
    assert outcomes == [ADDED] * 3
    assert {n: total for n, (total, _updates) in kept.items()} == {1: 103, 2: 108, 3: 106}


def test_a_change_with_no_total_near_gives_none():
    assert fold([(1, None, 3, None)])[0] == [None]
    assert fold([(1, None, 3, None)], {3: Figures(100)})[0] == [None]
    assert fold([(3, None, 3, None)], {1: Figures(100)})[0] == [None]
    outcomes, kept, changed = fold([(1, None, -101, None)], {0: Figures(100)})
    assert (outcomes, changed) == ([None], set())
    assert 1 not in kept


def test_a_change_of_a_known_total_is_the_very_same_where_it_fits():
    known = {0: Figures(100), 1: Figures(103)}
    assert fold([(1, None, 3, None)], known)[0] == [UNCHANGED]
    outcomes, kept, _changed = fold([(1, None, 4, None)], known)
    assert (outcomes, kept[1]) == ([MERGED], (104, None))


@given(st.lists(st.integers(-9, 30), min_size=1, max_size=12), st.integers(0, 11), st.randoms())
def test_totals_from_changes_are_those_that_were_counted(nets, place, rng):
    totals = [500]
    for net in nets:
        totals.append(totals[-1] + net)
    anchor = place % len(totals)
    rows = [(n + 1, None, net, None) for n, net in enumerate(nets)]
    rng.shuffle(rows)
    _outcomes, kept, _changed = fold(rows, {anchor: Figures(totals[anchor])})
    expected = {n: totals[n] for n in range(1, len(totals))} | {anchor: totals[anchor]}
    assert {n: total for n, (total, _updates) in kept.items()} == expected
