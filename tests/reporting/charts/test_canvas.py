"""A picture in pixels: its size, its text inside it, its files with their type embedded."""

from io import BytesIO

import pytest
from PIL import Image

from netdesk.reporting.charts.canvas import RIGHT, Box, Canvas
from netdesk.reporting.charts.palette import palette


@pytest.fixture
def canvas():
    made = Canvas(200, 100, palette("light"))
    made.rect(Box(20, 30, 40, 10), "#ff0000")
    made.text(100, 50, "网销台 88%")
    return made


def picture(canvas, dpi=96):
    return Image.open(BytesIO(canvas.png(dpi))).convert("RGB")


def test_a_rectangle_is_where_its_numbers_say(canvas):
    found = picture(canvas)
    assert found.size == (200, 100)
    assert found.getpixel((20, 30)) == (255, 0, 0)
    assert found.getpixel((59, 39)) == (255, 0, 0)
    for outside in ((19, 30), (20, 29), (60, 39), (59, 40)):
        assert found.getpixel(outside) == (255, 255, 255)


def test_a_sharper_screen_gets_more_pixels_of_the_same_picture(canvas):
    found = picture(canvas, dpi=192)
    assert found.size == (400, 200)
    assert found.getpixel((41, 61)) == (255, 0, 0)


def test_text_is_drawn_where_it_was_measured(canvas):
    box, text = canvas.texts[0]
    assert text == "网销台 88%"
    inked = _inked(picture(canvas), 42, 60)
    assert min(inked) >= box.x - 1
    assert max(inked) <= box.right + 1
    assert max(inked) - min(inked) > box.w * 0.9


def _inked(found, top, bottom):
    part = found.crop((80, top, 200, bottom)).convert("L").point(lambda v: 255 * (v < 200))
    left, _top, right, _bottom = part.getbbox()
    return 80 + left, 80 + right


def test_text_stays_inside_the_picture():
    canvas = Canvas(100, 40, palette("light"))
    canvas.text(98, 20, "出界的字")
    canvas.text(3, 20, "出界的字", align=RIGHT)
    for box, _text in canvas.texts:
        assert box.x >= 0
        assert box.right <= 100.001


def test_names_are_text_not_formulas_nor_markup():
    canvas = Canvas(300, 40, palette("light"))
    canvas.text(5, 20, "$x^2$ <b>a</b> \\frac")
    assert canvas.texts[0][1] == "$x^2$ <b>a</b> \\frac"
    canvas.png(96)  # mathtext would fail


def test_a_pdf_embeds_its_type_as_text(canvas):
    content = canvas.file("pdf", 96)
    assert content.startswith(b"%PDF")
    assert b"/ToUnicode" in content
    # Outlines of the shipped type are not TrueType: called so, printers leave them out.
    assert b"/FontFile2" not in content
    assert b"/Type3" in content


def test_an_svg_needs_no_font(canvas):
    content = canvas.file("svg", 96).decode()
    assert "<text" not in content
    assert content.count("<use") >= len("网销台88%")


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_picture_is_the_same_file(canvas, kind):
    assert canvas.file(kind, 96) == canvas.file(kind, 96)


def test_an_empty_rectangle_is_neither_drawn_nor_pointed_at(canvas):
    canvas.region(Box(1, 1, 0, 10), "nothing")
    canvas.region(Box(1, 1, 5, 5), "something")
    assert [region.text for region in canvas.regions] == ["something"]
