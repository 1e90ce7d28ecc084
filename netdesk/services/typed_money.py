"""Amounts as a person types them into a field: 1200, 1,200.50, ¥1,200, 1.2万; in 分."""

from functools import cache

from netdesk import errors
from netdesk.intake.numbers import Numbers
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import Reason


def typed_amount(text: str) -> int:
    """Return an amount from 0. Raises BadAmount."""
    return _checked(_numbers().amount(text), text)


def typed_gain(text: str) -> int:
    """Return an amount that may be less than 0, as a gross profit. Raises BadAmount."""
    return _checked(_numbers().gain(text), text)


@cache
def _numbers() -> Numbers:
    words = shipped().words
    return Numbers(words.scale, words.after, words.currency)


def _checked(value: int | Reason, text: str) -> int:
    if isinstance(value, Reason):
        raise errors.BadAmount(text=text.strip()[:40] or "—")
    return value
