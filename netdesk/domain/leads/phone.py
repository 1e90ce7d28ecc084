r"""A customer's number in one form, whatever way people and exports write it (RULINGS 1).

Canonical: `13812345678`, `0632-3300000`, `400-123-4567`, `+4915123456789`, and an extension after
one more dash: `17012345678-1234`. Only plain rules for Chinese numbers are here; intake adds what
needs a library.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_MAINLAND = "(?:\\+?(?:00)?86[\\s-]*)?"
_BARE_MOBILE = re.compile("1[3-9][0-9]{9}").fullmatch
_ALONE = "(?<![\\d*.])"  # not the tail of a longer number, nor of a masked one
_ENDS = "(?![\\d*]|\\.\\d)"
_MOBILE = re.compile(
    f"{_ALONE}{_MAINLAND}0?"
    "(1[3-9]\\d[\\s.-]?\\d{4}[\\s.-]?\\d{4}|1[3-9]\\d[\\s.-]?\\d{3}[\\s.-]?\\d{5}"
    f"|1[3-9]\\d\\d[\\s.-]?\\d{{3}}[\\s.-]?\\d{{4}}){_ENDS}"
)
# 010 and 02x have eight digits after them, the other areas seven or eight. The zero is left out
# after +86.
_LANDLINE = re.compile(
    f"{_ALONE}\\(?(?:0|\\+?(?:00)?86[\\s)-]*\\(?0?)(?:(10|2\\d)[\\s)-]*([2-9]\\d{{3}}[\\s-]?\\d{{4}})"
    f"|([3-9]\\d\\d)[\\s)-]*([2-9]\\d{{2,3}}[\\s-]?\\d{{4}})){_ENDS}"
)
# 400 and 800 are lent by a platform or belong to a company: they never say who a person is.
_SHARED = re.compile(
    f"{_ALONE}([48]00)[\\s-]?(\\d)[\\s-]?(\\d\\d)[\\s-]?(\\d)[\\s-]?(\\d{{3}}){_ENDS}"
)
_PRIVACY = re.compile("9501\\d{7,12}")
_ABROAD = re.compile("\\(?(?:\\+|00)(?!\\s*86)")
_FOREIGN = re.compile("\\+(?!86)[1-9][0-9]{6,14}")
_WRITTEN_AS_NUMBER = re.compile("(\\d{7,})\\.0*")
_SCIENTIFIC = re.compile("(\\d)\\.(\\d+)[eE]\\+?(1[0-2])")
# Below eight digits a spreadsheet has rounded what it shows: 1.38123E+10 has lost the number.
_KEPT_DIGITS = 8
_EXTENSION = re.compile(  # \u8f6c, \u5206\u673a: the words for it
    "\\s*(?:(?:\\u8f6c|\\u5206\\u673a\\u53f7?|ext\\.?|[x#])\\s*[:.]?\\s*(\\d{1,6})(?!\\d)"
    "|-(\\d{1,6})\\)?\\s*$|[\\s,;]\\s*(\\d{2,6})\\)?\\s*$)",
    re.IGNORECASE,
)
_MOBILE_DIGITS = 11
_IN_AN_ID = ("_", "@")


class Phone(NamedTuple):
    """One number. A NamedTuple, as LeadDraft is, because a file makes hundreds of thousands."""

    value: str
    virtual: bool = False  # rotating, shared or with an extension: never identifies by itself

    @classmethod
    def parse(cls, text: str) -> "Phone | None":
        """Return the number `text` holds, the first mobile where there are several, or None.

        A masked number (138****5678) and one that a spreadsheet has rounded are none.
        """
        if _BARE_MOBILE(text):
            return tuple.__new__(cls, (text, False))  # half the cost of cls(text)
        return _read(text) if text else None

    @property
    def is_mobile(self) -> bool:
        """Say whether it is a Chinese mobile, with or without an extension."""
        return self.value[0] == "1" and len(self.value.partition("-")[0]) == _MOBILE_DIGITS


def mask(value: str) -> str:
    """Return a number as screen and paper show it: 138****5678, 0632-***0000, +49****6789.

    400 and 800 numbers are public and stay; an extension is starred. Anything else that was kept
    as a number shows its last two characters at most.
    """
    if len(value) == _MOBILE_DIGITS and value[0] == "1":
        return f"{value[:3]}****{value[7:]}"
    base, _, extension = value.partition("-")
    starred = f"-{'*' * len(extension)}" if extension else ""
    if base in ("400", "800"):
        number, _, extension = extension.partition("-")[2].partition("-")
        public = value[: len(value) - len(extension)]
        return public + "*" * len(extension) if number else value
    if len(base) == _MOBILE_DIGITS and base[0] == "1":
        return f"{base[:3]}****{base[7:]}{starred}"
    if base[:1] == "0" and extension:
        number, dash, extension = extension.partition("-")
        return f"{base}-{'*' * (len(number) - 4)}{number[-4:]}{dash}{'*' * len(extension)}"
    if base[:1] == "+":
        return f"{base[:3]}****{base[-4:]}{starred}"
    return f"{'*' * (len(value) - 2)}{value[-2:]}" if len(value) > 6 else "*" * len(value)


def found_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, number) of the mobiles and landlines that stand in running text.

    `text` has full-width forms folded. Numbers inside a longer run of letters or digits are none,
    and neither are 400 numbers, which are a company's.
    """
    for pattern in (_MOBILE, _LANDLINE):
        for found in pattern.finditer(text):
            start, end = found.span()
            before, behind = text[start - 1 : start], text[end : end + 1]
            if (
                before in _IN_AN_ID
                or (behind.isascii() and behind.isalpha())
                or behind in _IN_AN_ID
            ):
                continue
            number = _find(found[0])
            if number is not None:
                yield start, end, number.value


