"""From a file to drafts: every kind of table, every refusal, and nothing left open."""

import io
import tracemalloc
import zipfile
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netdesk import errors
from netdesk.domain.leads.lead import TimeKind
from netdesk.intake import workbook
from netdesk.intake.door import Terms, open_file, open_text
from netdesk.intake.reading import LeadDraft, RecordKind
from tests.intake.conftest import CHANNELS, NOW, SHANGHAI

TABLE = (
    "汽车之家-车商汇 线索导出,,,,\r\n"
    "导出时间：2026-11-24,,,,\r\n"
    "线索ID,客户姓名,手机号码,意向车系,下单时间\r\n"
    "X1,王女士,13812345678,秦L,2026-11-24 09:12\r\n"
    "X2,李先生,1.3812345679E10,宋PLUS,11/24/2026 09:12:00 AM\r\n"
    "小计,,2,,\r\n"
    "X3,赵女士,138****5680,汉,2026年11月24日\r\n"
)
TERMS = Terms(SHANGHAI, NOW, CHANNELS)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("name", ["leads.csv", "leads.xlsx"])
def test_an_export_with_a_title_line_is_read_in_any_encoding(read, codec, name):
    found = read(TABLE, name=name, encoding=codec)
    assert [d.line for d in found.drafts] == [4, 5]
    assert [(r.line, r.column, r.value) for r in found.rejects] == [(7, "手机号码", "138****5680")]
    assert found.drafts[0].received_at == found.drafts[1].received_at
    assert found.reading.encoding == codec
    assert (found.reading.kind, found.reading.profile) == (RecordKind.LEADS, "autohome")
    assert found.reading.default_channel == "autohome"
    assert found.reading.header[0] == "线索ID"
    assert found.reading.tally.skipped == 1


def test_tabs_and_semicolons_do_as_well(read):
    for delimiter in "\t;|":
        assert len(read(TABLE.replace(",", delimiter)).drafts) == 2


def same_rows(found):
    return [
        (d.line, d.phone, d.name, d.received_at, d.time_kind, d.outside_id) for d in found.drafts
    ]


def test_the_same_table_says_the_same_in_every_format(read, tmp_path, ods, xls):
    stamp = datetime(2026, 11, 24, 9, 12)  # noqa: DTZ001
    header = ["线索ID", "客户姓名", "手机号", "下单时间"]
    expected = [
        (
            2,
            "13812345678",
            "王女士",
            datetime(2026, 11, 24, 1, 12, tzinfo=UTC),
            TimeKind.EXACT,
            "20261124001",
        )
    ]
    path = tmp_path / "book.csv"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("线索")
        sheet.write_row(0, 0, header)
        sheet.write_row(1, 0, [20261124001, "王女士", 13812345678])
        sheet.write_datetime(1, 3, stamp, book.add_format({"num_format": "yyyy/m/d h:mm"}))
    assert same_rows(read(path)) == expected
    serial = ["20261124001", "王女士", 13812345678.0, 46350.0 + 552 / 1440]
    assert (
        same_rows(read(ods(header, ["20261124001", "王女士", 13812345678.0, "2026-11-24 09:12"])))
        == expected
    )
    assert same_rows(read(xls([header, [20261124001.0, *serial[1:]]]))) == expected
    html = (
        "<table><tr><td>"
        + "<td>".join(header)
        + "<tr><td>20261124001<td>王女士<td>13812345678<td>2026-11-24 09:12</table>"
    )
    assert same_rows(read(html, name="leads.xls", encoding="gb18030")) == expected
    assert read(html, name="leads.xls").reading.encoding == "utf-8"


def test_a_workbook_says_its_kind_where_a_text_says_its_encoding(read, ods):
    assert read(ods(["姓名", "手机号"], ["王", "13812345678"])).reading.encoding == "ods"


