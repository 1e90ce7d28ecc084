"""A post as each platform takes it."""

from dataclasses import replace

import pytest

from netdesk.catalog import techniques
from netdesk.domain.ideas.facts import Facts, Model
from netdesk.domain.ideas.platform import Platform, Tags
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.copying import MOST_TAGS, copy_of, hashtags_of, tag_line, title_left
from netdesk.domain.posts.post import PostText

PLATFORMS = {one.code: one for one in techniques.platforms()}
POST = PostText(
    platform="douyin",
    column=Column.CARE,
    method=Method.TIP,
    headline="雨刮器刮不干净，先看胶条",
    body="胶条用了一年会硬。\n\n\n  自己换，五分钟。  \n",
    hashtags=("用车知识", "示例 E5", "#枣庄", "用车知识", "！"),
)
TITLE_AND_BODY = "雨刮器刮不干净，先看胶条\n\n胶条用了一年会硬。\n\n自己换，五分钟。"


@pytest.mark.parametrize(
    ("platform", "topics"),
    [
        ("wechat", ""),
        ("forum", ""),
        ("weibo", "#用车知识# #示例E5# #枣庄#"),
        ("douyin", "#用车知识 #示例E5 #枣庄"),
        ("xiaohongshu", "#用车知识 #示例E5 #枣庄"),
        ("toutiao", "#用车知识 #示例E5 #枣庄"),
        ("dongchedi", "#用车知识 #示例E5 #枣庄"),
    ],
)
def test_title_body_and_topics_as_the_platform_writes_them(platform: str, topics: str):
    expected = f"{TITLE_AND_BODY}\n\n{topics}".strip()
    assert copy_of(POST, PLATFORMS[platform]) == expected


def test_there_is_nothing_where_nothing_was_written():
    assert copy_of(replace(POST, body="", hashtags=()), PLATFORMS["weibo"]) == POST.headline
    assert copy_of(replace(POST, headline=" ", body="", hashtags=()), PLATFORMS["weibo"]) == ""


def test_the_label_stays_in_front():
    post = replace(POST, headline="广告｜到店礼：玻璃水")
    assert copy_of(post, PLATFORMS["weibo"]).startswith("广告")


def test_a_reply_is_its_text_alone():
    reply = replace(POST, method=Method.COMMENT, reply_to="有人问雨刮异响", hashtags=())
    assert copy_of(reply, PLATFORMS["forum"]) == "胶条用了一年会硬。\n\n自己换，五分钟。"
    assert copy_of(replace(reply, body=""), PLATFORMS["forum"]) == reply.headline


def test_the_room_left_counts_as_the_platform_does():
    red = PLATFORMS["xiaohongshu"]
    assert title_left(replace(POST, headline="字" * 18 + "E5"), red) == 1
    assert title_left(replace(POST, headline="字" * 22), red) == -2
    assert title_left(replace(POST, headline="字" * 22), PLATFORMS["wechat"]) == 10


def test_topics_suggested_are_the_town_the_cars_spoken_of_and_the_columns():
    facts = Facts("枣庄", models=(Model("示例 E5"), Model("示例 S7")))
    post = replace(POST, body="示例 E5 的雨刮在这里。")
    assert hashtags_of(post, facts, {Column.CARE: ("用车知识", "汽车养护")}) == (
        "枣庄",
        "示例E5",
        "用车知识",
        "汽车养护",
    )


def test_no_more_than_five_topics_are_suggested():
    facts = Facts("枣庄", models=tuple(Model(f"车{n}") for n in range(9)))
    post = replace(POST, body="".join(f"车{n}" for n in range(9)))
    assert len(hashtags_of(post, facts, techniques.column_tags())) == MOST_TAGS


def test_every_column_has_topics_of_its_own():
    tags = techniques.column_tags()
    assert all(tags[column] for column in Column)
    assert len({tags[column] for column in Column}) == len(Column)


def test_topics_that_are_the_same_without_their_signs_come_once():
    plain = Platform("x", "示例", 30, tags=Tags.BEFORE)
    assert tag_line(("枣庄", "#枣庄#", "枣 庄"), plain) == "#枣庄"
