"""Templates: what they say, and what is wrong in those that say nothing."""

import pytest

from netdesk.domain.ideas.template import (
    BadTemplate,
    Call,
    Choice,
    Slot,
    Variable,
    parse,
    slot_types,
)


def test_a_slot_names_its_type_number_tags_and_field():
    (slot,) = parse("{part#2.door|window.!ev:where}")
    tags = frozenset({frozenset({"door", "window"}), frozenset({"!ev"})})
    assert slot == Slot(Variable("part", 2), tags, "where")


def test_text_rules_and_choices_keep_their_order():
    assert parse("先<ask>，[换|别[急|忙]]") == (
        "先",
        Call("ask"),
        "，",
        Choice((("换",), ("别", Choice((("急",), ("忙",)))))),
    )


def test_an_alternative_may_be_empty():
    assert parse("看[了|]") == ("看", Choice((("了",), ())))


def test_a_sign_after_a_backslash_is_itself():
    assert parse(r"\[a\|b\] \{c\} \<d\> \\") == (r"[a|b] {c} <d> " + "\\",)


def test_the_bar_of_a_slot_is_no_bar_of_the_choice_around_it():
    (choice,) = parse("[{part.door|window}|门]")
    assert [len(alternative) for alternative in choice.alternatives] == [1, 1]


def test_types_are_found_inside_choices_too():
    assert slot_types(parse("{part}[{scene}|<ask>]")) == {"part", "scene"}


@pytest.mark.parametrize(
    "text", ["{part", "{part]", "<ask", "[a|b", "a]", "a|b", "a}", "{Part}", "{part#0}", "<Ask>",
             "{}", "<>", "a\\", "a\\b", "{part.}", "{part:}"]
)  # fmt: skip
def test_what_is_not_closed_or_not_a_name_is_told(text: str):
    with pytest.raises(BadTemplate):
        parse(text)
