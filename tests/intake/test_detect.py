"""A file is what its bytes are, and what can't be read is said in one sentence."""

import os
import sys
import zipfile
from pathlib import Path

import pytest

from netdesk import errors
from netdesk.intake.detect import LIMITS, Format, detect

CSV = "姓名,手机号\n王女士,13812345678\n"


def packed(path, **parts):
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return path


@pytest.mark.parametrize("name", ["leads.csv", "leads.xlsx", "leads.xls", "leads.png", "leads"])
def test_a_text_is_a_text_whatever_it_is_called(tmp_path, name):
    path = tmp_path / name
    path.write_text(CSV, encoding="gb18030")
    found = detect(path)
    assert (found.format, found.codec) == (Format.TEXT, "gb18030")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "start", ["<table>", "<html xmlns:x='y'>", "\n<!DOCTYPE html>", "<meta charset=x>"]
)
def test_html_under_a_sheets_name_is_html(tmp_path, codec, start):
    path = tmp_path / "leads.xls"
    path.write_text(start + "<table><tr><td>姓名</td></tr></table>", encoding=codec)
    assert detect(path).format is Format.HTML


def test_workbooks_are_known_by_their_parts(tmp_path, ods, xls):
    book = packed(tmp_path / "a.csv", xl__workbook="", **{"xl/workbook.xml": "<workbook/>"})
    assert detect(book).format is Format.XLSX
    assert detect(ods(["姓名"])).format is Format.ODS
    assert detect(xls([["姓名"]])).format is Format.XLS
    assert detect(xls([["姓名"]], stream="Book")).format is Format.XLS


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"GIF89a\x01\0", "图片"),
        (b"BM\x36\0\0\0\0\0\0\0", "图片"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "图片"),
        (b"\0\0\0\x18ftypheic", "图片或视频"),
        (b"%PDF-1.7\n", "PDF 文档"),
        (b"{\\rtf1\\ansi", "Word 文档"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
        (b"\x1f\x8b\x08\0", "压缩包"),
        (b"MZ\x90\0\x03\0\0\0", "程序"),
        (b"\x7fELF\x02\x01", "程序"),
        (b"SQLite format 3\0", "数据库"),
        (bytes(range(1, 32)) * 100, "读不出文字的数据"),
    ],
)
def test_what_is_no_table_is_named(tmp_path, head, what):
    path = tmp_path / "leads.xlsx"
    path.write_bytes(head + bytes(100))
    with pytest.raises(errors.NotATable) as told:
        detect(path)
    assert told.value.facts["what"] == what
    assert "没有改动任何数据" in str(told.value)
    assert told.value.exit_code == 3


def test_a_text_may_begin_with_the_letters_of_a_picture(tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text("BM编号,手机号\n1,13812345678\n", encoding="gb18030")
    assert detect(path).format is Format.TEXT


def test_other_packages_are_named(tmp_path):
    for parts, error in (
        ({"word/document.xml": ""}, errors.NotATable),
        ({"ppt/presentation.xml": ""}, errors.NotATable),
        ({"leads.csv": CSV}, errors.NotATable),
        ({"xl/workbook.bin": ""}, errors.OtherWorkbook),
        ({f"xl/{n}.xml": "" for n in range(2_001)}, errors.WorkbookUnsafe),
    ):
        with pytest.raises(error):
            detect(packed(tmp_path / "a.xlsx", **parts))


def test_a_zip_that_lies_about_its_directory_is_refused_unread(tmp_path):
    path = packed(tmp_path / "a.xlsx", **{"xl/workbook.xml": ""})
    data = bytearray(path.read_bytes())
    data[-10:-6] = (300 << 20).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(errors.WorkbookUnsafe):
        detect(path)


def test_a_zip_cut_in_the_middle_is_broken(tmp_path):
    path = packed(tmp_path / "a.xlsx", **{"xl/workbook.xml": "x" * 1000})
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(errors.WorkbookBroken):
        detect(path)


def test_a_locked_workbook_is_said_to_be_locked(xls):
    with pytest.raises(errors.WorkbookLocked):
        detect(xls([["x"]], name="leads.xlsx", stream="EncryptedPackage"))


def test_an_old_word_document_is_no_table(xls):
    with pytest.raises(errors.NotATable):
        detect(xls([["x"]], stream="WordDocument"))


def test_sheets_as_plain_xml_are_to_be_saved_again(tmp_path):
    path = tmp_path / "leads.xls"
    path.write_text('<?xml version="1.0"?><Workbook xmlns="urn:x">', encoding="utf-8")
    with pytest.raises(errors.OtherWorkbook):
        detect(path)


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\r\n"]
)
def test_an_empty_file_is_said_to_be_empty(tmp_path, content):
    path = tmp_path / "leads.csv"
    path.write_bytes(content)
    with pytest.raises(errors.EmptyFile):
        detect(path)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(errors.IsFolder):
        detect(tmp_path)


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(errors.NotThere):
        detect(tmp_path / "leads.csv")


def test_a_name_no_system_takes_is_unreadable(tmp_path):
    with pytest.raises(errors.Unreadable):
        detect(tmp_path / "a\0b")
    with pytest.raises(errors.Unreadable):
        detect(tmp_path / ("x" * 5000))


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_is_refused_before_it_is_opened(tmp_path):
    path = tmp_path / "leads.csv"
    os.mkfifo(path)
    with pytest.raises(errors.NotRegular):
        detect(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no device files there")
def test_a_device_is_refused():
    with pytest.raises(errors.NotRegular):
        detect(Path(os.devnull))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the one who may read everything"
)
def test_a_file_without_the_right_to_read_it_is_unreadable(tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text(CSV, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(errors.Unreadable):
        detect(path)


def test_a_refused_read_is_said_with_its_reason(tmp_path, monkeypatch):
    path = tmp_path / "leads.csv"
    path.write_text(CSV, encoding="utf-8")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(errors.Unreadable, match="Permission denied"):
        detect(path)


def test_a_sparse_file_of_20_gb_is_refused_by_its_size(tmp_path):
    path = tmp_path / "leads.csv"
    with path.open("wb") as file:
        file.truncate(20 << 30)
    with pytest.raises(errors.FileTooBig, match=r"20\.0 GB"):
        detect(path)


def test_each_kind_of_table_has_its_own_limit(tmp_path):
    path = tmp_path / "leads.xls"
    path.write_text("<table>".ljust(70_000), encoding="utf-8")
    os.truncate(path, LIMITS[Format.HTML] + 1)
    with pytest.raises(errors.FileTooBig, match="64 MB"):
        detect(path)


def test_the_encoding_is_found_far_behind_a_head_without_chinese(tmp_path):
    path = tmp_path / "leads.csv"
    rows = "".join(f"name{n},13812345678\n" for n in range(9000))
    path.write_text(f"name,phone\n{rows}王女士,13812345679\n", encoding="gb18030")
    assert detect(path).codec == "gb18030"
