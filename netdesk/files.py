"""Files for people are written whole or not at all."""

import os
from collections.abc import Callable
from contextlib import suppress
from errno import EISDIR
from pathlib import Path
from uuid import uuid4

from netdesk.errors import NotWritable


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` under another name first, then rename it; raises NotWritable."""
    make_whole(path, lambda part: part.write_bytes(content))


def make_whole(path: Path, make: Callable[[Path], object]) -> None:
    """Let `make` write a file beside `path`, then put it in its place; raises NotWritable."""
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        make(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise NotWritable(path=path, why=error.strerror or error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def require_writable(path: Path) -> None:
    """Raise NotWritable where `write_whole` would; nothing is left behind."""
    if path.is_dir():
        raise NotWritable(path=path, why=os.strerror(EISDIR))
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        part.touch()
        part.unlink()
    except OSError as error:
        raise NotWritable(path=path, why=error.strerror or error) from error
