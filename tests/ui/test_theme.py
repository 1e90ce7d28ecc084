"""The look: contrast by computation, the same names in both themes, following the system."""

import pytest
from PySide6.QtGui import QFontMetrics, QPalette

from netdesk.paper.fonts import chinese_family
from netdesk.ui.theme import (
    BODY,
    DARK,
    DISPLAY,
    LARGE,
    LIGHT,
    SMALL,
    SYSTEM,
    TITLE,
    Theme,
    Tokens,
    colours,
    style_sheet,
)

LEVELS = ("calm", "soon", "urgent", "overdue")
# Every ink with every ground it is drawn on.
PAIRS = [
    *(("text", ground) for ground in ("page", "surface", "field", "hover", "accent_soft")),
    *(("muted", ground) for ground in ("page", "surface", "field", "hover", "accent_soft")),
    *(("accent_text", ground) for ground in ("page", "surface", "hover", "accent_soft")),
    *(("danger_text", ground) for ground in ("page", "surface", "accent_soft")),
    *(("good_text", ground) for ground in ("page", "surface")),
    *((f"{level}_text", f"{level}_{part}") for level in LEVELS for part in ("fill", "bar")),
    *((f"{level}_text", "surface") for level in LEVELS),
    ("overdue_text", "danger_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_strong", "strong"),
]


def light_of(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, bright = sorted((light_of(one), light_of(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("name", [LIGHT, DARK])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_ink_keeps_four_and_a_half_to_one_on_its_ground(name, ink, ground):
    look = colours(name)
    assert contrast(look[ink], look[ground]) >= 4.5


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_both_themes_have_every_colour_and_no_other(name):
    assert set(colours(name)) == set(Tokens.__annotations__)


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_the_style_sheet_has_no_open_places(name):
    assert "$" not in style_sheet(name)


def test_the_palette_of_qt_follows_the_theme(qapp, theme):
    for name in (DARK, LIGHT):
        theme.choose(name)
        assert qapp.palette().color(QPalette.ColorRole.Base) == theme.tokens.surface
        assert qapp.palette().color(QPalette.ColorRole.PlaceholderText) == theme.tokens.muted


def test_the_system_decides_unless_a_person_did(qapp, monkeypatch):
    theme = Theme(qapp, family=chinese_family(), choice=SYSTEM)
    assert theme.tokens.surface.name() in (colours(LIGHT)["surface"], colours(DARK)["surface"])
    changed = []
    theme.changed.connect(lambda: changed.append(theme.tokens.surface.name()))
    theme.choose(DARK)
    theme.choose(DARK)
    assert changed == [colours(DARK)["surface"]]
    theme.choose(LIGHT)


@pytest.mark.parametrize("size", [SMALL, BODY, LARGE, TITLE, DISPLAY])
@pytest.mark.parametrize("bold", [False, True])
def test_all_digits_and_the_minus_are_of_one_width(theme, size, bold):
    metrics = QFontMetrics(theme.font(size, bold=bold))
    assert len({metrics.horizontalAdvance(sign) for sign in "0123456789−"}) == 1
