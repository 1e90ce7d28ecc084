"""What a row says, and what is said of a row that says too little."""

import timeit
from datetime import UTC, datetime

import pytest

from netdesk import errors
from netdesk.domain.leads.lead import TimeKind
from netdesk.intake import leads
from netdesk.intake.reading import Reason

NAMES = "客户姓名,手机号,下单时间\n"
ROW = {"客户姓名": "王女士", "手机号": "13812345678", "下单时间": "2026-11-24 09:12"}


def test_a_row_becomes_a_draft(draft):
    row = {
        "线索ID": "X1",
        "客户姓名": "王女士",
        "手机号码": "138-1234-5678",
        "微信号": "Wang_88",
        "用户ID": "u10086",
        "意向车系": "秦L",
        "意向车型": "2026款 DM-i",
        "下单时间": "2026-11-24 09:12",
        "处理时间": "2026-11-24 09:40",
        "省份": "山东省",
        "城市": "枣庄市",
        "区县": "滕州市",
        "渠道": "懂车帝",
        "留言": "最低多少",
        "归属销售": "李四",
    }
    found = draft(row)
    assert found == leads.LeadDraft(
        line=2,
        received_at=datetime(2026, 11, 24, 1, 12, tzinfo=UTC),
        time_kind=TimeKind.EXACT,
        phone="13812345678",
        phone_virtual=False,
        wechat="wang_88",
        platform_id="u10086",
        name="王女士",
        model="秦L 2026款 DM-i",
        message="最低多少",
        region="山东省 枣庄市 滕州市",
        channel="dongchedi",
        outside_id="X1",
        owner="李四",
        handled_at=datetime(2026, 11, 24, 1, 40, tzinfo=UTC),
        raw=tuple(row.values()),
    )
    assert isinstance(found, leads.LeadDraft)


def test_a_row_keeps_what_it_was_though_cells_are_trimmed(draft):
    found = draft({"客户姓名": " 王女士 ", "手机号": "\u300013812345678\u3000"})
    assert (found.name, found.phone) == ("王女士", "13812345678")
    assert found.raw == (" 王女士 ", "\u300013812345678\u3000")


# --- who


@pytest.mark.parametrize(
    ("cells", "reached"),
    [
        ({"手机号": "", "备用电话": "13812345678"}, "13812345678"),
        ({"手机号": "138****5678", "备用电话": "13812345678"}, "13812345678"),
        ({"备用电话": "0632-3300000", "手机号": "13812345678"}, "13812345678"),
    ],
)
def test_the_first_number_that_can_be_read_is_taken(draft, cells, reached):
    assert draft(cells).phone == reached


def test_a_lent_number_is_marked(draft):
    found = draft({"手机号": "17012345678转1234"})
    assert (found.phone, found.phone_virtual) == ("17012345678-1234", True)


def test_a_foreign_number_is_taken(draft):
    assert draft({"手机号": "+49 151 23456789"}).phone == "+4915123456789"


def test_a_row_that_nobody_can_be_reached_by_is_lost(read):
    found = read("客户姓名,手机号,微信号\n王女士,,\n李先生,138****5678,\n赵女士,,小赵\n")
    assert [(r.line, r.column, r.value, r.reason) for r in found.lost] == [
        (2, "手机号", "", Reason.NO_CONTACT),
        (3, "手机号", "138****5678", Reason.BAD_PHONE),
        (4, "手机号", "", Reason.NO_CONTACT),
    ]
    assert found.lost[0].cells == ("王女士", "", "")


def test_a_bad_number_beside_a_wechat_is_one_cell_left_out(read):
    found = read("客户姓名,手机号,微信号\n李先生,138****5678,li_sir_1\n")
    (told,) = found.rejects
    assert (told.reason, told.row_lost, told.column) == (Reason.BAD_PHONE, False, "手机号")
    assert found.rows.index(told) == 0
    assert (found.drafts[0].phone, found.drafts[0].wechat) == ("", "li_sir_1")


@pytest.mark.parametrize(
    "text", ["是", "微信同号", "同上", "小王", "-", "abc", "https://x.cn/?a=1"]
)
def test_a_wechat_cell_without_an_id_is_none(read, text):
    found = read(f"手机号,微信号\n13812345678,{text}\n")
    assert found.drafts[0].wechat == ""


