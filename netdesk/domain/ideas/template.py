"""What a production is written in: text, slots `{part.door:where}`, `<rules>` and `[one|other]`.

Braces, brackets and the bar can be written as themselves after a backslash.
"""

import re
from dataclasses import dataclass

from netdesk.i18n import _

_SLOT = re.compile(
    r"(?P<type>[a-z][a-z0-9-]*)(?:#(?P<number>[1-9]))?"
    r"(?P<tags>(?:\.!?[a-z0-9-]+(?:\|!?[a-z0-9-]+)*)*)(?::(?P<field>[a-z][a-z0-9-]*))?"
)
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_SPECIAL = frozenset("{}<>[]|\\")

# One group is "any of these tags", a filter is "all of these groups"; "!tag" is "without it".
Group = frozenset[str]
Filter = frozenset[Group]


@dataclass(frozen=True, slots=True)
class Variable:
    """A word to be chosen once in an idea: the same type and number is the same word."""

    type: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a variable's word, or for a field of it; `tags` narrow the choice."""

    variable: Variable
    tags: Filter = frozenset()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A place for one alternative of a rule."""

    rule: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several templates."""

    alternatives: "tuple[Template, ...]"


Node = str | Slot | Call | Choice
Template = tuple[Node, ...]


class BadTemplate(Exception):  # noqa: N818 - a fault in a text, told with its place
    """What is wrong in a template, in the language in use."""


def parse(text: str) -> Template:
    """Return the template that `text` writes. Raises BadTemplate."""
    template, at = _sequence(text, 0, inside=False)
    if at < len(text):
        raise BadTemplate(_("多了一个 %(sign)s") % {"sign": text[at]})
    return template


def slot_types(template: Template) -> set[str]:
    """Return the types of the slots written in a template, not those of its rules."""
    found: set[str] = set()
    for node in template:
        if isinstance(node, Slot):
            found.add(node.variable.type)
        elif isinstance(node, Choice):
            found.update(*(slot_types(one) for one in node.alternatives))
    return found


def _sequence(text: str, at: int, *, inside: bool) -> tuple[Template, int]:
    """Read up to the end, or inside a choice up to its bar or closing bracket."""
    nodes: list[Node] = []
    plain = ""
    while at < len(text):
        sign = text[at]
        if sign not in _SPECIAL:
            plain += sign
            at += 1
            continue
        if sign == "\\":
            if at + 1 == len(text) or text[at + 1] not in _SPECIAL:
                raise BadTemplate(_("反斜杠后面要跟 { } < > [ ] | 之一"))
            plain += text[at + 1]
            at += 2
            continue
        if sign in "|]" and inside:
            break
        if sign in "}>]|":
            raise BadTemplate(_("多了一个 %(sign)s") % {"sign": sign})
        if plain:
            nodes.append(plain)
            plain = ""
        node, at = _READERS[sign](text, at + 1)
        nodes.append(node)
    if plain:
        nodes.append(plain)
    return tuple(nodes), at


def _slot(text: str, at: int) -> tuple[Node, int]:
    end = _end(text, at, "}")
    match = _SLOT.fullmatch(text[at:end])
    if match is None:
        facts = {"slot": text[at:end]}
        raise BadTemplate(_("看不懂槽 {%(slot)s}；写法是 {类型#号.标签:字段}") % facts)
    groups = [part for part in match["tags"].split(".") if part]
    tags = frozenset(frozenset(group.split("|")) for group in groups)
    variable = Variable(match["type"], int(match["number"] or 1))
    return Slot(variable, tags, match["field"] or ""), end + 1


def _call(text: str, at: int) -> tuple[Node, int]:
    end = _end(text, at, ">")
    if not _NAME.fullmatch(text[at:end]):
        raise BadTemplate(_("看不懂 <%(rule)s>；名字用小写字母、数字和 -") % {"rule": text[at:end]})
    return Call(text[at:end]), end + 1


def _choice(text: str, at: int) -> tuple[Node, int]:
    alternatives: list[Template] = []
    while True:
        alternative, at = _sequence(text, at, inside=True)
        alternatives.append(alternative)
        if at == len(text):
            raise BadTemplate(_("%(sign)s 没有收尾") % {"sign": "["})
        at += 1
        if text[at - 1] == "]":
            return Choice(tuple(alternatives)), at


def _end(text: str, at: int, sign: str) -> int:
    end = text.find(sign, at)
    if end < 0:
        raise BadTemplate(_("%(sign)s 没有收尾") % {"sign": text[at - 1]})
    return end


_READERS = {"{": _slot, "<": _call, "[": _choice}
