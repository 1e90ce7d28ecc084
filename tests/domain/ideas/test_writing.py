"""Writing from a template: alternatives at random, words that agree."""

from random import Random

import pytest

from netdesk.domain.ideas.grammar import Lexicon, Word, agree, passes
from netdesk.domain.ideas.template import Variable, parse
from netdesk.domain.ideas.writing import Pruner, choose, expand, render

WORDS = [
    Word("part", "雨刮胶条", frozenset({"wiper"}), fields={"mw": "根"}),
    Word("part", "前轮", frozenset({"tyre"})),
    Word("fault", "刮不干净", company={"part": frozenset({"wiper"})}),
    Word("fault", "亏气", company={"part": frozenset({"tyre"})}),
]
LEXICON = Lexicon(WORDS)
PART, FAULT = Variable("part"), Variable("fault")


def written(text: str, seed: int) -> str | None:
    rng = Random(seed)
    pieces = expand(parse(text), rng)
    chosen = choose(pieces, LEXICON, rng)
    return None if chosen is None else render(pieces, chosen)


def test_every_text_agrees():
    found = {written("[看|查]{part}{fault}", seed) for seed in range(60)}
    assert found == {"看雨刮胶条刮不干净", "查雨刮胶条刮不干净", "看前轮亏气", "查前轮亏气"}


def test_agreement_holds_whichever_comes_first():
    assert {written("{fault}的{part}", seed) for seed in range(40)} == {
        "刮不干净的雨刮胶条",
        "亏气的前轮",
    }


def test_a_field_asks_for_a_word_that_has_it():
    assert {written("一{part:mw}{part}", seed) for seed in range(20)} == {"一根雨刮胶条"}


def test_what_is_chosen_stays_and_the_rest_agrees_with_it():
    pieces = list(parse("{part}{fault}"))
    chosen = choose(pieces, LEXICON, Random(1), chosen={PART: WORDS[1]})
    assert chosen == {PART: WORDS[1], FAULT: WORDS[3]}


def test_a_line_that_asks_for_another_tag_than_the_chosen_word_has_is_not_written():
    pieces = list(parse("{part.wiper}"))
    assert choose(pieces, LEXICON, Random(1), chosen={PART: WORDS[1]}) is None


def test_words_to_avoid_are_not_taken_and_others_are_preferred():
    pieces = list(parse("{part}"))
    for seed in range(10):
        avoided = choose(pieces, LEXICON, Random(seed), avoid=frozenset({"part:前轮"}))
        preferred = choose(pieces, LEXICON, Random(seed), prefer=frozenset({"part:前轮"}))
        assert avoided is not None
        assert preferred is not None
        assert (avoided[PART].text, preferred[PART].text) == ("雨刮胶条", "前轮")


def test_two_of_a_type_are_different_words():
    assert {written("{part}和{part#2}", seed) for seed in range(30)} == {
        "雨刮胶条和前轮",
        "前轮和雨刮胶条",
    }


def test_a_fault_agrees_with_the_part_of_its_own_number():
    found = {written("{part}{fault}，{part#2}{fault#2}", seed) for seed in range(30)}
    assert found == {"雨刮胶条刮不干净，前轮亏气", "前轮亏气，雨刮胶条刮不干净"}


def test_what_no_word_can_fill_is_pruned_with_the_alternatives_it_stands_in():
    rules = {"none": (parse("{place}"),), "some": (parse("{place}"), parse("{part}"))}
    pruner = Pruner(rules, LEXICON)
    assert pruner.one(parse("去{place}")) is None
    assert pruner.one(parse("<none>")) is None
    assert pruner.one(parse("[去{place}|看{part}]")) == pruner.one(parse("[看{part}]"))
    assert pruner.one(parse("<some>")) == pruner.one(parse("[{part}]"))


@pytest.mark.parametrize(
    ("tags", "passing"),
    [("{w.a.b}", False), ("{w.a|z}", True), ("{w.!a}", False), ("{w.!z.a}", True)],
)
def test_all_groups_must_hold_and_any_tag_of_a_group_is_enough(tags: str, *, passing: bool):
    (slot,) = parse(tags)
    assert passes(Word("w", "词", frozenset({"a", "c"})), slot.tags) is passing


def test_agreement_asks_both_sides():
    one = Word("part", "胎", frozenset({"tyre"}), company={"fault": frozenset({"flat"})})
    assert not agree(one, Word("fault", "亏气", company={"part": frozenset({"tyre"})}))
    assert agree(one, Word("fault", "亏气", frozenset({"flat"})))
