"""ADF markup as elements: parsed as it is, else mended first; never with a DTD or an entity."""

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

_LONGEST_TAG = 4_000
_DEEPEST = 40
_TAG = re.compile(
    r"<[?!][^<>]*>"
    r"|<(/?)(?:[A-Za-z_][\w.-]*:)?([A-Za-z_\u4e00-\u9fff][\w.\-\u4e00-\u9fff]*)"
    r"((?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*+|[^<>]*)>",
    re.ASCII,
)
_ATTRIBUTE = re.compile(
    r"([A-Za-z_][\w.-]{0,60})\s{0,20}=\s{0,20}"
    "(?:\"([^\"]*)\"|'([^']*)'|[\u201c\u201d]([^\u201c\u201d]*)[\u201c\u201d]|([^\\s\"'>]+))",
    re.ASCII,
)
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# Longer than any character's number: int() refuses what has thousands of digits.
_NO_CHARACTER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_LINES = frozenset({"br", "p", "div", "li", "tr"})
# What ADF 1.0 has: the parts of a prospect end each other, a value ends with the next tag.
_PARTS = frozenset({"vehicle", "customer", "vendor", "provider"})
_VALUES = frozenset(
    {"amount", "apartment", "balance", "bodystyle", "city", "comments", "condition", "country"}
    | {"description", "doors", "earliestdate", "email", "exteriorcolor", "id", "imagetag"}
    | {"interiorcolor", "latestdate", "make", "manufacturercode", "method", "model", "name"}
    | {"odometer", "optionname", "phone", "postalcode", "preference", "price", "pricecomments"}
    | {"regioncode", "requestdate", "service", "stock", "street", "transmission", "trim", "url"}
    | {"vendorname", "vin", "weighting", "year"}
)
_KNOWN = (
    _PARTS
    | _VALUES
    | {"address", "colorcombination", "contact", "finance", "option", "prospect", "timeframe"}
)


class Node:
    """An element: its tag and attributes' names in lower case, without a namespace."""

    __slots__ = ("attributes", "children", "parts", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin empty."""
        self.tag = tag
        self.attributes = attributes
        self.parts: list[str | Node] = []
        self.children: list[Node] = []  # those of the parts that are elements

    def said(self) -> str:
        """Return all text inside, a line where HTML would begin one."""
        return "".join(
            part
            if isinstance(part, str)
            else ("\n" if part.tag in _LINES else " ") + part.said() + " "
            for part in self.parts
        )

    def walk(self) -> Iterator["Node"]:
        """Yield this and all inside, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


def parsed(markup: str) -> Node | None:
    """Return the element a markup is, mended where it is broken; None where nothing helps."""
    markup = _NOT_XML.sub("", markup)
    return _parsed(markup) or _parsed(_mended(markup))


def plain(text: str) -> str:
    """Return markup with what CDATA holds as text, and without comments."""
    first, *others = text.split("<![CDATA[")
    pieces = [first]
    for other in others:
        inside, closed, after = other.partition("]]>")
        pieces += [html.escape(inside), after] if closed else [other]
    first, *others = "".join(pieces).split("<!--")
    pieces = [first]
    for other in others:
        _comment, closed, after = other.partition("-->")
        pieces.append(after if closed else other)
    return "".join(pieces)


def _parsed(markup: str) -> Node | None:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    try:
        parser.feed(markup)
        node: Node = parser.close()
    except (ParseError, DefusedXmlException):
        return None
    return node


class _Builder:
    """Makes Nodes of what the parser tells; what lies too deep is text of what it lies in."""

    def __init__(self) -> None:
        self._top = Node("", {})
        self._open = [self._top]
        self._beyond = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            self._beyond += 1
            return
        node = Node(_local(tag), {_local(key): value for key, value in attributes.items()})
        inside = self._open[-1]
        inside.parts.append(node)
        inside.children.append(node)
        self._open.append(node)

    def end(self, _tag: str) -> None:
        if self._beyond:
            self._beyond -= 1
        else:
            self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def close(self) -> Node:
        return self._top.children[0]


def _local(name: str) -> str:
    return name.rpartition("}")[2].casefold()


def _mended(markup: str) -> str:
    """Return markup in which every tag is closed, every attribute quoted, every & a sign."""
    text = plain(markup)
    pen = _Pen()
    at = 0
    for tag in _TAG.finditer(text):
        pen.say(text[at : tag.start()])
        at = tag.end()
        if tag[2] is None:
            continue
        name = tag[2].casefold()
        if tag[1]:
            pen.end(name)
        else:
            pen.begin(name, tag[3])
            if tag[3].endswith("/"):
                pen.end(name)
    pen.say(text[at:])
    return pen.done()


class _Pen:
    """Writes sound XML of tags as they come."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: list[str] = []

    def say(self, text: str) -> None:
        if self._open:
            self._written.append(_text(text))

    def begin(self, name: str, attributes: str) -> None:
        if name in _KNOWN and self._open and self._open[-1] in _VALUES:
            self.end(self._open[-1])
        if name in _PARTS:
            for other in _PARTS.intersection(self._open):
                self.end(other)
        if len(self._open) > _DEEPEST or (self._written and not self._open):
            return  # a second element outside the first is none of this prospect
        said: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(attributes[:_LONGEST_TAG]):
            value = next((part for part in found.groups()[1:] if part is not None), "")
            said.setdefault(found[1].casefold(), value.rstrip("/") if found[5] else value)
        written = "".join(f' {key}="{_text(value)}"' for key, value in said.items())
        self._written.append(f"<{name}{written}>")
        self._open.append(name)

    def end(self, name: str) -> None:
        """Close an element and all that is open in it; one that isn't open is left out."""
        if name in self._open:
            while True:
                last = self._open.pop()
                self._written.append(f"</{last}>")
                if last == name:
                    return

    def done(self) -> str:
        while self._open:
            self._written.append(f"</{self._open.pop()}>")
        return "".join(self._written)


def _text(text: str) -> str:
    return html.escape(_NOT_XML.sub("", unescaped(text)))


def unescaped(text: str) -> str:
    """Return a text with its characters' names as characters; a name nobody knows stays."""
    return html.unescape(_NO_CHARACTER.sub("", text)) if "&" in text else text
