"""The Beta distribution: what is known of a rate after some trials."""

from math import exp, lgamma, log

_STEPS = 200  # of the continued fraction; it settles within 40 for what a shop counts
_TINY = 1e-300
_EXACT = 1e-12


def share_below(x: float, a: float, b: float) -> float:
    """Return how likely a rate that is Beta(a, b) lies below `x` (0 to 1)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # the fraction settles fast on the other side
        return 1 - share_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    return front * _fraction(x, a, b) / a


def quantile(share: float, a: float, b: float) -> float:
    """Return the rate below which a Beta(a, b) lies with probability `share`."""
    low, high = 0.0, 1.0
    while high - low > _EXACT:
        middle = (low + high) / 2
        if share_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function by Lentz's way."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(_STEPS):
        m = step // 2
        if step == 0:
            part = 1.0
        elif step % 2 == 0:
            part = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            part = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / ((1 + part * d) or _TINY)
        c = (1 + part / c) or _TINY
        value *= c * d
        if abs(1 - c * d) < _EXACT:
            break
    return value - 1
