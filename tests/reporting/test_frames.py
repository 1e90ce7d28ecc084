"""Frames: every bucket filled, what nobody knows left open, quantiles that really occurred."""

from netdesk.reporting.frames import columns_of, filled, known, quantiles


def test_a_bucket_that_nobody_counted_is_a_nought():
    table = filled([(2, "a", 5), (4, "b", 1), (4, "b", 2)], [1, 2, 3, 4])
    assert columns_of(table) == {"a": (0, 5, 0, 0), "b": (0, 0, 0, 3)}


def test_keys_that_are_asked_for_are_there_though_nothing_came():
    assert columns_of(filled([], [1, 2], ["a"])) == {"a": (0, 0)}
    assert columns_of(filled([(1, "b", 3)], [1, 2], ["a"])) == {"a": (0, 0)}


def test_without_keys_the_greatest_sum_is_first():
    table = filled([(1, "a", 1), (1, "b", 5), (2, "c", 3), (2, "a", 2)], [1, 2])
    assert list(table.columns) == ["b", "a", "c"]


def test_rows_of_other_buckets_are_left_out():
    assert columns_of(filled([(9, "a", 4), (1, "a", 1)], [1, 2])) == {"a": (1, 0)}


def test_what_nobody_entered_is_unknown_not_nought():
    found = known([(1, "a", 10), (3, "a", 0), (2, "b", None)], [1, 2, 3])
    assert found == {"a": (10, None, 0)}


def test_quantiles_are_values_that_occurred():
    counted = [(1, 2), (5, 1), (60, 7)]
    assert quantiles(counted, [0.1, 0.5, 0.9]) == (1, 60, 60)
    assert quantiles([(7, 1)], [0.1, 0.5, 0.9]) == (7, 7, 7)
    assert quantiles([(3, 1), (1, 1), (2, 1)], [0.5]) == (2,)
    assert quantiles([], [0.5]) == ()


def test_ten_values_have_their_first_fifth_and_ninth():
    assert quantiles([(n, 1) for n in range(1, 11)], [0.1, 0.5, 0.9]) == (1, 5, 9)
