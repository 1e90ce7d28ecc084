"""Puts right what Qt writes wrongly in a PDF, so that its text can be found and its bytes compared.

- Where a type has no bold, Qt draws the text twice. It is drawn once, with a pen around it.
- Qt maps a glyph back to the lowest character that shares it: 日 would be found as the radical ⽇,
  and a space as a tab. The characters really set on the page take their place.
- Embedded subsets carry their tag in one of the three names only; it is put before the others.
- The times become the page's own, and the ids come from the content: same page, same bytes.

A file that is not as Qt writes it stays as it is.
"""

import re
import unicodedata
import zlib
from datetime import UTC, datetime
from hashlib import sha256

from PySide6.QtGui import QRawFont

from netdesk.paper.pdf_objects import Edit, edited, objects

_CMAP = re.compile(rb"beginbfrange\n(.*?)endbfrange", re.DOTALL)
_CODE = re.compile(rb"(?<=[\[ ])<([0-9A-F]{4})>(?=[ \]])")
_BASE_FONT = re.compile(rb"/BaseFont /")
_CHILD = re.compile(rb"/DescendantFonts \[(\d+) 0 R\]")
_DESCRIBED_BY = re.compile(rb"/FontDescriptor (\d+) 0 R")
_TAG = re.compile(rb"/Type /FontDescriptor\s+/FontName /([A-Z]{6}\+)")
_INFO_TIME = re.compile(rb"/(?:Creation|Mod)Date \(D:([^)]*)\)")
_XMP_TIME = re.compile(rb'xmp:\w+Date="([^"]{25})"')
_UUID = re.compile(rb"uuid:([0-9a-f-]{36})")
_ID = re.compile(rb"/ID \[ <([0-9a-f]+)> <([0-9a-f]+)> \]")
# The thickened text a second time, a little aside; `/ActualText <>` says that it is no text.
_TWICE = re.compile(
    rb"BT\n(/F\d+ (\S+) Tf )((?:(?!ET\n).)*?)1 0 0 -1 0 0 Tm\n"
    rb"/Span << /ActualText <> >> BDC\n(?:(?!ET\n).)*?EMC\nET\n",
    re.DOTALL,
)
_STREAM = re.compile(rb"/Length (\d+) 0 R\n/Filter /FlateDecode\n>>\nstream\n")
_LENGTH = re.compile(rb"obj\n(\d+)\n")
_THICKER = 30  # an em has this many strokes of the thickening pen


def mended(pdf: bytes, *, text: str, font: QRawFont, written_at: datetime) -> bytes:
    """Return a PDF that Qt made from `text`, mostly set in `font`, with all that put right."""
    edits = [
        *_true_characters(pdf, text, font),
        *_bold_once(pdf),
        *_subset_tags(pdf),
        *_times(pdf, written_at),
    ]
    done = edited(pdf, edits)
    return edited(done, _ids(done))


def _true_characters(pdf: bytes, text: str, font: QRawFont) -> list[Edit]:
    set_here = frozenset(text)
    by_glyph = _by_glyph(set_here, font)
    edits = []
    for cmap in _CMAP.finditer(pdf):
        for code in _CODE.finditer(pdf, cmap.start(1), cmap.end(1)):
            found = chr(int(code[1], 16))
            if found in set_here:
                continue
            true = by_glyph.get(_glyph(found, font)) or unicodedata.normalize("NFKC", found)
            if true in set_here and len(true) == 1 and ord(true) < 0x10000:
                edits.append((code.start(1), code.end(1), b"%04X" % ord(true)))
    return edits


def _by_glyph(characters: frozenset[str], font: QRawFont) -> dict[int, str]:
    """Return which of `characters` each glyph of the font stands for; the lowest, if several."""
    found = {_glyph(c, font): c for c in sorted(characters, reverse=True) if c.isprintable()}
    return {glyph: character for glyph, character in found.items() if glyph}


def _glyph(character: str, font: QRawFont) -> int:
    if character == "\t":  # Qt draws it as a space
        character = " "
    glyphs = font.glyphIndexesForString(character)
    return glyphs[0] if len(glyphs) == 1 else 0


def _subset_tags(pdf: bytes) -> list[Edit]:
    places = objects(pdf)
    tags = {
        number: tag[1]
        for number, (start, end) in places.items()
        if (tag := _TAG.search(pdf, start, end))
    }
    edits = []
    for start, end in places.values():
        name = _BASE_FONT.search(pdf, start, end)
        child = _CHILD.search(pdf, start, end)
        font = places.get(int(child[1]), (0, 0)) if child else (start, end)
        described = _DESCRIBED_BY.search(pdf, *font)
        if name and described and int(described[1]) in tags:
            edits.append((name.end(), name.end(), tags[int(described[1])]))
    return edits


def _bold_once(pdf: bytes) -> list[Edit]:
    """Return the edits that thicken text with a pen instead of drawing it twice."""
    places = objects(pdf)
    edits: list[Edit] = []
    for start, end in places.values():
        stream = _STREAM.search(pdf, start, end)
        length = _LENGTH.search(pdf, *places.get(int(stream[1]), (0, 0))) if stream else None
        if stream is None or length is None:
            continue
        span = stream.end(), stream.end() + int(length[1])
        drawn = zlib.decompress(pdf[span[0] : span[1]])
        once = _TWICE.sub(_with_pen, drawn)
        if once != drawn:
            packed = zlib.compress(once, 9)
            edits += [(*span, packed), (*length.span(1), b"%d" % len(packed))]
    return edits


def _with_pen(text: re.Match[bytes]) -> bytes:
    pen = float(text[2]) / _THICKER
    return b"BT\n2 Tr %.3f w 1 j %s%sET\n" % (pen, text[1], text[3])


def _times(pdf: bytes, written_at: datetime) -> list[Edit]:
    at = written_at.astimezone(UTC)
    info, xmp = f"{at:%Y%m%d%H%M%S}Z".encode(), f"{at:%Y-%m-%dT%H:%M:%S}+00:00".encode()
    return [
        *((found.start(1), found.end(1), info) for found in _INFO_TIME.finditer(pdf)),
        *((found.start(1), found.end(1), xmp) for found in _XMP_TIME.finditer(pdf)),
    ]


def _ids(pdf: bytes) -> list[Edit]:
    """Return the edits that make both ids out of all the other bytes."""
    places = [found.span(1) for found in _UUID.finditer(pdf)]
    places += [found.span(group) for found in _ID.finditer(pdf) for group in (1, 2)]
    rest = edited(pdf, [(start, end, b"") for start, end in places])
    digest = sha256(rest).hexdigest()
    uuid = f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}".encode()
    hexes = (digest * 2).encode()
    return [
        (start, end, uuid if pdf[start - 5 : start] == b"uuid:" else hexes[: end - start])
        for start, end in places
    ]
