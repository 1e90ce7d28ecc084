"""What is chosen in the calendar and what is written in it: kept by the page while it lives."""

from dataclasses import dataclass, field
from datetime import date, time

from netdesk.domain.ideas.platform import Platform
from netdesk.domain.posts.post import Post, PostResult, PostText


@dataclass
class Chosen:
    """`anchor` is a day of the month, or of the week, that is shown.

    `wanted` is the post to open when an answer comes, `edited` what is written and not saved by the
    ids of posts. `results` are those of the open post; `slots` the shop's usual times to post at.
    """

    day: date
    anchor: date
    post_id: int | None = None
    wanted: int | None = None
    edited: dict[int, PostText] = field(default_factory=dict)
    results: tuple[PostResult, ...] = ()
    platforms: tuple[Platform, ...] = ()
    slots: tuple[time, ...] = ()

    def content_of(self, post: Post) -> PostText:
        """Return a post's text as it is written by now."""
        return self.edited.get(post.id, post.content)

    def keep(self, post: Post, content: PostText) -> None:
        """Keep what is written of a post, also where another is opened at once."""
        if content == post.content:
            self.edited.pop(post.id, None)
        else:
            self.edited[post.id] = content
