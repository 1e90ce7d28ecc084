"""Scales with round numbers, and numbers as short as a label."""

import pytest

from netdesk import i18n
from netdesk.reporting.charts.scale import Scale, short, signed, ticks


@pytest.mark.parametrize("highest", [1, 2, 3, 7, 16, 19, 100, 101, 9_999, 3_000_000])
@pytest.mark.parametrize("most", [2, 3, 5])
def test_round_numbers_hold_the_highest_and_begin_at_nought(highest, most):
    found = ticks(0, highest, most)
    assert found[0] == 0
    assert found[-1] >= highest
    assert len(found) <= most + 2
    assert all(tick == int(tick) for tick in found)


def test_a_loss_is_held_too():
    assert ticks(-30, 100, 4) == (-50, 0, 50, 100)


def test_a_scale_lays_nought_at_its_start():
    place = Scale(0, 10, 100, 0)
    assert place(0) == 100
    assert place(5) == 50
    assert Scale(3, 3, 7, 9)(3) == 7


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (999, "999"), (9_999, "9,999"), (12_500, "1.25万"), (294_210, "29.4万")],
)
def test_chinese_counts_in_ten_thousands(value, text):
    assert short(value) == text


def test_what_is_left_is_said_with_a_true_minus():
    assert short(-20_000) == "−2万"
    assert signed(5) == "+5"
    assert signed(0) == "0"


def test_english_counts_in_thousands():
    i18n.use("en")
    assert short(9_999) == "9,999"
    assert short(294_210) == "294k"
    assert short(12_000_000) == "12m"
