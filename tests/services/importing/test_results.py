"""Results from a file: matched to posts, known by post and date, counted row by row."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import PostResult, PostText
from netdesk.services.changes import Changes
from tests.conftest import NINE

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
HEADER = "标题,链接,编号,平台,日期,阅读量,评论数,点赞数,转发数"
TIP = PostText("douyin", Column.CARE, Method.TIP, "雨刮器刮不干净，先看胶条", "胶条用了一年会硬。")


@pytest.fixture
def post(desk):
    """A post that went out three days ago."""
    return out(desk)


def out(desk, content=TIP, *, back=3, url=""):
    at = NINE - back * DAY
    return desk.posts.publish(desk.posts.add(content, now=at).id, at=at, now=NINE, url=url)


@pytest.fixture
def take(desk, tmp_path):
    def take_it(*lines, header=HEADER, name="效果.csv", **options):
        path = tmp_path / name
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return desk.imports.run(path, now=options.pop("now", NINE), **options)

    return take_it


def counters(result):
    return (result.rows, result.added, result.merged, result.unchanged, result.rejected)


def told(result):
    return [(r.line, r.column, r.value, str(r.reason)) for r in result.rejects]


def test_a_row_becomes_a_result_of_its_post(take, desk, post):
    result = take(f"{TIP.headline},,,抖音,2026-11-23,1.2万,5,60,-")
    assert (result.kind, counters(result), result.rejects) == ("results", (1, 1, 0, 0, 0), ())
    assert result.changes == Changes(posts=True)
    assert desk.posts.results_of(post.id) == (PostResult(date(2026, 11, 23), 12000, 5, 60, None),)
    assert desk.posts.one(post.id).result.reads == 12000


def test_without_a_day_a_row_says_how_things_stand_today(take, desk, post):
    header = "编号,阅读量"
    assert take(f"{post.code},10", header=header).added == 1
    assert take(f"{post.code},25", header=header, now=NINE + DAY).added == 1
    assert [(one.day, one.reads) for one in desk.posts.results_of(post.id)] == [
        (TODAY, 10),
        (TODAY + DAY, 25),
    ]


def test_a_known_day_is_merged_where_figures_change_and_unchanged_where_they_do_not(
    take, desk, post
):
    line = f",,{post.code},,2026-11-23,100,5,,"
    take(line)
    assert counters(take(line)) == (1, 0, 0, 1, 0)
    assert counters(take(f",,{post.code},,2026-11-23,,5,,")) == (1, 0, 0, 1, 0)
    assert counters(take(f",,{post.code},,2026-11-23,120,,7,")) == (1, 0, 1, 0, 0)
    assert desk.posts.results_of(post.id) == (PostResult(date(2026, 11, 23), 120, 5, 7, None),)


def test_a_post_named_twice_is_judged_row_by_row_over_batches(take, desk, post, monkeypatch):
    monkeypatch.setattr("netdesk.services.importing.work.BATCH", 2)
    lines = [f",,{post.code},,2026-11-23,{n},,," for n in (1, 1, 2, 2, 3)]
    assert counters(take(*lines)) == (5, 1, 2, 2, 0)
    assert [one.reads for one in desk.posts.results_of(post.id)] == [3]


def test_what_was_entered_by_hand_is_known_too(take, desk, post):
    desk.posts.enter_result(post.id, PostResult(date(2026, 11, 23), 100), now=NINE)
    assert counters(take(f",,{post.code},,2026-11-23,100,,,")) == (1, 0, 0, 1, 0)


def test_a_link_tells_posts_of_one_title_apart(take, desk, post):
    other = out(desk, replace(TIP, platform="weibo"), url="https://weibo.com/1/a?utm_source=x")
    result = take(
        f"{TIP.headline},,,,,5,,,",
        f"{TIP.headline},http://www.weibo.com/1/a,,,,6,,,",
        f"{TIP.headline},,,微博,,7,,,",
        f"{TIP.headline},,,头条,,8,,,",
    )
    assert told(result) == [
        (2, "标题", TIP.headline, "several_posts"),
        (5, "标题", TIP.headline, "unknown_post"),
    ]
    assert counters(result) == (4, 1, 1, 0, 2)
    assert desk.posts.one(other.id).result.reads == 7
    assert desk.posts.one(post.id).result is None


def test_the_platforms_own_export_finds_its_posts(take, desk, post):
    out(desk, replace(TIP, platform="wechat"))
    header = "作品名称,发布时间,体裁,播放量,完播率,5s完播率,2s跳出率,点赞量,分享量,评论量"
    line = f"{TIP.headline} #养车 #用车知识,2026-11-21 09:00:00,视频,520,0.1,0.4,0.2,60,7,5"
    result = take(line, header=header)
    assert (result.profile, counters(result)) == ("results_douyin", (1, 1, 0, 0, 0))
    assert desk.posts.results_of(post.id) == (PostResult(TODAY, 520, 5, 60, 7),)


def test_rows_without_a_post_that_is_out_are_sent_back_with_the_reason(take, desk, post):
    draft = desk.posts.add(replace(TIP, headline="还没有发的一篇"), now=NINE)
    dropped = desk.posts.add(replace(TIP, headline="丢掉的一篇"), now=NINE)
    desk.posts.drop(dropped.id, now=NINE)
    result = take(
        "没有这一篇,,,,,5,,,",
        "还没有发的一篇,,,,,5,,,",
        f",,{draft.code},,,5,,,",
        "丢掉的一篇,,,,,5,,,",
        ",https://example.com/x,,,,5,,,",
        f",,{post.code},,2026-11-20,5,,,",
        f",,{post.code},,2026-11-25,5,,,",
        f",,{post.code},,,-5,,,",
        f",,{post.code},,,,,,",
        ",,,,,5,,,",
        f",,{post.code},,2026-11-21,5,,,",
    )
    assert told(result) == [
        (2, "标题", "没有这一篇", "unknown_post"),
        (3, "标题", "还没有发的一篇", "post_not_out"),
        (4, "编号", draft.code, "post_not_out"),
        (5, "标题", "丢掉的一篇", "unknown_post"),
        (6, "链接", "https://example.com/x", "unknown_post"),
        (7, "日期", "2026-11-20", "before_post"),
        (8, "日期", "2026-11-25", "future_time"),
        (9, "阅读量", "-5", "negative"),
        (10, "阅读量", "", "no_figures"),
        (11, "链接", "", "no_post_named"),
    ]
    assert counters(result) == (11, 1, 0, 0, 10)


def test_local_forums_are_one_platform(take, desk):
    forum = out(desk, replace(TIP, platform="forum"))
    assert take(f"{TIP.headline},,,滕州论坛,,5,,,").added == 1
    assert take(f"{TIP.headline},,,论坛,,6,,,").merged == 1
    assert desk.posts.one(forum.id).result.reads == 6


def test_the_file_that_brought_a_result_is_kept_with_it(take, database, post):
    take(f",,{post.code},,,5,,,")
    with database.reading() as tx:
        assert tx.exec_driver_sql("SELECT import_id FROM post_results").scalar() == 1
        kind, added = tx.exec_driver_sql("SELECT kind, added FROM imports").one()
    assert (kind, added) == ("results", 1)


def test_a_dry_run_leaves_no_result(take, desk, post):
    assert take(f",,{post.code},,,5,,,", dry_run=True).added == 1
    assert desk.posts.results_of(post.id) == ()
