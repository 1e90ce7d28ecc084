"""Colours out of the themes: readable, told apart without colour, grey where print is."""

import pytest

from netdesk.domain.figures.charts import THEMES
from netdesk.reporting.charts.palette import contrast, lightness, palette

LOOKS = [(theme, grey) for theme in THEMES for grey in (False, True)]


@pytest.mark.parametrize(("theme", "grey"), LOOKS)
@pytest.mark.parametrize("ink", ["text", "muted", "strong_text", "alarm"])
def test_every_ink_keeps_four_and_a_half_to_one(theme, grey, ink):
    look = palette(theme, grey=grey)
    assert contrast(lightness(getattr(look, ink)), lightness(look.ground)) >= 4.5


@pytest.mark.parametrize(("theme", "grey"), LOOKS)
def test_neighbours_in_a_bar_are_told_apart_by_lightness_alone(theme, grey):
    look = palette(theme, grey=grey)
    steps = [lightness(colour) for colour in (*look.greys, look.ground)]
    assert steps == sorted(steps) or steps == sorted(steps, reverse=True)
    assert all(contrast(a, b) > 1.08 for a, b in zip(steps, steps[1:], strict=False))


@pytest.mark.parametrize(("theme", "grey"), LOOKS)
def test_the_strong_colour_stands_off_what_is_context(theme, grey):
    look = palette(theme, grey=grey)
    assert contrast(lightness(look.strong), lightness(look.context)) > 1.5


@pytest.mark.parametrize("theme", THEMES)
def test_grey_print_has_no_hue_and_a_white_ground(theme):
    look = palette(theme, grey=True)
    assert look.ground == "#ffffff"
    for colour in (look.text, look.muted, look.strong, look.alarm, *look.greys, look.shade(0.4)):
        assert colour[1:3] == colour[3:5] == colour[5:7]


@pytest.mark.parametrize(("theme", "grey"), LOOKS)
def test_numbers_are_readable_on_every_shade(theme, grey):
    look = palette(theme, grey=grey)
    for step in range(1, 11):
        fill = look.shade(step / 10)
        assert contrast(lightness(look.on(fill)), lightness(fill)) >= 3.4
