"""The Beta distribution against what is known in closed form."""

from random import Random

import pytest

from netdesk.domain.posts.beta import quantile, share_below


@pytest.mark.parametrize("x", [0.0, 0.05, 0.3, 0.5, 0.72, 0.999, 1.0])
def test_what_is_known_in_closed_form(x: float):
    assert share_below(x, 1, 1) == pytest.approx(x)
    assert share_below(x, 3, 1) == pytest.approx(x**3)
    assert share_below(x, 1, 4) == pytest.approx(1 - (1 - x) ** 4)
    assert share_below(x, 2, 2) == pytest.approx(3 * x**2 - 2 * x**3)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (0.4, 1.7), (30.5, 12.2), (2, 300), (900, 400)])
def test_a_quantile_is_where_that_share_lies_below(a: float, b: float):
    for share in (0.05, 0.5, 0.95):
        assert share_below(quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-6)


def test_draws_lie_within_the_interval_as_often_as_it_says():
    rng, a, b = Random(3), 6.3, 2.9
    low, high = quantile(0.05, a, b), quantile(0.95, a, b)
    inside = sum(low < rng.betavariate(a, b) < high for _ in range(20_000))
    assert inside / 20_000 == pytest.approx(0.9, abs=0.01)
