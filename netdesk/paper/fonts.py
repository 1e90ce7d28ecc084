"""The Chinese type of window and paper: the system's good one, else the one that is shipped."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

# In the order of preference; each has the simplified forms and a bold or a sound regular.
_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
)
# What puts other glyphs in the place of the plain ones: an own 2 in "Pro 2026", an fi in one piece.
# Such a glyph stands for no character any more: the text of a PDF would lose it.
_REPLACING = ("locl", "liga", "clig", "calt", "ccmp")


@cache
def chinese_family() -> str:
    """Return the family to set everything in. Needs a running QGuiApplication.

    Empty where no Chinese type is found at all: Qt then falls back by itself.
    """
    known = frozenset(QFontDatabase.families())
    for family in _FAMILIES:
        if family in known:
            return family
    return load_fonts()


def paper_font() -> QFont:
    """Return the font for paper, without a size: one plain glyph for each character."""
    font = QFont(chinese_family())
    for feature in _REPLACING:
        font.setFeature(QFont.Tag(feature), 0)
    return font


@cache
def load_fonts() -> str:
    """Load the shipped type (Noto Sans SC, OFL; 6 ms) and return its family, empty if missing."""
    from pylopdf_fonts_zh_cn import sans_path

    number = QFontDatabase.addApplicationFont(str(sans_path()))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


@cache
def has_bold(family: str) -> bool:
    """Say whether `family` brings a bold of its own, or Qt must thicken its regular."""
    return any(QFontDatabase.bold(family, style) for style in QFontDatabase.styles(family))
