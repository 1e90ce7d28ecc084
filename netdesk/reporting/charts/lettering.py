"""The type of the charts: the shipped Noto Sans SC, its widths, and which characters it has."""

from functools import cache

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags

from netdesk.reporting.plain import plain

# Without the shipped type: the system's, as paper/fonts looks for it.
_FAMILIES = frozenset(
    {
        "Microsoft YaHei",
        "PingFang SC",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
    }
)
_POINTS = 0.75  # of a pixel at 96 dpi
MIDDLE = 0.37  # of the size: how far the middle of a line of type is above its baseline


@cache
def font_file() -> str:
    """Return the file that charts are set in: everywhere the same one, so charts look the same.

    A collection (.ttc) of the system opens at its first face, which may be the Japanese one.
    """
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError:
        known = {entry.name: entry.fname for entry in fontManager.ttflist}
        return next((known[name] for name in sorted(_FAMILIES & known.keys())), "")
    return str(sans_path())


@cache
def is_truetype() -> bool:
    """Say whether the outlines are TrueType ones; the shipped type's are not."""
    return not font_file() or font_file().lower().endswith((".ttf", ".ttc"))


@cache
def properties(size: float) -> FontProperties:
    """Return the type at a size in pixels at 96 dpi."""
    points = size * _POINTS
    return (
        FontProperties(fname=font_file(), size=points)
        if font_file()
        else FontProperties(size=points)
    )


def width(text: str, size: float) -> float:
    """Return how many pixels at 96 dpi a line of text takes."""
    return sum(map(_advance, text)) * size


def shown(text: str) -> str:
    """Return `text` as one line of characters that the type has; what it lacks is left out.

    A name may hold a picture sign: no box stands for it.
    """
    line = plain(text)
    return line if all(map(_has, line)) else " ".join("".join(filter(_has, line)).split())


def fitted(text: str, size: float, most: float) -> str:
    """Return the text as it fits into `most` pixels, its end elided; empty where nothing does."""
    if width(text, size) <= most:
        return text
    room = most - width("…", size)
    kept = []
    for character in text:
        room -= _advance(character) * size
        if room < 0:
            break
        kept.append(character)
    short = "".join(kept).rstrip()
    return f"{short}…" if short else ""


def wrapped(text: str, size: float, most: float, *, lines: int) -> list[str]:
    """Return the text in at most so many lines, broken where it may be; the last one elided."""
    found: list[str] = []
    left = text
    while left and len(found) < lines - 1 and width(left, size) > most:
        at = _break_at(left, size, most)
        found.append(left[:at].rstrip())
        left = left[at:].lstrip()
    return [*found, fitted(left, size, most)] if left else found


def _break_at(text: str, size: float, most: float) -> int:
    """Return where the first line ends: after what may end a line, before what may begin one."""
    taken, good = 0.0, 0
    for at, character in enumerate(text):
        taken += _advance(character) * size
        if taken > most:
            return good or max(at, 1)
        following = text[at + 1 : at + 2]
        is_word = character.isascii() and character != " " and following.isascii()
        if not (is_word and following.strip()) and following not in "，。；：、）%）」”":
            good = at + 1
    return len(text)


@cache
def _advance(character: str) -> float:
    """Return the width of a character in parts of the size."""
    if not font_file():
        return 1.0
    font = get_font(font_file())
    glyph = font.load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance) / float(font.units_per_EM)


@cache
def _has(character: str) -> bool:
    return not font_file() or get_font(font_file()).get_char_index(ord(character)) != 0
