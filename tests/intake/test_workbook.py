"""Workbooks come through a child with limits; what would hurt is refused before it is read."""

import subprocess
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter

from netdesk import errors
from netdesk.intake import workbook, workbook_child, workbook_guard
from netdesk.intake.workbook import sheets

HEADER = ["姓名", "手机号"]
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def all_rows(path, kind="xlsx"):
    """Read every sheet to its end: name → rows."""
    return {sheet.name: [*sheet.head, *sheet.rest] for sheet in sheets(path, kind)}


def sheet_rows(path, kind="xlsx"):
    (rows,) = all_rows(path, kind).values()
    return rows


@pytest.fixture
def children(monkeypatch):
    """Every child that is started."""
    started = []

    class Recorded(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            started.append(self)

    monkeypatch.setattr(workbook.subprocess, "Popen", Recorded)
    return started


@pytest.fixture
def book(tmp_path):
    """Write a workbook: sheet name → function that fills it."""

    def write(name="leads.xlsx", *, options=None, **sheets):
        path = tmp_path / name
        with xlsxwriter.Workbook(path, options or {}) as made:
            for title, fill in sheets.items():
                fill(made, made.add_worksheet(title))
        return path

    return write


def lines(*rows):
    def fill(_made, sheet):
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return fill


@pytest.fixture
def package(tmp_path):
    """Write a workbook by hand around one sheet's markup, with further parts."""

    def write(sheet="", *, name="leads.xlsx", compression=zipfile.ZIP_DEFLATED, **parts):
        path = tmp_path / name
        files = {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
            f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">'
            '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
            f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            **parts,
        }
        with zipfile.ZipFile(path, "w", compression) as made:
            for inside, content in files.items():
                made.writestr(inside, content)
        return path

    return write


def markup(*cells, before=""):
    inside = "".join(
        f'<row><c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c></row>' for ref, text in cells
    )
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'


def test_rows_carry_the_number_of_the_sheet(book):
    path = book(线索=lines(["标题"], [], HEADER, ["王女士", "13812345678"]))
    assert sheet_rows(path) == [(1, ["标题", ""]), (3, HEADER), (4, ["王女士", "13812345678"])]


def test_cells_are_text_as_a_person_would_write_it(book):
    def fill(made, sheet):
        sheet.write_row(0, 0, HEADER)
        stamp = made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        clock = made.add_format({"num_format": "hh:mm"})
        span = made.add_format({"num_format": "[h]:mm:ss"})
        sheet.write_number(1, 0, 13812345678)
        sheet.write_number(1, 1, 0.5)
        sheet.write_boolean(1, 2, True)
        sheet.write_datetime(1, 3, datetime(2026, 11, 24, 9, 12, 3), stamp)  # noqa: DTZ001
        sheet.write_datetime(1, 4, date(2026, 11, 24), day)
        sheet.write_datetime(1, 5, time(9, 12), clock)
        sheet.write_number(1, 6, 1.5, span)
        sheet.write_string(1, 7, "=cmd|'/c calc'!A1")
        sheet.write_number(1, 8, 202611240000123)
        sheet.write_formula(1, 9, "=1/0", None, "#DIV/0!")
        sheet.write_string(1, 10, "完")

    assert sheet_rows(book(线索=fill))[1] == (
        2,
        [
            "13812345678",
            "0.5",
            "TRUE",
            "2026-11-24 09:12:03",
            "2026-11-24",
            "09:12:00",
            "36:00:00",
            "=cmd|'/c calc'!A1",
            "202611240000123",
            "",
            "完",
        ],
    )


def test_cells_merged_down_say_the_same_in_every_row(book):
    def fill(_made, sheet):
        sheet.merge_range("A1:B1", "线索导出")
        sheet.write_row(1, 0, [*HEADER, "渠道"])
        for row in (2, 3, 4, 5):
            sheet.write_row(row, 0, ["王", f"1381234567{row}"])
        sheet.merge_range("C3:C5", "抖音")

    rows = sheet_rows(book(线索=fill))
    assert [cells[2] for _, cells in rows[2:]] == ["抖音", "抖音", "抖音", ""]
    assert rows[0] == (1, ["线索导出", "", ""])


def test_dates_that_count_from_1904_are_said_to(book):
    late = book("b.xlsx", options={"date_1904": True}, a=lines(HEADER))
    for path, said in ((book(a=lines(HEADER)), False), (late, True)):
        assert [sheet.since_1904 for sheet in sheets(path, "xlsx")] == [said]


def many(count, start=13800000000):
    return [["王", str(start + n)] for n in range(count)]


def test_every_sheet_is_read_to_its_end_by_one_child(book, children):
    path = book(
        说明=lines(["怎么用"]),
        十月=lines(HEADER, *many(1200)),
        空=lines(),
        十一月=lines(["标题"], HEADER, *many(700)),
    )
    counted = {name: len(rows) for name, rows in all_rows(path).items()}
    assert counted == {"说明": 1, "十月": 1201, "空": 0, "十一月": 702}
    assert len(children) == 1
    assert children[0].poll() is not None


def test_a_sheet_may_be_passed_over_or_left_half_read(book):
    path = book(
        甲=lines(HEADER, *many(1200)),
        乙=lines(HEADER, *many(1200)),
        丙=lines(HEADER, *many(1200, 13900000000)),
    )
    seen = sheets(path, "xlsx")
    next(seen)
    next(next(seen).rest)
    third = next(seen)
    assert third.head[1] == (2, ["王", "13900000000"])
    assert len([*third.head, *third.rest]) == 1201
    assert list(seen) == []


def hide(how):
    def fill(_made, sheet):
        sheet.write_row(0, 0, [*HEADER, "隐藏"])
        getattr(sheet, how)()

    return fill


def test_a_hidden_sheet_is_said_to_be_and_a_very_hidden_one_is_not_there(book):
    path = book(线索=lines(HEADER), 字典=hide("hide"), 程序=hide("very_hidden"), 补=lines(HEADER))
    assert [(s.name, s.place) for s in sheets(path, "xlsx")] == [
        ("线索", ""),
        ("字典", "hidden"),
        ("补", ""),
    ]


def test_of_more_sheets_than_are_looked_into_there_is_the_name(book):
    path = book(**{f"表{n}": lines(HEADER) for n in range(52)})
    found = [(s.name, s.place, len(s.head)) for s in sheets(path, "xlsx")]
    assert found[49:] == [("表49", "", 1), ("表50", "beyond", 0), ("表51", "beyond", 0)]


def test_a_hidden_sheet_that_is_broken_refuses_nothing(book, tmp_path):
    path = book(线索=lines(HEADER, ["王女士", "13812345678"]), 字典=hide("hide"))
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(damaged, "w") as target:
        for inside in source.namelist():
            content = source.read(inside)
            is_hidden = inside == "xl/worksheets/sheet2.xml"
            target.writestr(inside, content[:-200] if is_hidden else content)
    assert {name: len(rows) for name, rows in all_rows(damaged).items()} == {"线索": 2, "字典": 0}


def test_ods_and_xls_are_read_alike(ods, xls):
    expected = [(1, HEADER), (2, ["王女士", "13812345678"])]
    assert sheet_rows(ods(HEADER, ["王女士", 13812345678.0]), "ods") == expected
    assert sheet_rows(xls([HEADER, ["王女士", 13812345678.0]]), "xls") == expected


def test_what_an_ods_repeats_behind_its_last_cell_costs_nothing(ods):
    tail = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert sheet_rows(ods(HEADER, tail), "ods") == [(1, HEADER)]


def test_closing_the_sheets_ends_the_child(book, children):
    seen = sheets(book(线索=lines(HEADER, *many(5000))), "xlsx")
    next(next(seen).rest)
    assert children[0].poll() is None
    seen.close()
    assert children[0].poll() is not None


def refused(path, kind="xlsx"):
    with pytest.raises(errors.InputError) as told:
        all_rows(path, kind)
    return told.value


def test_a_cell_at_the_end_of_the_world_is_refused(package):
    far = package(markup(("A1", "手机号"), ("XFD1048576", "x")))
    assert isinstance(refused(far), errors.WorkbookUnsafe)
    assert "尽头" in str(refused(far))


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet><row r=\"1\"><c r='XFD1048576'/></row></worksheet>",
        '<worksheet><row r="1"><c\tr\n=\n"XFD1048576"/></row></worksheet>',
        '<worksheet><row r="1"><c r="ZZ1"/><c r="A999999"/></row></worksheet>',
        "<worksheet>" + " " * (1 << 20) + '<c r="A1000000"/><c r="CV1"/></worksheet>',
        '<worksheet><c r="xfd1048576"/></worksheet>',
    ],
)
def test_a_far_cell_is_found_however_it_is_written(package, sheet):
    with pytest.raises(workbook_guard.RefusedError) as told:
        workbook_guard.check(package(sheet))
    assert told.value.fault is workbook_guard.Fault.FAR_CELLS


