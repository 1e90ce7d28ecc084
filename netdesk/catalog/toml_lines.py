"""Where each key and each array element of a TOML text stands, which tomllib doesn't tell.

The text is known to be good TOML, so this reads it loosely: tables, keys, arrays, strings.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'''', re.DOTALL
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line, from 1, of each path such as ("seasons", 0, "weekly", "mon", 1)."""
    return _Lines(text).read()


class _Lines:
    def __init__(self, text: str) -> None:
        self._text = text
        self._line_ends = [match.start() for match in re.finditer("\n", text)]
        self._at = 0
        self._found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}

    def read(self) -> dict[Path, int]:
        table: Path = ()
        self._space()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._space()
        return self._found

    def _header(self) -> Path:
        """Read `[a.b]` or `[[a.b]]`; a name that is an array stands for its last element."""
        start = self._at
        is_array = self._text.startswith("[[", self._at)
        self._at += 1 + is_array
        path: Path = ()
        keys = self._keys()
        for index, key in enumerate(keys):
            path = (*path, key)
            if is_array and index == len(keys) - 1:
                self._mark(path, start)
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
            self._mark(path, start)
        self._at = self._text.index("]", self._at) + 1 + is_array
        return path

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._keys():
            path = (*path, key)
            self._mark(path, start)
        self._at = self._text.index("=", self._at) + 1
        self._value(path)

    def _keys(self) -> list[str]:
        """Read a dotted key."""
        keys = [self._key()]
        while self._text[self._skip()] == ".":
            self._at += 1
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        self._skip()
        match = _STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
        if match is None:
            raise ValueError(self._at)
        self._at = match.end()
        key = match.group()
        return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key

    def _value(self, path: Path) -> None:
        char = self._text[self._space()]
        if char == "[":
            self._array(path)
        elif char == "{":
            self._inline_table(path)
        else:
            pattern = _STRING if char in "\"'" else _SCALAR
            match = pattern.match(self._text, self._at)
            self._at = match.end() if match else self._at + 1

    def _array(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._text[self._space()] != "]":
            self._mark((*path, index), self._at)
            self._value((*path, index))
            index += 1
            if self._text[self._space()] == ",":
                self._at += 1
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._text[self._space()] != "}":
            self._pair(path)
            if self._text[self._space()] == ",":
                self._at += 1
        self._at += 1

    def _mark(self, path: Path, at: int) -> None:
        self._found.setdefault(path, bisect_left(self._line_ends, at) + 1)

    def _space(self) -> int:
        """Skip blanks, line ends and comments; return where that leads."""
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _skip(self) -> int:
        """Skip blanks on the line; return where that leads."""
        while self._text[self._at] in " \t":
            self._at += 1
        return self._at
