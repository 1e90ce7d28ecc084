"""Posts that were published, with results, invented for a test."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from netdesk.domain.ideas.technique import Column, Method, Technique
from netdesk.domain.posts.post import Post, PostResult, PostText
from netdesk.services.desk import Desk
from tests.conftest import NINE


def text(
    headline: str = "看看雨刮胶条",
    *,
    platform: str = "douyin",
    column: Column = Column.CARE,
    technique: Technique | None = None,
    method: Method = Method.TIP,
) -> PostText:
    """Return what a post says; one that promotes has its label."""
    labelled = f"广告｜{headline}" if column.promotes else headline
    return PostText(platform, column, method, labelled, "留言问问。", technique)


def publish(
    desk: Desk, content: PostText, *, at: datetime = NINE, reads: int | None = None
) -> Post:
    """Publish a post at `at`; with `reads` its result is entered for that day."""
    post = desk.posts.publish(desk.posts.add(content, now=at).id, at=at, now=max(at, NINE))
    if reads is None:
        return post
    return desk.posts.enter_result(post.id, PostResult(at.date(), reads=reads), now=max(at, NINE))


def history(
    desk: Desk, reads: dict[Technique, Sequence[int]], *, platform: str = "douyin"
) -> list[Post]:
    """Publish a post for each number of reads, one each day up to today."""
    listed = [(technique, n) for technique, all_ in reads.items() for n in all_]
    return [
        publish(
            desk,
            text(f"第{place}篇：{n}", platform=platform, technique=technique),
            at=NINE - timedelta(days=place),
            reads=n,
        )
        for place, (technique, n) in enumerate(listed)
    ]
