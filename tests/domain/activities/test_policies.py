"""What holds, what comes, what is over; and texts that name what is over."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk.domain.activities.policies import (
    EndedTitles,
    Policy,
    PolicyNote,
    PolicyState,
    in_order,
)
from netdesk.domain.activities.words import PolicyKind

DAY = date(2026, 11, 24)


def policy(title="置换补贴", first=date(2026, 11, 1), last=DAY, *, id_=1, ended=None):
    return Policy(id_, PolicyNote(PolicyKind.SALES, title, "", first, last), ended)


@pytest.mark.parametrize(
    ("first", "last", "ended", "state", "over"),
    [
        (date(2026, 11, 1), DAY, None, "active", None),  # its last day is inside
        (date(2026, 11, 1), date(2026, 11, 23), None, "expired", date(2026, 11, 23)),
        (DAY, None, None, "active", None),
        (date(2026, 11, 25), None, None, "coming", None),
        (date(2026, 11, 1), None, DAY, "expired", DAY),  # ended by hand today
        (date(2026, 11, 1), date(2026, 12, 31), date(2026, 11, 20), "expired", date(2026, 11, 20)),
        (date(2026, 11, 1), date(2026, 11, 10), DAY, "expired", date(2026, 11, 10)),
        (date(2026, 11, 1), None, date(2026, 11, 25), "active", None),  # as it was the day before
    ],
)
def test_a_policy_holds_from_its_first_day_to_its_last_or_until_it_is_ended(
    first, last, ended, state, over
):
    one = policy(first=first, last=last, ended=ended)
    assert one.state(DAY) == state
    assert one.over(DAY) == over


def test_what_is_left_is_told_only_of_what_has_an_end():
    assert policy(last=date(2026, 11, 30)).days_left(DAY) == 6
    assert policy(last=DAY).days_left(DAY) == 0
    assert policy(last=None).days_left(DAY) is None
    assert policy(last=date(2026, 11, 1)).days_left(DAY) is None


def test_the_board_has_first_what_ends_first_and_last_what_is_long_over():
    board = in_order(
        [
            policy(id_=1, last=None),
            policy(id_=2, last=date(2026, 11, 30)),
            policy(id_=3, last=date(2026, 11, 2)),
            policy(id_=4, last=date(2026, 11, 20)),
            policy(id_=5, first=date(2026, 12, 1), last=None),
        ],
        DAY,
    )
    assert {state: [one.id for one in listed] for state, listed in board.items()} == {
        PolicyState.ACTIVE: [2, 1],
        PolicyState.COMING: [5],
        PolicyState.EXPIRED: [4, 3],
    }


OVER = policy(last=date(2026, 11, 20))


@pytest.mark.parametrize(
    "text", ["置换补贴 3000 元", "到店享【置 换 补 贴】", "置换补贴", "老客户置换补贴政策"]
)
def test_a_text_names_an_ended_policy_in_any_spacing(text):
    assert EndedTitles([OVER], DAY).named_in(text) is OVER


@pytest.mark.parametrize("text", ["", "置换", "补贴置换", "购置税", "🎁"])
def test_a_text_that_does_not_name_it_is_free(text):
    assert EndedTitles([OVER], DAY).named_in(text) is None


def test_the_longest_title_is_meant():
    longer = policy("置换补贴（十二月）", last=date(2026, 12, 31), id_=2)
    titles = EndedTitles([OVER, longer], DAY)
    assert titles.named_in("置换补贴十二月 5000 元") is None
    assert titles.named_in("置换补贴 3000 元") is OVER
    assert titles.named_in("置换补贴（十二月）和置换补贴") is OVER


def test_a_title_that_is_renewed_is_not_over():
    again = policy(first=date(2026, 12, 1), last=None, id_=2)
    assert not EndedTitles([OVER, again], DAY)
    assert EndedTitles([OVER, again], DAY).named_in("置换补贴") is None


def test_a_title_of_one_sign_names_nothing():
    assert not EndedTitles([replace(OVER, note=replace(OVER.note, title="补"))], DAY)