def plain_digits(text: str) -> str:
    """Return `text` with full-width forms folded and invisible characters taken out."""
    if text.isascii():
        return text.strip()
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf").strip()


def _read(text: str) -> Phone | None:
    """Read what the fast path didn't take."""
    whole = _unrounded(plain_digits(text).lstrip("'"))
    return None if whole is None else _find(whole)


def _find(text: str) -> Phone | None:
    """Find a number in folded text; the rules stand in the order of how sure they are."""
    if _ABROAD.match(text):
        return Phone(text) if _FOREIGN.fullmatch(text) else None
    if found := _MOBILE.search(text):
        digits = re.sub("\\D", "", found[1])
        return _with_extension(digits, text[found.end() :])
    if found := _LANDLINE.search(text):
        area, number = found[1] or found[3], found[2] or found[4]
        return _with_extension(f"0{area}-{re.sub('[^0-9]', '', number)}", text[found.end() :])
    if found := _SHARED.search(text):
        prefix, *rest = found.groups()
        digits = "".join(rest)
        phone = _with_extension(f"{prefix}-{digits[:3]}-{digits[3:]}", text[found.end() :])
        return Phone(phone.value, virtual=True)
    return Phone(text, virtual=True) if _PRIVACY.fullmatch(text) else None


def _unrounded(text: str) -> str | None:
    """Return digits for what a spreadsheet wrote as a number; None where it dropped some."""
    if found := _SCIENTIFIC.fullmatch(text):
        digits = found[1] + found[2].rstrip("0")
        if len(digits) < _KEPT_DIGITS or len(found[2]) > int(found[3]):
            return None
        return digits.ljust(int(found[3]) + 1, "0")
    if found := _WRITTEN_AS_NUMBER.fullmatch(text):
        return found[1]
    return text


def _with_extension(number: str, tail: str) -> Phone:
    found = _EXTENSION.match(tail)
    if not found:
        return Phone(number)
    return Phone(f"{number}-{found[1] or found[2] or found[3]}", virtual=True)
