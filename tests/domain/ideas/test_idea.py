"""What an idea is worth, and where a finding lies in it."""

import re

import pytest

from netdesk.domain.compliance.rules import Level
from netdesk.domain.ideas.grammar import Word
from netdesk.domain.ideas.idea import Scoring, anchors, score_parts
from netdesk.domain.ideas.platform import Platform

POINTS = {"anchors": 25, "length": 15, "asks": 12, "near": 14, "hype": 10, "fresh": 14, "legal": 10}
SCORING = Scoring(POINTS, ("震惊",), re.compile("[？?]|吗$|你|谁"), re.compile("最"))
PLATFORM = Platform("x", "平台", 20)
PART, SCENE, ITEM = Word("part", "雨刮"), Word("scene", "早高峰"), Word("item", "伞")


def parts(
    headline: str, *words: Word, nearest: float = 0.0, level: Level = Level.OK
) -> dict[str, int]:
    return score_parts(headline, words, PLATFORM, SCORING, nearest=nearest, level=level)


def test_one_or_two_concrete_things_are_best():
    things = (PART, SCENE, ITEM)
    points = [parts("标题", *things[:count])["anchors"] for count in range(4)]
    assert points[1] == points[2] == 25
    assert points[0] < points[3] < 25


def test_the_city_a_fault_and_a_saying_are_no_anchors():
    assert anchors([Word("city", "枣庄"), Word("fault", "亏气"), Word("saying", "老话")]) == 0


@pytest.mark.parametrize("headline", ["雨刮该换了吗", "你家车呢", "这是谁的伞", "胎压去哪看？"])
def test_a_question_or_you_asks_the_reader(headline: str):
    assert parts(headline)["asks"] == 12
    assert parts("雨刮该换了")["asks"] < 12


def test_local_and_timely_words_count():
    assert parts("标题", Word("place", "薛城"))["near"] == 14
    assert parts("标题", PART)["near"] < 14


def test_hype_likeness_and_legal_risk_cost_points():
    plain = parts("一句平常的话", PART)
    assert parts("震惊，雨刮断了", PART)["hype"] == 0 < plain["hype"]
    assert parts("标题", nearest=0.5)["fresh"] == 0 < parts("标题", nearest=0.2)["fresh"] < 14
    levels = [parts("标题", level=level)["legal"] for level in Level]
    assert levels == [10, 6, 4, 0]


def test_a_title_over_the_limit_has_no_points_for_length():
    assert parts("字" * 21)["length"] == 0
    assert parts("字" * 12)["length"] == 15 > parts("字" * 4)["length"] > 0


def test_the_whole_is_a_hundred():
    best = parts("你家雨刮在薛城该换一根了", PART, Word("place", "薛城"))
    assert sum(best.values()) == 100
