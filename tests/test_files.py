"""Files are whole or not there."""

from pathlib import Path

import pytest

from netdesk.errors import NotWritable
from netdesk.files import make_whole, write_whole


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "页.pdf"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "none" / "页.pdf"
    with pytest.raises(NotWritable) as error:
        write_whole(path, b"x")
    assert str(path) in str(error.value)
    assert error.value.exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "页.pdf").mkdir()
    with pytest.raises(NotWritable):
        write_whole(tmp_path / "页.pdf", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["页.pdf"]


def test_what_fails_half_way_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "页.pdf"
    path.write_bytes(b"old")

    def break_off(part: Path) -> None:
        part.write_bytes(b"half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        make_whole(path, break_off)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
