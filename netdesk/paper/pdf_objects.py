"""A finished PDF as Qt writes it: where its objects stand, and changes to its bytes.

Qt writes a classic cross-reference table and one revision. Anything else is left alone: `objects`
is empty then, and `edited` returns the file as it was.
"""

import re
from bisect import bisect
from itertools import accumulate

Edit = tuple[int, int, bytes]  # from, to, and what stands there afterwards
Span = tuple[int, int]

_XREF = re.compile(rb"xref\n0 (\d+)\n")
_START = re.compile(rb"startxref\n(\d+)")
_ENTRY, _DIGITS = 20, 10  # bytes of one line of the table, and of the offset in it


def objects(pdf: bytes) -> dict[int, Span]:
    """Return where each object stands, by its number."""
    offsets = enumerate(_table(pdf).values())
    starts = sorted((offset, number) for number, offset in offsets if offset)
    ends = [*(offset for offset, _number in starts), len(pdf)]
    return {number: (start, ends[at + 1]) for at, (start, number) in enumerate(starts)}


def edited(pdf: bytes, edits: list[Edit]) -> bytes:
    """Return `pdf` with the edits made, and its cross-reference table moved along."""
    table, start = _table(pdf), _start(pdf)
    if not table or start is None:
        return pdf
    edits = sorted(edits)
    places = [edit[0] for edit in edits]
    moves = [0, *accumulate(len(new) - (to - at) for at, to, new in edits)]

    def moved(offset: int) -> int:
        return offset + moves[bisect(places, offset)]

    edits += [
        (at, at + _DIGITS, b"%010d" % moved(offset)) for at, offset in table.items() if offset
    ]
    edits.append((start.start(1), start.end(1), b"%d" % moved(int(start[1]))))
    pieces, last = [], 0
    for at, to, new in sorted(edits):
        pieces += [pdf[last:at], new]
        last = to
    return b"".join([*pieces, pdf[last:]])


def _start(pdf: bytes) -> re.Match[bytes] | None:
    return _START.search(pdf, max(0, len(pdf) - 64))


def _table(pdf: bytes) -> dict[int, int]:
    """Return where each number of the cross-reference table stands, and the offset it gives."""
    start = _start(pdf)
    head = _XREF.match(pdf, int(start[1])) if start else None
    if head is None:
        return {}
    lines = range(head.end(), head.end() + int(head[1]) * _ENTRY, _ENTRY)
    return {at: int(pdf[at : at + _DIGITS]) for at in lines}
