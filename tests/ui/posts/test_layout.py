"""Where posts stand in a day: as many as fit, the chosen one always."""

import pytest
from PySide6.QtCore import QPoint, QRect

from netdesk.ui.posts.layout import MONTH, WEEK, lay_out
from tests.ui.posts.made import post

CELL = QRect(100, 50, 104, 88)
POSTS = [post(n) for n in range(1, 6)]


def ids(pieces) -> list[int]:
    return [piece.post.id for piece in pieces.shown]


def test_all_that_fit_are_shown_and_nothing_is_left_out():
    pieces = lay_out(CELL, POSTS[:2], MONTH)
    assert (ids(pieces), pieces.left_out) == ([1, 2], 0)


def test_what_does_not_fit_is_counted_in_a_line_of_its_own():
    pieces = lay_out(CELL, POSTS, MONTH)
    assert (ids(pieces), pieces.left_out) == ([1, 2], 3)
    assert CELL.contains(pieces.more)
    assert not any(piece.area.intersects(pieces.more) for piece in pieces.shown)


@pytest.mark.parametrize("chosen", [1, 3, 5])
def test_the_chosen_post_always_has_room(chosen):
    assert chosen in ids(lay_out(CELL, POSTS, MONTH, chosen))


@pytest.mark.parametrize("look", [MONTH, WEEK])
@pytest.mark.parametrize("height", [0, 10, 24, 60, 200, 700])
def test_nothing_stands_outside_its_day_or_on_another(look, height):
    cell = QRect(0, 0, 104, height)
    pieces = lay_out(cell, POSTS, look, 4)
    assert len(pieces.shown) + pieces.left_out == len(POSTS)
    for at, piece in enumerate(pieces.shown):
        assert cell.contains(piece.area)
        assert not any(piece.area.intersects(other.area) for other in pieces.shown[at + 1 :])


def test_a_click_is_on_the_post_that_is_drawn_there():
    pieces = lay_out(CELL, POSTS, MONTH)
    assert pieces.at(pieces.shown[1].area.center()).post.id == 2
    assert pieces.at(QPoint(101, 51)) is None
