"""Takes out of a stranger's text what tells who he is (PII): what is kept of it says no more.

Numbers go by their count of digits, however they are written, so that no phone is left. Names,
plates, ids and addresses go by the patterns of resources/questions.toml.
"""

import re
import unicodedata
from collections.abc import Iterable, Set

GAP = "\ue000"  # stands where something was taken out: a text is parted there
_LEAST = 7  # digits of a number that tells a person; a landline has as many
_LEAST_PARTED = 10  # of one that is parted by the marks that also part a sentence
_DROPPED = frozenset({"Cf", "Cs", "Co", "Cn", "Mn", "Me"})
_TURNED = frozenset({"Cc", "So", "Sk", "Zl", "Zp"})  # signs that part: emoji, tabs
_LATIN = re.compile("[A-Za-z0-9]")
_TOKEN = re.compile(r"[A-Za-z0-9][-_A-Za-z0-9]{3,}")
_PART = re.compile(r"[-\d]+")
_LONG, _DIGITS = 6, 3  # a Latin word this long, or with as many digits, may be an id
_SHORTEST = 2  # a name of one sign is a word as well


class Personal:
    """Knows what tells a person."""

    def __init__(
        self,
        *,
        numbers: Iterable[re.Pattern[str]],
        people: Iterable[re.Pattern[str]],
        fine: Iterable[re.Pattern[str]],
        numerals: str,
        known: Set[str],
    ) -> None:
        """`numbers` fit where there is a Latin letter or a digit, `people` anywhere; `fine` are
        numbers that are no person's: years, prices; `numerals` other signs people write digits
        with; `known` Latin words that are no ids.
        """
        digit = f"[0-9{numerals}]"
        soft = r"(?:(?![,。;!?、/\n:])[^\w\ue000]|_){0,3}"
        any_mark = r"(?:[^\w\ue000]|_){0,3}"
        self._with_numbers, self._people = tuple(numbers), tuple(people)
        self._fine = tuple(fine)
        self._known = known
        self._digits = re.compile(digit)
        self._numbers = (
            re.compile(f"{digit}(?:{soft}{digit}){{{_LEAST - 1},}}"),
            re.compile(f"{digit}(?:{any_mark}{digit}){{{_LEAST_PARTED - 1},}}"),
        )

    def strip(self, text: str, names: Iterable[str] = (), known: Set[str] = frozenset()) -> str:
        """Return a folded text with a GAP where a person was told; nothing is left of a number.

        `names` are those of people known here, `known` further Latin words, as of car models.
        """
        if has_latin := _LATIN.search(text) is not None:
            for pattern in self._with_numbers:
                text = pattern.sub(GAP, text)
        for pattern in self._people:
            text = pattern.sub(GAP, text)
        for name in names:
            if len(name) >= _SHORTEST:
                text = text.replace(folded(name), GAP)
        text = self._without_numbers(text)
        return self._without_ids(text, known) if has_latin else text

    def tells(self, text: str, known: Set[str] = frozenset()) -> bool:
        """Say whether a text tells a person."""
        return GAP in self.strip(folded(text), known=known)

    def _without_numbers(self, text: str) -> str:
        if len(self._digits.findall(text)) < _LEAST:
            return text
        kept: list[str] = []

        def hide(found: re.Match[str]) -> str:
            kept.append(found[0])
            return chr(0xE100 + len(kept))

        for pattern in self._fine:
            text = pattern.sub(hide, text)
        for pattern in self._numbers:
            text = pattern.sub(GAP, text)
        for number, given in enumerate(kept, 1):
            text = text.replace(chr(0xE100 + number), given)
        return text

    def _without_ids(self, text: str, known: Set[str]) -> str:
        def take(found: re.Match[str]) -> str:
            return GAP if self._may_be_an_id(found[0].lower(), known) else found[0]

        return _TOKEN.sub(take, text)

    def _may_be_an_id(self, token: str, known: Set[str]) -> bool:
        if token in self._known or token in known or not any(sign.isalpha() for sign in token):
            return False
        if "_" in token:
            return True
        if len(token) >= _LONG and sum(sign.isdigit() for sign in token) >= _DIGITS:
            return True
        parts = _PART.split(token)
        return any(
            len(part) >= _LONG and part not in self._known and part not in known for part in parts
        )


class _Signs(dict[int, str]):
    """What each sign is read as; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = "".join(map(_plain_sign, unicodedata.normalize("NFKC", chr(code))))
        self[code] = found
        return found


def _plain_sign(sign: str) -> str:
    digit, kind = unicodedata.digit(sign, None), unicodedata.category(sign)
    if digit is not None:
        return str(digit)
    if kind in _TURNED:
        return "\n" if sign == "\n" else " "
    return "" if kind in _DROPPED else sign


_signs = _Signs()


def folded(text: str) -> str:
    """Return text with full-width and dressed signs as plain ones, every digit as 0-9."""
    return text.translate(_signs)