@pytest.mark.parametrize(
    ("text", "known"), [("u10086", "u10086"), ("0", ""), ("-", ""), ("a b", ""), ("12", "")]
)
def test_a_platform_id_is_one_only_if_it_can_tell_people_apart(read, text, known):
    found = read(f"手机号,用户ID\n13812345678,{text}\n")
    assert found.drafts[0].platform_id == known


def test_a_platform_id_is_enough_to_reach_a_customer(read):
    found = read("用户ID,留言\nu10086,你好\n")
    assert found.drafts[0].platform_id == "u10086"


# --- when


def test_a_date_alone_is_marked_and_begins_at_the_shops_midnight(draft):
    found = draft({**ROW, "下单时间": "2026-11-24"})
    assert found.time_kind is TimeKind.DATE_ONLY
    assert found.received_at == datetime(2026, 11, 23, 16, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "-", "无", "0000-00-00 00:00:00", "0001-01-01 00:00:00"])
def test_no_time_is_at_import(draft, text):
    found = draft({**ROW, "下单时间": text})
    assert (found.received_at, found.time_kind) == (None, TimeKind.AT_IMPORT)


def test_a_table_without_times_is_at_import(draft):
    assert draft({"手机号": "13812345678"}).time_kind is TimeKind.AT_IMPORT


@pytest.mark.parametrize(
    "cells",
    [
        {"下单日期": "2026-11-24", "下单时间": "09:12"},
        {"下单日期": "2026/11/24", "下单时间": "9:12:00 AM"},
        {"下单时间": "0.38333", "下单日期": "46350"},
        {"日期": "2026-11-24", "时间": "2026-11-24 09:12"},
        {"下单时间": "", "创建时间": "2026-11-24 09:12"},
        {"下单时间": "", "分配时间": "2026-11-24 09:12"},
    ],
)
def test_day_and_time_may_stand_in_two_cells(draft, cells):
    found = draft({"手机号": "13812345678", **cells})
    assert found.received_at == datetime(2026, 11, 24, 1, 12, tzinfo=UTC)
    assert found.time_kind is TimeKind.EXACT


def test_when_the_shop_was_given_it_never_replaces_a_date_of_asking(draft):
    found = draft(
        {"手机号": "13812345678", "下单日期": "2026-11-20", "分配时间": "2026-11-24 09:12"}
    )
    assert found.time_kind is TimeKind.DATE_ONLY


@pytest.mark.parametrize("text", ["昨天", "2026-13-45 10:00", "09:12", "9999-01-01 00:00"])
def test_a_time_that_cannot_be_read_loses_the_row(read, text):
    found = read(NAMES + f"王女士,13812345678,{text}\n")
    (lost,) = found.lost
    assert (lost.line, lost.column, lost.value) == (2, "下单时间", text)
    assert lost.reason is Reason.BAD_TIME


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("2026-11-24 17:30:00", False),  # the import
        ("2026-11-24 17:35:00", False),  # the platform's clock is a little ahead
        ("2026-11-24 17:35:01", True),
        ("2026-11-25", True),
        ("2099-12-31 00:00", True),
    ],
)
def test_an_arrival_after_the_import_loses_the_row(read, text, is_lost):
    found = read(NAMES + f"王女士,13812345678,{text}\n")
    assert bool(found.lost) is is_lost
    if is_lost:
        assert (found.lost[0].reason, found.lost[0].value) == (Reason.FUTURE_TIME, text)
        assert found.lost[0].column == "下单时间"


@pytest.mark.parametrize(
    ("handled", "is_kept"),
    [
        ("2026-11-24 09:12", True),
        ("2026-11-24 17:30", True),
        ("2026-11-24 09:11:59", False),
        ("2026-11-24 17:30:01", False),
        ("2026-11-24", False),
        ("已处理", False),
    ],
)
def test_a_wrong_time_of_handling_is_a_cell_left_out(read, handled, is_kept):
    found = read(f"手机号,下单时间,处理时间\n13812345678,2026-11-24 09:12,{handled}\n")
    assert (found.drafts[0].handled_at is not None) is is_kept
    assert found.reasons == ({} if is_kept else {"bad_handled_time": 1})
    assert not found.lost