def test_a_serial_without_format_counts_from_the_workbooks_own_year(read, tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        book.add_worksheet().write_row(0, 0, ["手机号", "下单时间"])
        book.worksheets()[0].write_row(1, 0, ["13812345678", 44888.5])
    assert read(path).drafts[0].received_at == datetime(2026, 11, 24, 4, tzinfo=UTC)


def test_the_second_sheet_is_read_where_the_first_is_a_cover(read, tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("封面").write(0, 0, "仅供内部使用")
        sheet = book.add_worksheet("懂车帝线索")
        sheet.write_row(3, 1, ["姓名", "手机号"])
        sheet.write_row(4, 1, ["王女士", "13812345678"])
    found = read(path)
    assert [d.line for d in found.drafts] == [5]
    assert found.reading.profile == "dongchedi"


@pytest.fixture
def book(tmp_path):
    """Write a workbook: sheet name → rows; a name that ends in ~ is hidden."""

    def write(sheets, *, name="book.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as made:
            for title, rows in sheets.items():
                sheet = made.add_worksheet(title.rstrip("~"))
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
                if title.endswith("~"):
                    sheet.hide()
        return path

    return write


CALLS = [["主叫号码", "被叫号码", "通话时长"], ["13812345678", "4001234567", "60"]]


def leads(*phones, names=("姓名", "手机号")):
    return [names, *(["王女士", phone] for phone in phones)]


def test_every_sheet_of_leads_is_read_by_its_own_header(read, book):
    found = read(
        book(
            {
                "易车": [["十一月"], *leads("13812345671", "12")],
                "懂车帝": leads("13812345672", "34", names=("客户姓名", "联系电话")),
                "其余": [["线索来源", *leads()[0]], ["抖音", "赵女士", "13812345673"]],
            }
        )
    )
    assert [(d.line, d.phone, d.channel) for d in found.drafts] == [
        (3, "13812345671", ""),
        (2, "13812345672", ""),
        (2, "13812345673", "douyin"),
    ]
    assert [(r.sheet, r.line, r.column, r.says_channel) for r in found.lost] == [
        ("易车", 4, "手机号", False),
        ("懂车帝", 3, "联系电话", False),
    ]
    parts = [(p.sheet, p.header, p.default_channel) for p in found.reading.parts]
    assert parts == [
        ("易车", ("姓名", "手机号"), "yiche"),
        ("懂车帝", ("客户姓名", "联系电话"), "dongchedi"),
        ("其余", ("线索来源", "姓名", "手机号"), ""),
    ]
    assert found.reading.passed_over == []


def test_sheets_that_hold_no_leads_are_passed_over_and_named(read, book):
    found = read(
        book(
            {
                "封面": [["仅供内部使用"]],
                "通话": CALLS,
                "线索": leads("13812345678"),
                "渠道汇总": [["渠道", "日期"], ["易车", "2026-11-24"]],
                "空": [],
                "旧线索~": leads("13812345679"),
                "字典~": [["颜色"], ["红"]],
                "补录": leads("13812345680"),
            }
        )
    )
    assert [d.phone for d in found.drafts] == ["13812345678", "13812345680"]
    assert found.reading.passed_over == ["封面", "通话", "渠道汇总", "旧线索"]


@pytest.mark.parametrize(
    ("sheets", "error"),
    [
        ({"封面": [["仅供内部使用"]], "通话": CALLS}, errors.MissingColumns),
        ({"封面": [["仅供内部使用"]], "汇总": [["姓名", "日期"]]}, errors.NoContactColumn),
        ({"空": [], "封面": [["仅供内部使用"]]}, errors.UnknownHeader),
        ({"空": [], "旧~": leads("13812345678")}, errors.EmptyFile),
    ],
)
def test_a_workbook_without_leads_is_refused_by_what_says_most(read, book, sheets, error):
    with pytest.raises(error):
        read(book(sheets))


def test_hidden_numbers_are_counted_over_all_sheets(read, book, monkeypatch):
    monkeypatch.setattr("netdesk.intake.reading.MOST_LOST", 10)
    with pytest.raises(errors.MostlyUnusable):
        read(book({"甲": leads(*["138****5678"] * 6), "乙": leads(*["138****5678"] * 6)}))


def test_a_workbook_closed_between_two_sheets_lets_go_of_its_child(book, monkeypatch):
    closed = []
    close = workbook._Child.close
    monkeypatch.setattr(workbook._Child, "close", lambda c: (close(c), closed.append(c)))
    reading = open_file(book({"甲": leads("13812345678"), "乙": leads("13812345679")}), TERMS)
    assert next(reading.rows).phone == "13812345678"
    reading.close()
    assert [child._process.poll() is None for child in closed] == [False]


# --- our own sheet of rejects comes back

OWN = ["行号", "列", "原值", "原因", "渠道", "处理"]


def own_row(channel="易车", *cells):
    return ["4", "手机号", "12", "不是可用的电话号码", channel, "整行未导入", *cells]


@pytest.mark.parametrize(
    "before",
    [
        OWN,
        ["工作表", *OWN],
        ["Line", "Column", "Value", "Reason", "Channel", "What was done"],
        ["Sheet", "Line", "Column", "Value", "Reason", "What was done"],
    ],
)
def test_what_the_sheet_of_rejects_puts_in_front_is_none_of_the_leads(read, before):
    own = ["处理时间", "姓名", "手机号", "下单时间"]
    row = ["2026-11-24 09:40", "王女士", "13812345678", "2026-11-24 09:12"]
    filled = ["易车" if name in ("渠道", "Channel") else "合计 5" for name in before]
    found = read("\t".join([*before, *own]) + "\n" + "\t".join([*filled, *row]) + "\n")
    (draft,) = found.drafts
    assert draft.raw == tuple(row)
    assert found.reading.header == tuple(own)
    assert draft.handled_at == datetime(2026, 11, 24, 1, 40, tzinfo=UTC)
    assert draft.channel == ("yiche" if "易车" in filled else "")
    assert found.rejects == []


def test_a_first_column_called_handling_is_no_time_of_handling(read):
    text = "\t".join([*OWN, "姓名", "手机号"]) + "\n" + "\t".join(own_row("", "王", "13812345678"))
    found = read(text)
    assert (found.drafts[0].handled_at, found.rejects) == (None, [])


def test_a_header_of_our_own_is_found_though_a_row_names_more_columns(read, book):
    rows = [[*OWN, "姓名", "手机号"], ["4", "手机号", "电话", "", "", "", "客户", "电话"]]
    found = read(book({"退回": rows}))
    assert [(r.line, r.value, r.cells) for r in found.lost] == [(2, "电话", ("客户", "电话"))]


def test_the_rows_own_channel_stands_before_the_one_in_front(read):
    names = [*OWN, "姓名", "手机号", "来源"]
    rows = [
        own_row("易车", "王", "13812345671", "抖音"),
        own_row("易车", "李", "13812345672", ""),
        own_row("易车", "赵", "13812345673", "车型综述页"),
        own_row("其他", "钱", "13812345674", "快手"),
        own_row("快手", "孙", "13812345675", ""),
        own_row("-", "周", "13812345676", ""),
    ]
    found = read("\n".join("\t".join(row) for row in [names, *rows]))
    assert [d.channel for d in found.drafts] == ["douyin", "yiche", "yiche", "other", "", ""]
    # A page of a platform is no unknown channel; what a person wrote wrong is told.
    assert [(r.line, r.column, r.value) for r in found.told] == [
        (5, "来源", "快手"),
        (6, "渠道", "快手"),
    ]


def test_a_row_rejected_again_keeps_its_channel(read):
    names = [*OWN, "姓名", "手机号", "来源"]
    rows = [own_row("易车", "王", "12", ""), own_row("易车", "李", "34", "抖音")]
    found = read("\n".join("\t".join(row) for row in [names, *rows]))
    assert [(r.channel, r.says_channel, r.cells) for r in found.lost] == [
        ("yiche", False, ("王", "12", "")),
        ("yiche", True, ("李", "34", "抖音")),
    ]


def test_what_was_told_of_a_row_that_says_nothing_is_not_told_of_the_next(read):
    rows = [
        [*OWN, "姓名", "手机号"],
        own_row("快手", "小计", ""),
        own_row("易车", "王", "13812345678"),
    ]
    found = read("\n".join("\t".join(row) for row in rows))
    assert (len(found.drafts), found.rejects) == (1, [])


def test_a_row_with_a_cell_to_spare_is_rejected_until_it_is_mended(read, book):
    names = [*OWN, "姓名", "手机号", "", "多出的格", "多出的格"]
    spare = own_row("易车", "王女士", "13812345678", "备", "", "多")
    mended = own_row("易车", "李女士", "13812345679", "备", "", "")
    found = read(book({"退回": [names, spare, mended]}))
    assert found.reading.header == ("姓名", "手机号")
    assert [(r.line, r.reason, r.value) for r in found.lost] == [(2, "broken_row", " 多")]
    assert [d.line for d in found.drafts] == [3]


def test_a_list_that_begins_like_ours_by_chance_keeps_its_columns(read):
    found = read("行号,渠道,姓名,手机号\n1,易车,王女士,13812345678\n")
    assert found.reading.header == ("行号", "渠道", "姓名", "手机号")
    assert found.drafts[0].channel == "yiche"


@pytest.mark.parametrize("lines", [14, 15])
def test_a_header_is_found_within_fifteen_rows(read, lines):
    text = "".join(f"说明{n}\n" for n in range(lines)) + "姓名,手机号\n王女士,13812345678\n"
    if lines < 15:
        assert read(text).drafts[0].line == 16
    else:
        with pytest.raises(errors.UnknownHeader):
            read(text)


def test_blank_lines_do_not_use_up_the_fifteen(read):
    assert read("\n" * 40 + "姓名,手机号\n王女士,13812345678\n").drafts[0].line == 42


def test_an_open_quote_is_told_and_the_rows_after_it_are_read(read):
    found = read('姓名,手机号,留言\n王,13812345678,"你好\n李,13812345679,在\n赵,13812345680,好\n')
    assert [d.line for d in found.drafts] == [3, 4]
    assert [r.line for r in found.lost] == [2]


def test_a_profile_may_be_asked_for(read):
    found = read(TABLE, profile="xcar")
    assert (found.reading.profile, found.reading.default_channel) == ("xcar", "xcar")
    assert read("姓名,手机号\n王,13812345678\n", profile="generic").reading.default_channel == ""


def test_a_summer_time_zone_is_the_shops(read):
    found = read(
        "手机号,下单时间\n13812345678,2026-11-01 01:30\n", zone=ZoneInfo("America/New_York")
    )
    assert found.drafts[0].received_at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_table_from_the_clipboard_is_read_by_the_same_rules():
    terms = Terms(SHANGHAI, NOW, CHANNELS)
    reading = open_text("姓名\t手机号\r\n王女士\t13812345678\r\n", source="剪贴板", terms=terms)
    assert [d.phone for d in reading.rows] == ["13812345678"]
    with pytest.raises(errors.EmptyFile):
        open_text(" \n", source="剪贴板", terms=terms)


# --- refusals


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        ("", errors.EmptyFile, "空的"),
        ("\n\n , \n", errors.EmptyFile, "空的"),
        ("颜色,尺寸\n红,大\n", errors.UnknownHeader, "颜色、尺寸"),
        ("姓名,手机号" + "长" * 200_000, errors.UnknownHeader, "姓名,手机号长"),
        ('<?xml version="1.0"?><a>1</a>', errors.NotATable, "XML"),
        ("13812345678,王女士\n13812345679,李先生\n", errors.UnknownHeader, "13812345678"),
        ("客户姓名,意向车系,下单时间\n王,秦L,\n", errors.NoContactColumn, "客户姓名、意向车系"),
        ("主叫号码,被叫号码,通话时长\n", errors.MissingColumns, "“来电时间”"),
        ("客户姓名,联系电话,车架号,成交价\n", errors.MissingColumns, "“日期”"),
        ("<table><tr><td>颜色</td></tr></table>", errors.UnknownHeader, "颜色"),
        ("<html><p>登录已过期</p></html>", errors.NotATable, "没有表格的网页"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(read, content, error, said):
    with pytest.raises(error) as told:
        read(content)
    sentence = str(told.value)
    assert said in sentence
    assert "没有改动任何数据" in sentence
    assert told.value.exit_code == 3


def test_a_picture_named_xlsx_is_a_picture(read):
    with pytest.raises(errors.NotATable, match="图片"):
        read(b"\x89PNG\r\n\x1a\n" + bytes(500), name="leads.xlsx")


def test_a_workbook_without_rows_is_empty(read, tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    with pytest.raises(errors.EmptyFile):
        read(path)


def test_a_workbook_with_unknown_names_says_them(read, ods):
    with pytest.raises(errors.UnknownHeader, match="颜色、尺寸"):
        read(ods(["颜色", "尺寸"], ["红", "大"]))


def test_another_list_is_read_as_leads_where_that_is_asked_for(read):
    found = read("客户姓名,联系电话,车架号,成交价\n王,13812345678,L1,9.9\n", kind="leads")
    assert len(found.drafts) == 1


def test_a_kind_that_nobody_reads_is_wrong_use(read):
    with pytest.raises(errors.KindNotRead) as told:
        read(TABLE, kind="anything")
    assert told.value.exit_code == 2


def test_a_profile_nobody_has_is_wrong_use(read):
    with pytest.raises(errors.UnknownProfile):
        read(TABLE, profile="taobao")


def test_a_file_that_vanishes_while_it_is_opened_is_one_sentence(read, monkeypatch, tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text(TABLE, encoding="utf-8")

    def vanish(*_args):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("netdesk.intake.text_rows.rows_of_file", vanish)
    with pytest.raises(errors.Unreadable, match="Input/output error"):
        read(path)


# --- nothing left open, nothing heaped up


def open_files():
    """Count what this process has open, where the system tells."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def test_a_reading_that_is_closed_lets_go_of_its_file(tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text(TABLE + "X,王,13812345678,,\r\n" * 10_000, encoding="utf-8")
    before = open_files()
    reading = open_file(path, TERMS)
    next(reading.rows)
    reading.close()
    reading.close()
    assert list(reading.rows) == []
    assert open_files() == before


def test_a_reading_that_nobody_begins_lets_go_of_its_file_when_closed(tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text(TABLE, encoding="utf-8")
    open_file(path, TERMS).close()
    path.unlink()


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "leads.csv"
    lines = (f"X{n},王女士{n},138{n:08d},秦L,2026-11-24 09:{n % 60:02d}\r\n" for n in range(40_000))
    path.write_text(TABLE + "".join(lines), encoding="gb18030")
    reading = open_file(path, TERMS)
    list(islice(reading.rows, 2000))
    tracemalloc.start()
    count = sum(isinstance(row, LeadDraft) for row in reading.rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 37_000
    assert peak < 2 << 20


# --- anything at all


def whatever(path, content):
    """Read bytes and check that every row is accounted for, or a sentence was said."""
    path.write_bytes(content)
    try:
        reading = open_file(path, TERMS)
        drafts = lost = 0
        for row in reading.rows:
            drafts += isinstance(row, LeadDraft)
            lost += not isinstance(row, LeadDraft) and row.row_lost
    except errors.NetdeskError as told:
        assert str(told)  # noqa: PT017
        return
    assert drafts + lost + reading.tally.skipped == reading.tally.seen


cells = st.sampled_from(
    [
        "13812345678",
        "138****5678",
        "王女士",
        '"',
        '"x"',
        "2026-11-24 09:12",
        "",
        " ",
        "小计",
        "=1",
        "\0",
        "x" * 200,
        "+49 151",
        "微信",
        "\u202e",
        "1e9",
        "\r",
        ",",
    ]
)
texts = st.lists(st.lists(cells, max_size=6).map(",".join), max_size=12).map("\n".join)
fuzz = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@fuzz
@given(text=texts, codec=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_stored_rejected_and_skipped_are_all_the_rows_seen(tmp_path, text, codec):
    content = ("姓名,手机号,微信号,下单时间,渠道\n" + text).encode(codec, errors="replace")
    whatever(tmp_path / "leads.csv", content)


@fuzz
@given(content=st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_sentence(tmp_path, content):
    whatever(tmp_path / "leads.csv", content)
    whatever(tmp_path / "leads.csv", "姓名,手机号\n".encode() + content)


@settings(fuzz, max_examples=15)
@given(
    places=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_a_workbook_with_damaged_bytes_is_rows_or_a_sentence(tmp_path, places):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "手机号"])
        sheet.write_row(1, 0, ["王女士", 13812345678])
    data = bytearray(made.getvalue())
    for at, byte in places:
        data[at % len(data)] = byte
    whatever(tmp_path / "leads.xlsx", bytes(data))


def test_a_workbook_with_damaged_xml_is_rows_or_a_sentence(tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["姓名", "手机号"])
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        for damage in (lambda x: x[: len(x) // 2], lambda _: b"", lambda x: x.replace(b"<", b"&")):
            out = io.BytesIO()
            with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
                for inside in source.namelist():
                    content = source.read(inside)
                    target.writestr(inside, damage(content) if inside == part else content)
            whatever(tmp_path / "damaged.xlsx", out.getvalue())
