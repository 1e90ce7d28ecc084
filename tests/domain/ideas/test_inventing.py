"""Inventing ideas: the same for the same seed, none without its facts, none blocked, none stale."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from netdesk.catalog import techniques
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.rules import Level, Report
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.freshness import Used, likeness
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.inventing import Wish
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.services.ideas import Ideas
from tests.grammars import DAY, FACTS, WORDS, grammar, production

BARE = Facts("枣庄")
TWO_SIDES = '["{part}{fault}，<ask>", "[{scene}|赶时间]的时候，[先|别忘了]看{part}"]'


def checked(text: str, _fields: Fields) -> Report:
    """Block what speaks of tyres."""
    level = Level.BLOCK if "轮胎" in text else Level.OK
    return Report(level, (), (), "test")


def passed(_text: str, _fields: Fields) -> Report:
    return Report(Level.OK, (), (), "test")


def invented(
    folder: Path,
    own: str,
    *,
    facts: Facts = BARE,
    count: int = 5,
    seed: int = 1,
    wish: Wish | None = None,
    history: Sequence[Used] = (),
    check=passed,
) -> tuple[Idea, ...]:
    ideas = Ideas(check, grammar=grammar(folder, own))
    return ideas.invent(facts, today=DAY, count=count, seed=seed, wish=wish, history=history)


def test_the_same_seed_gives_the_same_ideas_and_a_longer_batch_begins_with_them(tmp_path: Path):
    few = invented(tmp_path, production(TWO_SIDES), count=4, seed=7)
    assert invented(tmp_path, production(TWO_SIDES), count=8, seed=7)[:4] == few
    others = {
        tuple(idea.headline for idea in invented(tmp_path, production(TWO_SIDES), seed=seed))
        for seed in range(5)
    }
    assert len(others) > 1


def test_no_headline_comes_twice_and_none_near_another(tmp_path: Path):
    headlines = [idea.headline for idea in invented(tmp_path, production(TWO_SIDES), count=50)]
    assert 2 < len(headlines) < 50
    for n, one in enumerate(headlines):
        assert all(likeness(one, other) <= 0.5 for other in headlines[:n])


def test_a_production_without_its_facts_is_not_offered(tmp_path: Path):
    own = production('"{model}的{manual}写着{manual:about}"')
    assert invented(tmp_path, own) == ()
    (idea, *_rest) = invented(tmp_path, own, facts=FACTS)
    assert idea.headline == "示例 E5的第 42 页写着胎压标签贴在哪"
    assert idea.facts_used == (
        "示例 E5 指导价 10.98 万元起（价目表 2026-11）",
        "第 42 页：胎压标签贴在哪",
    )


def test_what_a_production_needs_beyond_its_headline_must_be_there(tmp_path: Path):
    own = production('"[看|查|问]{part}"', more='needs = ["gift"]')
    assert invented(tmp_path, own) == ()
    assert invented(tmp_path, own, facts=FACTS)


def test_a_production_of_another_season_is_not_offered(tmp_path: Path):
    assert invented(tmp_path, production('"[看|查|问]{part}"', more='when = ["summer"]')) == ()
    assert invented(tmp_path, production('"[看|查|问]{part}"', more='when = ["winter"]'))


def test_the_rest_speaks_of_the_same_things_as_the_headline(tmp_path: Path):
    own = """
