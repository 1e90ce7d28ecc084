"""A row of an export finds the one post it speaks of, or says why it can't."""

from datetime import date

import pytest

from netdesk.domain.posts.matching import Candidate, Matcher, Miss, Sought, plain_url
from netdesk.domain.posts.post import PostState

OUT, DRAFT = PostState.PUBLISHED, PostState.DRAFT
NOV_20, NOV_21 = date(2026, 11, 20), date(2026, 11, 21)
URL = "https://mp.weixin.qq.com/s?__biz=MzA&mid=22&idx=1&sn=ab"
POSTS = (
    Candidate(1, "wechat", "wechat", "雨刮器刮不干净，先看胶条", URL, OUT, NOV_20),
    Candidate(2, "douyin", "douyin", "雨刮器刮不干净，先看胶条", "", OUT, NOV_20),
    Candidate(3, "douyin", "douyin", "广告｜到店礼：玻璃水一瓶", "", OUT, NOV_21),
    Candidate(4, "douyin", "douyin", "冬天怎么热车", "", OUT, NOV_20),
    Candidate(5, "douyin", "douyin", "冬天怎么热车", "", OUT, NOV_21),
    Candidate(6, "weibo", "weibo", "还没有发的", "", DRAFT, None),
    Candidate(7, "forum", "forum_zaozhuang", "论坛里的一篇", "", OUT, NOV_20),
    Candidate(8, "toutiao", "other", "Ready for Winter", "", OUT, NOV_20),
)
LOCAL = {"forum_zaozhuang": "local", "forum_tengzhou": "local"}


def found(**sought):
    said = Matcher(POSTS, LOCAL).find(Sought(**sought))
    return said if isinstance(said, Miss) else said.id


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        ({"url": URL}, 1),
        ({"url": URL.replace("https", "http") + "&chksm=ff&scene=27#wechat_redirect"}, 1),
        ({"url": "mp.weixin.qq.com/s?sn=ab&idx=1&mid=22&__biz=MzA"}, 1),
        ({"url": "https://mp.weixin.qq.com/s?__biz=MzA&mid=22&idx=2&sn=cd"}, Miss.UNKNOWN),
        ({"url": "https://x.cn/1", "title": "论坛里的一篇"}, 7),
        ({"code": "TZ3"}, 3),
        ({"code": "tz 3"}, 3),
        ({"code": "ＴＺ３"}, 3),
        ({"code": "3"}, 3),
        ({"code": "TZ99"}, Miss.UNKNOWN),
        ({"code": "TZ99", "title": "论坛里的一篇"}, 7),
        ({"code": "TZ3", "title": "论坛里的一篇"}, 3),
        ({"code": "99999999999999999999"}, Miss.UNKNOWN),
        ({"title": "TZ4"}, 4),
        ({"title": "看 TZ4 那篇"}, 4),
        ({"title": "4"}, Miss.UNKNOWN),
        ({"title": "报 TZ4 到店就送一瓶玻璃水，先到先得"}, Miss.UNKNOWN),
        ({"title": "雨刮器刮不干净，先看胶条"}, Miss.SEVERAL),
        ({"title": "雨刮器刮不干净，先看胶条", "source": "douyin"}, 2),
        ({"title": "雨刮器刮不干净，先看胶条", "source": "wechat"}, 1),
        ({"title": "雨刮器刮不干净，先看胶条", "source": "weibo"}, Miss.UNKNOWN),
        ({"title": " 雨刮器刮不干净, 先看胶条 #养车 #用车知识", "source": "douyin"}, 2),
        ({"title": "#养车# 论坛里的一篇"}, 7),
        ({"title": "雨刮器刮不干净，先看"}, Miss.UNKNOWN),
        ({"title": "到店礼：玻璃水一瓶"}, 3),
        ({"title": "广告 到店礼：玻璃水一瓶"}, 3),
        ({"title": "ready  FOR winter", "source": "toutiao"}, 8),
        ({"title": "论坛里的一篇", "source": "forum_tengzhou"}, 7),
        ({"title": "论坛里的一篇", "source": "forum"}, 7),
        ({"title": "论坛里的一篇", "source": "douyin"}, Miss.UNKNOWN),
        ({"title": "冬天怎么热车"}, Miss.SEVERAL),
        ({"title": "冬天怎么热车", "published": NOV_21}, 5),
        ({"title": "冬天怎么热车", "published": date(2026, 11, 1)}, Miss.SEVERAL),
        ({"title": "还没有发的"}, Miss.NOT_OUT),
        ({"code": "TZ6"}, Miss.NOT_OUT),
        ({"title": "第一行\n第二行"}, Miss.UNKNOWN),
        ({"title": "冬天怎么热车\n正文", "published": NOV_20}, 4),
        ({"title": "###"}, Miss.UNKNOWN),
        ({}, Miss.UNKNOWN),
    ],
)
def test_a_post_is_found_by_link_code_or_exact_title(sought, expected):
    assert found(**sought) == expected


def test_a_draft_of_the_same_title_is_not_in_the_way():
    posts = (*POSTS, Candidate(9, "forum", "forum_zaozhuang", "论坛里的一篇", "", DRAFT, None))
    assert Matcher(posts).find(Sought(title="论坛里的一篇")).id == 7


def test_links_are_compared_without_what_says_who_clicked():
    assert (
        plain_url("HTTPS://WWW.Example.com/a/?utm_source=x&b=2&a=1#top") == "example.com/a?a=1&b=2"
    )
    assert plain_url("http://example.com/") == plain_url("example.com")
    assert plain_url("") == ""
