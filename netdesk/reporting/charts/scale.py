"""Scales: from a number to a place, with round numbers to read it by."""

from dataclasses import dataclass
from math import ceil, floor, log10

from netdesk.i18n import N_, SOURCE_LANGUAGE, _, language

_STEPS = (1, 2, 5, 10)
_UNITS = ((1e8, N_("亿")), (1e4, N_("万")))  # Chinese counts in ten thousands
_OTHERS = ((1e6, "m"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from `low` to `high`, laid from place `start` to place `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        if self.high == self.low:
            return self.start
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, most: int, *, whole: bool = True) -> tuple[float, ...]:
    """Return at most `most` + 1 round numbers that hold `low` … `high` between the outer ones.

    `whole` leaves out what is no whole number, such as half a lead.
    """
    span = max(high - low, 1e-9)
    rough = span / max(most, 1)
    size = 10 ** floor(log10(rough))
    step = next(size * n for n in _STEPS if size * n >= rough * 0.999999)
    if whole:
        step = max(1, round(step))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(step * n for n in range(first, max(last, first + 1) + 1))


def short(value: float) -> str:
    """Return a number short enough for an axis or a label: 12,500 is 1.25 万, 12.5k in English."""
    sign, size = ("−" if value < 0 else ""), abs(value)
    is_chinese = language() == SOURCE_LANGUAGE
    for unit, name in _UNITS if is_chinese else _OTHERS:
        if size >= unit * (1 if is_chinese else 10):
            return f"{sign}{_rounded(size / unit)}{_(name) if is_chinese else name}"
    return f"{sign}{size:,.0f}" if size == round(size) or size >= 100 else f"{sign}{size:,.1f}"


def signed(value: float) -> str:
    """Return a change with its sign; none at all has none."""
    return f"+{short(value)}" if value > 0 else short(value)


def _rounded(value: float) -> str:
    digits = 2 if value < 10 else 1 if value < 100 else 0
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
