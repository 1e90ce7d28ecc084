"""The counts of exports: 1,234 and 1.2万 and 56人; what can't be one is a reason, not a guess."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from netdesk.intake.reading import Reason

# More than there are people: such a cell is an id, a phone or a slip of the hand.
TOO_MUCH = 10_000_000_000
_LONGEST = 40
_MINUS = str.maketrans({"−": "-", "–": "-"})


class Numbers:
    """Reads cells by the words numbers are written with."""

    def __init__(self, scale: Mapping[str, int], after: tuple[str, ...]) -> None:
        """`scale` is sign → how many (万 → 10000); `after` may stand behind a number."""
        self._scale = scale
        scales, words = ("|".join(map(re.escape, some)) for some in (scale, after))
        self._form = re.compile(
            rf"(?P<sign>[-+]?)(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<part>\.\d+)?"
            rf"(?P<scale>{scales})?\+?(?:{words})?"
        )

    def count(self, text: str) -> int | Reason:
        """Return a cell as a count from 0; 10万+ is the least it can be."""
        value = self.change(text)
        return Reason.NEGATIVE if isinstance(value, int) and value < 0 else value

    def change(self, text: str) -> int | Reason:
        """Return a cell as a whole number, which may be less than 0."""
        plain = unicodedata.normalize("NFKC", text).translate(_MINUS).casefold()
        plain = "".join(plain.split()).lstrip("'")
        if plain.startswith("(") and plain.endswith(")"):  # how ledgers write less than 0
            plain = f"-{plain[1:-1]}"
        found = self._form.fullmatch(plain) if len(plain) <= _LONGEST else None
        if found is None:
            return Reason.BAD_NUMBER
        value = Decimal(found["whole"].replace(",", "") + (found["part"] or ""))
        if found["scale"]:
            value = (value * self._scale[found["scale"]]).to_integral_value()
        elif value != value.to_integral_value():
            return Reason.BAD_NUMBER
        if value >= TOO_MUCH:
            return Reason.TOO_MUCH
        return -int(value) if found["sign"] == "-" else int(value)
