"""One number, many ways to write it."""

import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.domain.leads.phone import Phone, mask

MOBILE = Phone("13812345678")


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        " 138 1234 5678 ",
        "138-1234-5678",
        "138 123 45678",
        "1381 234 5678",
        "+8613812345678",
        "+86 138-1234-5678",
        "0086 13812345678",
        "8613812345678",
        "(+86)13812345678",
        "013812345678",
        "１３８１２３４５６７８",
        "＋８６－１３８１２３４５６７８",
        "1.3812345678E10",
        "1.3812345678e+10",
        "13812345678.0",
        "'13812345678",
        "13812345678\t",
        "\u202d13812345678\u202c",
        "手机13812345678",
        "13812345678（微信同号）",
        "tel:13812345678",
    ],
)
def test_a_mobile_is_known_however_it_is_written(text):
    assert Phone.parse(text) == MOBILE


@pytest.mark.parametrize(
    "text",
    ["0632-3300000", "06323300000", "(0632)3300000", "0632 330 0000", "+86 632 3300000"],
)
def test_a_landline_gets_its_dash(text):
    assert Phone.parse(text) == Phone("0632-3300000")


def test_a_big_city_has_three_digits_before_the_dash():
    assert Phone.parse("01088886666") == Phone("010-88886666")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "无",
        "138****5678",
        "138xxxx5678",
        "13812345678****",
        "12812345678",
        "1381234567",
        "138123456789",
        "20261113812345678",
        "13812345678.5",
        "2026-11-24 09:12",
        "3300000",
        "1.38123E+10",
        "1.38E+10",
        "1.3812345678E11",
        "+49 151 23456789",
        "0049 13812345678",
    ],
)
def test_what_is_no_number_is_none(text):
    assert Phone.parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17012345678转1234", "17012345678-1234"),
        ("17012345678,1234", "17012345678-1234"),
        ("17012345678-1234", "17012345678-1234"),
        ("170-1234-5678 分机 12", "17012345678-12"),
        ("17012345678 ext. 12", "17012345678-12"),
        ("17012345678#7", "17012345678-7"),
        ("0632-3300000转8012", "0632-3300000-8012"),
        ("4008-123-456转12", "400-812-3456-12"),
        ("400-123-4567", "400-123-4567"),
        ("8001234567", "800-123-4567"),
        ("950130123456", "950130123456"),
    ],
)
def test_numbers_that_portals_lend_are_virtual(text, value):
    assert Phone.parse(text) == Phone(value, virtual=True)


@pytest.mark.parametrize(
    "text",
    [
        "13812345678/13987654321",
        "13812345678 13987654321",
        "13812345678,13987654321",
        "0632-3300000 13812345678",
        "138****0000/13812345678",
    ],
)
def test_of_two_numbers_the_first_mobile_is_taken(text):
    assert Phone.parse(text) == MOBILE


def test_a_foreign_number_is_taken_only_in_its_one_form():
    assert Phone.parse("+4915123456789") == Phone("+4915123456789")


def test_only_a_mobile_is_a_mobile():
    kinds = {
        text: Phone.parse(text).is_mobile
        for text in (
            "13812345678",
            "17012345678转12",
            "0632-3300000",
            "4001234567",
            "+4915123456789",
        )
    }
    assert list(kinds.values()) == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("13812345678", "138****5678"),
        ("17012345678-1234", "170****5678-****"),
        ("0632-3300000", "0632-***0000"),
        ("0632-3300000-8012", "0632-***0000-****"),
        ("010-88886666", "010-****6666"),
        ("400-123-4567", "400-123-4567"),
        ("400-123-4567-89", "400-123-4567-**"),
        ("+4915123456789", "+49****6789"),
        ("950130123456", "**********56"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_masked_number_still_shows_which_it_is(value, masked):
    assert mask(value) == masked


@given(st.text(alphabet="0123456789 -+()*转,.eE'＋１", max_size=24))
def test_a_canonical_number_reads_as_itself(text):
    phone = Phone.parse(text)
    if phone is not None:
        assert Phone.parse(phone.value) == phone


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text):
    phone = Phone.parse(text)
    assert phone is None or mask(phone.value)


@given(st.from_regex("1[3-9][0-9]{9}", fullmatch=True))
def test_a_mask_never_shows_the_middle(number):
    assert number[3:7] not in mask(number)[3:7]


def test_a_long_cell_costs_no_time():
    hostile = "1" * 20_000 + "-" * 20_000 + "86" * 20_000
    assert timeit.timeit(lambda: Phone.parse(hostile), number=1) < 1
