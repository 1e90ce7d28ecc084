"""An idea's post: where its label stands, and what the check is told."""

from dataclasses import replace

import pytest

from netdesk.domain.compliance.fields import Fields
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column, LegalClass, Method, Technique
from netdesk.domain.posts import writing
from netdesk.domain.posts.post import PostText

IDEA = Idea(
    technique=Technique.SECRET,
    column=Column.CARE,
    platform=Platform("douyin", "抖音", 30),
    method=Method.TIP,
    legal=LegalClass.PLAIN,
    production="secret/wiper",
    headline="雨刮器刮不干净，先看胶条",
    hook="胶条用了一年会硬。",
    outline=("拆", "换", "试"),
    call_to_action="路过就进来坐坐。",
    picture="",
    why="",
    facts_used=("手册",),
    fillers=frozenset({"part:雨刮器"}),
    fields=Fields(persona="shop", platform="douyin"),
)
OFFER = replace(IDEA, column=Column.OFFERS, fields=replace(IDEA.fields, label=True))
LABELLED = (
    "广告｜到店礼",
    "广告：到店礼",
    "【广告】到店礼",
    "[广告] 到店礼",
    "广告 | 到店礼",
    " 广告-到店礼",
)
UNLABELLED = ("到店礼", "广告里没说的三件事", "小广告", "看广告｜到店礼")


def test_an_ideas_post_is_its_text_the_label_first_where_it_promotes():
    assert writing.content_of(IDEA).text() == IDEA.text()
    offer = writing.content_of(OFFER)
    assert offer.headline == "广告｜雨刮器刮不干净，先看胶条"
    assert offer.fields.label is True


def test_an_edited_text_is_parted_at_its_first_line():
    content = writing.content_of(IDEA, "\n 新标题 \n\n正文一\n正文二\n")
    assert (content.headline, content.body) == ("新标题", "正文一\n正文二")
    assert (content.production, content.facts_used) == ("secret/wiper", ("手册",))
    assert writing.content_of(IDEA, "只有一行").body == ""
    assert writing.content_of(IDEA, "").text() == ""


@pytest.mark.parametrize(
    ("method", "column", "own"),
    [
        (Method.COMMENT, Column.FUN, Method.TIP),
        (Method.COMMENT, Column.OFFERS, Method.ANNOUNCEMENT),
        (Method.ANNOUNCEMENT, Column.OWNERS, Method.ANNOUNCEMENT),
        (Method.TIP, Column.OFFERS, Method.TIP),
    ],
)
def test_a_post_of_an_idea_is_no_reply_before_it_says_to_what(method, column, own):
    assert writing.content_of(replace(IDEA, method=method, column=column)).method is own


def test_a_label_that_was_taken_out_is_missed_and_one_that_was_written_counts():
    assert writing.content_of(OFFER, "到店礼\n正文").fields.label is False
    assert writing.content_of(IDEA, "广告｜到店礼\n正文").fields.label is True
    assert writing.content_of(IDEA, "到店礼\n正文").fields.label is None


def test_a_promoting_column_needs_the_label_whoever_wrote_the_post():
    content = PostText("douyin", Column.OFFERS, Method.ANNOUNCEMENT, "到店礼", "正文")
    assert writing.fields_of(content).label is False
    assert writing.fields_of(replace(content, column=Column.CARE)).label is None
    assert writing.fields_of(replace(content, headline="广告｜到店礼")).label is True


def test_the_check_is_told_the_platform_the_post_goes_to():
    content = PostText("douyin", Column.CARE, Method.TIP, "标题", "正文")
    assert writing.fields_of(content).platform == "douyin"


@pytest.mark.parametrize("headline", LABELLED)
def test_a_headline_is_bare_without_its_label(headline):
    assert writing.is_labelled(headline)
    assert writing.bare(headline) == "到店礼"


@pytest.mark.parametrize("headline", UNLABELLED)
def test_a_headline_that_only_has_the_word_keeps_it(headline):
    assert not writing.is_labelled(headline)
    assert writing.bare(headline) == headline
