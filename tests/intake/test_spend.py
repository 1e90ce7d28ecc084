"""What was paid, as shops keep it and platforms report it."""

from datetime import date

import pytest

from netdesk.intake.reading import RecordKind

HEAD = "渠道,费用项目,开始日期,结束日期,金额,备注\n"
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def test_a_table_of_fees_is_known_by_its_header(read):
    found = read(HEAD + "汽车之家,会员费,2026-11-01,2026-11-30,6000,合同在财务\n")
    assert found.reading.kind is RecordKind.SPEND
    (draft,) = found.drafts
    assert (draft.channel, draft.item, draft.note) == ("autohome", "会员费", "合同在财务")
    assert (draft.first, draft.last, draft.amount) == (*NOVEMBER, 600_000)


@pytest.mark.parametrize(
    ("head", "cells", "days"),
    [
        ("渠道,月份,费用", "易车,2026年11月,100", NOVEMBER),
        ("渠道,月份,费用", "易车,2026-11-01,100", NOVEMBER),
        ("平台,投放周期,消耗", "易车,2026-11-01~2026-11-30,100", NOVEMBER),
        ("日期,渠道,消耗", "2026-11-24,易车,100", (date(2026, 11, 24), date(2026, 11, 24))),
        (
            "渠道,合同期,金额,费用类型",
            "易车,2026年,100,年费",
            (date(2026, 1, 1), date(2026, 12, 31)),
        ),
        ("渠道,开始日期,结束日期,金额", "易车,2026-11-01,2027-10-31,100", None),
    ],
)
def test_its_days_stand_in_two_columns_or_in_one(read, head, cells, days):
    (draft,) = read(f"{head}\n{cells}\n").drafts
    assert (draft.first, draft.last) == (days or (date(2026, 11, 1), date(2027, 10, 31)))
    assert draft.amount == 10_000


@pytest.mark.parametrize(
    ("cell", "cents"),
    [("1,200.50", 120_050), ("1200元", 120_000), ("¥1,200", 120_000), ("1.2万", 1_200_000)],
)
def test_amounts_are_read_as_people_write_them(read, cell, cents):
    (draft,) = read(HEAD + f'易车,,2026-11-01,2026-11-30,"{cell}",\n').drafts
    assert draft.amount == cents


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("易车,,2026-11-01,2026-11-30,-5,", "金额", "negative"),
        ("易车,,2026-11-01,2026-11-30,1000000000000,", "金额", "too_much"),
        ("易车,,2026-11-01,2026-11-30,一千二,", "金额", "bad_number"),
        ("易车,,2026-11-01,2026-11-30,,", "金额", "no_amount"),
        ("易车,,2026-11-01,,100,", "开始日期", "no_period"),
        ("易车,,下个月,2026-11-30,100,", "开始日期", "bad_time"),
        ("易车,,2026-11-31,2026-12-30,100,", "开始日期", "bad_time"),
        ("易车二手,,2026-11-01,2026-11-30,100,,多", "", "broken_row"),
        ("车与轮,,2026-11-01,2026-11-30,100,", "渠道", "unknown_channel"),
    ],
)
def test_a_row_that_cannot_be_a_fee_is_given_back_with_the_reason(read, row, column, reason):
    found = read(HEAD + row + "\n")
    (reject,) = found.lost
    assert (reject.column, str(reject.reason)) == (column, reason)
    assert not found.drafts


def test_a_sum_below_is_not_a_fee(read):
    found = read(HEAD + "易车,,2026-11-01,2026-11-30,100,\n合计,,,,100,\n")
    assert len(found.drafts) == 1
    assert not found.rejects


def test_a_platforms_own_report_names_its_channel_in_its_title(read):
    found = read(
        "日期,计划名称,展现量,点击量,消耗\n2026-11-24,秦PLUS搜索,900,31,88.5\n",
        name="懂车帝日报.csv",
        titles={"懂车帝": "dongchedi"},
    )
    assert found.reading.default_channel == "dongchedi"
    (draft,) = found.drafts
    assert (draft.item, draft.amount) == ("秦PLUS搜索", 8_850)