@pytest.mark.parametrize("empty", ["", "-", "1970-01-01 08:00:00", "0001-01-01 00:00:00"])
def test_never_handled_is_no_fault(read, empty):
    found = read(f"手机号,下单时间,处理时间\n13812345678,2026-11-24 09:12,{empty}\n")
    assert (found.drafts[0].handled_at, found.rejects) == (None, [])


def test_the_later_name_of_handling_is_read_where_the_first_is_empty(read):
    found = read(
        "手机号,下单时间,首跟时间,最近跟进时间\n13812345678,2026-11-24 09:12,,2026-11-24 10:00\n"
    )
    assert found.drafts[0].handled_at == datetime(2026, 11, 24, 2, tzinfo=UTC)


# --- what


@pytest.mark.parametrize(
    ("brand", "series", "model", "wish"),
    [
        ("比亚迪", "秦L", "2026款 DM-i", "秦L 2026款 DM-i"),
        ("比亚迪", "秦L", "秦L 2026款", "秦L 2026款"),
        ("比亚迪", "秦L", "", "秦L"),
        ("比亚迪", "", "海豹", "海豹"),
        ("比亚迪", "", "", "比亚迪"),
        ("", "", "", ""),
    ],
)
def test_the_wish_is_series_and_model(draft, brand, series, model, wish):
    cells = {"手机号": "13812345678", "品牌": brand, "车系": series, "车型": model}
    assert draft(cells).model == wish


def test_the_region_says_nothing_twice(draft):
    cells = {"手机号": "13812345678", "省份": "北京市", "城市": "北京市", "地区": "北京市朝阳区"}
    assert draft(cells).region == "北京市朝阳区"


def test_messages_of_several_cells_are_one(draft):
    cells = {"手机号": "13812345678", "留言": "多少钱", "备注": "晚上打", "需求": "多少钱"}
    assert draft(cells).message == "多少钱\n晚上打"


def test_an_empty_name_is_read_from_the_next_column(draft):
    assert draft({"客户姓名": "", "手机号": "13812345678", "昵称": "小王"}).name == "小王"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("汽车之家", "autohome"),
        ("汽车之家-车商汇-留资", "autohome"),
        ("线上/懂车帝", "dongchedi"),
        ("抖音直播间3号", "douyin"),
        ("ＷＥＣＨＡＴ", "wechat"),
        ("autohome", "autohome"),
        ("400 电话", "hotline"),
        ("", ""),
    ],
)
def test_a_channel_is_known_by_the_words_people_use(draft, said, code):
    assert draft({"手机号": "13812345678", "渠道": said}).channel == code


def test_the_finer_channel_column_is_asked_first(draft):
    cells = {"手机号": "13812345678", "一级渠道": "线上", "二级渠道": "易车"}
    assert draft(cells).channel == "yiche"


def test_an_unknown_channel_is_told_once_and_the_rows_are_kept(read):
    found = read("手机号,渠道\n" + "".join(f"1381234567{n},快手\n" for n in range(5)))
    assert len(found.drafts) == 5
    assert [(r.line, r.value, r.reason) for r in found.told] == [
        (2, "快手", Reason.UNKNOWN_CHANNEL)
    ]


def test_many_names_of_channels_cost_no_time(read):
    rows = "".join(f"13812345678,平台{n}号\n" for n in range(5000))
    assert timeit.timeit(lambda: read("手机号,渠道\n" + rows), number=1) < 5


def test_a_platforms_own_pages_are_no_unknown_channels(read):
    found = read("手机号,线索来源,金线索\n13812345678,车型综述页,是\n13812345679,懂车帝,否\n")
    assert not found.rejects
    assert [d.channel for d in found.drafts] == ["", "dongchedi"]
    assert found.reading.default_channel == "autohome"


# --- too much


