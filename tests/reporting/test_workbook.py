"""Workbooks that cannot bite: what is text stays text."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from netdesk.errors import NoTemporaryRoom
from netdesk.i18n import SOURCE_LANGUAGE, use
from netdesk.intake.profiles import normal, shipped
from netdesk.reporting.workbook import RejectedLine, Sheet, rejects_sheet, workbook_bytes

MADE = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
LIVE = (
    "=1+1",
    "+86 138",
    "-1-2",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "\t=1",
    "=cmd|' /C calc'!A0",
    "{=1+1}",
)


def book(*sheets: Sheet) -> bytes:
    return workbook_bytes(sheets, made_at=MADE)


def read(content: bytes, sheet: int = 0) -> list[list[object]]:
    found = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet)
    return found.to_python(skip_empty_area=False)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_cells_that_begin_like_a_formula_stay_text() -> None:
    content = book(Sheet("x", LIVE, [LIVE]))
    assert read(content) == [list(LIVE), list(LIVE)]
    sheets = [text for name, text in parts(content).items() if "worksheets/" in name]
    assert sheets
    assert not any("<f>" in text or "<f " in text for text in sheets)
    assert not any("<hyperlink" in text for text in sheets)


def test_they_stay_text_when_somebody_edits_them() -> None:
    content = parts(book(Sheet("x", ("a",), [("=1+1",)])))
    assert 'quotePrefix="1"' in content["xl/styles.xml"]


def test_a_phone_stays_the_digits_it_is() -> None:
    assert read(book(Sheet("x", ("电话",), [("13812345678",), ("0632-3300000",)]))) == [
        ["电话"],
        ["13812345678"],
        ["0632-3300000"],
    ]


def test_numbers_and_dates_are_numbers_and_dates() -> None:
    instant = datetime(2026, 11, 24, 17, 40, 5, tzinfo=UTC)
    rows = [(3, 0.25, date(2026, 11, 24), instant, None, "")]
    found = read(book(Sheet("x", ("a", "b", "c", "d", "e", "f"), rows)))[1]
    assert found == [3, 0.25, date(2026, 11, 24), instant.replace(tzinfo=None), "", ""]


def test_what_is_no_number_is_written_as_text() -> None:
    assert read(book(Sheet("x", ("a", "b"), [(float("nan"), float("inf"))])))[1] == ["nan", "inf"]


def test_a_cell_longer_than_excel_takes_is_cut() -> None:
    assert read(book(Sheet("x", ("a",), [("长" * 40_000,)])))[1] == ["长" * 32_767]


@pytest.mark.parametrize(
    "names",
    [("a/b:c", "[x]*?", "'q'", ""), ("名" * 40, "名" * 40), ("Rejects", "rejects"), ("History",)],
)
def test_sheets_get_names_that_excel_takes(names: tuple[str, ...]) -> None:
    content = book(*(Sheet(name, ("a",), []) for name in names))
    given = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert len({name.casefold() for name in given}) == len(names)
    assert all(0 < len(name) <= 31 for name in given)
    assert not any(set("[]:*?/\\") & set(name) for name in given)


def test_more_rows_than_a_sheet_holds_go_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netdesk.reporting.workbook.MOST_ROWS", 2)
    content = book(Sheet("x", ("a",), [(1,), (2,), (3,)]))
    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names == ["x", "x 2"]
    assert read(content, 1) == [["a"], [3]]


def test_rejected_rows_come_back_with_the_reason_first() -> None:
    sheet = rejects_sheet(
        "export.csv",
        ("姓名", "电话"),
        [
            RejectedLine(4, "电话", "=123", "电话看不懂", row_lost=True, cells=("王女士", "=123")),
            RejectedLine(9, "处理时间", "昨天", "时间看不懂", row_lost=False),
        ],
    )
    assert read(book(sheet)) == [
        ["行号", "列", "原值", "原因", "处理", "姓名", "电话"],
        [4, "电话", "=123", "电话看不懂", "整行未导入", "王女士", "=123"],
        [9, "处理时间", "昨天", "时间看不懂", "只略去这一格", "", ""],
    ]


def lost(line: int, *cells: str, sheet: str = "", channel: str = "") -> RejectedLine:
    return RejectedLine(
        line, "电话", "", "", row_lost=True, cells=cells, sheet=sheet, channel=channel
    )


def test_the_sheet_and_the_channel_stand_beside_a_row_that_needs_them() -> None:
    rejects = [
        lost(4, "王女士", "1", sheet="易车", channel="易车"),
        lost(9, "李先生", sheet="易车"),
    ]
    assert read(book(rejects_sheet("x", ("姓名", "电话"), rejects))) == [
        ["工作表", "行号", "列", "原值", "原因", "渠道", "处理", "姓名", "电话"],
        ["易车", 4, "电话", "", "", "易车", "整行未导入", "王女士", "1"],
        ["易车", 9, "电话", "", "", "", "整行未导入", "李先生", ""],
    ]


@pytest.mark.parametrize(
    ("width", "names"),
    [(0, ["姓名", "多出的格", "多出的格"]), (2, ["姓名", "", "多出的格"]), (3, ["姓名", "", ""])],
)
def test_cells_beyond_a_whole_row_have_a_name_of_their_own(width: int, names: list[str]) -> None:
    rejects = [lost(4, "王女士", "", "多", " "), lost(5, "李先生")]
    header, first, _second = read(book(rejects_sheet("x", ("姓名",), rejects, width=width)))
    assert header[5:8] == names
    assert first[5:8] == ["王女士", "", "多"]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_import_knows_every_name_that_is_put_in_front(language: str) -> None:
    use(language)
    try:
        sheet = rejects_sheet("x", ("姓名",), [lost(4, "王", "多", sheet="s", channel="易车")])
    finally:
        use(SOURCE_LANGUAGE)
    own = shipped().own_sheet
    assert len(sheet.header) == len(own.first) + 2
    for name, known in zip(sheet.header, own.first, strict=False):
        assert normal(name) in known
    assert normal(sheet.header[-1]) in own.spare
    assert normal(sheet.header[5]) in own.channel


def test_a_temporary_folder_that_is_full_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(NoTemporaryRoom) as error:
            book(Sheet("x", ("a",), [("长" * 99,)] * 999))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(tmp_path) in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_no_temporary_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with pytest.raises(NoTemporaryRoom) as error:
        book(Sheet("x", ("a",), []))
    assert error.value.exit_code == 3
