"""Facts and the day as words: only what is known, and what is over gives none."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk.catalog.almanac import almanac_of
from netdesk.domain.ideas.fact_words import suits, told, words_of
from netdesk.domain.ideas.facts import Colleague, Facts, Model, Power
from netdesk.domain.ideas.grammar import Word, agree
from tests.grammars import DAY, FACTS


def by_type(facts: Facts = FACTS, day: date = DAY) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = {}
    for word in words_of(facts, almanac_of(day)):
        found.setdefault(word.type, []).append(word)
    return found


def test_a_shop_without_facts_has_its_city_and_the_day():
    assert set(by_type(Facts("枣庄"))) == {"city", "shop", "season", "month", "term"}


def test_the_day_is_told_by_season_month_and_solar_term():
    found = by_type()
    (term,) = found["term"]
    assert (found["season"][0].text, found["month"][0].text) == ("冬天", "11 月")
    assert (term.text, term.fields["since"], term.fields["next"], term.fields["in"]) == (
        "小雪",
        "小雪后第 2 天",
        "大雪",
        "还有 13 天",
    )


def test_the_next_festival_is_told_when_it_is_near():
    assert "festival" not in by_type(day=DAY)
    (festival,) = by_type(day=date(2026, 12, 31))["festival"]
    assert (festival.text, festival.fields["in"]) == ("元旦", "明天就到")


def test_a_gift_says_all_six_and_is_gone_when_it_is_over():
    (gift,) = by_type()["gift"]
    assert set(gift.fields) == {"kind", "spec", "count", "until", "how", "value"}
    assert (gift.fields["count"], gift.fields["value"]) == ("50 份", "15 元")
    assert "gift" in by_type(day=date(2026, 12, 20))
    assert "gift" not in by_type(day=date(2026, 12, 21))
    assert "activity" not in by_type(day=date(2026, 12, 6))


def test_a_person_without_consent_is_never_named():
    facts = replace(FACTS, people=(Colleague("孙伟", "经理", consent=False),))
    assert "person" not in by_type(facts)
    assert by_type()["person"][0].fields == {"role": "技师", "pronoun": "他"}


def test_a_price_without_a_source_is_not_said():
    models = {word.text: word for word in by_type()["model"]}
    assert models["示例 E5"].fields["price"] == "10.98 万元起"
    unsourced = replace(FACTS, models=(Model("示例 Z", price="1 元"),))
    assert "price" not in by_type(unsourced)["model"][0].fields


def test_points_and_manual_pages_go_only_with_their_own_car():
    found = by_type()
    models = {word.text: word for word in found["model"]}
    flat = next(word for word in found["point"] if word.text == "后排地板是平的")
    assert agree(flat, models["示例 E5"])
    assert not agree(flat, models["示例 X3"])
    assert agree(found["manual"][0], models["示例 E5"])


def test_facts_behind_an_idea_are_named_once_with_their_source():
    found = by_type()
    model = found["model"][0]
    rule = Word("rule", "开车看视频", source="条例第六十二条")
    assert told([model, found["person"][0], rule, model, found["city"][0]], "手册") == (
        "示例 E5 指导价 10.98 万元起（价目表 2026-11）",
        "技师李师傅（已同意）",
        "条例第六十二条",
        "手册",
    )


@pytest.mark.parametrize(
    ("drives", "fitting"),
    [
        ((Power.FUEL,), "机油 雨刮"),
        ((Power.EV,), "充电枪 雨刮"),
        ((Power.PHEV,), "机油 充电枪 雨刮"),
        ((Power.EV, Power.FUEL), "机油 充电枪 雨刮"),
        ((Power.FUEL, None), "机油 充电枪 雨刮"),
        ((), "机油 充电枪 雨刮"),
    ],
)
def test_a_word_for_cars_the_shop_does_not_have_is_left_out(
    drives: tuple[Power | None, ...], fitting: str
):
    facts = Facts("枣庄", models=tuple(Model(f"示例 {n}", power=d) for n, d in enumerate(drives)))
    told_of = {"机油": {"fuel", "hidden"}, "充电枪": {"ev"}, "雨刮": {"window"}}
    words = [Word("part", text, frozenset(tags)) for text, tags in told_of.items()]
    assert " ".join(word.text for word in words if suits(word, facts)) == fitting
