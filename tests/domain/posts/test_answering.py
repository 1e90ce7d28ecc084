"""Answers from the shop's facts: drafted without a number of their own, over when a fact is."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from netdesk.catalog import facts_file
from netdesk.catalog.questions import load
from netdesk.domain.compliance.level import Level
from netdesk.domain.deadlines.hours import DEFAULT_HOURS, Hours, MonthDay, Season, Window
from netdesk.domain.posts import answering
from netdesk.domain.posts.answering import LapseKind
from netdesk.domain.posts.questions import Answer, FactKind, FactUsed, Question
from netdesk.domain.posts.standing_facts import fact_name, known_facts

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
FACTS = facts_file.demo(TODAY)
RES = load()
TOPICS = {topic.code: topic for topic in RES.topics}


def known(facts=FACTS, hours=DEFAULT_HOURS, today=TODAY):
    return known_facts(facts, hours, shop="示例汽车", today=today, says=RES.says)


def question(text: str, topic: str = "") -> Question:
    return Question(1, topic or RES.asking.topic_of(text), text, 1, NOW, NOW)


def drafted(text: str, facts=FACTS, today=TODAY):
    one = question(text)
    return answering.draft(
        one, TOPICS[one.topic], known(facts, today=today), today=today, says=RES.says
    )


def answer(*facts: FactUsed, until: date | None = None) -> Answer:
    return Answer(1, "…", until, facts, Level.OK, "1", NOW)


def used(kind: FactKind, name: str = "") -> FactUsed:
    return next(one.used for one in known() if (one.used.kind, one.used.name) == (kind, name))


def test_the_way_is_answered_with_the_address_and_the_hours():
    draft = drafted("本店在哪里，怎么走？")
    assert draft.text == ("示例汽车在薛城区示例路 1 号（虚构）。\n营业时间：每天 08:30–17:30。")
    assert [fact.kind for fact in draft.facts] == [FactKind.ADDRESS, FactKind.HOURS]
    assert draft.until is None


def test_without_an_address_hours_alone_don_t_say_the_way():
    assert drafted("本店在哪里，怎么走？", replace(FACTS, address="")) is None
    assert drafted("几点开门，几点下班？", replace(FACTS, address="")).text.startswith("营业时间")


def test_offers_are_answered_with_gifts_and_activities_till_the_first_ends_under_the_label():
    draft = drafted("现在有什么优惠？")
    assert draft.text.startswith("广告｜到店礼：玻璃水，2 升一桶，共 50 份，价值 15 元")
    assert "冬季检测日" in draft.text
    ends = [one.until for one in FACTS.offers] + [one.day for one in FACTS.activities]
    assert draft.until == min(ends)


def test_a_price_comes_with_its_source_and_of_the_car_that_is_asked_for():
    draft = drafted("示例 E5落地价是多少？")
    assert draft.text.startswith("示例 E5 指导价 10.98 万元起，来源：演示价目表 2026-11（虚构）。")
    assert [fact.name for fact in draft.facts] == ["示例 E5"]
    assert len(drafted("落地价是多少？").facts) == len(FACTS.models)


def test_another_car_s_price_is_never_told_for_the_one_asked_about():
    assert drafted("秦PLUS落地价是多少？") is None


def test_a_price_without_a_source_is_no_fact():
    bare = replace(FACTS, models=(replace(FACTS.models[0], price_source=""),))
    assert drafted("落地价是多少？", bare) is None


def test_points_and_pages_answer_where_they_speak_of_what_is_asked():
    draft = drafted("示例 DM7后排放得下轮椅吗？")
    assert draft.text == "示例 DM7：后排靠背能调三挡。"
    assert drafted("示例 X3后排放得下轮椅吗？") is None
    assert "后排中间地板是平的" in drafted("后排空间大吗？").text


def test_nothing_is_drafted_where_the_facts_say_nothing():
    for text in ("首付最少多少？", "旧车置换能补多少？", "油漆是自己调的吗？"):
        assert drafted(text) is None


def test_no_number_of_a_draft_is_anybody_s_but_the_facts():
    said = " ".join(
        [*facts_file.sample(TODAY).split(), "08:30 17:30"]
        + [f"{one.until.month} {one.until.day}" for one in FACTS.offers]
        + [f"{one.day.month} {one.day.day}" for one in FACTS.activities]
    )
    numbers = set(re.findall(r"\d+(?:\.\d+)?", said))
    for topic in RES.topics:
        for ask in topic.asks:
            draft = drafted(ask.text.replace("{model}", ""))
            if draft is not None:
                assert set(re.findall(r"\d+(?:\.\d+)?", draft.text)) <= numbers, draft.text


def test_what_has_ended_is_not_drafted():
    later = date(2027, 6, 1)
    assert drafted("现在有什么优惠？", today=later) is None


def test_an_answer_stands_while_its_facts_do():
    kept = answer(used(FactKind.GIFT, "到店礼"), used(FactKind.PRICE, "示例 E5"))
    assert answering.lapses(kept, known(), TODAY) == ()
    assert answering.last_day(kept, known()) == FACTS.offers[0].until


def test_an_answer_is_over_the_day_after_its_last():
    kept = answer(until=TODAY)
    assert answering.lapses(kept, known(), TODAY) == ()
    (lapse,) = answering.lapses(kept, known(), date(2026, 11, 25))
    assert lapse.kind is LapseKind.UNTIL
    assert lapse.sentence() == "有效期到 2026-11-24，已经过了"


def test_an_answer_is_over_when_its_activity_is():
    activity = FACTS.activities[0]
    kept = answer(used(FactKind.ACTIVITY, activity.name))
    assert answering.lapses(kept, known(), activity.day) == ()
    (lapse,) = answering.lapses(kept, known(), date(2027, 1, 1))
    assert lapse.kind is LapseKind.ENDED
    assert lapse.sentence() == f"活动 {activity.name} 到 {activity.day} 为止，已经结束"


def test_an_answer_is_over_when_its_fact_is_gone():
    kept = answer(used(FactKind.GIFT, "试驾礼"))
    fewer = replace(FACTS, offers=FACTS.offers[:1])
    (lapse,) = answering.lapses(kept, known(fewer), TODAY)
    assert lapse.kind is LapseKind.GONE
    assert lapse.sentence() == "本店的事实里已经没有：礼品 试驾礼"


@pytest.mark.parametrize(
    "changed",
    [
        {"price": "9.98 万元起"},
        {"price_source": "价目表 2026-12"},
    ],
)
def test_an_answer_is_over_when_its_price_sheet_changes(changed):
    kept = answer(used(FactKind.PRICE, "示例 E5"))
    first, *rest = FACTS.models
    other = replace(FACTS, models=(replace(first, **changed), *rest))
    (lapse,) = answering.lapses(kept, known(other), TODAY)
    assert lapse.kind is LapseKind.CHANGED
    assert "价格 示例 E5 变了，现在是：" in lapse.sentence()


def test_another_number_of_gifts_is_another_gift():
    kept = answer(used(FactKind.GIFT, "到店礼"))
    fewer = replace(FACTS, offers=(replace(FACTS.offers[0], count=10), *FACTS.offers[1:]))
    assert [one.kind for one in answering.lapses(kept, known(fewer), TODAY)] == [LapseKind.CHANGED]


def test_an_answer_is_over_when_the_hours_change():
    kept = answer(used(FactKind.HOURS))
    other = Hours(weekly=(*DEFAULT_HOURS.weekly[:6], ()))
    (lapse,) = answering.lapses(kept, known(hours=other), TODAY)
    assert lapse.now == "营业时间：周一至周六 08:30–17:30，周日休息。"
    assert lapse.sentence().startswith("营业时间 变了")


def test_the_hours_are_those_of_the_season():
    summer = Season(
        MonthDay(5, 1), MonthDay(9, 30), ((Window(8 * 3600, 12 * 3600), Window(50400, 66600)),) * 7
    )
    hours = replace(DEFAULT_HOURS, seasons=(summer,))
    (line,) = [
        one.line
        for one in known(hours=hours, today=date(2026, 7, 1))
        if one.used.kind is FactKind.HOURS
    ]
    assert line == "营业时间：每天 08:00–12:00、14:00–18:30。"


def test_a_text_stands_on_what_it_names_chosen_or_not():
    text = "示例 E5 现在 10.98万元起，来店有到店礼，12 月有冬季检测日"
    assert [fact_name(one) for one in answering.named_in(text, known())] == [
        "礼品 到店礼",
        "活动 冬季检测日",
        "价格 示例 E5",
    ]
    assert answering.named_in("示例 E5 很好", known()) == ()


def test_the_check_is_told_that_the_shop_speaks_of_gift_and_price():
    facts = (used(FactKind.GIFT, "试驾礼"), used(FactKind.PRICE, "示例 X3"))
    fields = answering.fields_of("来试驾", facts, FACTS)
    assert fields.persona == "shop"
    assert fields.gift["kind"] == "车载垃圾桶"
    assert fields.price == "演示价目表 2026-11（虚构）"
    assert fields.label is False
    assert answering.fields_of("广告｜来试驾", facts, FACTS).label is True
    assert answering.fields_of("地址在这", (), FACTS).label is None
