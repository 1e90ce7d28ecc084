"""Pages from templates: every value is text and comes out escaped; a template cannot run anything.

A template is HTML with `$name` places and four directives in comments:

    <!--include page.css-->              another file of the folder, else of `paper`, as it is
    <!--each rows--> … <!--end-->        once for each member of `rows`, whose names are in reach
    <!--when name--> … <!--end-->        where the value of `name` is not empty
    <!--unless name--> … <!--end-->      where it is
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

Values = Mapping[str, object]

_SHARED = "paper"  # what the pages of several kinds have alike
_INCLUDE = re.compile(r"<!--include ([\w.-]+)-->")
_TOKEN = re.compile(r"<!--(each|when|unless) (\w+)-->|<!--(end)-->|\$(\w+)")


class TemplateError(Exception):
    """A template that cannot be filled, with the line that says why."""

    def __init__(self, line: int, why: str) -> None:
        """Keep the line, from 1, of the template with its includes in place."""
        self.line = line
        super().__init__(f"line {line}: {why}")


@dataclass(frozen=True, slots=True)
class _Block:
    directive: str
    name: str
    line: int
    parts: "tuple[_Part, ...]"


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    line: int


_Part = str | _Place | _Block


@dataclass(frozen=True, slots=True)
class Template:
    """A template read once, to be filled as often as needed."""

    parts: tuple[_Part, ...]

    def fill(self, values: Values) -> str:
        """Return the page; a name the values don't have is a TemplateError."""
        return "".join(_filled(self.parts, (values,)))


def read(path: Path) -> Template:
    """Return the template of a file, its includes read from its folder, else from `paper`."""

    def included(found: re.Match[str]) -> str:
        own = path.parent / found[1]
        shared = path.parent.parent / _SHARED / found[1]
        return (own if own.exists() else shared).read_text(encoding="utf-8").strip()

    return parse(_INCLUDE.sub(included, path.read_text(encoding="utf-8")))


def parse(text: str) -> Template:
    """Return the template of a text without includes."""
    stack: list[tuple[str, str, int, list[_Part]]] = [("", "", 1, [])]
    last, line = 0, 1
    for token in _TOKEN.finditer(text):
        stack[-1][3].append(text[last : token.start()])
        line += text.count("\n", last, token.start())
        last = token.end()
        directive, name, end, place = token.groups()
        if place:
            stack[-1][3].append(_Place(place, line))
        elif not end:
            stack.append((directive, name, line, []))
        elif len(stack) == 1:
            raise TemplateError(line, "end without a beginning")
        else:
            closed = stack.pop()
            stack[-1][3].append(_Block(closed[0], closed[1], closed[2], tuple(closed[3])))
    if len(stack) > 1:
        raise TemplateError(stack[-1][2], f"{stack[-1][0]} {stack[-1][1]} is never ended")
    return Template((*stack[0][3], text[last:]))


def _filled(parts: tuple[_Part, ...], scopes: tuple[Values, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, _Place):
            yield escape(str(_value(part.name, part.line, scopes)))
        else:
            yield from _filled_block(part, scopes)


def _filled_block(block: _Block, scopes: tuple[Values, ...]) -> Iterator[str]:
    value = _value(block.name, block.line, scopes)
    if block.directive == "each":
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise TemplateError(block.line, f"{block.name} is not a list")
        for member in value:
            yield from _filled(block.parts, (member, *scopes))
    elif bool(value) is (block.directive == "when"):
        yield from _filled(block.parts, scopes)


def _value(name: str, line: int, scopes: tuple[Values, ...]) -> object:
    for scope in scopes:
        if name in scope:
            return scope[name]
    raise TemplateError(line, f"{name} is not known")
