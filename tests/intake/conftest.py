"""Tables of every kind, made here, and the door to read them with the clock stopped."""

import struct
import zipfile
from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from netdesk.catalog.channels import load
from netdesk.intake.door import Terms, open_file
from netdesk.intake.reading import Reject

MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
SHANGHAI = ZoneInfo("Asia/Shanghai")
# 2026-11-24 17:30 in the shop
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CHANNELS = {word: c.code for c in load() for word in (c.code, c.name, *c.aliases)}


class Read:
    """What came out of one table."""

    def __init__(self, reading):
        self.reading = reading
        self.rows = list(reading.rows)
        self.drafts = [row for row in self.rows if not isinstance(row, Reject)]
        self.rejects = [row for row in self.rows if isinstance(row, Reject)]
        self.lost = [row for row in self.rejects if row.row_lost]
        self.told = [row for row in self.rejects if not row.row_lost]
        tally = reading.tally
        assert tally.seen == len(self.drafts) + len(self.lost) + tally.skipped

    @property
    def reasons(self):
        return Counter(str(reject.reason) for reject in self.rejects)


@pytest.fixture
def read(tmp_path):
    """Read a path, or text or bytes written to a file first."""

    def read_it(content, *, name="leads.csv", encoding="utf-8", **options):
        path = content
        if isinstance(content, str):
            content = content.encode(encoding)
        if isinstance(content, bytes):
            path = tmp_path / name
            path.write_bytes(content)
        terms = {"zone": SHANGHAI, "imported_at": NOW, "channels": CHANNELS, **options}
        return Read(open_file(path, Terms(**terms)))

    return read_it


@pytest.fixture
def draft(read):
    """Read a table of one row given as column → cell, and return its draft."""

    def read_one(cells, **options):
        found = read("\t".join(cells) + "\n" + "\t".join(cells.values()) + "\n", **options)
        (only,) = found.drafts
        return only

    return read_one


@pytest.fixture
def ods(tmp_path):
    """Write the smallest ods: rows as lists of cells, or ready markup."""

    def write(*rows, name="leads.ods"):
        path = tmp_path / name
        body = "".join(row if isinstance(row, str) else _ods_row(row) for row in rows)
        spaces = "".join(
            f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
            for short in ("office", "table", "text")
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            mimetype = "application/vnd.oasis.opendocument.spreadsheet"
            package.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
            package.writestr(
                "META-INF/manifest.xml",
                f'<manifest:manifest xmlns:manifest="{MANIFEST}"><manifest:file-entry '
                f'manifest:full-path="/" manifest:media-type="{mimetype}"/></manifest:manifest>',
            )
            package.writestr(
                "content.xml",
                f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}>'
                "<office:body><office:spreadsheet>"
                f'<table:table table:name="线索">{body}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>",
            )
        return path

    return write


def _ods_row(cells):
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if isinstance(cell, str)
        else f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        for cell in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


@pytest.fixture
def xls(tmp_path):
    """Write the smallest BIFF8 workbook, by hand: one stream in an OLE file."""

    def write(rows, *, name="leads.xls", stream="Workbook"):
        path = tmp_path / name
        path.write_bytes(_ole(stream, _biff(rows)))
        return path

    return write


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _biff(rows):
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    name = "线索".encode("utf-16-le")
    sheet_at = 0
    for _ in range(2):
        book = _record(0x0809, begin) + _record(0x0042, struct.pack("<H", 1200))
        bound = struct.pack("<IBBBB", sheet_at, 0, 0, len(name) // 2, 1) + name
        book += _record(0x0085, bound) + _record(0x000A, b"")
        sheet_at = len(book)
    width = max(map(len, rows))
    cells = _record(0x0809, begin[:2] + struct.pack("<H", 0x0010) + begin[4:])
    cells += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            at = struct.pack("<HHH", y, x, 0)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                data = at + struct.pack("<HB", len(text) // 2, 1) + text
                cells += _record(0x0204, data)
            else:
                cells += _record(0x0203, at + struct.pack("<d", cell))
    return book + cells + _record(0x000A, b"")


def _ole(stream, data):
    data = data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0")
    sectors = len(data) // 512
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
    )
    header += struct.pack("<108I", *[free] * 108)
    fat = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    fat += [free] * (128 - len(fat))
    directory = _ole_entry("Root Entry", 5, 1, end, 0) + _ole_entry(stream, 2, free, 2, len(data))
    return header + struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + data


def _ole_entry(name, kind, child, start, size):
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