[[production]]
id = "one"
columns = ["care"]
method = "tip"
legal = "plain"
length = [4, 30]
headline = "[看|查|问问|瞧瞧]{part}{fault}没有"
hook = ["{part.wiper}在{part:where}。", "{part}一{part:mw}。", "说说{scene}。"]
outline = [["{part}"], ["{fault}"], ["{part}和{fault}"]]
"""
    for idea in invented(tmp_path, own, count=9):
        part = next(t for t in ("雨刮胶条", "门缝胶条", "前轮轮胎") if t in idea.headline)
        assert part in idea.hook
        assert idea.outline[0] == part
        assert idea.outline[1] in idea.headline
        assert idea.outline[2] == f"{part}和{idea.outline[1]}"
        assert idea.picture == f"{part}的近景"


def test_a_blocked_headline_is_never_offered(tmp_path: Path):
    own = production('"[看|查|问问|瞧瞧|摸摸]{part}"')
    assert any("轮胎" in idea.headline for idea in invented(tmp_path, own, count=9))
    kept = invented(tmp_path, own, count=9, check=checked)
    assert kept
    assert not any("轮胎" in idea.text() for idea in kept)


def test_a_promoting_column_calls_with_a_gift_and_carries_the_label(tmp_path: Path):
    own = production('"[看|查|问]{part}"').replace('["care"]', '["offers"]')
    (idea, *_rest) = invented(tmp_path, own, facts=FACTS)
    assert idea.call_to_action == "到店礼：玻璃水，50 份"
    assert idea.fields.label is True
    assert idea.fields.gift is not None
    assert all(
        idea.fields.gift[part] for part in ("kind", "spec", "count", "period", "how", "value")
    )
    (help_, *_rest) = invented(tmp_path, production('"[看|查|问]{part}"'), facts=FACTS)
    assert help_.call_to_action == "留言写下你的车，示例店回。"
    assert help_.fields.label is None


def test_an_activity_is_called_to_by_what_it_is_and_else_by_a_gift(tmp_path: Path):
    own = production('"[来|去|等]{activity}吗"', id_="about") + production(
        '"[看|查|问]{part}"', id_="not"
    )
    found = invented(
        tmp_path, own.replace('["care"]', '["activity"]'), facts=FACTS, count=2, seed=3
    )
    calls = {idea.production: idea.call_to_action for idea in found}
    assert calls == {
        "contrast/about": "12 月 5 日，检测日",
        "contrast/not": "到店礼：玻璃水，50 份",
    }


def test_a_word_of_another_season_is_not_used(tmp_path: Path):
    found = invented(tmp_path, production('"{sky}[慢点|稳点|别急|小心]开"'), count=4)
    assert found
    assert all(idea.headline.startswith("下雪天") for idea in found)


def two_techniques(folder: Path, *, humour: str = "[修|换|擦]{scene}") -> Ideas:
    """Return ideas in two techniques only."""
    from netdesk.catalog import grammar_files
    from tests.grammars import WORDS

    (folder / "words.toml").write_text(WORDS, encoding="utf-8")
    files = []
    for name, words in (("bold", "[说|讲|谈]{part}"), ("humour", humour)):
        files.append(folder / f"{name}.toml")
        text = f'technique = "{name}"\n' + production(f'"{words}呢"')
        files[-1].write_text(text, encoding="utf-8")
    read = grammar_files.read([folder / "words.toml"], files)
    return Ideas(passed, grammar=read.grammar)


def test_techniques_take_turns(tmp_path: Path):
    ideas = two_techniques(tmp_path).invent(BARE, today=DAY, count=4)
    assert {ideas[0].technique, ideas[1].technique} == {Technique.BOLD, Technique.HUMOUR}
    assert [one.technique for one in ideas[:2]] == [one.technique for one in ideas[2:]]


def test_turns_that_are_given_are_kept_to_as_far_as_they_go(tmp_path: Path):
    given = (Technique.BOLD, Technique.BOLD, Technique.HUMOUR, Technique.BOLD)
    ideas = two_techniques(tmp_path)
    found = ideas.invent(BARE, today=DAY, count=4, wish=Wish(turns=given))
    assert tuple(one.technique for one in found) == given
    more = ideas.invent(BARE, today=DAY, count=6, wish=Wish(turns=given))
    assert more[:4] == found
    assert len(more) == 6


def test_where_a_technique_has_nothing_left_another_takes_its_turn(tmp_path: Path):
    ideas = two_techniques(tmp_path, humour="慢一点[吧|啊]")
    turns = (Technique.HUMOUR,) * 6
    found = ideas.invent(BARE, today=DAY, count=6, wish=Wish(turns=turns))
    assert found[0].technique is Technique.HUMOUR
    assert [one.technique for one in found].count(Technique.BOLD) >= 2
    turns = (Technique.SECRET,) * 4  # not in this grammar at all
    assert len(ideas.invent(BARE, today=DAY, count=4, wish=Wish(turns=turns))) == 4


LONG = "[半夜|清早|周末|雨天]看{part}，看一看再看一看再看一遍"  # 19 characters; the label is 3


def test_a_promoting_title_fits_its_platform_with_its_label(tmp_path: Path):
    own = production(f'"{LONG}"', id_="long") + production('"[送|领|拿]{part}"', id_="short")
    own = own.replace('["care"]', '["offers"]')
    found = invented(tmp_path, own, facts=FACTS, count=9, wish=Wish(platform="xiaohongshu"))
    assert {one.production for one in found} == {"contrast/short"}
    found = invented(tmp_path, own, facts=FACTS, count=9, wish=Wish(platform="douyin"))
    assert "contrast/long" in {one.production for one in found}


def test_a_title_too_long_with_the_label_is_kept_for_columns_that_need_none(tmp_path: Path):
    own = production(f'"{LONG}"').replace('["care"]', '["care", "offers"]')
    wish = Wish(platform="xiaohongshu")
    for seed in range(9):
        found = invented(tmp_path, own, facts=FACTS, count=2, seed=seed, wish=wish)
        assert {one.column for one in found} <= {Column.CARE}


def test_what_was_published_lately_is_left_alone(tmp_path: Path):
    own = production('"[看|查|问问]{part}"', id_="resting") + production(
        '"{scene}，[该不该|要不要]慢一点"', id_="other"
    )
    history = [
        Used("别的标题", DAY - timedelta(days=n), f"contrast/{name}", frozenset(fillers))
        for n, name, fillers in (
            (1, "resting", {"part:雨刮胶条"}),
            (2, "gone", {"scene:早高峰"}),
        )
    ]
    found = invented(tmp_path, own, count=20, history=history)
    assert {idea.production for idea in found} == {"contrast/other"}
    assert not any("早高峰" in idea.headline for idea in found)


def test_a_published_headline_never_comes_again(tmp_path: Path):
    own = production('"{scene}，[该不该|要不要]慢一点"')
    first = invented(tmp_path, own, count=1)[0]
    old = [Used(first.headline, DAY - timedelta(days=900))]
    again = invented(tmp_path, own, count=20, history=old)
    assert first.headline not in {idea.headline for idea in again}


def test_wishes_narrow_what_is_offered(tmp_path: Path):
    own = production('"[看|查|问问]{part}"', id_="a") + production(
        '"{scene}，慢一点，再慢一点，一直慢到家门口[才好|为止]"', id_="b"
    ).replace('["care"]', '["fun", "local"]')
    column = invented(tmp_path, own, wish=Wish(column=Column.LOCAL))
    assert {(idea.production, idea.column) for idea in column} == {("contrast/b", Column.LOCAL)}
    red = invented(tmp_path, own, count=9, wish=Wish(platform="xiaohongshu"))
    assert red
    limit = next(p for p in techniques.platforms() if p.code == "xiaohongshu")
    assert all(limit.takes(idea.headline) and idea.platform == limit for idea in red)
    topic = invented(tmp_path, own, wish=Wish(topic="轮胎"))
    assert topic
    assert all("轮胎" in idea.headline for idea in topic)
    tagged = invented(tmp_path, own, wish=Wish(topic="一家人", topic_tags=frozenset({"family"})))
    assert tagged
    assert all("接孩子放学" in idea.headline for idea in tagged)
    assert invented(tmp_path, own, wish=Wish(techniques=(Technique.BOLD,))) == ()


def test_a_batch_rests_productions_and_fillers_where_it_can(tmp_path: Path):
    own = "".join(
        production(
            f'"{chr(0x7532 + n)}{chr(0x5B50 + n)}[{chr(0x6625 + n)}|{chr(0x8D64 + n)}]号{{scene}}"',
            id_=f"p{n}",
        )
        for n in range(9)
    )
    found = invented(tmp_path, own, count=12)
    ids = [idea.production for idea in found]
    assert all(ids[n] not in ids[max(0, n - 7) : n] for n in range(len(ids)))


def test_a_batch_rests_a_word_for_five_ideas_where_there_are_others(tmp_path: Path):
    shared = WORDS.replace(
        "[words]", "[words]\nown = [" + ", ".join(f'"{c}{c}"' for c in "甲乙丙丁戊己") + "]"
    )
    endings = "春夏秋冬东南西北天地人和"
    own = "".join(production(f'"{c}{c}{c}{{own}}"', id_=f"p{n}") for n, c in enumerate(endings))
    ideas = Ideas(passed, grammar=grammar(tmp_path, own, shared=shared))
    found = [idea.headline[-2:] for idea in ideas.invent(BARE, today=DAY, count=12)]
    assert len(found) == 12
    assert all(found[n] not in found[max(0, n - 5) : n] for n in range(len(found)))


def test_productions_are_used_evenly(tmp_path: Path):
    own = "".join(
        production(
            f'"{c}[{"|".join(f"{c}{d}" for d in "甲乙丙丁戊己庚辛")}]"', id_=f"p{n}"
        ).replace("[4, 30]", "[2, 30]")
        for n, c in enumerate("春夏秋冬东南西北天地人和")
    )
    uses = Counter(idea.production for idea in invented(tmp_path, own, count=78))
    assert sum(uses.values()) == 78
    assert max(uses.values()) - min(uses.values()) <= 2


@pytest.mark.parametrize("count", [1, 3])
def test_no_more_than_asked_for(tmp_path: Path, count: int):
    assert len(invented(tmp_path, production(TWO_SIDES), count=count)) == count
