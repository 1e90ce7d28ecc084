"""Numbers as people and exports write them; what is none is said, never guessed."""

import pytest

from netdesk.intake.numbers import TOO_DEAR, Numbers
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import Reason


@pytest.fixture(scope="module")
def numbers():
    words = shipped().words
    return Numbers(words.scale, words.after, words.currency)


@pytest.mark.parametrize(
    ("text", "count"),
    [("0", 0), ("1,234", 1234), ("1.2万", 12000), ("10万+", 100000), ("56人", 56), ("3w", 30000)],
)
def test_a_count_is_a_whole_number(numbers, text, count):
    assert numbers.count(text) == count


@pytest.mark.parametrize("text", ["1.5", "万", "", "十", "1,23", "¥5", "1" * 60])
def test_what_is_no_count_is_said(numbers, text):
    assert numbers.count(text) is Reason.BAD_NUMBER


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12.98万", 12_980_000),
        ("12.98 万元", 12_980_000),
        ("¥129,800", 12_980_000),
        ("￥１２９８００.00元", 12_980_000),  # noqa: RUF001
        ("1,200.50", 120_050),
        ("RMB 1200", 120_000),
        ("'1200", 120_000),
        (".5万", 500_000),
        ("1.005", 101),
        ("3452.3333333333335", 345_233),
        ("0", 0),
    ],
)
def test_an_amount_is_whole_cents(numbers, text, cents):
    assert numbers.amount(text) == cents


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-0.01", Reason.NEGATIVE),
        ("(1,200)", Reason.NEGATIVE),
        ("−3万", Reason.NEGATIVE),
        ("面议", Reason.BAD_NUMBER),
        ("元", Reason.BAD_NUMBER),
        ("12,98", Reason.BAD_NUMBER),
        ("1e5", Reason.BAD_NUMBER),
        ("13812345678", Reason.TOO_MUCH),
    ],
)
def test_what_is_no_amount_is_said(numbers, text, reason):
    assert numbers.amount(text) is reason


def test_a_loss_is_less_than_nothing(numbers):
    assert numbers.gain("-1,200.5") == numbers.gain("(1200.50)") == numbers.gain("¥-1200.5")
    assert numbers.gain("-1,200.5") == -120_050
    assert numbers.gain(f"-{TOO_DEAR // 100}") is Reason.TOO_MUCH


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("成交价（万元）", 10_000),
        ("金额(万)", 10_000),
        ("毛利【千元】", 1_000),
        ("成交价(元)", 1),
        ("成交价", 1),
        ("万里挑一的价", 1),
    ],
)
def test_a_header_may_say_the_unit_of_its_amounts(numbers, header, unit):
    assert numbers.unit(header) == unit


def test_a_cell_with_a_unit_of_its_own_needs_none_from_the_header(numbers):
    assert numbers.amount("12.98万", unit=10_000) == numbers.amount("12.98", unit=10_000)
