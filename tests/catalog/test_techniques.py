"""The shipped cards, scores, platforms and topics."""

from netdesk import words
from netdesk.catalog import techniques, topics
from netdesk.domain.ideas.technique import Technique


def test_every_technique_has_a_card_with_the_name_the_screen_says():
    cards = techniques.cards()
    assert list(cards) == list(Technique)
    assert all(cards[one].name == words.technique(one) for one in Technique)


def test_the_points_add_up_to_a_hundred():
    assert sum(techniques.scoring().points.values()) == 100


def test_title_limits_are_those_of_the_platforms():
    limits = {one.code: one.limit for one in techniques.platforms()}
    assert limits["xiaohongshu"] == 20
    assert limits["wechat"] == 32
    assert limits["toutiao"] == limits["dongchedi"] == limits["douyin"] == 30


def test_a_topic_finds_the_tags_it_speaks_of():
    assert topics.tags("冬季轮胎") == {"winter", "tyre"}
    assert topics.tags("别的") == frozenset()
