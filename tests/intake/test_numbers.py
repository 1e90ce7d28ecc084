"""Counts as exports and people write them; what is none is a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.intake.numbers import TOO_MUCH, Numbers
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import Reason

WORDS = shipped().words
NUMBERS = Numbers(WORDS.scale, WORDS.after)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("0", 0),
        ("007", 7),
        ("1,234", 1234),
        ("1，234，567", 1_234_567),
        ("１２３４", 1234),
        (" 12 345 ", 12345),
        ("1.2万", 12000),
        ("1.2W", 12000),
        ("3w+", 30000),
        ("10万+", 100_000),
        ("2.5千", 2500),
        ("8k", 8000),
        ("0.00005万", 0),
        ("1.23456万", 12346),
        ("1.5亿", 150_000_000),
        ("56人", 56),
        ("1.2万次", 12000),
        ("12.0", 12),
        ("'88", 88),
        ("+5", 5),
    ],
)
def test_a_count_is_read_as_it_is_written(written, count):
    assert NUMBERS.count(written) == count


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("12.5", Reason.BAD_NUMBER),
        ("12,34", Reason.BAD_NUMBER),
        ("1,2345", Reason.BAD_NUMBER),
        ("12%", Reason.BAD_NUMBER),
        ("1e5", Reason.BAD_NUMBER),
        ("nan", Reason.BAD_NUMBER),
        ("inf", Reason.BAD_NUMBER),
        ("=1+1", Reason.BAD_NUMBER),
        ("约200", Reason.BAD_NUMBER),
        ("万", Reason.BAD_NUMBER),
        ("", Reason.BAD_NUMBER),
        ("1" * 41, Reason.BAD_NUMBER),
        ("-5", Reason.NEGATIVE),
        ("−5", Reason.NEGATIVE),
        ("(5)", Reason.NEGATIVE),
        ("1000000000000", Reason.TOO_MUCH),
        ("100亿", Reason.TOO_MUCH),
        ("-100亿", Reason.TOO_MUCH),
        ("13812345678", Reason.TOO_MUCH),
    ],
)
def test_what_is_no_count_is_a_reason(written, reason):
    assert NUMBERS.count(written) == reason


def test_a_change_may_be_less_than_nothing():
    assert [NUMBERS.change(text) for text in ("-12", "－1.2万", "+3", "(7)", "0")] == [
        -12,
        -12000,
        3,
        -7,
        0,
    ]


@given(st.integers(0, TOO_MUCH - 1))
def test_every_count_comes_back_with_and_without_its_commas(count):
    assert NUMBERS.count(str(count)) == NUMBERS.count(f"{count:,}") == count
    assert NUMBERS.change(f"-{count:,}") == -count


@given(st.text(max_size=60))
def test_any_text_is_a_number_within_bounds_or_a_reason(text):
    value = NUMBERS.change(text)
    assert isinstance(value, Reason) or abs(value) < TOO_MUCH
