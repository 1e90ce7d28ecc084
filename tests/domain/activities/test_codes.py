"""Codes that guests say at the door."""

import pytest

from netdesk.domain.activities.codes import LENGTH, SIGNS, code_of, read_code
from netdesk.domain.posts.post import codes_in

MANY = [code_of(number) for number in range(20_000)]


def test_no_code_comes_twice():
    assert len(set(MANY)) == len(MANY)


def test_no_sign_is_taken_for_another():
    assert not set("".join(MANY)) & set("01ILO")
    assert {len(code) for code in MANY} == {LENGTH}


def test_a_code_is_neither_four_digits_nor_a_posts():
    assert all(code[0].isalpha() for code in MANY)
    assert not any(codes_in(code) for code in MANY)


def test_neighbours_look_nothing_like_each_other():
    pairs = zip(MANY, MANY[1:], strict=False)
    assert all(sum(a == b for a, b in zip(*pair, strict=True)) <= 3 for pair in list(pairs)[:500])


@pytest.mark.parametrize("written", ["{0}", " {1} ", "{2}", "{3}\n", "{4}"])
def test_a_code_is_read_however_it_is_written(written):
    code = code_of(7)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    text = written.format(
        code, code.lower(), wide, f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"
    )
    assert read_code(text) == code


def test_every_mistyped_sign_is_found_out():
    for code in MANY[:60]:
        for at, sign in enumerate(code):
            for wrong in SIGNS:
                typed = code[:at] + wrong + code[at + 1 :]
                assert wrong == sign or read_code(typed) is None


def test_two_signs_swapped_are_found_out():
    for code in MANY[:500]:
        for at in range(LENGTH - 1):
            swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
            assert swapped == code or read_code(swapped) is None


@pytest.mark.parametrize("text", ["", "1234", "13812345678", "ABC", "OIL010", "王女士"])
def test_what_is_no_code_is_none(text):
    assert read_code(text) is None
