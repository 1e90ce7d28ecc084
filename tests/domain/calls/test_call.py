"""A number as it is compared, and the days on which it belongs to a channel."""

from datetime import date

import pytest

from netdesk.domain.calls.call import Hotline, digits

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("400-123-4567", "4001234567"),
        ("４００ １２３ ４５６７", "4001234567"),
        ("4001234567转8", "4001234567,8"),
        ("4001234567,,08#", "4001234567,08"),
        ("(0632)330-0000", "06323300000"),
        ("转8", "8"),
        ("无", ""),
    ],
)
def test_a_dialled_number_is_compared_by_its_digits(written, plain):
    assert digits(written) == plain


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, MONDAY, True),
        (TUESDAY, None, MONDAY, False),
        (TUESDAY, None, TUESDAY, True),
        (None, MONDAY, MONDAY, True),
        (None, MONDAY, TUESDAY, False),
    ],
)
def test_a_number_is_a_channels_on_its_days_both_inside(first, last, day, holds):
    assert Hotline(1, "4001234567", "yiche", first, last).holds("4001234567", day) is holds
