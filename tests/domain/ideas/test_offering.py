"""What can be offered: which techniques have something for a column and a platform."""

from pathlib import Path

from netdesk.catalog.almanac import almanac_of
from netdesk.domain.ideas.fact_words import words_of
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.grammar import Lexicon
from netdesk.domain.ideas.offering import offered, techniques_of
from netdesk.domain.ideas.technique import Column, Technique
from tests.grammars import DAY, FACTS, grammar, production


def techniques(folder: Path, own: str, facts: Facts = FACTS, **asked) -> tuple[Technique, ...]:
    read, almanac = grammar(folder, own), almanac_of(DAY)
    lexicon = Lexicon((*read.words, *words_of(facts, almanac)))
    return techniques_of(offered(read, lexicon, almanac.whens()), **asked)


def test_a_technique_without_a_production_for_the_column_is_left_out(tmp_path: Path):
    own = production('"[看|查|问问]{part}"')
    assert techniques(tmp_path, own) == (Technique.CONTRAST,)
    assert techniques(tmp_path, own, column=Column.CARE) == (Technique.CONTRAST,)
    assert techniques(tmp_path, own, column=Column.FUN) == ()


def test_a_production_kept_to_some_platforms_is_for_those(tmp_path: Path):
    own = production('"[看|查|问问]{part}"', more='platforms = ["weibo"]')
    assert techniques(tmp_path, own, platform="weibo") == (Technique.CONTRAST,)
    assert techniques(tmp_path, own, platform="douyin") == ()


def test_a_technique_whose_facts_are_not_there_is_left_out(tmp_path: Path):
    own = production('"{gift}，[来|快来]拿"')
    assert techniques(tmp_path, own) == (Technique.CONTRAST,)
    assert techniques(tmp_path, own, Facts("枣庄")) == ()