def test_a_wide_sheet_of_few_rows_is_not_far(package):
    assert workbook_guard.check(package(markup(("A1", "手机号"), ("XFD9", "x")))) is False


def test_a_zip_bomb_is_refused_while_it_unpacks(package):
    path = package("<worksheet>" + " " * (64 << 20))
    assert path.stat().st_size < 200_000
    assert "解开" in str(refused(path))


def test_all_parts_together_have_a_limit(package, monkeypatch):
    monkeypatch.setattr(workbook_guard, "MOST_BYTES", 3 << 20)
    noise = "<!---->" * 150_000
    with pytest.raises(workbook_guard.RefusedError) as told:
        workbook_guard.check(package(noise, **{f"xl/{n}.xml": noise for n in range(3)}))
    assert told.value.fault is workbook_guard.Fault.BOMB


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/other.bin"]
)
def test_a_doctype_is_refused_in_any_part(package, part):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "DOCTYPE" in str(refused(package(markup(("A1", "手机号")), **{part: bomb})))


def test_a_doctype_cut_in_two_is_still_found(package):
    head = "<worksheet>"
    piece = 1 << 20
    for shift in range(1, 9):
        filler = head.ljust(piece - shift) + "<!DOCTYPE x>"
        with pytest.raises(workbook_guard.RefusedError):
            workbook_guard.check(package(filler, compression=zipfile.ZIP_STORED))


