"""What the shop sets for its posts, and the platforms' title limits."""

from dataclasses import replace

import pytest

from netdesk.domain.ideas.platform import Counting
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import PostText
from netdesk.errors import BadPostSetting, UnknownWord
from netdesk.services import platforms, post_settings
from netdesk.services.changes import Changes
from netdesk.services.ideas import Asked
from netdesk.services.post_settings import PostSettings
from tests.conftest import NINE


def test_everything_has_a_default(desk):
    kept = post_settings.read(desk.settings)
    assert kept == PostSettings()
    assert kept.target == 0.3
    assert {column for column, n in kept.quotas.items() if n} == set(Column)
    assert sum(kept.quotas.values()) <= 7 * len(kept.slots)
    promoting = sum(n for column, n in kept.quotas.items() if column.promotes)
    assert promoting / sum(kept.quotas.values()) <= kept.target
    assert {platforms.platform(code, desk.settings) for code in kept.platforms}


def test_what_is_saved_is_read_again_from_the_disk(desk):
    value = PostSettings(
        target=0.2,
        quotas={Column.CARE: 3, Column.OFFERS: 1},
        slots=("19：30", "7:5", "19:30"),
        platforms=("weibo", "douyin", "weibo"),
        remind_before_min=15,
    )
    assert post_settings.write(desk.settings, value) == Changes(posts=True)
    desk.settings.reload()
    kept = post_settings.read(desk.settings)
    assert (kept.target, kept.remind_before_min) == (0.2, 15)
    assert kept.slots == ("07:05", "19:30")
    assert [f"{at:%H:%M}" for at in kept.times] == ["07:05", "19:30"]
    assert kept.platforms == ("weibo", "douyin")
    assert {column: n for column, n in kept.quotas.items() if n} == value.quotas


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": 1.01},
        {"target": -0.1},
        {"target": float("nan")},
        {"slots": ()},
        {"slots": ("25:00",)},
        {"slots": ("noon",)},
        {"slots": tuple(f"{hour}:00" for hour in range(7))},
        {"quotas": {Column.CARE: -1}},
        {"quotas": {Column.CARE: 43}},
        {"platforms": ()},
        {"platforms": ("myspace",)},
        {"remind_before_min": -1},
        {"remind_before_min": 1441},
    ],
)
def test_what_can_not_be_lived_by_is_refused_and_the_old_kept(desk, wrong):
    with pytest.raises(BadPostSetting, match="没有保存"):
        post_settings.write(desk.settings, replace(PostSettings(), **wrong))
    assert post_settings.read(desk.settings) == PostSettings()


def test_a_title_limit_changed_is_kept_to_by_ideas_and_by_posts(desk):
    shipped = platforms.known(desk.settings)
    shorter = [replace(one, limit=12) if one.code == "weibo" else one for one in shipped]
    assert platforms.save(desk.settings, shorter) == Changes(posts=True)
    desk.settings.reload()
    assert platforms.platform("weibo", desk.settings).limit == 12
    found = desk.ideas.asked(Asked(platform="weibo", count=20), now=NINE)
    assert found.ideas
    assert all(len(one.headline) <= 12 for one in found.ideas)
    platforms.save(desk.settings, platforms.known(None))
    assert platforms.known(desk.settings) == shipped


def test_a_way_of_counting_is_kept_too(desk):
    known = platforms.known(desk.settings)
    platforms.save(
        desk.settings,
        [replace(one, counting=Counting.HALVES) for one in known if one.code == "douyin"],
    )
    assert platforms.platform("douyin", desk.settings).length("E5") == 1
    assert platforms.platform("weibo", desk.settings).length("E5") == 2


@pytest.mark.parametrize("limit", [0, 501])
def test_a_limit_of_nothing_or_beyond_all_sense_is_refused(desk, limit):
    (first, *_rest) = platforms.known(desk.settings)
    with pytest.raises(BadPostSetting, match=first.name):
        platforms.save(desk.settings, [replace(first, limit=limit)])


def test_an_unknown_platform_is_told_with_those_there_are(desk):
    with pytest.raises(UnknownWord, match="小红书"):
        platforms.platform("myspace", desk.settings)


def test_every_platforms_channel_is_one_the_store_begins_with(desk):
    codes = {channel.code for channel in desk.settings.channels()}
    assert {one.channel for one in platforms.known(None)} <= codes


def test_a_post_is_copied_as_its_own_platform_takes_it(desk):
    post = PostText("weibo", Column.CARE, Method.TIP, "看胶条", "会硬。", hashtags=("枣庄",))
    assert platforms.copy_of(post, desk.settings) == "看胶条\n\n会硬。\n\n#枣庄#"
    assert platforms.hashtags_of(post, desk.ideas.facts())[0] == desk.ideas.facts().place
