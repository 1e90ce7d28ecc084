"""The calendar on a desk with posts before, on and after a Tuesday at 09:00."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netdesk.domain.ideas.technique import Column, Method, Technique
from netdesk.domain.posts.post import Post, PostResult, PostText
from netdesk.services.desk import Desk
from netdesk.ui.posts.page import PostsPage
from tests.conftest import NINE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TIP = PostText(
    platform="douyin",
    column=Column.CARE,
    method=Method.TIP,
    headline="雨刮器刮不干净，先看胶条",
    body="胶条用了一年会硬。\n自己换，五分钟。",
    technique=Technique.SECRET,
)
REPLY = replace(
    TIP,
    column=Column.QA,
    method=Method.COMMENT,
    headline="先看胶条有没有裂口",
    body="",
    reply_to="@网友：雨刮响",
)
OFFER = replace(
    TIP, column=Column.OFFERS, headline="广告｜来试驾，领玻璃水", body="到店领，说明见店内。"
)
BANNED = "全枣庄第一，史上最低价"


def tip(headline: str) -> PostText:
    """Return a tip under another headline."""
    return replace(TIP, headline=headline)


class Shop:
    """The posts there are, as they were written."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        add = desk.posts.add
        out = add(tip("昨天发的"), now=NINE - DAY - HOUR)
        self.out = desk.posts.publish(out.id, at=NINE - DAY, now=NINE)
        self.reply = add(REPLY, now=NINE, planned_at=NINE + 3 * HOUR)
        self.noon = add(tip("今天中午的"), now=NINE, planned_at=NINE + 4 * HOUR)
        self.later = add(tip("后天的"), now=NINE, planned_at=NINE + 2 * DAY)
        self.draft = add(tip("一篇草稿"), now=NINE)

    def now(self, post: Post) -> Post:
        """Return a post as it is by now."""
        return self.desk.posts.one(post.id)

    def result(self, post: Post, **counts: int) -> PostResult:
        """Enter today's counts of a post."""
        found = PostResult(self.desk.hours.timetable().local_day(NINE), **counts)
        self.desk.posts.enter_result(post.id, found, now=NINE)
        return found


@pytest.fixture
def shop(ready_desk: Desk) -> Shop:
    """Five posts: out yesterday, a reply and a tip today, one in two days, a draft."""
    return Shop(ready_desk)


@pytest.fixture
def driver(open_window, ready_desk: Desk):
    """The window on a desk without leads."""
    return open_window(ready_desk)


@pytest.fixture
def page(driver, shop: Shop) -> PostsPage:
    """The page, shown and filled."""
    return show(driver)


def show(driver) -> PostsPage:
    """Open the page and wait until all its questions are answered."""
    driver.press("Ctrl+3")
    settle(driver)
    return driver.window.page("posts")


def settle(driver) -> None:
    """Wait until answers ask no more."""
    for _again in range(4):
        driver.settle()


def press(driver, *keys: str) -> None:
    """Press keys one after the other, each answered before the next."""
    for key in keys:
        driver.press(key)
        settle(driver)


def typed(driver, text: str) -> None:
    """Type into the field that has the keys."""
    QTest.keyClicks(QApplication.focusWidget(), text)
    settle(driver)


def dropped(data: QMimeData, at: QPoint) -> QDropEvent:
    """Return the event of something that is let go."""
    event = QDropEvent(
        QPointF(at),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.data = data  # the event doesn't keep it alive
    return event


def titles(posts) -> list[str]:
    """Return the headlines of posts."""
    return [post.content.headline for post in posts]
