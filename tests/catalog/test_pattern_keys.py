"""The words a pattern can't match without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.catalog.compliance_rules import load
from netdesk.catalog.pattern_keys import keys_of
from netdesk.domain.compliance.rules import Safe
from tests.compliance.judged_sets import judged


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("最佳", {"最佳"}),
        ("(?:ab|cd+)e?", {"ab", "cd"}),
        ("a?bc*", {"b"}),
        ("(?<!x)(?:y)?zz(?=w)", {"zz"}),
        ("[ab]x{2,}", {"x"}),
        ("好评[^,]{0,8}(?:返|送)", {"好评"}),
        (r"1[3-9]\d{9}", {"1"}),
        (r"[3-5]\d", set("345")),
        ("1{", {"1{"}),
        (r"\d+%的?车主", {"车主"}),
        (r"(?P<s>五星|四星)级", {"五星", "四星"}),
        ("a|b?", set()),
        ("", set()),
        (r"\w+", set()),
        ("(?:a|.)", set()),
        ("[^a]", set()),
        (r"(?i:ab)", set()),
        ("(ab", set()),
        (r"x\Zy", set()),
    ],
)
def test_keys_are_read_off_the_pattern_or_left_open(pattern, keys):
    assert keys_of(pattern) == frozenset(keys)


def test_whatever_a_rule_matches_holds_one_of_its_keys():
    rules = load()
    plains = [rules.folding.fold(one.text).text for one in judged("judged")]
    tried = 0
    for things in rules.search.groups:
        for whose, pattern in things:
            whole = pattern.compile().pattern
            keys = keys_of(whole)
            for text in plains if not isinstance(whose, Safe) else ():
                for match in pattern.finditer(text):
                    tried += 1
                    assert not keys or any(key in match.group() for key in keys), whole
    assert tried > 500


def test_every_rule_has_keys_so_that_no_text_is_read_for_each():
    bare = [
        getattr(whose, "name", whose)
        for things in load().search.groups
        for whose, pattern in things
        if not keys_of(pattern.compile().pattern)
    ]
    assert bare == []


def test_a_named_piece_counts_with_the_keys_it_is_known_by():
    known = {"shop": frozenset({"店", "车行"}), "gap": frozenset()}
    assert keys_of("{shop}", known) == known["shop"]
    assert keys_of("{gap}{0,4}{shop}", known) == known["shop"]
    assert keys_of("{shop}{shop}?最", known) in ({"最"}, known["shop"])
    assert keys_of("好{shop}?", known) == {"好"}


@given(st.text("ab(|)?*+[]^\\{}12,:=!<", max_size=12))
def test_any_pattern_is_read_without_a_fault(pattern):
    assert isinstance(keys_of(pattern), frozenset)
