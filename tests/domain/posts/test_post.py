"""A post's code: what a customer tells us, however he writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.domain.posts.post import code_of, codes_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("看到TZ12来的", (12,)),
        ("tz12、TZ-7 和 Tz 12", (12, 7)),
        ("\uff34\uff3a\uff11\uff12 想试驾", (12,)),
        ("帖子TZ12号", (12,)),
        ("", ()),
        ("周末想看车", ()),
        ("车牌鲁DTZ123", ()),
        ("ATZ5", ()),
        ("TZ", ()),
        ("TZ1234567890", ()),
    ],
)
def test_codes_are_found_in_what_people_write(text, numbers):
    assert codes_in(text) == numbers


@given(st.integers(1, 999_999_999), st.text(alphabet="看车，。 想", max_size=6))
def test_a_posts_own_code_is_read_back_wherever_it_stands(number, around):
    assert codes_in(f"{around}{code_of(number)}{around}") == (number,)
