"""Which encoding a text is in, by its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.intake.encodings import guess

TEXT = "姓名,手机号,下单时间\r\n王女士,13812345678,2026-11-24 09:12\r\n"


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_each_encoding_is_known_by_its_bytes(codec, found):
    sample = TEXT.encode(codec)
    assert guess(sample) == found
    assert TEXT in sample.decode(found)


def test_a_sample_may_end_inside_a_character():
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        assert guess(TEXT[:3].encode(codec)[:-1] + b"") in (codec, "utf-8", "gb18030")
    assert guess((TEXT * 50).encode()[:-1000][:1001]) == "utf-8"


def test_plain_ascii_is_utf8():
    assert guess(b"name,phone\n") == "utf-8"


def test_utf8_with_a_sign_cut_in_two_is_still_utf8():
    sample = (TEXT * 20).encode()
    cut = sample.replace("王".encode(), "王".encode()[:2], 1)
    assert guess(cut) == "utf-8"


def test_a_few_zero_bytes_do_not_hide_a_text():
    assert guess((TEXT * 20).encode("gb18030") + b"\0\0") == "gb18030"


@pytest.mark.parametrize("sample", [bytes(range(256)) * 20, b"\0" * 4000, b"\x01\x02\x03\x04" * 99])
def test_bytes_that_are_no_text_have_no_encoding(sample):
    assert guess(sample) is None


@given(st.binary(max_size=300))
def test_any_bytes_can_be_looked_at(sample):
    found = guess(sample)
    assert found is None or isinstance(sample.decode(found, errors="replace"), str)