def test_utf16_inside_a_package_is_refused(package):
    sheet = markup(("A1", "手机号")).encode("utf-16")
    assert isinstance(refused(package(sheet)), errors.WorkbookUnsafe)


def test_a_picture_with_a_doctype_is_none_of_our_business(package):
    path = package(markup(("A1", "手机号")), **{"xl/media/logo.svg": "<!DOCTYPE svg><svg/>"})
    assert sheet_rows(path) == [(1, ["手机号"])]


def test_other_ways_of_packing_are_refused(package):
    path = package(markup(("A1", "手机号")), compression=zipfile.ZIP_BZIP2)
    assert isinstance(refused(path), errors.WorkbookBroken)


@pytest.mark.parametrize(
    "sheet", ["", "<worksheet", "<worksheet><sheetData><row><c r=", "\0\0", "{}"]
)
def test_a_broken_sheet_is_no_traceback(package, sheet):
    path = package(sheet)
    try:
        assert sheet_rows(path) == []
    except errors.InputError as told:
        assert "没有改动任何数据" in str(told)  # noqa: PT017 - either is right


def ods_row(cells, *, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def ods_cell(times=1):
    said = 'office:value-type="float" office:value="1"'
    return f'<table:table-cell table:number-columns-repeated="{times}" {said}/>'


@pytest.mark.parametrize(
    "row",
    [
        ods_row(ods_cell(16_000)) * 1_100,
        ods_row(ods_cell() * 17, times=1_048_000),
        ods_row("<table:table-cell/>", times=1_048_000) + ods_row(ods_cell(17)),
    ],
    ids=["wide", "deep", "corner"],
)
def test_an_ods_that_repeats_too_much_is_refused(ods, row):
    assert isinstance(refused(ods(HEADER, row), "ods"), errors.WorkbookUnsafe)


def test_a_child_that_needs_more_memory_than_it_may_is_said_to(book, monkeypatch):
    monkeypatch.setattr(workbook, "_COMMAND", ("-c", "import os; os.abort()"))
    assert isinstance(refused(book(线索=lines(HEADER))), errors.WorkbookTooMuch)


def test_a_child_that_thinks_too_long_is_ended(book, monkeypatch, children):
    monkeypatch.setattr(workbook, "PATIENCE_S", 0.01)
    monkeypatch.setattr(workbook, "_WATCH_S", 0.01)
    monkeypatch.setattr(workbook, "_COMMAND", ("-c", "input(); import time; time.sleep(60)"))
    assert isinstance(refused(book(线索=lines(HEADER))), errors.WorkbookTooMuch)
    assert children[0].poll() is not None


def test_a_locked_xls_is_said_to_be_locked(xls):
    # FILEPASS, the record of a sheet with a password
    path = xls([HEADER])
    data = path.read_bytes()
    codepage = bytes.fromhex("420002 00b004".replace(" ", ""))
    assert codepage in data
    path.write_bytes(data.replace(codepage, bytes.fromhex("2f0002000100"), 1))
    assert isinstance(refused(path, "xls"), errors.WorkbookLocked | errors.WorkbookBroken)


def test_a_duration_is_hours_minutes_seconds():
    assert workbook_child._text(timedelta(hours=30, minutes=5, seconds=9)) == "30:05:09"
