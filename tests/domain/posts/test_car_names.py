"""Cars in a text, however they are spelled, and what is no car."""

import pytest

from netdesk.domain.posts.car_names import CarNames, short

NAMES = CarNames(
    ("秦PLUS DM-i", "海鸥", "汉 DM-i", "示例 E5", "比亚迪 宋Pro", "GLC 260L 2026款 豪华型")
)


def cars(text: str) -> tuple[str, ...]:
    return NAMES.mark(text).cars


@pytest.mark.parametrize(
    ("text", "car"),
    [
        ("秦PLUS DM-i有现车吗", "秦PLUS DM-i"),
        ("秦plusDMi有现车吗", "秦PLUS DM-i"),
        ("秦plus dm i有现车吗", "秦PLUS DM-i"),
        ("秦PLUS有现车吗", "秦PLUS"),
        ("海鸥有现车吗", "海鸥"),
        ("汉DM-i有现车吗", "汉 DM-i"),
        ("示例E5有现车吗", "示例 E5"),
        ("E5有现车吗", "示例 E5"),
        ("宋pro有现车吗", "比亚迪 宋Pro"),
        ("glc有现车吗", "GLC"),
        ("GLC 260L有现车吗", "GLC 260L"),
    ],
)
def test_a_car_is_known_by_as_much_of_its_name_as_is_said(text, car):
    assert cars(text) == (car,)


@pytest.mark.parametrize("text", ["E50有现车吗", "汉先生", "GLCX", "示例有吗", "比亚迪有吗", ""])
def test_what_only_begins_like_one_is_none(text):
    assert cars(text) == ()


def test_signs_stand_for_cars_and_are_put_back_as_the_name_is_written():
    marked = NAMES.mark("秦plus和海鸥哪个好，秦PLUS贵吗")
    assert "秦" not in marked.text
    assert marked.first == "秦PLUS"
    assert marked.back(marked.text) == "秦PLUS和海鸥哪个好，秦PLUS贵吗"
    assert marked.back("贵吗") == "贵吗"


def test_nothing_too_short_or_too_long_is_taken_for_a_name():
    assert CarNames(("汉", "", "长" * 60)).mark("汉长" * 60).cars == ()


def test_a_short_name_leaves_year_and_trim_out():
    assert short("秦PLUS DM-i 2026款 领先型") == "秦PLUS DM-i"
