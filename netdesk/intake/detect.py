"""What a file really is, by its content and not its suffix, before anything reads it whole."""

import stat
import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from netdesk import errors
from netdesk.i18n import N_, _
from netdesk.intake import adf_text, encodings

_MB = 1 << 20
_HEAD = 64 << 10
_MOST_PARTS = 2_000
_LONGEST_DIRECTORY = _MB


class Format(StrEnum):
    """The kinds of file there is a reader for."""

    TEXT = "text"
    HTML = "html"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ADF = "adf"


LIMITS = {
    Format.TEXT: 256 * _MB,
    Format.HTML: 64 * _MB,
    Format.XLSX: 64 * _MB,
    Format.XLS: 64 * _MB,
    Format.ODS: 64 * _MB,
    Format.ADF: adf_text.LIMIT,
}

_NOT_TABLES = (
    (b"\x89PNG", N_("图片")),
    (b"\xff\xd8\xff", N_("图片")),
    (b"GIF8", N_("图片")),
    (b"BM", N_("图片")),
    (b"II*\0", N_("图片")),
    (b"MM\0*", N_("图片")),
    (b"%PDF", N_("PDF 文档")),
    (b"{\\rtf", N_("Word 文档")),
    (b"Rar!", N_("压缩包")),
    (b"7z\xbc\xaf", N_("压缩包")),
    (b"\x1f\x8b", N_("压缩包")),
    (b"BZh", N_("压缩包")),
    (b"\xfd7zXZ", N_("压缩包")),
    (b"MZ", N_("程序")),
    (b"\x7fELF", N_("程序")),
    (b"\xcf\xfa\xed\xfe", N_("程序")),
    (b"SQLite format 3", N_("数据库")),
    (b"ID3", N_("音频或视频")),
    (b"OggS", N_("音频或视频")),
)
_INNER_MAGIC = (  # where the mark stands a little inside
    (8, b"WEBP", N_("图片")),
    (4, b"ftyp", N_("图片或视频")),
    (8, b"AVI ", N_("音频或视频")),
    (8, b"WAVE", N_("音频或视频")),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams inside an OLE file, as its directory writes them.
_OLE_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLE_BOOKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_OLE_WORD = "WordDocument".encode("utf-16-le")
_HTML = ("<html", "<table", "<!doctype html", "<meta", "<head", "<body", "<style", "<div")


@dataclass(frozen=True, slots=True)
class Found:
    """A table's file: its kind, its size in bytes, and a text's codec."""

    format: Format
    size: int
    codec: str = ""


def detect(path: Path) -> Found:
    """Return what the file is. Raises InputError children: missing, folder, device, empty, too big,
    no table, locked, broken, no right to read it.
    """
    size = _regular(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if not head:
                raise errors.EmptyFile(path=path)
            if head.startswith(_ZIP):
                if _directory_size(file, size) > _LONGEST_DIRECTORY:
                    raise errors.WorkbookUnsafe(path=path, why=_("里面的部件太多"))
                found = Found(_zipped(path), size)
            elif head.startswith(_OLE):
                found = Found(_ole(path, head), size)
            else:
                found = _text(path, head, _sample(file, head), size)
    except OSError as error:
        raise errors.Unreadable(path=path, why=error.strerror or type(error).__name__) from error
    if size > LIMITS[found.format]:
        raise _too_big(path, size, LIMITS[found.format])
    return found


def _regular(path: Path) -> int:
    """Return the size of an ordinary file. A pipe is refused unopened: opening it hangs."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise errors.NotThere(path=path) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise errors.Unreadable(path=path, why=why) from error
    if stat.S_ISDIR(status.st_mode):
        raise errors.IsFolder(path=path)
    if not stat.S_ISREG(status.st_mode):
        raise errors.NotRegular(path=path)
    if status.st_size > max(LIMITS.values()):
        raise _too_big(path, status.st_size, max(LIMITS.values()))
    return status.st_size


def _too_big(path: Path, size: int, limit: int) -> errors.FileTooBig:
    return errors.FileTooBig(path=path, size=_megabytes(size), limit=_megabytes(limit))


def _megabytes(size: int) -> str:
    return f"{size / 1024**3:.1f} GB" if size >= 1024**3 else f"{size / _MB:.0f} MB"


def _directory_size(file: BinaryIO, size: int) -> int:
    """Return how long a zip says its directory is, which zipfile would read whole."""
    begin = max(0, size - 66_000)
    file.seek(begin)
    tail = file.read(66_000)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        return 0
    length: int = struct.unpack_from("<L", tail, end + 12)[0]
    if end >= 20 and tail[end - 20 : end - 16] == b"PK\x06\x07":
        file.seek(min(size, struct.unpack_from("<Q", tail, end - 12)[0]))
        record = file.read(56)
        length = struct.unpack_from("<Q", record, 40)[0] if len(record) == 56 else length
    return length


def _zipped(path: Path) -> Format:
    """Tell the tables among what is packed as a zip by the parts inside."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            names = {part.filename.replace("\\", "/").casefold() for part in parts}
            locked = any(part.flag_bits & 1 for part in parts)
            kind = package.read("mimetype")[:100] if _small(package, "mimetype") else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise errors.WorkbookBroken(path=path) from error
    if len(parts) > _MOST_PARTS:
        raise errors.WorkbookUnsafe(path=path, why=_("里面的部件太多"))
    if "xl/workbook.bin" in names:
        raise errors.OtherWorkbook(path=path, what=_("二进制工作簿（.xlsb）"))
    if "xl/workbook.xml" in names or (
        "[content_types].xml" in names and any(name.startswith("xl/") for name in names)
    ):
        if locked:
            raise errors.WorkbookLocked(path=path)
        return Format.XLSX
    if b"opendocument.spreadsheet" in kind:
        if locked:
            raise errors.WorkbookLocked(path=path)
        return Format.ODS
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in kind:
        raise errors.NotATable(path=path, what=_("Word 文档"))
    if any(name.startswith("ppt/") for name in names):
        raise errors.NotATable(path=path, what=_("演示文稿"))
    raise errors.NotATable(path=path, what=_("压缩包"))


def _small(package: zipfile.ZipFile, name: str) -> bool:
    part = package.NameToInfo.get(name)
    stored = zipfile.ZIP_STORED
    return part is not None and part.compress_type == stored and part.file_size < 200


def _ole(path: Path, head: bytes) -> Format:
    """Tell an old workbook from a locked one and from Word; the directory may stand anywhere."""
    whole = head if len(head) < _HEAD else path.read_bytes()[: LIMITS[Format.XLS]]
    if _OLE_LOCKED in whole:
        raise errors.WorkbookLocked(path=path)
    if any(book in whole for book in _OLE_BOOKS):
        return Format.XLS
    what = _("Word 文档") if _OLE_WORD in whole else _("别的 Office 文件")
    raise errors.NotATable(path=path, what=what)


def _text(path: Path, head: bytes, sample: bytes, size: int) -> Found:
    for magic, what in _NOT_TABLES:
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head[:200]):
            raise errors.NotATable(path=path, what=_(what))
    for at, magic, what in _INNER_MAGIC:
        if head[at : at + len(magic)] == magic:
            raise errors.NotATable(path=path, what=_(what))
    codec = encodings.guess(sample)
    if adf_text.in_text(head.decode(codec or "latin-1", "ignore")):
        return Found(Format.ADF, size, codec or "")
    if codec is None:
        raise errors.NotATable(path=path, what=_("读不出文字的数据"))
    start = head[:4096].decode(codec, "ignore").lstrip("\ufeff\0 \t\r\n").casefold()
    if not start and size <= _HEAD:
        raise errors.EmptyFile(path=path)
    if start.startswith("<?xml") and "<workbook" in start:
        raise errors.OtherWorkbook(path=path, what=_("XML 表格"))
    if start.startswith("<?xml") and not any(tag in start for tag in _HTML):
        raise errors.NotATable(path=path, what=_("XML 数据"))
    is_html = start.startswith("<") and any(tag in start for tag in _HTML)
    return Found(Format.HTML if is_html else Format.TEXT, size, codec)


def _sample(file: BinaryIO, head: bytes) -> bytes:
    """Return bytes that tell the encoding: the head, or the first part that isn't plain ASCII."""
    part = head
    while part.isascii() and b"\0" not in part and (more := file.read(_HEAD)):
        if not more.isascii():  # the first byte beyond ASCII begins a sign
            first = next(i for i, byte in enumerate(more) if byte > 127)
            more = more[first:] + file.read(_HEAD)
        part = more
    return head if part.isascii() else part
