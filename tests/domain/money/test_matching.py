"""Which lead brought a deal."""

from datetime import date, timedelta

import pytest

from netdesk.domain.money.matching import REACHES_BACK, Wish, lead_of

DAY = date(2026, 11, 24)


def wish(lead_id, opened, customer_id=1, name="王女士"):
    return Wish(lead_id, customer_id, name, opened)


@pytest.mark.parametrize(
    ("opened", "found"),
    [
        (DAY, 1),
        (DAY + timedelta(days=1), None),
        (DAY - REACHES_BACK, 1),
        (DAY - REACHES_BACK - timedelta(days=1), None),
    ],
)
def test_a_lead_was_there_by_the_day_and_not_more_than_a_year_before(opened, found):
    assert lead_of(DAY, "", [wish(1, opened)]) == found


def test_the_newest_that_was_there_counts_and_of_one_day_the_later():
    leads = [
        wish(3, DAY),
        wish(4, DAY),
        wish(1, DAY - timedelta(days=9)),
        wish(9, date(2027, 1, 1)),
    ]
    assert lead_of(DAY, "", leads) == 4
    assert lead_of(DAY, "", []) is None


def test_of_two_customers_the_name_decides_or_nobody():
    couple = [wish(1, DAY), wish(2, DAY, 2, "李先生")]
    assert lead_of(DAY, "王女士", couple) == 1
    assert lead_of(DAY, "王芳", couple) is None
    assert lead_of(DAY, "", [wish(1, DAY, name=""), wish(2, DAY, 2, "")]) is None
    same_name = [wish(1, DAY), wish(2, DAY, 2)]
    assert lead_of(DAY, "王女士", same_name) is None
    long_ago = [wish(1, DAY), wish(2, DAY - timedelta(days=900), 2, "李先生")]
    assert lead_of(DAY, "", long_ago) == 1
