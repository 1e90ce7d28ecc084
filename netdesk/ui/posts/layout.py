"""Where the posts of a day stand in its cell: what is drawn, and what a click is on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from netdesk.domain.posts.post import Post


@dataclass(frozen=True)
class Look:
    """The measures of a view, in pixels: `head` is the day's own line over its posts."""

    head: int
    height: int
    gap: int
    side: int
    more: int
    has_times: bool


MONTH = Look(head=24, height=20, gap=2, side=4, more=16, has_times=False)
WEEK = Look(head=44, height=104, gap=6, side=5, more=20, has_times=True)


@dataclass(frozen=True)
class Piece:
    """One post and its place."""

    post: Post
    area: QRect


@dataclass(frozen=True)
class Pieces:
    """A cell's posts that have room, and how many have none, with the place where that is said."""

    shown: tuple[Piece, ...]
    left_out: int
    more: QRect

    def at(self, point: QPoint) -> Piece | None:
        """Return the post at a point."""
        return next((piece for piece in self.shown if piece.area.contains(point)), None)


def lay_out(area: QRect, posts: Sequence[Post], look: Look, chosen: int | None = None) -> Pieces:
    """Place posts into a cell; the chosen one (by its id) always has room."""
    body = area.adjusted(look.side, look.head, -look.side, -look.side)
    step = look.height + look.gap
    fits = max(0, (body.height() + look.gap) // step)
    if len(posts) > fits:
        fits = max(0, (body.height() - look.more + look.gap) // step)
    at = next((n for n, post in enumerate(posts) if post.id == chosen), 0)
    first = max(0, at - fits + 1) if fits else 0
    shown = tuple(
        Piece(post, QRect(body.left(), body.top() + n * step, body.width(), look.height))
        for n, post in enumerate(posts[first : first + fits])
    )
    top = body.top() + len(shown) * step
    more = QRect(body.left(), top, body.width(), look.more)
    return Pieces(shown, len(posts) - len(shown), more)
