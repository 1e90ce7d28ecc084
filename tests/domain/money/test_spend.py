"""What was paid is known by subject, item and days; overlapping days of one item count twice."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from netdesk.domain.leads.filing import Filed
from netdesk.domain.money.spend import Book, KeptSpend, Spend, clash, same_item

NOV = Spend(600_000, date(2026, 11, 1), date(2026, 11, 30), "autohome", "会员费")


def test_a_spend_that_is_new_is_added_and_told_twice_it_is_the_same():
    book = Book()
    assert book.take(NOV) is Filed.ADDED
    assert book.take(NOV) is Filed.UNCHANGED
    assert book.new == [NOV]


def test_a_spend_on_file_has_its_amount_corrected_once():
    book = Book([KeptSpend(7, NOV)])
    assert book.take(NOV) is Filed.UNCHANGED
    assert book.take(replace(NOV, amount=650_000)) is Filed.MERGED
    assert book.changed == {7: replace(NOV, amount=650_000)}
    assert book.take(replace(NOV, amount=1)) == replace(NOV, amount=650_000)
    assert book.changed[7].amount == 650_000


def test_a_note_that_is_not_told_stays():
    book = Book([KeptSpend(7, replace(NOV, note="合同在财务"))])
    assert book.take(NOV) is Filed.UNCHANGED
    assert book.take(replace(NOV, note="已开票")) is Filed.MERGED


def test_two_amounts_of_one_file_for_the_same_days_are_not_guessed_between():
    book = Book()
    book.take(NOV)
    assert book.take(replace(NOV, amount=1)) == NOV


def test_days_that_overlap_are_told_with_the_other_and_days_beside_them_are_not():
    book = Book([KeptSpend(1, NOV)])
    late = replace(NOV, first=date(2026, 11, 30), last=date(2026, 12, 5))
    assert book.take(late) == NOV
    inside = replace(NOV, first=date(2026, 11, 10), last=date(2026, 11, 10))
    assert book.take(inside) == NOV
    around = replace(NOV, first=date(2026, 10, 1), last=date(2026, 12, 31))
    assert book.take(around) == NOV
    beside = replace(NOV, first=date(2026, 12, 1), last=date(2026, 12, 5))
    assert book.take(beside) is Filed.ADDED
    assert book.take(replace(NOV, first=date(2026, 12, 5), last=date(2026, 12, 6))) == beside


def test_another_item_channel_activity_or_post_may_lie_beside():
    book = Book([KeptSpend(1, NOV)])
    late = replace(NOV, first=date(2026, 11, 15), last=date(2026, 12, 15))
    for change in ({"item": "加油包"}, {"channel": "yiche"}, {"activity_id": 3}, {"post_id": 4}):
        assert book.take(replace(late, **change)) is Filed.ADDED


def test_items_are_the_same_in_any_width_case_and_spacing():
    assert same_item("  CPC　推广 ") == same_item("cpc 推广")
    assert same_item("ＣＰＣ") == same_item("cpc")


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 12), st.sampled_from(["", "会员", "加油包"])),
        max_size=25,
    )
)
def test_the_book_refuses_just_what_overlaps_one_it_has(told):
    book, kept = Book(), []
    for start, length, item in told:
        first = date.fromordinal(740_000 + start)
        spend = Spend(1, first, date.fromordinal(740_000 + start + length), "yiche", item)
        outcome = book.take(spend)
        others = [one for one in kept if one.overlaps(spend)]
        if not others:
            assert outcome is Filed.ADDED
            kept.append(spend)
        elif isinstance(outcome, Spend):
            assert outcome in others
        else:
            assert outcome is Filed.UNCHANGED
            assert spend in others


def test_a_spend_does_not_clash_with_itself():
    others = [KeptSpend(1, NOV), KeptSpend(2, replace(NOV, item="别的"))]
    assert clash(NOV, others) == others[0]
    assert clash(NOV, others, but=1) is None
