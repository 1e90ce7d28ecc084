"""Posts as values, for tests that need no store."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import Post, PostState, PostText
from netdesk.services.calendar_days import CalendarDay
from netdesk.ui.posts.saying import Here

SHOP = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HERE = Here(NINE, SHOP)
MONDAY = date(2026, 11, 23)
TEXT = PostText("douyin", Column.CARE, Method.TIP, "雨刮器刮不干净", "换胶条。")


def post(number: int, at: datetime | None = None, **content) -> Post:
    """Return a draft, or a post scheduled for `at`."""
    return Post(
        id=number,
        content=replace(TEXT, **content),
        state=PostState.DRAFT if at is None else PostState.SCHEDULED,
        level=Level.OK,
        rules_version="1",
        created_at=NINE,
        version=1,
        planned_at=at,
    )


def out(number: int, at: datetime, **content) -> Post:
    """Return a post published at `at`."""
    made = post(number, **content)
    return replace(
        made,
        state=PostState.PUBLISHED,
        published_at=at,
        shop_day=at.astimezone(SHOP).date(),
    )


def days(first: date, count: int) -> tuple[CalendarDay, ...]:
    """Return open days."""
    ordinals = range(first.toordinal(), first.toordinal() + count)
    return tuple(CalendarDay(date.fromordinal(n), windows="08:30–17:30") for n in ordinals)