def test_a_name_of_ten_thousand_signs_is_cut_and_told(read):
    found = read(NAMES + f"{'王' * 10_000},13812345678,2026-11-24 09:12\n")
    assert found.drafts[0].name == "王" * leads.NAME_LIMIT
    (told,) = found.told
    assert (told.reason, told.column, len(told.value)) == (Reason.TOO_LONG, "客户姓名", 200)


def test_a_long_message_and_wish_are_cut_and_told(read):
    found = read(f"手机号,留言,车型\n13812345678,{'长' * 3000},{'车' * 300}\n")
    assert len(found.drafts[0].message) == leads.MESSAGE_LIMIT
    assert len(found.drafts[0].model) == leads.MODEL_LIMIT
    assert [told.column for told in found.told] == ["车型", "留言"]


def test_an_id_that_is_too_long_is_left_out_and_not_cut(read):
    found = read(f"手机号,线索ID\n13812345678,{'9' * 500}\n")
    assert found.drafts[0].outside_id == ""
    assert found.reasons == {"too_long": 1}


def test_a_row_with_more_cells_than_the_header_is_broken(read):
    found = read(NAMES + "王女士,13812345678,2026-11-24 09:12,多出来的\n李先生,13812345679,,,\n")
    (lost,) = found.lost
    assert (lost.reason, lost.value, lost.line) == (Reason.BROKEN_ROW, "多出来的", 2)
    assert [d.line for d in found.drafts] == [3]


def test_a_row_with_fewer_cells_is_read_as_far_as_it_goes(read):
    found = read(NAMES + "王女士,13812345678\n")
    assert found.drafts[0].time_kind is TimeKind.AT_IMPORT


def test_formulas_and_markup_stay_text(draft):
    cells = {"客户姓名": "=cmd|'/c calc'!A1", "手机号": "13812345678", "留言": "<img src=x>"}
    found = draft(cells)
    assert (found.name, found.message) == (cells["客户姓名"], cells["留言"])


def test_a_name_of_several_lines_is_one_line(read):
    found = read('客户姓名,手机号\n"王\n女士",13812345678\n')
    assert found.drafts[0].name == "王 女士"


def test_the_sign_that_makes_a_cell_text_is_taken_off_an_id(draft):
    assert draft({"手机号": "'13812345678", "线索ID": "'00012"}).outside_id == "00012"


# --- nothing


@pytest.mark.parametrize(
    "row",
    [
        "",
        ",,",
        " , ,\t",
        "小计,,3",
        "合计,12,",
        "总计：12,,",
        ",合计 12 条,",
        "共 12 条,,",
        "2026-11-24,小计,",
        "客户姓名,手机号,下单时间",
        "-,-,-",
    ],
)
def test_rows_that_say_nothing_are_neither_read_nor_rejected(read, row):
    found = read(NAMES + f"{row}\n王女士,13812345678,2026-11-24 09:12\n")
    assert (len(found.drafts), found.rejects) == (1, [])
    assert found.reading.tally.skipped == 1
    assert found.drafts[0].line == 3


def test_a_customer_called_like_a_sum_is_a_customer(read):
    found = read(NAMES + "合计,13812345678,2026-11-24 09:12\n")
    assert found.drafts[0].name == "合计"


def test_a_sum_in_a_wechat_column_is_no_customer(read):
    assert read("日期,微信号\n合计,12345\n").reading.tally.skipped == 1


def test_a_file_of_hidden_numbers_is_given_up_with_one_sentence(read, monkeypatch):
    monkeypatch.setattr("netdesk.intake.reading.MOST_LOST", 10)
    with pytest.raises(errors.MostlyUnusable, match="12 行"):
        read(NAMES + "王女士,138****5678,2026-11-24 09:12\n" * 20)
    mixed = "王女士,138****5678,\n李先生,13812345678,\n赵女士,13812345679,\n"
    assert len(read(NAMES + mixed * 20).lost) == 20


def test_a_row_that_is_lost_is_told_once_and_not_cell_by_cell(read):
    found = read("手机号,微信号,下单时间\n138****5678,li_sir_1,昨天\n13812345678,,2026-11-24\n")
    assert [(r.line, r.reason, r.row_lost) for r in found.rejects] == [(2, Reason.BAD_TIME, True)]
