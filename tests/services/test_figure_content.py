"""Posts and followers among the figures, counted by hand; the list behind each number agrees."""

from datetime import date

import pytest

from netdesk.domain.figures.grouping import By
from netdesk.domain.ideas.technique import Method, Technique
from netdesk.domain.posts.accounts import Figures
from netdesk.store import channel_days
from netdesk.store.channel_days import KeptDay
from netdesk.store.shop import SHOP_ID
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.dealt import at
from tests.posted import publish, text

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def shop(desk, database, tmp_path):
    """Three posts and a reply, followers of two accounts, one lead of autohome."""
    arrive(desk, tmp_path, person(1, 留资时间="2026-11-03 09:00:00"))
    posts = (
        (text("看看雨刮", platform="douyin", technique=Technique.BOLD), "2026-11-02 10:00"),
        (text("看看胎压", platform="douyin"), "2026-11-03 10:00"),
        (text("玻璃水", platform="wechat", technique=Technique.BOLD), "2026-11-03 11:00"),
        (text("多谢夸奖", platform="douyin", method=Method.COMMENT), "2026-11-03 12:00"),
        (text("上个月的", platform="douyin"), "2026-10-30 10:00"),
    )
    for content, when in posts:
        publish(desk, content, at=at(when))
    days = (
        ("douyin", date(2026, 10, 28), 100),
        ("douyin", date(2026, 11, 2), 130),
        ("douyin", date(2026, 11, 5), 120),
        ("wechat", date(2026, 11, 3), 1000),
        ("wechat", date(2026, 11, 10), 1004),
        ("weibo", date(2026, 10, 1), 55),
    )
    with database.writing() as tx:
        kept = [KeptDay(channel, day, Figures(total, None)) for channel, day, total in days]
        channel_days.write(tx, SHOP_ID, kept, frozenset())
    return desk


def rows(desk, by, first=NOVEMBER[0], last=NOVEMBER[1], **more):
    asked = desk.figures.asked(first, last, now=NINE, by=by, **more)
    table = desk.figures.table(asked)
    found = {row.key: (row.counts.posts, row.counts.followers_net) for row in table.rows}
    for key, (posts, net) in found.items():
        if posts is not None:
            assert len(desk.figures.posted(asked, key)) == posts
        if net is not None:
            assert sum(line.net for line in desk.figures.grown(asked, key)) == net
    whole = table.total.posts, table.total.followers_net
    assert (
        len(desk.figures.posted(asked)),
        sum(line.net for line in desk.figures.grown(asked)),
    ) == (whole[0], whole[1] or 0)
    return found, whole


def test_by_channel_a_post_is_its_platforms_and_a_reply_is_no_update(shop):
    found, whole = rows(shop, By.CHANNEL)
    assert found == {"autohome": (0, None), "douyin": (2, 20), "wechat": (1, 4)}
    assert whole == (3, 24)


def test_by_days_an_account_grows_since_it_was_last_known(shop):
    found, whole = rows(shop, By.DAY, date(2026, 11, 2), date(2026, 11, 10))
    known = {key: pair for key, pair in found.items() if pair != (0, None)}
    assert known == {
        "2026-11-02": (1, 30),
        "2026-11-03": (2, 0),
        "2026-11-05": (0, -10),
        "2026-11-10": (0, 4),
    }
    assert whole == (3, 24)
    assert rows(shop, By.MONTH)[0] == {"2026-11": (3, 24)}


def test_what_a_row_can_not_have_is_nothing_and_not_nought(shop):
    assert set(rows(shop, By.MODEL)[0].values()) == {(None, None)}
    found, whole = rows(shop, By.TECHNIQUE)
    assert found == {"bold": (2, None), None: (0, None)}
    assert whole == (3, 24)
    assert rows(shop, By.ACTIVITY)[0] == {None: (None, None)}


def test_only_the_channels_that_are_asked_for_count(shop):
    found, whole = rows(shop, By.CHANNEL, channels=("wechat",))
    assert found == {"wechat": (1, 4)}
    assert whole == (1, 4)


def test_a_shop_without_posts_has_none_and_no_followers(desk):
    assert rows(desk, By.CHANNEL) == ({}, (0, None))
