"""The numbers of exports: 1,234 and 1.2万 and 56人, ¥1,200.50 and 12.98万元.

What can't be one is a reason, not a guess.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from netdesk.intake.reading import Reason

# More than there are people: such a cell is an id, a phone or a slip of the hand.
TOO_MUCH = 10_000_000_000
TOO_DEAR = 10_000_000_000  # 分: no car and no month of advertising costs a hundred million yuan
_LONGEST = 40
_MINUS = str.maketrans({"−": "-", "–": "-"})
_BRACKETED = re.compile(r"[(\[【〔].*[)\]】〕]")
_CENT = Decimal(1)


class Numbers:
    """Reads cells by the words numbers are written with."""

    def __init__(
        self,
        scale: Mapping[str, int],
        after: tuple[str, ...],
        currency: tuple[str, ...] = (),
    ) -> None:
        """`scale` is sign → how many (万 → 10000); `after` may stand behind a number.

        `currency` may stand before an amount of money or behind it.
        """
        self._scale = scale
        number = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?P<part>\.\d+)?"
        scales, words, money = ("|".join(map(re.escape, some)) for some in (scale, after, currency))
        self._form = re.compile(rf"(?P<sign>[-+]?){number}(?P<scale>{scales})?\+?(?:{words})?")
        self._money = re.compile(
            rf"(?:{money})?(?P<sign>[-+]?)(?:{money})?{number}(?P<scale>{scales})?(?:{money})*"
        )

    def count(self, text: str) -> int | Reason:
        """Return a cell as a count from 0; 10万+ is the least it can be."""
        return _not_less(self.change(text))

    def change(self, text: str) -> int | Reason:
        """Return a cell as a whole number, which may be less than 0."""
        found = self._read(self._form, text)
        if isinstance(found, Reason):
            return found
        value, scaled = found
        if scaled:
            value = value.to_integral_value()
        elif value != value.to_integral_value():
            return Reason.BAD_NUMBER
        return Reason.TOO_MUCH if abs(value) >= TOO_MUCH else int(value)

    def amount(self, text: str, *, unit: int = 1) -> int | Reason:
        """Return an amount of money from 0 in 分; what the column says of its `unit` is yuan each.

        A cell with a unit of its own (12.98万) needs none.
        """
        return _not_less(self.gain(text, unit=unit))

    def gain(self, text: str, *, unit: int = 1) -> int | Reason:
        """Return an amount of money in 分, which may be less than 0; parts of a 分 are rounded."""
        found = self._read(self._money, text)
        if isinstance(found, Reason):
            return found
        value, scaled = found
        cents = (value * 100 * (1 if scaled else unit)).quantize(_CENT, ROUND_HALF_UP)
        return Reason.TOO_MUCH if abs(cents) >= TOO_DEAR else int(cents)

    def unit(self, header: str) -> int:
        """Return what one is of the amounts under a header, in yuan: 成交价（万元） says 10000."""
        said = _BRACKETED.search(unicodedata.normalize("NFKC", header))
        if said is None:
            return 1
        # The letters for a thousand are in many a word.
        found = (n for sign, n in self._scale.items() if not sign.isascii() and sign in said[0])
        return next(found, 1)

    def _read(self, form: re.Pattern[str], text: str) -> tuple[Decimal, bool] | Reason:
        """Return the number of a cell, and whether it has a scale of its own."""
        plain = unicodedata.normalize("NFKC", text).translate(_MINUS).casefold()
        plain = "".join(plain.split()).lstrip("'")
        if plain.startswith("(") and plain.endswith(")"):  # how ledgers write less than 0
            plain = f"-{plain[1:-1]}"
        found = form.fullmatch(plain) if len(plain) <= _LONGEST else None
        if found is None or not (found["whole"] or found["part"]):
            return Reason.BAD_NUMBER
        value = Decimal((found["whole"] or "0").replace(",", "") + (found["part"] or ""))
        if found["scale"]:
            value *= self._scale[found["scale"]]
        return (-value if found["sign"] == "-" else value), bool(found["scale"])


def _not_less(value: int | Reason) -> int | Reason:
    return Reason.NEGATIVE if isinstance(value, int) and value < 0 else value
