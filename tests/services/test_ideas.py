"""Ideas as a shop asks for them, with the shipped grammar and rules."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from netdesk.catalog import facts_file
from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.rules import Level
from netdesk.domain.ideas.freshness import likeness, opening
from netdesk.domain.ideas.inventing import Wish
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.errors import FactsRefused, UnknownWord
from netdesk.services.desk import Desk
from netdesk.services.ideas import Asked, Ideas, checker

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def ideas() -> Iterator[Ideas]:
    return Ideas(checker(load()))


@pytest.mark.parametrize("technique", list(Technique))
def test_a_hundred_headlines_of_a_technique_are_as_various_as_people_write(
    ideas: Ideas, technique: Technique
):
    wish = Wish(techniques=(technique,))
    facts = facts_file.demo(DAY)
    batch = ideas.invent(facts, today=DAY, count=100, seed=1, wish=wish)
    headlines = [one.headline for one in batch]
    assert len(set(headlines)) == 100
    assert distinct(headlines, 2) >= 0.50
    assert distinct(headlines, 3) >= 0.70
    assert len({opening(one) for one in headlines}) >= 70
    nearest = [
        max(likeness(one, other) for other in headlines if other != one) for one in headlines
    ]
    assert sum(nearest) / 100 <= 0.35
    assert all(one.level is not Level.BLOCK for one in batch)


def distinct(headlines: list[str], n: int) -> float:
    grams = [one[i : i + n] for one in headlines for i in range(len(one) - n + 1)]
    return len(set(grams)) / len(grams)


@pytest.mark.parametrize("technique", list(Technique))
def test_a_technique_has_a_hundred_thousand_derivations_with_the_demo_facts(
    ideas: Ideas, technique: Technique
):
    numbers = ideas.stock(facts_file.demo(DAY), DAY).derivations()
    own = sum(n for id_, n in numbers.items() if id_.startswith(f"{technique}/"))
    assert own >= 100_000


@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 4, 10), date(2026, 7, 20)])
def test_a_shop_without_facts_has_ideas_in_every_season(ideas: Ideas, day: date):
    batch = ideas.invent(facts_file.bare("枣庄"), today=day, count=70)
    assert len(batch) == 70
    assert {one.technique for one in batch} == set(Technique)


def test_every_idea_is_whole(ideas: Ideas):
    for one in ideas.invent(facts_file.demo(DAY), today=DAY, count=200, seed=3):
        texts = (one.headline, one.hook, *one.outline, one.call_to_action, one.picture, one.why)
        assert all(texts), one
        assert len(one.outline) == 3
        assert not set("{}[]<>|…") & set("".join(texts)), one
        assert one.platform.takes(one.headline)
        assert 0 < one.score <= 100
        assert sum(one.score_parts.values()) == one.score


def test_a_place_in_the_whole_text_is_a_place_in_one_of_its_parts(ideas: Ideas):
    (one,) = ideas.invent(facts_file.bare("枣庄"), today=DAY, count=1)
    text, at = one.text(), 0
    for name, part in one.parts():
        assert one.place(text.index(part, at)) == (name, 0)
        at = text.index(part, at) + len(part)
        assert one.place(at) == (name, len(part))


def test_what_is_asked_for_may_be_told_by_code_or_name(desk: Desk):
    asked = Asked(techniques=("contrast", "秘密"), column="用车养护", platform="小红书", count=6)
    found = desk.ideas.asked(asked, now=NOW)
    assert {one.technique for one in found.ideas} == {Technique.CONTRAST, Technique.SECRET}
    assert {one.column for one in found.ideas} == {Column.CARE}
    assert {one.platform.code for one in found.ideas} == {"xiaohongshu"}
    assert found.facts_are_bare


@pytest.mark.parametrize(
    "asked", [Asked(techniques=("夸张",)), Asked(column="天气"), Asked(platform="myspace")]
)
def test_an_unknown_word_is_told_with_those_known(desk: Desk, asked: Asked):
    with pytest.raises(UnknownWord, match="可以是"):
        desk.ideas.asked(asked, now=NOW)


def test_saved_facts_are_the_shops_own(desk: Desk):
    text = 'place = "枣庄"\nshop = "阳光店"\n'
    desk.ideas.save_facts(text, now=NOW)
    assert desk.ideas.facts().shop == "阳光店"
    with pytest.raises(FactsRefused):
        desk.ideas.save_facts(text + "colour = 1", now=NOW)
    assert desk.ideas.facts().shop == "阳光店"


def test_a_banned_word_in_the_facts_is_flagged_where_it_stands(desk: Desk, tmp_path: Path):
    file = tmp_path / "facts.toml"
    text = 'place = "枣庄"\n[[models]]\nname = "示例"\npoints = [\n"后排平",\n"全国销量第一",\n]\n'
    file.write_text(text, encoding="utf-8")
    found = desk.ideas.asked(Asked(facts=file, count=30), now=NOW)
    assert [("第 6 行" in one, "全国销量第一" in one) for one in found.flagged] == [(True, True)]
    assert not any("全国销量第一" in one.text() for one in found.ideas)
