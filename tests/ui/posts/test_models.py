"""The models of the calendar and of the drafts: honest to Qt, posts on their days, in words."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt

from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import PostState
from netdesk.ui.posts.drafts import DraftsModel
from netdesk.ui.posts.model import CalendarModel
from netdesk.ui.posts.saying import Mark, mark_of
from tests.ui.posts.made import HERE, MONDAY, NINE, SHOP, days, out, post

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TUESDAY = MONDAY + DAY
NAMES = {"douyin": "抖音"}
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def calendar(qapp) -> CalendarModel:
    return CalendarModel(HERE)


@pytest.fixture
def drafts(qapp) -> DraftsModel:
    return DraftsModel(HERE)


def show(model, posts, *, first=MONDAY, count=14, month=None) -> None:
    model.show(days(first, count), posts, here=HERE, platforms=NAMES, month=month)


def ids(posts) -> list[int]:
    return [one.id for one in posts]


def test_the_calendar_keeps_qts_rules_through_every_change(calendar, qtmodeltester):
    qtmodeltester.check(calendar)
    show(calendar, [post(1, NINE + HOUR)])
    qtmodeltester.check(calendar)
    show(calendar, [post(1, NINE + DAY), post(2, NINE + HOUR)])
    calendar.name_days({MONDAY: "小雪"})
    calendar.move(post(1, NINE + DAY), NINE + 3 * DAY)
    show(calendar, [], first=MONDAY + 14 * DAY, count=7)
    assert (calendar.rowCount(), calendar.columnCount()) == (1, 7)
    assert calendar.rowCount(calendar.index(0, 0)) == 0


def test_the_drafts_keep_qts_rules_through_every_change(drafts, qtmodeltester):
    qtmodeltester.check(drafts)
    drafts.show([post(1), post(2)], HERE, NAMES)
    qtmodeltester.check(drafts)
    drafts.show([post(1), post(2, headline="别的标题")], HERE, NAMES)
    drafts.show([post(2)], HERE, NAMES)
    drafts.show([], HERE, NAMES)
    assert drafts.rowCount() == 0


def test_posts_stand_on_their_shop_days_in_the_order_of_time(calendar):
    midnight = datetime(2026, 11, 25, 0, 30, tzinfo=SHOP)
    show(
        calendar, [post(1, NINE + 3 * HOUR), post(2, midnight), out(3, NINE - HOUR), post(4, NINE)]
    )
    assert ids(calendar.posts_on(TUESDAY)) == [3, 4, 1]
    assert ids(calendar.posts_on(TUESDAY + DAY)) == [2]
    assert ids(calendar.posts()) == [3, 4, 1, 2]


def test_days_of_other_months_and_days_gone_by_are_told_apart(calendar):
    show(calendar, [], month=11)
    assert [calendar.cell(0, n).is_past for n in range(3)] == [True, False, False]
    assert [calendar.cell(0, n).is_today for n in range(3)] == [False, True, False]
    assert [calendar.cell(1, n).is_outside for n in range(3)] == [False, True, True]
    assert calendar.index_of(MONDAY - DAY) == QModelIndex()
    assert calendar.day(1, 6) == date(2026, 12, 6)


def test_a_post_that_is_moved_shows_at_once_and_goes_back_with_the_next_answer(calendar):
    show(calendar, [post(1, NINE + HOUR), post(2)])
    moved = calendar.move(post(1, NINE + HOUR), NINE + DAY)
    assert ids(calendar.posts_on(TUESDAY)) == []
    assert calendar.posts_on(TUESDAY + DAY) == (moved,)
    assert calendar.move(post(2), NINE + DAY).state is PostState.SCHEDULED
    show(calendar, [post(1, NINE + HOUR)])
    assert ids(calendar.posts_on(TUESDAY)) == [1]


def test_a_day_is_said_with_its_posts(calendar):
    reply = post(1, NINE + HOUR, method=Method.COMMENT, headline="先看胶条", reply_to="@路人")
    offer = replace(out(2, NINE - HOUR, column=Column.OFFERS, headline="广告｜来试驾"), leads=2)
    show(calendar, [reply, offer])
    calendar.name_days({TUESDAY: "感恩节"})
    assert calendar.index_of(TUESDAY).data() == "24"
    assert calendar.index_of(TUESDAY).data(SPOKEN) == (
        "11月24日 周二，感恩节，08:30–17:30；2 篇；"
        "08:00 已发布 抖音 优惠信息（促销） 来试驾 线索 2；10:00 已排期 抖音 回复 先看胶条"
    )


def test_closed_days_make_up_days_and_unknown_years_are_said(calendar):
    closed, makeup, unknown = days(MONDAY, 3)
    shown = (
        replace(closed, windows="", is_holiday=True),
        replace(makeup, is_makeup=True),
        replace(unknown, is_published=False),
        *days(MONDAY + 3 * DAY, 4),
    )
    calendar.show(shown, [], here=HERE, platforms=NAMES)
    said = [calendar.index(0, n).data(SPOKEN) for n in range(3)]
    assert said == [
        "11月23日 周一，节假日，本日不营业；0 篇",
        "11月24日 周二，调休上班，08:30–17:30；0 篇",
        "11月25日 周三，08:30–17:30，调休未公布；0 篇",
    ]


def test_a_post_is_due_at_its_very_time(calendar):
    planned = post(1, NINE)
    assert mark_of(planned, NINE - timedelta(microseconds=1)) is Mark.SCHEDULED
    assert mark_of(planned, NINE) is Mark.DUE
    assert mark_of(out(2, NINE - HOUR), NINE) is Mark.PUBLISHED
    assert mark_of(post(3), NINE) is Mark.DRAFT


def test_a_draft_says_whether_it_may_go_out(drafts):
    drafts.show([replace(post(1), level=Level.BLOCK), post(2)], HERE, NAMES)
    said = [drafts.index(row).data(SPOKEN) for row in range(2)]
    assert said == [
        "草稿 抖音 用车养护 雨刮器刮不干净 禁用",
        "草稿 抖音 用车养护 雨刮器刮不干净 可发布",
    ]
