"""A strict reader of TOML tables: what is not named is a fault, and every fault has its line."""

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from netdesk.catalog import toml_lines
from netdesk.errors import Fault, NotThere, Unreadable
from netdesk.i18n import _

At = toml_lines.Path
_E = TypeVar("_E", bound=StrEnum)
_TOML_PLACE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")


class Strict:
    """Takes the values of one text and notes the faults; what is faulty reads as None or empty."""

    def __init__(self, text: str) -> None:
        """Read `text`; where it isn't TOML that is the only fault and the table is empty."""
        self._text = text.removeprefix("\ufeff")
        self._lines: Mapping[At, int] | None = None
        self.faults: list[Fault] = []
        self.data: Mapping[str, object] = {}
        try:
            self.data = tomllib.loads(self._text)
        except RecursionError:
            self.faults.append(Fault(1, _("括号套得太深")))
        except ValueError as error:
            self.faults.append(_syntax_fault(str(error), self._text))

    def line(self, path: At) -> int:
        """Return the line of `path`, or of the nearest thing above it."""
        if self._lines is None:
            self._lines = toml_lines.lines_of(self._text)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def fault(self, path: At, text: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.line(path), text))

    def table(
        self, given: object, path: At, known: frozenset[str] | None = None
    ) -> Mapping[str, object]:
        """Return a table; keys outside `known` are faults."""
        if not isinstance(given, Mapping):
            self.fault(path, _("%(key)s 要写成一个表") % {"key": name(path)})
            return {}
        for key in given:
            if known is not None and key not in known:
                facts = {"key": name((*path, key)), "known": ", ".join(sorted(known))}
                self.fault((*path, key), _("不认识的键 %(key)s；这里可以写：%(known)s") % facts)
        return given

    def items(self, given: object, path: At, *, may_be_empty: bool = False) -> list[object]:
        """Return a list; an empty one is a fault."""
        if not isinstance(given, list):
            self.fault(path, _("%(key)s 要写成列表") % {"key": name(path)})
            return []
        if not given and not may_be_empty:
            text = _("%(key)s 是空的列表；没有就把这一行删掉") % {"key": name(path)}
            self.fault(path, text)
        return given

    def text(self, given: object, path: At) -> str:
        """Return a text that is not blank."""
        if isinstance(given, str) and given.strip():
            return given
        self.fault(path, _("%(key)s 要写成文字") % {"key": name(path)})
        return ""

    def needed(self, table: Mapping[str, object], key: str, path: At) -> str:
        """Return the text of a key that must be there."""
        if key not in table:
            facts = {"where": name(path) or name((key,)), "key": key}
            self.fault(path, _("%(where)s 缺少 %(key)s") % facts)
            return ""
        return self.text(table[key], (*path, key))

    def optional(self, table: Mapping[str, object], key: str, path: At) -> str:
        """Return the text of a key that may be missing; then empty."""
        return self.text(table[key], (*path, key)) if key in table else ""

    def texts(self, given: object, path: At) -> list[str]:
        """Return a list of texts; a single text stands for a list of it."""
        if isinstance(given, str):
            return [self.text(given, path)]
        return [self.text(one, (*path, n)) for n, one in enumerate(self.items(given, path))]

    def one_of(self, given: object, words: type[_E], path: At) -> _E | None:
        """Return a word of an enum."""
        if given in list(words):
            return words(str(given))
        facts = {"key": name(path), "given": given, "known": ", ".join(words)}
        self.fault(path, _("%(key)s 不能是 %(given)s；可以是：%(known)s") % facts)
        return None

    def each(
        self, given: object, path: At, read_one: Callable[[Mapping[str, object], At], object]
    ) -> None:
        """Hand each table of an array to `read_one`."""
        for index, one in enumerate(self.items(given, path)):
            if isinstance(one, Mapping):
                read_one(one, (*path, index))
            else:
                self.fault((*path, index), _("%(key)s 要写成一个表") % {"key": name(path)})


def file_text(path: Path) -> str:
    """Return a file's text. Raises NotThere, Unreadable, UnicodeDecodeError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotThere(path=path) from None
    except OSError as error:
        raise Unreadable(path=path, why=error.strerror) from None


def name(path: At) -> str:
    """Return what a path is called in a sentence."""
    return ".".join(str(key) for key in path if isinstance(key, str))


def listed(faults: list[Fault]) -> str:
    """Return faults as lines of a sentence, in the file's order."""
    return "".join(
        "\n" + _("第 %(line)d 行：%(text)s") % fault._asdict()
        for fault in sorted(faults, key=lambda fault: fault.line)
    )


def _syntax_fault(message: str, text: str) -> Fault:
    place = _TOML_PLACE.search(message)
    line = int(place.group(1)) if place else text.count("\n") + (not text.endswith("\n"))
    if "overwrite" in message or "twice" in message or "mutate" in message:
        return Fault(line, _("同一个键或表写了两次"))
    if place is None:
        return Fault(line, _("文件没有写完：引号或括号没有收尾"))
    facts = {"column": int(place.group(2))}
    return Fault(line, _("第 %(column)d 个字符起不是正确的 TOML 写法") % facts)
