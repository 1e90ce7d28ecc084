"""Fees from a file: counted row by row; what is wrong, and what would count twice, comes back."""

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import NINE
from tests.invited import PLAN, other
from tests.posted import publish, text

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
HEAD = "渠道,费用项目,开始日期,结束日期,金额,备注\n"
GOOD = "汽车之家,会员费,2026-11-01,2026-11-30,6000,\n"


@pytest.fixture
def spend(netdesk, tmp_path):
    """Import a table of fees; return what was said and the file's entry."""

    def run(text, *options, name="fees.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        said = netdesk("import", path, "--kind", "spend", "--json", *options)
        return said, said.json["files"][0]

    return run


def counters(entry):
    return tuple(entry[name] for name in ("rows", "added", "merged", "unchanged", "rejected"))


def paid(netdesk, **options):
    said = netdesk("kpi", "--from", "2026-11-01", "--to", "2026-11-30", "--json", **options)
    return said.json["total"]["spend"]


def test_fees_are_counted_and_show_in_the_figures(netdesk, spend):
    said, entry = spend(HEAD + GOOD + '易车,,2026-11-01,2026-12-30,"1,200.00",\n')
    assert said.code == 0
    assert entry["kind"] == "spend"
    assert counters(entry) == (2, 2, 0, 0, 0)
    assert paid(netdesk) == 6600


def test_the_same_file_twice_adds_nothing_and_a_corrected_amount_is_merged(netdesk, spend):
    spend(HEAD + GOOD)
    assert counters(spend(HEAD + GOOD)[1]) == (1, 0, 0, 1, 0)
    assert counters(spend(HEAD + GOOD.replace("6000", "6300"))[1]) == (1, 0, 1, 0, 0)
    assert paid(netdesk) == 6300


def test_hostile_rows_come_back_each_with_its_reason(netdesk, spend):
    spend(HEAD + GOOD)
    said, entry = spend(
        HEAD
        + "易车,,2026-11-30,2026-11-01,100,\n"  # 2 end before start
        + "易车,,2026-11-01,2026-11-30,-100,\n"  # 3 negative
        + "易车,,2026-11-01,2026-11-30,1000000000000,\n"  # 4 10^12
        + "易车,,2026-11-01,2026-11-30,一千二,\n"  # 5 text
        + ",,2026-11-01,2026-11-30,100,\n"  # 6 blank channel
        + "没有这家,,2026-11-01,2026-11-30,100,\n"  # 7 unknown channel
        + "汽车之家,会员费,2026-11-30,2026-12-29,6000,\n"  # 8 overlaps the store
        + "懂车帝,套餐,2026-11-01,2026-11-10,100,\n"
        + "懂车帝,套餐,2026-11-10,2026-11-12,100,\n"  # 10 overlaps the file
        + "懂车帝,套餐,2026-11-01,2026-11-10,999,\n"  # 11 another amount for the same days
        + "懂车帝,另一项,2026-11-10,2026-11-12,100,\n"
        + "易车,,2016-11-01,2026-11-30,100,\n"  # 13 ten years
        + "易车,,,2026-11-30,100,\n"  # 14 no beginning
        + "=1+1,,2026-11-01,2026-11-30,100,\n"  # 15 a formula for a channel
        + "易车,,2026-11-01,2026-11-30,0,\n"
        + "合计,,,,8100,\n"
    )
    assert said.code == 1
    assert counters(entry) == (15, 3, 0, 0, 12)
    assert [reject["line"] for reject in entry["rejects"]] == [
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        10,
        11,
        13,
        14,
        15,
    ]
    told = {reject["line"]: reject for reject in entry["rejects"]}
    assert told[2]["reason"] == "结束日期早于开始日期"
    assert (told[2]["column"], told[2]["value"]) == ("结束日期", "2026-11-01")
    assert told[6]["column"] == "渠道"
    assert "没有写是哪个渠道、活动或帖子的费用" in told[6]["reason"]
    assert "2026-11-01~2026-11-30" in told[8]["reason"]
    assert told[8]["value"] == "2026-11-30~2026-12-29"
    assert "2026-11-01~2026-11-10" in told[10]["reason"]
    assert "2026-11-01~2026-11-10" in told[11]["reason"]
    assert "5 年" in told[13]["reason"]
    assert paid(netdesk) == 6200


def test_a_channel_said_for_the_file_fills_blank_cells(netdesk, spend):
    text = HEAD.replace("渠道,", "") + GOOD.replace("汽车之家,", "")
    assert counters(spend(text)[1])[-1] == 1
    assert counters(spend(text, "--channel", "hotline")[1]) == (1, 1, 0, 0, 0)
    assert counters(spend(text.replace("会员费", "年费"), name="易车费用.csv")[1]) == (
        1,
        1,
        0,
        0,
        0,
    )


def test_a_table_without_dates_or_amounts_is_refused_whole(netdesk, spend):
    said, entry = spend("渠道,备注\n易车,好\n")
    assert said.code == 3
    assert "error" in entry


def test_a_dry_run_writes_nothing(netdesk, spend):
    assert counters(spend(HEAD + GOOD, "--dry-run")[1]) == (1, 1, 0, 0, 0)
    assert paid(netdesk) == 0


def test_fees_are_known_without_being_told_and_no_leads_are_made(netdesk, tmp_path):
    path = tmp_path / "fees.csv"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    entry = netdesk("import", path, "--json").json["files"][0]
    assert (entry["kind"], entry["added"]) == ("spend", 1)
    assert netdesk("inbox", "--view", "all", "--json").json == []


def test_rejects_come_back_as_a_workbook_that_is_mended_and_imported(netdesk, spend, tmp_path):
    out = tmp_path / "back.xlsx"
    spend(HEAD + "易车,,2026-11-30,2026-11-01,100,\n", "--rejects", out)
    said = netdesk("import", out, "--kind", "spend", "--json")
    (reject,) = said.json["files"][0]["rejects"]
    assert reject["reason"] == "结束日期早于开始日期"


def test_ten_thousand_days_of_a_report_take_no_time_at_all(netdesk, spend):
    days = [
        f"20{y:02}-{m:02}-{d:02}" for y in range(20, 52) for m in range(1, 13) for d in range(1, 28)
    ]
    rows = "".join(f"懂车帝,{day},{n % 100}\n" for n, day in enumerate(days))
    _said, entry = spend("渠道,日期,消耗\n" + rows)
    assert entry["added"] == len(days) == 10_368


def test_a_fee_is_an_activitys_or_a_posts_by_its_name_or_its_code(netdesk, spend, desk):
    one = desk.activities.plan(PLAN, now=NINE).id
    twins = other(name="周末团购", first=date(2026, 11, 7), last=date(2026, 11, 8))
    first = desk.activities.plan(twins, now=NINE).id
    later = replace(twins, first=date(2026, 12, 5), last=date(2026, 12, 6))
    desk.activities.plan(later, now=NINE, despite=True)
    post = publish(desk, text("雪天怎么刹车"))
    said, entry = spend(
        "活动,帖子,费用项目,日期,金额\n"
        "冬季试驾会,,礼品,2026-11-28,900\n"
        f"#{one},,茶歇,2026-11-28,300\n"
        "周末团购,,礼品,2026-11-07,200\n"
        "周末团购,,礼品,2026-11-20,200\n"  # 5 neither one's days
        "没有这个会,,礼品,2026-11-20,200\n"  # 6
        f",{post.code},推广,2026-11-24,50\n"
        ",雪天怎么刹车,加推,2026-11-24,60\n"
        ",没有这篇,推广,2026-11-24,50\n"  # 9
        ",,推广,2026-11-24,50\n"  # 10
        "冬季试驾会,,礼品,2026-11-28,900\n"
        "冬季试驾会,,礼品,2026-11-27~2026-11-28,900\n"  # 12 overlaps
    )
    assert counters(entry) == (11, 5, 0, 1, 5)
    told = {reject["line"]: (reject["column"], reject["reason"]) for reject in entry["rejects"]}
    assert [told[line][0] for line in (5, 6, 9)] == ["活动", "活动", "帖子"]
    assert "同名" in told[5][1]
    assert "没有这个名称或编号的活动" in told[6][1]
    assert "没有链接、编号或标题相同的帖子" in told[9][1]
    assert "渠道、活动或帖子" in told[10][1]
    by_activity = netdesk(
        *("kpi", "--from", "2026-11-01", "--to", "2026-11-30", "--by", "activity", "--json")
    ).json["rows"]
    spent = {row["key"]: row["spend"] for row in by_activity}
    assert (spent[str(one)], spent[str(first)]) == (1200, 200)
    assert desk.spend.listed(*NOVEMBER, post_id=post.id).total == 11_000
