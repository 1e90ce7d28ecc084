"""The invented dealership's words: the shipped file is good, and a fault is told with its line."""

from datetime import date

import pytest

from netdesk.catalog import facts_file
from netdesk.catalog.demo_data import load
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.leads.phone import Phone
from netdesk.domain.person import Role
from netdesk.errors import ResourceFault
from netdesk.resources import resource


@pytest.fixture
def shipped():
    return resource("demo.toml").read_text(encoding="utf-8")


@pytest.fixture
def refused(tmp_path, shipped):
    """Load the shipped file with a text in it changed; return the fault."""

    def change(old, new):
        assert shipped.count(old) >= 1, old
        path = tmp_path / "demo.toml"
        path.write_text(shipped.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ResourceFault) as told:
            load(path)
        return told.value.facts

    return change


def test_the_shipped_file_has_a_shop_with_everyone_in_it():
    invented = load()
    assert invented.shop.name == "枣庄示例汽车"
    assert {person.role for person in invented.crew} == set(Role)
    assert len(invented.hours) == 24


def test_most_touches_come_by_the_verticals():
    channels = load().channels
    codes = [channel.code for channel in channels.things]
    assert codes[:3] == ["autohome", "dongchedi", "yiche"]
    assert {"hotline", "wechat", "forum_zaozhuang", "douyin"} <= set(codes)


def test_its_numbers_are_such_as_customers_have():
    numbers = load().numbers
    for prefix in numbers.mobile:
        assert Phone.parse(f"{prefix}12345678") == Phone(f"{prefix}12345678")
    virtual = f"{numbers.virtual}12345678-1234"
    assert Phone.parse(virtual) == Phone(virtual, virtual=True)
    landline = f"{numbers.area}-3312345"
    assert Phone.parse(landline) == Phone(landline)


def test_its_cars_and_what_they_cost_are_those_of_the_invented_facts():
    invented = load()
    facts = facts_file.demo(date(2026, 11, 24))
    told = {one.name: one.price for one in facts.models}
    assert {name: f"{yuan / 10_000:.2f} 万元起" for name, yuan in invented.prices.items()} == told
    assert set(invented.models.things) == set(told)


def test_notes_are_given_by_outcome():
    assert Outcome.CONNECTED in load().notes


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('role = "manager"', 'role = "boss"', "role"),
        ('role = "manager"', 'role = "inviter"', "manager"),
        ('name = "李静"', 'name = "周敏"', "周敏"),
        ('code = "yiche"', 'code = "yichee"', "yichee"),
        ("weight = 13", "weight = 0", "weight"),
        ("weight = 13", 'weight = "13"', "weight"),
        ("virtual = 0.12", "virtual = 1.2", "virtual"),
        ('outside = "YC"', "outside = 3", "outside"),
        ('"示例 X3" = 24', '"示例 X3" = -6', "示例 X3"),
        ('"示例 X3" = 87900', "", "示例 X3"),
        ('"示例 X3" = 87900', '"示例 X3" = 0', "示例 X3"),
        ('"示例 M9" = 199800', '"示例 M9" = 199800\n"示例 M8" = 1', "示例 M8"),
        ("0.95, 0.9, 0.92,", "0.95, 0.9,", "weekdays"),
        ("share = 0.52", "share = true", "share"),
        ("share = 0.52", "shares = 0.52", "shares"),
        ("title", "titel", "titel"),
        ("[numbers]", "[number]", "number"),
        ('place = "枣庄"', 'place = ""', "place"),
        ("connected = [", "conected = [", "conected"),
        ('"响铃无人接"', "7", "0"),
        ("看了你们帖子 {code} 来的", "看了你们帖子来的", "{code}"),
        ('platform = "forum"', 'platform = "forumm"', "forumm"),
        ("draft_body", "draft_text", "draft_text"),
    ],
)
def test_a_fault_is_named(refused, old, new, word):
    assert word in refused(old, new)["fault"]


def test_a_fault_is_told_with_its_line(refused, shipped):
    facts = refused("weight = 13", "weight = 0")
    assert shipped.splitlines()[facts["line"] - 1] == "weight = 13"
    assert facts["file"] == "demo.toml"


def test_a_missing_table_is_told_at_the_start_of_what_should_hold_it(refused):
    facts = refused("[page]\nnotes", "[notes2]\nnotes")
    assert "notes2" in facts["fault"]


def test_what_is_no_toml_is_told_with_its_line(refused, shipped):
    facts = refused('place = "枣庄"', "place = 枣庄")
    assert shipped.splitlines()[int(facts["line"]) - 1] == 'place = "枣庄"'
