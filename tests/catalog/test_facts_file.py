"""The facts file: strict, every fault with its line; the demo's facts never grow old."""

from datetime import date
from pathlib import Path

import pytest

from netdesk.catalog import facts_file
from netdesk.domain.ideas.facts import LocalKind, Power
from netdesk.errors import FactsRefused, NotThere
from tests.grammars import DAY

WHOLE = """
place = "枣庄"
activities = [{name = "检测日", date = "2026-12-05", where = "薛城"}]
local = ["台儿庄古城", "光明大道", "羊肉汤", "滨湖镇", "早市"]
people = [{name = "李师傅", role = "技师", consent = true}]
[[models]]
name = "示例 E5"
power = "纯电"
price = "10.98 万元"
price_source = "价目表 2026-11"
points = ["地板平"]
[[offers]]
gift = "到店礼"
kind = "玻璃水"
spec = "2 升"
count = 30
until = "2026-12-31"
how = "到店领"
value = 0
"""


DATED = 'place = "枣庄"\n[[activities]]\nname = "甲"\nwhere = "店"\n'
PERSON = 'place = "枣庄"\npeople = [{name = "李", role = "技师", '
PAGED = 'place = "枣庄"\n[[models]]\nname = "甲"\n'


def refused(text: str) -> dict[int, str]:
    with pytest.raises(FactsRefused) as caught:
        facts_file.parse(text, today=DAY)
    return {fault.line: fault.text for fault in caught.value.faults}


def test_the_file_of_the_contract_reads_whole():
    facts = facts_file.parse(WHOLE, today=DAY)
    (model,), (offer,) = facts.models, facts.offers
    assert (model.name, model.power, model.points) == ("示例 E5", Power.EV, ("地板平",))
    assert (offer.count, offer.until, offer.value) == (30, date(2026, 12, 31), 0)
    assert facts.people[0].consent


def test_local_words_are_sorted_by_what_they_name():
    kinds = {word.text: word.kind for word in facts_file.parse(WHOLE, today=DAY).local}
    assert kinds["台儿庄古城"] is LocalKind.SIGHT
    assert kinds["光明大道"] is LocalKind.ROAD
    assert kinds["羊肉汤"] is LocalKind.FOOD
    assert kinds["滨湖镇"] is LocalKind.DISTRICT
    assert kinds["早市"] is LocalKind.DISTRICT or kinds["早市"] is LocalKind.OTHER
    assert kinds["薛城"] is LocalKind.DISTRICT


def test_another_city_has_no_districts_of_ours():
    facts = facts_file.parse('place = "徐州"\nlocal = ["云龙湖"]', today=DAY)
    assert [word.text for word in facts.local] == ["云龙湖"]


def test_optional_sections_may_be_missing_but_not_empty():
    assert facts_file.parse('place = "枣庄"', today=DAY).models == ()
    assert "空的列表" in refused('place = "枣庄"\nmodels = []')[2]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('place = "枣庄"\ncolour = 1', 2, "不认识的键 colour"),
        ('place = "枣庄"\n\n[[models]]\nname = "甲"\ncolour = "红"', 5, "不认识的键 models.colour"),
        ("local = [\n  '一',\n  3,\n]\nplace = 'x'", 3, "要写成文字"),
        ('shop = "甲"', 1, "缺少 place"),
        ('place = "枣庄"\n[[models]]\npower = "纯电"', 2, "models 缺少 name"),
        ('place = "枣庄"\n[[models]]\nname = "甲"\nprice = "1 元"', 4, "price_source"),
        (f'{DATED}date = "2026-11-23"', 5, "已经过了"),
        (f'{DATED}date = "2026-02-30"', 5, "真有这一天"),
        (f'{DATED}date = "明天"', 5, "真有这一天"),
        (PERSON + 'consent = "yes"}]', 2, "true 或 false"),
        ('place = "枣庄"\nmodels = "示例"', 2, "要写成列表"),
        ('place = "枣庄"\nmodels = ["示例"]', 2, "要写成一个表"),
        (PAGED + 'manual = [{page = "四十二", about = "胎压"}]', 4, "页码"),
        ('place = "枣庄"\n[[', 2, "没有写完"),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_line(text: str, line: int, said: str):
    found = refused(text)
    assert line in found, found
    assert said in found[line]


@pytest.mark.parametrize("missing", ["kind", "spec", "count", "until", "how", "value"])
def test_a_gift_that_lacks_one_of_the_six_is_refused(missing: str):
    lines = {
        "gift": '"到店礼"', "kind": '"伞"', "spec": '"一把"', "count": "3", "until": '"2026-12-31"',
        "how": '"到店领"', "value": "20",
    }  # fmt: skip
    text = 'place = "枣庄"\n[[offers]]\n' + "\n".join(
        f"{key} = {value}" for key, value in lines.items() if key != missing
    )
    assert len(refused(text)) == 1


def test_a_person_who_has_not_agreed_in_so_many_words_has_not():
    facts = facts_file.parse('place = "枣庄"\npeople = [{name = "李", role = "技师"}]', today=DAY)
    assert not facts.people[0].consent


def test_all_faults_are_said_at_once_in_the_order_of_lines():
    with pytest.raises(FactsRefused) as caught:
        facts_file.parse("colour = 1\nplace = 3\nmodels = []\nlocal = []", today=DAY)
    assert [fault.line for fault in caught.value.faults] == [1, 2, 3, 4]
    assert "第 3 行" in str(caught.value)


def test_an_offer_that_ends_today_is_still_good():
    text = WHOLE.replace("2026-12-31", "2026-11-24")
    assert facts_file.parse(text, today=DAY).offers[0].until == DAY


def test_facts_once_saved_grow_old_without_being_refused():
    old = WHOLE.replace("2026-12-31", "2020-01-01")
    assert facts_file.parse(old).offers[0].until == date(2020, 1, 1)


def test_a_missing_file_and_one_that_is_not_utf8_are_told(tmp_path: Path):
    with pytest.raises(NotThere):
        facts_file.read(tmp_path / "none.toml", today=DAY)
    (tmp_path / "gbk.toml").write_bytes('place = "枣庄"'.encode("gbk"))
    with pytest.raises(FactsRefused, match="UTF-8"):
        facts_file.read(tmp_path / "gbk.toml", today=DAY)


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2031, 7, 1)])
def test_the_demo_facts_are_never_out_of_date(today: date):
    facts = facts_file.demo(today)
    assert facts.models
    assert all(offer.until >= today for offer in facts.offers)
    assert all(activity.day >= today for activity in facts.activities)


def test_texts_that_posts_may_quote_have_their_lines(tmp_path: Path):
    file = tmp_path / "facts.toml"
    file.write_text(WHOLE, encoding="utf-8")
    found = {text: line for line, text in facts_file.texts(file)}
    assert found["地板平"] == 11
    assert found["到店领"] == 18
    assert "2026-12-31" not in found


def test_an_address_may_be_written():
    facts = facts_file.parse('place = "枣庄"\naddress = "薛城区光明大道 1 号"\n')
    assert facts.address == "薛城区光明大道 1 号"
    assert facts_file.parse('place = "枣庄"\n').address == ""
