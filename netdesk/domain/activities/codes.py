"""A guest's code: six signs that are not taken for each other, the last one proves the rest.

No 0, 1, I, L or O; 31 signs are left, and 31 is prime, so that every mistyped sign and every two
that were swapped are found out. The first sign is a letter, so that no code is four digits of a
number, and not T, so that none is a post's (TZ12).
"""

import unicodedata

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_FIRST = "ABCDEFGHJKMNPQRSUVWXYZ"
_WEIGHTS = (1, 2, 3, 4, 5)
_BASE = len(SIGNS)
_HOW_MANY = len(_FIRST) * _BASE**4
_STEP, _START = 7_368_787, 3_141_593  # prime to _HOW_MANY: neighbours are far from each other
LENGTH = 6


def code_of(number: int) -> str:
    """Return the code of a running number; different for the first twenty million."""
    rest = (number * _STEP + _START) % _HOW_MANY
    signs = []
    for _place in range(4):
        rest, sign = divmod(rest, _BASE)
        signs.append(SIGNS[sign])
    body = _FIRST[rest] + "".join(signs)
    return body + _proof(body)


def read_code(text: str) -> str | None:
    """Return the code that was typed or scanned, however wide or spaced; None: it is none."""
    folded = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(sign for sign in folded if sign not in " -\t\r\n")
    if len(bare) != LENGTH or bare[0] not in _FIRST or any(sign not in SIGNS for sign in bare):
        return None
    return bare if bare[-1] == _proof(bare[:-1]) else None


def _proof(body: str) -> str:
    pairs = zip(_WEIGHTS, body, strict=True)
    return SIGNS[-sum(weight * SIGNS.index(sign) for weight, sign in pairs) % _BASE]
