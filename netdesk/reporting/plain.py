"""Text from strangers made fit for a line on paper: no control characters, no endless names."""

import unicodedata

_BREAKS = frozenset({"Cc", "Zl", "Zp"})
_UNSEEN = frozenset({"Cf", "Cs"})  # among them the marks that turn a text around


def plain(text: str) -> str:
    """Return `text` as one line of visible characters."""
    kinds = ((character, unicodedata.category(character)) for character in text)
    seen = (
        " " if kind in _BREAKS else character for character, kind in kinds if kind not in _UNSEEN
    )
    return " ".join("".join(seen).split())


def cells(text: str) -> int:
    """Return the width of `text` in half-width cells: a Chinese character is two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, most: int) -> str:
    """Return `text` as one line of at most `most` half-width cells, the end elided."""
    line = plain(text)
    if cells(line) <= most:
        return line
    kept, width = [], 2  # the ellipsis: one full-width character in Chinese type
    for character in line:
        width += cells(character)
        if width > most:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"
