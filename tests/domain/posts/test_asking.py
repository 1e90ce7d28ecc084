"""What is asked, in one wording: found in free messages and notes, bare of people."""

import pytest

from netdesk.catalog.questions import load
from netdesk.domain.posts.asking import Asked
from netdesk.domain.posts.questions import MODEL

ASKING = load().asking
TOPICS = load().topics
CARS = ("秦PLUS DM-i", "海鸥")


def asked(text: str, **more) -> list[str]:
    return [one.text for one in ASKING.in_message(text, models=CARS, **more)]


def noted(text: str, **more) -> list[str]:
    return [one.text for one in ASKING.in_note(text, models=CARS, **more)]


@pytest.mark.parametrize(
    ("question", "messages"),
    [
        ("落地价是多少？", "想问最低落地价 落地价 落地多少钱？ 全款落地要多少万 求落地价"),
        ("有现车吗？", "有没有现车 有现车不 店里现在有现车么？ 你好，请问有现车吗谢谢"),
        ("可以试驾吗？", "能试驾吗 周末能不能试驾啊 可以约试驾吗？ 能试驾不"),
        (
            "本店在哪里，怎么走？",
            "你们店在什么位置，怎么走 地址 发个定位 你们在哪儿？ 怎么去你们店",
        ),
        ("冬天续航会掉多少？", "冬天续航掉得厉害吗 冬天续航怎么样 冬季续航打几折"),
        ("提车要等多久？", "提车要等多久 什么时候能提车 现在订车多久能提"),
        ("首付最少多少？", "首付最低多少钱 最少首付要多少 想了解一下首付"),
        ("旧车置换能补多少？", "旧车置换能补多少 置换补贴多少钱"),
        ("现在什么价？", "报价 多少钱 什么价格 报个底价 贵不贵"),
        ("送充电桩吗？", "送不送充电桩 买车送充电桩吗 充电桩免费送吗"),
        ("几点开门，几点下班？", "想问下班时间 你们几点下班 早上几点开门"),
    ],
)
def test_one_question_has_one_wording(question, messages):
    told = messages.split(" ")
    assert {message: asked(message) for message in told} == dict.fromkeys(told, [question])


def test_a_message_may_ask_several_things():
    assert asked("秦plus有现车吗，什么颜色") == ["秦PLUS有现车吗？", "秦PLUS有什么颜色？"]
    assert asked("贷款怎么做，首付最少多少？活动到哪天结束？") == [
        "贷款怎么办理？",
        "首付最少多少？",
        "活动到哪天结束？",
    ]


def test_the_same_asked_twice_in_a_message_is_one():
    assert asked("有现车吗？有没有现车？") == ["有现车吗？"]


def test_what_no_known_wording_fits_keeps_its_own_words_made_plain():
    assert asked("你好，请问周末想带老人看车，后排放得下轮椅吗？") == ["后排放得下轮椅吗？"]
    assert asked("你们店里的油漆是自己调的么") == ["油漆是自己调的吗？"]


def test_a_clause_that_leans_on_the_one_before_takes_it_along():
    assert asked("家里没有充电桩，适合买插混吗") == ["家里没有充电桩，适合买插混吗？"]
    assert asked("孩子上学接送，适合买插混吗") == ["适合买插混吗？"]


def test_clauses_on_one_topic_in_own_words_are_one_question():
    assert asked("保养要预约吗，保养时能在店里等吗") == ["保养要预约吗，保养时能在本店等吗？"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "别打电话，加微信聊",
        "在两家店问过了，看谁便宜",
        "第一次买车，不太懂，想了解一下",
        "价格合适这周就定",
        "孩子上学接送，要省油的",
        "在吗",
        "在吗？有人吗？",
        "什么时候给我回电话",
        "方便加个微信吗",
        "你是谁？",
        "一个多少钱",
        "好吗",
        "没什么问题",
        "TZ123里说的是哪款车",
        "？？？",
        "吗",
        "1381234",
    ],
)
def test_what_asks_the_shop_nothing_is_no_question(text):
    assert asked(text) == []


def test_whoever_asks_is_left_out():
    assert asked("王女士 13812345678 想问落地价") == ["落地价是多少？"]
    assert asked("我叫王建国想问落地价，电话138-1234-5678") == ["落地价是多少？"]
    assert asked("我是老客户小明，有现车吗", names=("小明",)) == ["有现车吗？"]
    assert asked("找周敏买车能便宜多少", names=("周敏",)) == ["买车能便宜多少？"]


@pytest.mark.parametrize(
    ("note", "questions"),
    [
        ("问了落地价，发了报价单", ["落地价是多少？"]),
        ("关心冬天续航", ["冬天续航会掉多少？"]),
        ("要白色，问现车", ["有现车吗？"]),
        ("客户问什么时候能提车", ["提车要等多久？"]),
        ("主要关心保养费用，问了首付", ["保养一次多少钱？", "首付最少多少？"]),
        ("问了后排放得下轮椅吗", ["后排放得下轮椅吗？"]),
    ],
)
def test_what_a_colleague_notes_as_asked_is_heard(note, questions):
    assert noted(note) == questions


@pytest.mark.parametrize(
    "note",
    [
        "在比价，另外问了两家",
        "问他什么时候来，说周末",
        "什么时候来？",
        "和家人商量，周末回话",
        "问了一下没说什么",
        "多少有点犹豫",
        "加了微信，发了配置表",
        "",
    ],
)
def test_what_a_colleague_asks_or_does_is_not(note):
    assert noted(note) == []


def test_the_car_stands_in_the_wording_that_has_a_place_for_it():
    assert asked("秦plus dmi落地多少钱") == ["秦PLUS DM-i落地价是多少？"]
    assert asked("海鸥保养一次多少钱") == ["海鸥保养一次多少钱？"]
    assert asked("可以试驾海鸥吗") == ["可以试驾吗？"]


def test_a_long_message_is_read_in_time_and_a_long_question_left():
    assert asked("我" * 60 + "能买吗") == []
    assert asked("，".join(["车很好"] * 5000) + "，有现车吗") == []
    assert asked("有现车吗" + "，车很好" * 5000) == ["有现车吗？"]


def test_a_question_by_hand_gets_the_usual_wording_or_keeps_its_own():
    assert ASKING.by_hand("请问有没有现车") == Asked("有现车吗？", "stock")
    assert ASKING.by_hand("请问有没有现车", is_own=True) == Asked("请问有没有现车？", "stock")
    assert ASKING.by_hand("周末有人接待吗？？") == Asked("周末有人接待吗？", "hours")
    assert ASKING.by_hand("") is None
    assert ASKING.by_hand("吗") is None


def test_every_known_wording_is_its_own_and_on_its_own_topic():
    wrong = {}
    for topic in TOPICS:
        for ask in topic.asks:
            for car in ("", "海鸥") if MODEL in ask.text else ("",):
                text = ask.text.replace(MODEL, car)
                found = ASKING.by_hand(text, models=CARS)
                if found != Asked(text, topic.code):
                    wrong[text] = found
    assert wrong == {}


def test_every_noun_asks_its_own_question():
    wrong = {}
    for topic in TOPICS:
        for ask in topic.asks:
            for noun in ask.nouns:
                if asked(f"想问{noun}") != [ask.text.replace(MODEL, "")]:
                    wrong[noun] = (ask.text, asked(f"想问{noun}"))
    assert wrong == {}
