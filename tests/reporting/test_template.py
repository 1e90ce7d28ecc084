"""Templates: values come out as text, faults with their line."""

from pathlib import Path

import pytest

from netdesk.reporting.template import TemplateError, parse, read


def test_a_value_comes_out_as_the_characters_it_is() -> None:
    filled = parse("<p>$name</p>").fill({"name": """<img src="x"> & 'y' $other"""})
    assert filled == "<p>&lt;img src=&quot;x&quot;&gt; &amp; &#x27;y&#x27; $other</p>"


def test_each_repeats_with_the_outer_names_in_reach() -> None:
    text = "<!--each rows-->$a$shop;<!--end-->"
    assert parse(text).fill({"rows": ({"a": 1}, {"a": 2}), "shop": "x"}) == "1x;2x;"


def test_an_inner_name_hides_the_outer_one_only_inside() -> None:
    text = "$a<!--each rows-->$a<!--end-->$a"
    assert parse(text).fill({"a": "o", "rows": ({"a": "i"},)}) == "oio"


def test_when_and_unless_ask_whether_there_is_anything() -> None:
    template = parse("<!--when x-->yes<!--end--><!--unless x-->no<!--end-->")
    assert template.fill({"x": "a"}) == "yes"
    assert template.fill({"x": ""}) == "no"
    assert template.fill({"x": ()}) == "no"


def test_blocks_may_stand_in_blocks() -> None:
    text = "<!--each a--><!--when t-->$t<!--each b-->($n)<!--end--><!--end--><!--end-->"
    rows = ({"t": "x", "b": ({"n": 1}, {"n": 2})}, {"t": "", "b": ()})
    assert parse(text).fill({"a": rows}) == "x(1)(2)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\nb $nobody", 2),
        ("a\n\n<!--each rows-->\n$a", 3),
        ("a\n<!--end-->", 2),
        ("\n\n\n<!--each shop-->x<!--end-->", 4),
        ("<!--when nobody-->\n<!--end-->", 1),
    ],
)
def test_a_fault_says_its_line(text: str, line: int) -> None:
    with pytest.raises(TemplateError) as fault:
        parse(text).fill({"shop": "x", "rows": ()})
    assert fault.value.line == line
    assert str(fault.value).startswith(f"line {line}: ")


def test_an_included_file_of_the_same_folder_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("p { margin: 0; }\n", encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text("<style>\n<!--include page.css-->\n</style>$a", encoding="utf-8")
    assert read(page).fill({"a": "b"}) == "<style>\np { margin: 0; }\n</style>b"
