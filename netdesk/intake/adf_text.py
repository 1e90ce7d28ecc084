"""The text of ADF leads as real feeds send it: decoded and cut into prospects.

Each prospect is parsed by itself (adf_xml), so that a broken one loses no other, and without what
stands before it: no declaration that is wrong, no DTD and no entity ever comes to the parser. All
of it is linear in the length of the text, whatever is inside.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from netdesk.intake import encodings
from netdesk.intake.adf_xml import plain, unescaped

LIMIT = 64 << 20  # bytes of a file or a mail
LONGEST_PROSPECT = 256 << 10  # characters
_SAMPLE = 256 << 10

_NAMED = r"(?:[\w.-]{1,40}:)?"  # a namespace's prefix
_PROSPECT = re.compile(rf"<{_NAMED}prospect(?![\w.-])", re.IGNORECASE)
_ADF = re.compile(rf"<{_NAMED}adf(?![\w.-])", re.IGNORECASE)
_PERSON = re.compile(rf"<{_NAMED}(?:customer|contact)(?![\w.-])", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:adf|prospect)(?![\w.-])", re.IGNORECASE)
_QUOTED = re.compile(r"^>+ ?<(?:\?adf|adf|prospect)", re.IGNORECASE | re.MULTILINE)
_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)
_HTML = re.compile(r"<[^<>]*>")
_MARK = re.compile(rf"<!--|<!\[CDATA\[|<(/?){_NAMED}(prospect|adf)(?![\w.-])[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_AROUND = re.compile(rf"<{_NAMED}(?:provider|vendor)(?![\w.-])", re.IGNORECASE)
_MARKED = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']?([\w.-]+)", re.IGNORECASE)
_WESTERN = ("iso-8859-1", "iso-8859-15", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One prospect's markup, the line it begins in (from 1), and what its <adf> has around it."""

    line: int
    whole: str  # the text it is a piece of: cut out only when it is read
    begins: int
    ends: int
    around: str

    def __len__(self) -> int:
        """Return how many characters it has."""
        return self.ends - self.begins

    @property
    def text(self) -> str:
        """Return its markup, with its own tags."""
        return self.whole[self.begins : self.ends]


def in_text(text: str) -> bool:
    """Say whether a text has leads as ADF in it, at its beginning or anywhere below."""
    return any(form.search(text) for form in (_PROSPECT, _ESCAPED)) or _is_bare(text)


def decoded(data: bytes) -> tuple[str, str] | None:
    """Return the text and its codec, by what the bytes hold and not by what they declare.

    None where they are no text. Only where they may be Western or Chinese the declaration counts.
    """
    begins = 0
    if b"\0" not in data and not data.startswith(_MARKED):
        try:
            return data.decode(), "utf-8"
        except UnicodeDecodeError as error:
            begins = error.start if error.start >= _SAMPLE else 0
    codec = encodings.guess(data[begins : begins + _SAMPLE])
    declared = _DECLARED.search(data[:1000])
    if codec in ("gb18030", None) and declared and declared[1].decode().casefold() in _WESTERN:
        try:
            return data.decode("gb2312"), "gb18030"
        except UnicodeDecodeError:
            codec = "cp1252"
    return None if codec is None else (data.decode(codec, "replace").replace("\0", ""), codec)


def has_entities(text: str) -> bool:
    """Say whether a text declares entities of its own, which no lead needs and every bomb does."""
    return bool(_ENTITY.search(text)) and bool(_ENTITY.search(plain(text)))


def prospects(text: str) -> list[Fragment]:
    """Return the prospects in a text; an <adf> without any is one by itself."""
    text = _laid_open(text)
    return _cut(text, "prospect") or (_cut(text, "adf") if _is_bare(text) else [])


def _is_bare(text: str) -> bool:
    begin = _ADF.search(text)
    return begin is not None and bool(_PERSON.search(text, begin.end()))


def _laid_open(text: str) -> str:
    """Return the text without what a mail put on it: the marks of a quote, HTML around it."""
    if _QUOTED.search(text):
        text = _QUOTE.sub("", text)
    if _ESCAPED.search(text) and not _PROSPECT.search(text):
        text = unescaped(_HTML.sub(" ", text))
    return text


def _cut(text: str, name: str) -> list[Fragment]:
    """Cut out the elements of that name; one that is not closed ends where the next begins."""
    found: list[tuple[int, int, int, int]] = []
    around: list[list[str]] = [[]]
    begins = at = outside = 0
    line, counted = 1, 0
    is_open = False
    for mark in _marks(text):
        is_end, said = bool(mark[1]), mark[2].casefold()
        is_own = said == name
        if is_open and (is_own or said == "adf"):
            at = mark.end() if is_own and is_end else mark.start()
            found.append((line, begins, at, len(around) - 1))
            is_open, outside = False, at
        if is_own and not is_end:
            around[-1].append(text[outside : mark.start()])
            begins, is_open = mark.start(), True
            line += text.count("\n", counted, begins)
            counted = begins
        elif said == "adf" and not is_end and name != "adf":
            around[-1].append(text[outside : mark.start()])
            around.append([])
            outside = mark.start()
    if is_open:
        found.append((line, begins, len(text), len(around) - 1))
    else:
        around[-1].append(text[outside:])
    joined = ["".join(parts)[:LONGEST_PROSPECT] for parts in around]
    beside = [parts if _AROUND.search(parts) else "" for parts in joined]
    return [Fragment(line, text, first, end, beside[group]) for line, first, end, group in found]


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags of prospects and of <adf>, without those in comments and in CDATA."""
    at = 0
    ends = {"<!--": "-->", "<![CDATA[": "]]>"}
    while mark := _MARK.search(text, at):
        at = mark.end()
        opener = mark[0].upper()
        if mark[2] is not None:
            yield mark
        elif opener in ends:
            end = text.find(ends[opener], at)
            if end < 0:
                del ends[opener]  # it is never closed: no comment, and not looked for again
            else:
                at = end
